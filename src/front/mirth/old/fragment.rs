//! Pieces of channels of before 3.0 that stand by themselves. A connector says its release; a
//! transformer or filter does not, and counts as one of 2.x.

use super::{
    connector::{self, Surroundings},
    element,
    flat::Flat,
    old_release,
    pen::Pen,
    simple_name, transformer,
};
use crate::{front::mirth::model::Version, xml::Node};

/// Whether an element is such a piece.
pub(super) fn is_old(node: Node<'_>) -> bool {
    release_of(node).is_some()
}

fn release_of(node: Node<'_>) -> Option<Version> {
    let alone =
        node.parent().is_none_or(|parent| parent.parent().is_none() && parent.name() == "list");
    if !alone || node.attribute("version").is_some() {
        return None;
    }
    match simple_name(node.name()) {
        "connector" | "sourceConnector" => {
            old_release(&node.child("version").map(Node::string).unwrap_or_default())
        }
        "transformer" if node.child("inboundProtocol").is_some() => old_release("2.2.3"),
        "filter" if node.child("rules").is_some() => old_release("2.2.3"),
        _ => None,
    }
}

/// Rewrites a piece, with its release.
pub(super) fn rewrite<'d>(pen: &mut Pen<'d>, node: Node<'d>) {
    let Some(release) = release_of(node) else { return pen.repeat(node) };
    let around = Surroundings::none(node.start_tag(), release);
    pen.open(simple_name(node.name()), node);
    let version = node.child("version").map(Node::string);
    pen.attribute("version", version.unwrap_or_else(|| "2.x".to_owned()));
    match simple_name(node.name()) {
        "transformer" => {
            transformer::inside(pen, node, 1, &around, &Flat::none(node.start_tag(), release));
        }
        "filter" => element::inside(pen, node, release),
        _ => {
            let source = node.name() == "sourceConnector"
                || node.child("mode").is_some_and(|mode| mode.string() == "SOURCE");
            connector::inside(pen, node, u32::from(!source), &around);
        }
    }
    pen.close();
}
