//! A channel: its parts, and its flat properties.

use super::{
    connector::{self, Surroundings},
    flat::Flat,
    pen::Pen,
    settings::{self, Quiet, Row, fixed, flag, group, made, text, unless, unused},
    simple_name,
};
use crate::{
    front::mirth::{
        model::{ObstacleKind, Version},
        read::context::release,
    },
    span::SourceText,
    xml::Node,
};

/// Rewrites a channel of that release.
pub(super) fn rewrite<'d>(pen: &mut Pen<'d>, node: Node<'d>, release: Version) {
    pen.open("channel", node);
    pen.attribute("version", version_text(node));
    let around = surroundings(node, release);
    for child in node.children() {
        match child.name() {
            "version" | "direction" | "protocol" | "mode" => pen.stand_for(child),
            "sourceConnector" => connector::rewrite(pen, child, 0, &around),
            "destinationConnectors" => destinations(pen, child, &around),
            "properties" => properties(pen, child, &around),
            _ => pen.copy(child),
        }
    }
    pen.close();
}

fn version_text(node: Node<'_>) -> String {
    let text = node.child("version").map(Node::string).unwrap_or_default();
    if text.trim().is_empty() { "1.x".to_owned() } else { text.trim().to_owned() }
}

/// What connectors need to know of their channel.
fn surroundings(node: Node<'_>, release: Version) -> Surroundings<'_> {
    let at = node.start_tag();
    let properties = node.child("properties");
    let list = node.child("destinationConnectors");
    let name = |connector: Node<'_>| connector.child("name").map(Node::string).unwrap_or_default();
    Surroundings {
        release,
        properties: properties.map_or_else(|| Flat::none(at, release), |p| Flat::of(p, release)),
        destinations: list.into_iter().flat_map(Node::children).map(name).collect(),
        outbound: node.child("direction").is_some_and(|d| d.string().trim() == "OUTBOUND"),
        dicom: node
            .find(&["sourceConnector", "transformer", "inboundProtocol"])
            .is_some_and(|protocol| protocol.string() == "DICOM"),
    }
}

fn destinations<'d>(pen: &mut Pen<'d>, list: Node<'d>, around: &Surroundings<'d>) {
    pen.open("destinationConnectors", list);
    for (child, id) in list.children().zip(1..) {
        if simple_name(child.name()) == "connector" {
            connector::rewrite(pen, child, id, around);
        } else {
            pen.copy(child);
        }
    }
    pen.close();
}

const PROPERTIES: &[Row] = &[
    text("clearGlobalChannelMap", &["clearGlobalChannelMap"], "true"),
    made("messageStorageMode", &["store_messages"], "DEVELOPMENT", storage),
    text("encryptData", &["encryptData"], "false"),
    made(
        "removeContentOnCompletion",
        &["error_messages_only", "dont_store_filtered"],
        "false",
        remove,
    ),
    flag("removeOnlyFilteredOnCompletion", &["dont_store_filtered"], "false"),
    flag("removeAttachmentsOnCompletion", &["error_messages_only"], "false"),
    made("initialState", &["initialState"], "STARTED", initial_state),
    fixed("metaDataColumns", ""),
    text("pruneMetaDataDays", &["max_message_age"], "-1"),
    fixed("archiveEnabled", "true"),
];

const NO_ATTACHMENTS: &[Row] = &[group("attachmentProperties", &[fixed("type", "None")])];

const DICOM_ATTACHMENTS: &[Row] = &[group(
    "attachmentProperties",
    &[
        fixed("className", "com.mirth.connect.server.attachments.DICOMAttachmentHandler"),
        fixed("type", "DICOM"),
    ],
)];

const OFF: &[&str] = &["false", "0", ""];

const QUIET: &[Quiet] = &[
    // Each destination waits for the one before it, or does not.
    unused("synchronous"),
    unless("transactional", OFF, "that all destinations or none take a message"),
    // Before 1.8.1 it was a property of the channel what became one of each data type.
    unused("removeNamespace"),
    unless("recv_xml_encoded", OFF, "that messages come in as XML"),
];

fn properties<'d>(pen: &mut Pen<'d>, node: Node<'d>, around: &Surroundings<'d>) {
    pen.open("properties", node);
    settings::write(pen, PROPERTIES, QUIET, &around.properties);
    let attachments = if around.dicom { DICOM_ATTACHMENTS } else { NO_ATTACHMENTS };
    settings::write_rows(pen, attachments, &around.properties);
    pen.close();
    if let Some(synchronous) = around.properties.get("synchronous")
        && !around.properties.is_on("synchronous", true)
    {
        let what = "the old server took the next message before the destinations of this one were \
                    done, and answered without them";
        pen.note(ObstacleKind::OldServer, what, synchronous.start_tag());
    }
}

fn storage(flat: &Flat<'_>, _: &Row) -> String {
    let stored = flat.is_on("store_messages", true);
    if stored { "DEVELOPMENT" } else { "DISABLED" }.to_owned()
}

fn remove(flat: &Flat<'_>, row: &Row) -> String {
    row.names().iter().any(|name| flat.is_on(name, false)).to_string()
}

fn initial_state(flat: &Flat<'_>, _: &Row) -> String {
    let started = flat.value("initialState", "started") == "started";
    if started { "STARTED" } else { "STOPPED" }.to_owned()
}

/// Rewrites a code template. Before 2.0 a scope had a number one less, but for that of the global
/// map.
pub(super) fn code_template<'d>(pen: &mut Pen<'d>, node: Node<'d>) {
    let renumber = super::is_old_package(node.name()) && node.child("version").is_none();
    pen.open_as_it_is(node, "codeTemplate");
    for child in node.children() {
        let number = child.string().trim().parse::<u32>().ok().filter(|number| *number > 0);
        match number {
            Some(number) if renumber && child.name() == "scope" => {
                pen.open("scope", child);
                pen.text(SourceText::opaque((number + 1).to_string(), child.content()));
                pen.close();
            }
            _ => pen.repeat(child),
        }
    }
    pen.close();
}

/// Whether a release counted `removeNamespace` of the channel.
pub(super) fn has_remove_namespace(version: Version) -> bool {
    version < release(1, 8, 1)
}
