//! Properties whose text is XML by itself: maps of headers, lists of attachments.

use crate::{
    span::{SourceText, Span},
    xml::{Document, Limits, Node, parse},
};

/// The pairs of a `properties` or a map, or the texts of a list, with their places in the file.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Nested {
    Pairs(Vec<(SourceText, SourceText)>),
    Texts(Vec<SourceText>),
}

/// Reads the XML in a text; `None` where it is none of these shapes.
pub(super) fn read(text: &SourceText) -> Option<Nested> {
    if text.as_str().trim().is_empty() {
        return Some(Nested::Texts(Vec::new()));
    }
    let document = parse(text.span().file, text.as_str(), &Limits::default()).ok()?;
    let root = document.root();
    match root.name() {
        "properties" | "linked-hash-map" | "map" | "java.util.LinkedHashMap" => {
            pairs(text, root).map(Nested::Pairs)
        }
        "list" => texts(text, &document).map(Nested::Texts),
        _ => None,
    }
}

fn pairs(text: &SourceText, root: Node<'_>) -> Option<Vec<(SourceText, SourceText)>> {
    root.children()
        .map(|child| match child.name() {
            "property" => {
                let key =
                    SourceText::opaque(child.attribute("name")?, place(text, child.start_tag()));
                Some((key, at(text, child)))
            }
            "entry" => {
                let sides: Vec<_> = child.children().collect();
                let [key, value] = sides[..] else { return None };
                (key.is_leaf() && value.is_leaf()).then(|| (at(text, key), at(text, value)))
            }
            _ => None,
        })
        .collect()
}

fn texts(text: &SourceText, document: &Document<'_>) -> Option<Vec<SourceText>> {
    let entry = |child: Node<'_>| match child.name() {
        "string" if child.is_leaf() => Some(at(text, child)),
        _ => None,
    };
    document.root().children().map(entry).collect()
}

/// The text of an element inside a text, at its place in the file.
fn at(text: &SourceText, node: Node<'_>) -> SourceText {
    SourceText::opaque(node.string(), place(text, node.content()))
}

/// A place inside a text as a place in the file.
fn place(text: &SourceText, inner: Span) -> Span {
    text.locate(inner.start..inner.end)
}
