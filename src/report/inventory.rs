//! What there is: every connection with its endpoints, queues, replies, libraries and links to
//! other connections. Passwords and keys are not part of it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    facts::endpoint::Endpoint,
    pipeline::{Compilation, Compiled},
};

/// One connection.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Id in the legacy engine.
    pub id: String,
    /// Name in the legacy engine.
    pub name: String,
    /// Name on the new platform.
    pub slug: String,
    /// Release that wrote the export.
    pub release: String,
    /// File and line.
    pub place: String,
    /// Deployed in the legacy engine.
    pub enabled: bool,
    /// State after deployment; empty where the export has none.
    pub initial_state: String,
    /// The source, then the destinations.
    pub endpoints: Vec<Endpoint>,
    /// Names of its channel groups.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// Names of its tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Connections that are deployed before it: a name, or `unknown` with the id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<String>,
    /// Code template libraries in scope.
    pub libraries: Vec<String>,
    /// Connections that this one hands messages to: a name, or `unknown` with the id.
    pub hands_to: Vec<String>,
}

/// The inventory of a run, in the order of its connections. A connection on which the compiler
/// failed has its name and place alone.
pub fn inventory(compilation: &Compilation) -> Vec<Entry> {
    let names: BTreeMap<&str, &str> =
        compilation.connections.iter().map(|c| (c.id.as_str(), c.name.as_str())).collect();
    compilation.connections.iter().map(|compiled| entry(compiled, &names)).collect()
}

fn entry(compiled: &Compiled, names: &BTreeMap<&str, &str>) -> Entry {
    let facts = &compiled.facts;
    Entry {
        id: compiled.id.clone(),
        name: compiled.name.clone(),
        slug: compiled.naming.slug.clone(),
        release: compiled.release.clone(),
        place: format!("{}:{}", compiled.file, compiled.line),
        enabled: facts.enabled,
        initial_state: facts.initial_state.clone(),
        groups: facts.membership.groups.clone(),
        tags: facts.membership.tags.clone(),
        depends_on: facts.membership.depends_on.iter().map(|id| known(id, names)).collect(),
        endpoints: facts.endpoints.clone(),
        libraries: facts.libraries.clone(),
        hands_to: facts.writers().map(|id| known(id, names)).collect(),
    }
}

/// The name of a connection, or `unknown` with its id.
fn known(id: &str, names: &BTreeMap<&str, &str>) -> String {
    names.get(id).map_or_else(|| format!("unknown ({id})"), |name| (*name).to_owned())
}
