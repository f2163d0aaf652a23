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

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW4003",
    name: "secret-present",
    severity: Severity::Advice,
    help: "store the secret in the vault of the new platform under the name in the properties file",
    source: include_str!("secret_present.rs"),
};
