//! `MW1001` malformed-xml.
//!
//! ## What it does
//! Reports a file that looks like an export but is not well-formed XML (or JSON, from the API), or
//! ends too early.
//!
//! ## Why it matters
//! Nothing of such a file can be trusted, so none of its connections is compiled. The other
//! files of the run go on.
//!
//! ## Example
//! ```xml
//! <channel version="4.5.0"><id>a</id><name>Riverbend</channel>
//! ```
//!
//! ## What to do
//! Take the export again from the engine, or mend the file at this place.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, file};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1001",
    name: "malformed-xml",
    severity: Severity::Error,
    help: "take the export again from the engine, or mend the file at this place",
    source: include_str!("malformed_xml.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    file("<channel version=\"4.5.0\"><id>a</id><name>Riverbend§</channel>")
        .fires("`</channel>` stands where `<name>` is open"),
    file("<channel version=\"4.5.0\"><id>a</id>§").fires("ends before `<channel>` is closed"),
    file("<channel version=\"4.5.0\"><id>a</id><name>Riverbend</name></channel>").silent(),
];
