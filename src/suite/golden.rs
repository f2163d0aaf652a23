//! Snapshots: what is compiled of each connection of `legacy-exports/`, held against
//! `snapshots/<path of the export>/<slug>.<kind>.snap`. A snapshot without a connection fails.

use std::{collections::BTreeSet, path::PathBuf};

use walkdir::WalkDir;

use super::{project, read};
use crate::{
    back::describe::{Describe, Form},
    diag::{Severity, render},
    pipeline::{self, Compilation, Compiled, Content, Input, Options, Silent},
    report::{self, Detail, Format, list},
};

/// Largest snapshot in bytes; a larger one is not read by anybody.
const LARGEST: usize = 40 * 1024;

/// The kinds of snapshots and what each shows of a connection.
type Show = fn(&Compilation, &Compiled) -> String;
const KINDS: &[(&str, Show)] =
    &[("definition", definition), ("route", route), ("findings", findings)];

fn output(connection: &Compiled, folder: &str) -> String {
    let found = connection.outputs.iter().find(|file| file.path.starts_with(folder));
    found.map(|file| file.text.clone()).unwrap_or_default()
}

fn definition(_: &Compilation, connection: &Compiled) -> String {
    output(connection, "mappings/")
}

fn route(_: &Compilation, connection: &Compiled) -> String {
    output(connection, "routes/")
}

fn findings(run: &Compilation, connection: &Compiled) -> String {
    let lines = connection.findings.iter().map(|reported| {
        let finding = &reported.finding;
        let note = finding.note.as_ref().map(|note| format!("    {note}\n")).unwrap_or_default();
        format!("{}\n{note}", render::line(finding, &run.files))
    });
    format!("verdict: {}\n{}", connection.verdict.word(), lines.collect::<String>())
}

fn compiled() -> Compilation {
    pipeline::compile(inputs(), &Options::default(), &Silent)
}

/// The exports of the project.
pub(crate) fn inputs() -> Vec<Input> {
    let root = project().join("legacy-exports");
    let exports = WalkDir::new(&root).sort_by_file_name().into_iter().filter_map(Result::ok);
    let inputs = exports.filter(|entry| entry.path().extension().is_some_and(|e| e == "xml"));
    let inputs = inputs.map(|entry| {
        let name = entry.path().strip_prefix(project()).unwrap_or(entry.path());
        Input {
            name: name.to_string_lossy().replace('\\', "/"),
            content: Content::Bytes(read(entry.path())),
        }
    });
    inputs.collect()
}

/// The snapshot folder of a connection, below `snapshots/`.
fn folder(connection: &Compiled) -> PathBuf {
    let file = connection.file.trim_start_matches("legacy-exports/");
    PathBuf::from(file.trim_end_matches(".xml"))
}

#[test]
fn what_is_kept_of_the_files_shows_every_finding_as_all_of_them_would() {
    let run = compiled();
    let mut whole = run.files.clone();
    for file in run.sources.iter().map(|source| &source.name) {
        let id = run.all_findings().map(|f| f.finding.span().file);
        let Some(id) = id.into_iter().find(|id| whole.get(*id).name() == file) else { continue };
        whole.hold(id, String::from_utf8_lossy(&read(&project().join(file))).into_owned());
    }
    let mut shown = 0;
    for finding in run.all_findings().map(|reported| &reported.finding) {
        let json = |files| serde_json::to_string(&render::json(finding, files, false)).unwrap();
        assert_eq!(json(&run.files), json(&whole));
        if finding.rule.severity != Severity::Advice {
            shown += 1;
            assert_eq!(render::frame(finding, &run.files), render::frame(finding, &whole));
        }
    }
    assert!(shown > 20, "{shown}");
}

#[test]
fn connections_compile_to_their_snapshots() {
    let run = compiled();
    let mut wanted = BTreeSet::new();
    for connection in &run.connections {
        for (kind, show) in KINDS {
            let name = format!("{}.{kind}", connection.naming.slug);
            let text = show(&run, connection);
            assert!(text.len() <= LARGEST, "{name}: {} bytes", text.len());
            let mut settings = insta::Settings::clone_current();
            settings.set_snapshot_path(project().join("snapshots").join(folder(connection)));
            settings.set_prepend_module_to_snapshot(false);
            settings.set_omit_expression(true);
            settings.bind(|| insta::assert_snapshot!(name.clone(), text));
            wanted.insert(folder(connection).join(format!("{name}.snap")));
        }
    }
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(project().join("snapshots"));
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    let audit = report::audit::outputs(&report::audit::audit(&run));
    settings.bind(|| insta::assert_snapshot!("audit_summary.md", audit[1].text));
    wanted.insert(PathBuf::from("audit_summary.md.snap"));
    let root = project().join("snapshots");
    let files = WalkDir::new(&root).into_iter().filter_map(Result::ok);
    let there: BTreeSet<PathBuf> = files
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "snap"))
        .filter_map(|entry| entry.path().strip_prefix(&root).ok().map(PathBuf::from))
        .collect();
    let orphans: Vec<_> = there.difference(&wanted).collect();
    assert!(orphans.is_empty(), "snapshots without a connection: {orphans:?}");
}

/// Dispositions add up to the elements of the files, counted from their text alone.
#[test]
fn every_element_of_every_export_has_a_disposition() {
    let run = compiled();
    let mut counts = run.outside;
    for connection in &run.connections {
        counts += connection.elements;
    }
    let is_tag = |pair: &[u8]| pair[0] == b'<' && pair[1].is_ascii_alphabetic();
    let tags = |name: &String| {
        let text = read(&project().join(name));
        assert!(!text.windows(4).any(|at| at == b"<!--"), "{name}: tags in comments would count");
        text.windows(2).filter(|pair| is_tag(pair)).count() as u64
    };
    let total: u64 = run.sources.iter().map(|source| tags(&source.name)).sum();
    assert_eq!(counts.check().total, total);
}

/// All passwords of the invented lab are the same words; they must not come out anywhere.
#[test]
fn no_password_of_the_exports_comes_out() {
    let run = compiled();
    let reports = [Format::Human(Detail::Verbose), Format::Json]
        .map(|format| report::render(&run, format, None));
    let lists = [list::Form::Table, list::Form::Csv, list::Form::Json]
        .map(|form| list::list(&run, &list::Filter::default(), form).unwrap());
    let describe = Describe { form: Form::Text };
    let described = pipeline::compile_with(inputs(), &Options::default(), &Silent, &[&describe]);
    let mut outputs = run.outputs();
    outputs.extend(described.outputs());
    outputs.extend(report::audit::outputs(&report::audit::audit(&run)));
    outputs.extend(report::outputs(&run));
    let texts = outputs.iter().map(|file| &file.text).chain(&reports).chain(&lists);
    assert!(texts.clone().count() > 100);
    assert!(texts.into_iter().all(|text| !text.contains("not-a-real-password")));
}

#[test]
fn nothing_of_a_destination_that_is_switched_off_runs() {
    let run = compiled();
    let mut n_off = 0;
    for connection in &run.connections {
        for endpoint in connection.facts.endpoints.iter().filter(|endpoint| !endpoint.enabled) {
            n_off += 1;
            let slug = &connection.naming.slug;
            let start = format!("mappings/carried/{slug}/d{}-", endpoint.number);
            assert!(connection.outputs.iter().all(|file| !file.path.starts_with(&start)));
        }
    }
    assert!(n_off > 0, "no export has such a destination");
}
