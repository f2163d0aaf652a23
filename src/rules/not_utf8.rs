//! `MW1006` not-utf8.
//!
//! ## What it does
//! Reports a file that is no valid UTF-8 and was read as windows-1252.
//!
//! ## Why it matters
//! The engine writes files in the character set of its Java machine, which may be
//! windows-1252 on older Windows servers. Reading them so is a guess that is right nearly
//! always, but not always.
//!
//! ## Example
//! A channel name `M\xFCller` in a file without byte order mark.
//!
//! ## What to do
//! Check the names and texts with letters outside ASCII; take the export again from a
//! server that runs in UTF-8.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, plain};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1006",
    name: "not-utf8",
    severity: Severity::Warning,
    help: "check the names and texts with letters outside ASCII; take the export again from a server that runs in UTF-8",
    source: include_str!("not_utf8.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    plain().edited(&[("Riverbend", "M§\u{fc}hlbach")]).in_windows_1252().fires("windows-1252"),
    plain().edited(&[("Riverbend", "M\u{fc}hlbach")]).silent(),
];
