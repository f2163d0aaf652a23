//! `MW2108` delimiter-in-value.
//!
//! ## What it does
//! Reports a constant with a delimiter (`|`, `^`, `~`, `&`, a backslash or a line end) that
//! is written to a message.
//!
//! ## Why it matters
//! The legacy engine writes values raw, without HL7 escapes: the delimiter splits the field
//! it stands in. The mapping writes the same bytes.
//!
//! ## Example
//! ```js
//! tmp['OBX']['OBX.5']['OBX.5.1'] = 'A&B';
//! ```
//!
//! ## What to do
//! Escape the character in the mapping once the receiver agrees; until then the message is
//! what it was.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::{builder, mapper},
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2108",
    name: "delimiter-in-value",
    severity: Severity::Warning,
    help: "escape the character in the mapping once the receiver agrees; until then the message is what it was",
    source: include_str!("delimiter_in_value.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[builder("msg['PV1']['PV1.3']['PV1.3.1']", "§'A&B'")]).fires("the delimiter `&`"),
    steps(&[builder("msg['PV1']['PV1.3']['PV1.3.1']", "'A-B'")]).silent(),
    steps(&[mapper("ward", "'A&B'")]).silent(),
];
