//! The checker: what stands between lowering and everything that runs or prints a mapping.
//!
//! It gives out the only [`Checked`] there is. Its rules are those of the intermediate language
//! itself; the lab's contract joins behind the same call, as evidence that never withholds the
//! token.

mod order;
mod shape;

use crate::{diag::Finding, ir::Connection, rules};

/// A connection whose scripts are well-formed. Only [`check`] makes one, and back ends and
/// runtimes take nothing else, so none of them has to expect ill-formed code.
#[derive(Debug, Clone, PartialEq)]
pub struct Checked(Connection);

impl Checked {
    /// The connection.
    pub fn connection(&self) -> &Connection {
        &self.0
    }
}

/// What is wrong with a script, for whoever has to mend the compiler.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong, in terms of the intermediate language.
    pub what: String,
    /// The place of the export that the code came from.
    pub span: crate::span::Span,
}

/// Checks every script of a connection.
///
/// # Errors
/// The findings (`MW9001`) when one is ill-formed: a bug of lowering, never of the export.
pub fn check(connection: Connection) -> Result<Checked, Vec<Finding>> {
    let mut faults = Vec::new();
    for connector in connection.connectors() {
        if let Some(script) = &connector.script {
            shape::check(script, &mut faults);
            order::check(script, &mut faults);
        }
    }
    for script in connection.destinations.iter().filter_map(|d| d.response.as_ref()) {
        shape::check(script, &mut faults);
        order::check(script, &mut faults);
    }
    if faults.is_empty() {
        return Ok(Checked(connection));
    }
    let finding = |fault: Fault| {
        let mut finding = Finding::new(&rules::ill_formed_mapping::RULE, fault.what, fault.span);
        finding.connection = Some(connection.name.clone());
        finding
    };
    Err(faults.into_iter().map(finding).collect())
}
