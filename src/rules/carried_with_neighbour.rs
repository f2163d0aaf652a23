//! `MW3003` carried-with-neighbour.
//!
//! ## What it does
//! Reports a step or rule that is carried because a script shares state with it that cannot
//! cross the border: variables, functions, a `return` that ends the transformer, a message
//! that is replaced.
//!
//! ## Why it matters
//! All steps of a connector share one scope. A piece is carried whole, so that what its
//! parts share stays shared.
//!
//! ## Example
//! A Mapper that reads a variable which a JavaScript step before it declares
//!
//! ## What to do
//! Nothing now: the steps run together on the platform.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::{mapper, script},
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW3003",
    name: "carried-with-neighbour",
    severity: Severity::Warning,
    help: "nothing now: the steps run together on the platform",
    source: include_str!("carried_with_neighbour.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[script("if (a) return;"), mapper("x", "'a'").after("§")])
        .fires("Mapper `x` is carried"),
    steps(&[script("function f() { return 1; }"), mapper("x", "'a'")]).silent(),
];
