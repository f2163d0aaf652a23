//! The audit: the first page that a migration lead sees. What there is, how far each connection
//! can be trusted, what holds most of them back, who has to do what. Nothing is uncounted: parts
//! add up to totals, and every construct that occurs has a row.

mod around;
mod dependencies;
mod markdown;
mod peers;
mod rows;
pub mod schema;
mod tasks;
mod templates;
#[cfg(test)]
mod tests;
mod unlocks;

pub(super) use dependencies::dependencies;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use self::{
    around::Around, dependencies::Dependencies, peers::Peers, rows::Row, tasks::Tasks,
    templates::Templates, unlocks::Unlocks,
};
use super::summary::{Copy, FileCounts};
use crate::{
    back::OutFile,
    diag::Severity,
    facts::{Classes, effort::Effort},
    ir::{census::Group, connection::Verdict, disposition::Counts},
    pipeline::{Compilation, Compiled, SourceState},
};

/// Version of the form of `audit_summary.json`. Grows with every change that a reader can notice.
pub const FORM: u32 = 1;

/// What a run found in a legacy estate, and what is left to do before it can move.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub struct Audit {
    /// Version of this form; grows with every change that a reader can notice.
    pub form: u32,
    /// Files by what became of them.
    pub files: FileCounts,
    /// Connections: the total, and one count per verdict; the verdicts add up to the total.
    pub connections: Verdicts,
    /// XML elements of all files that were read, by what became of them.
    pub elements: Counts,
    /// Statements of all scripts, by what became of them.
    pub statements: Counts,
    /// The part of the elements and statements that stands outside connections: libraries, pieces,
    /// groups, parts of a backup.
    pub outside: Outside,
    /// What holds connections back: the one construct that alone keeps so many of them from a
    /// better verdict comes first.
    pub unlocks: Unlocks,
    /// What stands around the connections: parts of a server, pieces of connections, keys.
    pub around: Around,
    /// Manual tasks with the role that owns them and an estimate.
    pub tasks: Tasks,
    /// Every construct that occurs, with what became of its occurrences.
    pub constructs: Vec<ConstructRow>,
    /// Why pieces of legacy scripts are carried.
    pub carried: Vec<CarriedRow>,
    /// Findings by code.
    pub findings: Vec<FindingRow>,
    /// Transports and the peers behind them.
    pub transports: Peers,
    /// Code templates by use.
    pub templates: Templates,
    /// Which connection hands messages to which.
    pub dependencies: Dependencies,
    /// Secrets that are present: where, never what.
    pub secrets: Vec<SecretRow>,
    /// Exports of channels in whose place a newer export of the same channel was compiled.
    pub superseded: Vec<Copy>,
    /// Names or ids that several connections have.
    pub duplicates: Vec<DuplicateRow>,
    /// Connections by the release that wrote them.
    pub releases: Vec<ReleaseRow>,
    /// One row per connection, by file and place.
    pub list: Vec<Row>,
    /// One row per file, by name.
    pub manifest: Vec<FileRow>,
}

/// Connections by verdict.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub struct Verdicts {
    /// All connections.
    pub total: u64,
    /// Proved equal to the legacy engine. Earned by running, which no audit does: 0.
    pub equivalent: u64,
    /// All evaluators agree on the cases. Earned by running, which no audit does: 0.
    pub tested: u64,
    /// Compiled in full; nothing has run yet, so nothing is proved.
    pub not_judged: u64,
    /// Something is carried, or a finding asks for a person's eye.
    pub review: u64,
    /// A manual task stands in the way, or the legacy engine itself would not deploy it.
    pub blocked: u64,
    /// Could not be read. The connections in a file that cannot be read are not known, so they
    /// are counted as a file, and this is 0.
    pub unreadable: u64,
}

/// What stands outside connections.
#[derive(Debug, Clone, Copy, Serialize, JsonSchema)]
pub struct Outside {
    /// Elements.
    pub elements: Counts,
    /// Statements of code templates.
    pub statements: Counts,
}

/// One construct.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ConstructRow {
    /// Kind.
    pub group: Group,
    /// Name in the legacy engine's words; of a class that is not part of it, the class.
    pub name: String,
    /// Occurrences by class; the classes add up to the total.
    #[serde(flatten)]
    pub classes: Classes,
    /// In how many connections it occurs.
    pub connections: u64,
}

/// Why pieces are carried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CarriedRow {
    /// Code.
    pub code: &'static str,
    /// In words, with `...` for names that differ.
    pub reason: String,
    /// How many pieces.
    pub pieces: u64,
    /// In how many connections.
    pub connections: u64,
}

/// Findings of one code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FindingRow {
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
    /// On how many connections; 0 for findings on files.
    pub connections: u64,
}

