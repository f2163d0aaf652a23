//! What lowering a connector starts from, and what it gives.

use crate::{
    arena::Handle,
    diag::Finding,
    front::mirth::model::{self, Obstacle, Transformer, Version},
    ir::{Block, Expr, Script, Task, disposition::Counts, route::Secret},
    span::{Files, Span},
};

/// What makes one script.
pub(super) struct Part<'a> {
    /// Start of the names of its carried files (`source`, `d1`, `d1-response`).
    pub(super) prefix: String,
    /// Filter; a response transformer has none.
    pub(super) filter: Option<&'a model::Filter>,
    /// Transformer.
    pub(super) transformer: &'a Transformer,
    /// Release of the export.
    pub(super) version: Version,
    /// The source connector's.
    pub(super) source: bool,
    /// The files, for the lines of elements.
    pub(super) files: &'a Files,
    /// What the reader could not make sense of in the channel.
    pub(super) obstacles: &'a [Obstacle],
    /// The connector is switched off, so nothing of it ever runs.
    pub(super) off: bool,
}

/// What became of a script.
#[derive(Default)]
pub(super) struct Outcome {
    /// The script; `None` passes text through.
    pub(super) script: Option<Script>,
    /// What there is to say about it.
    pub(super) findings: Vec<Finding>,
    /// Its elements by disposition.
    pub(super) elements: Counts,
    /// Its statements by disposition.
    pub(super) statements: Counts,
    /// Why the engine would not deploy it.
    pub(super) undeployable: Option<String>,
    /// What a person has to do.
    pub(super) tasks: Vec<Task>,
    /// Secrets in its carried pieces.
    pub(super) secrets: Vec<Secret>,
    /// Other places that must not be shown.
    pub(super) hidden: Vec<Span>,
}

/// Code of one compiled element.
pub(super) struct Compiled {
    /// Its steps.
    pub(super) block: Block,
    /// The verdict of a rule.
    pub(super) verdict: Option<Handle<Expr>>,
    /// What there is to say about it.
    pub(super) findings: Vec<Finding>,
}
