//! Writes the rewritten document: copies of elements, elements made from several, and notes.

use std::borrow::Cow;

use super::Rewritten;
use crate::{
    front::mirth::model::{Obstacle, ObstacleKind},
    span::{SourceText, Span},
    xml::{Document, Maker, Node, Place},
};

/// Calls that 2.0 renamed, in every text of a channel (semantics section 8.3).
const RENAMED: &[(&str, &str)] =
    &[("localMap.put", "channelMap.put"), ("localMap.get", "channelMap.get")];

/// Names that templates of connectors had before 3.0.
const REFERENCES: &[(&str, &str)] = &[
    ("${MESSAGEATTACH}", "${message.encodedData}"),
    ("$!{MESSAGEATTACH}", "$!{message.encodedData}"),
    ("${ORIGINALNAME}", "${originalFilename}"),
    ("$!{ORIGINALNAME}", "$!{originalFilename}"),
];

/// The rewritten document while it is written.
pub(super) struct Pen<'d> {
    maker: Maker<'d>,
    notes: Vec<Obstacle>,
}

impl<'d> Pen<'d> {
    pub(super) fn new(document: &'d Document<'d>) -> Self {
        Self { maker: Maker::rewriting(document), notes: Vec::new() }
    }

    pub(super) fn finish(self) -> Option<Rewritten<'d>> {
        let mut notes = self.notes;
        notes.sort_by_key(|note| note.span);
        Some(Rewritten { document: self.maker.finish()?, notes })
    }

    /// Says something about an old setting.
    pub(super) fn note(&mut self, kind: ObstacleKind, subject: impl Into<String>, span: Span) {
        self.notes.push(Obstacle { kind, subject: subject.into(), span });
    }

    /// Opens an element in place of an original one, with its attributes and its text.
    pub(super) fn open_copy(&mut self, node: Node<'d>, name: &'d str) {
        self.open(name, node);
        for attribute in node.attributes() {
            self.maker.attribute(&*attribute.name, &*attribute.value);
        }
        self.maker.text(text(node));
    }

    /// The same, with the text as it stands: what is around channels was never renamed.
    pub(super) fn open_as_it_is(&mut self, node: Node<'d>, name: &'d str) {
        self.open_copy(node, name);
        self.maker.text(node.text());
    }

    /// Copies an element and all below as they are.
    pub(super) fn repeat(&mut self, node: Node<'d>) {
        self.open_as_it_is(node, node.name());
        node.children().for_each(|child| self.repeat(child));
        self.close();
    }

    /// Opens an element in place of an original one, with nothing of it.
    pub(super) fn open(&mut self, name: &'d str, node: Node<'d>) {
        self.maker.open(name, node);
        self.maker.stand_for(node);
    }

    /// Opens an element that the original does not have, at a place of it.
    pub(super) fn open_new(&mut self, name: &'d str, at: Span) {
        self.maker.open(name, Place::at(at));
    }

    /// As [`Self::open_new`], where the place holds the text of the element.
    pub(super) fn open_at(&mut self, name: &'d str, at: Span) {
        self.maker.open(name, Place { whole: at, start: at, content: at });
    }

    pub(super) fn attribute(&mut self, name: &'d str, value: impl Into<Cow<'d, str>>) {
        self.maker.attribute(name, value);
    }

    /// The open element stands for this original one as well.
    pub(super) fn stand_for(&mut self, node: Node<'d>) {
        self.maker.stand_for(node);
    }

    /// The open element stands for this original one and all below as well.
    pub(super) fn stand_for_all(&mut self, node: Node<'d>) {
        node.subtree().for_each(|below| self.maker.stand_for(below));
    }

    pub(super) fn text(&mut self, text: SourceText) {
        self.maker.text(text);
    }

    pub(super) fn close(&mut self) {
        self.maker.close();
    }

    /// Copies an element and all below.
    pub(super) fn copy(&mut self, node: Node<'d>) {
        self.copy_as(node, node.name());
    }

    /// Copies an element and all below under another name.
    pub(super) fn copy_as(&mut self, node: Node<'d>, name: &'d str) {
        self.open_copy(node, name);
        node.children().for_each(|child| self.copy(child));
        self.close();
    }

    /// An element with a text that the original does not have, at a place of it.
    pub(super) fn leaf(&mut self, name: &'d str, value: &str, at: Span) {
        self.open_new(name, at);
        self.text(SourceText::opaque(value, at));
        self.close();
    }
}

/// The text of an element with the calls that 2.0 renamed under their names of today.
pub(super) fn text(node: Node<'_>) -> SourceText {
    replaced(node.text(), RENAMED)
}

/// The text of a template with its names of today.
pub(super) fn template(text: &SourceText) -> SourceText {
    replaced(text.clone(), REFERENCES)
}

fn replaced(text: SourceText, table: &[(&str, &str)]) -> SourceText {
    let holds = |text: &SourceText, from: &str| text.as_str().contains(from);
    table.iter().fold(
        text,
        |text, (from, to)| {
            if holds(&text, from) { text.replaced(from, to) } else { text }
        },
    )
}
