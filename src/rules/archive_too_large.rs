//! `MW1021` archive-too-large.
//!
//! ## What it does
//! Reports an archive that holds more entries, or more bytes in all, than are read of one.
//!
//! ## Why it matters
//! Limits keep one archive from taking the whole run with it. What was read before the limit
//! was passed is compiled; the rest of the archive is not.
//!
//! ## Example
//! A disk image as a tar of 300,000 files.
//!
//! ## What to do
//! Unpack it and name the folder that holds the exports, or split it.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::pipeline::Content;
#[cfg(test)]
use crate::suite::fixture::{Fixture, Given};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1021",
    name: "archive-too-large",
    severity: Severity::Error,
    help: "unpack it and name the folder that holds the exports, or split it",
    source: include_str!("archive_too_large.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    Given::Unread(|| {
        Content::Refused(&RULE, "the archive has more than 100000 entries".to_owned())
    })
    .fires("100000 entries"),
    Given::Unread(|| Content::Ignored).silent(),
];
