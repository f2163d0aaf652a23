//! From the bytes of a run's files to everything that is written of them: the one place that
//! joins front end, checker and back ends. Pure: no files, no clock, no environment.
//!
//! Same inputs, same result, whatever their order and the number of threads: inputs are sorted
//! by name first, and every parallel stage collects in that order. Nothing that goes wrong with
//! one file or one connection reaches another.

mod around;
mod build;
mod expected;
mod fragments;
mod ingest;
mod judge;
pub mod naming;
mod refusal;

#[cfg(test)]
mod tests;

use globset::GlobMatcher;
use sha2::{Digest, Sha256};

use crate::{
    back::{self, BackEnd, Naming, OutFile},
    diag::Finding,
    front::mirth::lower,
    ir::{
        connection::{Connection, Verdict},
        disposition::Counts,
        estate::Estate,
    },
    rules,
    span::{Files, Span},
};

pub use expected::Expected;

/// One file of a run.
#[derive(Debug, Clone)]
pub struct Input {
    /// The name under which it is reported: relative, with forward slashes.
    pub name: String,
    /// What is known of it.
    pub content: Content,
}

/// What is known of a file.
#[derive(Debug, Clone)]
pub enum Content {
    /// All of its bytes.
    Bytes(Vec<u8>),
    /// It could not be opened or read: why.
    Unreadable(String),
    /// It begins like an export but has more bytes (this many) than any export.
    TooLarge(u64),
    /// Its first bytes say that it is no export.
    Ignored,
}

/// What a run is asked to do.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Compile only the connections whose name or slug one of these matches; empty is all.
    pub only: Vec<GlobMatcher>,
    /// Findings that the project knows of.
    pub expected: Vec<Expected>,
    /// Name and text of the file that lists them, for the place of an entry that matches nothing.
    pub config: Option<(String, String)>,
}

impl Options {
    fn selects(&self, name: &str, slug: &str) -> bool {
        let hit = |glob: &GlobMatcher| glob.is_match(name) || glob.is_match(slug);
        self.only.is_empty() || self.only.iter().any(hit)
    }
}

/// Told of progress, from any thread.
pub trait Watch: Sync {
    /// A stage of so many pieces begins.
    fn stage(&self, name: &'static str, pieces: usize);
    /// One piece of the stage is done.
    fn piece(&self);
}

/// Tells nobody.
#[derive(Debug, Clone, Copy)]
pub struct Silent;

impl Watch for Silent {
    fn stage(&self, _name: &'static str, _pieces: usize) {}
    fn piece(&self) {}
}

/// What came of a run.
#[derive(Debug)]
pub struct Compilation {
    /// The texts of all files, for places and frames.
    pub files: Files,
    /// The inputs, sorted by name.
    pub sources: Vec<Source>,
    /// The connections, by file and place.
    pub connections: Vec<Compiled>,
    /// Findings that belong to no connection, by place.
    pub findings: Vec<Reported>,
    /// What stands around the connections.
    pub estate: Estate,
    /// Elements outside channels: libraries, groups, parts of a backup.
    pub outside: Counts,
    /// Statements of the code templates that stand outside channels.
    pub outside_statements: Counts,
    /// Only some of the connections were asked for.
    pub partial: bool,
}

impl Compilation {
    /// All findings: those of files, then those of each connection.
    pub fn all_findings(&self) -> impl Iterator<Item = &Reported> {
        self.findings.iter().chain(self.connections.iter().flat_map(|c| &c.findings))
    }

    /// What the back ends wrote, by path.
    pub fn outputs(&self) -> Vec<OutFile> {
        let mut outputs: Vec<_> =
            self.connections.iter().flat_map(|c| c.outputs.iter().cloned()).collect();
        outputs.sort_by(|a, b| a.path.cmp(&b.path));
        outputs
    }
}

/// An input and what became of it.
#[derive(Debug, Clone)]
pub struct Source {
    /// Name.
    pub name: String,
    /// SHA-256 of its bytes in hex; empty when it was not read.
    pub sha256: String,
    /// What became of it.
    pub state: SourceState,
}

/// What became of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SourceState {
    /// Read as an export.
    Read,
    /// No export, or one of a kind that holds no connections (a finding says so).
    Ignored,
    /// Refused; a finding says why.
    Unreadable,
}

/// A finding, and whether the project expects it.
#[derive(Debug, Clone)]
pub struct Reported {
    /// The finding.
    pub finding: Finding,
    /// It matches an entry of the project's list and does not count for `--fail-on`.
    pub expected: bool,
}

/// One connection and all that was made of it.
#[derive(Debug)]
pub struct Compiled {
    /// Id in the legacy engine.
    pub id: String,
    /// Name.
    pub name: String,
    /// Name of its file.
    pub file: String,
    /// Where it stands.
    pub span: Span,
    /// Line of the file on which it begins.
    pub line: u32,
    /// Release that wrote it.
    pub release: String,
    /// Names of its files and class.
    pub naming: Naming,
    /// Verdict.
    pub verdict: Verdict,
    /// The connection; `None` when the compiler itself failed on it.
    pub connection: Option<Connection>,
    /// Elements by disposition.
    pub elements: Counts,
    /// Statements by disposition.
    pub statements: Counts,
    /// Findings, by place.
    pub findings: Vec<Reported>,
    /// Places of secrets that compiling found.
    pub hidden: Vec<Span>,
    /// What the back ends wrote.
    pub outputs: Vec<OutFile>,
}

/// Compiles a run. Uses the rayon pool that it is called in.
pub fn compile(inputs: Vec<Input>, options: &Options, watch: &dyn Watch) -> Compilation {
    compile_with(inputs, options, watch, back::ALL)
}

fn compile_with(
    inputs: Vec<Input>,
    options: &Options,
    watch: &dyn Watch,
    back_ends: &[&dyn BackEnd],
) -> Compilation {
    let read = ingest::ingest(inputs, watch);
    let memo = lower::Memo::default();
    let connections = build::build(&read, options, watch, back_ends, &memo);
    let around = around::around(&read, &memo);
    let mut files = read.files;
    let hidden = connections.iter().flat_map(|connection| &connection.hidden);
    for span in hidden.chain(&around.hidden) {
        files.hide(*span);
    }
    let findings = read.findings.into_iter().chain(around.findings).map(reported).collect();
    let mut compilation = Compilation {
        files,
        sources: read.sources,
        connections,
        findings,
        estate: around.estate,
        outside: around.elements,
        outside_statements: around.statements,
        partial: !options.only.is_empty(),
    };
    expected::apply(&mut compilation, options);
    compilation.findings.sort_by(|a, b| a.finding.order().cmp(&b.finding.order()));
    compilation
}

fn reported(finding: Finding) -> Reported {
    Reported { finding, expected: false }
}

/// Runs a piece of the compiler; `None` when it panicked, which must not take the batch along.
fn guard<T>(piece: impl FnOnce() -> T) -> Option<T> {
    std::panic::catch_unwind(std::panic::AssertUnwindSafe(piece)).ok()
}

/// The finding for a piece of the compiler that panicked.
fn internal_error(what: &str, span: Span) -> Finding {
    let message = format!("the compiler failed on {what}");
    Finding::new(&rules::ill_formed_mapping::RULE, message, span)
}

/// SHA-256 in hex.
pub fn sha256_hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes).iter().fold(String::with_capacity(64), |mut hex, byte| {
        let _ = write!(hex, "{byte:02x}");
        hex
    })
}
