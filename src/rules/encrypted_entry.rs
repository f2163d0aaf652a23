//! `MW1024` encrypted-entry.
//!
//! ## What it does
//! Reports an entry of an archive that is encrypted.
//!
//! ## Why it matters
//! Whether it is an export cannot be told without the password, and no password is ever asked
//! for.
//!
//! ## Example
//! A zip that was made with a password.
//!
//! ## What to do
//! Unpack the archive with its password and name the folder.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::pipeline::Content;
#[cfg(test)]
use crate::suite::fixture::{Fixture, Given};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1024",
    name: "encrypted-entry",
    severity: Severity::Error,
    help: "unpack the archive with its password and name the folder",
    source: include_str!("encrypted_entry.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    Given::Unread(|| Content::Refused(&RULE, "the entry is encrypted".to_owned()))
        .fires("is encrypted"),
    Given::Unread(|| Content::Ignored).silent(),
];
