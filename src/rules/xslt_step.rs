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
#[cfg(test)]
use crate::suite::{
    element::xslt,
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW3005",
    name: "xslt-step",
    severity: Severity::Error,
    help: "write the transformation by hand on the new platform, or replace it by mappings",
    source: include_str!("xslt_step.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[xslt("<xsl:stylesheet/>").after("§")]).fires("style sheet"),
    steps(&[xslt("<xsl:stylesheet/>").off()]).silent(),
];
