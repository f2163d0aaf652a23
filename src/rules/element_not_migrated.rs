//! `MW1019` element-not-migrated.
//!
//! ## What it does
//! Reports an element of an export that is read by nothing: no mapping, no route and no
//! inventory has it.
//!
//! ## Why it matters
//! Support is a list of what is known. What is not on it is a manual task, so that nothing is
//! dropped without a word.
//!
//! ## Example
//! The settings of an attachment handler.
//!
//! ## What to do
//! Find out whether anybody relies on it, and set up its equivalent by hand.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, plain};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1019",
    name: "element-not-migrated",
    severity: Severity::Warning,
    help: "find out whether anybody relies on it, and set up its equivalent by hand",
    source: include_str!("element_not_migrated.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    plain()
        .edited(&[(
            "<initialState>",
            "<attachmentProperties version=\"4.5.2\"><type>Custom</type><properties>§<entry>\
             <string>own.key</string><string>OBX</string></entry></properties>\
             </attachmentProperties><initialState>",
        )])
        .fires("`properties/entry`"),
    plain()
        .edited(&[(
            "<initialState>",
            "<attachmentProperties version=\"4.5.2\"><type>None</type><properties/>\
             </attachmentProperties><initialState>",
        )])
        .silent(),
];
