//! The command as its users run it: exit codes, what it writes, and what it leaves alone.

#[path = "../src/suite/export.rs"]
mod export;

use std::{
    fs,
    path::{Path, PathBuf},
};

use assert_cmd::Command;
use export::{Parts, channel, mapper, script};
use tempfile::TempDir;

const SECRET: &str = "hunter2-Zebra";

/// A folder with files of these names and texts.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, text) in files {
        write(&folder.path().join(name), text.as_bytes());
    }
    folder
}

#[expect(clippy::disallowed_methods, reason = "a test sets its files up")]
fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

#[expect(clippy::disallowed_methods, reason = "a test looks at what was written")]
fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
}

/// Exit code, standard output and standard error of a command in a folder.
fn mapwright(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let mut command = Command::cargo_bin("mapwright").unwrap();
    let output = command.current_dir(folder).args(args).output().unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
    (output.status.code().unwrap(), text(&output.stdout), text(&output.stderr))
}

/// Everything below a folder with its bytes, by path.
fn tree(folder: &Path) -> Vec<(PathBuf, String)> {
    let files = walkdir::WalkDir::new(folder).sort_by_file_name();
    let files = files.into_iter().map(Result::unwrap).filter(|e| e.file_type().is_file());
    files.map(|e| (e.path().strip_prefix(folder).unwrap().to_owned(), read(e.path()))).collect()
}

/// A channel without findings above advice.
fn plain(name: &str, id: &str) -> String {
    let mapping = "msg[&apos;PID&apos;][&apos;PID.8&apos;][&apos;PID.8.1&apos;].toString()";
    let steps = mapper(0, "sex", mapping);
    channel(&Parts { name, id, steps: &steps, ..Parts::default() })
        .replace("FTP", "FILE")
        .replace("emr.example/in", "/in")
}

/// A channel with a carried script: a warning.
fn carried() -> String {
    let steps = script(0, "var a = 1;");
    channel(&Parts { steps: &steps, password: SECRET, ..Parts::default() })
        .replace("FTP", "FILE")
        .replace("emr.example/in", "/in")
}

/// A channel that does not compile: an error.
fn broken() -> String {
    let steps = script(0, "var a = ;");
    let parts = Parts { name: "Broken", id: "b", steps: &steps, ..Parts::default() };
    channel(&parts).replace("FTP", "FILE").replace("emr.example/in", "/in")
}

#[test]
fn every_exit_code_has_its_cause() {
    let (carried, broken) = (carried(), broken());
    let plain = plain("Plain", "p");
    let config = "[[expected]]\ncode = \"MW2306\"\nfile = \"*\"\nreason = \"known\"\n";
    let folder = folder(&[
        ("plain/a.xml", &plain),
        ("carried/a.xml", &carried),
        ("broken/a.xml", &broken),
        ("empty/a.txt", "nothing"),
        ("bad.toml", "[compile]\ncolour = true\n"),
        ("expected.toml", config),
        ("file", ""),
    ]);
    let cases: &[(&[&str], i32)] = &[
        (&["compile", "plain"], 0),
        (&["compile", "carried"], 0),
        (&["compile", "carried", "--fail-on", "warning"], 1),
        (&["compile", "carried", "--strict"], 3),
        (&["compile", "broken"], 1),
        (&["compile", "broken", "carried"], 1),
        (&["compile", "broken", "--fail-on", "never"], 0),
        (&["compile", "broken", "--fail-on", "never", "--strict"], 3),
        (&["compile", "broken", "--strict"], 1),
        (&["compile", "empty"], 6),
        (&["compile", "no-such-file.xml"], 2),
        (&["compile", "empty/a.txt"], 6),
        (&["compile", "plain", "empty/a.txt"], 1),
        (&["compile", "plain", "--only", "other"], 6),
        (&["compile", "plain", "--out", "other", "--check"], 4),
        (&["compile", "plain", "--out", "other", "--dry-run"], 0),
        (&["compile", "plain", "--out", "file"], 2),
        (&["compile", "plain", "--only", "a["], 2),
        (&["compile", "plain", "--colour"], 2),
        (&["compile", "plain", "--fail-on", "all"], 2),
        (&["compile", "plain", "--check", "--dry-run"], 2),
        (&["compile", "plain", "--config", "bad.toml"], 2),
        (&["compile", "plain", "--config", "none.toml"], 2),
        (&["compile", "broken", "--config", "expected.toml", "--fail-on", "warning"], 0),
        (&["explain", "MW1001"], 0),
        (&["explain", "MW1"], 2),
        (&["explain"], 2),
        (&["explain", "--all"], 0),
        (&[], 2),
        (&["--help"], 0),
    ];
    for (args, expected) in cases {
        let (code, out, err) = mapwright(folder.path(), args);
        assert_eq!(code, *expected, "{args:?}\n{out}\n{err}");
        assert!(!out.contains('\u{1b}') && !err.contains('\u{1b}'), "colour without a terminal");
        assert!(!(out + &err).contains(SECRET), "{args:?}");
    }
    assert!(!folder.path().join("other").exists(), "--check and --dry-run write nothing");
}

