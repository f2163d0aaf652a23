//! From text to a [`Document`]: drives the tokenizer and keeps the places.

use std::borrow::Cow;

use quick_xml::{
    Error,
    errors::{IllFormedError, SyntaxError},
    events::{BytesStart, Event},
    reader::Reader,
};

use super::{
    error::{XmlError, XmlErrorKind},
    limits::Limits,
    reference,
    tree::{Attribute, Document, Element, Piece, PieceKind},
};
use crate::span::FileId;

const BOM: char = '\u{FEFF}';
const CDATA_OPEN: u32 = 9;
const CDATA_CLOSE: u32 = 3;

/// Reads a document.
///
/// # Errors
/// The first reason for which it cannot be read, see [`XmlErrorKind`].
pub fn parse<'t>(file: FileId, text: &'t str, limits: &Limits) -> Result<Document<'t>, XmlError> {
    if text.len() as u64 > limits.bytes || u32::try_from(text.len()).is_err() {
        let message = format!("the file has more than {} bytes", limits.bytes);
        return Err(XmlError::new(XmlErrorKind::TooLarge, 0, message));
    }
    if let Some(at) = text.find('\0') {
        return Err(XmlError::new(XmlErrorKind::NulCharacter, narrow(at), "a raw NUL character"));
    }
    let mut builder = Builder::new(file, text, *limits);
    let body = text.strip_prefix(BOM).unwrap_or(text);
    if body.starts_with(BOM) {
        return Err(outside(BOM.len_utf8()));
    }
    let base = text.len() - body.len();
    let mut reader = Reader::from_str(body);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    loop {
        let start = base + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        let event = reader.read_event().map_err(|error| {
            let at = base + usize::try_from(reader.error_position()).unwrap_or(usize::MAX);
            tokenizer_error(&error, narrow(at.min(text.len())))
        })?;
        let end = base + usize::try_from(reader.buffer_position()).unwrap_or(usize::MAX);
        if !builder.take(&event, narrow(start), narrow(end))? {
            return builder.finish();
        }
    }
}

struct Builder<'t> {
    document: Document<'t>,
    open: Vec<u32>,
    limits: Limits,
}

impl<'t> Builder<'t> {
    fn new(file: FileId, text: &'t str, limits: Limits) -> Self {
        let document = Document {
            file,
            text,
            elements: Vec::new(),
            attributes: Vec::new(),
            pieces: Vec::new(),
            texts: Vec::new(),
            rewrite: None,
        };
        Self { document, open: Vec::new(), limits }
    }

    /// Takes one event that stands at `start..end`; false at the end of the document.
    fn take(&mut self, event: &Event<'t>, start: u32, end: u32) -> Result<bool, XmlError> {
        match event {
            Event::Start(tag) => self.start(tag, start, end)?,
            Event::Empty(tag) => {
                self.start(tag, start, end)?;
                self.close(end, end);
            }
            Event::End(_) => self.end(start, end)?,
            Event::Text(_) => self.text(start, end)?,
            Event::CData(_) => {
                self.inside(start)?;
                self.piece(PieceKind::Text, start + CDATA_OPEN, end.saturating_sub(CDATA_CLOSE));
            }
            Event::GeneralRef(_) => {
                self.inside(start)?;
                let raw = self.raw(start, end);
                let body = raw.trim_start_matches('&').trim_end_matches(';');
                reference::resolve(body)
                    .map_err(|(kind, message)| XmlError::new(kind, start, message))?;
                self.piece(PieceKind::Reference, start, end);
            }
            Event::DocType(_) => self.document_type(start, end)?,
            Event::Comment(_) | Event::PI(_) | Event::Decl(_) => {}
            Event::Eof => return Ok(false),
        }
        Ok(true)
    }

    /// A declaration that only names a type says nothing. One with definitions is refused: no
    /// entity is ever defined.
    fn document_type(&self, start: u32, end: u32) -> Result<(), XmlError> {
        let named = !self.raw(start, end).contains('[') && self.document.elements.is_empty();
        let message = "the document type declaration has definitions, which no export has";
        let refused = || XmlError::new(XmlErrorKind::DocumentType, start, message);
        named.then_some(()).ok_or_else(refused)
    }

