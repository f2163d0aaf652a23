//! `MW2102` read-may-repeat.
//!
//! ## What it does
//! Reports a read through a segment or field that usually repeats, without an index.
//!
//! ## Why it matters
//! Where it does repeat, the legacy engine gives the XML text of all matches, tags
//! included, and that text goes into the outbound message. The mapping does the same.
//!
//! ## Example
//! ```js
//! msg['PID']['PID.3']['PID.3.1'].toString()
//! // two identifiers: <PID.3.1>1</PID.3.1><PID.3.1>2</PID.3.1>
//! ```
//!
//! Where `handleRepetitions` is off, fields do not repeat, but segments do.
//!
//! ## What to do
//! Name the repetition that is meant, or state in the contract that it does not repeat.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::mapper,
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2102",
    name: "read-may-repeat",
    severity: Severity::Advice,
    help: "name the repetition that is meant, or state in the contract that it does not repeat",
    source: include_str!("read_may_repeat.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[mapper("mrn", "'a' +\r\n  §msg['PID']['PID.3']['PID.3.1'].toString()")])
        .fires("reads every `PID.3`"),
    steps(&[mapper("mrn", "msg['PID']['PID.3'][0]['PID.3.1'].toString()")]).silent(),
    // Releases before 3.0 took the repetitions of a field for one text, unless told otherwise.
    steps(&[mapper("mrn", "msg['PID']['PID.3']['PID.3.1'].toString()")])
        .edited(&[("<handleRepetitions>true<", "<handleRepetitions>false<")])
        .silent(),
];
