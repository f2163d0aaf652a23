//! Types of values, and the names of the trees and maps that every script can reach.

use std::fmt;

/// The type of a value. The lattice is flat: every type is an [`Ty::Any`], none is another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Ty {
    /// Not known before the script runs.
    Any,
    /// `undefined`.
    Undefined,
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool,
    /// A number (IEEE 754 double).
    Number,
    /// A string of the script language: UTF-16 code units.
    Text,
    /// A string object of the host (`java.lang.String`): always truthy, its own methods.
    HostText,
    /// One node of a message tree.
    Node,
    /// A node, or `undefined` where an index was out of range.
    MaybeNode,
    /// A list of nodes, possibly empty, that knows where it was read.
    Nodes,
    /// An array of the script language.
    List,
    /// An object of the script language.
    Object,
    /// A regular expression of the script language.
    Regex,
}

impl Ty {
    /// The type of a value that is one or the other.
    #[must_use]
    pub fn join(self, other: Self) -> Self {
        if self == other { self } else { Self::Any }
    }

    /// The word that dumps use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Undefined => "undefined",
            Self::Null => "null",
            Self::Bool => "bool",
            Self::Number => "number",
            Self::Text => "text",
            Self::HostText => "host-text",
            Self::Node => "node",
            Self::MaybeNode => "node?",
            Self::Nodes => "nodes",
            Self::List => "list",
            Self::Object => "object",
            Self::Regex => "regex",
        }
    }
}

impl fmt::Display for Ty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// The message trees of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Root {
    /// The inbound message.
    Msg,
    /// The outbound message that started from the template.
    Tmp,
}

impl Root {
    /// Its name in scripts and definitions.
    pub fn name(self) -> &'static str {
        match self {
            Self::Msg => "msg",
            Self::Tmp => "tmp",
        }
    }
}

/// The maps that scripts share (semantics sections 0 and 5.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum MapName {
    /// Entries of this connector.
    Connector,
    /// Entries of this message.
    Channel,
    /// Entries that came with the message; read-only.
    Source,
    /// Responses of destinations, and what goes back to the sender.
    Response,
    /// Entries of this connection, kept from message to message.
    GlobalChannel,
    /// Entries of the server.
    Global,
    /// Settings of the server; read-only.
    Configuration,
}

impl MapName {
    /// Its name in scripts and definitions.
    pub fn name(self) -> &'static str {
        match self {
            Self::Connector => "connectorMap",
            Self::Channel => "channelMap",
            Self::Source => "sourceMap",
            Self::Response => "responseMap",
            Self::GlobalChannel => "globalChannelMap",
            Self::Global => "globalMap",
            Self::Configuration => "configurationMap",
        }
    }

    /// The map of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|map| map.name() == name)
    }

    /// The map of that shorthand (`$c`).
    pub fn from_shorthand(name: &str) -> Option<Self> {
        let map = match name {
            "$co" => Self::Connector,
            "$c" => Self::Channel,
            "$s" => Self::Source,
            "$r" => Self::Response,
            "$gc" => Self::GlobalChannel,
            "$g" => Self::Global,
            "$cfg" => Self::Configuration,
            _ => return None,
        };
        Some(map)
    }

    /// All maps.
    pub const ALL: [Self; 7] = [
        Self::Connector,
        Self::Channel,
        Self::Source,
        Self::Response,
        Self::GlobalChannel,
        Self::Global,
        Self::Configuration,
    ];
}
