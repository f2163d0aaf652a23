//! `MW3002` expression-carried.
//!
//! ## What it does
//! Reports a step or rule that is carried because one of its expressions uses something
//! that is not compiled.
//!
//! ## Why it matters
//! Only what is known to mean exactly the same is compiled.
//!
//! ## Example
//! Mapping `formatPhone(msg['PID']['PID.13'])`, a call of a code template
//!
//! ## What to do
//! Nothing now: the step runs as it is on the platform.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::mapper,
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW3002",
    name: "expression-carried",
    severity: Severity::Warning,
    help: "nothing now: the step runs as it is on the platform",
    source: include_str!("expression_carried.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[mapper("phone", "§formatPhone('x')")]).fires("formatPhone"),
    steps(&[mapper("phone", "'x'.substring(0, 1)")]).silent(),
];
