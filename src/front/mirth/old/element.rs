//! Steps and rules: their names, their types, and what their data said before 2.0. The stored
//! scripts are left as they are: the old server ran those.

use super::{pen::Pen, simple_name, truth};
use crate::{
    front::mirth::{model::Version, read::context::release},
    span::SourceText,
    xml::Node,
};

/// Rewrites a filter. Before 1.4 it had a template, which had no effect.
pub(super) fn filter<'d>(pen: &mut Pen<'d>, node: Node<'d>, version: Version) {
    pen.open("filter", node);
    inside(pen, node, version);
    pen.close();
}

/// Rewrites what is in a filter.
pub(super) fn inside<'d>(pen: &mut Pen<'d>, node: Node<'d>, version: Version) {
    for child in node.children() {
        match child.name() {
            "rules" => {
                truth::note(pen, child);
                list(pen, child, version);
            }
            "template" if version < release(1, 4, 0) => pen.stand_for_all(child),
            _ => pen.copy(child),
        }
    }
}

/// Rewrites the steps of a transformer or the rules of a filter.
pub(super) fn list<'d>(pen: &mut Pen<'d>, node: Node<'d>, version: Version) {
    pen.open_copy(node, node.name());
    for child in node.children() {
        element(pen, child, version);
    }
    pen.close();
}

fn element<'d>(pen: &mut Pen<'d>, node: Node<'d>, version: Version) {
    let first = version < release(2, 0, 0);
    pen.open_copy(node, simple_name(node.name()));
    for child in node.children() {
        match child.name() {
            "type" if first => kind(pen, child, node),
            "data" if first => data(pen, child),
            _ => pen.copy(child),
        }
    }
    pen.close();
}

/// The type of an element of 1.x. A rule that rejects is its script: the data of today only
/// accept.
fn kind<'d>(pen: &mut Pen<'d>, node: Node<'d>, element: Node<'d>) {
    pen.open("type", node);
    let today = match node.string().as_str() {
        "HL7 Message Builder" => Some("Message Builder"),
        "Rule Builder" if rejects(element) => Some("JavaScript"),
        _ => None,
    };
    let text = today.map(|today| SourceText::opaque(today, node.content()));
    pen.text(text.unwrap_or_else(|| node.text()));
    pen.close();
}

/// Whether the data of a rule say that what it finds is rejected.
fn rejects(rule: Node<'_>) -> bool {
    let entries = rule.child("data").into_iter().flat_map(Node::children);
    entries.into_iter().any(|entry| {
        let pair: Vec<_> = entry.children().map(Node::string).collect();
        matches!(&pair[..], [key, value] if key.eq_ignore_ascii_case("Accept") && value == "0")
    })
}

/// The data of an element of 1.x: the map of a Mapper was a number.
fn data<'d>(pen: &mut Pen<'d>, node: Node<'d>) {
    pen.open_copy(node, "data");
    for entry in node.children() {
        let sides: Vec<_> = entry.children().collect();
        match sides[..] {
            [key, value] if key.string() == "isGlobal" => {
                pen.open_copy(entry, entry.name());
                pen.copy(key);
                scope(pen, value);
                pen.close();
            }
            _ => pen.copy(entry),
        }
    }
    pen.close();
}

fn scope<'d>(pen: &mut Pen<'d>, node: Node<'d>) {
    let today = match node.string().as_str() {
        "0" => "channel",
        "1" => "global",
        _ => return pen.copy(node),
    };
    pen.open(node.name(), node);
    pen.text(SourceText::opaque(today, node.content()));
    pen.close();
}
