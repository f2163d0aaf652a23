//! The output folder: files are compared with what is there, and written, as they come, so that
//! none is held. What an earlier run wrote and this one does not is stale.

use std::{
    collections::BTreeMap,
    path::Path,
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{
    files,
    record::{Record, is_plain},
};
use crate::{
    back::OutFile,
    pipeline::{Sink, sha256_hex},
    report::{Planned, State},
};

/// Takes the files of a run.
pub(super) struct Outputs<'a> {
    folder: &'a Path,
    /// Write; else only compare.
    write: bool,
    done: Mutex<Done>,
}

/// What came of the files so far.
#[derive(Default)]
struct Done {
    /// SHA-256 of each, by path.
    digests: BTreeMap<String, String>,
    planned: Vec<Planned>,
    error: Option<String>,
}

impl<'a> Outputs<'a> {
    pub(super) fn new(folder: &'a Path, write: bool) -> Self {
        Self { folder, write, done: Mutex::default() }
    }

    fn done(&self) -> MutexGuard<'_, Done> {
        // What is guarded is put in complete, so a thread that died left nothing half done.
        self.done.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The digests of all files by path, and what had to be done so that the folder holds them.
    /// Those that an earlier run wrote and this one did not are removed; after a run of some of
    /// the connections there are none.
    ///
    /// # Errors
    /// What could not be written or removed, and why.
    pub(super) fn finish(
        self,
        old: Option<&Record>,
        partial: bool,
    ) -> Result<(BTreeMap<String, String>, Vec<Planned>), String> {
        let Done { digests, mut planned, error } =
            self.done.into_inner().unwrap_or_else(PoisonError::into_inner);
        if let Some(error) = error {
            return Err(error);
        }
        planned.sort_by(|a, b| a.path.cmp(&b.path));
        let old = old.filter(|_| !partial).into_iter().flat_map(|record| record.outputs.keys());
        for path in old.filter(|path| !digests.contains_key(*path) && is_plain(path)) {
            if files::digest(self.folder, path).is_none() {
                continue;
            }
            if self.write {
                files::remove(self.folder, path)?;
            }
            planned.push(Planned { state: State::Stale, path: path.clone() });
        }
        Ok((digests, planned))
    }
}

impl Sink for Outputs<'_> {
    fn put(&self, file: OutFile) {
        let digest = sha256_hex(file.text.as_bytes());
        let state = match files::digest(self.folder, &file.path) {
            None => Some(State::Missing),
            Some(found) => (found != digest).then_some(State::Differs),
        };
        let written = match state {
            Some(_) if self.write => files::put(self.folder, &file.path, &file.text),
            _ => Ok(()),
        };
        let mut done = self.done();
        if let Err(error) = written {
            done.error.get_or_insert(error);
        }
        if let Some(state) = state {
            done.planned.push(Planned { state, path: file.path.clone() });
        }
        done.digests.insert(file.path, digest);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_missing_different_and_stale_is_named_and_mended() {
        let folder = tempfile::TempDir::new().unwrap();
        let file =
            |path: &str, text: &str| OutFile { path: path.to_owned(), text: text.to_owned() };
        for (path, text) in [("a", "1\n"), ("b", "old\n"), ("d/old", ""), ("mine", "")] {
            files::put(folder.path(), path, text).unwrap();
        }
        let outside = ["a", "gone", "d/old", "../other", "/etc/x"];
        let old = Record {
            outputs: outside.iter().map(|path| ((*path).to_owned(), String::new())).collect(),
            ..Record::default()
        };
        let run = |write: bool, partial: bool| {
            let outputs = Outputs::new(folder.path(), write);
            for (path, text) in [("c", "3\n"), ("b", "2\n"), ("a", "1\n")] {
                outputs.put(file(path, text));
            }
            let (digests, plan) = outputs.finish(Some(&old), partial).unwrap();
            assert_eq!(digests.len(), 3);
            plan.into_iter().map(|p| (p.state, p.path)).collect::<Vec<_>>()
        };
        let changed = [(State::Differs, "b".to_owned()), (State::Missing, "c".to_owned())];
        let stale = (State::Stale, "d/old".to_owned());
        assert_eq!(run(false, true), changed);
        assert_eq!(run(false, false), [&changed[..], std::slice::from_ref(&stale)].concat());
        assert_eq!(run(true, true), changed);
        assert_eq!(run(true, false), [stale]);
        assert!(run(false, false).is_empty());
        assert!(files::digest(folder.path(), "mine").is_some());
        let outputs = Outputs::new(folder.path(), true);
        outputs.put(file("a/below-a-file", ""));
        assert!(outputs.finish(None, false).unwrap_err().starts_with("a/below-a-file: "));
    }
}
