//! Code templates by use: who uses what, also through other templates; what nobody uses; and
//! what is called and nowhere to be found.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    facts::{Facts, Template},
    ir::census::TemplateState,
    pipeline::{Compilation, Compiled},
};

/// Code templates by use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Templates {
    /// One row per template, the most used first.
    pub templates: Vec<TemplateRow>,
    /// Functions that are called and that no code template in scope, no script around the call
    /// and not the engine declares.
    pub missing: Vec<MissingRow>,
}

/// One code template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct TemplateRow {
    /// Name of its library.
    pub library: String,
    /// Name.
    pub name: String,
    /// Kinds, in the legacy engine's words.
    pub kinds: Vec<String>,
    /// What can be said of it: `used`, `unused`, `always runs` (it declares
    /// nothing and is there for its effects), `drag and drop`, `no code` or `broken`.
    pub state: &'static str,
    /// Connections whose scripts use what it declares.
    pub direct: u64,
    /// Connections whose scripts use it only through other templates.
    pub indirect: u64,
    /// Names of the templates that use it.
    pub used_by: Vec<String>,
    /// Where its code stands: file, line and column of each different code. Channels carry copies
    /// of libraries along; more than one place means that the copies differ.
    pub places: Vec<String>,
}

/// A function that is called and nowhere to be found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MissingRow {
    /// Name of the function.
    pub function: String,
    /// Slugs of the connections whose scripts call it.
    pub connections: Vec<String>,
    /// Code templates that call it.
    pub templates: Vec<String>,
    /// Where it is called first: file, line and column.
    pub place: String,
}

/// One template with all codes that it has.
struct Node<'a> {
    library: &'a str,
    name: &'a str,
    codes: Vec<&'a Template>,
}

impl<'a> Node<'a> {
    /// Its codes that scripts can call.
    fn running(&self) -> impl Iterator<Item = &'a Template> {
        let runs = [TemplateState::Runs, TemplateState::Always];
        self.codes.iter().copied().filter(move |template| runs.contains(&template.state))
    }
}

/// The templates of a run as a graph of calls.
pub(super) struct Graph<'a> {
    nodes: Vec<Node<'a>>,
    /// The templates that declare a function, by library and name.
    declared: BTreeMap<(&'a str, &'a str), BTreeSet<usize>>,
    /// The templates that each one calls.
    calls: Vec<BTreeSet<usize>>,
}

impl<'a> Graph<'a> {
    /// The graph of these templates. A template sees what the templates of its own and of other
    /// libraries declare.
    pub(super) fn new(templates: &'a [Template]) -> Self {
        let mut by_key: BTreeMap<(&str, &str), Vec<&Template>> = BTreeMap::new();
        for template in templates {
            by_key.entry((&template.library, &template.name)).or_default().push(template);
        }
        let node = |((library, name), codes)| Node { library, name, codes };
        let nodes: Vec<Node<'a>> = by_key.into_iter().map(node).collect();
        let mut declared: BTreeMap<(&str, &str), BTreeSet<usize>> = BTreeMap::new();
        let mut by_name: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (index, node) in nodes.iter().enumerate() {
            for name in node.running().flat_map(|template| &template.declares) {
                declared.entry((node.library, name)).or_default().insert(index);
                by_name.entry(name).or_default().insert(index);
            }
        }
        let called = |node: &Node<'a>| {
            let uses = node.running().flat_map(|template| &template.uses);
            let found = uses.filter_map(|one| by_name.get(one.name.as_str()));
            found.flatten().copied().collect()
        };
        let calls = nodes.iter().map(called).collect();
        Self { nodes, declared, calls }
    }

    /// The codes of a template that scripts can call.
    pub(super) fn running(&self, index: usize) -> impl Iterator<Item = &'a Template> {
        self.nodes[index].running()
    }

    /// The templates that the scripts of a connection call themselves.
    fn direct(&self, facts: &Facts) -> BTreeSet<usize> {
        let used = facts.uses.iter().flat_map(|one| self.declaring(facts, &one.name));
        let in_scope = |node: &Node<'_>| facts.libraries.iter().any(|name| name == node.library);
        let always = self.nodes.iter().enumerate().filter(|(_, node)| {
            in_scope(node) && node.codes.iter().any(|code| code.state == TemplateState::Always)
        });
        used.chain(always.map(|(index, _)| index)).collect()
    }

    /// The templates in scope that declare a function.
    fn declaring(&self, facts: &Facts, function: &str) -> Vec<usize> {
        let lists = facts
            .libraries
            .iter()
            .filter_map(|library| self.declared.get::<(&str, &str)>(&(library.as_str(), function)));
        lists.flatten().copied().collect()
    }

    /// The templates that the scripts of a connection reach, themselves or through others.
    pub(super) fn reached(&self, facts: &Facts) -> BTreeSet<usize> {
        let mut reached = self.direct(facts);
        let mut waiting: Vec<usize> = reached.iter().copied().collect();
        while let Some(index) = waiting.pop() {
            for called in &self.calls[index] {
                // Only what is in scope of the connection runs with it.
                if facts.libraries.iter().any(|library| library == self.nodes[*called].library)
                    && reached.insert(*called)
                {
                    waiting.push(*called);
                }
            }
        }
        reached
    }
}

