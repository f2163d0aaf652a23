//! `MW1041` old-option.
//!
//! ## What it does
//! Reports a property of a channel of release 1.x or 2.x whose value has no equivalent from
//! 3.0 on, or cannot be read.
//!
//! ## Why it matters
//! The engine itself drops it when it imports such a channel; the old server did not.
//!
//! ## Example
//! `useStrictLLP` = `0` of an LLP Listener: bytes without a frame were a message too
//!
//! ## What to do
//! Find out whether the interface needs it, and set up the same.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, file};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1041",
    name: "old-option",
    severity: Severity::Warning,
    help: "find out whether the interface needs it, and set up the same",
    source: include_str!("old_option.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    file(
        "<channel><id>a</id><name>Riverbend</name><version>2.2.3.6825</version><sourceConnector><version>2.2.3.6825</version><name>sourceConnector</name><properties><property name=\"DataType\">Channel Reader</property></properties><transformer><steps/><inboundProtocol>HL7V2</inboundProtocol><outboundProtocol>HL7V2</outboundProtocol></transformer><filter><rules/></filter><transportName>Channel Reader</transportName><mode>SOURCE</mode><enabled>true</enabled></sourceConnector><destinationConnectors/><properties>§<property name=\"transactional\">true</property></properties></channel>",
    )
    .fires("`transactional` = `true` has no equivalent from 3.0 on: it says"),
    file(
        "<channel><id>a</id><name>Riverbend</name><version>2.2.3.6825</version><sourceConnector><version>2.2.3.6825</version><name>sourceConnector</name><properties><property name=\"DataType\">Channel Reader</property></properties><transformer><steps/><inboundProtocol>HL7V2</inboundProtocol><outboundProtocol>HL7V2</outboundProtocol></transformer><filter><rules/></filter><transportName>Channel Reader</transportName><mode>SOURCE</mode><enabled>true</enabled></sourceConnector><destinationConnectors/><properties><property name=\"transactional\">false</property></properties></channel>",
    )
    .silent(),
];
