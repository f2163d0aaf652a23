//! `MW1040` old-setting.
//!
//! ## What it does
//! Reports a property of a channel of release 1.x or 2.x that no release is known to have
//! at its place, or that is given twice.
//!
//! ## Why it matters
//! Nothing was made from it. A plug-in may have read it, or somebody wrote it by hand.
//!
//! ## Example
//! `<property name="retryOnFriday">` of an LLP Sender
//!
//! ## What to do
//! Find out what it was for, and set up the same.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, file};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1040",
    name: "old-setting",
    severity: Severity::Warning,
    help: "find out what the property was for, and set up the same",
    source: include_str!("old_setting.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    file(
        "<channel><id>a</id><name>Riverbend</name><version>2.2.3.6825</version><sourceConnector><version>2.2.3.6825</version><name>sourceConnector</name><properties><property name=\"DataType\">Channel Reader</property>§<property name=\"retryOnFriday\">1</property></properties><transformer><steps/><inboundProtocol>HL7V2</inboundProtocol><outboundProtocol>HL7V2</outboundProtocol></transformer><filter><rules/></filter><transportName>Channel Reader</transportName><mode>SOURCE</mode><enabled>true</enabled></sourceConnector><destinationConnectors/></channel>",
    )
    .fires("no release has a property `retryOnFriday` here"),
    file(
        "<channel><id>a</id><name>Riverbend</name><version>2.2.3.6825</version><sourceConnector><version>2.2.3.6825</version><name>sourceConnector</name><properties><property name=\"DataType\">Channel Reader</property>§<property name=\"responseValue\">None</property><property name=\"responseValue\">None</property></properties><transformer><steps/><inboundProtocol>HL7V2</inboundProtocol><outboundProtocol>HL7V2</outboundProtocol></transformer><filter><rules/></filter><transportName>Channel Reader</transportName><mode>SOURCE</mode><enabled>true</enabled></sourceConnector><destinationConnectors/></channel>",
    )
    .fires("`responseValue`"),
    file(
        "<channel><id>a</id><name>Riverbend</name><version>2.2.3.6825</version><sourceConnector><version>2.2.3.6825</version><name>sourceConnector</name><properties><property name=\"DataType\">Channel Reader</property><property name=\"responseValue\">None</property></properties><transformer><steps/><inboundProtocol>HL7V2</inboundProtocol><outboundProtocol>HL7V2</outboundProtocol></transformer><filter><rules/></filter><transportName>Channel Reader</transportName><mode>SOURCE</mode><enabled>true</enabled></sourceConnector><destinationConnectors/></channel>",
    )
    .silent(),
];
