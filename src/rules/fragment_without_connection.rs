//! `MW1033` fragment-without-connection.
//!
//! ## What it does
//! Says that a connector, filter, transformer, step or rule was exported by itself. It is
//! compiled as far as that goes, so that it is judged and counted, and nothing is emitted for it.
//!
//! ## Why it matters
//! It belongs to no connection: what runs before and after it is not known, nor what surrounds it.
//! A part of it may be judged too harshly, such as a name that another step declares. A filter,
//! rule or step has no data type of its own, so its messages are taken for HL7 v2.
//!
//! ## Example
//! A file with the root `transformer`, from Export Transformer of the Administrator.
//!
//! ## What to do
//! Export the channel that it is part of.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, file};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1033",
    name: "fragment-without-connection",
    severity: Severity::Advice,
    help: "export the channel that it is part of",
    source: include_str!("fragment_without_connection.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    file("§<filter version=\"4.6.0\"><elements/></filter>").fires("a filter by itself"),
    file(
        "<list>§<com.mirth.connect.plugins.rulebuilder.RuleBuilderRule version=\"4.6.0\">\
         <name>PID</name><field>msg['PID']</field><condition>EXISTS</condition><values/>\
         </com.mirth.connect.plugins.rulebuilder.RuleBuilderRule></list>",
    )
    .fires("filter rule `PID` by itself"),
    file("<set><channelTag><name>filter</name><channelIds/></channelTag></set>").silent(),
];
