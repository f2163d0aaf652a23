//! What an export holds, told before anything is compiled: every construct that occurs, every
//! function that a script calls, every message that a script hands on. A front end takes the
//! census; whoever reports holds it against what compiling made of it, so that nothing is
//! uncounted.

use crate::span::Span;

/// Everything that occurs in one connection, in the order of the export.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Census {
    /// Constructs, those of switched-off connectors too.
    pub constructs: Vec<Occurrence>,
    /// Names that scripts use and the scripts of the same scope do not declare, each once per
    /// script.
    pub uses: Vec<Use>,
    /// Messages that scripts hand to other connections.
    pub sends: Vec<Send>,
}

/// Kinds of constructs.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// A rule of a filter.
    Rule,
    /// A step of a transformer or response transformer.
    Step,
    /// A script outside filters and transformers.
    Script,
    /// A transport of a source or destination.
    Transport,
    /// What a transformer reads or writes.
    DataType,
    /// A code template.
    CodeTemplate,
    /// A setting that has no equivalent, or that nobody knows.
    Setting,
    /// A part of an export that is no connection.
    Part,
}

impl Group {
    /// The word that reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Rule => "rule",
            Self::Step => "step",
            Self::Script => "script",
            Self::Transport => "transport",
            Self::DataType => "data type",
            Self::CodeTemplate => "code template",
            Self::Setting => "setting",
            Self::Part => "part",
        }
    }
}

/// One construct at one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occurrence {
    /// Kind.
    pub group: Group,
    /// Name in the legacy engine's words (`Mapper`, `TCP Listener`); of a class that is not part
    /// of the engine, the class.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// It runs: neither it nor what it stands in is switched off.
    pub enabled: bool,
    /// The engine has such a construct; one of a plug-in is unknown.
    pub known: bool,
}

/// The use of a name that the scripts around it do not declare: a function that is called, or a
/// value that is read and that is not the engine's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Use {
    /// The name.
    pub name: String,
    /// It is called.
    pub called: bool,
    /// Where it is used.
    pub span: Span,
    /// The script runs.
    pub enabled: bool,
    /// The engine has a function, or may have a class, of that name.
    pub engine: bool,
}

/// A message that a script hands to another connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Send {
    /// To which one.
    pub target: Target,
    /// Where it is handed over.
    pub span: Span,
    /// The script runs.
    pub enabled: bool,
}

/// A connection as a script names it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// By its name.
    Name(String),
    /// By its id.
    Id(String),
    /// By a value that is only known when the script runs.
    Computed,
}

/// A code template: what it declares, uses and hands on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Name of its library.
    pub library: String,
    /// Name.
    pub name: String,
    /// Kind, in the legacy engine's word (`FUNCTION`).
    pub kind: String,
    /// Where it stands.
    pub span: Span,
    /// Functions and variables that it declares.
    pub declares: Vec<String>,
    /// Names that it uses and does not declare.
    pub uses: Vec<Use>,
    /// Messages that it hands to other connections.
    pub sends: Vec<Send>,
    /// What can be said of its code.
    pub state: TemplateState,
}

/// What can be said of the code of a template.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum TemplateState {
    /// It runs inside the scripts that use what it declares.
    Runs,
    /// It declares nothing, so it runs for its effects with every script that has it in scope.
    Always,
    /// No script ever sees it: it is there to be dragged into scripts.
    DragAndDrop,
    /// Its code is not in the export.
    NoCode,
    /// Its code does not parse.
    Broken,
}
