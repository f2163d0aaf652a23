//! Groups, tags, dependencies and metadata: what a server keeps about its channels beside them
//! (facts of the export format, section 2).

use super::context::Reading;
use crate::{
    front::mirth::{
        model::ObstacleKind,
        surroundings::{Dependency, Group, Metadata, Surroundings, Tag},
    },
    xml::Node,
};

/// Class of the values of a map of metadata.
pub(super) const METADATA: &str = "com.mirth.connect.model.ChannelMetadata";

/// Settings of the pruner, which the platform has its own of, and who saved the channel.
pub(super) const OF_METADATA: &[&str] = &[
    "lastModified",
    "time",
    "timezone",
    "pruningSettings",
    "pruneMetaDataDays",
    "pruneContentDays",
    "archiveEnabled",
    "pruneErroredMessages",
    "userId",
];

/// The colour of a tag.
pub(super) const COLOUR: &[&str] = &["red", "green", "blue", "alpha"];

/// Reads an element of one of these kinds; false when it is none.
pub(super) fn read(reading: &mut Reading, node: Node<'_>, into: &mut Surroundings) -> bool {
    match node.name() {
        "channelTag" => into.tags.push(tag(reading, node)),
        "channelDependency" => into.dependencies.push(dependency(reading, node)),
        _ => return false,
    }
    true
}

/// What a group says; its elements are claimed as the walk comes to them.
pub(super) fn group(node: Node<'_>) -> Group {
    let channels = node.child("channels").into_iter().flat_map(Node::children);
    let id = |channel: Node<'_>| channel.child("id").map(Node::string);
    Group {
        span: node.start_tag(),
        name: node.child("name").map(Node::string).unwrap_or_default(),
        channels: channels.filter_map(id).collect(),
    }
}

fn tag(reading: &mut Reading, node: Node<'_>) -> Tag {
    reading.claim(node);
    reading.claim_fields(node, &["id", "channelIds"]);
    if let Some(colour) = node.child("backgroundColor") {
        reading.claim(colour);
        reading.claim_fields(colour, COLOUR);
    }
    Tag { name: reading.string(node, "name"), channels: ids(node.child("channelIds")) }
}

fn dependency(reading: &mut Reading, node: Node<'_>) -> Dependency {
    reading.claim(node);
    let mut id = |name| {
        reading.required(node, name);
        reading.string(node, name)
    };
    Dependency { dependent: id("dependentId"), dependency: id("dependencyId") }
}

/// The texts of a list of ids.
pub(super) fn ids(list: Option<Node<'_>>) -> Vec<String> {
    let children = list.into_iter().flat_map(Node::children);
    children.filter(|child| child.name() == "string").map(Node::string).collect()
}

/// Names of the tags in the export data of a channel. They may name other channels alone.
pub(super) fn tags(data: Node<'_>, channel: &str) -> Vec<String> {
    let all = data.child("channelTags").into_iter().flat_map(Node::children);
    let own = all.filter(|tag| ids(tag.child("channelIds")).iter().any(|id| id == channel));
    own.filter_map(|tag| tag.child("name")).map(Node::string).collect()
}

/// Reads one entry of a map of metadata: the id of a channel, and what is kept about it.
pub(super) fn metadata(reading: &mut Reading, key: Node<'_>, value: Node<'_>) -> Metadata {
    reading.claim(key);
    reading.claim(value);
    for below in value.subtree().filter(|below| OF_METADATA.contains(&below.name())) {
        reading.claim(below);
    }
    let enabled = reading.optional_flag(value, "enabled");
    let known = |name: &str| name == "enabled" || OF_METADATA.contains(&name);
    for child in value.children().filter(|child| !known(child.name())) {
        reading.obstacle(ObstacleKind::UnknownElement, child.name(), child.start_tag());
    }
    Metadata { channel: key.string(), enabled }
}
