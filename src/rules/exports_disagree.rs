//! `MW1030` exports-disagree.
//!
//! ## What it does
//! Reports a global script, or a key of a configuration map, that is not the same in all files
//! of the run that are about the same channels: a backup and a file of its own, or two files.
//!
//! ## Why it matters
//! A channel runs one global preprocessor and reads one value. Which of them was in force
//! cannot be told from the files, so none is chosen: a connection lists each of the scripts.
//!
//! ## Example
//! A backup of March whose global preprocessor trims the message, and `global-scripts.xml` of
//! May whose preprocessor does not.
//!
//! ## What to do
//! Find out which one the server runs now, and take the other file out of the run.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, file};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1030",
    name: "exports-disagree",
    severity: Severity::Warning,
    help: "find out which one the server runs now, and take the other file out of the run",
    source: include_str!("exports_disagree.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    file(
        "<list><map><entry><string>Deploy</string><string>§a();</string></entry></map>\
         <map><entry><string>Deploy</string><string>b();</string></entry></map></list>",
    )
    .fires("the global deploy script"),
    // A default body is a script too: it says that nothing is run.
    file(
        "<list><map><entry><string>Deploy</string><string>§return;</string></entry></map>\
         <map><entry><string>Deploy</string><string>b();</string></entry></map></list>",
    )
    .fires("the global deploy script"),
    file(
        "<serverConfiguration version=\"4.5.0\"><configurationMap><entry>\
         <string>§lab.host</string><com.mirth.connect.util.ConfigurationProperty><value>a</value>\
         </com.mirth.connect.util.ConfigurationProperty></entry></configurationMap>\
         <configurationMap><entry><string>lab.host</string>\
         <com.mirth.connect.util.ConfigurationProperty><value>b</value>\
         </com.mirth.connect.util.ConfigurationProperty></entry></configurationMap>\
         </serverConfiguration>",
    )
    .fires("`lab.host`"),
    file(
        "<list><map><entry><string>Deploy</string><string>a();</string></entry></map>\
         <map><entry><string>Deploy</string><string>a();</string></entry></map></list>",
    )
    .silent(),
];
