//! `MW2303` undeclared-name.
//!
//! ## What it does
//! Reports a name that nothing in scope declares.
//!
//! ## Why it matters
//! Reading it fails with a `ReferenceError`: a Mapper swallows that and stores its default;
//! anywhere else the message ends in ERROR. A default value without quotes is the usual
//! cause.
//!
//! ## Example
//! Default value `unknown` instead of `'unknown'`
//!
//! ## What to do
//! Find out what the name should have been; if a plug-in or a missing code template library
//! defines it, export that too.

use crate::diag::{Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2303",
    name: "undeclared-name",
    severity: Severity::Warning,
    help: "find out what the name should have been; if a plug-in or a missing code template library defines it, export that too",
    source: include_str!("undeclared_name.rs"),
};
