//! Which connection hands messages to which: by a Channel Writer, or by the router in a script or
//! in a code template that a script calls. Connections of one chain move together.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::templates::Graph;
use crate::{
    facts::{By, HandsTo, To},
    pipeline::{Compilation, Compiled},
};

/// Which connection hands messages to which.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Dependencies {
    /// Every hand-over and every order of deployment, by file and place of the connection that
    /// has it.
    pub edges: Vec<Edge>,
    /// Slugs of connections that hand messages to each other in a circle.
    pub cycles: Vec<Vec<String>>,
}

/// One hand-over.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Edge {
    /// Slug of the connection that hands over.
    pub from: String,
    /// What hands over.
    pub by: By,
    /// Slugs of the connections that it can go to; none for one that is not among the inputs.
    pub to: Vec<String>,
    /// The id or name that the export has; null where only the running script knows it.
    pub target: Option<String>,
    /// It is switched on.
    pub enabled: bool,
    /// File, line and column.
    pub place: String,
}

/// The hand-overs of a run.
pub(in crate::report) fn dependencies(compilation: &Compilation) -> Dependencies {
    let Compilation { connections, templates, .. } = compilation;
    let graph = Graph::new(templates);
    let mut by_target: BTreeMap<(bool, &str), Vec<&str>> = BTreeMap::new();
    for connection in connections {
        let slug = connection.naming.slug.as_str();
        by_target.entry((true, &connection.id)).or_default().push(slug);
        by_target.entry((false, &connection.name)).or_default().push(slug);
    }
    let mut edges = Vec::new();
    for connection in connections {
        let mut all = connection.facts.hands_to.clone();
        for index in graph.reached(&connection.facts) {
            for template in graph.running(index) {
                all.extend(template.hands_to.iter().cloned());
            }
        }
        edges.extend(all.into_iter().map(|hand| edge(connection, hand, &by_target)));
        let first = connection.facts.membership.depends_on.iter();
        edges.extend(first.map(|id| edge(connection, deployed_first(connection, id), &by_target)));
    }
    let cycles = cycles(&edges);
    Dependencies { edges, cycles }
}

/// A connection that the server deploys before this one.
fn deployed_first(connection: &Compiled, id: &str) -> HandsTo {
    HandsTo {
        by: By::DeployOrder,
        target: Some(To::Id(id.to_owned())),
        enabled: true,
        place: format!("{}:{}", connection.file, connection.line),
    }
}

fn edge(
    connection: &Compiled,
    hand: HandsTo,
    by_target: &BTreeMap<(bool, &str), Vec<&str>>,
) -> Edge {
    let key = hand.target.as_ref().map(|target| match target {
        To::Id(id) => (true, id.as_str()),
        To::Name(name) => (false, name.as_str()),
    });
    let to = key.and_then(|key| by_target.get(&key)).cloned().unwrap_or_default();
    Edge {
        from: connection.naming.slug.clone(),
        by: hand.by,
        to: to.into_iter().map(str::to_owned).collect(),
        target: key.map(|(_, text)| text.to_owned()),
        enabled: hand.enabled,
        place: hand.place,
    }
}

/// Groups of connections each of which reaches all others of its group over hand-overs that are
/// switched on.
fn cycles(edges: &[Edge]) -> Vec<Vec<String>> {
    let mut next: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    let hands = |edge: &&Edge| edge.enabled && edge.by != By::DeployOrder;
    for edge in edges.iter().filter(hands) {
        next.entry(&edge.from).or_default().extend(edge.to.iter().map(String::as_str));
    }
    let reach: BTreeMap<&str, BTreeSet<&str>> =
        next.keys().map(|from| (*from, reached(from, &next))).collect();
    let mut told = BTreeSet::new();
    let mut cycles = Vec::new();
    for (from, to) in &reach {
        if !to.contains(from) || told.contains(from) {
            continue;
        }
        let back = |other: &&&str| reach.get(**other).is_some_and(|to| to.contains(from));
        let cycle: Vec<&str> = to.iter().filter(back).copied().collect();
        told.extend(cycle.iter().copied());
        cycles.push(cycle.into_iter().map(str::to_owned).collect());
    }
    cycles
}

/// What can be reached by one hand-over or more.
fn reached<'a>(from: &str, next: &BTreeMap<&'a str, BTreeSet<&'a str>>) -> BTreeSet<&'a str> {
    let mut found = BTreeSet::new();
    let mut waiting: Vec<&str> = next.get(from).into_iter().flatten().copied().collect();
    while let Some(at) = waiting.pop() {
        if found.insert(at) {
            waiting.extend(next.get(at).into_iter().flatten().copied());
        }
    }
    found
}
