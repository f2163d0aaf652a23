//! `MW1005` unreadable-file.
//!
//! ## What it does
//! Reports a path that could not be opened or read.
//!
//! ## Why it matters
//! A file that was named and not read must not pass for one without connections.
//!
//! ## Example
//! `mapwright compile no-such-file.xml`
//!
//! ## What to do
//! Check the path and its permissions.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::pipeline::Content;
#[cfg(test)]
use crate::suite::fixture::{Fixture, Given, file};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1005",
    name: "unreadable-file",
    severity: Severity::Error,
    help: "check the path and its permissions",
    source: include_str!("unreadable_file.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    Given::Unread(|| Content::Unreadable("the file cannot be read".to_owned()))
        .fires("cannot be read"),
    Given::Unread(|| Content::Ignored).silent(),
    file("").silent(),
];
