//! `MW1018` expected-not-found.
//!
//! ## What it does
//! Reports an entry of `[[expected]]` in the configuration that no finding matches.
//!
//! ## Why it matters
//! A list of known findings that has outlived its cause would hide the next one of that code.
//!
//! ## Example
//! ```toml
//! [[expected]]
//! code = "MW2203"
//! file = "legacy-exports/orders/*.xml"
//! reason = "the grouping was confirmed"
//! ```
//!
//! ## What to do
//! Remove the entry, or correct its code or file.

use crate::diag::{Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1018",
    name: "expected-not-found",
    severity: Severity::Warning,
    help: "remove the entry, or correct its code or file",
    source: include_str!("expected_not_found.rs"),
};
