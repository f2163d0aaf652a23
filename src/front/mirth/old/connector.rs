//! A connector: its number, its name of today, its settings, and where its responses go.

use super::{
    data_type, element,
    flat::Flat,
    pen::Pen,
    settings::{self, option},
    transformer,
    transports::{self, REPLY_CHANNEL, Transport},
};
use crate::{
    front::mirth::{
        model::{ObstacleKind, Version},
        read::context::release,
    },
    span::{SourceText, Span},
    xml::Node,
};

/// What a connector needs to know of its channel.
pub(super) struct Surroundings<'d> {
    /// Release of the channel.
    pub(super) release: Version,
    /// Properties of the channel.
    pub(super) properties: Flat<'d>,
    /// Names of the destinations in their order.
    pub(super) destinations: Vec<String>,
    /// Before 1.4: the channel has the direction `OUTBOUND`.
    pub(super) outbound: bool,
    /// The source takes DICOM in.
    pub(super) dicom: bool,
}

impl Surroundings<'_> {
    /// Of a piece of a channel that stands by itself.
    pub(super) fn none(at: Span, release: Version) -> Self {
        Self {
            release,
            properties: Flat::none(at, release),
            destinations: Vec::new(),
            outbound: false,
            dicom: false,
        }
    }
}

/// Rewrites a connector with its number: 0 for the source, destinations from 1.
pub(super) fn rewrite<'d>(pen: &mut Pen<'d>, node: Node<'d>, id: u32, around: &Surroundings<'d>) {
    pen.open(if id == 0 { "sourceConnector" } else { "connector" }, node);
    inside(pen, node, id, around);
    pen.close();
}

/// Rewrites what is in a connector.
pub(super) fn inside<'d>(pen: &mut Pen<'d>, node: Node<'d>, id: u32, around: &Surroundings<'d>) {
    let name = node.child("transportName").map(Node::string).unwrap_or_default();
    let transport = transports::find(name.trim());
    let properties = node.child("properties");
    let mut flat = properties.map_or_else(
        || Flat::none(node.start_tag(), around.release),
        |properties| Flat::of(properties, around.release),
    );
    flat.destinations.clone_from(&around.destinations);
    pen.leaf("metaDataId", &id.to_string(), node.start_tag());
    for child in node.children() {
        match child.name() {
            "version" => pen.stand_for(child),
            "transportName" => transport_name(pen, child, transport),
            "properties" => write_properties(pen, child, transport, node, &flat),
            "transformer" => transformer::rewrite(pen, child, id, around, &flat),
            "filter" => element::filter(pen, child, around.release),
            "enabled" if around.release < release(1, 6, 0) => enabled(pen, child),
            _ => pen.copy(child),
        }
    }
    if node.child("enabled").is_none() && around.release < release(2, 0, 0) {
        pen.leaf("enabled", "true", node.start_tag());
    }
    if id > 0 {
        wait(pen, node, around);
        response_transformer(pen, node, transport, &flat);
    }
}

fn transport_name<'d>(pen: &mut Pen<'d>, node: Node<'d>, transport: Option<&'static Transport>) {
    pen.open("transportName", node);
    let name = transport.map(|transport| SourceText::opaque(transport.name, node.content()));
    pen.text(name.unwrap_or_else(|| node.text()));
    pen.close();
}

/// Before 1.6 every connector was enabled, whatever stands here.
fn enabled<'d>(pen: &mut Pen<'d>, node: Node<'d>) {
    pen.open("enabled", node);
    pen.text(SourceText::opaque("true", node.content()));
    pen.close();
}

const PREFIX: &str = "com.mirth.connect.connectors.";

fn write_properties<'d>(
    pen: &mut Pen<'d>,
    node: Node<'d>,
    transport: Option<&'static Transport>,
    connector: Node<'d>,
    flat: &Flat<'d>,
) {
    pen.open("properties", node);
    let Some(transport) = transport else {
        unknown(pen, connector, flat);
        return pen.close();
    };
    pen.attribute("class", format!("{PREFIX}{}", transport.class));
    let elsewhere = |name: &str| transport.elsewhere.contains(&name);
    settings::write(pen, transport.rows, transport.quiet, &flat.without(&elsewhere));
    for (name, property) in flat.all().filter(|(name, _)| elsewhere(name)) {
        if REPLY_CHANNEL.contains(&name) {
            if reply_channel(flat).is_none() {
                pen.stand_for(property);
            }
        } else if !data_type::is_hl7v2(connector) {
            acknowledgement(pen, name, property, flat);
        }
    }
    pen.close();
}

