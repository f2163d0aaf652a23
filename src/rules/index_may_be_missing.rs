//! `MW2105` index-may-be-missing.
//!
//! ## What it does
//! Reports an index that ends the message in ERROR when it finds nothing.
//!
//! ## Why it matters
//! Reading on from an index that is out of range is an error in the legacy engine. In a
//! Message Builder, a rule or a destination set filter nothing catches it: the message goes
//! to ERROR.
//!
//! ## Example
//! ```js
//! msg['NTE'][0]['NTE.3']['NTE.3.1'].toString()   // ERROR without NTE
//! ```
//!
//! ## What to do
//! Make sure that the segment or repetition is always there, or test for it first.

use crate::diag::{Rule, Severity};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2105",
    name: "index-may-be-missing",
    severity: Severity::Warning,
    help: "make sure that the segment or repetition is always there, or test for it first",
    source: include_str!("index_may_be_missing.rs"),
};
