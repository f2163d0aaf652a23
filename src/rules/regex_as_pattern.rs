//! `MW2304` regex-as-pattern.
//!
//! ## What it does
//! Reports a replacement whose pattern is a regular expression literal.
//!
//! ## Why it matters
//! The engine takes the pattern as text, slashes included, and finds no match for it.
//!
//! ## Example
//! Pattern `/-/g`, replacement `''`
//!
//! ## What to do
//! Decide what was meant; the mapping keeps what runs today (nothing is replaced).

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::mapper,
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2304",
    name: "regex-as-pattern",
    severity: Severity::Warning,
    help: "decide what was meant; the mapping keeps what runs today (nothing is replaced)",
    source: include_str!("regex_as_pattern.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[mapper("phone", "'1-2'").replacing(&[("§/-/g", "''")])]).fires("regular expression"),
    steps(&[mapper("phone", "'1-2'").replacing(&[("'-'", "''")])]).silent(),
];
