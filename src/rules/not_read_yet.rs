//! `MW1008` not-read-yet.
//!
//! ## What it does
//! Reports a file of the legacy engine in a form that is not read: what a server tells of its
//! state (dashboard, statistics, events, users).
//!
//! ## Why it matters
//! It defines no connection, but it may have been meant to be an export; it is listed so that
//! nobody takes it for migrated.
//!
//! ## Example
//! A file with the root `dashboardStatus` or `user`.
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
    file("<dashboardStatus version=\"4.5.0\"><name>Riverbend</name></dashboardStatus>")
        .fires("`dashboardStatus`"),
    file("<list/>").silent(),
    file("<html/>").silent(),
];
