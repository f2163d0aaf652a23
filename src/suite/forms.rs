//! Every kind of content that an export can have, as the legacy engine writes it: a small sample of
//! each under `tests/data/forms/`, and what has to come of it.

use std::collections::BTreeSet;

use walkdir::WalkDir;

use super::{project, read};
use crate::{
    back::{BackEnd, Naming, OutFile},
    check::Checked,
    ir::{
        connection::Connection,
        estate::{FragmentKind, PartKind},
    },
    pipeline::{self, Compilation, Content, Input, Options, Silent, SourceState, compile},
    report,
};

const READ: SourceState = SourceState::Read;

/// What comes of a file: its state, numbers of connections, and of elements and statements around
/// them, fragments, parts, keys of a configuration map, and codes that are reported.
struct Case {
    file: &'static str,
    state: SourceState,
    connections: usize,
    statements: u64,
    fragments: &'static [FragmentKind],
    parts: &'static [PartKind],
    keys: usize,
    codes: &'static str,
}

const NOTHING: Case = Case {
    file: "",
    state: READ,
    connections: 0,
    statements: 0,
    fragments: &[],
    parts: &[],
    keys: 0,
    codes: "",
};

const CASES: &[Case] = &[
    Case { file: "alert.xml", parts: &[PartKind::Alert], codes: "MW1017", ..NOTHING },
    Case {
        file: "alerts.api.xml",
        parts: &[PartKind::Alert, PartKind::Alert],
        codes: "MW1017",
        ..NOTHING
    },
    Case { file: "channel-dependencies.xml", ..NOTHING },
    Case { file: "channel-groups.api.xml", ..NOTHING },
    Case { file: "channel-metadata.xml", ..NOTHING },
    Case { file: "channel-tags.xml", ..NOTHING },
    Case {
        file: "channel.encrypted.xml",
        state: SourceState::Unreadable,
        codes: "MW1007",
        ..NOTHING
    },
    Case { file: "code-template-libraries-all.xml", statements: 14, ..NOTHING },
    Case { file: "code-template-libraries.ids-only.api.xml", codes: "MW1034", ..NOTHING },
    Case { file: "code-templates.api.xml", statements: 14, ..NOTHING },
    Case {
        file: "configuration-map.json",
        parts: &[PartKind::ConfigurationMap],
        keys: 8,
        codes: "MW1017",
        ..NOTHING
    },
    Case {
        file: "configuration-map.properties",
        parts: &[PartKind::ConfigurationMap],
        keys: 8,
        codes: "MW1017",
        ..NOTHING
    },
    Case {
        file: "configuration-map.xml",
        parts: &[PartKind::ConfigurationMap],
        keys: 8,
        codes: "MW1017",
        ..NOTHING
    },
    Case {
        file: "database-drivers.xml",
        parts: &[PartKind::DatabaseDriver; 6],
        codes: "MW1017",
        ..NOTHING
    },
    Case {
        file: "extension-properties-datapruner.xml",
        parts: &[PartKind::PluginSettings],
        codes: "MW1017",
        ..NOTHING
    },
    Case { file: "global-scripts.json", statements: 7, codes: "MW3001", ..NOTHING },
    Case { file: "global-scripts.xml", statements: 7, codes: "MW3001", ..NOTHING },
    Case {
        file: "lab-http-gateway.destination1.responseTransformer.xml",
        statements: 3,
        fragments: &[FragmentKind::Transformer],
        codes: "MW1033 MW3001 MW3002",
        ..NOTHING
    },
    Case {
        file: "lab-http-gateway.source.filter.xml",
        statements: 1,
        fragments: &[FragmentKind::Filter],
        codes: "MW1033 MW2102 MW2103 MW2203 MW3001",
        ..NOTHING
    },
    Case { file: "lab-js-poller.json", connections: 1, ..NOTHING },
    Case { file: "lab-js-poller.xml", connections: 1, ..NOTHING },
    Case {
        file: "lab-remote-files.source.connector.xml",
        fragments: &[FragmentKind::Source],
        codes: "MW1033",
        ..NOTHING
    },
    Case {
        file: "lab-remote-files.source.filter.xml",
        fragments: &[FragmentKind::Filter],
        codes: "MW1033",
        ..NOTHING
    },
    Case { file: "lab-robust.xml", connections: 1, ..NOTHING },
    Case {
        file: "resources.xml",
        parts: &[PartKind::Resource, PartKind::Resource],
        codes: "MW1017",
        ..NOTHING
    },
    Case {
        file: "server-settings.xml",
        parts: &[PartKind::ServerSettings],
        codes: "MW1017",
        ..NOTHING
    },
    Case {
        file: "update-settings.xml",
        parts: &[PartKind::UpdateSettings],
        codes: "MW1017",
        ..NOTHING
    },
];

fn input(file: &str) -> Input {
    let bytes = read(&project().join("tests/data/forms").join(file));
    Input { name: file.to_owned(), content: Content::Bytes(bytes) }
}

fn run(inputs: Vec<Input>) -> Compilation {
    let compilation = compile(inputs, &Options::default(), &Silent);
    let summary = report::summary::summary(&compilation);
    let _ = (summary.elements.check(), summary.statements.check());
    compilation
}

/// The codes that are reported, but for those of the platform: they are about settings, which have
/// tests of their own.
fn codes(compilation: &Compilation) -> String {
    let all = compilation.findings.iter().map(|reported| reported.finding.rule.code);
    all.filter(|code| !code.starts_with("MW4"))
        .collect::<BTreeSet<_>>()
        .into_iter()
        .collect::<Vec<_>>()
        .join(" ")
}

