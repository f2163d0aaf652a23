//! `MW1017` part-not-migrated.
//!
//! ## What it does
//! Reports a part of a server backup that is no connection: alerts, users, server and
//! plug-in settings, global scripts.
//!
//! ## Why it matters
//! It is not part of any mapping, but somebody may rely on it.
//!
//! ## Example
//! The `alerts` of a `serverConfiguration`.
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
    file("<serverConfiguration version=\"4.5.0\">§<alerts><alertModel/></alerts></serverConfiguration>")
        .fires("`alerts`"),
    file("<serverConfiguration version=\"4.5.0\"><channels/></serverConfiguration>").silent(),
];
