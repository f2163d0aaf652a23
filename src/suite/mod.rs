//! What tests of several modules share, and the tests of the whole. Not part of the compiler.

pub(crate) mod archive;
pub(crate) mod connection;
pub(crate) mod element;
pub(crate) mod export;
pub(crate) mod fixture;
mod forms;
pub(crate) mod golden;
mod rules;
mod tidy;
pub(crate) mod transports;

use std::path::{Path, PathBuf};

/// The folder of the project.
fn project() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// The bytes of a file of the project.
#[expect(clippy::disallowed_methods, reason = "tests read the project's own files")]
fn read(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_default()
}
