//! `MW9001` ill-formed-mapping.
//!
//! ## What it does
//! Reports a mapping that the checker refuses, or a connection or file on which the compiler
//! itself failed.
//!
//! ## Why it matters
//! Lowering must never make one. The connection is not emitted, so that nothing wrong
//! reaches the platform.
//!
//! ## Example
//! A step that reads a variable before it has a value
//!
//! ## What to do
//! Report it with the export; it is a bug of mapwright.

use crate::diag::{Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW9001",
    name: "ill-formed-mapping",
    severity: Severity::Error,
    help: "report it with the export; it is a bug of mapwright",
    source: include_str!("ill_formed_mapping.rs"),
};