#[test]
fn a_warm_run_repeats_the_report_and_writes_nothing() {
    let folder =
        folder(&[("legacy-exports/a.xml", &carried()), ("legacy-exports/b.xml", &broken())]);
    let cold = mapwright(folder.path(), &["compile"]);
    let before = tree(&folder.path().join("out"));
    let warm = mapwright(folder.path(), &["compile"]);
    assert_eq!((cold.0, &cold.1), (warm.0, &warm.1));
    assert_eq!(warm.2, "", "nothing is compiled");
    assert_eq!(before, tree(&folder.path().join("out")));
    assert!(before.iter().any(|(path, _)| path.ends_with("summary.json")));
    for (path, text) in &before {
        assert!(!text.contains(SECRET), "{}", path.display());
        assert!(!text.contains(folder.path().to_str().unwrap()), "{}", path.display());
    }
    assert_eq!(mapwright(folder.path(), &["compile", "--strict", "--fail-on", "never"]).0, 3);

    // A file that was touched is written again; the record answers for no other state.
    let summary = folder.path().join("out/summary.md");
    let text = read(&summary);
    write(&summary, b"edited\n");
    let (code, out, _) = mapwright(folder.path(), &["compile", "--check"]);
    assert!(code == 4 && out.contains("differs  summary.md"), "{code} {out}");
    mapwright(folder.path(), &["compile"]);
    assert_eq!(text, read(&summary));
    assert_eq!(before, tree(&folder.path().join("out")));

    let json = mapwright(folder.path(), &["compile", "--json"]);
    let again = mapwright(folder.path(), &["compile", "--format", "json"]);
    assert_eq!((json.0, &json.1), (again.0, &again.1));
    let json: serde_json::Value = serde_json::from_str(&json.1).unwrap();
    assert_eq!(json["summary"]["connections"]["total"], 2);
    assert_eq!(json["files"].as_array().unwrap().len(), 2);
    assert!(!json["findings"].as_array().unwrap().is_empty());
}

#[test]
fn stale_files_go_and_others_stay() {
    let folder = folder(&[
        ("legacy-exports/a.xml", &plain("First", "aaaaaaaa")),
        ("legacy-exports/b.xml", &plain("Second", "bbbbbbbb")),
        ("out/mine.txt", "mine\n"),
    ]);
    let all = |folder: &Path| -> Vec<String> {
        tree(&folder.join("out"))
            .into_iter()
            .map(|(p, _)| p.to_string_lossy().into_owned())
            .collect()
    };
    mapwright(folder.path(), &["compile"]);
    let both = all(folder.path());
    fs::remove_file(folder.path().join("legacy-exports/b.xml")).unwrap();
    let of_second: Vec<_> = both.iter().filter(|path| path.contains("second")).cloned().collect();
    let (code, out, _) = mapwright(folder.path(), &["compile", "--check"]);
    assert_eq!(code, 4, "{out}");
    assert!(of_second.iter().all(|path| out.contains(&format!("stale    {path}"))), "{out}");
    mapwright(folder.path(), &["compile", "--only", "first"]);
    assert_eq!(all(folder.path()), both, "a run of some connections removes nothing");
    mapwright(folder.path(), &["compile"]);
    let rest: Vec<_> = both.into_iter().filter(|path| !path.contains("second")).collect();
    assert_eq!(all(folder.path()), rest);
    assert!(rest.contains(&"mine.txt".to_owned()));
    assert_eq!(mapwright(folder.path(), &["compile", "--check"]).0, 0);
}

#[test]
fn threads_change_no_byte() {
    let (carried, broken) = (carried(), broken());
    let folder =
        folder(&[("in/a.xml", &carried), ("in/b/c.xml", &broken), ("in/.git/d.xml", &broken)]);
    let of = |threads: &str| {
        let args = ["compile", "in", "--out", threads, "--threads", threads, "--json"];
        let (code, out, _) = mapwright(folder.path(), &args);
        (code, out, tree(&folder.path().join(threads)))
    };
    let [one, two] = ["1", "2"].map(of);
    assert_eq!(one, two);
    assert!(!one.1.contains(".git"), "hidden folders are passed over");
}

