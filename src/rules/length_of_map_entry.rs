//! `MW2205` length-of-map-entry.
//!
//! ## What it does
//! Reports an EXISTS or NOT EXIST rule on an entry of a map.
//!
//! ## Why it matters
//! Texts that come out of a map are Java strings, whose `length` is a method. Compared with
//! a number it is neither greater than nor equal to 0, so the rule is false whether the
//! entry is there or not.
//!
//! ## Example
//! Field `$('mrn')`, condition EXISTS
//!
//! ## What to do
//! Decide what was meant; the mapping keeps what runs today.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::test,
    fixture::{Fixture, rules},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2205",
    name: "length-of-map-entry",
    severity: Severity::Warning,
    help: "decide what was meant; the mapping keeps what runs today",
    source: include_str!("length_of_map_entry.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    rules(&[test("§$('mrn')", "EXISTS", &[])]).fires("map entry"),
    rules(&[test("$('mrn')", "EQUALS", &["'x'"])]).silent(),
];
