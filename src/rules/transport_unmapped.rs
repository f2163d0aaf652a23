//! `MW4001` transport-unmapped.
//!
//! ## What it does
//! Reports a connector whose transport has no route yet.
//!
//! ## Why it matters
//! A wrong route would be worse than none: the rest of the connection is compiled, this
//! endpoint is a manual task.
//!
//! ## Example
//! A Database Writer
//!
//! ## What to do
//! Set up this endpoint by hand on the new platform.

use crate::diag::{Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW4001",
    name: "transport-unmapped",
    severity: Severity::Warning,
    help: "set up this endpoint by hand on the new platform",
    source: include_str!("transport_unmapped.rs"),
};
