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
mod elements;
mod fragment;
mod legacy;
mod library;
mod maps;
mod parts;
mod reference;
mod scripts;
pub(crate) mod secrets;
mod stamp;

#[cfg(test)]
mod tests;
#[cfg(test)]
pub(super) use tests::check_sum;

use std::ops::Range;

use self::context::Reading;
use super::{
    companion,
    ledger::Ledger,
    model::{Channel, Export, Obstacle, ObstacleKind},
    old,
};
use crate::xml::{Document, Node};

pub use secrets::secret_spans;
pub use stamp::{Stamp, stamps};

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

/// Reads everything that a file holds, whatever the release that wrote it.
pub fn read(document: &Document<'_>) -> Export {
    let Some(old::Rewritten { document, notes }) = old::rewrite(document) else {
        return resolved(document);
    };
    let mut export = resolved(&document);
    notes.into_iter().for_each(|note| place(&mut export, note));
    export
}

/// Gives a note of the rewriting to the channel or fragment that it is about.
fn place(export: &mut Export, note: Obstacle) {
    let Export { channels, fragments, notes, .. } = export;
    let fragments = fragments.iter_mut().map(|fragment| &mut fragment.channel);
    let about = |channel: &&mut Channel| {
        channel.span.start <= note.span.start && note.span.end <= channel.span.end
    };
    match channels.iter_mut().chain(fragments).find(about) {
        Some(channel) => channel.obstacles.push(note),
        None => notes.push(note),
    }
}

/// Reads a document in the shape of 3.0 or later, with the elements that stand for others.
fn resolved(document: &Document<'_>) -> Export {
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
        for node in document.nodes().filter(|node| !node.attributes().is_empty()) {
            let span = node.start_tag();
            if read.iter().any(|whole| whole.start <= span.start && span.end <= whole.end) {
                continue;
            }
            if let Some(file) = text_elsewhere(node) {
                self.reading.obstacle(ObstacleKind::ExternalText, file, span);
            }
            if let Some(path) = node.attribute(reference::ATTRIBUTE) {
                self.reading.obstacle(ObstacleKind::Reference, path, span);
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
