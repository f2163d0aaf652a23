//! `MW1020` archive-expands-too-far.
//!
//! ## What it does
//! Reports an archive whose entries come to far more bytes than the archive itself has.
//!
//! ## Why it matters
//! A small archive that unpacks to terabytes stops whoever opens it. What was read before the
//! limit was passed is compiled; the rest of the archive is not.
//!
//! ## Example
//! A zip of 1 MB whose entries, some of them stored once and named many times, come to 10 GB.
//!
//! ## What to do
//! Find out where the archive comes from; if it is genuine, unpack it and name the folder.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::pipeline::Content;
#[cfg(test)]
use crate::suite::fixture::{Fixture, Given};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1020",
    name: "archive-expands-too-far",
    severity: Severity::Error,
    help: "find out where the archive comes from; if it is genuine, unpack it and name the folder",
    source: include_str!("archive_expands_too_far.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    Given::Unread(|| {
        Content::Refused(
            &RULE,
            "the entries come to more than 200 times the bytes of the archive".to_owned(),
        )
    })
    .fires("200 times"),
    Given::Unread(|| Content::Ignored).silent(),
];
