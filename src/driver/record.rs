//! The record of the last run, kept in the output folder: what it was made from, what it wrote
//! and what it reported, so that a run on the same inputs has nothing to do.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::exit::Tally;
use crate::pipeline::{Options, sha256_hex};

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

#[cfg(test)]
mod tests {
    use super::*;

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
