//! `MW1032` message-export.
//!
//! ## What it does
//! Reports a file of messages that were exported, or of one content of them: they define
//! nothing, so the file is left out. Nothing of its text is kept or shown.
//!
//! ## Why it matters
//! Messages hold data of patients. They are wanted by parity runs, not by the compiler.
//!
//! ## Example
//! A file with the root `message`, a list of them, or a text that begins with `MSH|`.
//!
//! ## What to do
//! Keep messages in a folder of their own, outside of the folder with the exports.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, file};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1032",
    name: "message-export",
    severity: Severity::Advice,
    help: "keep messages in a folder of their own, outside of the folder with the exports",
    source: include_str!("message_export.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    file("<message><messageId>1</messageId></message>").fires("a message"),
    file("<list><message><messageId>1</messageId></message></list>").fires("a message"),
    file("MSH|^~\\&|A|B\rPID|1\r").fires("an HL7 v2 message"),
    file("<list><channelTag><name>message</name></channelTag></list>").silent(),
];
