//! The file system, and nothing else of the compiler touches it: the walk over the inputs, the
//! configuration, the output folder.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io::{self, Read as _},
    path::{Component, Path, PathBuf},
};

use walkdir::{DirEntry, WalkDir};

use super::record::{self, Record};
use crate::{
    back::OutFile,
    front::mirth::sniff::{self, Sniff},
    pipeline::{Content, Input, sha256_hex},
    report::{Planned, State},
    xml::Limits,
};

/// What to do with a file, told from its first bytes and its length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Take {
    /// Read all of it.
    Whole,
    /// Larger than any export: refuse it unread.
    TooLarge,
    /// No export.
    Ignore,
}

/// Decides without reading on, so that a huge file of another kind costs nothing.
fn take(head: &[u8], length: u64) -> Take {
    match sniff::sniff(head) {
        Sniff::OtherXml(_) | Sniff::NotXml => Take::Ignore,
        _ if length > Limits::default().bytes => Take::TooLarge,
        Sniff::Export(_) | Sniff::NotReadYet(_) | Sniff::Message(_) | Sniff::Encrypted => {
            Take::Whole
        }
    }
}

/// Every file below the given paths with what is known of it. Folders are walked in order of
/// names; hidden folders, the output folder and symbolic links inside folders are passed over.
pub(super) fn gather(paths: &[PathBuf], out: &Path) -> Vec<Input> {
    let here = std::env::current_dir().unwrap_or_default();
    let out = normal(&here, out);
    let mut seen = BTreeSet::new();
    let mut inputs = Vec::new();
    for path in paths {
        let top = normal(&here, path);
        let enter = |entry: &DirEntry| {
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            entry.depth() == 0 || !entry.file_type().is_dir() || !hidden && entry.path() != out
        };
        for entry in WalkDir::new(&top).sort_by_file_name().into_iter().filter_entry(enter) {
            let (path, content) = match entry {
                Ok(entry) if entry.file_type().is_dir() => continue,
                Ok(entry) => {
                    let content = content(&entry);
                    (entry.into_path(), content)
                }
                Err(error) => {
                    let path = error.path().unwrap_or(&top).to_owned();
                    let why = error.io_error().map_or_else(|| "cannot be walked".to_owned(), plain);
                    (path, Content::Unreadable(why))
                }
            };
            if seen.insert(path.clone()) {
                inputs.push(Input { name: name(&here, &top, &path), content });
            }
        }
    }
    inputs
}

/// What is known of a file. One that was named itself has to be an export.
fn content(entry: &DirEntry) -> Content {
    let named = entry.depth() == 0;
    let link = entry.file_type().is_symlink();
    let regular = if named { entry.path().is_file() } else { entry.file_type().is_file() };
    if link && !named {
        return Content::Ignored;
    }
    if !regular {
        return Content::Unreadable("this is neither a file nor a folder".to_owned());
    }
    match look(entry.path()) {
        Ok(Content::Ignored) if named => {
            Content::Unreadable("this is no export of the legacy engine".to_owned())
        }
        Ok(content) => content,
        Err(error) => Content::Unreadable(format!("the file {}", plain(&error))),
    }
}

fn look(path: &Path) -> io::Result<Content> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    let mut bytes = Vec::new();
    file.by_ref().take(sniff::HEAD_BYTES as u64).read_to_end(&mut bytes)?;
    Ok(match take(&bytes, length) {
        Take::Ignore => Content::Ignored,
        Take::TooLarge => Content::TooLarge(length),
        Take::Whole => {
            file.take(Limits::default().bytes).read_to_end(&mut bytes)?;
            Content::Bytes(bytes)
        }
    })
}

/// What went wrong, without the path: the place of the finding has it.
fn plain(error: &io::Error) -> String {
    format!("cannot be read: {}", error.kind())
}

/// An absolute path without `.` and `..`, whether it exists or not.
fn normal(here: &Path, path: &Path) -> PathBuf {
    let mut normal = PathBuf::new();
    for part in here.join(path).components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                normal.pop();
            }
            other => normal.push(other),
        }
    }
    normal
}

/// The name under which a file is reported: relative to the current folder or, outside of it, to
/// the folder that holds the path that was given. Never absolute, with forward slashes.
fn name(here: &Path, top: &Path, path: &Path) -> String {
    let outside = || path.strip_prefix(top.parent().unwrap_or(top)).ok();
    let relative = path.strip_prefix(here).ok().filter(|inside| *inside != Path::new(""));
    let relative = relative.or_else(outside).unwrap_or(path);
    let parts = relative.components().map(|part| part.as_os_str().to_string_lossy().into_owned());
    parts.collect::<Vec<_>>().join("/")
}

