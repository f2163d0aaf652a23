//! `MW2302` number-in-map.
//!
//! ## What it does
//! Reports a number that is put into a map.
//!
//! ## Why it matters
//! Numbers of the script language are stored as Double; templates print them with a
//! fraction, `5.0` for 5.
//!
//! ## Example
//! Mapping `msg['OBX'].length()` into `count`, used as `${count}`
//!
//! ## What to do
//! Expect `5.0` wherever the entry is used in a template.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::mapper,
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2302",
    name: "number-in-map",
    severity: Severity::Warning,
    help: "expect `5.0` wherever the entry is used in a template",
    source: include_str!("number_in_map.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[mapper("count", "§msg['OBX'].length()")]).fires("`count`"),
    steps(&[mapper("count", "'' + msg['OBX'].length()")]).silent(),
];