#[test]
fn a_huge_file_of_another_kind_costs_nothing() {
    let folder = folder(&[("in/a.xml", &plain("Plain", "p"))]);
    let huge = fs::File::create(folder.path().join("in/dump.bin")).unwrap();
    huge.set_len(1 << 30).unwrap();
    let (code, out, _) = mapwright(folder.path(), &["compile", "in"]);
    assert_eq!(code, 0, "{out}");
    assert!(out.contains("1 read, 1 ignored, 0 unreadable"), "{out}");
}

#[test]
fn the_exports_of_the_project_compile() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let out = TempDir::new().unwrap();
    let (code, report, err) =
        mapwright(root, &["compile", "--json", "--out", out.path().to_str().unwrap()]);
    assert_eq!(code, 0, "what is wrong on purpose stands in mapwright.toml: {err}");
    let report: serde_json::Value = serde_json::from_str(&report).unwrap();
    let summary = &report["summary"];
    assert_eq!(summary["files"]["unreadable"], 0);
    let total = summary["connections"]["total"].as_u64().unwrap();
    assert!(total >= 24, "{total}");
    let verdicts = ["not-judged", "review", "blocked"].map(|v| summary["connections"][v].as_u64());
    assert_eq!(verdicts.iter().flatten().sum::<u64>(), total);
    let codes: Vec<_> =
        summary["findings"].as_array().unwrap().iter().map(|c| &c["code"]).collect();
    assert!(!codes.contains(&&"MW9001".into()), "{codes:?}");
}

#[test]
fn commands_that_ask_have_their_exit_codes() {
    let (carried, broken) = (carried(), broken());
    let steps = script(0, "router.routeMessage(&apos;Gets&apos;, msg)");
    let sends = channel(&Parts { name: "Sends", id: "1", steps: &steps, ..Parts::default() });
    let folder = folder(&[
        ("carried/a.xml", &carried),
        ("broken/a.xml", &broken),
        ("twice/a.xml", &plain("Same", "1")),
        ("twice/b.xml", &plain("Same", "2")),
        ("linked/a.xml", &sends),
        ("linked/b.xml", &plain("Gets", "2")),
        ("empty/a.txt", "nothing"),
        ("file", ""),
    ]);
    let cases: &[(&[&str], i32, &str)] = &[
        (&["audit", "carried"], 0, "1 connection in 1 files read"),
        (&["audit", "carried", "--fail-on", "warning"], 1, "manual tasks"),
        (&["audit", "broken"], 1, "alone blocks 1 connection"),
        (&["audit", "broken", "--fail-on", "never"], 0, "blocked"),
        (&["audit", "carried", "--format", "json"], 0, "\"form\": 1"),
        (&["audit", "empty"], 6, "no connection was read"),
        (&["audit", "none"], 2, "nothing at this path"),
        (&["audit", "carried", "--out", "file"], 2, "this is a file"),
        (&["list", "broken", "carried"], 0, "Broken"),
        (&["list", "carried", "--format", "csv"], 0, "name,id,slug"),
        (&["list", "carried", "--format", "json"], 0, "\"slug\": \"riverbend-oru\""),
        (&["list", "broken", "carried", "--verdict", "blocked"], 0, "Broken"),
        (&["list", "carried", "--verdict", "equivalent"], 2, "possible values"),
        (&["list", "carried", "--only", "a["], 2, "bad pattern"),
        (&["list", "empty"], 6, "CONNECTION"),
        (&["describe", "Broken", "broken"], 0, "The legacy engine does not deploy it"),
        (&["describe", "RIVERBEND-ORU", "carried"], 0, "Riverbend ORU"),
        (&["describe", "3f1c2a90-0000-4000-8000-000000000001", "carried"], 0, "Riverbend ORU"),
        (&["describe", "Riverbend", "carried"], 2, "near it:\n  `riverbend-oru`"),
        (&["describe", "Same", "twice"], 2, "is several connections"),
        (&["describe", "x", "empty"], 6, ""),
        (
            &["describe", "Sends", "linked"],
            0,
            "Hands messages to `Gets` (gets): router in a script",
        ),
        (&["describe", "Gets", "linked"], 0, "Gets messages from `Sends` (sends): router"),
        (&["describe", "riverbend-oru", "carried", "--format", "markdown"], 0, "# `Riverbend ORU`"),
        (&["completions", "bash"], 0, "mapwright"),
        (&["completions", "zsh"], 0, "#compdef mapwright"),
        (&["completions", "fish"], 0, "complete -c mapwright"),
        (&["completions", "powershell"], 0, "mapwright"),
        (&["completions", "elvish"], 0, "mapwright"),
        (&["completions", "tcsh"], 2, "possible values"),
        (&["man"], 0, ".TH mapwright 1"),
        (&["man", "--out", "pages"], 0, ""),
        (&["man", "--out", "file"], 2, "this is a file"),
    ];
    for (args, expected, says) in cases {
        let (code, out, err) = mapwright(folder.path(), args);
        assert_eq!(code, *expected, "{args:?}\n{out}\n{err}");
        assert!((out.clone() + &err).contains(says), "{args:?}\n{out}\n{err}");
        assert!(!(out + &err).contains(SECRET), "{args:?}");
    }
    let pages: Vec<_> = tree(&folder.path().join("pages")).into_iter().collect();
    let names: Vec<_> = pages.iter().map(|(path, _)| path.to_string_lossy()).collect();
    assert!(names.contains(&"mapwright-audit.1".into()) && names.contains(&"mapwright.1".into()));
    for (path, text) in pages {
        let stem = path.file_stem().unwrap().to_string_lossy();
        assert!(text.contains(&format!(".TH {stem} 1")), "{}: {text}", path.display());
    }
    // An audit writes itself into the output folder, and nothing else.
    let written: Vec<_> = tree(&folder.path().join("out"));
    let names: Vec<_> = written.iter().map(|(path, _)| path.to_string_lossy()).collect();
    assert_eq!(names, ["audit/audit_summary.json", "audit/audit_summary.md"]);
    assert!(written.iter().all(|(_, text)| !text.contains(SECRET)));
}

