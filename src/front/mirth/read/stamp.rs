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
            node.map_or_else(|| nameless(channel), |node| stamp(document, node))
        })
        .collect()
}

/// A channel that is not found again: nothing is known, so it equals no other.
fn nameless(channel: &Channel) -> Stamp {
    let place = format!("{:?}", channel.span);
    Stamp { revision: None, modified: None, content: Sha256::digest(place).into() }
}

fn stamp(document: &Document<'_>, node: Node<'_>) -> Stamp {
    let number = |node: Option<Node<'_>>| node.and_then(|node| node.string().trim().parse().ok());
    // In the channel itself before 3.5 (export format section 2).
    let modified = node.find(&["exportData", "metadata", "lastModified", "time"]);
    Stamp {
        revision: number(node.child("revision")),
        modified: number(modified.or_else(|| node.find(&["lastModified", "time"]))),
        content: content(document, node),
    }
}

/// The bytes of the element without those of its `exportData`, and texts from other files.
fn content(document: &Document<'_>, node: Node<'_>) -> [u8; 32] {
    let bytes = document.source().as_bytes();
    let (start, end) = (node.span().start as usize, node.span().end as usize);
    let left_out = node
        .child("exportData")
        .map_or(end..end, |data| data.span().start as usize..data.span().end as usize);
    let mut digest = Sha256::new();
    for part in [start..left_out.start, left_out.end..end] {
        digest.update(bytes.get(part).unwrap_or_default());
    }
    let given = node.subtree().filter(|below| !left_out.contains(&(below.span().start as usize)));
    for text in given.filter_map(Node::given_text) {
        digest.update(text.as_str());
        digest.update([0]);
    }
    digest.finalize().into()
}
