//! Parts that are taken out of messages before anything else is done with them.

use crate::span::Span;

/// A handler that takes parts out of each message and leaves a token instead, which is replaced by
/// the part when the message is sent (semantics section 2.4).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachments {
    /// The legacy engine's name of the handler (`Regex`, `Entire Message`, `DICOM`, `Custom`).
    pub kind: String,
    /// Its Java class.
    pub class: String,
    /// Its settings, by key, in the order of their keys.
    pub settings: Vec<(String, String)>,
    /// Where it stands.
    pub span: Span,
}
