//! What can be handed in, as a user sees it: archives, folders whose scripts are files of their
//! own, copies of a channel, and files that are no files.

#[path = "../src/suite/export.rs"]
mod export;

use std::{
    fs,
    io::{Cursor, Write as _},
    path::Path,
};

use assert_cmd::Command;
use export::{Parts, channel, script};
use serde_json::Value;
use tempfile::TempDir;
use zip::{ZipWriter, write::SimpleFileOptions};

#[expect(clippy::disallowed_methods, reason = "a test sets its files up")]
fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// A folder with files of these names and contents.
fn folder(files: &[(&str, &[u8])]) -> TempDir {
    let folder = TempDir::new().unwrap();
    for (name, bytes) in files {
        write(&folder.path().join(name), bytes);
    }
    folder
}

/// The report of a run in a folder.
fn report(folder: &Path, args: &[&str]) -> Value {
    let mut command = Command::cargo_bin("mapwright").unwrap();
    let command = command.current_dir(folder).args(["compile", "--json", "-q"]).args(args);
    let output = command.output().unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{args:?}: {error}\n{text}"))
}

/// `code file: message` of the findings of some codes, in their order.
fn said(report: &Value, codes: &str) -> Vec<String> {
    let findings = report["findings"].as_array().unwrap().iter();
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    findings
        .filter(|finding| text(&finding["code"]).starts_with(codes))
        .map(|finding| {
            let file = text(&finding["places"][0]["file"]);
            format!("{} {file}: {}", text(&finding["code"]), text(&finding["message"]))
        })
        .collect()
}

/// Name and place of each connection.
fn connections(report: &Value) -> Vec<String> {
    let list = report["summary"]["list"].as_array().unwrap().iter();
    list.map(|line| {
        format!("{} {}", line["name"].as_str().unwrap(), line["place"].as_str().unwrap())
    })
    .collect()
}

/// Files that were read, ignored and refused.
fn files(report: &Value) -> [u64; 3] {
    ["read", "ignored", "unreadable"].map(|word| report["summary"]["files"][word].as_u64().unwrap())
}

fn named(name: &str, id: &str) -> String {
    channel(&Parts { name, id, ..Parts::default() })
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn taped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut tape = tar::Builder::new(Vec::new());
    for (name, bytes) in entries {
        let mut header = tar::Header::new_ustar();
        header.as_old_mut().name[..name.len()].copy_from_slice(name.as_bytes());
        header.set_size(bytes.len() as u64);
        header.set_cksum();
        tape.append(&header, *bytes).unwrap();
    }
    tape.into_inner().unwrap()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn bzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::default());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn entries_of_archives_are_inputs() {
    let (a, b) = (named("A", "a"), named("B", "b"));
    let entries: &[(&str, &[u8])] = &[
        ("./x/a.xml", a.as_bytes()),
        ("readme.txt", b"text"),
        (".git/c.xml", b.as_bytes()),
        ("b.xml", b.as_bytes()),
    ];
    let tape = taped(entries);
    let kinds = [zipped(entries), tape.clone(), gzip(&tape), bzip(&tape)];
    for (index, bytes) in kinds.iter().enumerate() {
        // The name says nothing; in a folder or named, it is the same.
        let folder = folder(&[("in/backup", bytes)]);
        let report = report(folder.path(), &["in"]);
        assert_eq!(files(&report), [2, 1, 0], "{index}");
        assert_eq!(connections(&report), ["B in/backup/b.xml:1", "A in/backup/x/a.xml:1"]);
        let again = self::report(folder.path(), &["in/backup"]);
        assert_eq!(report["findings"], again["findings"], "{index}");
        let names: Vec<_> = fs::read_dir(folder.path()).unwrap().collect();
        assert_eq!(names.len(), 2, "nothing but `in` and `out`");
    }
}

#[test]
fn what_is_wrong_with_an_archive_is_said_and_hides_nothing() {
    let (a, b) = (named("A", "a"), named("B", "b"));
    let inner = zipped(&[("c.xml", a.as_bytes())]);
    let entries: &[(&str, &[u8])] = &[
        ("a.xml", a.as_bytes()),
        ("../b.xml", b.as_bytes()),
        ("/etc/b.xml", b.as_bytes()),
        ("C:/b.xml", b.as_bytes()),
        ("d\\b.xml", b.as_bytes()),
        ("old.zip", &inner),
        ("a.xml", b.as_bytes()),
        ("b.xml", b.as_bytes()),
    ];
    let tape = taped(entries);
    let cut = gzip(&taped(&entries[..1]));
    let folder = folder(&[("in/t.tar", &tape), ("in/z.tgz", &cut[..cut.len() - 20])]);
    let report = report(folder.path(), &["in"]);
    let path = "the path of the entry leads out of the archive: it";
    assert_eq!(
        said(&report, "MW102"),
        [
            &format!("MW1023 in/t.tar/../b.xml: {path} goes up with `..`"),
            &format!("MW1023 in/t.tar//etc/b.xml: {path} is absolute"),
            &format!("MW1023 in/t.tar/C:/b.xml: {path} names a drive"),
            "MW1027 in/t.tar/a.xml: an earlier entry has this name; only the first is read",
            &format!("MW1023 in/t.tar/d\\b.xml: {path} has backslashes"),
            "MW1022 in/t.tar/old.zip: an archive inside an archive is not opened",
            "MW1026 in/z.tgz: the archive ends too early",
            "MW1026 in/z.tgz/a.xml: the entry is cut off or damaged",
        ]
    );
    assert_eq!(connections(&report)[..2], ["A in/t.tar/a.xml:1", "B in/t.tar/b.xml:1"]);

    let none = self::folder(&[("a.zip", &zipped(&[("a.txt", b"text")])), ("b.zip", &zipped(&[]))]);
    let report = self::report(none.path(), &["a.zip", "b.zip"]);
    let why = "the archive holds no export of the legacy engine";
    assert_eq!(
        said(&report, "MW1"),
        [format!("MW1005 a.zip: {why}"), format!("MW1005 b.zip: {why}")]
    );
}
