//! `MW1031` map-of-texts.
//!
//! ## What it does
//! Reports a map from texts to texts that stands by itself and is not the map of global scripts.
//! It is taken for the configuration map of an old release; its values are not shown.
//!
//! ## Why it matters
//! Newer releases write a class around each value. Without it, the map could as well be one of
//! a message (an export of the content `CHANNEL_MAP`), whose keys configure nothing.
//!
//! ## Example
//! A file with the root `map` and the entry `mrn` with the value `12345`.
//!
//! ## What to do
//! Look at the keys. Where it is the map of a message, take the file out of the run.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, file};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1031",
    name: "map-of-texts",
    severity: Severity::Warning,
    help: "look at the keys; where it is the map of a message, take the file out of the run",
    source: include_str!("map_of_texts.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    file("§<map><entry><string>lab.host</string><string>a</string></entry></map>").fires("`map`"),
    file("<map><entry><string>Deploy</string><string>return;</string></entry></map>").silent(),
    file(
        "<map><entry><string>lab.host</string><com.mirth.connect.util.ConfigurationProperty>\
         <value>a</value></com.mirth.connect.util.ConfigurationProperty></entry></map>",
    )
    .silent(),
    file(
        "<serverConfiguration version=\"3.2.0\"><configurationMap><entry><string>a</string>\
         <string>b</string></entry></configurationMap></serverConfiguration>",
    )
    .silent(),
];