    fn raw(&self, start: u32, end: u32) -> &'t str {
        self.document.text.get(start as usize..end as usize).unwrap_or_default()
    }

    fn inside(&self, at: u32) -> Result<(), XmlError> {
        if self.open.is_empty() { Err(outside(at as usize)) } else { Ok(()) }
    }

    fn text(&mut self, start: u32, end: u32) -> Result<(), XmlError> {
        let raw = self.raw(start, end);
        if self.open.is_empty() {
            let blank = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
            let first = raw.find(|c| !blank(c));
            return first.map_or(Ok(()), |at| Err(outside(start as usize + at)));
        }
        self.piece(PieceKind::Text, start, end);
        Ok(())
    }

    fn piece(&mut self, kind: PieceKind, start: u32, end: u32) {
        if let Some(&owner) = self.open.last().filter(|_| start < end) {
            self.document.pieces.push(Piece { owner, kind, start, end });
        }
    }

    fn start(&mut self, tag: &BytesStart<'t>, start: u32, end: u32) -> Result<(), XmlError> {
        let parent = self.open.last().copied();
        if parent.is_none() && !self.document.elements.is_empty() {
            let message = "a second element beside the root".to_owned();
            return Err(XmlError::new(XmlErrorKind::ContentOutsideRoot, start, message));
        }
        if self.open.len() >= self.limits.depth as usize {
            let message =
                format!("more than {} elements stand inside each other", self.limits.depth);
            return Err(XmlError::new(XmlErrorKind::TooDeep, start, message));
        }
        let name_end = start + 1 + narrow(tag.name().as_ref().len());
        let name = self.raw(start + 1, name_end);
        self.check_name(name, start)?;
        let attributes = self.attributes(tag, start)?;
        let pieces = narrow(self.document.pieces.len());
        let index = narrow(self.document.elements.len());
        self.document.elements.push(Element {
            name: Cow::Borrowed(name),
            parent,
            subtree_end: index + 1,
            attributes,
            pieces: (pieces, pieces),
            start,
            start_tag_end: end,
            content: (end, end),
            end,
        });
        self.open.push(index);
        Ok(())
    }

    fn check_name(&self, name: &str, at: u32) -> Result<(), XmlError> {
        if name.len() > self.limits.name_bytes as usize {
            let message = format!("a name of more than {} bytes", self.limits.name_bytes);
            return Err(XmlError::new(XmlErrorKind::NameTooLong, at, message));
        }
        if is_name(name) {
            return Ok(());
        }
        Err(XmlError::new(XmlErrorKind::BadName, at, format!("`{name}` is not a name")))
    }

    fn attributes(&mut self, tag: &BytesStart<'t>, at: u32) -> Result<(u32, u32), XmlError> {
        let first = self.document.attributes.len();
        let content = self.raw(at + 1 + narrow(tag.name().as_ref().len()), self.end_of(tag, at));
        for attribute in tag.attributes().with_checks(false) {
            let attribute = attribute.map_err(|error| {
                let message = format!("an attribute cannot be read: {error}");
                XmlError::new(XmlErrorKind::BadAttribute, at, message)
            })?;
            let taken = self.document.attributes.len() - first;
            if taken >= self.limits.attributes as usize {
                let message = format!("more than {} attributes", self.limits.attributes);
                return Err(XmlError::new(XmlErrorKind::TooManyAttributes, at, message));
            }
            let key = attribute.key.as_ref();
            self.check_name(key, at)?;
            // The same text in the file, so that it lives as long as the document.
            let name = content.find(key).map_or("", |start| &content[start..start + key.len()]);
            if self.document.attributes[first..].iter().any(|other| other.name == name) {
                let message = format!("the attribute `{name}` stands twice in one element");
                return Err(XmlError::new(XmlErrorKind::DuplicateAttribute, at, message));
            }
            let value = attribute_value(&attribute.value, at)?;
            self.document
                .attributes
                .push(Attribute { name: Cow::Borrowed(name), value: Cow::Owned(value) });
        }
        Ok((narrow(first), narrow(self.document.attributes.len())))
    }

    fn end_of(&self, tag: &BytesStart<'t>, at: u32) -> u32 {
        let length = tag.name().as_ref().len() + tag.attributes_raw().len();
        narrow((at as usize + 1 + length).min(self.document.text.len()))
    }

    fn end(&mut self, start: u32, end: u32) -> Result<(), XmlError> {
        let name = self.raw(start + 2, end.saturating_sub(1)).trim_end();
        let Some(&index) = self.open.last() else {
            let message = format!("`</{name}>` closes nothing");
            return Err(XmlError::new(XmlErrorKind::UnexpectedEndTag, start, message));
        };
        let open = &self.document.elements[index as usize].name;
        if open != name {
            let message = format!("`</{name}>` stands where `<{open}>` is open");
            return Err(XmlError::new(XmlErrorKind::MismatchedTag, start, message));
        }
        self.close(start, end);
        Ok(())
    }

    fn close(&mut self, content_end: u32, end: u32) {
        let subtree_end = narrow(self.document.elements.len());
        let pieces = narrow(self.document.pieces.len());
        if let Some(index) = self.open.pop() {
            let element = &mut self.document.elements[index as usize];
            element.subtree_end = subtree_end;
            element.pieces.1 = pieces;
            element.content.1 = content_end;
            element.end = end;
        }
    }

    fn finish(self) -> Result<Document<'t>, XmlError> {
        let end = narrow(self.document.text.len());
        if let Some(&index) = self.open.last() {
            let name = &self.document.elements[index as usize].name;
            let message = format!("the file ends before `<{name}>` is closed");
            return Err(XmlError::new(XmlErrorKind::Truncated, end, message));
        }
        if self.document.elements.is_empty() {
            return Err(XmlError::new(XmlErrorKind::NoRoot, end, "the file has no element"));
        }
        Ok(self.document)
    }
}