/// The templates of a run by use.
pub(super) fn templates(compilation: &Compilation) -> Templates {
    let Compilation { templates, connections, .. } = compilation;
    let graph = Graph::new(templates);
    let mut used = vec![(0, 0); graph.nodes.len()];
    for connection in connections {
        let direct = graph.direct(&connection.facts);
        for index in graph.reached(&connection.facts) {
            let (by_itself, through) = &mut used[index];
            *(if direct.contains(&index) { by_itself } else { through }) += 1;
        }
    }
    let mut rows: Vec<TemplateRow> =
        used.iter().enumerate().map(|(index, used)| row(&graph, index, *used)).collect();
    rows.sort_by_key(|row| u64::MAX - row.direct - row.indirect);
    Templates { templates: rows, missing: missing(&graph, connections) }
}

fn row(graph: &Graph<'_>, index: usize, (direct, indirect): (u64, u64)) -> TemplateRow {
    let node = &graph.nodes[index];
    let callers = graph.nodes.iter().zip(&graph.calls).enumerate();
    let callers = callers.filter(|(other, (_, calls))| *other != index && calls.contains(&index));
    let callers: BTreeSet<&str> = callers.map(|(_, (caller, _))| caller.name).collect();
    let kinds: BTreeSet<&str> = node.codes.iter().map(|code| code.kind.as_str()).collect();
    let state = match node.codes.iter().map(|code| code.state).min() {
        Some(TemplateState::Runs) if direct + indirect > 0 => "used",
        Some(TemplateState::Runs) => "unused",
        Some(TemplateState::Always) => "always runs",
        Some(TemplateState::DragAndDrop) => "drag and drop",
        Some(TemplateState::NoCode) | None => "no code",
        Some(TemplateState::Broken) => "broken",
    };
    let owned = |texts: BTreeSet<&str>| texts.into_iter().map(str::to_owned).collect();
    TemplateRow {
        library: node.library.to_owned(),
        name: node.name.to_owned(),
        kinds: owned(kinds),
        state,
        direct,
        indirect,
        used_by: owned(callers),
        places: node.codes.iter().map(|code| code.place.clone()).collect(),
    }
}

#[derive(Default)]
struct Callers {
    connections: BTreeSet<String>,
    templates: BTreeSet<String>,
    place: String,
}

fn missing(graph: &Graph<'_>, connections: &[Compiled]) -> Vec<MissingRow> {
    let mut found: BTreeMap<&str, Callers> = BTreeMap::new();
    for connection in connections {
        let facts = &connection.facts;
        for call in facts.uses.iter().filter(|one| one.called && !one.engine) {
            if graph.declaring(facts, &call.name).is_empty() {
                let callers = found.entry(&call.name).or_default();
                callers.connections.insert(connection.naming.slug.clone());
                if callers.place.is_empty() {
                    callers.place.clone_from(&call.place);
                }
            }
        }
    }
    let declared: BTreeSet<&str> = graph.declared.keys().map(|(_, name)| *name).collect();
    for template in graph.nodes.iter().flat_map(Node::running) {
        for call in template.uses.iter().filter(|one| one.called && !one.engine) {
            if !declared.contains(call.name.as_str()) {
                let callers = found.entry(&call.name).or_default();
                callers.templates.insert(format!("{} / {}", template.library, template.name));
                if callers.place.is_empty() {
                    callers.place.clone_from(&call.place);
                }
            }
        }
    }
    let row = |(function, callers): (&str, Callers)| MissingRow {
        function: function.to_owned(),
        connections: callers.connections.into_iter().collect(),
        templates: callers.templates.into_iter().collect(),
        place: callers.place,
    };
    found.into_iter().map(row).collect()
}
