//! `MW1029` changed-while-read.
//!
//! ## What it does
//! Reports a file whose content is not what it was when the run began.
//!
//! ## Why it matters
//! Large runs read files twice. What was made of the first content does not hold for the
//! second, so nothing is made of the file.
//!
//! ## Example
//! A backup job that writes the folder while mapwright reads it.
//!
//! ## What to do
//! Run again when nothing writes to the files any more.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::pipeline::Content;
#[cfg(test)]
use crate::suite::fixture::{Fixture, Given};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1029",
    name: "changed-while-read",
    severity: Severity::Error,
    help: "run again when nothing writes to the files any more",
    source: include_str!("changed_while_read.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    Given::Unread(|| Content::Refused(&RULE, "the file has changed while it was read".to_owned()))
        .fires("has changed"),
    Given::Unread(|| Content::Ignored).silent(),
];
