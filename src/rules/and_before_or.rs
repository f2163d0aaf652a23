//! `MW2203` and-before-or.
//!
//! ## What it does
//! Reports a filter that mixes AND and OR.
//!
//! ## Why it matters
//! AND binds tighter than OR, whatever the order in the list: `A OR B AND C` accepts what
//! passes A, or both B and C. Many readers expect `(A OR B) AND C`.
//!
//! ## Example
//! `ORU` OR `final` AND `our account`
//!
//! ## What to do
//! Check that this grouping is the one that was meant.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::test,
    fixture::{Fixture, rules},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2203",
    name: "and-before-or",
    severity: Severity::Warning,
    help: "check that this grouping is the one that was meant",
    source: include_str!("and_before_or.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    rules(&[
        test("$('a')", "EQUALS", &["'x'"]),
        test("$('b')", "EQUALS", &["'x'"]).or().after("§"),
        test("$('c')", "EQUALS", &["'x'"]).and(),
    ])
    .fires("mix AND and OR, which reads as `1 or (2 and 3)`"),
    rules(&[
        test("$('a')", "EQUALS", &["'x'"]),
        test("$('b')", "EQUALS", &["'x'"]).or(),
        test("$('c')", "EQUALS", &["'x'"]).and().off(),
    ])
    .silent(),
];
