//! From the document of an export to its model, with the migrations between releases applied
//! (semantics section 8.2) and every XML element accounted for.
//!
//! Reading never fails on content: what cannot be made sense of becomes an obstacle of its
//! channel, and what nobody recognises is unsupported.

mod channel;
mod connector;
pub(crate) mod context;
mod data_type;
mod elements;
mod legacy;
mod library;
mod scripts;
pub(crate) mod secrets;
mod stamp;

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(super) use tests::check_sum;

use self::context::Reading;
use super::{
    companion,
    ledger::Ledger,
    model::{Export, Obstacle},
    old,
};
use crate::xml::{Document, Node};

pub use secrets::secret_spans;
pub use stamp::{Stamp, stamps};

/// Elements that only hold channels, groups, libraries or templates.
const CONTAINERS: &[&str] = &[
    "list",
    "set",
    "serverConfiguration",
    "channelGroups",
    "channelGroup",
    "channels",
    "codeTemplateLibraries",
    "codeTemplates",
];

/// Metadata of a channel group, and of a backup.
const GROUP_METADATA: &[&str] =
    &["id", "name", "revision", "description", "date", "lastModified", "time", "timezone"];

/// Reads everything that a file holds, whatever the release that wrote it.
pub fn read(document: &Document<'_>) -> Export {
    let Some(old::Rewritten { document, notes }) = old::rewrite(document) else {
        return read_current(document);
    };
    let mut export = read_current(&document);
    for channel in &mut export.channels {
        let whole = channel.span;
        let within =
            |note: &&Obstacle| whole.start <= note.span.start && note.span.end <= whole.end;
        channel.obstacles.extend(notes.iter().filter(within).cloned());
    }
    export
}

/// Reads everything that a file holds in the shape of 3.0 or later.
fn read_current(document: &Document<'_>) -> Export {
    let mut reading = Reading { ledger: Ledger::new(document), obstacles: Vec::new() };
    let mut export = Export::default();
    let mut parts: Vec<Node<'_>> = Vec::new();
    let mut other = 0..0;
    let mut index = 0;
    while let Some(node) = document.node(index) {
        let range = node.range();
        match node.name() {
            name if is_channel(name) && !is_stub(node) => {
                let channel = channel::read(&mut reading, node);
                index = range.end;
                parts.push(node);
                export.channels.push(channel);
                continue;
            }
            "codeTemplateLibrary" => {
                export.libraries.push(library::read(&mut reading, node));
                index = range.end;
                parts.push(node);
                continue;
            }
            "codeTemplate" => {
                export.libraries.push(library::read_single(&mut reading, node));
                index = range.end;
                parts.push(node);
                continue;
            }
            _ if other.contains(&index) => {}
            _ if is_container(node) => reading.claim(node),
            "channel" => {
                reading.claim(node);
                reading.claim_fields(node, &["id", "revision"]);
            }
            _ if node.parent().is_some_and(is_stub) => {}
            name => {
                export.other_parts.push((name.to_owned(), node.span()));
                other = range;
            }
        }
        index += 1;
    }
    export.secrets = secrets::find_in(document.nodes().filter(|node| !within(&parts, *node)));
    let unsupported = reading.ledger.unsupported(document);
    export.unsupported = unsupported.iter().map(|node| (named(*node), node.span())).collect();
    export.counts = reading.ledger.counts_outside(&parts);
    export
}

/// Whether an element belongs to one of the parts, which are in document order.
fn within(parts: &[Node<'_>], node: Node<'_>) -> bool {
    let after = parts.partition_point(|part| part.index() <= node.index());
    after > 0 && parts[after - 1].range().contains(&node.index())
}

fn is_channel(name: &str) -> bool {
    matches!(
        name,
        "channel" | "com.webreach.mirth.model.Channel" | "com.mirth.connect.model.Channel"
    )
}

/// A channel of which a group only names the id.
fn is_stub(node: Node<'_>) -> bool {
    let named = |child: Node<'_>| matches!(child.name(), "id" | "revision") && child.is_leaf();
    node.name() == "channel"
        && node.parent().is_some()
        && node.child("id").is_some()
        && node.children().all(named)
}

/// A container at the root or inside containers, or metadata of one.
fn is_container(node: Node<'_>) -> bool {
    let Some(parent) = node.parent() else { return CONTAINERS.contains(&node.name()) };
    let held = CONTAINERS.contains(&parent.name()) && is_container(parent);
    let metadata = |holder: &str| matches!(holder, "channelGroup" | "serverConfiguration");
    if parent.name() == "lastModified" {
        return GROUP_METADATA.contains(&node.name()) && is_container(parent);
    }
    held && (CONTAINERS.contains(&node.name())
        || metadata(parent.name()) && GROUP_METADATA.contains(&node.name()))
}

/// The file beside the export that holds the text of an element, where that was not read.
fn text_elsewhere(node: Node<'_>) -> Option<&str> {
    node.attribute(companion::ATTRIBUTE).filter(|_| node.given_text().is_none())
}

/// An element with the name of the one that it stands in: `attachmentProperties/properties`.
fn named(node: Node<'_>) -> String {
    match node.parent() {
        Some(parent) => format!("{}/{}", parent.name(), node.name()),
        None => node.name().to_owned(),
    }
}
