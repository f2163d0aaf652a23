//! `MW1035` unresolved-reference.
//!
//! ## What it does
//! Reports a `reference` attribute whose path leads to no element, or to one that holds the
//! reference itself.
//!
//! ## Why it matters
//! The legacy engine may write an object once and refer to it from elsewhere. What the element
//! stands for cannot be known, and the engine itself refuses the file.
//!
//! ## Example
//! `<scope reference="../../scope"/>` where no `scope` stands two levels up.
//!
//! ## What to do
//! Export the channel anew; the file was cut or edited.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::mapper,
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1035",
    name: "unresolved-reference",
    severity: Severity::Error,
    help: "export the channel anew; the file was cut or edited",
    source: include_str!("unresolved_reference.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[mapper("mrn", "'a'")])
        .edited(&[("<scope>CHANNEL</scope>", "§<scope reference=\"../../scope\"/>")])
        .fires("`../../scope` leads to no element"),
    steps(&[mapper("mrn", "'a'")])
        .edited(&[("<scope>CHANNEL</scope>", "§<scope reference=\"..\"/>")])
        .fires("`..` leads to no element, or to one around itself"),
    steps(&[mapper("mrn", "'a'"), mapper("name", "'b'")])
        .edited(&[(
            "<scope>CHANNEL</scope>",
            "<scope reference=\"../../com.mirth.connect.plugins.mapper.MapperStep[2]/scope\"/>",
        )])
        .silent(),
];
