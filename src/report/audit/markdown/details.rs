//! What follows the first screen: one part per question.

use std::fmt::Write as _;

use super::Names;
use crate::{
    back::markdown::{code, prose, table},
    ir::disposition::{Counts, Disposition},
    pipeline::SourceState,
    report::audit::{Audit, dependencies::Edge, templates::TemplateRow, time},
};

/// A part of the page: its title and text; no text where there is nothing to tell.
type Part = fn(&Audit, &Names<'_>) -> (&'static str, String);

/// The parts in their order.
pub(super) const PARTS: &[Part] = &[
    connections,
    unreadable,
    tasks,
    parts,
    fragments,
    configuration,
    constructs,
    carried,
    findings,
    transports,
    peers,
    templates,
    missing,
    dependencies,
    secrets,
    superseded,
    duplicates,
    releases,
    manifest,
];

fn few(counts: &Counts) -> String {
    let some = Disposition::ALL.into_iter().filter(|d| counts.of(*d) > 0);
    some.map(|d| format!("{} {d}", counts.of(d))).collect::<Vec<_>>().join(", ")
}

fn connections(audit: &Audit, names: &Names<'_>) -> (&'static str, String) {
    let row = |row: &crate::report::audit::Row| {
        let off = if row.enabled { "" } else { " (off)" };
        let cause = |cause: &crate::report::audit::rows::CauseRow| match cause.construct.as_str() {
            "" => cause.code.to_owned(),
            construct => format!("{} {}", cause.code, code(construct)),
        };
        let causes: Vec<_> = row.causes.iter().map(cause).collect();
        let effort = if row.tasks == 0 { String::new() } else { time(row.effort) };
        vec![
            format!("{}{off}", names.one(&row.slug)),
            row.verdict.word().to_owned(),
            causes.join(", "),
            few(&row.elements),
            few(&row.statements),
            row.tasks.to_string(),
            effort,
            code(&row.place),
        ]
    };
    let rows: Vec<_> = audit.list.iter().map(row).collect();
    let head = [
        "Connection",
        "Verdict",
        "Because of",
        "Elements",
        "Statements",
        "Tasks",
        "Estimate",
        "Place",
    ];
    ("Connections", table(&head, &rows))
}

fn unreadable(audit: &Audit, _: &Names<'_>) -> (&'static str, String) {
    let files = audit.manifest.iter().filter(|file| file.state == SourceState::Unreadable);
    let rows: Vec<_> = files.map(|file| vec![code(&file.name), prose(&file.reason)]).collect();
    ("Unreadable files", table(&["File", "Reason"], &rows))
}

fn tasks(audit: &Audit, _: &Names<'_>) -> (&'static str, String) {
    let row = |row: &crate::report::audit::tasks::RuleRow| {
        vec![
            format!("{} {}", row.code, row.name),
            row.owner.to_owned(),
            row.tasks.to_string(),
            row.connections.to_string(),
            time(row.each),
            time(row.effort),
            row.meaning.to_owned(),
        ]
    };
    let rows: Vec<_> = audit.tasks.by_rule.iter().map(row).collect();
    let head = ["Rule", "Owner", "Tasks", "Connections", "Each", "All", "What the figure assumes"];
    ("Manual tasks by rule", table(&head, &rows))
}

fn parts(audit: &Audit, _: &Names<'_>) -> (&'static str, String) {
    let row = |row: &crate::report::audit::around::PartRow| {
        let name = if row.name.is_empty() { &row.element } else { &row.name };
        vec![row.kind.words().to_owned(), code(name), code(&row.place)]
    };
    let rows: Vec<_> = audit.around.parts.iter().map(row).collect();
    ("Parts of servers that are set up anew", table(&["Part", "Name", "Place"], &rows))
}

fn fragments(audit: &Audit, _: &Names<'_>) -> (&'static str, String) {
    let row = |row: &crate::report::audit::around::FragmentRow| {
        let (elements, statements) = (few(&row.elements), few(&row.statements));
        vec![row.kind.words().to_owned(), code(&row.name), code(&row.place), elements, statements]
    };
    let rows: Vec<_> = audit.around.fragments.iter().map(row).collect();
    let head = ["Piece", "Name", "Place", "Elements", "Statements"];
    ("Pieces that belong to no connection", table(&head, &rows))
}

fn configuration(audit: &Audit, _: &Names<'_>) -> (&'static str, String) {
    let row = |row: &crate::report::audit::around::KeyRow| {
        let secret = if row.secret { "secret" } else { "" };
        vec![code(&row.key), secret.to_owned(), code(&row.place)]
    };
    let rows: Vec<_> = audit.around.configuration.iter().map(row).collect();
    ("Keys of the configuration map", table(&["Key", "", "Place"], &rows))
}

