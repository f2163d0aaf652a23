//! `MW1010` missing-element.
//!
//! ## What it does
//! Reports a channel without an element that every channel has.
//!
//! ## Why it matters
//! Without its id, name or source connector a channel cannot be told from others or run.
//!
//! ## Example
//! A `channel` without `sourceConnector`.
//!
//! ## What to do
//! Export the channel again; if it is written by hand, add the element.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, file, plain};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1010",
    name: "missing-element",
    severity: Severity::Error,
    help: "export the channel again; if it is written by hand, add the element",
    source: include_str!("missing_element.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    file("§<channel version=\"4.5.0\"><id>a</id><name>b</name><destinationConnectors/></channel>")
        .fires("`sourceConnector`"),
    plain().edited(&[("<description></description>", "")]).silent(),
];
