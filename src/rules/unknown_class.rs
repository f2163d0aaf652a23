//! `MW1012` unknown-class.
//!
//! ## What it does
//! Reports a step or rule of a class that is not part of the engine (a commercial or own
//! plug-in).
//!
//! ## Why it matters
//! Its meaning is in code that the export does not hold, so it can be neither compiled nor
//! carried.
//!
//! ## Example
//! ```xml
//! <com.example.plugins.LookupStep version="3.12.0">
//! ```
//!
//! ## What to do
//! Describe what the plug-in does and write the step by hand on the new platform.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::{mapper, xml},
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1012",
    name: "unknown-class",
    severity: Severity::Error,
    help: "describe what the plug-in does and write the step by hand on the new platform",
    source: include_str!("unknown_class.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[xml("§<com.example.LookupStep version=\"3.12.0\"><name>unit</name>\
                 <sequenceNumber>0</sequenceNumber><enabled>true</enabled></com.example.LookupStep>")])
        .fires("`com.example.LookupStep` is not part of the engine"),
    steps(&[mapper("com.example.LookupStep", "'a'")]).silent(),
];
