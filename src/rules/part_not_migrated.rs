//! `MW1017` part-not-migrated.
//!
//! ## What it does
//! Reports a part of a server that is no connection: an alert, a resource, a database driver,
//! the configuration map, server and plug-in settings, a user.
//!
//! ## Why it matters
//! It is not part of any mapping, but somebody may rely on it. Each kind is a manual task with an
//! owner.
//!
//! ## Example
//! An `alertModel` in the `alerts` of a backup, or in a file of its own.
//!
//! ## What to do
//! Look through the part and set up its equivalent on the new platform.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, file};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1017",
    name: "part-not-migrated",
    severity: Severity::Advice,
    help: "look through the part and set up its equivalent on the new platform",
    source: include_str!("part_not_migrated.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    file(
        "<serverConfiguration version=\"4.5.0\"><alerts>§<alertModel><name>Queue</name>\
         </alertModel></alerts></serverConfiguration>",
    )
    .fires("alert `Queue` is not migrated"),
    file("§<com.mirth.connect.plugins.directoryresource.DirectoryResourceProperties/>")
        .fires("(resource) is not migrated"),
    file("§<properties><property name=\"enabled\">true</property></properties>")
        .fires("(plug-in settings)"),
    file("§<properties><comment>of Java</comment><entry key=\"a\">b</entry></properties>")
        .fires("(no part of a connection)"),
    file("<list>§<strange/></list>").fires("`strange` (no part of a connection)"),
    file("<serverConfiguration version=\"4.5.0\"><channels/><alerts/></serverConfiguration>")
        .silent(),
    file("<set><channelTag><name>a</name><channelIds/></channelTag></set>").silent(),
];
