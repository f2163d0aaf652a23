//! `MW3001` script-carried.
//!
//! ## What it does
//! Reports a script that is carried: kept as it is and run by the script engine of the
//! platform.
//!
//! ## Why it matters
//! A carried script is opaque to checks and slower than a compiled step.
//!
//! ## Example
//! A JavaScript step
//!
//! ## What to do
//! Nothing now: the script runs as it is on the platform until it is compiled.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::script,
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW3001",
    name: "script-carried",
    severity: Severity::Warning,
    help: "nothing now: the script runs as it is on the platform until it is compiled",
    source: include_str!("script_carried.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[script("§var a = 1;")]).fires("JavaScript `script` is carried"),
    steps(&[script("// var a = 1;")]).silent(),
    steps(&[script("var a = 1;").off()]).silent(),
];
