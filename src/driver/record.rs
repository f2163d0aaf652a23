//! The record of the last run, kept in the output folder: what it was made from, what it wrote
//! and what it reported, so that a run on the same inputs has nothing to do.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::exit::Tally;
use crate::{
    back::OutFile,
    pipeline::{Options, sha256_hex},
    report::{Planned, State},
};

/// Where the record is kept, below the output folder.
pub(super) const PATH: &str = ".mapwright/record.json";

/// Version of the form of the record and of everything that the key covers.
const FORM: u32 = 1;

/// What a run was made from and came to.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Record {
    /// See [`key`].
    pub(super) key: String,
    /// SHA-256 of each file that was written, by path.
    pub(super) outputs: BTreeMap<String, String>,
    /// What the exit code depends on.
    pub(super) tally: Tally,
    /// The reports that were asked for, by format.
    pub(super) reports: BTreeMap<String, String>,
}

/// What the outputs of a run depend on, as one digest: this build of the compiler, what it is
/// asked to do, and every input with its name and content.
pub(super) fn key<'a>(
    inputs: impl Iterator<Item = (&'a str, String)>,
    options: &Options,
) -> String {
    let mut lines = vec![
        format!("{FORM} {} {}", env!("CARGO_PKG_VERSION"), env!("MAPWRIGHT_SOURCES")),
        format!("{:?}", options.config.as_ref().filter(|_| !options.expected.is_empty())),
        format!("{:?}", options.only.iter().map(|glob| glob.glob().glob()).collect::<Vec<_>>()),
    ];
    let mut files: Vec<_> = inputs.map(|(name, state)| format!("{name:?} {state}")).collect();
    files.sort();
    lines.extend(files);
    sha256_hex(lines.join("\n").as_bytes())
}

/// Whether a path of a record or an output stays below the output folder.
pub(super) fn is_plain(path: &str) -> bool {
    let word = |part: &str| !part.is_empty() && part != "." && part != "..";
    !path.contains(['\\', ':']) && path.split('/').all(word)
}

/// What has to be done so that the output folder holds these outputs. `digest` gives the SHA-256
/// of a file that is there. After a run of some of the connections nothing is stale.
pub(super) fn plan(
    outputs: &[OutFile],
    old: Option<&Record>,
    partial: bool,
    digest: impl Fn(&str) -> Option<String>,
) -> Vec<Planned> {
    let mut planned = Vec::new();
    for output in outputs {
        let state = match digest(&output.path) {
            None => State::Missing,
            Some(found) if found != sha256_hex(output.text.as_bytes()) => State::Differs,
            Some(_) => continue,
        };
        planned.push(Planned { state, path: output.path.clone() });
    }
    let wanted: BTreeSet<_> = outputs.iter().map(|output| output.path.as_str()).collect();
    for path in old.filter(|_| !partial).into_iter().flat_map(|record| record.outputs.keys()) {
        if !wanted.contains(path.as_str()) && is_plain(path) && digest(path).is_some() {
            planned.push(Planned { state: State::Stale, path: path.clone() });
        }
    }
    planned
}

/// The digests of outputs, by path.
pub(super) fn digests(outputs: &[OutFile]) -> BTreeMap<String, String> {
    outputs.iter().map(|o| (o.path.clone(), sha256_hex(o.text.as_bytes()))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plan_names_what_is_missing_different_and_stale() {
        let file =
            |path: &str, text: &str| OutFile { path: path.to_owned(), text: text.to_owned() };
        let outputs = [file("a", "1\n"), file("b", "2\n"), file("c", "3\n")];
        let old = ["a", "gone", "old", "../other", "/etc/x"];
        let old = Record {
            outputs: old.iter().map(|path| ((*path).to_owned(), String::new())).collect(),
            ..Record::default()
        };
        let on_disk = |path: &str| match path {
            "a" => Some(sha256_hex(b"1\n")),
            "b" | "old" | "../other" | "/etc/x" | "unlisted" => Some(String::new()),
            _ => None,
        };
        let planned = |partial| -> Vec<_> {
            let plan = plan(&outputs, Some(&old), partial, on_disk);
            plan.into_iter().map(|p| (p.state, p.path)).collect()
        };
        let written = [(State::Differs, "b".to_owned()), (State::Missing, "c".to_owned())];
        assert_eq!(planned(true), written);
        assert_eq!(planned(false)[..2], written);
        assert_eq!(planned(false)[2..], [(State::Stale, "old".to_owned())]);
    }

    #[test]
    fn the_key_follows_the_inputs_and_not_their_order() {
        let of = |inputs: &[(&'static str, &str)]| {
            let states = inputs.iter().map(|(name, state)| (*name, (*state).to_owned()));
            key(states, &Options::default())
        };
        let key = of(&[("a", "1"), ("b", "2")]);
        assert_eq!(key, of(&[("b", "2"), ("a", "1")]));
        assert_ne!(key, of(&[("a", "1"), ("b", "3")]));
        assert_ne!(key, of(&[("a", "1"), ("c", "2")]));
        assert_ne!(key, of(&[("a", "1")]));
    }
}
