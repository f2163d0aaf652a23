//! `MW1002` document-type.
//!
//! ## What it does
//! Reports a file with a document type declaration that has definitions of its own. One that
//! only names a type is passed over; what it may point to is never read.
//!
//! ## Why it matters
//! A document type can define entities that grow without bound or read other files. The
//! legacy engine never writes one, so it is refused without being looked at.
//!
//! ## Example
//! ```xml
//! <!DOCTYPE channel [<!ENTITY a "aaaa">]>
//! ```
//!
//! ## What to do
//! Remove the DOCTYPE; the engine never writes one.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, file};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1002",
    name: "document-type",
    severity: Severity::Error,
    help: "remove the DOCTYPE; the engine never writes one",
    source: include_str!("document_type.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    file("§<!DOCTYPE channel [<!ENTITY a \"aaaa\">]><channel>&a;</channel>")
        .fires("document type declaration"),
    file("<!DOCTYPE channel SYSTEM \"channel.dtd\"><channel version=\"4.5.0\"/>").silent(),
    file("<!-- <!DOCTYPE channel> --><channel version=\"4.5.0\"/>").silent(),
];