fn outside(at: usize) -> XmlError {
    let message = "text outside of the root element";
    XmlError::new(XmlErrorKind::ContentOutsideRoot, narrow(at), message)
}

/// Whether a text is a name of XML 1.0; characters beyond ASCII are not looked at closely.
fn is_name(text: &str) -> bool {
    let start = |c: char| c.is_ascii_alphabetic() || matches!(c, '_' | ':') || !c.is_ascii();
    let rest = |c: char| start(c) || c.is_ascii_digit() || matches!(c, '-' | '.');
    text.starts_with(start) && text.chars().all(rest)
}

fn attribute_value(raw: &str, at: u32) -> Result<String, XmlError> {
    let mut value = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(start) = rest.find('&') {
        push_blanked(&mut value, &rest[..start]);
        let Some(length) = rest[start..].find(';') else {
            let message = "a `&` in an attribute begins no reference";
            return Err(XmlError::new(XmlErrorKind::BadReference, at, message));
        };
        let c = reference::resolve(&rest[start + 1..start + length])
            .map_err(|(kind, message)| XmlError::new(kind, at, message))?;
        value.push(c);
        rest = &rest[start + length + 1..];
    }
    push_blanked(&mut value, rest);
    Ok(value)
}

/// White space in an attribute is a blank (XML 1.0, attribute value normalisation).
fn push_blanked(value: &mut String, raw: &str) {
    for c in raw.replace("\r\n", "\n").chars() {
        value.push(if matches!(c, '\t' | '\r' | '\n') { ' ' } else { c });
    }
}

fn tokenizer_error(error: &Error, at: u32) -> XmlError {
    let kind = match error {
        Error::Syntax(SyntaxError::InvalidBangMarkup) => XmlErrorKind::Malformed,
        Error::Syntax(_) => XmlErrorKind::Truncated,
        Error::IllFormed(IllFormedError::UnclosedReference) => XmlErrorKind::BadReference,
        Error::IllFormed(IllFormedError::MissingDoctypeName) => XmlErrorKind::DocumentType,
        Error::InvalidAttr(_) => XmlErrorKind::BadAttribute,
        _ => XmlErrorKind::Malformed,
    };
    XmlError::new(kind, at, format!("not well-formed: {error}"))
}

/// Offsets fit 32 bits because the size was checked first.
fn narrow(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
