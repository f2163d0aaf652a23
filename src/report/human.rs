//! The report for people: findings with the lines of the export around them, grouped by file and
//! connection, then tables of what the run came to.

use std::{collections::BTreeMap, fmt::Write as _};

use super::summary::{Summary, summary};
use crate::{
    diag::{Finding, Severity, render},
    ir::disposition::Disposition,
    pipeline::{Compilation, Reported},
    span::Files,
};

/// How often a warning of one code is shown in full within one group.
const SHOWN: usize = 5;

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// Errors only.
    Quiet,
    /// Errors and warnings; the number of advices.
    Normal,
    /// All, each advice on a line.
    Verbose,
}

/// The report.
pub(super) fn human(compilation: &Compilation, detail: Detail) -> String {
    let mut out = String::new();
    let files = &compilation.files;
    let mut by_file: BTreeMap<_, Vec<&Reported>> = BTreeMap::new();
    for reported in &compilation.findings {
        by_file.entry(reported.finding.span().file).or_default().push(reported);
    }
    for (file, findings) in &by_file {
        out += &group(files.get(*file).name(), findings, files, detail);
    }
    for connection in &compilation.connections {
        let place = format!("{}:{}", connection.file, connection.line);
        let head = format!("{} ({place}): {}", connection.name, connection.verdict.word());
        let findings: Vec<_> = connection.findings.iter().collect();
        out += &group(&head, &findings, files, detail);
    }
    if detail != Detail::Quiet {
        out += &closing(&summary(compilation));
    }
    out
}

/// The findings of one file or connection under a heading; nothing when there is nothing to show.
fn group(head: &str, findings: &[&Reported], files: &Files, detail: Detail) -> String {
    let mut out = String::new();
    let of = |severity| findings.iter().filter(move |f| f.finding.rule.severity == severity);
    for reported in of(Severity::Error) {
        out += &shown(reported, files);
    }
    if detail != Detail::Quiet {
        out += &warnings(&of(Severity::Warning).copied().collect::<Vec<_>>(), files);
        let advice: Vec<_> = of(Severity::Advice).collect();
        if detail == Detail::Verbose {
            for reported in &advice {
                let _ =
                    writeln!(out, "{}{}", render::line(&reported.finding, files), mark(reported));
            }
        } else if !advice.is_empty() {
            let _ = writeln!(out, "{} advice, shown with --verbose", advice.len());
        }
    }
    if out.is_empty() { out } else { format!("== {head}\n\n{}\n\n", out.trim_end()) }
}

/// Warnings in full, and codes that repeat often folded to one line.
fn warnings(warnings: &[&Reported], files: &Files) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for reported in warnings {
        *counts.entry(reported.finding.rule.code).or_default() += 1;
    }
    let mut out = String::new();
    for reported in warnings {
        let Finding { rule, .. } = reported.finding;
        match counts.get(rule.code).copied().unwrap_or_default() {
            0 => {}
            many if many > SHOWN => {
                counts.remove(rule.code);
                let first = files.place(reported.finding.span());
                let _ = writeln!(
                    out,
                    "{first}: warning[{}]: {}, {many} times, first here: {}",
                    rule.code, rule.name, reported.finding.message
                );
            }
            _ => out += &shown(reported, files),
        }
    }
    out
}

/// A finding in full.
fn shown(reported: &Reported, files: &Files) -> String {
    format!("{}{}\n\n", render::frame(&reported.finding, files).trim_end(), mark(reported))
}

fn mark(reported: &Reported) -> &'static str {
    if reported.expected { " (expected)" } else { "" }
}

/// The tables at the end.
fn closing(summary: &Summary) -> String {
    let mut out = String::new();
    let files = &summary.files;
    let _ = writeln!(
        out,
        "files        {} read, {} ignored, {} unreadable",
        files.read, files.ignored, files.unreadable
    );
    let total = summary.connections.get("total").copied().unwrap_or_default();
    let verdicts = summary.connections.iter().filter(|(word, _)| **word != "total");
    let verdicts: Vec<_> = verdicts.map(|(word, n)| format!("{n} {word}")).collect();
    let copies = match summary.superseded.len() {
        0 => String::new(),
        copies => format!(", {copies} superseded exports"),
    };
    let _ = writeln!(out, "connections  {total}: {}{copies}", verdicts.join(", "));
    let mut row = |name: &str, cells: Vec<String>| {
        let _ = write!(out, "{name:<11}");
        for cell in cells {
            let _ = write!(out, "{cell:>12}");
        }
        out.push('\n');
    };
    let words = Disposition::ALL.map(|d| d.word().to_owned());
    row("", words.into_iter().chain(["total".to_owned()]).collect());
    for (name, counts) in [("elements", &summary.elements), ("statements", &summary.statements)] {
        let parts = Disposition::ALL.map(|d| counts.of(d).to_string());
        row(name, parts.into_iter().chain([counts.total.to_string()]).collect());
    }
    let of = |severity| -> u64 {
        summary.findings.iter().filter(|c| c.severity == severity).map(|c| c.count).sum()
    };
    let expected: u64 = summary.findings.iter().map(|c| c.expected).sum();
    let [errors, warnings, advice] = [Severity::Error, Severity::Warning, Severity::Advice].map(of);
    let _ = writeln!(
        out,
        "findings     {errors} errors, {warnings} warnings, {advice} advice ({expected} expected)"
    );
    out
}
