//! The plain rows of an audit: constructs, reasons, findings, secrets, duplicates, releases,
//! connections, files.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{
    CarriedRow, ConstructRow, DuplicateRow, FileRow, FindingRow, ReleaseRow, SecretRow, tally,
    tasks,
};
use crate::{
    facts::{Cause, Classes, cause, construct::Class, effort::Effort},
    ir::{
        census::{Group, TemplateState},
        connection::Verdict,
        disposition::Counts,
    },
    pipeline::{Compilation, Compiled, Reported, SourceState},
    rules,
};

/// One connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Row {
    /// Name in the legacy engine.
    pub name: String,
    /// Id in the legacy engine.
    pub id: String,
    /// Name on the new platform; the key of the connection everywhere in this file.
    pub slug: String,
    /// File and line.
    pub place: String,
    /// Release that wrote the export.
    pub release: String,
    /// Deployed in the legacy engine.
    pub enabled: bool,
    /// Verdict.
    pub verdict: Verdict,
    /// What keeps it from a better verdict.
    pub causes: Vec<CauseRow>,
    /// Elements by disposition.
    pub elements: Counts,
    /// Statements by disposition.
    pub statements: Counts,
    /// Manual tasks.
    pub tasks: u64,
    /// What they take.
    pub effort: Effort,
}

/// Something that keeps a connection from a better verdict.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CauseRow {
    /// Code of the findings.
    pub code: &'static str,
    /// The construct that would have to be supported; empty where the code says it all.
    pub construct: String,
}

pub(super) fn row(compiled: &Compiled) -> Row {
    let facts = &compiled.facts;
    let causes = facts.causes.iter().filter(|cause| cause.verdict == compiled.verdict);
    let cause = |cause: &Cause| CauseRow { code: cause.code, construct: cause.subject.clone() };
    Row {
        name: compiled.name.clone(),
        id: compiled.id.clone(),
        slug: compiled.naming.slug.clone(),
        place: format!("{}:{}", compiled.file, compiled.line),
        release: compiled.release.clone(),
        enabled: facts.enabled,
        verdict: compiled.verdict,
        causes: causes.map(cause).collect(),
        elements: compiled.elements,
        statements: compiled.statements,
        tasks: facts.tasks.len() as u64,
        effort: tasks::effort(compiled),
    }
}

/// Every construct: those of connections, the code templates, and the parts outside connections.
pub(super) fn constructs(compilation: &Compilation) -> Vec<ConstructRow> {
    let mut rows: BTreeMap<(Group, &str), (Classes, u64)> = BTreeMap::new();
    for connection in &compilation.connections {
        for construct in &connection.facts.constructs {
            let row = rows.entry((construct.group, &construct.name)).or_default();
            row.0 += construct.classes;
            row.1 += 1;
        }
    }
    for template in &compilation.templates {
        let class = match template.state {
            TemplateState::Runs | TemplateState::Always => Class::Carried,
            TemplateState::DragAndDrop => Class::Disabled,
            TemplateState::NoCode | TemplateState::Broken => Class::Unsupported,
        };
        let row = rows.entry((Group::CodeTemplate, &template.kind)).or_default();
        row.0.add(class, 1);
    }
    let outside: Vec<_> = compilation.findings.iter().filter_map(part).collect();
    for (group, name, class) in &outside {
        rows.entry((*group, name)).or_default().0.add(*class, 1);
    }
    let row = |((group, name), (classes, connections)): ((Group, &str), (Classes, u64))| {
        ConstructRow { group, name: name.to_owned(), classes, connections }
    };
    rows.into_iter().map(row).collect()
}

/// A part of a file that is no connection, as a finding tells it.
fn part(reported: &Reported) -> Option<(Group, String, Class)> {
    let finding = &reported.finding;
    let code = finding.rule.code;
    let group = if code == rules::part_not_migrated::RULE.code {
        Group::Part
    } else if code == rules::element_not_migrated::RULE.code {
        Group::Setting
    } else {
        return None;
    };
    Some((group, cause::construct(code, &finding.message), Class::Unsupported))
}

/// Why pieces are carried, the most pieces first.
pub(super) fn carried(connections: &[Compiled]) -> Vec<CarriedRow> {
    let counts = tally(connections, |connection| {
        let of = |reason: &crate::facts::Reason| {
            ((reason.code, without_names(&reason.reason)), reason.pieces)
        };
        connection.facts.carried.iter().map(of).collect()
    });
    let mut rows: Vec<_> = counts
        .into_iter()
        .map(|((code, reason), (pieces, connections))| CarriedRow {
            code,
            reason,
            pieces,
            connections,
        })
        .collect();
    rows.sort_by_key(|row| u64::MAX - row.pieces);
    rows
}

/// A reason with `...` in place of its names, so that equal reasons are counted together.
fn without_names(reason: &str) -> String {
    let pieces = reason.split('`').enumerate();
    let pieces: Vec<&str> =
        pieces.map(|(i, piece)| if i % 2 == 0 { piece } else { "..." }).collect();
    pieces.join("`")
}

