//! `MW1016` duplicate-connection.
//!
//! ## What it does
//! Reports two channels with the same id in one run.
//!
//! ## Why it matters
//! They are two revisions or copies of one connection. Both are compiled, so that nothing
//! is dropped, but only one of them can run.
//!
//! ## Example
//! The same channel in a single export and in a server backup.
//!
//! ## What to do
//! Decide which of the two is live and leave the other out of the run.

use crate::diag::{Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1016",
    name: "duplicate-connection",
    severity: Severity::Warning,
    help: "decide which of the two is live and leave the other out of the run",
    source: include_str!("duplicate_connection.rs"),
};
