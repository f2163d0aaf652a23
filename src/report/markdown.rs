//! Summary and inventory as tables for people.

use std::fmt::Write as _;

use super::{
    inventory::Entry,
    summary::{Line, Summary},
};
use crate::{
    facts::endpoint::Endpoint,
    ir::disposition::{Counts, Disposition},
};

/// Text in a cell of a Markdown table.
fn cell(text: &str) -> String {
    let one_line = text.replace(['\n', '\r'], " ");
    one_line.replace('\\', "\\\\").replace('|', "\\|").replace('<', "&lt;")
}

/// A table: heads, then rows; a blank line after it.
fn table(heads: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut out = format!("| {} |\n|{}\n", heads.join(" | "), " --- |".repeat(heads.len()));
    for row in rows {
        let cells: Vec<_> = row.iter().map(|text| cell(text)).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
    }
    out + "\n"
}

/// `summary.md`.
pub(super) fn summary(summary: &Summary) -> String {
    let mut out = String::from("# Summary\n\n");
    let files = &summary.files;
    let count = |what: &str, n: u64| vec![what.to_owned(), n.to_string()];
    let rows = [("read", files.read), ("ignored", files.ignored), ("unreadable", files.unreadable)];
    out += &table(&["Files", "Number"], rows.into_iter().map(|(what, n)| count(what, n)));
    let rows = summary.connections.iter().map(|(what, n)| count(what, *n));
    out += &table(&["Connections", "Number"], rows);
    out += &dispositions(&summary.elements, &summary.statements);
    if !summary.unreadable.is_empty() {
        out += "## Unreadable files\n\n";
        let row = |file: &super::summary::Unreadable| {
            vec![file.place.clone(), file.code.to_owned(), file.reason.clone()]
        };
        out += &table(&["Place", "Code", "Reason"], summary.unreadable.iter().map(row));
    }
    if !summary.superseded.is_empty() {
        out += "## Superseded exports\n\n";
        let row = |copy: &super::summary::Copy| {
            let name = copy.name.clone();
            vec![name, copy.revision.clone(), copy.place.clone(), copy.by.clone()]
        };
        let heads = ["Connection", "Revision", "Place", "Compiled instead"];
        out += &table(&heads, summary.superseded.iter().map(row));
    }
    out += "## Connections\n\n";
    let heads = ["Connection", "Place", "Release", "Verdict", "Elements", "Statements", "Codes"];
    out += &table(&heads, summary.list.iter().map(connection));
    out += &tasks(summary);
    out += "## Findings\n\n";
    let row = |code: &super::summary::CodeCount| {
        let (count, expected) = (code.count.to_string(), code.expected.to_string());
        let severity = code.severity.word().to_owned();
        vec![code.code.to_owned(), code.name.to_owned(), severity, count, expected]
    };
    let heads = ["Code", "Name", "Severity", "Number", "Expected"];
    out += &table(&heads, summary.findings.iter().map(row));
    out.trim_end().to_owned() + "\n"
}

/// Elements and statements by disposition.
fn dispositions(elements: &Counts, statements: &Counts) -> String {
    let rows = Disposition::ALL.into_iter().map(|d| {
        vec![d.word().to_owned(), elements.of(d).to_string(), statements.of(d).to_string()]
    });
    let total = vec!["total".into(), elements.total.to_string(), statements.total.to_string()];
    table(&["Disposition", "Elements", "Statements"], rows.chain([total]))
}

/// The counts that are not zero, in words.
fn few(counts: &Counts) -> String {
    let some = Disposition::ALL.into_iter().filter(|d| counts.of(*d) > 0);
    some.map(|d| format!("{} {d}", counts.of(d))).collect::<Vec<_>>().join(", ")
}

fn connection(line: &Line) -> Vec<String> {
    vec![
        line.name.clone(),
        line.place.clone(),
        line.release.clone(),
        line.verdict.word().to_owned(),
        few(&line.elements),
        few(&line.statements),
        line.codes.join(" "),
    ]
}

fn tasks(summary: &Summary) -> String {
    let all = summary.list.iter().flat_map(|line| line.tasks.iter().map(move |task| (line, task)));
    let rows: Vec<_> = all
        .map(|(line, task)| {
            let (code, owner) = (task.code.to_owned(), task.owner.to_owned());
            vec![line.name.clone(), code, owner, task.text.clone(), task.place.clone()]
        })
        .collect();
    if rows.is_empty() {
        return String::new();
    }
    let heads = ["Connection", "Code", "Owner", "Task", "Place"];
    format!("## Tasks\n\n{}", table(&heads, rows.into_iter()))
}

/// `inventory.md`.
pub(super) fn inventory(entries: &[Entry]) -> String {
    let mut out = String::from("# Inventory\n\n");
    for entry in entries {
        let _ = writeln!(out, "## {}\n", cell(&entry.name));
        let state = if entry.enabled { "enabled" } else { "disabled" };
        let _ = writeln!(out, "{} `{}`, {state}, {}.\n", entry.release, entry.id, entry.place);
        let heads =
            ["", "Connector", "Transport", "Host", "Port", "Path", "Types", "Reply or queue"];
        out += &table(&heads, entry.endpoints.iter().map(endpoint));
        if !entry.libraries.is_empty() {
            let _ = writeln!(out, "Libraries: {}.\n", cell(&entry.libraries.join(", ")));
        }
        if !entry.hands_to.is_empty() {
            let _ = writeln!(out, "Hands to: {}.\n", cell(&entry.hands_to.join(", ")));
        }
    }
    out.trim_end().to_owned() + "\n"
}

fn endpoint(end: &Endpoint) -> Vec<String> {
    let or_none = |text: &Option<String>| text.clone().unwrap_or_default();
    let off = if end.enabled { "" } else { " (disabled)" };
    vec![
        end.direction.to_owned(),
        format!("{}{off}", end.name),
        end.transport.clone(),
        or_none(&end.host),
        or_none(&end.port),
        or_none(&end.path),
        format!("{} to {}", end.inbound, end.outbound),
        end.reply.clone().or_else(|| end.queue.clone()).unwrap_or_default(),
    ]
}
