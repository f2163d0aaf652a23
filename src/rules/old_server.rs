//! `MW1042` old-server.
//!
//! ## What it does
//! Reports a place where a server of release 1.x or 2.x did something else than the mapping
//! does, or may have.
//!
//! ## Why it matters
//! The mapping follows what the old server ran as far as it is known. Where the new one cannot
//! do the same, messages may differ.
//!
//! ## Example
//! `synchronous` = `false` of a channel: the old server did not wait for the destinations
//!
//! ## What to do
//! Compare the output of both for such messages.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, file};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1042",
    name: "old-server",
    severity: Severity::Warning,
    help: "compare the output of both for such messages",
    source: include_str!("old_server.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    file(
        "<channel><id>a</id><name>Riverbend</name><version>2.2.3.6825</version><sourceConnector><version>2.2.3.6825</version><name>sourceConnector</name><properties><property name=\"DataType\">Channel Reader</property></properties><transformer><steps/><inboundProtocol>HL7V2</inboundProtocol><outboundProtocol>HL7V2</outboundProtocol></transformer><filter><rules/></filter><transportName>Channel Reader</transportName><mode>SOURCE</mode><enabled>true</enabled></sourceConnector><destinationConnectors/><properties>§<property name=\"synchronous\">false</property></properties></channel>",
    )
    .fires("took the next message before"),
    file(
        "<channel><id>a</id><name>Riverbend</name><version>2.2.3.6825</version><sourceConnector><version>2.2.3.6825</version><name>sourceConnector</name><properties><property name=\"DataType\">Channel Reader</property></properties><transformer><steps/><inboundProtocol>HL7V2</inboundProtocol><outboundProtocol>HL7V2</outboundProtocol></transformer><filter><rules/></filter><transportName>Channel Reader</transportName><mode>SOURCE</mode><enabled>true</enabled></sourceConnector><destinationConnectors/><properties><property name=\"synchronous\">true</property></properties></channel>",
    )
    .silent(),
];
