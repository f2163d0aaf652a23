//! What a run came to, as data: files, connections by verdict, elements and statements by
//! disposition, findings by code, and a line per connection.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::{
    diag::Severity,
    facts::{Task, endpoint::Endpoint},
    ir::{connection::Verdict, disposition::Counts},
    pipeline::{Compilation, Compiled, SourceState, Superseded},
};

/// Version of the form of `summary.json`. Grows with every change that a reader can notice.
pub const FORM: u32 = 1;

/// What a run came to.
#[derive(Debug, Clone, Serialize)]
pub struct Summary {
    /// See [`FORM`].
    pub form: u32,
    /// Files.
    pub files: FileCounts,
    /// Connections: the total, and one count per verdict.
    pub connections: BTreeMap<&'static str, u64>,
    /// XML elements by disposition: channels and what stands around them.
    pub elements: Counts,
    /// Statements of scripts by disposition.
    pub statements: Counts,
    /// Findings by code.
    pub findings: Vec<CodeCount>,
    /// Files that could not be read, with the reason.
    pub unreadable: Vec<Unreadable>,
    /// Exports of channels in whose place a newer one of the same channel was compiled.
    pub superseded: Vec<Copy>,
    /// One entry per connection.
    pub list: Vec<Line>,
}

/// An export of a channel in whose place another one was compiled.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Copy {
    /// Name in the legacy engine.
    pub name: String,
    /// Id in the legacy engine.
    pub id: String,
    /// Revision as written.
    pub revision: String,
    /// Place: file, line and column.
    pub place: String,
    /// Place of the one that was compiled.
    pub by: String,
    /// Its elements, all of them disabled.
    pub elements: u64,
    /// Its statements, all of them disabled.
    pub statements: u64,
}

/// Files by what became of them.
#[derive(Debug, Clone, Default, Serialize, schemars::JsonSchema)]
pub struct FileCounts {
    /// Exports that were read.
    pub read: u64,
    /// Files that are no exports, or hold no connections.
    pub ignored: u64,
    /// Files that were refused.
    pub unreadable: u64,
}

/// How often a code was reported.
#[derive(Debug, Clone, Serialize)]
pub struct CodeCount {
    /// Code.
    pub code: &'static str,
    /// Name of the rule.
    pub name: &'static str,
    /// Severity.
    pub severity: Severity,
    /// All findings.
    pub count: u64,
    /// Those of them that the project expects.
    pub expected: u64,
}

/// A file that could not be read.
#[derive(Debug, Clone, Serialize)]
pub struct Unreadable {
    /// Place: file, line and column.
    pub place: String,
    /// Code.
    pub code: &'static str,
    /// Why.
    pub reason: String,
}

/// What a run came to for one connection.
#[derive(Debug, Clone, Serialize)]
pub struct Line {
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
    /// Verdict.
    pub verdict: Verdict,
    /// Endpoints: the source, then the destinations.
    pub endpoints: Vec<Endpoint>,
    /// Elements by disposition.
    pub elements: Counts,
    /// Statements by disposition.
    pub statements: Counts,
    /// Manual tasks.
    pub tasks: Vec<Task>,
    /// Codes that were reported, each once.
    pub codes: Vec<&'static str>,
    /// Names of the settings that hold secrets.
    pub secrets: Vec<String>,
}

/// Sums a run up.
///
/// # Panics
/// When counts do not add up, which no report may hide.
pub fn summary(compilation: &Compilation) -> Summary {
    let mut elements = compilation.outside;
    let mut statements = compilation.outside_statements;
    for superseded in &compilation.superseded {
        elements += superseded.elements.check();
        statements += superseded.statements.check();
    }
    for connection in &compilation.connections {
        elements += connection.elements.check();
        statements += connection.statements.check();
    }
    Summary {
        form: FORM,
        files: files(compilation),
        connections: verdicts(&compilation.connections),
        elements: elements.check(),
        statements: statements.check(),
        findings: codes(compilation),
        unreadable: unreadable(compilation),
        superseded: compilation.superseded.iter().map(copy).collect(),
        list: compilation.connections.iter().map(line).collect(),
    }
}

fn files(compilation: &Compilation) -> FileCounts {
    let mut counts = FileCounts::default();
    for source in &compilation.sources {
        *match source.state {
            SourceState::Read => &mut counts.read,
            SourceState::Ignored => &mut counts.ignored,
            SourceState::Unreadable => &mut counts.unreadable,
        } += 1;
    }
    counts
}

/// `total` and the verdicts that a connection can have (a file that is unreadable has none).
fn verdicts(connections: &[Compiled]) -> BTreeMap<&'static str, u64> {
    let mut counts = BTreeMap::from([("total", connections.len() as u64)]);
    for verdict in Verdict::ALL.into_iter().filter(|v| *v != Verdict::Unreadable) {
        let n = connections.iter().filter(|c| c.verdict == verdict).count() as u64;
        counts.insert(verdict.word(), n);
    }
    counts
}

fn codes(compilation: &Compilation) -> Vec<CodeCount> {
    let mut counts: BTreeMap<&'static str, CodeCount> = BTreeMap::new();
    for reported in compilation.all_findings() {
        let rule = reported.finding.rule;
        let count = counts.entry(rule.code).or_insert(CodeCount {
            code: rule.code,
            name: rule.name,
            severity: rule.severity,
            count: 0,
            expected: 0,
        });
        count.count += 1;
        count.expected += u64::from(reported.expected);
    }
    counts.into_values().collect()
}

fn unreadable(compilation: &Compilation) -> Vec<Unreadable> {
    let refused: BTreeSet<_> = compilation
        .sources
        .iter()
        .filter(|source| source.state == SourceState::Unreadable)
        .map(|source| source.name.as_str())
        .collect();
    let files = &compilation.files;
    let of_refused = compilation
        .findings
        .iter()
        .filter(|f| refused.contains(files.get(f.finding.span().file).name()));
    of_refused
        .map(|reported| Unreadable {
            place: files.place(reported.finding.span()),
            code: reported.finding.rule.code,
            reason: reported.finding.message.clone(),
        })
        .collect()
}

fn copy(superseded: &Superseded) -> Copy {
    Copy {
        name: superseded.name.clone(),
        id: superseded.id.clone(),
        revision: superseded.revision.clone(),
        place: superseded.place.clone(),
        by: superseded.by.clone(),
        elements: superseded.elements.total,
        statements: superseded.statements.total,
    }
}

fn line(compiled: &Compiled) -> Line {
    let facts = &compiled.facts;
    let codes: BTreeSet<_> = compiled.findings.iter().map(|f| f.finding.rule.code).collect();
    Line {
        name: compiled.name.clone(),
        id: compiled.id.clone(),
        slug: compiled.naming.slug.clone(),
        place: format!("{}:{}", compiled.file, compiled.line),
        release: compiled.release.clone(),
        verdict: compiled.verdict,
        endpoints: facts.endpoints.clone(),
        elements: compiled.elements,
        statements: compiled.statements,
        tasks: facts.tasks.clone(),
        codes: codes.into_iter().collect(),
        secrets: facts.secrets.iter().map(|secret| secret.name.clone()).collect(),
    }
}
