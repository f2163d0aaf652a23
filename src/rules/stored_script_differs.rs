//! `MW2307` stored-script-differs.
//!
//! ## What it does
//! Reports a step or rule of an export from before 3.5 whose stored script is not the one
//! that its fields stand for.
//!
//! ## Why it matters
//! Those releases ran the stored script; importing such a channel into a newer release
//! makes a new script from the fields, and so changes what it does.
//!
//! ## Example
//! A Mapper whose `script` was edited by hand
//!
//! ## What to do
//! Compare the two; the mapping follows the script, which is what the engine ran.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::{
    element::old,
    fixture::{Fixture, steps},
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW2307",
    name: "stored-script-differs",
    severity: Severity::Warning,
    help: "compare the two; the mapping follows the script, which is what the engine ran",
    source: include_str!("stored_script_differs.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    steps(&[old("Mapper", &[("Variable", "mrn"), ("Mapping", "'a'"), ("isGlobal", "channel")],
        "§channelMap.put('mrn', 'b');")])
        .version("3.4.2")
        .fires("its stored script"),
    steps(&[old("Mapper", &[("Variable", "mrn"), ("Mapping", "'a'"), ("isGlobal", "channel")],
        "var mapping;\n\ntry {\n\tmapping = 'a';\n} catch (e) {\n\tlogger.error(e);\n\tmapping = '';\n}\n\n\
         channelMap.put('mrn', validate(mapping, '', new Array()));")])
        .version("3.4.2")
        .silent(),
];
