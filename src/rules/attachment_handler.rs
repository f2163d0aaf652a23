//! `MW4020` attachment-handler.
//!
//! ## What it does
//! Reports a connection whose legacy engine takes attachments out of messages, by a pattern, as a
//! whole, as DICOM, or by a class of one's own.
//!
//! ## Why it matters
//! Everything behind it, the preprocessor and all steps, sees a token instead of the part, which
//! comes back only when the message is sent. Without the handler they would see another text.
//!
//! ## Example
//! Attachment handler `Regex` with the pattern of a base64 PDF in OBX-5
//!
//! ## What to do
//! Find out whether a step looks at the part or at its token. If none does, the handler only saved
//! room in the legacy message store and can go; else set the same up by hand.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, plain};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW4020",
    name: "attachment-handler",
    severity: Severity::Warning,
    help: "find out whether a step looks at the part or at its token, then set it up or leave it",
    source: include_str!("attachment_handler.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    plain()
        .edited(&[(
            "<initialState>",
            "§<attachmentProperties><className>x.Provider</className><type>Regex</type><properties>\
             <entry><string>regex.pattern0</string><string>a</string></entry></properties>\
             </attachmentProperties><initialState>",
        )])
        .fires("the attachment handler `Regex`"),
    plain()
        .edited(&[(
            "<initialState>",
            "<attachmentProperties><type>None</type><properties/></attachmentProperties><initialState>",
        )])
        .silent(),
];
