//! `MW2301` exception-swallowed.
//!
//! ## What it does
//! Reports a Mapper whose mapping may fail.
//!
//! ## Why it matters
//! A Mapper catches every error of its mapping and stores the default, or the empty text,
//! without a word. The mapping does the same.
//!
//! ## Example
//! ```js
//! msg['NTE'][2]['NTE.3']['NTE.3.1'].toString()   // '' with fewer than three NTE
//! ```
//!
//! ## What to do
//! Check that an empty value is right where the segment or repetition is missing.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::mapper,
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2301",
    name: "exception-swallowed",
    severity: Severity::Advice,
    help: "check that an empty value is right where the segment or repetition is missing",
    source: include_str!("exception_swallowed.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[mapper("note", "§msg['NTE'][2]['NTE.3']['NTE.3.1'].toString()")]).fires("swallowed"),
    steps(&[mapper("note", "msg['NTE']['NTE.3']['NTE.3.1'].toString()")]).silent(),
];
