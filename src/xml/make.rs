//! Documents made from other forms than XML text: from a document of another shape (a migration
//! between releases) or from another notation. Every made element keeps a place in the file.

use std::borrow::Cow;

use super::tree::{Attribute, Document, Element, Node, Rewrite};
use crate::span::{FileId, SourceText, Span};

/// Where a made element stands in the file.
#[derive(Debug, Clone, Copy)]
pub struct Place {
    /// The whole of it.
    pub whole: Span,
    /// What begins it: a start tag, a key.
    pub start: Span,
    /// What is inside.
    pub content: Span,
}

impl Place {
    /// A place without content, for an element that the file does not have.
    pub fn at(span: Span) -> Self {
        let content = Span { start: span.end, ..span };
        Self { whole: span, start: span, content }
    }
}

impl From<Node<'_>> for Place {
    fn from(node: Node<'_>) -> Self {
        Self { whole: node.span(), start: node.start_tag(), content: node.content() }
    }
}

/// Makes a [`Document`] element by element, in document order.
#[derive(Debug)]
pub struct Maker<'t> {
    document: Document<'t>,
    open: Vec<u32>,
}

impl<'t> Maker<'t> {
    /// For a document made from the text of a file. Every element stands for itself.
    pub fn new(file: FileId, text: &'t str) -> Self {
        let document = Document {
            file,
            text,
            elements: Vec::new(),
            attributes: Vec::new(),
            pieces: Vec::new(),
            texts: Vec::new(),
            rewrite: None,
        };
        Self { document, open: Vec::new() }
    }

    /// For a document that another one is rewritten to. An element stands for the elements of
    /// `from` that [`Self::stand_for`] names; of a document that was rewritten itself, for those
    /// that these stand for.
    pub fn rewriting(from: &'t Document<'t>) -> Self {
        let mut maker = Self::new(from.file, from.text);
        maker.document.rewrite = Some(Rewrite { original: from.original(), origins: Vec::new() });
        maker
    }

    /// Opens an element. A second one beside the root is put into the root.
    pub fn open(&mut self, name: impl Into<Cow<'t, str>>, place: impl Into<Place>) {
        let index = narrow(self.document.elements.len());
        let place = place.into();
        let attributes = narrow(self.document.attributes.len());
        let parent = self.open.last().copied().or((index > 0).then_some(0));
        self.document.elements.push(Element {
            name: name.into(),
            parent,
            subtree_end: index + 1,
            attributes: (attributes, attributes),
            pieces: (0, 0),
            start: place.whole.start,
            start_tag_end: place.start.end,
            content: (place.content.start, place.content.end),
            end: place.whole.end,
        });
        self.open.push(index);
    }

    /// Adds an attribute to the element that was opened last, before anything is opened in it.
    pub fn attribute(&mut self, name: impl Into<Cow<'t, str>>, value: impl Into<Cow<'t, str>>) {
        let Some(element) = self.document.elements.last_mut() else { return };
        self.document.attributes.push(Attribute { name: name.into(), value: value.into() });
        element.attributes.1 = narrow(self.document.attributes.len());
    }

    /// Gives the open element its text, in place of one given before.
    pub fn text(&mut self, text: SourceText) {
        if let Some(&open) = self.open.last() {
            self.document.texts.push((open, text));
        }
    }

    /// Says that the open element stands for an element of the document that is rewritten.
    pub fn stand_for(&mut self, node: Node<'_>) {
        if let (Some(&open), Some(rewrite)) = (self.open.last(), &mut self.document.rewrite) {
            rewrite.origins.extend(node.origins().map(|origin| (open, narrow(origin))));
        }
    }

    /// Closes the open element.
    pub fn close(&mut self) {
        if let Some(index) = self.open.pop() {
            let end = narrow(self.document.elements.len());
            self.document.elements[index as usize].subtree_end = end;
        }
    }

    /// The document, with whatever is open closed; `None` where nothing was opened.
    pub fn finish(mut self) -> Option<Document<'t>> {
        let end = narrow(self.document.elements.len());
        for index in self.open.drain(..) {
            self.document.elements[index as usize].subtree_end = end;
        }
        self.document.elements.first_mut()?.subtree_end = end;
        let texts = &mut self.document.texts;
        // Stable, as the order of texts of one element counts: reversed, so that the last is kept.
        texts.reverse();
        texts.sort_by_key(|(owner, _)| *owner);
        texts.dedup_by_key(|(owner, _)| *owner);
        if let Some(rewrite) = &mut self.document.rewrite {
            // Stable: the first that an element was said to stand for stays its first.
            rewrite.origins.sort_by_key(|(made, _)| *made);
        }
        Some(self.document)
    }
}

/// Documents have fewer than 2^32 elements: their text has fewer bytes.
fn narrow(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}
