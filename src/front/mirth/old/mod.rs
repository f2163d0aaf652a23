//! Channels of releases 1.x and 2.x, rewritten to the shape of 3.0 as the engine's own migration
//! does it (semantics section 8.3), so that the reader and its migrations do the rest.
//!
//! The rewrite is a new document whose elements know which original elements they stand for.
//! What nothing was made from stays unsupported and is reported; nothing is dropped. Where the
//! old server did something else than the migrated channel does, a note says so at its line.

mod channel;
mod connector;
mod data_type;
mod element;
mod flat;
mod fragment;
mod nested;
mod pen;
mod settings;
mod transformer;
mod transports;
mod truth;

#[cfg(test)]
mod tests;

use self::pen::Pen;
use super::{model::Obstacle, model::Version, read::context::parse_version};
use crate::xml::{Document, Node};

/// A document of today's shape made from an older one.
#[derive(Debug)]
pub(crate) struct Rewritten<'d> {
    /// The document.
    pub(crate) document: Document<'d>,
    /// What there is to say about old settings, in the order of the file.
    pub(crate) notes: Vec<Obstacle>,
}

/// Rewrites a document that holds channels, connectors or code templates of before 3.0; `None`
/// where it holds none.
pub(crate) fn rewrite<'d>(document: &'d Document<'d>) -> Option<Rewritten<'d>> {
    let old = |node: Node<'_>| {
        is_old_package(node.name()) || release_of(node).is_some() || fragment::is_old(node)
    };
    if !document.nodes().any(old) {
        return None;
    }
    let mut pen = Pen::new(document);
    outside(&mut pen, document.root());
    pen.finish()
}

/// Copies what stands around channels, and rewrites those that are old.
fn outside<'d>(pen: &mut Pen<'d>, node: Node<'d>) {
    let name = simple_name(node.name());
    match release_of(node) {
        Some(release) => return channel::rewrite(pen, node, release),
        None if name == "channel" => return pen.repeat(node),
        None if name == "codeTemplate" => return channel::code_template(pen, node),
        None if fragment::is_old(node) => return fragment::rewrite(pen, node),
        None => {}
    }
    pen.open_as_it_is(node, name);
    node.children().for_each(|child| outside(pen, child));
    pen.close();
}

/// The release of an element that is older than 3.0: it has no version attribute, and its child
/// `version` says 1.x or 2.x. A channel of the old package without one counts as 1.8.
fn release_of(node: Node<'_>) -> Option<Version> {
    if simple_name(node.name()) != "channel" || node.attribute("version").is_some() {
        return None;
    }
    let old_name = is_old_package(node.name());
    let text = node.child("version").map(Node::string).unwrap_or_default();
    old_release(if text.trim().is_empty() && old_name { "1.8.2" } else { &text })
}

/// A release of 1.x or 2.x.
fn old_release(text: &str) -> Option<Version> {
    let text = text.trim();
    let version = text.starts_with(|c: char| c.is_ascii_digit()).then(|| parse_version(text));
    version.filter(|version| (1..3).contains(&version.0[0]))
}

fn is_old_package(name: &str) -> bool {
    name.starts_with(OLD_PACKAGE)
}

const OLD_PACKAGE: &str = "com.webreach.mirth.";
const PACKAGE: &str = "com.mirth.connect.";

/// Names that releases from 2.0 on write for classes that were written with their package.
const ALIASES: &[(&str, &str)] = &[
    ("Channel", "channel"),
    ("Connector", "connector"),
    ("Step", "step"),
    ("Rule", "rule"),
    ("CodeTemplate", "codeTemplate"),
    ("ServerConfiguration", "serverConfiguration"),
    ("Alert", "alert"),
];

/// The name that releases from 2.0 on write for an element.
fn simple_name(name: &str) -> &str {
    let class = [OLD_PACKAGE, PACKAGE].iter().find_map(|package| name.strip_prefix(package));
    let Some(class) = class.and_then(|class| class.strip_prefix("model.")) else { return name };
    ALIASES.iter().find(|(long, _)| *long == class).map_or(name, |(_, short)| short)
}
