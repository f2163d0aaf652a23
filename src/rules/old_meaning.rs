//! `MW1043` old-meaning.
//!
//! ## What it does
//! Reports a place where the mapping follows a server of release 1.x or 2.x, and a later
//! release that imports the channel does something else.
//!
//! ## Why it matters
//! The mapping is right for the old server. Who compares it with an import of the channel into a
//! newer release sees a difference here.
//!
//! ## Example
//! a connector without steps with `handleRepetitions` = `true`: up to 2.2 every message is
//! parsed and written anew, from 3.0 on it passes as it is
//!
//! ## What to do
//! Nothing, unless the new system is compared with a newer release.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, file};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1043",
    name: "old-meaning",
    severity: Severity::Advice,
    help: "nothing, unless the new system is compared with a newer release",
    source: include_str!("old_meaning.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    file(
        "<channel><id>a</id><name>Riverbend</name><version>2.2.3.6825</version><sourceConnector><version>2.2.3.6825</version><name>sourceConnector</name><properties><property name=\"DataType\">Channel Reader</property></properties><transformer><steps/>§<inboundProperties><property name=\"handleRepetitions\">true</property></inboundProperties><inboundProtocol>HL7V2</inboundProtocol><outboundProtocol>HL7V2</outboundProtocol></transformer><filter><rules/></filter><transportName>Channel Reader</transportName><mode>SOURCE</mode><enabled>true</enabled></sourceConnector><destinationConnectors/></channel>",
    )
    .fires("every message is parsed and written anew"),
    file(
        "<channel><id>a</id><name>Riverbend</name><version>2.2.3.6825</version><sourceConnector><version>2.2.3.6825</version><name>sourceConnector</name><properties><property name=\"DataType\">Channel Reader</property></properties><transformer><steps/><inboundProperties><property name=\"handleRepetitions\">false</property></inboundProperties><inboundProtocol>HL7V2</inboundProtocol><outboundProtocol>HL7V2</outboundProtocol></transformer><filter><rules/></filter><transportName>Channel Reader</transportName><mode>SOURCE</mode><enabled>true</enabled></sourceConnector><destinationConnectors/></channel>",
    )
    .silent(),
];
