//! `MW4003` secret-present.
//!
//! ## What it does
//! Reports a setting that holds a secret.
//!
//! ## Why it matters
//! Its value is never printed and never written to an output; the properties file refers to
//! the environment instead.
//!
//! ## Example
//! The password of a Database Writer
//!
//! ## What to do
//! Store the secret in the vault of the new platform under the name in the properties file.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, plain};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW4003",
    name: "secret-present",
    severity: Severity::Advice,
    help: "store the secret in the vault of the new platform under the name in the properties file",
    source: include_str!("secret_present.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    plain()
        .edited(&[("<password>", "<password>§lighthouse")])
        .fires("`password` of destination 1 `To EMR` holds a secret"),
    plain().silent(),
];
