//! Pieces of channels that the Administrator exports by themselves: connectors, filters,
//! transformers, single steps and rules (facts of the export samples, `fragment`).
//!
//! A fragment is read as a channel that has nothing else, so that it is lowered like any other;
//! it never becomes a connection.

use super::{
    channel, connector,
    connector::Side,
    context::{Reading, no_text, version_of},
    data_type, elements, scripts,
};
use crate::{
    front::mirth::model::{Channel, Filter, Fragment, ObstacleKind, Properties, ScriptKind},
    ir::{disposition::Counts, estate::FragmentKind},
    xml::Node,
};

/// Roots of fragments. A connector says itself which one it is.
const ROOTS: &[(&str, FragmentKind)] = &[
    ("connector", FragmentKind::Destination),
    ("sourceConnector", FragmentKind::Source),
    ("filter", FragmentKind::Filter),
    ("transformer", FragmentKind::Transformer),
    ("responseTransformer", FragmentKind::ResponseTransformer),
];

/// Packages of the engine's steps and rules, those of its plug-ins among them.
const PACKAGES: &[&str] = &["com.mirth.connect.plugins.", "com.mirth.connect.model."];

/// Reads a fragment; `None` when the element is none.
pub(super) fn read(reading: &mut Reading, node: Node<'_>) -> Option<Fragment> {
    let kind = kind(node)?;
    let mut channel = shell(node);
    if channel.version_text.is_empty() {
        reading.obstacle(ObstacleKind::OldRelease, "", node.start_tag());
    } else {
        fill(reading, node, kind, &mut channel);
        channel::note_attributes(reading, node);
    }
    channel.counts = reading.ledger.counts(node, &[]);
    channel::keep_secrets(node, &mut channel);
    channel.obstacles = std::mem::take(&mut reading.obstacles);
    Some(Fragment { kind, channel })
}

fn kind(node: Node<'_>) -> Option<FragmentKind> {
    let name = node.name();
    if let Some((_, kind)) = ROOTS.iter().find(|(root, _)| *root == name) {
        let source = node.child("mode").is_some_and(|mode| mode.string() == "SOURCE");
        return Some(if source { FragmentKind::Source } else { *kind });
    }
    PACKAGES.iter().find(|package| name.starts_with(**package))?;
    match name {
        _ if name.ends_with("Step") => Some(FragmentKind::Step),
        _ if name.ends_with("Rule") => Some(FragmentKind::Rule),
        _ => None,
    }
}

/// A channel around a fragment, of its release and with its name.
fn shell(node: Node<'_>) -> Channel {
    Channel {
        span: node.span(),
        id: String::new(),
        name: node.child("name").map_or_else(|| no_text(node), Node::text),
        version: version_of(node),
        version_text: node.attribute("version").unwrap_or_default().to_owned(),
        revision: String::new(),
        description: String::new(),
        enabled: None,
        source: connector::absent(node),
        destinations: Vec::new(),
        scripts: Vec::new(),
        properties: Properties::default(),
        tags: Vec::new(),
        depends_on: Vec::new(),
        libraries: Vec::new(),
        counts: Counts::default(),
        obstacles: Vec::new(),
    }
}

fn fill(reading: &mut Reading, node: Node<'_>, kind: FragmentKind, channel: &mut Channel) {
    let version = channel.version;
    if matches!(kind, FragmentKind::Filter | FragmentKind::Rule | FragmentKind::Step) {
        let transformer = &mut channel.source.transformer;
        transformer.inbound = data_type::assumed(reading);
        transformer.outbound = transformer.inbound.clone();
    }
    match kind {
        FragmentKind::Source => {
            let path = ["transformer", "inboundProperties", "batchProperties", "batchScript"];
            let batch = node.find(&path);
            let batch = batch.and_then(|b| scripts::read_one(reading, b, ScriptKind::Batch));
            channel.scripts.extend(batch);
            channel.source = connector::read(reading, node, Side::Source, version);
        }
        FragmentKind::Destination => {
            let side = Side::Destination(1);
            channel.destinations.push(connector::read(reading, node, side, version));
        }
        FragmentKind::Filter => {
            channel.source.filter = connector::read_filter(reading, node, version);
        }
        // Nothing says from which connector a transformer is. A source's has all that one of a
        // destination has.
        FragmentKind::Transformer => {
            channel.source.transformer = connector::read_transformer(reading, node, version);
        }
        FragmentKind::ResponseTransformer => {
            let mut destination = connector::absent(node);
            destination.meta_data_id = 1;
            let transformer = connector::read_transformer(reading, node, version);
            destination.response_transformer = Some(transformer);
            channel.destinations.push(destination);
        }
        FragmentKind::Rule => {
            let rules = vec![elements::read(reading, node, version)];
            channel.source.filter = Filter { span: node.span(), rules };
        }
        FragmentKind::Step => {
            channel.source.transformer.steps = vec![elements::read(reading, node, version)];
        }
    }
}
