//! `MW1036` properties-not-read.
//!
//! ## What it does
//! Reports a `.properties` file that is not taken for a configuration map: it is not written as the
//! engine writes one (`key = value`, sorted by key), and has not the name of the server's own file,
//! `configuration.properties`.
//!
//! ## Why it matters
//! Servers have many properties files, and most configure something else. But a map that was
//! edited by hand may look like this, too.
//!
//! ## Example
//! `mirth.properties` of a server.
//!
//! ## What to do
//! If it is the configuration map, export it from the Administrator (Settings, Configuration Map),
//! or call the file `configuration.properties`.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, named};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1036",
    name: "properties-not-read",
    severity: Severity::Advice,
    help: "if it is the configuration map, export it from the Administrator",
    source: include_str!("properties_not_read.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    named("mirth.properties", "dir.appdata = appdata\ndatabase = derby\n")
        .fires("no configuration"),
    named("configuration.properties", "b=1\na=2\n").silent(),
    named("map.properties", "a = 2\nb = 1\n").silent(),
    named("mirth.conf", "dir.appdata = appdata\ndatabase = derby\n").silent(),
];
