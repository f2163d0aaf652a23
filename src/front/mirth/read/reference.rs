//! `reference` attributes: the writer of the legacy engine may write an object once and point to it
//! from wherever else it stands, by a relative path (semantics section 8.1): `../../connector[2]`.
//!
//! The document is rewritten to one in which such an element has the content of what it points to.
//! What is copied is counted where it stands itself.

use std::collections::BTreeMap;

use crate::xml::{Document, Maker, Node, Place};

/// The attribute.
pub(super) const ATTRIBUTE: &str = "reference";

/// How many elements more a document may get by copies, over four times its own.
const MOST_COPIES: usize = 10_000;

/// How deep elements may stand inside each other in the copy: beyond what is read of any file.
const DEEPEST: usize = 400;

/// The document with its references resolved. A path that leads nowhere, or to an element that
/// holds the reference itself, is left as it is, and the reader reports it. `None` where nothing
/// can be resolved, or the copies would be too many.
pub(super) fn resolve<'d>(document: &'d Document<'d>) -> Option<Document<'d>> {
    let refers = document.nodes().filter(|node| node.attribute(ATTRIBUTE).is_some());
    let pairs = refers.filter_map(|node| Some((node.index(), target(node)?.index())));
    let targets: BTreeMap<usize, usize> = pairs.collect();
    if targets.is_empty() {
        return None;
    }
    let left = document.len().saturating_mul(4).saturating_add(MOST_COPIES);
    let mut copy = Copy { document, targets, maker: Maker::rewriting(document), left };
    copy.element(document.root(), &mut Vec::new(), 0)?;
    copy.maker.finish()
}

/// The element that a path leads to, from the element that has it.
fn target(node: Node<'_>) -> Option<Node<'_>> {
    let path = node.attribute(ATTRIBUTE)?;
    let mut at = node;
    let mut steps = path;
    if let Some(absolute) = path.strip_prefix('/') {
        while let Some(parent) = at.parent() {
            at = parent;
        }
        let (root, rest) = absolute.split_once('/').unwrap_or((absolute, ""));
        if root != at.name() {
            return None;
        }
        steps = rest;
    }
    for step in steps.split('/').filter(|step| !step.is_empty()) {
        at = if step == ".." { at.parent()? } else { child(at, step)? };
    }
    (at != node).then_some(at)
}

/// The child that a step names: `x` is the first one of that name, `x[2]` the second.
fn child<'d>(node: Node<'d>, step: &str) -> Option<Node<'d>> {
    let (name, number) = match step.strip_suffix(']').and_then(|s| s.split_once('[')) {
        Some((name, number)) => (name, number.parse::<usize>().ok()?),
        None => (step, 1),
    };
    node.children().filter(|child| child.name() == name).nth(number.checked_sub(1)?)
}

struct Copy<'d> {
    document: &'d Document<'d>,
    /// Elements with a reference and the element that each leads to, by number.
    targets: BTreeMap<usize, usize>,
    maker: Maker<'d>,
    /// How many elements may still be made.
    left: usize,
}

impl<'d> Copy<'d> {
    /// Copies an element and all below. `inside` are the references that are being copied.
    fn element(&mut self, node: Node<'d>, inside: &mut Vec<usize>, depth: usize) -> Option<()> {
        self.left = self.left.checked_sub(1)?;
        if depth > DEEPEST {
            return None;
        }
        let content = self.content_of(node, inside);
        let place = Place { content: content.content(), ..Place::from(node) };
        self.maker.open(node.name(), place);
        let resolved = content != node;
        for attribute in node.attributes() {
            if !resolved || attribute.name != ATTRIBUTE {
                self.maker.attribute(attribute.name.clone(), attribute.value.clone());
            }
        }
        for attribute in content.attributes().iter().filter(|_| resolved) {
            if node.attribute(&attribute.name).is_none() && attribute.name != ATTRIBUTE {
                self.maker.attribute(attribute.name.clone(), attribute.value.clone());
            }
        }
        // What is copied stands, and is counted, elsewhere.
        if inside.is_empty() {
            self.maker.stand_for(node);
        }
        let text = content.text();
        if !text.as_str().is_empty() {
            self.maker.text(text);
        }
        if resolved {
            inside.push(node.index());
        }
        for child in content.children() {
            self.element(child, inside, depth + 1)?;
        }
        if resolved {
            inside.pop();
        }
        self.maker.close();
        Some(())
    }

