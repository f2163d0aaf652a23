//! `MW3004` external-script.
//!
//! ## What it does
//! Reports a step or rule whose script is a file on the legacy server.
//!
//! ## Why it matters
//! The export holds only the path.
//!
//! ## Example
//! An External Script step with `/opt/scripts/route.js`
//!
//! ## What to do
//! Get the file from the legacy server and paste its text into a JavaScript step.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::external,
    fixture::{Fixture, rules, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW3004",
    name: "external-script",
    severity: Severity::Error,
    help: "get the file from the legacy server and paste its text into a JavaScript step",
    source: include_str!("external_script.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[external("/opt/scripts/route.js").after("§")]).fires("`/opt/scripts/route.js`"),
    rules(&[external("/opt/scripts/accept.js").after("§")]).fires("`/opt/scripts/accept.js`"),
    steps(&[external("/opt/scripts/route.js").off()]).silent(),
];
