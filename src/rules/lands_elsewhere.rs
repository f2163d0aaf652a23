//! `MW2107` lands-elsewhere.
//!
//! ## What it does
//! Reports a write to a field that the template does not have, after a field with a higher
//! number exists.
//!
//! ## Why it matters
//! The legacy engine appends new fields at the end of the segment and never sorts, so the
//! value lands in the next free position, not in the one that was named. The mapping does
//! the same.
//!
//! ## Example
//! ```js
//! tmp['PID']['PID.8']['PID.8.1'] = 'F';
//! tmp['PID']['PID.7']['PID.7.1'] = '19700101';   // lands in PID-9
//! ```
//!
//! ## What to do
//! Write the fields in ascending order, or put the field into the template.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::builder,
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2107",
    name: "lands-elsewhere",
    severity: Severity::Warning,
    help: "write the fields in ascending order, or put the field into the template",
    source: include_str!("lands_elsewhere.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[
        builder("tmp['PID']['PID.8']['PID.8.1']", "'F'"),
        builder("§tmp['PID']['PID.7']['PID.7.1']", "'19700101'"),
    ])
    .template("MSH|^~\\&|LAB\rPID|1||||\r")
    .fires("`PID-7` is not in the template and lands in `PID-9`"),
    steps(&[
        builder("tmp['PID']['PID.7']['PID.7.1']", "'19700101'"),
        builder("tmp['PID']['PID.8']['PID.8.1']", "'F'"),
    ])
    .template("MSH|^~\\&|LAB\rPID|1||||\r")
    .silent(),
];
