//! `MW1022` archive-in-archive.
//!
//! ## What it does
//! Reports an archive inside an archive. It is not opened.
//!
//! ## Why it matters
//! Archives inside each other can be nested without end, so only the outer one is read; the
//! inner one may hold exports.
//!
//! ## Example
//! `backup.zip` with an entry `old/2024.tar.gz`
//!
//! ## What to do
//! Unpack the inner archive when it holds exports, and name what comes out of it.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::pipeline::Content;
#[cfg(test)]
use crate::suite::fixture::{Fixture, Given};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1022",
    name: "archive-in-archive",
    severity: Severity::Warning,
    help: "unpack the inner archive when it holds exports, and name what comes out of it",
    source: include_str!("archive_in_archive.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    Given::Unread(|| {
        Content::Refused(&RULE, "an archive inside an archive is not opened".to_owned())
    })
    .fires("is not opened"),
    Given::Unread(|| Content::Ignored).silent(),
];