fn constructs(audit: &Audit, _: &Names<'_>) -> (&'static str, String) {
    let row = |row: &crate::report::audit::ConstructRow| {
        let c = &row.classes;
        let counts = [c.total, c.known, c.carried, c.unsupported, c.unknown, c.disabled];
        let mut cells = vec![row.group.word().to_owned(), code(&row.name)];
        cells.extend(counts.map(|n| if n == 0 { String::new() } else { n.to_string() }));
        cells.push(if row.connections == 0 { String::new() } else { row.connections.to_string() });
        cells
    };
    let rows: Vec<_> = audit.constructs.iter().map(row).collect();
    let head = [
        "Kind",
        "Construct",
        "Total",
        "Known",
        "Carried",
        "Unsupported",
        "Unknown",
        "Disabled",
        "Connections",
    ];
    let note = "Everything that occurs has a row. Known is compiled or on the route; carried runs as \
                the legacy script it was; unsupported is a manual task; unknown is no part of the \
                legacy engine; disabled was switched off.\n\n";
    ("Constructs", note.to_owned() + &table(&head, &rows))
}

fn carried(audit: &Audit, _: &Names<'_>) -> (&'static str, String) {
    let row = |row: &crate::report::audit::CarriedRow| {
        let (pieces, connections) = (row.pieces.to_string(), row.connections.to_string());
        vec![row.code.to_owned(), prose(&row.reason), pieces, connections]
    };
    let rows: Vec<_> = audit.carried.iter().map(row).collect();
    ("Why pieces are carried", table(&["Code", "Reason", "Pieces", "Connections"], &rows))
}

fn findings(audit: &Audit, _: &Names<'_>) -> (&'static str, String) {
    let row = |row: &crate::report::audit::FindingRow| {
        vec![
            format!("{} {}", row.code, row.name),
            row.severity.word().to_owned(),
            row.count.to_string(),
            row.expected.to_string(),
            row.connections.to_string(),
        ]
    };
    let rows: Vec<_> = audit.findings.iter().map(row).collect();
    let head = ["Rule", "Severity", "Findings", "Expected", "Connections"];
    ("Findings", table(&head, &rows))
}

fn transports(audit: &Audit, _: &Names<'_>) -> (&'static str, String) {
    let row = |row: &crate::report::audit::peers::TransportRow| {
        vec![
            row.direction.to_owned(),
            code(&row.transport),
            row.enabled.to_string(),
            row.disabled.to_string(),
            row.connections.to_string(),
        ]
    };
    let rows: Vec<_> = audit.transports.transports.iter().map(row).collect();
    let head = ["Direction", "Transport", "Switched on", "Switched off", "Connections"];
    ("Transports", table(&head, &rows))
}

fn peers(audit: &Audit, names: &Names<'_>) -> (&'static str, String) {
    let mut peers: Vec<_> = audit.transports.peers.iter().collect();
    peers.sort_by_key(|peer| usize::MAX - peer.connections.len());
    let cell = |text: &str| if text.is_empty() { String::new() } else { code(text) };
    let rows: Vec<_> = peers
        .into_iter()
        .map(|peer| {
            vec![
                peer.direction.to_owned(),
                code(&peer.transport),
                cell(&peer.host),
                cell(&peer.port),
                cell(&peer.path),
                names.list(&peer.connections),
            ]
        })
        .collect();
    let head = ["Direction", "Transport", "Host or folder", "Port", "Path", "Connections"];
    let note = "Peers that several connections share come first: they have to move for all of them \
                together.\n\n";
    let table = table(&head, &rows);
    ("Peers", if table.is_empty() { table } else { note.to_owned() + &table })
}

fn templates(audit: &Audit, _: &Names<'_>) -> (&'static str, String) {
    let row = |row: &TemplateRow| {
        let used_by: Vec<_> = row.used_by.iter().map(|name| code(name)).collect();
        let places: Vec<_> = row.places.iter().map(|place| code(place)).collect();
        vec![
            code(&row.library),
            code(&row.name),
            row.state.to_owned(),
            row.direct.to_string(),
            row.indirect.to_string(),
            used_by.join(", "),
            places.join(", "),
        ]
    };
    let rows: Vec<_> = audit.templates.templates.iter().map(row).collect();
    let head = [
        "Library",
        "Template",
        "State",
        "Connections that use it",
        "Through others",
        "Used by",
        "Places",
    ];
    let note = "A template with several places has a different code in each: channels carry copies \
                of libraries along.\n\n";
    let table = table(&head, &rows);
    ("Code templates", if rows.is_empty() { table } else { note.to_owned() + &table })
}

