//! The document tree: elements in the order of their start tags, each with its subtree as a range.

use std::borrow::Cow;

use super::reference;
use crate::span::{FileId, SourceText, Span};

/// A document that was read, or made (see [`super::Maker`]). Borrows the text that it was read
/// from.
#[derive(Debug, Clone)]
pub struct Document<'t> {
    pub(super) file: FileId,
    pub(super) text: &'t str,
    pub(super) elements: Vec<Element<'t>>,
    pub(super) attributes: Vec<Attribute<'t>>,
    pub(super) pieces: Vec<Piece>,
    /// Texts of made elements and of those whose text stands elsewhere, by number of the element.
    pub(super) texts: Vec<(u32, SourceText)>,
    /// What a rewritten document was made from.
    pub(super) rewrite: Option<Rewrite<'t>>,
}

/// Where the elements of a rewritten document come from.
#[derive(Debug, Clone)]
pub(super) struct Rewrite<'t> {
    pub(super) original: &'t Document<'t>,
    /// Pairs of a made element and an original one that it stands for, in order.
    pub(super) origins: Vec<(u32, u32)>,
}

/// One attribute.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attribute<'t> {
    /// Name with its prefix.
    pub name: Cow<'t, str>,
    /// Value: references resolved, white space characters replaced by blanks.
    pub value: Cow<'t, str>,
}

#[derive(Debug, Clone)]
pub(super) struct Element<'t> {
    pub(super) name: Cow<'t, str>,
    pub(super) parent: Option<u32>,
    /// One past the last element below.
    pub(super) subtree_end: u32,
    pub(super) attributes: (u32, u32),
    pub(super) pieces: (u32, u32),
    pub(super) start: u32,
    pub(super) start_tag_end: u32,
    pub(super) content: (u32, u32),
    pub(super) end: u32,
}

/// A stretch of character data of one element, as the file spells it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) owner: u32,
    pub(super) kind: PieceKind,
    pub(super) start: u32,
    pub(super) end: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PieceKind {
    /// Text without references, or the inside of a CDATA section.
    Text,
    /// A reference with its `&` and `;`.
    Reference,
}

impl<'t> Document<'t> {
    /// The root element.
    pub fn root(&self) -> Node<'_> {
        Node { document: self, index: 0 }
    }

    /// Number of elements; at least 1.
    #[expect(clippy::len_without_is_empty, reason = "a document has a root")]
    pub fn len(&self) -> usize {
        self.elements.len()
    }

    /// The element of that number in document order.
    pub fn node(&self, index: usize) -> Option<Node<'_>> {
        let known = index < self.elements.len();
        known.then(|| Node { document: self, index: u32::try_from(index).unwrap_or(u32::MAX) })
    }

    /// The text that it was read from.
    pub fn source(&self) -> &'t str {
        self.text
    }

    /// The document that this one was made from; itself where it was not made from another.
    pub fn original(&self) -> &Document<'_> {
        self.rewrite.as_ref().map_or(self, |rewrite| rewrite.original)
    }

    /// Gives an element the text that another file holds for it.
    pub fn set_text(&mut self, index: usize, text: SourceText) {
        let index = u32::try_from(index).unwrap_or(u32::MAX);
        match self.texts.binary_search_by_key(&index, |(owner, _)| *owner) {
            Ok(at) => self.texts[at].1 = text,
            Err(at) => self.texts.insert(at, (index, text)),
        }
    }

    /// All elements in document order.
    pub fn nodes(&self) -> impl Iterator<Item = Node<'_>> {
        self.root().subtree()
    }
}

/// One element of a document.
#[derive(Debug, Clone, Copy)]
pub struct Node<'d> {
    document: &'d Document<'d>,
    index: u32,
}

impl PartialEq for Node<'_> {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.document, other.document) && self.index == other.index
    }
}

impl<'d> Node<'d> {
    fn element(self) -> &'d Element<'d> {
        &self.document.elements[self.index as usize]
    }

    fn at(self, index: u32) -> Self {
        Self { index, ..self }
    }

    fn span_of(self, start: u32, end: u32) -> Span {
        Span::new(self.document.file, start..end)
    }

    /// Number in document order, from 0.
    pub fn index(self) -> usize {
        self.index as usize
    }

