//! Why a text is not a document that can be read: one kind per reason, and the place.

use std::fmt;

/// One kind per reason for which a document is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum XmlErrorKind {
    /// More bytes than [`Limits::bytes`](super::Limits::bytes).
    TooLarge,
    /// Deeper than [`Limits::depth`](super::Limits::depth).
    TooDeep,
    /// More attributes than [`Limits::attributes`](super::Limits::attributes).
    TooManyAttributes,
    /// A name longer than [`Limits::name_bytes`](super::Limits::name_bytes).
    NameTooLong,
    /// An element or attribute name with characters that no name has.
    BadName,
    /// The text ends inside a tag, comment, CDATA section, or before all elements are closed.
    Truncated,
    /// An end tag that does not close the element that is open.
    MismatchedTag,
    /// An end tag where no element is open.
    UnexpectedEndTag,
    /// Text or an element before, after or beside the root element.
    ContentOutsideRoot,
    /// No element at all.
    NoRoot,
    /// The same attribute twice in one element.
    DuplicateAttribute,
    /// An attribute without value or quotes.
    BadAttribute,
    /// A document type declaration with definitions (of entities, for one), or inside an element.
    DocumentType,
    /// A reference to an entity that XML does not define.
    UnknownEntity,
    /// A character reference to U+0000, or a raw NUL character.
    NulCharacter,
    /// A character reference to one half of a surrogate pair.
    SurrogateReference,
    /// A character reference that is no number or lies beyond U+10FFFF.
    BadReference,
    /// Any other breach of the grammar.
    Malformed,
}

/// A document that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct XmlError {
    /// Why.
    pub kind: XmlErrorKind,
    /// Where: a byte of the text.
    pub offset: u32,
    /// What it is about, for a person; the place is left to the caller.
    pub message: String,
}

impl XmlError {
    /// An error at a byte of the text.
    pub(super) fn new(kind: XmlErrorKind, offset: u32, message: impl Into<String>) -> Self {
        Self { kind, offset, message: message.into() }
    }
}

impl fmt::Display for XmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for XmlError {}
