//! Parts of a server that are listed and not compiled: which element is which kind of part.

use crate::{
    ir::estate::{Part, PartKind},
    xml::Node,
};

/// Elements of the kinds of parts, and the child that names one.
const PARTS: &[(&str, PartKind, &str)] = &[
    ("alertModel", PartKind::Alert, "name"),
    ("driverInfo", PartKind::DatabaseDriver, "name"),
    ("serverSettings", PartKind::ServerSettings, "serverName"),
    ("updateSettings", PartKind::UpdateSettings, ""),
    ("properties", PartKind::PluginSettings, ""),
    ("user", PartKind::User, ""),
];

/// How the names of classes of resources end.
const RESOURCE: &str = "ResourceProperties";

/// The part that an element is. What nothing is known of is one too.
pub(super) fn read(node: Node<'_>) -> Part {
    let (kind, name) = kind(node);
    Part { kind, element: node.name().to_owned(), name, span: node.span() }
}

fn kind(node: Node<'_>) -> (PartKind, String) {
    let name = |child: &str| node.child(child).map(Node::string).unwrap_or_default();
    if node.name().ends_with(RESOURCE) {
        return (PartKind::Resource, name("name"));
    }
    if node.name() == "entry" && node.parent().is_some_and(|p| p.name() == "pluginProperties") {
        return (PartKind::PluginSettings, name("string"));
    }
    match PARTS.iter().find(|(element, ..)| *element == node.name()) {
        Some((_, PartKind::PluginSettings, _)) if !is_of_plug_in(node) => {
            (PartKind::Other, String::new())
        }
        Some((_, kind, child)) => (*kind, name(child)),
        None => (PartKind::Other, String::new()),
    }
}

/// Whether properties have the form in which settings of plug-ins are written: Java has another of
/// that name.
fn is_of_plug_in(node: Node<'_>) -> bool {
    node.children().all(|child| child.name() == "property" && child.attribute("name").is_some())
}
