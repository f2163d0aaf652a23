//! `MW1007` encrypted-export.
//!
//! ## What it does
//! Reports an export that was written with encryption switched on.
//!
//! ## Why it matters
//! Only the server that holds the key can read it.
//!
//! ## Example
//! A file that starts with `{enc}{alg=AES/CBC/PKCS5Padding,...`.
//!
//! ## What to do
//! Export again with encryption switched off; the key never leaves the legacy server.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, file};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1007",
    name: "encrypted-export",
    severity: Severity::Error,
    help: "export again with encryption switched off; the key never leaves the legacy server",
    source: include_str!("encrypted_export.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    file("{enc}{alg=AES/CBC/PKCS5Padding,cs=UTF-8}c2VjcmV0").fires("encrypted"),
    file("<channel version=\"4.5.0\"><name>{enc}</name></channel>").silent(),
];
