//! What a run says: the summary and the inventory that are written beside the outputs, and the
//! reports that go to the person or program that started it. Pure, without clock or colour.

pub mod audit;
pub mod describe;
mod human;
pub mod inventory;
pub mod list;
mod markdown;
pub mod near;
pub mod summary;

use std::fmt::Write as _;

use serde::Serialize;

pub use human::Detail;

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

/// The form of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Text for people.
    Human(Detail),
    /// One JSON object.
    Json,
}

impl Format {
    /// What it is called.
    pub fn word(self) -> &'static str {
        match self {
            Self::Human(Detail::Quiet) => "quiet",
            Self::Human(Detail::Normal) => "human",
            Self::Human(Detail::Verbose) => "verbose",
            Self::Json => "json",
        }
    }
}

/// How a file of the output folder differs from what this run writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// It is not there.
    Missing,
    /// It has other bytes.
    Differs,
    /// An earlier run wrote it and this one does not.
    Stale,
}

impl State {
    fn word(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Differs => "differs",
            Self::Stale => "stale",
        }
    }
}

/// One file of the output folder that has to be written or removed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Planned {
    /// Why.
    pub state: State,
    /// Path below the output folder.
    pub path: String,
}

/// The report of a run, and the files that it would touch when it was asked for them.
pub fn render(compilation: &Compilation, format: Format, plan: Option<&[Planned]>) -> String {
    let Format::Human(detail) = format else { return json(compilation, plan) };
    let mut out = human::human(compilation, detail);
    match plan {
        None if compilation.connections.is_empty() => {
            out += "no connection was read, so nothing was written; look at the paths\n";
        }
        None if detail != Detail::Quiet && !compilation.partial => {
            out += "see summary.md in the output folder\n";
        }
        None => {}
        Some([]) => out += "all files of the output folder are up to date\n",
        Some(plan) => {
            for step in plan {
                let _ = writeln!(out, "{:8} {}", step.state.word(), step.path);
            }
        }
    }
    out
}

#[derive(Debug, Serialize)]
struct JsonReport<'a> {
    summary: summary::Summary,
    findings: Vec<JsonFinding>,
    files: Vec<JsonFile>,
    #[serde(skip_serializing_if = "Option::is_none")]
    plan: Option<&'a [Planned]>,
}

#[derive(Debug, Serialize)]
struct JsonFile {
    name: String,
    sha256: String,
    state: SourceState,
}

/// The report for programs: one JSON object with `summary`, `findings`, `files` and, when
/// asked for, `plan`.
fn json(compilation: &Compilation, plan: Option<&[Planned]>) -> String {
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
        plan,
    })
}

fn pretty(value: &impl Serialize) -> String {
    let text = serde_json::to_string_pretty(value).expect("plain data without maps of odd keys");
    text + "\n"
}
