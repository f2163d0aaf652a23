//! `MW1004` bad-reference.
//!
//! ## What it does
//! Reports a character reference that stands for no character: NUL, half of a surrogate
//! pair, beyond U+10FFFF, or an entity that was never defined.
//!
//! ## Why it matters
//! The engine cannot read such a file back either (it writes references like `&#xb;`, which
//! are read).
//!
//! ## Example
//! ```xml
//! <script>a&nbsp;b</script>
//! ```
//!
//! ## What to do
//! Take the export again, or write the character itself.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, file, plain};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1004",
    name: "bad-reference",
    severity: Severity::Error,
    help: "take the export again, or write the character itself",
    source: include_str!("bad_reference.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    file("<channel><name>a§&nbsp;b</name></channel>").fires("`&nbsp;`"),
    file("<channel><name>a§&#0;b</name></channel>").fires("`&#0;`"),
    file("<channel><name>a§&#xD800;b</name></channel>").fires("`&#xD800;`"),
    plain().edited(&[("Riverbend", "River&#xb;bend &amp; Sons")]).silent(),
];
