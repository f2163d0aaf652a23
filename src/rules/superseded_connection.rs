//! `MW1028` superseded-connection.
//!
//! ## What it does
//! Reports an export of a channel in whose place another export of the same channel (same
//! id, same name) is compiled: the one with the newest revision or, at the same revision,
//! the one that was saved last. Of two that are the same, the first by name of file is
//! compiled.
//!
//! ## Why it matters
//! Old backups and single exports lie beside each other, and only one state of a channel can
//! move. What is not compiled counts as disabled, so that no total loses it.
//!
//! ## Example
//! A channel of revision 5 in a backup, and of revision 7 in a single export.
//!
//! ## What to do
//! Nothing, when the newest revision is the live one; else leave the newer export out of the
//! run.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, Given, plain};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1028",
    name: "superseded-connection",
    severity: Severity::Warning,
    help: "leave the newer export out of the run if this one is live",
    source: include_str!("superseded_connection.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    Given::Channels(&[
        plain().edited(&[("<name>", "<name>§")]),
        plain().edited(&[("<revision>1<", "<revision>2<")]),
    ])
    .fires("is newer: revision 2, this is 1"),
    Given::Channels(&[plain(), plain().edited(&[("-000000000001", "-000000000002")])]).silent(),
];
