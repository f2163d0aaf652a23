//! `MW3010` global-script-runs.
//!
//! ## What it does
//! Says of a connection that global scripts of the server run for it. They are carried: the
//! connection lists them beside its own scripts.
//!
//! ## Why it matters
//! The global preprocessor runs before that of the channel and may change every message; the
//! global postprocessor runs after that of the channel and may replace the reply; what the
//! global deploy script puts into the global map is there for every script.
//!
//! ## Example
//! A backup with a global preprocessor that cuts a byte order mark off, and its channels.
//!
//! ## What to do
//! Read the script once for all connections. Often it can be left out, or be done once at the
//! entry of the new platform.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    export,
    fixture::{Fixture, Given, MARK},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW3010",
    name: "global-script-runs",
    severity: Severity::Advice,
    help: "read the script once for all connections and decide where it belongs",
    source: include_str!("global_script_runs.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    Given::Made(|| with_global("return message.trim();", MARK)).fires("the global preprocessor"),
    // The body of a new server.
    Given::Made(|| with_global("// trims\nreturn message;", "")).silent(),
];

/// A channel, and a global preprocessor.
#[cfg(test)]
fn with_global(preprocessor: &str, mark: &str) -> String {
    let channel = export::channel(&export::Parts::PLAIN);
    let named = channel.replacen("<name>", &format!("<name>{mark}"), 1);
    format!(
        "<list><map><entry><string>Preprocessor</string><string>{preprocessor}</string></entry>\
         </map>{named}</list>"
    )
}
