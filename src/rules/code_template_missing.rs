//! `MW1034` code-template-missing.
//!
//! ## What it does
//! Reports a code template library that only names its templates by their ids, when no other file
//! of the run has their code.
//!
//! ## Why it matters
//! The scripts of every channel that the library is enabled for may call these functions. Without
//! their code, such a script cannot run on the new platform.
//!
//! ## Example
//! The answer of the API to `GET /codeTemplateLibraries`, without `includeCodeTemplates=true`.
//!
//! ## What to do
//! Export the libraries from the Administrator, or add the answer of `GET /codeTemplates`.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, file};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW1034",
    name: "code-template-missing",
    severity: Severity::Error,
    help: "export the libraries from the Administrator, or add the list of all code templates",
    source: include_str!("code_template_missing.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    file(
        "<list><codeTemplateLibrary version=\"4.6.0\"><id>l</id><name>Lab</name><codeTemplates>\
         §<codeTemplate version=\"4.6.0\"><id>t</id></codeTemplate>\
         </codeTemplates></codeTemplateLibrary></list>",
    )
    .fires("library `Lab` names 1 code template by id"),
    file(
        "<list><codeTemplateLibrary version=\"4.6.0\"><id>l</id><name>Lab</name><codeTemplates>\
         <codeTemplate version=\"4.6.0\"><id>t</id></codeTemplate></codeTemplates>\
         </codeTemplateLibrary><codeTemplate version=\"4.6.0\"><id>t</id><name>pad</name><properties \
         class=\"com.mirth.connect.model.codetemplates.BasicCodeTemplateProperties\">\
         <type>FUNCTION</type><code>function pad(x) {}</code></properties></codeTemplate></list>",
    )
    .silent(),
];
