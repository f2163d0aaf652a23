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

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1017",
    name: "part-not-migrated",
    severity: Severity::Advice,
    help: "look through the part and set up its equivalent on the new platform",
    source: include_str!("part_not_migrated.rs"),
};