    /// The element that has the content of an element: itself, or what its reference leads to in
    /// the end.
    fn content_of(&self, node: Node<'d>, inside: &[usize]) -> Node<'d> {
        let mut at = node;
        for _ in 0..=self.targets.len() {
            let Some(&next) = self.targets.get(&at.index()) else { return at };
            let Some(next) = self.document.node(next) else { break };
            let around = next.range().contains(&node.index());
            if around || inside.contains(&at.index()) {
                break;
            }
            at = next;
        }
        node
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        span::Files,
        xml::{Limits, parse},
    };

    /// The names, attributes and texts of a document whose references were resolved.
    fn resolved(xml: &str) -> Option<String> {
        let file = Files::default().add("a.xml", xml);
        let document = parse(file, xml, &Limits::default()).unwrap();
        let made = resolve(&document)?;
        let origins: Vec<_> = made.nodes().flat_map(Node::origins).collect();
        assert_eq!(origins, (0..document.len()).collect::<Vec<_>>(), "{xml}");
        Some(shown(made.root()))
    }

    fn shown(node: Node<'_>) -> String {
        let attributes = node.attributes().iter().map(|a| format!(" {}={}", a.name, a.value));
        let inside: String = node.children().map(shown).collect();
        format!("({}{} {}{inside})", node.name(), attributes.collect::<String>(), node.string())
    }

    #[test]
    fn references_take_the_content_of_what_they_lead_to() {
        let cases = [
            ("<a><x>1</x><x k='v'>2<z/></x><y reference='../x[2]'/></a>", "(y k=v 2(z ))"),
            ("<a><x>1</x><b><y reference='../../x'/></b></a>", "(b (y 1))"),
            ("<a><x>1</x><y class='c' reference='/a/x'/></a>", "(y class=c 1)"),
            ("<a><x>1</x><y reference='../x'/><w reference='../y'/></a>", "(w 1)"),
            ("<a><x><p reference='../../q'/></x><y reference='../x'/><q>1</q></a>", "(y (p 1))"),
        ];
        for (xml, piece) in cases {
            let shown = resolved(xml).unwrap_or_default();
            assert!(shown.contains(piece) && !shown.contains("reference"), "{xml}: {shown}");
        }
    }

    #[test]
    fn what_leads_nowhere_or_around_itself_stays() {
        let cases = [
            ("<a><y reference='../x'/></a>", None),
            ("<a><x/><y reference='../x[2]'/></a>", None),
            ("<a><x/><y reference='../x[0]'/></a>", None),
            ("<a><x/><y reference='../x[99999999999999999999]'/></a>", None),
            ("<a><y reference='../../../..'/></a>", None),
            ("<a><y reference=''/></a>", None),
            ("<a><y reference='/b/y'/></a>", None),
            ("<a><b><y reference='../..'/></b></a>", Some("(y reference=../.. )")),
            ("<a><y reference='../z'/><z reference='../y'/></a>", Some("(y reference=../z )")),
            (
                "<a><x><p reference='../../q'/></x><q><r reference='../../x'/></q></a>",
                Some("reference="),
            ),
        ];
        for (xml, piece) in cases {
            let shown = resolved(xml);
            let alike = match (&shown, piece) {
                (Some(shown), Some(piece)) => shown.contains(piece),
                (shown, piece) => shown.is_none() && piece.is_none(),
            };
            assert!(alike, "{xml}: {shown:?}");
        }
    }

    #[test]
    fn copies_of_copies_have_an_end() {
        let twice = |n: u32| {
            let m = n - 1;
            format!("<x{n}><b reference='../../x{m}'/><c reference='../../x{m}'/></x{n}>")
        };
        let all: String = (1..40).map(twice).collect();
        assert_eq!(resolved(&format!("<a><x0>text</x0>{all}</a>")), None);
    }
}
