//! `MW4002` option-without-equivalent.
//!
//! ## What it does
//! Reports a transport setting that the new platform cannot reproduce.
//!
//! ## Why it matters
//! It is listed with its value and what it did, so that the cutover does not change it
//! unseen.
//!
//! ## Example
//! `respondOnNewConnection` of a TCP Listener
//!
//! ## What to do
//! Read what the setting did, and decide with the owner of the other side.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, plain};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW4002",
    name: "option-without-equivalent",
    severity: Severity::Warning,
    help: "read what the setting did, and decide with the owner of the other side",
    source: include_str!("option_without_equivalent.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    plain()
        .edited(&[
            (
                "<properties class=\"com.mirth.connect.connectors.file",
                "§<properties class=\"com.mirth.connect.connectors.file",
            ),
            ("<anonymous>", "<timeout>10000</timeout><anonymous>"),
        ])
        .fires("`host` names a folder of another server at destination 1"),
    plain().edited(&[("<scheme>FTP", "<scheme>FILE"), ("emr.example/in", "/data/out")]).silent(),
];
