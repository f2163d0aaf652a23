//! What names mean to the fragments of one connector: the trees, the maps, and the names that
//! scripts and code templates of the same scope have taken.

use std::collections::BTreeSet;

use crate::{
    front::mirth::model::Version,
    ir::{Root, route::DataType},
};

/// What a tree looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tree {
    /// Not there: reading it fails.
    Absent,
    /// The HL7 tree of the non-strict parser.
    Hl7 {
        /// Repetitions of a field are nodes of their own; else they are part of one text.
        fields_repeat: bool,
    },
    /// An XML document.
    Xml,
    /// Something else (text, JSON, the tree of another data type): not modelled.
    Other,
}

impl Tree {
    /// The tree that a script sees of a data type.
    pub(super) fn of(data_type: &DataType, template: bool) -> Self {
        match data_type {
            DataType::Hl7v2(hl7) if hl7.strict_reader && !template => Self::Other,
            DataType::Hl7v2(hl7) => Self::Hl7 { fields_repeat: hl7.repetitions },
            DataType::Xml { .. } => Self::Xml,
            _ => Self::Other,
        }
    }

    /// Whether it is an HL7 tree.
    pub(super) fn is_hl7(self) -> bool {
        matches!(self, Self::Hl7 { .. })
    }
}

/// Names and trees of one connector.
#[derive(Debug, Clone)]
pub(super) struct Scope {
    /// Release that the export is of.
    pub(super) version: Version,
    /// The inbound tree.
    pub(super) msg: Tree,
    /// The outbound tree.
    pub(super) tmp: Tree,
    /// The source connector: only its scripts see the destination set.
    pub(super) source: bool,
    /// Names that code templates or scripts of the scope declare, at any level that fragments
    /// can see: such a name never means the engine's.
    pub(super) taken: BTreeSet<String>,
    /// Those of them that scripts of the connector itself declare: they hide the engine's.
    pub(super) shadowed: BTreeSet<String>,
    /// Why no fragment of the scope can be read at its word (a script changes what built-in
    /// methods do, a template does not parse); then everything is carried.
    pub(super) opaque: Option<String>,
}

impl Scope {
    /// What a root looks like.
    pub(super) fn tree(&self, root: Root) -> Tree {
        match root {
            Root::Msg => self.msg,
            Root::Tmp => self.tmp,
        }
    }

    /// Whether the release is at least that one.
    pub(super) fn since(&self, major: u16, minor: u16, patch: u16) -> bool {
        self.version >= Version([major, minor, patch])
    }
}

/// Whether the engine's scope defines a name (semantics sections 2.1, 5 and 6): it then means
/// something, even if nothing here lowers it.
pub(in crate::front::mirth) fn is_engine_name(name: &str) -> bool {
    name.starts_with('$') || ENGINE_NAMES.contains(&name) || starts_upper(name)
}

/// A name with a capital may be a class of an imported package, or a built-in. Names all in
/// capitals are neither, but for a few.
fn starts_upper(name: &str) -> bool {
    let capital = name.chars().next().is_some_and(char::is_uppercase);
    let shouted = !name.chars().any(char::is_lowercase);
    capital && (!shouted || SHOUTED_NAMES.contains(&name))
}

/// Classes and constants of the engine and of Java whose names have no small letter.
const SHOUTED_NAMES: &[&str] = &[
    "DATE",
    "ERROR",
    "FILTERED",
    "JSON",
    "PENDING",
    "QUEUED",
    "RECEIVED",
    "SENT",
    "TRANSFORMED",
    "UID",
    "URI",
    "URL",
    "UUID",
    "XML",
];

const ENGINE_NAMES: &[&str] = &[
    "addAttachment",
    "alerts",
    "arguments",
    "channelId",
    "channelMap",
    "channelName",
    "com",
    "configurationMap",
    "connector",
    "connectorMap",
    "connectorMessage",
    "contextFactory",
    "createSegment",
    "createSegmentAfter",
    "decodeURI",
    "decodeURIComponent",
    "destinationSet",
    "edu",
    "encodeURI",
    "encodeURIComponent",
    "escape",
    "eval",
    "getArrayOrXmlLength",
    "getAttachment",
    "getAttachmentIds",
    "getAttachments",
    "getClass",
    "globalChannelMap",
    "globalMap",
    "importClass",
    "importPackage",
    "isFinite",
    "isNaN",
    "isXMLName",
    "java",
    "javax",
    "logger",
    "msg",
    "namespace",
    "net",
    "newBooleanOrUndefined",
    "newNumberOrUndefined",
    "newStringOrUndefined",
    "org",
    "parseFloat",
    "parseInt",
    "phase",
    "qname",
    "regex",
    "replacer",
    "response",
    "responseErrorMessage",
    "responseMap",
    "responseStatus",
    "responseStatusMessage",
    "router",
    "sourceMap",
    "template",
    "tmp",
    "undefined",
    "unescape",
    "uneval",
    "updateAttachment",
    "validate",
    "xml",
    "xmllist",
];
