//! `MW3004` external-script.
//!
//! ## What it does
//! Reports a step or rule whose script is a file on the legacy server.
//!
//! ## Why it matters
//! The export holds only the path.
//!
//! ## Example
//! An External Script step with `/opt/scripts/route.js`
//!
//! ## What to do
//! Get the file from the legacy server and paste its text into a JavaScript step.

use crate::diag::{Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW3004",
    name: "external-script",
    severity: Severity::Error,
    help: "get the file from the legacy server and paste its text into a JavaScript step",
    source: include_str!("external_script.rs"),
};
