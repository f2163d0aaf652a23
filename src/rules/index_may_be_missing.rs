//! `MW2105` index-may-be-missing.
//!
//! ## What it does
//! Reports an index that ends the message in ERROR when it finds nothing.
//!
//! ## Why it matters
//! Reading on from an index that is out of range is an error in the legacy engine. In a
//! Message Builder, a rule or a destination set filter nothing catches it: the message goes
//! to ERROR.
//!
//! ## Example
//! ```js
//! msg['NTE'][0]['NTE.3']['NTE.3.1'].toString()   // ERROR without NTE
//! ```
//!
//! ## What to do
//! Make sure that the segment or repetition is always there, or test for it first.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::{builder, mapper, test},
    fixture::{Fixture, rules, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2105",
    name: "index-may-be-missing",
    severity: Severity::Warning,
    help: "make sure that the segment or repetition is always there, or test for it first",
    source: include_str!("index_may_be_missing.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[builder(
        "msg['ZLB']['ZLB.1']['ZLB.1.1']",
        "§msg['NTE'][0]['NTE.3']['NTE.3.1'].toString()",
    )])
    .fires("the message ends in ERROR where `NTE[1]` is missing"),
    rules(&[test("§msg['NTE'][0]['NTE.3']['NTE.3.1'].toString()", "EQUALS", &["'x'"])])
        .fires("`NTE[1]` is missing"),
    steps(&[mapper("note", "msg['NTE'][0]['NTE.3']['NTE.3.1'].toString()")]).silent(),
    steps(&[builder(
        "msg['ZLB']['ZLB.1']['ZLB.1.1']",
        "msg['NTE']['NTE.3']['NTE.3.1'].toString()",
    )])
    .silent(),
];
