//! `MW1011` unknown-element.
//!
//! ## What it does
//! Reports an element that its class does not have.
//!
//! ## Why it matters
//! The legacy engine makes a channel with unknown members invalid and never deploys it;
//! whatever it stands for did not run.
//!
//! ## Example
//! A `MapperStep` with an element `comment`.
//!
//! ## What to do
//! Find out which plug-in or tool wrote the element, and remove it or add support for it.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::mapper,
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1011",
    name: "unknown-element",
    severity: Severity::Error,
    help: "find out which plug-in or tool wrote the element, and remove it or add support for it",
    source: include_str!("unknown_element.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[mapper("mrn", "'a'")])
        .edited(&[("<replacements/>", "<replacements/>§<comment>x</comment>")])
        .fires("`comment`"),
    steps(&[mapper("mrn", "'a'")])
        .edited(&[("<replacements/>", "<replacements/><!-- comment -->")])
        .silent(),
];
