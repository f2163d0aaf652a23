//! A connector: its settings by transport, its filter and its transformers.

use super::{
    context::{Class, Reading, no_text, version_of},
    data_type, elements, secrets,
};
use crate::{
    front::mirth::{
        model::{Channel, Connector, Filter, ObstacleKind, Transformer, Version},
        transport,
    },
    ir::route::{DataType, Endpoint, Unmapped},
    span::SourceText,
    xml::Node,
};

/// Which end of a channel a connector is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// The source.
    Source,
    /// A destination, with its place in the list from 1.
    Destination(u32),
}

const CONNECTOR: Class = Class {
    fields: &[
        "metaDataId",
        "name",
        "properties",
        "transformer",
        "responseTransformer",
        "filter",
        "transportName",
        "mode",
        "enabled",
        "waitForPrevious",
    ],
    before: &[],
};

const FILTER: Class =
    Class { fields: &["elements"], before: &[(super::context::release(3, 5, 0), &["rules"])] };

const TRANSFORMER: Class = Class {
    fields: &[
        "elements",
        "inboundTemplate",
        "outboundTemplate",
        "inboundDataType",
        "outboundDataType",
        "inboundProperties",
        "outboundProperties",
    ],
    before: &[(super::context::release(3, 5, 0), &["steps"])],
};

/// A connector of which nothing is known.
pub(super) fn absent(node: Node<'_>) -> Connector {
    let unmapped = Unmapped { transport: String::new(), host: None, port: None, path: None };
    Connector {
        span: node.span(),
        meta_data_id: 0,
        name: no_text(node),
        enabled: true,
        wait_for_previous: false,
        transport: String::new(),
        endpoint: Endpoint::Unmapped(unmapped),
        properties_span: node.span(),
        intake: None,
        queue: None,
        scripts: Vec::new(),
        secrets: Vec::new(),
        gaps: Vec::new(),
        filter: Filter { span: node.span(), rules: Vec::new() },
        transformer: no_transformer(node),
        response_transformer: None,
    }
}

fn no_transformer(node: Node<'_>) -> Transformer {
    Transformer {
        span: node.span(),
        steps: Vec::new(),
        inbound: DataType::Other(String::new()),
        outbound: DataType::Other(String::new()),
        outbound_template: None,
    }
}

/// The names and transports of the connectors of a channel that is otherwise not read.
pub(super) fn read_names(node: Node<'_>, channel: &mut Channel) {
    let named = |connector: Node<'_>, number: u32| {
        let mut read = absent(connector);
        read.meta_data_id = number;
        read.name = connector.child("name").map_or_else(|| no_text(connector), Node::text);
        read.transport = connector.child("transportName").map(Node::string).unwrap_or_default();
        let transport = read.transport.clone();
        read.endpoint =
            Endpoint::Unmapped(Unmapped { transport, host: None, port: None, path: None });
        read
    };
    if let Some(source) = node.child("sourceConnector") {
        channel.source = named(source, 0);
    }
    if let Some(list) = node.child("destinationConnectors") {
        channel.destinations = list.children().zip(1..).map(|(c, n)| named(c, n)).collect();
    }
}

/// Reads a connector. `channel` is the release of the channel, which orders steps.
pub(super) fn read(
    reading: &mut Reading,
    node: Node<'_>,
    side: Side,
    channel: Version,
) -> Connector {
    reading.claim(node);
    reading.check_fields(node, &CONNECTOR, version_of(node));
    let mut connector = absent(node);
    connector.meta_data_id = meta_data_id(reading, node, side);
    connector.name = reading.text(node, "name").unwrap_or_else(|| no_text(node));
    connector.transport = reading.string(node, "transportName");
    reading.claim_fields(node, &["mode"]);
    // Missing is false, as for every boolean (semantics section 1.1); the engine never looks at
    // these two of a source.
    connector.enabled = reading.flag(node, "enabled") || side == Side::Source;
    connector.wait_for_previous = reading.flag(node, "waitForPrevious") && side != Side::Source;
    if let Some(properties) = reading.required(node, "properties") {
        read_properties(reading, properties, side, &mut connector);
    }
    if let Some(filter) = reading.required(node, "filter") {
        connector.filter = read_filter(reading, filter, channel);
    }
    if let Some(transformer) = reading.required(node, "transformer") {
        connector.transformer = read_transformer(reading, transformer, channel);
    }
    let response = node.child("responseTransformer");
    connector.response_transformer = response.map(|r| read_transformer(reading, r, channel));
    connector
}

fn meta_data_id(reading: &mut Reading, node: Node<'_>, side: Side) -> u32 {
    let place = match side {
        Side::Source => 0,
        Side::Destination(place) => place,
    };
    let Some(child) = reading.required(node, "metaDataId") else { return place };
    reading.claim(child);
    let text = child.string();
    text.parse().unwrap_or_else(|_| {
        reading.obstacle(ObstacleKind::BadValue, format!("metaDataId: {text}"), child.span());
        place
    })
}

fn read_properties(reading: &mut Reading, node: Node<'_>, side: Side, connector: &mut Connector) {
    connector.properties_span = node.span();
    connector.secrets = secrets::find(node);
    let mut gaps = Vec::new();
    match side {
        Side::Source => connector.intake = transport::delivery::read_intake(reading, node),
        Side::Destination(_) => {
            connector.queue = transport::delivery::read_queue(reading, node, &mut gaps);
        }
    }
    let settings = transport::read(reading, node, &connector.transport);
    connector.endpoint = settings.endpoint;
    gaps.extend(settings.gaps);
    connector.gaps = gaps;
    connector.scripts = settings.scripts;
}

/// Reads a filter.
pub(super) fn read_filter(reading: &mut Reading, node: Node<'_>, channel: Version) -> Filter {
    reading.claim(node);
    reading.check_fields(node, &FILTER, version_of(node));
    Filter { span: node.span(), rules: elements::read_of(reading, node, "rules", channel) }
}

/// Reads a transformer.
pub(super) fn read_transformer(
    reading: &mut Reading,
    node: Node<'_>,
    channel: Version,
) -> Transformer {
    reading.claim(node);
    reading.check_fields(node, &TRANSFORMER, version_of(node));
    reading.claim_fields(node, &["inboundTemplate"]);
    Transformer {
        span: node.span(),
        steps: elements::read_of(reading, node, "steps", channel),
        inbound: data_type::read(reading, node, "inboundDataType", "inboundProperties"),
        outbound: data_type::read(reading, node, "outboundDataType", "outboundProperties"),
        outbound_template: template(reading, node, "outboundTemplate"),
    }
}

/// A template: base64 of UTF-8 where the attribute says so, else plain text; `None` when blank.
fn template(reading: &mut Reading, node: Node<'_>, name: &str) -> Option<SourceText> {
    let child = node.child(name)?;
    reading.claim(child);
    let text = child.text();
    if child.attribute("encoding") != Some("base64") {
        return (!text.as_str().trim().is_empty()).then_some(text);
    }
    let decoded = decode_base64(text.as_str());
    if decoded.is_none() {
        reading.obstacle(ObstacleKind::BadBase64, name, child.span());
    }
    let decoded = decoded.filter(|decoded| !decoded.trim().is_empty())?;
    Some(SourceText::opaque(decoded, child.span()))
}

/// Decodes base64 that may be broken into lines and may lack its padding.
fn decode_base64(text: &str) -> Option<String> {
    use base64::{
        Engine,
        alphabet::STANDARD,
        engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig},
    };
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    let dense: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let bytes = GeneralPurpose::new(&STANDARD, config).decode(dense).ok()?;
    String::from_utf8(bytes).ok()
}
