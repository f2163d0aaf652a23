//! Properties of data types, with the defaults that they had before 3.0 (semantics section 1.1).

use super::{
    flat::Flat,
    pen::Pen,
    settings::{self, Quiet, Row, fixed, flag, group, made, text, unused},
};
use crate::{
    front::mirth::{model::Version, read::context::release},
    span::{SourceText, Span},
    xml::Node,
};

/// Which of the two types of a transformer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Which {
    Inbound,
    Outbound,
}

const READER: &[Row] = &[
    flag("handleRepetitions", &["handleRepetitions"], "false"),
    flag("handleSubcomponents", &["handleSubcomponents"], "false"),
    made("useStrictParser", &["useStrictParser"], "false", strict),
    flag("useStrictValidation", &["useStrictValidation"], "false"),
    flag("stripNamespaces", &["stripNamespaces"], "true"),
    fixed("segmentDelimiter", "\\r"),
    made("convertLineBreaks", &["convertLFtoCR"], "true", line_breaks),
];

const WRITER: &[Row] = &[
    made("useStrictParser", &["useStrictParser"], "false", strict),
    flag("useStrictValidation", &["useStrictValidation"], "false"),
    fixed("segmentDelimiter", "\\r"),
];

/// Of the connector's properties: a listener made the acknowledgements.
const GENERATION: &[Row] = &[group(
    "responseGenerationProperties",
    &[
        fixed("segmentDelimiter", "\\r"),
        text("successfulACKCode", &["ackCodeSuccessful"], "AA"),
        text("successfulACKMessage", &["ackMsgSuccessful"], ""),
        text("errorACKCode", &["ackCodeError"], "AE"),
        text("errorACKMessage", &["ackMsgError"], "An Error Occurred Processing Message."),
        text("rejectedACKCode", &["ackCodeRejected"], "AR"),
        text("rejectedACKMessage", &["ackMsgRejected"], "Message Rejected."),
        flag("msh15ACKAccept", &["checkMSH15"], "false"),
    ],
)];

const VALIDATION: &[Row] = &[group(
    "responseValidationProperties",
    &[
        fixed("successfulACKCode", "AA,CA"),
        fixed("errorACKCode", "AE,CE"),
        fixed("rejectedACKCode", "AR,CR"),
    ],
)];

const HL7V2: &[Row] =
    &[group("serializationProperties", READER), group("deserializationProperties", WRITER)];

const XML: &[Row] =
    &[group("serializationProperties", &[flag("stripNamespaces", &["stripNamespaces"], "true")])];

/// Taken away by 1.7.1.
const QUIET: &[Quiet] = &[unused("encodeEntities")];

/// Names of types that are others today.
const RENAMED: &[(&str, &str)] = &[("EDI", "EDI/X12"), ("X12", "EDI/X12")];

/// Writes the name of a data type.
pub(super) fn name<'d>(pen: &mut Pen<'d>, node: Node<'d>, to: &'static str) {
    pen.open(to, node);
    let text = node.string();
    let today = RENAMED.iter().find(|(old, _)| *old == text.trim());
    let today = today.map(|(_, name)| SourceText::opaque(*name, node.content()));
    pen.text(today.unwrap_or_else(|| node.text()));
    pen.close();
}

/// Whether a connector takes HL7 v2 in.
pub(super) fn is_hl7v2(connector: Node<'_>) -> bool {
    let protocol = connector.find(&["transformer", "inboundProtocol"]);
    protocol.is_none_or(|protocol| protocol.string().trim() == "HL7V2")
}

/// Whether all properties of HL7 v2 have their defaults of 2.x.
pub(super) fn has_old_defaults(flat: &Flat<'_>) -> bool {
    ["handleRepetitions", "handleSubcomponents", "useStrictParser", "useStrictValidation"]
        .iter()
        .all(|name| !flat.is_on(name, false))
        && ["stripNamespaces", "convertLFtoCR"].iter().all(|name| flat.is_on(name, true))
}

/// Writes the properties of a type. Those of types that the model has only by name are copied,
/// since nothing reads them.
pub(super) fn write<'d>(
    pen: &mut Pen<'d>,
    which: Which,
    node: Option<Node<'d>>,
    kind: &str,
    flat: &Flat<'d>,
    connector: &Flat<'d>,
) {
    let to = match which {
        Which::Inbound => "inboundProperties",
        Which::Outbound => "outboundProperties",
    };
    let rows = match kind {
        "HL7V2" => HL7V2,
        "XML" => XML,
        _ => return node.into_iter().for_each(|node| pen.copy_as(node, to)),
    };
    match node {
        Some(node) => pen.open(to, node),
        None => pen.open_new(to, flat.at),
    }
    settings::write(pen, rows, QUIET, flat);
    if kind == "HL7V2" {
        settings::write_rows(pen, GENERATION, connector);
        settings::write_rows(pen, VALIDATION, connector);
    }
    pen.close();
}

/// Writes both types of a response transformer, with nothing but defaults.
pub(super) fn write_default(pen: &mut Pen<'_>, kind: &str, at: Span, release: Version) {
    let today = RENAMED.iter().find(|(old, _)| *old == kind).map_or(kind, |(_, name)| *name);
    let none = Flat::none(at, release.max(self::release(2, 0, 0)));
    pen.leaf("inboundDataType", today, at);
    pen.leaf("outboundDataType", today, at);
    for which in [Which::Inbound, Which::Outbound] {
        write(pen, which, None, kind, &none, &none);
    }
}

/// Before 1.5 messages were parsed by the strict parser, and there were no properties.
fn strict(flat: &Flat<'_>, _: &Row) -> String {
    let default = flat.release < release(1, 5, 0) && flat.is_empty();
    flat.is_on("useStrictParser", default).to_string()
}

/// Before 1.7.1 line breaks were converted whatever the property says.
fn line_breaks(flat: &Flat<'_>, _: &Row) -> String {
    let convert = flat.release < release(1, 7, 1) || flat.is_on("convertLFtoCR", true);
    convert.to_string()
}
