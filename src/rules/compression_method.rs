//! `MW1025` compression-method.
//!
//! ## What it does
//! Reports an entry of a zip archive that is compressed in a way that is not read, an archive of
//! a kind that is not opened, and a single export that was packed. Opened are zip (stored,
//! deflate, bzip2), tar, and tar packed with gzip or bzip2.
//!
//! ## Why it matters
//! Whether it is an export cannot be told.
//!
//! ## Example
//! A zip made with LZMA or Zstandard, `backup.tar.xz`, `backup.7z`, `channel.xml.gz`
//!
//! ## What to do
//! Unpack the archive and name the folder, or pack it anew with deflate.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::pipeline::Content;
#[cfg(test)]
use crate::suite::fixture::{Fixture, Given};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1025",
    name: "compression-method",
    severity: Severity::Error,
    help: "unpack the archive and name the folder, or pack it anew with deflate",
    source: include_str!("compression_method.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    Given::Unread(|| Content::Refused(&RULE, "the entry is compressed with method 14".to_owned()))
        .fires("method 14"),
    Given::Unread(|| Content::Ignored).silent(),
];
