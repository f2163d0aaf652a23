//! The list of connections: one row each, as a table for a terminal, as CSV or as JSON.

use serde::Serialize;
use unicode_width::UnicodeWidthStr as _;

use crate::{
    facts::endpoint::Endpoint,
    ir::connection::Verdict,
    pipeline::{Compilation, Compiled},
};

/// Forms of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Aligned columns that fit a terminal; long cells are cut.
    Table,
    /// CSV with a head row.
    Csv,
    /// An array of objects.
    Json,
}

/// What is listed; an empty condition holds for all.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// One of these verdicts.
    pub verdicts: Vec<Verdict>,
    /// A source or destination with a transport that one of these words occurs in, in any case
    /// of letters.
    pub transports: Vec<String>,
}

impl Filter {
    fn takes(&self, compiled: &Compiled) -> bool {
        let by_verdict = self.verdicts.is_empty() || self.verdicts.contains(&compiled.verdict);
        let named = |end: &Endpoint, word: &String| {
            end.transport.to_lowercase().contains(&word.to_lowercase())
        };
        let ends = &compiled.facts.endpoints;
        let by_transport = self.transports.is_empty()
            || self.transports.iter().any(|word| ends.iter().any(|end| named(end, word)));
        by_verdict && by_transport
    }
}

/// One connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Name in the legacy engine.
    pub name: String,
    /// Id in the legacy engine.
    pub id: String,
    /// Name on the new platform.
    pub slug: String,
    /// File and line.
    pub place: String,
    /// Release that wrote the export.
    pub release: String,
    /// Deployed in the legacy engine.
    pub enabled: bool,
    /// State after deployment; empty where the export has none.
    pub initial_state: String,
    /// Transport of the source.
    pub source: String,
    /// Where the source listens or reads; empty where its transport says all.
    pub source_peer: String,
    /// How many destinations there are, switched-off ones too.
    pub destinations: u64,
    /// Their transports, each once.
    pub destination_transports: String,
    /// Data types of source and destinations, each once.
    pub data_types: String,
    /// Verdict.
    pub verdict: Verdict,
    /// Elements.
    pub elements: u64,
    /// Elements that are carried or unsupported.
    pub elements_open: u64,
    /// Statements of scripts.
    pub statements: u64,
    /// Manual tasks.
    pub tasks: u64,
}

/// The list of the connections that a filter takes.
///
/// # Errors
/// That the CSV could not be written.
pub fn list(compilation: &Compilation, filter: &Filter, form: Form) -> Result<String, String> {
    let taken = compilation.connections.iter().filter(|compiled| filter.takes(compiled));
    let rows: Vec<Row> = taken.map(row).collect();
    match form {
        Form::Table => Ok(table(&rows)),
        Form::Csv => csv(&rows).map_err(|error| format!("the list cannot be written: {error}")),
        Form::Json => Ok(super::pretty(&rows)),
    }
}

fn row(compiled: &Compiled) -> Row {
    let facts = &compiled.facts;
    let (sources, destinations): (Vec<&Endpoint>, Vec<&Endpoint>) =
        facts.endpoints.iter().partition(|end| end.direction == "in");
    let source = sources.first();
    let types = facts.endpoints.iter().flat_map(|end| [end.inbound.as_str(), &end.outbound]);
    Row {
        name: compiled.name.clone(),
        id: compiled.id.clone(),
        slug: compiled.naming.slug.clone(),
        place: format!("{}:{}", compiled.file, compiled.line),
        release: compiled.release.clone(),
        enabled: facts.enabled,
        initial_state: facts.initial_state.clone(),
        source: source.map(|end| end.transport.clone()).unwrap_or_default(),
        source_peer: source.map(|end| peer(end)).unwrap_or_default(),
        destinations: destinations.len() as u64,
        destination_transports: each_once(destinations.iter().map(|end| end.transport.as_str())),
        data_types: each_once(types),
        verdict: compiled.verdict,
        elements: compiled.elements.total,
        elements_open: compiled.elements.carried + compiled.elements.unsupported,
        statements: compiled.statements.total,
        tasks: facts.tasks.len() as u64,
    }
}