#[test]
fn an_audit_is_the_same_for_any_number_of_threads() {
    let (carried, broken) = (carried(), broken());
    let folder = folder(&[("in/a.xml", &carried), ("in/b/c.xml", &broken)]);
    let of = |threads: &str| {
        let args = ["audit", "in", "--out", threads, "--threads", threads, "--format", "json"];
        (mapwright(folder.path(), &args).1, tree(&folder.path().join(threads)))
    };
    assert_eq!(of("1"), of("2"));
}

#[test]
fn the_configuration_gives_defaults() {
    let config =
        "[compile]\npaths = [\"in\"]\nout = \"made\"\nfail_on = \"never\"\nonly = [\"bro*\"]\n";
    let folder = folder(&[
        ("mapwright.toml", config),
        ("in/a.xml", &broken()),
        ("in/b.xml", &plain("Plain", "p")),
    ]);
    let (code, out, _) = mapwright(folder.path(), &["compile", "--json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &json["summary"]["connections"]["total"]), (0, &1.into()));
    assert!(folder.path().join("made").is_dir());
    assert_eq!(mapwright(folder.path(), &["compile", "--fail-on", "error"]).0, 1);
    let (code, out, _) = mapwright(folder.path(), &["audit", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&out).unwrap();
    assert_eq!((code, &json["connections"]["total"]), (0, &2.into()), "an audit is of all");
    assert!(folder.path().join("made/audit/audit_summary.md").is_file());
    let (code, _, err) = mapwright(folder.path(), &["compile", "--config", "in/a.xml"]);
    assert!(code == 2 && err.contains("line 1"), "{err}");
}

/// `UPDATE_DOCS=1 cargo test` writes them anew.
#[test]
#[expect(clippy::disallowed_methods, reason = "the one switch of the tests")]
fn the_pages_made_from_code_are_fresh() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let pages = [
        ("docs/findings.md", mapwright::cli::docs::findings()),
        ("docs/cli.md", mapwright::cli::docs::cli()),
        ("docs/transports.md", mapwright::front::mirth::transport::page()),
        ("docs/audit.md", mapwright::cli::docs::audit()),
        ("docs/transports.md", mapwright::front::mirth::transport::page()),
        ("schemas/audit_summary.schema.json", mapwright::report::audit::schema::text()),
    ];
    for (name, text) in pages {
        let path = project.join(name);
        if std::env::var("UPDATE_DOCS").is_ok() {
            write(&path, text.as_bytes());
        }
        assert!(path.exists() && read(&path) == text, "stale: {name}");
    }
}
