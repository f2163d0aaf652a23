//! `MW2106` node-counts-as-true.
//!
//! ## What it does
//! Reports a node that is used as a condition, or on the left of `||` or `&&`.
//!
//! ## Why it matters
//! A node counts as true whether it is there or not, and whether it has text or not. A
//! default after `||` is never used, and the other branch of a condition never runs. The
//! mapping does the same.
//!
//! ## Example
//! ```js
//! msg['PID']['PID.8']['PID.8.1'] || 'U'   // never 'U'
//! ```
//!
//! ## What to do
//! Test the text instead (`.toString()`), if a fix is wanted; the mapping keeps what runs
//! today.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::mapper,
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2106",
    name: "node-counts-as-true",
    severity: Severity::Warning,
    help: "test the text instead (`.toString()`), if a fix is wanted; the mapping keeps what runs today",
    source: include_str!("node_counts_as_true.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[mapper("sex", "§msg['PID']['PID.8']['PID.8.1'] || 'U'")]).fires("`PID-8.1`"),
    steps(&[mapper("sex", "msg['PID']['PID.8']['PID.8.1'].toString() || 'U'")]).silent(),
];
