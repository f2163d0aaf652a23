//! The forms in which an export is written, each read to the same kind of document.

use super::{json, properties, sniff::Form};
use crate::{
    span::FileId,
    xml::{self, Document, Limits, XmlError, XmlErrorKind},
};

impl Form {
    /// Whether a file that begins like this form is to be read: a properties file is only where
    /// its name and all of its lines say that it is a configuration map.
    pub fn is_taken(self, name: &str, text: &str) -> bool {
        self != Self::Properties || properties::is_configuration_map(name, text)
    }
}

/// Reads an export of any form.
///
/// # Errors
/// The first reason for which it cannot be read.
pub fn parse<'t>(
    form: Form,
    file: FileId,
    text: &'t str,
    limits: &Limits,
) -> Result<Document<'t>, XmlError> {
    match form {
        Form::Xml => xml::parse(file, text, limits),
        Form::Json => json::parse(file, text, limits),
        Form::Properties => properties::document(file, text).ok_or_else(|| {
            let message = "the file has no entry".to_owned();
            XmlError { kind: XmlErrorKind::NoRoot, offset: 0, message }
        }),
    }
}
