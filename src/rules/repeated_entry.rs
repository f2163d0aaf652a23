//! `MW1027` repeated-entry.
//!
//! ## What it does
//! Reports an entry of an archive that has the name of an earlier one.
//!
//! ## Why it matters
//! Tools do not agree on which of the two is meant. The first is read, the other is not.
//!
//! ## Example
//! A tar to which a newer `channels/a.xml` was appended.
//!
//! ## What to do
//! Unpack the archive, look at what comes out, and name the folder.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::pipeline::Content;
#[cfg(test)]
use crate::suite::fixture::{Fixture, Given};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1027",
    name: "repeated-entry",
    severity: Severity::Error,
    help: "unpack the archive, look at what comes out, and name the folder",
    source: include_str!("repeated_entry.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    Given::Unread(|| {
        Content::Refused(&RULE, "an earlier entry has this name; only the first is read".to_owned())
    })
    .fires("only the first is read"),
    Given::Unread(|| Content::Ignored).silent(),
];
