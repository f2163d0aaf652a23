//! `MW2305` blank-mapping.
//!
//! ## What it does
//! Reports a blank mapping in an export from before 3.5.
//!
//! ## Why it matters
//! Those releases wrote the mapping into the script as it is; a blank one is a syntax
//! error, and the channel cannot be deployed.
//!
//! ## Example
//! A Mapper of release 3.4 with an empty Mapping
//!
//! ## What to do
//! Fill in the mapping in the legacy engine, or remove the step.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::{mapper, old},
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2305",
    name: "blank-mapping",
    severity: Severity::Error,
    help: "fill in the mapping in the legacy engine, or remove the step",
    source: include_str!("blank_mapping.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[old(
        "Mapper",
        &[("Variable", "mrn"), ("Mapping", ""), ("isGlobal", "channel")],
        "var mapping;\ntry { mapping = ; } catch (e) { mapping = ''; }",
    )
    .after("§")])
    .version("3.4.2")
    .fires("the mapping is blank"),
    steps(&[mapper("mrn", "")]).silent(),
];
