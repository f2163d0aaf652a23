//! Maps and lists among the settings: headers, properties of factories, attachments.

use crate::{
    front::mirth::read::{context::Reading, secrets},
    ir::route::{Entry, Login, Value},
    span::Span,
    xml::Node,
};

/// The entries of a map in order, from text to text or to a list of texts; of a secret only its
/// name. Before 3.2 no map had lists (semantics section 8.2), which reads the same.
pub(super) fn entries(node: Node<'_>, name: &str) -> Vec<Entry> {
    let Some(map) = node.child(name) else { return Vec::new() };
    let mut found = Vec::new();
    for entry in map.children().filter(|child| child.name() == "entry") {
        let mut parts = entry.children();
        let Some(key) = parts.next().map(Node::string) else { continue };
        found.extend(parts.flat_map(leaves).map(|leaf| named(&key, leaf)));
    }
    found
}

/// A leaf itself, or those of a list.
fn leaves(node: Node<'_>) -> Vec<Node<'_>> {
    if node.name() == "list" { node.children().collect() } else { vec![node] }
}

fn named(key: &str, leaf: Node<'_>) -> Entry {
    let text = leaf.string();
    let value = if secrets::is_secret(key) && !text.trim().is_empty() {
        Value::Secret(leaf.content())
    } else if secrets::strip(&text) == text {
        Value::Text(text)
    } else {
        Value::Mixed
    };
    Entry { name: key.to_owned(), value }
}

/// User name and password.
pub(super) fn login(reading: &mut Reading, node: Node<'_>) -> Login {
    Login { username: super::shown(reading, node, "username"), password: secret(node, "password") }
}

/// Where the value of a setting that holds a secret stands; `None` where it is empty.
pub(super) fn secret(node: Node<'_>, name: &str) -> Option<Span> {
    let child = node.child(name).filter(|child| !child.string().trim().is_empty());
    child.map(Node::content)
}

/// A setting that counts only where a switch is on.
pub(super) fn switched(node: Node<'_>, switch: &str, name: &str) -> Option<String> {
    let on = super::settings::is_on(node, switch);
    on.then(|| node.child(name).map(Node::string).unwrap_or_default())
}
