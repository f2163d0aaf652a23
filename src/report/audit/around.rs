//! What stands around the connections: parts of a server that a person sets up anew, pieces of
//! connections that were exported by themselves, keys of the configuration map.

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    ir::{
        disposition::Counts,
        estate::{FragmentKind, PartKind},
    },
    pipeline::Compilation,
};

/// What stands around the connections.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Around {
    /// Parts of a server that are not compiled, by file and place.
    pub parts: Vec<PartRow>,
    /// Connectors, filters, transformers, steps and rules that belong to no connection, by file
    /// and place.
    pub fragments: Vec<FragmentRow>,
    /// Keys of the configuration maps; values are never told.
    pub configuration: Vec<KeyRow>,
}

/// A part of a server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct PartRow {
    /// What it is.
    pub kind: PartKind,
    /// Name of its XML element.
    pub element: String,
    /// Name of its own; empty when it has none.
    pub name: String,
    /// File, line and column.
    pub place: String,
}

/// A piece of a connection that was exported by itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FragmentRow {
    /// What it is.
    pub kind: FragmentKind,
    /// Name; empty when it has none.
    pub name: String,
    /// File, line and column.
    pub place: String,
    /// Elements by disposition; they count in the totals.
    pub elements: Counts,
    /// Statements by disposition; they count in the totals.
    pub statements: Counts,
}

/// A key of a configuration map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct KeyRow {
    /// The key.
    pub key: String,
    /// The key says that the value is a secret.
    pub secret: bool,
    /// File, line and column.
    pub place: String,
}

/// What stands around the connections of a run.
pub(super) fn around(compilation: &Compilation) -> Around {
    let Compilation { estate, files, .. } = compilation;
    let parts = estate.parts.iter().map(|part| PartRow {
        kind: part.kind,
        element: part.element.clone(),
        name: part.name.clone(),
        place: files.place(part.span),
    });
    let fragments = estate.fragments.iter().map(|fragment| FragmentRow {
        kind: fragment.kind,
        name: fragment.name.clone(),
        place: files.place(fragment.span),
        elements: fragment.elements,
        statements: fragment.statements,
    });
    let configuration = estate.configuration.iter().map(|key| KeyRow {
        key: key.key.clone(),
        secret: key.secret,
        place: files.place(key.span),
    });
    Around {
        parts: parts.collect(),
        fragments: fragments.collect(),
        configuration: configuration.collect(),
    }
}
