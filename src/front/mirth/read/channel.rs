//! A channel: its parts, its metadata, and what keeps it from being read whole.

use super::{
    around,
    connector::{self, Side},
    context::{Class, Reading, no_text, release, version_of},
    library, reference, scripts, secrets, text_elsewhere,
};
use crate::{
    front::mirth::{
        model::{Channel, ChannelScript, Library, ObstacleKind, Properties, ScriptKind, Version},
        transport,
    },
    ir::{disposition::Disposition, route::OptionGap},
    xml::Node,
};

const CHANNEL: Class = Class {
    fields: &[
        "id",
        "nextMetaDataId",
        "name",
        "description",
        "revision",
        "sourceConnector",
        "destinationConnectors",
        "preprocessingScript",
        "postprocessingScript",
        "deployScript",
        "undeployScript",
        "properties",
        "exportData",
    ],
    before: &[
        (
            release(3, 5, 0),
            &["enabled", "lastModified", "codeTemplateLibraries", "dependentIds", "dependencyIds"],
        ),
        (release(3, 1, 0), &["shutdownScript"]),
    ],
};

/// Metadata of `exportData`, which says nothing about how messages are handled.
const EXPORT_METADATA: &[&str] = &[
    "metadata",
    "enabled",
    "channelTags",
    "channelTag",
    "id",
    "name",
    "channelIds",
    "string",
    "backgroundColor",
    "dependentIds",
    "dependencyIds",
];

/// Reads a channel.
pub(super) fn read(reading: &mut Reading, node: Node<'_>) -> Channel {
    reading.obstacles.clear();
    reading.claim(node);
    let version_text = node.attribute("version").unwrap_or_default().to_owned();
    let version = version_of(node);
    let mut channel = shell(reading, node, version, version_text);
    if channel.version_text.is_empty() {
        let subject = node.child("version").map(Node::string).unwrap_or_default();
        reading.obstacle(ObstacleKind::OldRelease, subject, node.start_tag());
        connector::read_names(node, &mut channel);
    } else {
        let libraries = read_current(reading, node, &mut channel);
        channel.counts = reading.ledger.counts(node, &libraries);
        note_attributes(reading, node);
    }
    if channel.version_text.is_empty() {
        channel.counts = reading.ledger.counts(node, &[]);
    }
    keep_secrets(node, &mut channel);
    channel.obstacles = std::mem::take(&mut reading.obstacles);
    channel
}

/// What every release has, and nothing else.
fn shell(reading: &mut Reading, node: Node<'_>, version: Version, version_text: String) -> Channel {
    for name in ["id", "name"] {
        reading.required(node, name);
    }
    Channel {
        span: node.span(),
        id: reading.string(node, "id"),
        name: reading.text(node, "name").unwrap_or_else(|| no_text(node)),
        version,
        version_text,
        revision: reading.string(node, "revision"),
        description: reading.string(node, "description"),
        enabled: reading.optional_flag(node, "enabled"),
        source: connector::absent(node),
        destinations: Vec::new(),
        scripts: Vec::new(),
        properties: Properties::default(),
        tags: Vec::new(),
        depends_on: Vec::new(),
        libraries: Vec::new(),
        counts: crate::ir::disposition::Counts::default(),
        obstacles: Vec::new(),
    }
}

/// Reads a channel of release 3.0 or later into its shell; gives where its libraries stand.
fn read_current<'d>(reading: &mut Reading, node: Node<'d>, channel: &mut Channel) -> Vec<Node<'d>> {
    let version = channel.version;
    reading.check_fields(node, &CHANNEL, version);
    reading.claim_fields(node, &["nextMetaDataId", "dependentIds", "dependencyIds"]);
    claim_metadata(reading, node.child("lastModified"));
    // A script that is carried must not be claimed as a setting of its data type.
    let mut batch = Vec::new();
    read_batch_script(reading, node, &mut batch);
    if let Some(source) = reading.required(node, "sourceConnector") {
        channel.source = connector::read(reading, source, Side::Source, version);
    }
    if let Some(list) = reading.required(node, "destinationConnectors") {
        reading.claim(list);
        for (child, place) in list.children().zip(1..) {
            if child.name() == "connector" {
                let side = Side::Destination(place);
                channel.destinations.push(connector::read(reading, child, side, version));
            } else {
                let kind = ObstacleKind::UnknownElement;
                reading.obstacle(kind, child.name(), child.start_tag());
            }
        }
    }
    channel.scripts = scripts::read(reading, node, version);
    channel.scripts.extend(batch);
    if let Some(properties) = node.child("properties") {
        let gaps = &mut channel.source.gaps;
        channel.properties = read_properties(reading, properties, &mut channel.scripts, gaps);
    }
    read_export_data(reading, node, channel)
}

