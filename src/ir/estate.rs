//! What a server has around its connections: parts that a person sets up anew, keys of its
//! configuration map, and pieces of connections that were exported by themselves.

use serde::Serialize;

use crate::{
    ir::{connection::Task, disposition::Counts},
    span::Span,
};

/// What a part of a server is. A kind has one owner and one thing to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum PartKind {
    /// An alert: what is watched, and who is told.
    Alert,
    /// The configuration map: values by key that scripts and settings read.
    ConfigurationMap,
    /// Libraries that scripts and connectors load.
    Resource,
    /// A database driver.
    DatabaseDriver,
    /// Settings of the server: its mail server, queue sizes, metadata columns of new channels.
    ServerSettings,
    /// Settings of the update check.
    UpdateSettings,
    /// Settings of a plug-in (the data pruner).
    PluginSettings,
    /// A user of the Administrator.
    User,
    /// A map that says nothing of what it holds.
    UnknownMap,
    /// Anything else.
    Other,
}

impl PartKind {
    /// The words for it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Alert => "alert",
            Self::ConfigurationMap => "configuration map",
            Self::Resource => "resource",
            Self::DatabaseDriver => "database driver",
            Self::ServerSettings => "server settings",
            Self::UpdateSettings => "update settings",
            Self::PluginSettings => "plug-in settings",
            Self::User => "user",
            Self::UnknownMap => "a map that does not say what it holds",
            Self::Other => "no part of a connection",
        }
    }

    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::Alert,
        Self::ConfigurationMap,
        Self::Resource,
        Self::DatabaseDriver,
        Self::ServerSettings,
        Self::UpdateSettings,
        Self::PluginSettings,
        Self::User,
        Self::UnknownMap,
        Self::Other,
    ];
}

/// A part of an export that is no connection and is not compiled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What it is.
    pub kind: PartKind,
    /// Name of its XML element.
    pub element: String,
    /// Name of its own; empty when it has none.
    pub name: String,
    /// Where it stands.
    pub span: Span,
}

/// A key of a configuration map. Its value is not kept: it may be a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConfigurationKey {
    /// The key.
    pub key: String,
    /// The key says that the value is a secret.
    pub secret: bool,
    /// Where it stands.
    pub span: Span,
}

/// What a piece of a connection is that was exported by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum FragmentKind {
    /// A source connector.
    Source,
    /// A destination connector.
    Destination,
    /// A filter.
    Filter,
    /// A transformer.
    Transformer,
    /// A response transformer.
    ResponseTransformer,
    /// A single rule of a filter.
    Rule,
    /// A single step of a transformer.
    Step,
}

impl FragmentKind {
    /// The words for it.
    pub fn words(self) -> &'static str {
        match self {
            Self::Source => "source connector",
            Self::Destination => "destination connector",
            Self::Filter => "filter",
            Self::Transformer => "transformer",
            Self::ResponseTransformer => "response transformer",
            Self::Rule => "filter rule",
            Self::Step => "transformer step",
        }
    }
}

/// A piece of a connection that was exported by itself. It belongs to no connection and gets no
/// route; it was compiled as far as that goes without one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fragment {
    /// What it is.
    pub kind: FragmentKind,
    /// Name; empty when it has none.
    pub name: String,
    /// Where it stands.
    pub span: Span,
    /// Its elements by disposition.
    pub elements: Counts,
    /// Statements of its scripts by disposition.
    pub statements: Counts,
}

/// Everything that the files of a run hold around the connections, in the order of the files.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Estate {
    /// Parts that are not compiled.
    pub parts: Vec<Part>,
    /// Keys of the configuration maps.
    pub configuration: Vec<ConfigurationKey>,
    /// Pieces of connections.
    pub fragments: Vec<Fragment>,
    /// What a person has to do about them.
    pub tasks: Vec<Task>,
}
