//! Code templates by use: who calls what, also through other templates; what nobody calls; and
//! what is called and nowhere to be found.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    facts::Facts,
    ir::census::{Template, TemplateState},
    pipeline::{Compilation, Compiled},
    span::Files,
};

/// Code templates by use.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Templates {
    /// One row per template, the most used first. Channels carry copies of libraries along: a
    /// template has a row for each code that it has.
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
    /// Kind, in the legacy engine's word.
    pub kind: String,
    /// What can be said of its code: `used`, `unused`, `drag and drop`, `no code` or `broken`.
    pub state: &'static str,
    /// Connections whose scripts call it.
    pub direct: u64,
    /// Connections whose scripts call it only through other templates.
    pub indirect: u64,
    /// Names of the templates that call it.
    pub called_by: Vec<String>,
    /// File, line and column.
    pub place: String,
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

/// The templates of a run as a graph of calls.
pub(super) struct Graph<'a> {
    templates: &'a [Template],
    /// The templates that declare a function, by library and name.
    declared: BTreeMap<(&'a str, &'a str), Vec<usize>>,
    /// The templates that each one calls.
    calls: Vec<BTreeSet<usize>>,
}

impl<'a> Graph<'a> {
    /// The graph of these templates. A template sees what the templates of its own and of other
    /// libraries declare.
    pub(super) fn new(templates: &'a [Template]) -> Self {
        let mut declared: BTreeMap<(&str, &str), Vec<usize>> = BTreeMap::new();
        let mut by_name: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
        for (index, template) in templates.iter().enumerate() {
            if template.state == TemplateState::Runs {
                for name in &template.declares {
                    declared.entry((&template.library, name)).or_default().push(index);
                    by_name.entry(name).or_default().insert(index);
                }
            }
        }
        let called = |template: &Template| {
            let names =
                template.calls.iter().filter_map(|call| by_name.get(call.function.as_str()));
            names.flatten().copied().collect()
        };
        let calls = templates.iter().map(called).collect();
        Self { templates, declared, calls }
    }

    /// The templates that the scripts of a connection call themselves.
    fn direct(&self, facts: &Facts) -> BTreeSet<usize> {
        let calls = facts.calls.iter().flat_map(|call| self.declaring(facts, &call.function));
        calls.collect()
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
                if facts.libraries.contains(&self.templates[*called].library)
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
    let Compilation { templates, connections, files, .. } = compilation;
    let graph = Graph::new(templates);
    let mut used = vec![(0, 0); templates.len()];
    for connection in connections {
        let direct = graph.direct(&connection.facts);
        for index in graph.reached(&connection.facts) {
            let (by_itself, through) = &mut used[index];
            *(if direct.contains(&index) { by_itself } else { through }) += 1;
        }
    }
    let mut rows: Vec<TemplateRow> =
        (0..templates.len()).map(|index| row(&graph, index, used[index], files)).collect();
    rows.sort_by(|a, b| {
        let key = |row: &TemplateRow| u64::MAX - row.direct - row.indirect;
        (key(a), &a.library, &a.name, &a.place).cmp(&(key(b), &b.library, &b.name, &b.place))
    });
    Templates { templates: rows, missing: missing(&graph, connections, files) }
}

fn row(
    graph: &Graph<'_>,
    index: usize,
    (direct, indirect): (u64, u64),
    files: &Files,
) -> TemplateRow {
    let template = &graph.templates[index];
    let callers = graph.templates.iter().zip(&graph.calls).enumerate();
    let callers = callers.filter(|(other, (_, calls))| *other != index && calls.contains(&index));
    let callers: BTreeSet<&str> = callers.map(|(_, (caller, _))| caller.name.as_str()).collect();
    let state = match template.state {
        TemplateState::Runs if direct + indirect > 0 => "used",
        TemplateState::Runs => "unused",
        TemplateState::DragAndDrop => "drag and drop",
        TemplateState::NoCode => "no code",
        TemplateState::Broken => "broken",
    };
    TemplateRow {
        library: template.library.clone(),
        name: template.name.clone(),
        kind: template.kind.clone(),
        state,
        direct,
        indirect,
        called_by: callers.into_iter().map(str::to_owned).collect(),
        place: files.place(template.span),
    }
}

#[derive(Default)]
struct Callers {
    connections: BTreeSet<String>,
    templates: BTreeSet<String>,
    place: String,
}

fn missing(graph: &Graph<'_>, connections: &[Compiled], files: &Files) -> Vec<MissingRow> {
    let mut found: BTreeMap<&str, Callers> = BTreeMap::new();
    for connection in connections {
        let facts = &connection.facts;
        for call in facts.calls.iter().filter(|call| !call.engine) {
            if graph.declaring(facts, &call.function).is_empty() {
                let callers = found.entry(&call.function).or_default();
                callers.connections.insert(connection.naming.slug.clone());
                if callers.place.is_empty() {
                    callers.place.clone_from(&call.place);
                }
            }
        }
    }
    let declared: BTreeSet<&str> = graph.declared.keys().map(|(_, name)| *name).collect();
    for template in graph.templates.iter().filter(|t| t.state == TemplateState::Runs) {
        for call in template.calls.iter().filter(|call| !call.engine) {
            if !declared.contains(call.function.as_str()) {
                let callers = found.entry(&call.function).or_default();
                callers.templates.insert(format!("{} / {}", template.library, template.name));
                if callers.place.is_empty() {
                    callers.place = files.place(call.span);
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
