//! `MW2204` length-of-node.
//!
//! ## What it does
//! Reports an EXISTS or NOT EXIST rule on nodes that were not made a text.
//!
//! ## Why it matters
//! `.length` of a node looks for a child named `length`; there is none, and no comparison
//! with it is ever true. The rule is false for every message, both as EXISTS and as NOT
//! EXIST.
//!
//! ## Example
//! Field `msg['PID']['PID.5']['PID.5.1']`, condition EXISTS
//!
//! ## What to do
//! Add `.toString()` to the field in the legacy rule if a fix is wanted; the mapping keeps
//! what runs today.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::{drop_where, test},
    fixture::{Fixture, rules, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2204",
    name: "length-of-node",
    severity: Severity::Warning,
    help: "add `.toString()` to the field in the legacy rule if a fix is wanted; the mapping keeps what runs today",
    source: include_str!("length_of_node.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    rules(&[test("§msg['PID']['PID.5']['PID.5.1']", "EXISTS", &[])])
        .fires("`PID-5.1` has no length"),
    rules(&[test("msg['PID']['PID.5']['PID.5.1'].toString()", "EXISTS", &[])]).silent(),
    steps(&[drop_where(&["1"], "msg['PID']['PID.5']['PID.5.1']")]).silent(),
];
