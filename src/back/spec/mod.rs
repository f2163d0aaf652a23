//! The mapping spec: one Markdown page per connection, which an analyst of the lab reviews. It
//! prints the mapping as tables, in words and path notation.

mod rows;
mod summary;
pub(super) mod words;

use std::{collections::BTreeSet, fmt::Write as _};

use super::{
    BackEnd, Naming, OutFile,
    markdown::{code, table},
};
use crate::{
    check::Checked,
    ir::{Carried, Connection, Connector, Filter, Script, Task},
    plan, rules,
};

/// The spec back end.
#[derive(Debug)]
pub struct Spec;

impl BackEnd for Spec {
    fn name(&self) -> &'static str {
        "spec"
    }

    fn write(&self, checked: &Checked, naming: &Naming) -> Vec<OutFile> {
        let path = format!("specs/{}.md", naming.slug);
        vec![OutFile { path, text: page(checked.connection()) }]
    }
}

fn page(connection: &Connection) -> String {
    let mut out = summary::summary(connection);
    out += &section("Source", &connection.source);
    for destination in &connection.destinations {
        let connector = &destination.connector;
        out += &section(&format!("Destination {}", connector.id), connector);
        if let Some(script) = &destination.response {
            let _ = writeln!(out, "### Response of destination {}\n", connector.id);
            out += &mapping(script);
        }
    }
    out += &carried(connection);
    out += &tasks(connection);
    out += &codes(connection);
    out.truncate(out.trim_end().len());
    out + "\n"
}

fn section(title: &str, connector: &Connector) -> String {
    let body = match (&connector.script, connector.enabled) {
        (_, false) => "Switched off in the legacy engine: it does not run.\n\n".to_owned(),
        (None, true) => {
            "No filter and no transformer: the text passes through unparsed.\n\n".to_owned()
        }
        (Some(script), true) => mapping(script),
    };
    format!("## {title} {}\n\n{body}", code(&connector.name))
}

/// Filter and steps of one script.
fn mapping(script: &Script) -> String {
    let mut out = String::new();
    if let Some(filter) = &script.filter {
        let _ = writeln!(out, "Filter: {}\n", in_words(filter));
    }
    let numbered = |kind: &str, list: &[crate::ir::Element]| -> Vec<Vec<String>> {
        let rows = list.iter().enumerate();
        rows.flat_map(|(index, element)| {
            rows::rows(script, &format!("{kind} {}", index + 1), element)
        })
        .collect()
    };
    let mut rows = numbered("rule", &script.rules);
    rows.extend(numbered("step", &script.elements));
    if script.template.is_some() {
        out += "The outbound message starts from the connector's template (`tmp`).\n\n";
    }
    out + &table(rows::HEAD, &rows)
}

fn in_words(filter: &Filter) -> String {
    match filter {
        Filter::Accept => "every message is accepted.".to_owned(),
        _ => format!("a message is accepted where {}.", condition(filter)),
    }
}

fn condition(filter: &Filter) -> String {
    let join = |parts: &[Filter], word: &str| {
        let parts: Vec<String> = parts.iter().map(condition).collect();
        format!("({})", parts.join(word))
    };
    match filter {
        Filter::Accept => "always".to_owned(),
        Filter::Rule(index) => format!("rule {}", index + 1),
        Filter::All(parts) => join(parts, " and "),
        Filter::Any(parts) => join(parts, " or "),
        Filter::Juxtaposed(parts) => {
            format!(
                "{} - without an operator between them, so the legacy engine fails",
                join(parts, " beside ")
            )
        }
    }
}

/// All scripts of a connection, those of responses too.
fn scripts(connection: &Connection) -> impl Iterator<Item = &Script> {
    let responses = connection.destinations.iter().filter_map(|d| d.response.as_ref());
    connection.connectors().filter_map(|connector| connector.script.as_ref()).chain(responses)
}

fn carried(connection: &Connection) -> String {
    let own = connection.scripts.iter().map(|(_, piece)| piece);
    let settings = connection
        .connectors()
        .flat_map(|connector| connector.scripts.iter().map(|(_, piece)| piece));
    let steps =
        scripts(connection).flat_map(|script| script.carried.iter().map(|(_, piece)| piece));
    let row = |piece: &Carried| {
        let names =
            |names: &[String]| names.iter().map(|name| code(name)).collect::<Vec<_>>().join(", ");
        vec![
            code(&piece.file),
            piece.reason.replace('|', "\\|"),
            piece.code.to_owned(),
            names(&piece.reads),
            names(&piece.writes),
        ]
    };
    let rows: Vec<Vec<String>> = own.chain(settings).chain(steps).map(row).collect();
    if rows.is_empty() {
        return String::new();
    }
    format!(
        "## Carried scripts\n\n{}",
        table(&["file", "reason", "code", "reads", "writes"], &rows)
    )
}

/// The tasks of the connection and of the plan, each once.
fn tasks(connection: &Connection) -> String {
    let mut all: Vec<Task> = connection.tasks.clone();
    for task in plan::gaps(connection).iter().map(plan::Gap::task) {
        if !all.contains(&task) {
            all.push(task);
        }
    }
    let row = |task: &Task| vec![task.code.to_owned(), task.owner.to_owned(), code(&task.text)];
    let rows: Vec<Vec<String>> = all.iter().map(row).collect();
    if rows.is_empty() {
        String::new()
    } else {
        format!("## Manual tasks\n\n{}", table(&["code", "owner", "task"], &rows))
    }
}

fn codes(connection: &Connection) -> String {
    let elements = scripts(connection).flat_map(Script::all_elements);
    let mut codes: BTreeSet<&str> =
        elements.flat_map(|element| element.codes.iter().copied()).collect();
    codes.extend(plan::gaps(connection).iter().map(|gap| gap.rule.code));
    codes.extend(connection.tasks.iter().map(|task| task.code));
    let row = |code: &&str| {
        let rule = rules::find(code);
        vec![
            (*code).to_owned(),
            rule.map_or("", |r| r.name).to_owned(),
            rule.map_or("", |r| r.help).replace('|', "\\|"),
        ]
    };
    let rows: Vec<Vec<String>> = codes.iter().map(row).collect();
    if rows.is_empty() {
        return String::new();
    }
    let head = "## Codes\n\n`docs/findings.md` and `mapwright explain CODE` explain each code.\n\n";
    head.to_owned() + &table(&["code", "name", "what to do"], &rows)
}

#[cfg(test)]
mod tests;
