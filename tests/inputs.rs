//! What can be handed in, as a user sees it: archives, folders whose scripts are files of their
//! own, copies of a channel, and files that are no files.

#[path = "../src/suite/archive.rs"]
mod archive;
#[path = "../src/suite/export.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod export;

use std::{fs, io::Write as _, path::Path};

use archive::{taped, zipped};
use assert_cmd::Command;
use export::{Parts, channel, script};
use serde_json::Value;
use tempfile::TempDir;

#[expect(clippy::disallowed_methods, reason = "a test sets its files up")]
fn write(path: &Path, bytes: &[u8]) {
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

#[expect(clippy::disallowed_methods, reason = "a test looks at what was written")]
fn read(path: &Path) -> String {
    fs::read_to_string(path).unwrap()
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
    channel(&Parts { id, name, ..Parts::default() })
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

#[test]
fn a_bomb_is_told_from_its_bytes_and_stops_only_itself() {
    let mut bomb = b"<channel>".to_vec();
    bomb.resize(40 << 20, b' ');
    let a = named("A", "a");
    let entries: &[(&str, &[u8])] = &[("a.xml", a.as_bytes()), ("bomb.xml", &bomb)];
    let b = named("B", "b");
    let folder = folder(&[
        ("in/b.xml", b.as_bytes()),
        ("in/bomb.tgz", &gzip(&taped(entries))),
        ("in/bomb.zip", &zipped(entries)),
    ]);
    let report = report(folder.path(), &["in"]);
    let why = "the entries come to more than 200 times the bytes of the archive";
    let expected = ["in/bomb.tgz", "in/bomb.zip"].map(|name| {
        let entry = "a limit of the archive was passed in this entry";
        [format!("MW1020 {name}: {why}"), format!("MW1020 {name}/bomb.xml: {entry}")]
    });
    assert_eq!(said(&report, "MW1020"), expected.concat());
    assert!(said(&report, "MW1026").is_empty(), "too much is not damaged");
    // Both hold the same channel, which is compiled once.
    assert_eq!(connections(&report), ["B in/b.xml:1", "A in/bomb.tgz/a.xml:1"]);
    assert_eq!(files(&report), [3, 0, 4]);
}

/// A channel whose script is in a file of its own, and that script.
fn apart(name: &str, id: &str) -> (String, &'static str) {
    let steps = script(0, "X");
    let whole = channel(&Parts { name, id, steps: &steps, ..Parts::default() });
    let reference = "<script msync-fileref=\"step &amp; 1.js\"/>";
    (whole.replace("<script>X</script>", reference), "var a = 1;\nvar b = ;\n")
}

#[test]
fn scripts_are_read_from_the_folder_of_their_export() {
    let (xml, js) = apart("A", "a");
    let files: &[(&str, &[u8])] = &[
        ("in/G/a.xml", xml.as_bytes()),
        ("in/G/a/step & 1.js", js.as_bytes()),
        ("in/G/a/other.js", b"nobody refers to it"),
        ("step & 1.js", js.as_bytes()),
    ];
    let entries: Vec<_> =
        files.iter().map(|(name, bytes)| (name.trim_start_matches("in/"), *bytes)).collect();
    let mut all = files.to_vec();
    let (zip, tgz) = (zipped(&entries), gzip(&taped(&entries)));
    all.extend([("in.zip", zip.as_slice()), ("in.tgz", &tgz)]);
    let folder = folder(&all);
    for (path, place, counts) in [
        ("in", "in/G/a/step & 1.js", [2, 1, 0]),
        ("in/G/a.xml", "in/G/a/step & 1.js", [2, 0, 0]),
        ("in.zip", "in.zip/G/a/step & 1.js", [2, 2, 0]),
        ("in.tgz", "in.tgz/G/a/step & 1.js", [2, 2, 0]),
    ] {
        let report = report(folder.path(), &[path]);
        let syntax = said(&report, "MW2306");
        assert!(syntax[0].starts_with(&format!("MW2306 {place}: ")), "{path}: {syntax:?}");
        assert!(said(&report, "MW3004").is_empty(), "{path}");
        assert_eq!(self::files(&report), counts, "{path}");
        let manifest = report["files"].as_array().unwrap();
        let side = manifest.iter().find(|file| file["name"] == place).unwrap();
        assert_eq!(side["sha256"].as_str().unwrap().len(), 64);
    }
    // Another text of the script is another run.
    write(&folder.path().join("in/G/a/step & 1.js"), b"var a = 1;\n");
    assert!(said(&report(folder.path(), &["in/G/a.xml"]), "MW2306").is_empty());
    fs::remove_file(folder.path().join("in/G/a/step & 1.js")).unwrap();
    assert_eq!(said(&report(folder.path(), &["in/G/a.xml"]), "MW3004").len(), 1);
}

#[test]
fn a_reference_never_leads_out_of_the_folder_of_its_export() {
    let (xml, js) = apart("A", "a");
    for reference in ["../secret.js", "/etc/hostname", "x/../../secret.js", ".."] {
        let xml = xml.replace("step &amp; 1.js", reference);
        let folder = folder(&[
            ("in/a.xml", xml.as_bytes()),
            ("in/a/x.js", js.as_bytes()),
            ("in/secret.js", js.as_bytes()),
        ]);
        let report = report(folder.path(), &["in"]);
        assert_eq!(said(&report, "MW3004").len(), 1, "{reference}");
        assert_eq!(files(&report), [1, 2, 0], "{reference}");
    }
}

#[test]
fn the_newest_export_of_a_channel_is_compiled_and_the_others_are_listed() {
    let old = named("A", "a");
    let new = old.replace("<revision>1<", "<revision>2<");
    let zip = zipped(&[("old.xml", old.as_bytes())]);
    let folder = folder(&[("in/a.xml", new.as_bytes()), ("in/backup.zip", &zip)]);
    let report = report(folder.path(), &["in"]);
    assert_eq!(connections(&report), ["A in/a.xml:1"]);
    let summary = &report["summary"];
    let listed = &summary["superseded"][0];
    assert_eq!(listed["place"], "in/backup.zip/old.xml:4:9");
    assert_eq!(listed["by"], "in/a.xml:4:9");
    assert_eq!(listed["revision"], "1");
    let total = summary["elements"]["total"].as_u64().unwrap();
    assert_eq!(summary["elements"]["disabled"].as_u64().unwrap() * 2, total);
    assert_eq!(said(&report, "MW1028").len(), 1);
}

#[cfg(unix)]
#[test]
fn files_that_are_no_files_are_told_apart() {
    use std::os::unix::{ffi::OsStrExt as _, fs::symlink};

    let text = named("A", "a");
    let folder = folder(&[
        ("real/a.xml", text.as_bytes()),
        ("in/empty.xml", b""),
        ("in/blank.xml", b" \n"),
        ("link/keep", b""),
    ]);
    let root = folder.path();
    symlink(root.join("real/a.xml"), root.join("in/link.xml")).unwrap();
    symlink(root.join("real"), root.join("in/folder")).unwrap();
    symlink(root.join("gone.xml"), root.join("in/broken.xml")).unwrap();
    symlink(root.join("real/a.xml"), root.join("link/a.xml")).unwrap();
    // Inside a folder, links are passed over and counted.
    let report = report(root, &["in"]);
    assert_eq!((files(&report), connections(&report).len()), ([0, 5, 0], 0));
    // Named, they are followed; a folder behind a link is walked.
    for (path, name) in [("in/link.xml", "A in/link.xml:1"), ("in/folder", "A in/folder/a.xml:1")] {
        assert_eq!(connections(&self::report(root, &[path])), [name]);
    }
    let report = self::report(root, &["in/empty.xml", "real/a.xml"]);
    let why = "this is no export of the legacy engine";
    assert_eq!(said(&report, "MW1005"), [format!("MW1005 in/empty.xml: {why}")]);
    assert_eq!(connections(&report), ["A real/a.xml:1"]);
    // The same file twice, in any spelling, is one; through a link it is a copy.
    let report = self::report(root, &["real/a.xml", "./real/../real/a.xml", "real"]);
    assert_eq!(files(&report), [1, 0, 0]);
    let report = self::report(root, &["real/a.xml", "link/a.xml"]);
    assert_eq!((connections(&report).len(), said(&report, "MW1028").len()), (1, 1));
    // A name that is no UTF-8.
    let name = std::ffi::OsStr::from_bytes(b"odd\xFF.xml");
    write(&root.join("odd").join(name), text.as_bytes());
    assert_eq!(connections(&self::report(root, &["odd"])), ["A odd/odd\u{fffd}.xml:1"]);
}

#[test]
fn folders_of_one_name_keep_their_scripts_apart() {
    let steps = "<com.mirth.connect.plugins.javascriptstep.JavaScriptStep version=\"4.5.2\">\
                 <name>s</name><sequenceNumber>0</sequenceNumber><enabled>true</enabled>\
                 <script msync-fileref=\"s.js\"/>\
                 </com.mirth.connect.plugins.javascriptstep.JavaScriptStep>";
    let export = |name| channel(&Parts { id: name, name, steps, ..Parts::default() });
    let folder = folder(&[
        ("one/in/c.xml", export("first").as_bytes()),
        ("one/in/c/s.js", b"var one = 1;"),
        ("two/in/c.xml", export("second").as_bytes()),
        ("two/in/c/s.js", b"var two = 2;"),
        ("here/in/c.xml", export("third").as_bytes()),
        ("here/in/c/s.js", b"var three = 3;"),
    ]);
    let here = folder.path().join("here");
    let mut told = Vec::new();
    for paths in [["../one/in", "../two/in", "in"], ["in", "../two/in", "../one/in"]] {
        let report = report(&here, &paths);
        let places = ["third in/c.xml:1", "first one/in/c.xml:1", "second two/in/c.xml:1"];
        assert_eq!(connections(&report), places);
        let script = |name: &str| {
            let path = format!("out/mappings/carried/{name}/source-step-0.js");
            read(&here.join(path))
        };
        let scripts = [script("first"), script("second"), script("third")];
        for (script, own) in scripts.iter().zip(["var one", "var two", "var three"]) {
            assert!(script.contains(own), "{script}");
        }
        told.push(report);
    }
    assert_eq!(told[0], told[1], "the order of paths tells nothing");
}

#[test]
fn a_file_that_is_named_is_named_beside_its_folder_too() {
    let folder = folder(&[("in/a.xml", named("a", "a").as_bytes()), ("in/b.txt", b"no export")]);
    let orders = [["in", "in/b.txt"], ["in/b.txt", "in"]];
    let told = orders.map(|paths| files(&report(folder.path(), &paths)));
    assert_eq!(told, [[1, 0, 1]; 2]);
}

#[test]
fn an_archive_that_is_not_opened_is_said() {
    let xz = b"\xFD7zXZ\0\0\x04\xE6";
    let folder = folder(&[("in/a.xml", named("a", "a").as_bytes()), ("in/b.tar.xz", xz)]);
    let report = report(folder.path(), &["in"]);
    assert_eq!(files(&report), [1, 0, 1]);
    let expected = "MW1025 in/b.tar.xz: the file is packed with `xz`, which is not opened";
    assert_eq!(said(&report, "MW1025"), [expected]);
}
