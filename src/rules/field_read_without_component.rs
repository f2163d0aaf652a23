//! `MW2103` field-read-without-component.
//!
//! ## What it does
//! Reports a read of a whole segment or field as text.
//!
//! ## Why it matters
//! A field that is valued always has components in the tree, also when the message has only
//! one, so its text is XML: `<PID.8.1>F</PID.8.1>`, not `F`. Only an empty or missing field
//! gives the empty text. The mapping does the same.
//!
//! ## Example
//! ```js
//! msg['PID']['PID.8'].toString()
//! ```
//!
//! ## What to do
//! Name the component (`PID-8.1` for `PID-8`).

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::mapper,
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2103",
    name: "field-read-without-component",
    severity: Severity::Warning,
    help: "name the component (`PID-8.1` for `PID-8`)",
    source: include_str!("field_read_without_component.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[mapper("sex", "§msg['PID']['PID.8'].toString()")])
        .fires("`PID-8` is read as text, a whole field"),
    steps(&[mapper("all", "§msg['PID'].toString()")]).fires("a whole segment"),
    steps(&[mapper("sex", "msg['PID']['PID.8']['PID.8.1'].toString()")]).silent(),
    steps(&[mapper("separator", "msg['MSH']['MSH.1'].toString()")]).silent(),
];
