//! `MW2303` undeclared-name.
//!
//! ## What it does
//! Reports a name that nothing in scope declares.
//!
//! ## Why it matters
//! Reading it fails with a `ReferenceError`: a Mapper swallows that and stores its default;
//! anywhere else the message ends in ERROR. A default value without quotes is the usual
//! cause.
//!
//! ## Example
//! Default value `unknown` instead of `'unknown'`
//!
//! ## What to do
//! Find out what the name should have been; if a plug-in or a missing code template library
//! defines it, export that too.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::{each, mapper},
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2303",
    name: "undeclared-name",
    severity: Severity::Warning,
    help: "find out what the name should have been; if a plug-in or a missing code template library defines it, export that too",
    source: include_str!("undeclared_name.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[mapper("sex", "'F'").default_value("§unknown")]).fires("`unknown`"),
    steps(&[mapper("sex", "§tmp['PID']['PID.8']['PID.8.1'].toString()")]).fires("`tmp`"),
    steps(&[mapper("sex", "'F'").default_value("'unknown'")]).silent(),
    steps(&[each("msg['OBX']", "i", &[mapper("at", "'' + i")])]).silent(),
];
