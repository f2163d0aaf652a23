//! `MW1009` old-release.
//!
//! ## What it does
//! Reports a channel without a version.
//!
//! ## Why it matters
//! Defaults and the meaning of paths depend on the release. Nobody can tell which one wrote
//! the channel, and the engine does not load it.
//!
//! ## Example
//! A `channel` element without a `version` attribute (3.0 and later) and without a child
//! `version` (1.x and 2.x).
//!
//! ## What to do
//! Export the channel again from the server that ran it.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, file, plain};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1009",
    name: "old-release",
    severity: Severity::Error,
    help: "export the channel again from the server that ran it",
    source: include_str!("old_release.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    file(
        "<list>§<channel><id>a</id><name>Riverbend</name><version>next</version></channel></list>",
    )
    .fires("the channel was written by release `next`"),
    file("§<channel><id>a</id><name>Riverbend</name></channel>").fires("an unknown release"),
    file("<channel><id>a</id><name>Riverbend</name><version>2.2.1</version></channel>").silent(),
    plain().version("3.0.0").silent(),
];
