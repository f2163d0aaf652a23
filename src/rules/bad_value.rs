//! `MW1013` bad-value.
//!
//! ## What it does
//! Reports a value that its element cannot have: no number, no boolean, no member of an
//! enumeration.
//!
//! ## Why it matters
//! The engine would refuse the channel or fall back to something that nobody chose.
//!
//! ## Example
//! ```xml
//! <condition>LIKE</condition>
//! ```
//!
//! ## What to do
//! Correct the value in the legacy engine and export again.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::test,
    fixture::{Fixture, rules},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1013",
    name: "bad-value",
    severity: Severity::Error,
    help: "correct the value in the legacy engine and export again",
    source: include_str!("bad_value.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    rules(&[test("$('a')", "LIKE", &["'b'"])])
        .edited(&[("<condition>", "§<condition>")])
        .fires("`condition` cannot be `LIKE`"),
    rules(&[test("$('a')", "NOT_CONTAIN", &["'b'"])]).silent(),
];
