//! `MW4001` transport-unmapped.
//!
//! ## What it does
//! Reports a connector whose transport has no route yet.
//!
//! ## Why it matters
//! A wrong route would be worse than none: the rest of the connection is compiled, this
//! endpoint is a manual task.
//!
//! ## Example
//! A Database Writer
//!
//! ## What to do
//! Set up this endpoint by hand on the new platform.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, plain};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW4001",
    name: "transport-unmapped",
    severity: Severity::Warning,
    help: "set up this endpoint by hand on the new platform",
    source: include_str!("transport_unmapped.rs"),
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
            ("<scheme>FTP", "<scheme>WEBDAV"),
        ])
        .fires("`File Writer (WEBDAV)` of destination 1 `To EMR`"),
    plain().edited(&[("<scheme>FTP", "<scheme>FILE"), ("emr.example/in", "/data/out")]).silent(),
];
