//! `MW1014` missing-sequence-number.
//!
//! ## What it does
//! Reports a list of two or more steps or rules of which one has no sequence number.
//!
//! ## Why it matters
//! From release 4.1 on the engine sorts by sequence number and fails to load such a list.
//!
//! ## Example
//! Two `MapperStep` elements, the second without `sequenceNumber`.
//!
//! ## What to do
//! Number the steps in the legacy engine (saving the channel does it) and export again.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::mapper,
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1014",
    name: "missing-sequence-number",
    severity: Severity::Error,
    help: "number the steps in the legacy engine (saving the channel does it) and export again",
    source: include_str!("missing_sequence_number.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[mapper("a", "'a'"), mapper("b", "'b'").after("§")])
        .edited(&[("<sequenceNumber>1</sequenceNumber>", "")])
        .fires("`b` has no sequence number"),
    steps(&[mapper("a", "'a'")]).edited(&[("<sequenceNumber>0</sequenceNumber>", "")]).silent(),
    steps(&[mapper("a", "'a'"), mapper("b", "'b'")])
        .version("4.0.1")
        .edited(&[("<sequenceNumber>1</sequenceNumber>", "")])
        .silent(),
];
