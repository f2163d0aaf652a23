//! `MW1003` limit-exceeded.
//!
//! ## What it does
//! Reports a file that is larger, nested deeper, or has more attributes or longer names
//! than any export has.
//!
//! ## Why it matters
//! Limits keep one hostile or damaged file from taking the whole run with it.
//!
//! ## Example
//! A file of 600 MiB, or elements nested 300 deep.
//!
//! ## What to do
//! Check that this is an export; if it is, split it or raise the limit in the reader.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::pipeline::Content;
#[cfg(test)]
use crate::suite::fixture::{Fixture, Given};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1003",
    name: "limit-exceeded",
    severity: Severity::Error,
    help: "check that this is an export; if it is, split it or raise the limit in the reader",
    source: include_str!("limit_exceeded.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    Given::Unread(|| Content::TooLarge(600 << 20)).fires("629145600 bytes"),
    Given::Made(|| format!("<list>{}§<a>", "<a>".repeat(199))).fires("more than 200 elements"),
    Given::Made(|| format!("<list>{}{}</list>", "<a>".repeat(199), "</a>".repeat(199))).silent(),
];
