//! `MW1023` path-outside-archive.
//!
//! ## What it does
//! Reports an entry of an archive whose path leads out of the archive: one that is absolute,
//! goes up with `..`, names a drive, or has backslashes.
//!
//! ## Why it matters
//! Such a path overwrites files of whoever unpacks the archive. Nothing is unpacked here, but
//! an entry with such a name has no place in the report either, so it is not read.
//!
//! ## Example
//! An entry `../../etc/passwd`
//!
//! ## What to do
//! Find out where the archive comes from, and pack it anew with plain paths.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::pipeline::Content;
#[cfg(test)]
use crate::suite::fixture::{Fixture, Given};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1023",
    name: "path-outside-archive",
    severity: Severity::Error,
    help: "find out where the archive comes from, and pack it anew with plain paths",
    source: include_str!("path_outside_archive.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    Given::Unread(|| {
        Content::Refused(
            &RULE,
            "the path of the entry leads out of the archive: it goes up with `..`".to_owned(),
        )
    })
    .fires("leads out of the archive"),
    Given::Unread(|| Content::Ignored).silent(),
];
