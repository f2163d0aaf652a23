//! `MW1008` not-read-yet.
//!
//! ## What it does
//! Reports a file that is an export of the legacy engine in a form that is not read: global
//! scripts, configuration maps, alerts, single steps, connectors or filters.
//!
//! ## Why it matters
//! What is in it may matter to a connection; it is listed so that nobody takes it for
//! migrated.
//!
//! ## Example
//! A file with the root `map` or `alertModel`.
//!
//! ## What to do
//! Export the channels themselves, a channel group, or a server backup.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, file};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1008",
    name: "not-read-yet",
    severity: Severity::Warning,
    help: "export the channels themselves, a channel group, or a server backup",
    source: include_str!("not_read_yet.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    file("<alertModel version=\"4.5.0\"><name>Queue too long</name></alertModel>")
        .fires("`alertModel`"),
    file("<list/>").silent(),
    file("<html/>").silent(),
];