/// The text of the configuration; `None` where the default file is not there.
///
/// # Errors
/// A message, when a file was named and cannot be read.
pub(super) fn config(
    named: Option<&Path>,
    default: &str,
) -> Result<Option<(String, String)>, String> {
    let path = named.unwrap_or(Path::new(default));
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    match slurp(path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Ok(Some((name, text))),
            Err(_) => Err(format!("{name}: this is no UTF-8")),
        },
        Err(error) if named.is_none() && error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("{name}: {}", plain(&error))),
    }
}

/// Whether a path can be an output folder: it is one, or nothing is there yet.
pub(super) fn can_be_folder(path: &Path) -> bool {
    path.is_dir() || fs::symlink_metadata(path).is_err()
}

/// Whether there is something at a path.
pub(super) fn exists(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok()
}

/// Whether two paths name the same place, as far as they are spelled.
pub(super) fn same(a: &Path, b: &Path) -> bool {
    let here = std::env::current_dir().unwrap_or_default();
    normal(&here, a) == normal(&here, b)
}

/// The record of the run before; `None` when there is none that can be used.
pub(super) fn load_record(out: &Path) -> Option<Record> {
    serde_json::from_slice(&slurp(&out.join(record::PATH)).ok()?).ok()
}

/// The digest of a file of the output folder; `None` when it is not there.
pub(super) fn digest(out: &Path, path: &str) -> Option<String> {
    slurp(&out.join(path)).ok().map(|bytes| sha256_hex(&bytes))
}

/// Carries a plan out and writes the record.
///
/// # Errors
/// What could not be written or removed, and why.
pub(super) fn apply(
    out: &Path,
    plan: &[Planned],
    outputs: &[OutFile],
    record: &Record,
) -> Result<(), String> {
    for step in plan {
        let done = match step.state {
            State::Stale => fs::remove_file(out.join(&step.path)),
            State::Missing | State::Differs => {
                let output = outputs.iter().find(|output| output.path == step.path);
                output.map_or(Ok(()), |output| put(out, &output.path, &output.text))
            }
        };
        done.map_err(|error| format!("{}: {error}", step.path))?;
    }
    let text = serde_json::to_string(record).map_err(|error| error.to_string())?;
    put(out, record::PATH, &(text + "\n")).map_err(|error| format!("{}: {error}", record::PATH))
}

#[expect(clippy::disallowed_methods, reason = "this is the one module that touches files")]
fn put(out: &Path, path: &str, text: &str) -> io::Result<()> {
    let path = out.join(path);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(path, text)
}

#[expect(clippy::disallowed_methods, reason = "this is the one module that touches files")]
fn slurp(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_taken_by_its_head_and_length() {
        let zeros = vec![0; sniff::HEAD_BYTES];
        let cases: &[(&[u8], u64, Take)] = &[
            (&zeros, 1 << 30, Take::Ignore),
            (b"<html>", 1 << 40, Take::Ignore),
            (b"", 0, Take::Ignore),
            (b"<channel>", 1 << 20, Take::Whole),
            (b"<channel>", 512 << 20, Take::Whole),
            (b"<channel>", (512 << 20) + 1, Take::TooLarge),
            (b"{enc}", 1 << 30, Take::TooLarge),
            (b"<alertModel>", 9, Take::Whole),
            (b"<message>", 9, Take::Whole),
        ];
        for (head, length, expected) in cases {
            assert_eq!(take(head, *length), *expected, "{length}");
        }
    }

    #[test]
    fn names_are_never_absolute() {
        let cases = [
            ("a/b", "/w/p/a/b/c.xml", "a/b/c.xml"),
            ("./a", "/w/p/a/c.xml", "a/c.xml"),
            ("a/../b.xml", "/w/p/b.xml", "b.xml"),
            (".", "/w/p/c.xml", "c.xml"),
            ("..", "/w/other/c.xml", "w/other/c.xml"),
            ("/x/y", "/x/y/z/c.xml", "y/z/c.xml"),
            ("/x/y/c.xml", "/x/y/c.xml", "c.xml"),
        ];
        for (given, path, expected) in cases {
            let here = Path::new("/w/p");
            let top = normal(here, Path::new(given));
            assert_eq!(name(here, &top, Path::new(path)), expected, "{given} {path}");
        }
    }
}
