//! `MW1009` old-release.
//!
//! ## What it does
//! Reports a channel of release 1.x or 2.x.
//!
//! ## Why it matters
//! These releases have flat properties, other defaults and another meaning of paths;
//! reading them as if they were newer would give a wrong mapping.
//!
//! ## Example
//! A `channel` element without a `version` attribute.
//!
//! ## What to do
//! Import the channel into a release from 3.0 on and export it there, or wait for the
//! reader of 2.x exports.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, file, plain};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1009",
    name: "old-release",
    severity: Severity::Error,
    help: "import the channel into a release from 3.0 on and export it there, or wait for the reader of 2.x exports",
    source: include_str!("old_release.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    file(
        "<list>§<channel><id>a</id><name>Riverbend</name><version>2.2.1</version></channel></list>",
    )
    .fires("the channel was written by release `2.2.1`"),
    file("§<channel><id>a</id><name>Riverbend</name></channel>").fires("a release before 3.0"),
    plain().version("3.0.0").silent(),
];