/// An address in one text.
fn peer(end: &Endpoint) -> String {
    let part = |part: &Option<String>, mark: &str| {
        part.as_ref().map(|text| format!("{mark}{text}")).unwrap_or_default()
    };
    let text = part(&end.host, "") + &part(&end.port, ":") + &part(&end.path, " ");
    text.trim().to_owned()
}

fn each_once<'a>(texts: impl Iterator<Item = &'a str>) -> String {
    let mut seen: Vec<&str> = Vec::new();
    for text in texts {
        if !seen.contains(&text) {
            seen.push(text);
        }
    }
    seen.join(", ")
}

/// Heads of the table and the most columns that a cell of each may take: together with the gaps
/// no more than 120.
const COLUMNS: [(&str, usize); 7] = [
    ("CONNECTION", 30),
    ("VERDICT", 10),
    ("ON", 3),
    ("FROM", 34),
    ("TO", 22),
    ("ELEMENTS", 8),
    ("TASKS", 5),
];

fn table(rows: &[Row]) -> String {
    let cells = |row: &Row| {
        let from = format!("{} {}", row.source, row.source_peer);
        [
            row.name.clone(),
            row.verdict.word().to_owned(),
            if row.enabled { "yes" } else { "no" }.to_owned(),
            from.trim_end().to_owned(),
            format!("{} {}", row.destinations, row.destination_transports).trim_end().to_owned(),
            row.elements.to_string(),
            row.tasks.to_string(),
        ]
    };
    let mut lines = vec![COLUMNS.map(|(head, _)| head.to_owned())];
    lines.extend(rows.iter().map(cells));
    for line in &mut lines {
        for (cell, (_, most)) in line.iter_mut().zip(COLUMNS) {
            *cell = cut(cell, most);
        }
    }
    let width = |column: usize| lines.iter().map(|line| line[column].width()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..COLUMNS.len()).map(width).collect();
    let mut out = String::new();
    for line in &lines {
        let padded = line.iter().zip(&widths).map(|(cell, width)| {
            format!("{cell}{}", " ".repeat(width.saturating_sub(cell.width())))
        });
        out += padded.collect::<Vec<_>>().join("  ").trim_end();
        out.push('\n');
    }
    out
}

/// A text on one line of at most so many columns; what is cut off is shown by two dots.
fn cut(text: &str, most: usize) -> String {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if text.width() <= most {
        return text;
    }
    let mut kept = String::new();
    for c in text.chars() {
        if kept.width() + c.to_string().width() > most.saturating_sub(2) {
            break;
        }
        kept.push(c);
    }
    kept + ".."
}

/// Characters at which a spreadsheet takes a cell for a formula.
const FORMULA: &[char] = &['=', '+', '-', '@', '\t', '\r'];

/// Heads of the CSV: the names of the fields of a [`Row`], in their order.
const HEADS: [&str; 17] = [
    "name",
    "id",
    "slug",
    "place",
    "release",
    "enabled",
    "initial_state",
    "source",
    "source_peer",
    "destinations",
    "destination_transports",
    "data_types",
    "verdict",
    "elements",
    "elements_open",
    "statements",
    "tasks",
];

/// CSV. A cell that a spreadsheet would take for a formula begins with an apostrophe.
fn csv(rows: &[Row]) -> Result<String, Box<dyn std::error::Error>> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(Vec::new());
    writer.write_record(HEADS)?;
    for row in rows {
        writer.serialize(neutral(row))?;
    }
    Ok(String::from_utf8(writer.into_inner()?)?)
}

/// The row with its texts made safe for a spreadsheet.
fn neutral(row: &Row) -> Row {
    let safe = |text: &String| {
        let formula = text.trim_start_matches(' ').starts_with(FORMULA);
        if formula { format!("'{text}") } else { text.clone() }
    };
    Row {
        name: safe(&row.name),
        id: safe(&row.id),
        slug: safe(&row.slug),
        place: safe(&row.place),
        release: safe(&row.release),
        initial_state: safe(&row.initial_state),
        source: safe(&row.source),
        source_peer: safe(&row.source_peer),
        destination_transports: safe(&row.destination_transports),
        data_types: safe(&row.data_types),
        ..row.clone()
    }
}

#[cfg(test)]
mod tests;
