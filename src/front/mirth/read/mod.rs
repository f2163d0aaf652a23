//! From the document of an export to its model, with the migrations between releases applied
//! (semantics section 8.2) and every XML element accounted for.
//!
//! Reading never fails on content: what cannot be made sense of becomes an obstacle of its
//! channel, and what nobody recognises is unsupported.

mod around;
mod channel;
mod connector;
pub(crate) mod context;
mod data_type;
mod delivery;
mod elements;
mod fragment;
mod legacy;
mod library;
mod maps;
mod parts;
mod reference;
mod scripts;
pub(crate) mod secrets;

#[cfg(test)]
mod tests;

use std::ops::Range;

use self::context::Reading;
use super::{
    ledger::Ledger,
    model::{Export, ObstacleKind},
};
use crate::xml::{Document, Node};

pub use secrets::secret_spans;

/// The attribute that names a file beside the export which holds the text of the element.
const FILE_REFERENCE: &str = "msync-fileref";

/// Elements that only hold others.
const CONTAINERS: &[&str] = &[
    "list",
    "set",
    "serverConfiguration",
    "channelGroups",
    "channelGroup",
    "channels",
    "codeTemplateLibraries",
    "codeTemplates",
    "channelTags",
    "channelDependencies",
    "alerts",
    "users",
    "pluginProperties",
    "resourceProperties",
];

/// Metadata of a channel group, and of a backup.
const GROUP_METADATA: &[&str] =
    &["id", "name", "revision", "description", "date", "lastModified", "time", "timezone"];

/// Reads everything that a file holds.
pub fn read(document: &Document<'_>) -> Export {
    match reference::resolve(document) {
        Some(resolved) => walk(&resolved),
        None => walk(document),
    }
}

fn walk(document: &Document<'_>) -> Export {
    let reading = Reading { ledger: Ledger::new(document), obstacles: Vec::new() };
    let mut walk = Walk { reading, export: Export::default(), counted: Vec::new(), other: 0..0 };
    let mut index = 0;
    while let Some(node) = document.node(index) {
        index = walk.step(node);
    }
    walk.finish(document)
}

/// The way through a document, element by element.
struct Walk<'d> {
    reading: Reading,
    export: Export,
    /// What counts for itself: channels and libraries.
    counted: Vec<Node<'d>>,
    /// The part that was met last of which nothing is read. A channel inside of it is.
    other: Range<usize>,
}

impl<'d> Walk<'d> {
    /// Reads what begins with an element; gives the number of the one to go on with.
    fn step(&mut self, node: Node<'d>) -> usize {
        let Self { reading, export, .. } = self;
        let name = node.name();
        let next = node.index() + 1;
        reading.obstacles.clear();
        if is_channel(name) && !is_stub(node) {
            let channel = channel::read(reading, node);
            export.channels.push(channel);
            return self.past(node);
        }
        if let "codeTemplateLibrary" | "codeTemplate" = name {
            let single = name == "codeTemplate";
            let read = if single { library::read_single } else { library::read };
            export.libraries.push(read(reading, node));
            return self.past(node);
        }
        if self.other.contains(&node.index()) {
            return next;
        }
        if is_container(node) {
            reading.claim(node);
            if name == "channelGroup" {
                export.surroundings.groups.push(around::group(node));
            }
        } else if name == "channel" {
            reading.claim(node);
            reading.claim_fields(node, &["id", "revision"]);
        } else if !node.parent().is_some_and(is_stub) {
            if let Some(fragment) = fragment::read(reading, node) {
                export.fragments.push(fragment);
                return self.past(node);
            }
            self.part(node);
        }
        next
    }

    /// Takes note of a channel or library that was read; gives what follows it.
    fn past(&mut self, node: Node<'d>) -> usize {
        self.export.notes.append(&mut self.reading.obstacles);
        self.counted.push(node);
        node.range().end
    }

    /// Reads a part of a server.
    fn part(&mut self, node: Node<'_>) {
        let Self { reading, export, .. } = self;
        let read = around::read(reading, node, &mut export.surroundings)
            || maps::read(reading, node, export);
        if !read {
            export.parts.push(parts::read(node));
        }
        export.notes.append(&mut reading.obstacles);
        self.other = node.range();
    }

    /// Notes texts that stand in other files, and references that were not resolved, outside of
    /// channels; a channel has noted its own.
    fn note_attributes(&mut self, document: &Document<'_>) {
        let fragments = self.export.fragments.iter().map(|fragment| &fragment.channel);
        let read = self.export.channels.iter().chain(fragments).map(|channel| channel.span);
        let read: Vec<_> = read.collect();
        let attributes = [
            (FILE_REFERENCE, ObstacleKind::ExternalText),
            (reference::ATTRIBUTE, ObstacleKind::Reference),
        ];
        for node in document.nodes().filter(|node| !node.attributes().is_empty()) {
            for (name, kind) in attributes {
                let Some(value) = node.attribute(name) else { continue };
                let span = node.start_tag();
                if !read.iter().any(|whole| whole.start <= span.start && span.end <= whole.end) {
                    self.reading.obstacle(kind, value, span);
                }
            }
        }
        self.export.notes.append(&mut self.reading.obstacles);
    }

    /// What is known once the whole file was read.
    fn finish(mut self, document: &'d Document<'d>) -> Export {
        let around = document.nodes().filter(|node| !within(&self.counted, *node));
        self.export.secrets = secrets::find_in(around);
        self.note_attributes(document);
        let unsupported = self.reading.ledger.unsupported(document);
        self.export.unsupported =
            unsupported.iter().map(|node| (named(*node), node.span())).collect();
        self.export.counts = self.reading.ledger.counts_outside(&self.counted);
        self.export
    }
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

/// An element with the name of the one that it stands in: `attachmentProperties/properties`.
fn named(node: Node<'_>) -> String {
    match node.parent() {
        Some(parent) => format!("{}/{}", parent.name(), node.name()),
        None => node.name().to_owned(),
    }
}