/// A property of the acknowledgements of a listener that takes no HL7 v2 in.
fn acknowledgement<'d>(pen: &mut Pen<'d>, name: &str, property: Node<'d>, flat: &Flat<'d>) {
    if flat.is_on("sendACK", true) {
        option(pen, name, property, "how to acknowledge, which only HL7 v2 has today");
    } else {
        pen.stand_for(property);
    }
}

/// The settings of a connector that nobody here knows, under their own names, and the groups that
/// every connector has.
fn unknown<'d>(pen: &mut Pen<'d>, connector: Node<'d>, flat: &Flat<'d>) {
    let name = connector.child("transportName").map(Node::string).unwrap_or_default();
    pen.attribute("class", name);
    for (name, node) in flat.all() {
        pen.open(name, node);
        pen.text(node.text());
        pen.close();
    }
    settings::write_rows(pen, transports::NO_DELIVERY, flat);
}

/// Destinations of a synchronous channel wait for each other, as in one chain.
fn wait<'d>(pen: &mut Pen<'d>, node: Node<'d>, around: &Surroundings<'d>) {
    let synchronous = around.properties.is_on("synchronous", true);
    match around.properties.get("synchronous") {
        Some(property) => pen.open("waitForPrevious", property),
        None => pen.open_new("waitForPrevious", node.start_tag()),
    }
    pen.text(SourceText::opaque(synchronous.to_string(), node.start_tag()));
    pen.close();
}

/// The property that names a channel which responses are sent to, where it names one.
fn reply_channel<'d>(flat: &Flat<'d>) -> Option<Node<'d>> {
    let property = flat.first(REPLY_CHANNEL)?;
    let id = property.string();
    (!matches!(id.trim(), "" | "sink")).then_some(property)
}

/// Destinations have a response transformer from 3.0 on. The channel that responses are sent to
/// becomes a step of it, which is what the engine's migration writes.
fn response_transformer<'d>(
    pen: &mut Pen<'d>,
    node: Node<'d>,
    transport: Option<&'static Transport>,
    flat: &Flat<'d>,
) {
    let outbound = node.find(&["transformer", "outboundProtocol"]).map(Node::string);
    let outbound = outbound.unwrap_or_default();
    let reply = reply_channel(flat).filter(|_| transport.is_some());
    let validated = transport.is_some_and(|t| t.old.contains(&"LLP Sender"))
        && flat.is_on("processHl7AckResponse", true)
        && outbound == "HL7V2";
    let kind = if reply.is_some() && !validated { "RAW" } else { outbound.as_str() };
    let at = node.start_tag();
    pen.open_new("responseTransformer", at);
    pen.open_new("steps", at);
    if let Some(reply) = reply {
        reply_step(pen, reply);
    }
    pen.close();
    data_type::write_default(pen, kind, at, flat.release);
    pen.close();
}

fn reply_step<'d>(pen: &mut Pen<'d>, property: Node<'d>) {
    let (id, at) = (property.string(), property.content());
    let quoted = id.trim().replace('\\', "\\\\").replace('\'', "\\'");
    let script = format!(
        "if (response.getMessage() != '') {{\n\trouter.routeMessageByChannelId('{quoted}', \
         response.getMessage());\n}}"
    );
    pen.open("step", property);
    pen.leaf("sequenceNumber", "0", at);
    pen.leaf("name", &format!("Send Response To Channel {}", id.trim()), at);
    pen.leaf("script", &script, at);
    pen.leaf("type", "JavaScript", at);
    pen.close();
    let what = "the old server sent each response to this channel; a response transformer does so \
                now, and only where the response is not empty";
    pen.note(ObstacleKind::OldServer, what, property.start_tag());
}
