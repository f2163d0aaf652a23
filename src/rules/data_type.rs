//! `MW3006` data-type.
//!
//! ## What it does
//! Reports a transformer on a message tree that is not modelled: the strict HL7 parser,
//! delimited text, HL7 v3, X12, NCPDP, DICOM.
//!
//! ## Why it matters
//! Paths mean something else in these trees. Nothing is compiled on a guess.
//!
//! ## Example
//! Inbound data type `DELIMITED`, or `useStrictParser` on
//!
//! ## What to do
//! Write this connector by hand on the new platform.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::mapper,
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW3006",
    name: "data-type",
    severity: Severity::Error,
    help: "write this connector by hand on the new platform",
    source: include_str!("data_type.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[mapper("a", "'a'")])
        .edited(&[
            ("<useStrictParser>false", "<useStrictParser>true"),
            ("<transformer", "§<transformer"),
        ])
        .fires("the strict HL7 parser"),
    steps(&[mapper("a", "'a'")])
        .edited(&[
            ("<inboundDataType>HL7V2", "<inboundDataType>X12"),
            ("<transformer", "§<transformer"),
        ])
        .fires("not modelled: `X12`"),
    steps(&[mapper("a", "'a'")])
        .edited(&[("<useStrictValidation>false", "<useStrictValidation>true")])
        .silent(),
];
