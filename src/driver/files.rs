//! The file system, and nothing else of the compiler touches it: the walk over the inputs, the
//! configuration, the output folder.

use std::{
    collections::BTreeSet,
    fs::{self, File},
    io,
    path::{Component, Path, PathBuf},
};

use walkdir::{DirEntry, WalkDir};

use super::{
    names::Names,
    record::{self, Record},
};
use crate::{
    back::OutFile,
    pipeline::{Content, sha256_hex},
};

/// A path that the walk over the inputs came to.
pub(super) struct Found {
    /// The name under which it is reported.
    pub(super) name: String,
    /// Where it is.
    pub(super) path: PathBuf,
    /// It was named itself, and has to be an export.
    pub(super) named: bool,
    /// What is known of it without opening it, where it is no plain file.
    pub(super) known: Option<Content>,
}

/// Every file below the given paths. Folders are walked in order of names; hidden folders, the
/// output folder and symbolic links inside folders are passed over.
pub(super) fn walk(paths: &[PathBuf], out: &Path) -> Vec<Found> {
    let here = std::env::current_dir().unwrap_or_default();
    let out = normal(&here, out);
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    let tops: Vec<PathBuf> = paths.iter().map(|path| normal(&here, path)).collect();
    let labels = Names::new(&here, &tops);
    let given: BTreeSet<&Path> = tops.iter().map(PathBuf::as_path).collect();
    for top in &tops {
        let enter = |entry: &DirEntry| {
            let hidden = entry.file_name().to_string_lossy().starts_with('.');
            entry.depth() == 0 || !entry.file_type().is_dir() || !hidden && entry.path() != out
        };
        for entry in WalkDir::new(top).sort_by_file_name().into_iter().filter_entry(enter) {
            let (path, named, known) = match entry {
                Ok(entry) if entry.file_type().is_dir() => continue,
                Ok(entry) => {
                    let named = given.contains(entry.path());
                    let known = known(&entry, named);
                    (entry.into_path(), named, known)
                }
                Err(error) => {
                    let path = error.path().unwrap_or(top).to_owned();
                    let why = error.io_error().map_or_else(|| "cannot be walked".to_owned(), plain);
                    (path, false, Some(Content::Unreadable(why)))
                }
            };
            if seen.insert(path.clone()) {
                all.push(Found { name: labels.of(&path), path, named, known });
            }
        }
    }
    all
}

/// What is known of something that is no plain file. A link that was named is followed.
fn known(entry: &DirEntry, named: bool) -> Option<Content> {
    if entry.file_type().is_symlink() && !named {
        return Some(Content::Ignored);
    }
    let regular = if named { entry.path().is_file() } else { entry.file_type().is_file() };
    let why = "this is neither a file nor a folder";
    (!regular).then(|| Content::Unreadable(why.to_owned()))
}

/// Opens a file and gives the number of its bytes.
pub(super) fn open(path: &Path) -> io::Result<(impl io::Read + io::Seek + use<>, u64)> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    Ok((file, length))
}

/// Whether there is a plain file at a path, not reached through a link in its last two parts.
pub(super) fn is_plain_file(path: &Path) -> bool {
    let is = |path: &Path, test: fn(&fs::Metadata) -> bool| {
        fs::symlink_metadata(path).is_ok_and(|metadata| test(&metadata))
    };
    is(path, fs::Metadata::is_file)
        && path.parent().is_some_and(|dir| is(dir, fs::Metadata::is_dir))
}

/// What went wrong, without the path: the place of the finding has it.
pub(super) fn plain(error: &io::Error) -> String {
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

/// Writes the record of a run.
///
/// # Errors
/// Why it could not be written.
pub(super) fn save_record(out: &Path, record: &Record) -> Result<(), String> {
    let text = serde_json::to_string(record).map_err(|error| error.to_string())?;
    put(out, record::PATH, &(text + "\n"))
}

/// Removes a file of the output folder.
///
/// # Errors
/// Which one could not be removed, and why.
pub(super) fn remove(out: &Path, path: &str) -> Result<(), String> {
    fs::remove_file(out.join(path)).map_err(|error| format!("{path}: {error}"))
}

/// Writes files below a folder, all of them.
///
/// # Errors
/// What could not be written, and why.
pub(super) fn write(out: &Path, outputs: &[OutFile]) -> Result<(), String> {
    outputs.iter().try_for_each(|output| put(out, &output.path, &output.text))
}

/// A new file of a folder, for tests of what is no text.
#[cfg(test)]
pub(super) fn create(out: &Path, path: &str) -> io::Result<impl io::Write> {
    File::create(out.join(path))
}

/// Writes a file of the output folder.
///
/// # Errors
/// Which one could not be written, and why.
#[expect(clippy::disallowed_methods, reason = "this is the one module that touches files")]
pub(super) fn put(out: &Path, path: &str, text: &str) -> Result<(), String> {
    let place = out.join(path);
    let made = place.parent().map_or(Ok(()), fs::create_dir_all);
    made.and_then(|()| fs::write(&place, text)).map_err(|error| format!("{path}: {error}"))
}

#[expect(clippy::disallowed_methods, reason = "this is the one module that touches files")]
fn slurp(path: &Path) -> io::Result<Vec<u8>> {
    fs::read(path)
}

#[cfg(test)]
mod tests {
    use super::*;

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
            assert_eq!(Names::new(here, &[top]).of(Path::new(path)), expected, "{given} {path}");
        }
    }
}
