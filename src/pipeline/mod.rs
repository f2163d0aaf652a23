//! From the bytes of a run's files to everything that is written of them: the one place that
//! joins front end, checker and back ends. Pure: no files, no clock, no environment.
//!
//! Same inputs, same result, whatever their order and the number of threads: inputs are sorted
//! by name first, and every parallel stage collects in that order. Nothing that goes wrong with
//! one file or one connection reaches another.

mod around;
mod batch;
mod build;
mod copies;
mod expected;
mod fragments;
mod memory;
pub mod naming;
mod open;
mod refusal;
mod survey;

#[cfg(test)]
mod tests;

use build::Built;
pub use build::Setup;
use globset::GlobMatcher;
use sha2::{Digest, Sha256};

use crate::{
    back::{self, BackEnd, Naming, OutFile},
    diag::{Finding, Rule},
    facts::{Facts, Template},
    front::mirth::lower,
    ir::{connection::Verdict, disposition::Counts, estate::Estate},
    rules,
    span::{Files, Span},
};

pub use batch::BUDGET;
pub use expected::Expected;
pub use memory::Memory;

/// One file of a run.
#[derive(Debug, Clone)]
pub struct Input {
    /// The name under which it is reported: relative, with forward slashes.
    pub name: String,
    /// What is known of it.
    pub content: Content,
}

/// One input of a run before it is read.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Item {
    /// The name under which it is reported: relative, with forward slashes.
    pub name: String,
    /// Number of its bytes; 0 where it is not read.
    pub bytes: u64,
    /// SHA-256 of its bytes in hex; empty where it is not read.
    pub sha256: String,
}

/// Where the inputs of a run come from.
pub trait Store: Sync {
    /// All inputs, in any order.
    fn items(&self) -> &[Item];

    /// What is known of the inputs of these numbers, in the order asked for.
    fn load(&self, numbers: &[usize]) -> Vec<Content>;
}

/// Who takes what the back ends write, as it comes: from any thread and in any order.
pub trait Sink: Sync {
    /// Takes one file.
    fn put(&self, file: OutFile);
}

/// What is known of a file.
#[derive(Debug, Clone)]
pub enum Content {
    /// All of its bytes.
    Bytes(Vec<u8>),
    /// It could not be opened or read: why.
    Unreadable(String),
    /// It is not taken in, or no more than in part: the rule that reports it, and why.
    Refused(&'static Rule, String),
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
    /// The files; of their texts, what the findings show.
    pub files: Files,
    /// The inputs, sorted by name.
    pub sources: Vec<Source>,
    /// The connections, by file and place.
    pub connections: Vec<Compiled>,
    /// Exports of channels in whose place another export of the same was compiled.
    pub superseded: Vec<Superseded>,
    /// Findings that belong to no connection, by place.
    pub findings: Vec<Reported>,
    /// What stands around the connections.
    pub estate: Estate,
    /// Elements outside channels: libraries, groups, parts of a backup.
    pub outside: Counts,
    /// Statements of the code templates that stand outside channels.
    pub outside_statements: Counts,
    /// The code templates of all libraries, each library and code once, by name.
    pub templates: Vec<Template>,
    /// Only some of the connections were asked for.
    pub partial: bool,
}

impl Compilation {
    /// All findings: those of files, then those of each connection.
    pub fn all_findings(&self) -> impl Iterator<Item = &Reported> {
        self.findings.iter().chain(self.connections.iter().flat_map(|c| &c.findings))
    }

    /// What the back ends wrote and no sink took, by path.
    pub fn outputs(&self) -> Vec<OutFile> {
        let mut outputs: Vec<_> =
            self.connections.iter().flat_map(|c| c.outputs.iter().cloned()).collect();
        outputs.sort_by(|a, b| a.path.cmp(&b.path));
        outputs
    }
}

/// An export of a channel in whose place another export of the same channel was compiled.
#[derive(Debug, Clone)]
pub struct Superseded {
    /// Id in the legacy engine.
    pub id: String,
    /// Name.
    pub name: String,
    /// Where its name stands: file, line and column.
    pub place: String,
    /// Revision as written.
    pub revision: String,
    /// Where the name of the one stands that was compiled.
    pub by: String,
    /// Its elements, all of them disabled.
    pub elements: Counts,
    /// Its statements, all of them disabled.
    pub statements: Counts,
    finding: Option<Finding>,
}

/// An input and what became of it.
#[derive(Debug, Clone)]
pub struct Source {
    /// Name.
    pub name: String,
    /// SHA-256 of its bytes in hex; empty when it was not read.
    pub sha256: String,
    /// Its length in bytes; `None` when it was not read.
    pub bytes: Option<u64>,
    /// What became of it.
    pub state: SourceState,
}

/// What became of an input.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, schemars::JsonSchema)]
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
    /// Elements by disposition.
    pub elements: Counts,
    /// Statements by disposition.
    pub statements: Counts,
    /// Findings, by place.
    pub findings: Vec<Reported>,
    /// What is known of it, for inventory, summary, list and audit.
    pub facts: Facts,
    /// What the back ends wrote, where no sink took it.
    pub outputs: Vec<OutFile>,
}

/// Compiles a run whose inputs are all in memory, and keeps the outputs. Uses the rayon pool that
/// it is called in.
pub fn compile(inputs: Vec<Input>, options: &Options, watch: &dyn Watch) -> Compilation {
    compile_with(inputs, options, watch, back::ALL)
}

/// As [`compile`], for other back ends than the usual ones.
pub fn compile_with(
    inputs: Vec<Input>,
    options: &Options,
    watch: &dyn Watch,
    back_ends: &[&dyn BackEnd],
) -> Compilation {
    let setup = Setup { back_ends, sink: None, budget: BUDGET };
    run(&Memory::new(inputs), options, watch, &setup)
}

/// Compiles a run, reading the inputs as they are needed and handing the outputs on as they come.
/// What is held at once is bounded by the largest file or by a number of bytes (see [`BUDGET`]),
/// not by the sum of all files. Uses the rayon pool that it is called in.
pub fn run(
    store: &dyn Store,
    options: &Options,
    watch: &dyn Watch,
    setup: &Setup<'_>,
) -> Compilation {
    let memo = lower::Memo::default();
    let mut survey = survey::survey(store, watch, setup.budget, &memo);
    let Built { connections, mut superseded } =
        build::build(&mut survey, options, watch, setup, &memo);
    let templates = survey.take_templates();
    let mut findings = survey.findings;
    findings.extend(superseded.iter_mut().filter_map(|channel| channel.finding.take()));
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    findings.dedup_by(|a, b| a.order() == b.order());
    let mut compilation = Compilation {
        files: survey.files,
        sources: survey.sources,
        connections,
        superseded,
        findings: findings.into_iter().map(reported).collect(),
        estate: survey.around.estate,
        outside: survey.around.elements,
        outside_statements: survey.around.statements,
        templates,
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
