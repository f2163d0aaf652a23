//! `MW2201` rule-without-partner.
//!
//! ## What it does
//! Reports a filter whose first enabled rule has an operator, because a rule before it is
//! switched off.
//!
//! ## Why it matters
//! The legacy engine drops disabled rules but keeps the operators of the others, so the
//! filter starts with AND or OR: a syntax error. The channel cannot be deployed.
//!
//! ## Example
//! Rule 1 disabled, rule 2 enabled with the operator AND.
//!
//! ## What to do
//! Switch the channel on in the legacy engine to see the error, then remove the operator of
//! the rule that is now first.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::test,
    fixture::{Fixture, rules},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2201",
    name: "rule-without-partner",
    severity: Severity::Error,
    help: "switch the channel on in the legacy engine to see the error, then remove the operator of the rule that is now first",
    source: include_str!("rule_without_partner.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    rules(&[
        test("$('a')", "EQUALS", &["'x'"]).off(),
        test("$('b')", "EQUALS", &["'x'"]).and().after("§"),
    ])
    .fires("starts with AND"),
    rules(&[test("$('a')", "EQUALS", &["'x'"]), test("$('b')", "EQUALS", &["'x'"]).and().off()])
        .silent(),
];
