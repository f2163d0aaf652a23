//! `MW2101` missing-node-compared.
//!
//! ## What it does
//! Reports a comparison of a node that is not made a text first.
//!
//! ## Why it matters
//! A node that is missing equals nothing, not even the empty text, and differs from
//! everything: `== ''` is false and `!= ''` is true for a field that is not there. A node
//! that stands several times, or has components, equals nothing either. The mapping keeps
//! that meaning.
//!
//! ## Example
//! ```js
//! msg['PV1']['PV1.19']['PV1.19.1'] != ''   // true without PV1-19
//! ```
//!
//! ## What to do
//! Check whether the field is always valued; a contract line that says so removes this
//! finding.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::{mapper, test},
    fixture::{Fixture, rules, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2101",
    name: "missing-node-compared",
    severity: Severity::Warning,
    help: "check whether the field is always valued; a contract line that says so removes this finding",
    source: include_str!("missing_node_compared.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    rules(&[test("§msg['PV1']['PV1.19']['PV1.19.1']", "NOT_EQUAL", &["''", "'x'"])])
        .fires("`PV1-19.1` is compared"),
    steps(&[mapper("a", "§msg['PV1']['PV1.19']['PV1.19.1'] == '' ? 'a' : 'b'")])
        .fires("`PV1-19.1` is compared"),
    rules(&[test("msg['PV1']['PV1.19']['PV1.19.1'].toString()", "NOT_EQUAL", &["''"])]).silent(),
];
