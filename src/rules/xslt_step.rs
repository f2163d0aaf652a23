//! `MW3005` xslt-step.
//!
//! ## What it does
//! Reports an XSLT step.
//!
//! ## Why it matters
//! It runs a style sheet of the Java machine, which is neither compiled nor carried yet.
//!
//! ## Example
//! An XSLT step with a template expression
//!
//! ## What to do
//! Write the transformation by hand on the new platform, or replace it by mappings.

use crate::diag::{Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW3005",
    name: "xslt-step",
    severity: Severity::Error,
    help: "write the transformation by hand on the new platform, or replace it by mappings",
    source: include_str!("xslt_step.rs"),
};
