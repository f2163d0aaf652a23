//! `MW1015` bad-base64.
//!
//! ## What it does
//! Reports a template that is marked as base64 and is none, or no UTF-8 inside.
//!
//! ## Why it matters
//! A template is where the outbound message starts from; a damaged one cannot be guessed.
//!
//! ## Example
//! ```xml
//! <outboundTemplate encoding="base64">%%%</outboundTemplate>
//! ```
//!
//! ## What to do
//! Open and save the template in the legacy engine and export again.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, plain};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1015",
    name: "bad-base64",
    severity: Severity::Error,
    help: "open and save the template in the legacy engine and export again",
    source: include_str!("bad_base64.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    plain()
        .edited(&[("<inboundDataType>", "§<outboundTemplate encoding=\"base64\">%%%</outboundTemplate><inboundDataType>")])
        .fires("`outboundTemplate`"),
    plain()
        .edited(&[("<inboundDataType>", "<outboundTemplate encoding=\"base64\">TVNI\nfF5+XCZ8</outboundTemplate><inboundDataType>")])
        .silent(),
];