/// The script that splits a batch stands in the source's inbound properties.
fn read_batch_script(reading: &mut Reading, node: Node<'_>, scripts: &mut Vec<ChannelScript>) {
    let path = ["sourceConnector", "transformer", "inboundProperties", "batchProperties"];
    let script = node.find(&path).and_then(|batch| batch.child("batchScript"));
    scripts.extend(script.and_then(|s| scripts::read_one(reading, s, ScriptKind::Batch)));
}

fn read_properties(
    reading: &mut Reading,
    node: Node<'_>,
    scripts: &mut Vec<ChannelScript>,
    gaps: &mut Vec<OptionGap>,
) -> Properties {
    reading.claim(node);
    if let Some(attachments) = node.child("attachmentProperties") {
        read_attachment_script(reading, attachments, scripts);
    }
    gaps.extend(transport::channel::claim(reading, node));
    let mut properties = Properties {
        initial_state: reading.string(node, "initialState"),
        clear_global_channel_map: reading.flag(node, "clearGlobalChannelMap"),
        attachments: None,
        metadata_columns: Vec::new(),
    };
    if let Some(columns) = node.child("metaDataColumns") {
        for column in columns.children().filter(|c| c.name() == "metaDataColumn") {
            reading.claim(column);
            let [name, kind, key] =
                ["name", "type", "mappingName"].map(|n| reading.string(column, n));
            properties.metadata_columns.push((name, kind, key));
        }
    }
    let handler = node.child("attachmentProperties");
    properties.attachments =
        handler.and_then(|handler| transport::channel::attachments(reading, handler));
    properties
}

/// Reads the script of a JavaScript attachment handler.
fn read_attachment_script(reading: &mut Reading, node: Node<'_>, scripts: &mut Vec<ChannelScript>) {
    let Some(settings) = node.child("properties") else { return };
    for entry in settings.children().filter(|e| e.name() == "entry") {
        let values: Vec<_> = entry.children().collect();
        if let [key, value] = values[..]
            && key.string() == "javascript.script"
        {
            scripts.extend(scripts::read_one(reading, value, ScriptKind::Attachment));
            reading.ledger.claim_subtree(settings, Disposition::Carried);
        }
    }
}

/// Reads `exportData`, and the libraries and the flag that stood in the channel before 3.5.
fn read_export_data<'d>(
    reading: &mut Reading,
    node: Node<'d>,
    channel: &mut Channel,
) -> Vec<Node<'d>> {
    let data = node.child("exportData");
    if let Some(data) = data {
        reading.claim(data);
        if let Some(enabled) = data.find(&["metadata"]).filter(|m| m.child("enabled").is_some()) {
            channel.enabled = Some(reading.flag(enabled, "enabled"));
        }
        for name in ["metadata", "channelTags", "dependentIds", "dependencyIds"] {
            claim_metadata(reading, data.child(name));
        }
        channel.tags = around::tags(data, &channel.id);
        channel.depends_on = around::ids(data.child("dependencyIds"));
    }
    let mut libraries = Vec::new();
    for holder in [data, Some(node)].into_iter().flatten() {
        let Some(list) = holder.child("codeTemplateLibraries") else { continue };
        reading.claim(list);
        for child in list.children().filter(|c| c.name() == "codeTemplateLibrary") {
            let library: Library = library::read(reading, child);
            libraries.push(child);
            channel.libraries.push(library);
        }
    }
    libraries
}

fn claim_metadata(reading: &mut Reading, node: Option<Node<'_>>) {
    let Some(node) = node else { return };
    let known = |below: &Node<'_>| {
        let lists = [EXPORT_METADATA, around::OF_METADATA, around::COLOUR];
        lists.iter().any(|list| list.contains(&below.name()))
    };
    for below in node.subtree().filter(known) {
        reading.claim(below);
    }
}

/// Notes what an attribute says about the text of an element: that it stands elsewhere.
pub(super) fn note_attributes(reading: &mut Reading, node: Node<'_>) {
    for below in node.subtree() {
        if let Some(file) = text_elsewhere(below) {
            reading.obstacle(ObstacleKind::ExternalText, file, below.start_tag());
        }
        if let Some(path) = below.attribute(reference::ATTRIBUTE) {
            reading.obstacle(ObstacleKind::Reference, path, below.start_tag());
        }
    }
}

/// Secrets that stand in no connector's settings are kept with the source's, so that none is lost:
/// of an older channel also those in properties that nothing was made from.
pub(super) fn keep_secrets(node: Node<'_>, channel: &mut Channel) {
    let covered: Vec<_> = std::iter::once(&channel.source)
        .chain(&channel.destinations)
        .flat_map(|connector| connector.secrets.iter().map(|secret| secret.span))
        .collect();
    let mut rest = secrets::find_outside_mappings(node);
    if let Some(original) = node.original() {
        let known: Vec<_> = rest.iter().map(|secret| secret.span).collect();
        let more = secrets::find_outside_mappings(original).into_iter();
        rest.extend(more.filter(|secret| !known.contains(&secret.span)));
    }
    rest.retain(|secret| !covered.contains(&secret.span));
    channel.source.secrets.append(&mut rest);
}
