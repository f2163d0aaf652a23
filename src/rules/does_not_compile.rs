//! `MW2306` does-not-compile.
//!
//! ## What it does
//! Reports a script or expression that the script language does not accept.
//!
//! ## Why it matters
//! The engine compiles all rules, steps and templates of a connector as one script; one
//! syntax error keeps the whole channel from being deployed.
//!
//! ## Example
//! Mapping `msg['PID']['PID.5'`
//!
//! ## What to do
//! Mend the expression in the legacy engine and export again.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::{mapper, script},
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2306",
    name: "does-not-compile",
    severity: Severity::Error,
    help: "mend the expression in the legacy engine and export again",
    source: include_str!("does_not_compile.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[mapper("name", "msg['PID']['PID.5' + §]")]).fires("Mapper `name`"),
    steps(&[script("if (a) {\r\n  b(§;\r\n}")]).fires("JavaScript `script`"),
    steps(&[mapper("name", "msg['PID']['PID.5']['PID.5.1'].toString()")]).silent(),
    steps(&[script("if (a) {"), script("b(); }")]).silent(),
];
