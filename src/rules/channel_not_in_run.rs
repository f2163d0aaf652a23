//! `MW1037` channel-not-in-run.
//!
//! ## What it does
//! Reports a channel group that names channels by their ids of which the run has no export.
//!
//! ## Why it matters
//! A group lists what the server has. A channel that nobody exported is not migrated, and nobody
//! is told so later.
//!
//! ## Example
//! The list of groups from the API, together with the exports of some of the channels.
//!
//! ## What to do
//! Export the missing channels too, or make sure that they are not wanted any more.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    export,
    fixture::{Fixture, Given, MARK, file},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1037",
    name: "channel-not-in-run",
    severity: Severity::Warning,
    help: "export the missing channels too, or make sure that they are not wanted any more",
    source: include_str!("channel_not_in_run.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    Given::Made(|| with_group(&["another"], MARK))
        .fires("group `North` names 2 channels, of which 1"),
    Given::Made(|| with_group(&[], "")).silent(),
    // The groups alone say nothing of what was exported.
    file(
        "<channelGroup version=\"4.5.0\"><id>g</id><name>North</name><channels>\
         <channel version=\"4.5.0\"><id>another</id><revision>0</revision></channel></channels>\
         </channelGroup>",
    )
    .silent(),
];

/// A channel, and a group of it and of channels with these ids.
#[cfg(test)]
fn with_group(others: &[&str], mark: &str) -> String {
    let stub = |id: &&str| format!("<channel version=\"4.5.0\"><id>{id}</id></channel>");
    let own = export::Parts::PLAIN.id;
    let stubs: String = others.iter().chain(&[own]).map(stub).collect();
    let channel = export::channel(&export::Parts::PLAIN);
    format!(
        "<list>{mark}<channelGroup version=\"4.5.0\"><id>g</id><name>North</name>\
         <channels>{stubs}</channels></channelGroup>{channel}</list>"
    )
}
