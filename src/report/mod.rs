//! What a run says: the summary and the inventory that are written beside the outputs, and the
//! reports that go to the person or program that started it. Pure, without clock or colour.

pub mod human;
pub mod inventory;
mod markdown;
pub mod summary;

use serde::Serialize;

use crate::{
    back::OutFile,
    diag::render::{self, JsonFinding},
    pipeline::{Compilation, SourceState},
};

/// Everything that a run writes: the files of the back ends and, when the run covers all
/// connections, summary and inventory. By path.
pub fn outputs(compilation: &Compilation) -> Vec<OutFile> {
    let mut outputs = compilation.outputs();
    if !compilation.partial {
        let summary = summary::summary(compilation);
        let inventory = inventory::inventory(compilation);
        let file = |path: &str, text: String| OutFile { path: path.to_owned(), text };
        outputs.push(file("inventory.json", pretty(&inventory)));
        outputs.push(file("inventory.md", markdown::inventory(&inventory)));
        outputs.push(file("summary.json", pretty(&summary)));
        outputs.push(file("summary.md", markdown::summary(&summary)));
    }
    outputs.sort_by(|a, b| a.path.cmp(&b.path));
    outputs
}

/// The report for programs.
#[derive(Debug, Serialize)]
struct JsonReport {
    summary: summary::Summary,
    findings: Vec<JsonFinding>,
    files: Vec<JsonFile>,
}

#[derive(Debug, Serialize)]
struct JsonFile {
    name: String,
    sha256: String,
    state: SourceState,
}

/// The report for programs: one JSON object with `summary`, `findings` and `files`.
pub fn json(compilation: &Compilation) -> String {
    let finding =
        |f: &crate::pipeline::Reported| render::json(&f.finding, &compilation.files, f.expected);
    let files = compilation.sources.iter().map(|source| JsonFile {
        name: source.name.clone(),
        sha256: source.sha256.clone(),
        state: source.state,
    });
    pretty(&JsonReport {
        summary: summary::summary(compilation),
        findings: compilation.all_findings().map(finding).collect(),
        files: files.collect(),
    })
}

fn pretty(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).expect("plain data without maps of odd keys");
    text + "\n"
}