/// Findings by code.
pub(super) fn findings(compilation: &Compilation) -> Vec<FindingRow> {
    let mut rows: BTreeMap<&'static str, FindingRow> = BTreeMap::new();
    let mut add = |reported: &Reported| {
        let rule = reported.finding.rule;
        let row = rows.entry(rule.code).or_insert(FindingRow {
            code: rule.code,
            name: rule.name,
            severity: rule.severity,
            count: 0,
            expected: 0,
            connections: 0,
        });
        row.count += 1;
        row.expected += u64::from(reported.expected);
    };
    compilation.all_findings().for_each(&mut add);
    let by_connection = tally(&compilation.connections, |connection| {
        connection.findings.iter().map(|reported| (reported.finding.rule.code, 1)).collect()
    });
    for (code, (_, connections)) in by_connection {
        if let Some(row) = rows.get_mut(code) {
            row.connections = connections;
        }
    }
    rows.into_values().collect()
}

/// Secrets of connections, each place once, then those outside.
pub(super) fn secrets(compilation: &Compilation) -> Vec<SecretRow> {
    let own = compilation.connections.iter().flat_map(|connection| {
        let slug = connection.naming.slug.as_str();
        let secrets = connection.facts.secrets.iter();
        secrets.map(move |secret| (Some(slug), secret.name.clone(), secret.place.clone()))
    });
    let code = rules::secret_present::RULE.code;
    let outside = compilation.findings.iter().map(|reported| &reported.finding);
    let outside = outside.filter(|finding| finding.rule.code == code).map(|finding| {
        let name = finding.message.split('`').nth(1).unwrap_or_default().to_owned();
        (None, name, compilation.files.place(finding.span()))
    });
    let mut rows: Vec<SecretRow> = Vec::new();
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    for (connection, name, place) in own.chain(outside) {
        let at = *known.entry(place.clone()).or_insert(rows.len());
        if at == rows.len() {
            rows.push(SecretRow { name, place, connections: Vec::new() });
        }
        let new = connection.filter(|slug| rows[at].connections.iter().all(|known| known != slug));
        rows[at].connections.extend(new.map(str::to_owned));
    }
    rows
}

/// Names and ids that several connections have.
pub(super) fn duplicates(connections: &[Compiled]) -> Vec<DuplicateRow> {
    let mut found: BTreeMap<(&'static str, &str), Vec<String>> = BTreeMap::new();
    for connection in connections {
        let slug = &connection.naming.slug;
        for (by, value) in [("id", &connection.id), ("name", &connection.name)] {
            if !value.is_empty() {
                found.entry((by, value)).or_default().push(slug.clone());
            }
        }
    }
    let several = found.into_iter().filter(|(_, slugs)| slugs.len() > 1);
    let row = |((by, value), connections): ((&'static str, &str), Vec<String>)| DuplicateRow {
        by,
        value: value.to_owned(),
        connections,
    };
    several.map(row).collect()
}

/// Connections by release.
pub(super) fn releases(connections: &[Compiled]) -> Vec<ReleaseRow> {
    let counts = tally(connections, |connection| vec![(connection.release.as_str(), 1)]);
    let row = |(release, (_, connections)): (&str, (u64, u64))| ReleaseRow {
        release: release.to_owned(),
        connections,
    };
    counts.into_iter().map(row).collect()
}

/// The files of a run.
pub(super) fn manifest(compilation: &Compilation) -> Vec<FileRow> {
    let mut reasons: BTreeMap<&str, &Reported> = BTreeMap::new();
    for reported in &compilation.findings {
        let name = compilation.files.get(reported.finding.span().file).name();
        reasons.entry(name).or_insert(reported);
    }
    let mut n_connections: BTreeMap<&str, u64> = BTreeMap::new();
    for connection in &compilation.connections {
        *n_connections.entry(&connection.file).or_default() += 1;
    }
    let row = |source: &crate::pipeline::Source| {
        let told = reasons.get(source.name.as_str()).map(|r| &r.finding);
        let told = told.map(|finding| format!("{}: {}", finding.rule.code, finding.message));
        let reason = match source.state {
            SourceState::Read => String::new(),
            SourceState::Ignored => {
                told.unwrap_or_else(|| "no export of the legacy engine".to_owned())
            }
            SourceState::Unreadable => told.unwrap_or_default(),
        };
        FileRow {
            name: source.name.clone(),
            sha256: source.sha256.clone(),
            bytes: source.bytes,
            state: source.state,
            reason,
            // An entry that repeats the name of another is not read.
            connections: match source.state {
                SourceState::Read => n_connections.get(source.name.as_str()).copied(),
                SourceState::Ignored | SourceState::Unreadable => None,
            }
            .unwrap_or_default(),
        }
    };
    compilation.sources.iter().map(row).collect()
}
