//! `MW1026` damaged-archive.
//!
//! ## What it does
//! Reports an archive, or an entry of one, that is cut off or damaged.
//!
//! ## Why it matters
//! What stands before the damage is read, entry by entry; what stands behind it may be
//! missing from the run.
//!
//! ## Example
//! A download of `backup.tar.gz` that stopped half-way.
//!
//! ## What to do
//! Fetch the archive again from where it was made.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::pipeline::Content;
#[cfg(test)]
use crate::suite::fixture::{Fixture, Given};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1026",
    name: "damaged-archive",
    severity: Severity::Error,
    help: "fetch the archive again from where it was made",
    source: include_str!("damaged_archive.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    Given::Unread(|| Content::Refused(&RULE, "the archive ends too early".to_owned()))
        .fires("ends too early"),
    Given::Unread(|| Content::Ignored).silent(),
];
