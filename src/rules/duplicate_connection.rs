//! `MW1016` duplicate-connection.
//!
//! ## What it does
//! Reports two channels with the same id in one run of which nobody can tell that one is
//! newer: they have other names (a clone, a copy on another server), or the same revision
//! and time.
//!
//! ## Why it matters
//! They are two revisions or copies of one connection. Both are compiled, so that nothing
//! is dropped, but only one of them can run.
//!
//! ## Example
//! A channel `Riverbend` and its copy `Riverbend (test)` that kept the id.
//!
//! ## What to do
//! Decide which of the two is live and leave the other out of the run.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, Given, plain};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1016",
    name: "duplicate-connection",
    severity: Severity::Warning,
    help: "decide which of the two is live and leave the other out of the run",
    source: include_str!("duplicate_connection.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    Given::Channels(&[plain(), plain().edited(&[("Riverbend", "§Riverbend (copy)")])])
        .fires("a.xml:4:9 has the same id"),
    Given::Channels(&[plain(), plain().edited(&[("-000000000001", "-000000000002")])]).silent(),
];