    /// Elements of [`Document::original`] that this element stands for, by number, in order: of
    /// a rewritten document any number, else the element itself.
    pub fn origins(self) -> impl Iterator<Item = usize> + use<'d> {
        let rewrite = self.document.rewrite.as_ref();
        let pairs = rewrite.map_or(&[][..], |rewrite| {
            let from = rewrite.origins.partition_point(|(made, _)| *made < self.index);
            let to = rewrite.origins.partition_point(|(made, _)| *made <= self.index);
            &rewrite.origins[from..to]
        });
        let itself = rewrite.is_none().then_some(self.index());
        itself.into_iter().chain(pairs.iter().map(|(_, original)| *original as usize))
    }

    /// Numbers of the original elements that this one and all below were made from: the subtree
    /// of the first element that it stands for; empty where it stands for none.
    pub fn original_range(self) -> std::ops::Range<usize> {
        self.original().map_or(0..0, Node::range)
    }

    /// The first original element that this one stands for.
    pub fn original(self) -> Option<Node<'d>> {
        self.origins().next().and_then(|origin| self.document.original().node(origin))
    }

    /// Name with its prefix.
    pub fn name(self) -> &'d str {
        &self.element().name
    }

    /// From the `<` of the start tag to the `>` of the end tag.
    pub fn span(self) -> Span {
        self.span_of(self.element().start, self.element().end)
    }

    /// The start tag (the whole of an empty element).
    pub fn start_tag(self) -> Span {
        self.span_of(self.element().start, self.element().start_tag_end)
    }

    /// What stands between the tags; empty for an empty element.
    pub fn content(self) -> Span {
        let (start, end) = self.element().content;
        self.span_of(start, end)
    }

    /// Attributes in file order.
    pub fn attributes(self) -> &'d [Attribute<'d>] {
        let (start, end) = self.element().attributes;
        &self.document.attributes[start as usize..end as usize]
    }

    /// The value of an attribute.
    pub fn attribute(self, name: &str) -> Option<&'d str> {
        self.attributes().iter().find(|a| a.name == name).map(|a| a.value.as_ref())
    }

    /// The element that this one stands in.
    pub fn parent(self) -> Option<Self> {
        self.element().parent.map(|index| self.at(index))
    }

    /// Elements directly below, in file order.
    pub fn children(self) -> impl Iterator<Item = Self> + use<'d> {
        let end = self.element().subtree_end;
        let first = self.index + 1;
        std::iter::successors((first < end).then(|| self.at(first)), move |node| {
            let next = node.element().subtree_end;
            (next < end).then(|| node.at(next))
        })
    }

    /// The first child of that name.
    pub fn child(self, name: &str) -> Option<Self> {
        self.children().find(|child| child.name() == name)
    }

    /// The first element at the end of a path of child names.
    pub fn find(self, path: &[&str]) -> Option<Self> {
        path.iter().try_fold(self, |node, name| node.child(name))
    }

    /// This element and all below, in document order.
    pub fn subtree(self) -> impl Iterator<Item = Self> + use<'d> {
        (self.index..self.element().subtree_end).map(move |index| self.at(index))
    }

    /// Numbers in document order of this element and all below.
    pub fn range(self) -> std::ops::Range<usize> {
        self.index as usize..self.element().subtree_end as usize
    }

    /// Number of elements in the subtree, this one among them.
    pub fn size(self) -> u64 {
        u64::from(self.element().subtree_end - self.index)
    }

    /// Whether no element stands below.
    pub fn is_leaf(self) -> bool {
        self.size() == 1
    }

    /// The character data of this element itself (not of elements below), decoded: references
    /// resolved, CDATA unwrapped, raw line ends made LF as XML 1.0 wants; `&#xd;` stays CR.
    pub fn text(self) -> SourceText {
        if let Some(text) = self.given_text() {
            return text.clone();
        }
        let (start, end) = self.element().pieces;
        let mut text = SourceText::new(self.content());
        for piece in &self.document.pieces[start as usize..end as usize] {
            if piece.owner != self.index {
                continue;
            }
            let raw = &self.document.text[piece.start as usize..piece.end as usize];
            match piece.kind {
                PieceKind::Text => push_lines(&mut text, raw, piece.start),
                PieceKind::Reference => push_reference(&mut text, raw, piece.start),
            }
        }
        text
    }

    /// The text that does not stand in the document itself, where the element has such a one.
    pub fn given_text(self) -> Option<&'d SourceText> {
        let given = &self.document.texts;
        let at = given.binary_search_by_key(&self.index, |(owner, _)| *owner).ok()?;
        Some(&given[at].1)
    }

    /// As [`Self::text`], when the places of its characters do not matter.
    pub fn string(self) -> String {
        self.text().as_str().to_owned()
    }
}

fn push_reference(text: &mut SourceText, raw: &str, at: u32) {
    let body = raw.trim_start_matches('&').trim_end_matches(';');
    // Parsing has refused every reference that does not resolve.
    if let Ok(c) = reference::resolve(body) {
        text.push_atom(c.encode_utf8(&mut [0; 4]), at, length(raw));
    }
}

fn push_lines(text: &mut SourceText, raw: &str, at: u32) {
    let mut rest = raw;
    let mut at = at;
    while let Some(cr) = rest.find('\r') {
        if cr > 0 {
            text.push_verbatim(&rest[..cr], at);
        }
        let end = if rest[cr..].starts_with("\r\n") { 2 } else { 1 };
        text.push_atom("\n", at + length(&rest[..cr]), length(&rest[cr..cr + end]));
        at += length(&rest[..cr + end]);
        rest = &rest[cr + end..];
    }
    if !rest.is_empty() {
        text.push_verbatim(rest, at);
    }
}

fn length(text: &str) -> u32 {
    u32::try_from(text.len()).unwrap_or(u32::MAX)
}
