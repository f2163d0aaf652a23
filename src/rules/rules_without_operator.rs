//! `MW2202` rules-without-operator.
//!
//! ## What it does
//! Reports two enabled rules that stand side by side without an operator.
//!
//! ## Why it matters
//! The legacy engine then calls the verdict of the first rule as a function, which fails:
//! every message that gets there ends in ERROR. The mapping does the same.
//!
//! ## Example
//! Rule 2 disabled between rule 1 and a rule 3 that has the operator NONE.
//!
//! ## What to do
//! Set the operator of the second rule.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::test,
    fixture::{Fixture, rules},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2202",
    name: "rules-without-operator",
    severity: Severity::Warning,
    help: "set the operator of the second rule",
    source: include_str!("rules_without_operator.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    rules(&[test("$('a')", "EQUALS", &["'x'"]), test("$('b')", "EQUALS", &["'x'"]).after("§")])
        .fires("without an operator"),
    rules(&[test("$('a')", "EQUALS", &["'x'"]), test("$('b')", "EQUALS", &["'x'"]).or()]).silent(),
];