fn missing(audit: &Audit, names: &Names<'_>) -> (&'static str, String) {
    let row = |row: &crate::report::audit::templates::MissingRow| {
        let templates: Vec<_> = row.templates.iter().map(|name| code(name)).collect();
        vec![
            code(&row.function),
            names.list(&row.connections),
            templates.join(", "),
            code(&row.place),
        ]
    };
    let rows: Vec<_> = audit.templates.missing.iter().map(row).collect();
    let note = "Called, and declared neither by a code template in scope, nor by a script around \
                the call, nor by the engine: a code template that was not exported, or a bug of the \
                legacy script.\n\n";
    let head = ["Function", "Connections", "Code templates", "First call"];
    let table = table(&head, &rows);
    (
        "Functions that are nowhere to be found",
        if rows.is_empty() { table } else { note.to_owned() + &table },
    )
}

fn dependencies(audit: &Audit, names: &Names<'_>) -> (&'static str, String) {
    let row = |edge: &Edge| {
        let to = match &edge.target {
            None => "known only when the script runs".to_owned(),
            Some(target) if edge.to.is_empty() => format!("not among the inputs: {}", code(target)),
            Some(_) => names.list(&edge.to),
        };
        let off = if edge.enabled { "" } else { " (off)" };
        vec![names.one(&edge.from), to, format!("{}{off}", edge.by.word()), code(&edge.place)]
    };
    let rows: Vec<_> = audit.dependencies.edges.iter().map(row).collect();
    let mut out = table(&["From", "To", "By", "Place"], &rows);
    for cycle in &audit.dependencies.cycles {
        let members: Vec<_> = cycle.iter().map(|slug| names.one(slug)).collect();
        let _ = writeln!(out, "- In a circle: {}.", members.join(", "));
    }
    if !audit.dependencies.cycles.is_empty() {
        out.push('\n');
    }
    ("Dependencies between connections", out)
}

fn secrets(audit: &Audit, names: &Names<'_>) -> (&'static str, String) {
    let row = |row: &crate::report::audit::SecretRow| {
        vec![names.list(&row.connections), code(&row.name), code(&row.place)]
    };
    let rows: Vec<_> = audit.secrets.iter().map(row).collect();
    ("Secrets present", table(&["Connections", "Secret", "Place"], &rows))
}

fn superseded(audit: &Audit, _: &Names<'_>) -> (&'static str, String) {
    let row = |copy: &crate::report::summary::Copy| {
        let size = format!("{} elements, {} statements", copy.elements, copy.statements);
        vec![code(&copy.name), code(&copy.revision), code(&copy.place), code(&copy.by), size]
    };
    let rows: Vec<_> = audit.superseded.iter().map(row).collect();
    let head = ["Connection", "Revision", "Place", "Compiled instead", "Counted as disabled"];
    ("Exports that a newer one supersedes", table(&head, &rows))
}

fn duplicates(audit: &Audit, names: &Names<'_>) -> (&'static str, String) {
    let row = |row: &crate::report::audit::DuplicateRow| {
        vec![row.by.to_owned(), code(&row.value), names.list(&row.connections)]
    };
    let rows: Vec<_> = audit.duplicates.iter().map(row).collect();
    ("Names and ids that several connections have", table(&["", "Value", "Connections"], &rows))
}

fn releases(audit: &Audit, _: &Names<'_>) -> (&'static str, String) {
    let row = |row: &crate::report::audit::ReleaseRow| {
        vec![code(&row.release), row.connections.to_string()]
    };
    let rows: Vec<_> = audit.releases.iter().map(row).collect();
    ("Releases of the legacy engine", table(&["Release", "Connections"], &rows))
}

fn manifest(audit: &Audit, _: &Names<'_>) -> (&'static str, String) {
    let row = |file: &crate::report::audit::FileRow| {
        let state = match file.state {
            SourceState::Read => "read",
            SourceState::Ignored => "ignored",
            SourceState::Unreadable => "unreadable",
        };
        let hash = if file.sha256.is_empty() { String::new() } else { code(&file.sha256) };
        vec![
            code(&file.name),
            state.to_owned(),
            file.connections.to_string(),
            file.bytes.map(|bytes| bytes.to_string()).unwrap_or_default(),
            hash,
            prose(&file.reason),
        ]
    };
    let rows: Vec<_> = audit.manifest.iter().map(row).collect();
    ("Files", table(&["File", "State", "Connections", "Bytes", "SHA-256", "Reason"], &rows))
}
