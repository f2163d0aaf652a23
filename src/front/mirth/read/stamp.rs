//! What tells two exports of one channel apart: revision, time and content.

use sha2::{Digest, Sha256};

use crate::{
    front::mirth::model::Channel,
    xml::{Document, Node},
};

/// What tells an export of a channel from another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stamp {
    /// Revision, which the engine counts up with every save.
    pub revision: Option<u64>,
    /// When it was saved last, in milliseconds since 1970.
    pub modified: Option<u64>,
    /// Digest of everything but what an export adds to the channel (`exportData`).
    pub content: [u8; 32],
}

/// The stamps of the channels that were read from a document, in their order.
pub fn stamps(document: &Document<'_>, channels: &[Channel]) -> Vec<Stamp> {
    let mut nodes = document.nodes();
    channels
        .iter()
        .map(|channel| {
            let node = nodes.find(|node| node.span() == channel.span);
            node.map_or_else(|| nameless(channel), stamp)
        })
        .collect()
}

/// A channel that is not found again: nothing is known, so it equals no other.
fn nameless(channel: &Channel) -> Stamp {
    let place = format!("{:?}", channel.span);
    Stamp { revision: None, modified: None, content: Sha256::digest(place).into() }
}

fn stamp(node: Node<'_>) -> Stamp {
    let number = |node: Option<Node<'_>>| node.and_then(|node| node.string().trim().parse().ok());
    // In the channel itself before 3.5 (export format section 2).
    let modified = node.find(&["exportData", "metadata", "lastModified", "time"]);
    Stamp {
        revision: number(node.child("revision")),
        modified: number(modified.or_else(|| node.find(&["lastModified", "time"]))),
        content: content(node),
    }
}

/// What the elements of a channel say, without `exportData`: names, attributes, and texts but for
/// the white space between elements, as a list or a backup indents its channels further.
fn content(node: Node<'_>) -> [u8; 32] {
    let left_out = node.child("exportData").map_or(0..0, Node::range);
    let mut digest = Sha256::new();
    let mut say = |text: &str| {
        digest.update((text.len() as u64).to_le_bytes());
        digest.update(text);
    };
    for below in node.subtree().filter(|below| !left_out.contains(&below.index())) {
        say(below.name());
        for attribute in below.attributes() {
            say(&attribute.name);
            say(&attribute.value);
        }
        let text = below.text();
        let blank = !below.is_leaf() && text.as_str().trim().is_empty();
        say(if blank { "" } else { text.as_str() });
        if below != node {
            // What follows is below this one, or not.
            say(&below.size().to_string());
        }
    }
    digest.finalize().into()
}
