//! `MW1018` expected-not-found.
//!
//! ## What it does
//! Reports an entry of `[[expected]]` in the configuration that no finding matches.
//!
//! ## Why it matters
//! A list of known findings that has outlived its cause would hide the next one of that code.
//!
//! ## Example
//! ```toml
//! [[expected]]
//! code = "MW2203"
//! file = "legacy-exports/orders/*.xml"
//! reason = "the grouping was confirmed"
//! ```
//!
//! ## What to do
//! Remove the entry, or correct its code or file.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::script,
    fixture::{Fixture, Given, plain, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1018",
    name: "expected-not-found",
    severity: Severity::Warning,
    help: "remove the entry, or correct its code or file",
    source: include_str!("expected_not_found.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    Given::Expecting(
        "[compile]\n\n§[[expected]]\ncode = \"MW3001\"\nfile = \"*.xml\"\nreason = \"known\"\n",
        plain(),
    )
    .fires("no `MW3001`"),
    Given::Expecting(
        "[[expected]]\ncode = \"MW3001\"\nfile = \"*.xml\"\nreason = \"known\"\n",
        steps(&[script("var a = 1;")]),
    )
    .silent(),
];
