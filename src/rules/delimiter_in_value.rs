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

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2108",
    name: "delimiter-in-value",
    severity: Severity::Warning,
    help: "escape the character in the mapping once the receiver agrees; until then the message is what it was",
    source: include_str!("delimiter_in_value.rs"),
};