/// A secret that is present.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SecretRow {
    /// Name of the setting or literal, behind that of its connector.
    pub name: String,
    /// File, line and column.
    pub place: String,
    /// Slugs of the connections that use it; none for one that stands outside of all.
    pub connections: Vec<String>,
}

/// A name or an id that several connections have.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DuplicateRow {
    /// `name` or `id`.
    pub by: &'static str,
    /// The name or id.
    pub value: String,
    /// Slugs of the connections.
    pub connections: Vec<String>,
}

/// A release of the legacy engine.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct ReleaseRow {
    /// Product and release.
    pub release: String,
    /// How many connections it wrote.
    pub connections: u64,
}

/// A file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FileRow {
    /// Name.
    pub name: String,
    /// SHA-256 of its bytes in hex; empty where it was not read.
    pub sha256: String,
    /// Length in bytes; null where it was not read.
    pub bytes: Option<u64>,
    /// What became of it.
    pub state: SourceState,
    /// Why it was ignored or not readable; empty for one that was read.
    pub reason: String,
    /// How many connections it holds.
    pub connections: u64,
}

/// The audit of a run.
///
/// # Panics
/// When counts do not add up, which no report may hide.
pub fn audit(compilation: &Compilation) -> Audit {
    let summary = super::summary::summary(compilation);
    let connections = &compilation.connections;
    let (elements, statements) = (compilation.outside, compilation.outside_statements);
    Audit {
        form: FORM,
        files: summary.files,
        connections: verdicts(connections),
        elements: summary.elements,
        statements: summary.statements,
        outside: Outside { elements, statements },
        unlocks: unlocks::unlocks(connections),
        around: around::around(compilation),
        tasks: tasks::tasks(compilation),
        constructs: rows::constructs(compilation),
        carried: rows::carried(connections),
        findings: rows::findings(compilation),
        transports: peers::peers(connections),
        templates: templates::templates(compilation),
        dependencies: dependencies(compilation),
        secrets: rows::secrets(compilation),
        superseded: summary.superseded,
        duplicates: rows::duplicates(connections),
        releases: rows::releases(connections),
        list: connections.iter().map(rows::row).collect(),
        manifest: rows::manifest(compilation),
    }
}

/// The files of an audit.
pub fn outputs(audit: &Audit) -> Vec<OutFile> {
    let file = |path: &str, text: String| OutFile { path: path.to_owned(), text };
    vec![
        file("audit_summary.json", super::pretty(audit)),
        file("audit_summary.md", markdown::page(audit)),
    ]
}

/// The audit on a terminal: the first screen of its page.
pub fn headline(audit: &Audit) -> String {
    markdown::headline(audit)
}

fn verdicts(connections: &[Compiled]) -> Verdicts {
    let mut counts = Verdicts { total: connections.len() as u64, ..Verdicts::default() };
    for connection in connections {
        *match connection.verdict {
            Verdict::NotJudged => &mut counts.not_judged,
            Verdict::Review => &mut counts.review,
            Verdict::Blocked => &mut counts.blocked,
            Verdict::Unreadable => &mut counts.unreadable,
        } += 1;
    }
    counts
}

/// How often each key occurs, and in how many connections.
fn tally<'a, K: Ord>(
    connections: &'a [Compiled],
    of: impl Fn(&'a Compiled) -> Vec<(K, u64)>,
) -> BTreeMap<K, (u64, u64)> {
    let mut counts: BTreeMap<K, (u64, u64)> = BTreeMap::new();
    for connection in connections {
        let mut own: BTreeMap<K, u64> = BTreeMap::new();
        for (key, n) in of(connection) {
            *own.entry(key).or_default() += n;
        }
        for (key, n) in own {
            let count = counts.entry(key).or_default();
            count.0 += n;
            count.1 += 1;
        }
    }
    counts
}

/// A share of a whole: `21 of 33 (64 %)`.
fn share(part: u64, whole: u64) -> String {
    if whole == 0 {
        return "0 of 0".to_owned();
    }
    // To the nearest percent, and never 0 or 100 for what is neither.
    let percent = (part * 100 + whole / 2) / whole;
    let percent = match percent {
        0 if part > 0 => "< 1".to_owned(),
        100 if part < whole => "> 99".to_owned(),
        percent => percent.to_string(),
    };
    format!("{part} of {whole} ({percent} %)")
}

/// A range of working time: minutes below two hours, else hours.
fn time(effort: Effort) -> String {
    let Effort { low_minutes: low, high_minutes: high } = effort;
    if high <= 120 {
        return format!("{low} to {high} min");
    }
    format!("{} to {} h", low.div_ceil(60), high.div_ceil(60))
}