#[test]
fn every_form_is_read_or_refused_with_its_reason() {
    for case in CASES {
        let compilation = run(vec![input(case.file)]);
        let estate = &compilation.estate;
        let fragments: Vec<_> = estate.fragments.iter().map(|fragment| fragment.kind).collect();
        let parts: Vec<_> = estate.parts.iter().map(|part| part.kind).collect();
        let found = (
            compilation.sources[0].state,
            compilation.connections.len(),
            compilation.outside_statements.total,
            fragments.as_slice(),
            parts.as_slice(),
            estate.configuration.len(),
            codes(&compilation),
        );
        let expected = (
            case.state,
            case.connections,
            case.statements,
            case.fragments,
            case.parts,
            case.keys,
            case.codes.to_owned(),
        );
        assert_eq!(found, expected, "{}", case.file);
        let unsupported = compilation.outside.unsupported > 0;
        let listed = estate.parts.iter().any(|part| part.kind != PartKind::ConfigurationMap);
        assert!(!unsupported || listed || !fragments.is_empty(), "{}", case.file);
    }
}

#[test]
fn every_sample_has_its_case() {
    let folder = project().join("tests/data/forms");
    let entries = WalkDir::new(&folder).into_iter().filter_map(Result::ok);
    let files = entries.filter(|entry| entry.file_type().is_file());
    let names: BTreeSet<String> =
        files.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    let mut known: BTreeSet<String> = CASES.iter().map(|case| case.file.to_owned()).collect();
    known.insert("README.md".to_owned());
    assert_eq!(names, known);
}

/// A back end that shows the connection itself.
#[derive(Debug)]
struct Shown;

impl BackEnd for Shown {
    fn name(&self) -> &'static str {
        "shown"
    }

    fn write(&self, checked: &Checked, _naming: &Naming) -> Vec<OutFile> {
        let text = without_places(checked.connection());
        vec![OutFile { path: "connection".to_owned(), text }]
    }
}

/// A connection without its places, which differ between forms, and without the number of its
/// elements: the API writes empty lists that the Administrator leaves out.
fn without_places(connection: &Connection) -> String {
    let shown = format!("{connection:#?}");
    let place = |line: &&str| {
        ["start:", "end:", "file: FileId", "lines", "sha256", "file: \"", "total:", "transport:"]
            .iter()
            .any(|p| line.contains(p))
            || line.trim().trim_end_matches(',').parse::<u32>().is_ok()
            || line.trim().parse::<u32>().is_ok()
    };
    shown.lines().filter(|line| !place(line)).collect::<Vec<_>>().join("\n")
}

#[test]
fn json_and_xml_of_one_channel_are_one_connection() {
    let of = |file| {
        let options = Options::default();
        let mut compilation =
            pipeline::compile_with(vec![input(file)], &options, &Silent, &[&Shown]);
        let compiled = compilation.connections.remove(0);
        let findings: Vec<_> =
            compiled.findings.iter().map(|f| f.finding.message.clone()).collect();
        (compiled.outputs[0].text.clone(), findings)
    };
    let (json, json_findings) = of("lab-js-poller.json");
    let (xml, xml_findings) = of("lab-js-poller.xml");
    for (json, xml) in json.lines().zip(xml.lines()) {
        assert_eq!(json, xml);
    }
    assert_eq!(json_findings, xml_findings);
    assert!(json.contains("list.add"));
}

#[test]
fn forms_of_one_object_agree_and_others_do_not() {
    let agree = [
        ["global-scripts.json", "global-scripts.xml"],
        ["configuration-map.json", "configuration-map.xml"],
        ["configuration-map.properties", "configuration-map.xml"],
    ];
    for pair in agree {
        let compilation = run(pair.iter().map(|file| input(file)).collect());
        assert!(!codes(&compilation).contains("MW1030"), "{pair:?}");
    }
    let mut other = input("configuration-map.properties");
    let Content::Bytes(bytes) = &mut other.content else { unreachable!("a file that was read") };
    bytes.extend_from_slice(b"zone = west\n");
    bytes[..5].copy_from_slice(b"# EMP");
    let text = String::from_utf8(bytes.clone()).unwrap().replace("a,b,c", "a,b");
    let other = Input { name: "map.properties".to_owned(), content: Content::Bytes(text.into()) };
    let compilation = run(vec![other, input("configuration-map.xml")]);
    let differ = compilation.findings.iter().filter(|f| f.finding.rule.code == "MW1030");
    let messages: Vec<_> = differ.map(|f| f.finding.message.as_str()).collect();
    assert_eq!(messages, ["the value of `list` is not the same in all configuration maps"]);
}

#[test]
fn libraries_of_ids_get_their_code_from_the_list_of_templates() {
    let ids = "code-template-libraries.ids-only.api.xml";
    let compilation = run(vec![input(ids), input("code-templates.api.xml")]);
    assert_eq!(codes(&compilation), "");
    let whole = run(vec![input("code-template-libraries-all.xml")]);
    assert_eq!(compilation.outside_statements, whole.outside_statements, "counted once");
}

#[test]
fn what_a_server_keeps_beside_a_channel_reaches_its_connection() {
    let files = [
        "lab-js-poller.xml",
        "channel-groups.api.xml",
        "channel-dependencies.xml",
        "channel-tags.xml",
        "global-scripts.xml",
    ];
    let compilation = run(files.iter().map(|file| input(file)).collect());
    let compiled = &compilation.connections[0];
    assert_eq!(compiled.facts.membership.groups, ["Small ones"]);
    let files = compiled.outputs.iter().filter_map(|file| file.path.rsplit('/').next());
    let names: Vec<_> = files.filter(|name| name.starts_with("global-")).collect();
    assert_eq!(names, ["global-preprocessor.js", "global-postprocessor.js", "global-deploy.js"]);
    assert_eq!(compilation.outside_statements.total, 7, "counted for their file, and once");
}
