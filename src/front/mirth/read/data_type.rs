//! Data types of a transformer and the properties of theirs that change what a mapping means.

use super::context::{Class, Reading, release, version_of};
use crate::{
    front::mirth::model::{ObstacleKind, Version},
    ir::route::{AckValidation, Acknowledgement, DataType, Hl7v2},
    xml::Node,
};

const HL7V2: Class = Class {
    fields: &[
        "serializationProperties",
        "deserializationProperties",
        "batchProperties",
        "responseGenerationProperties",
        "responseValidationProperties",
    ],
    before: &[],
};

const READER: Class = Class {
    fields: &[
        "handleRepetitions",
        "handleSubcomponents",
        "useStrictParser",
        "useStrictValidation",
        "stripNamespaces",
        "segmentDelimiter",
        "convertLineBreaks",
    ],
    before: &[],
};

const WRITER: Class =
    Class { fields: &["useStrictParser", "useStrictValidation", "segmentDelimiter"], before: &[] };

const BATCH: Class = Class { fields: &["splitType", "batchScript"], before: &[] };

const GENERATION: Class = Class {
    fields: &[
        "segmentDelimiter",
        "successfulACKCode",
        "successfulACKMessage",
        "errorACKCode",
        "errorACKMessage",
        "rejectedACKCode",
        "rejectedACKMessage",
        "msh15ACKAccept",
        "dateFormat",
    ],
    before: &[],
};

const VALIDATION: Class = Class {
    fields: &[
        "successfulACKCode",
        "errorACKCode",
        "rejectedACKCode",
        "validateMessageControlId",
        "originalMessageControlId",
        "originalIdMapVariable",
    ],
    before: &[],
};

/// Settings of the simple types; a batch of theirs is split as `splitType` says.
const XML_BATCH: &[&str] = &["splitType", "elementName", "level", "query", "batchScript"];

/// Reads one data type of a transformer with its properties.
///
/// Properties of the types that the model has only by name (`DELIMITED`, ...) stay unclaimed.
pub(super) fn read(
    reading: &mut Reading,
    transformer: Node<'_>,
    kind: &str,
    properties: &str,
) -> DataType {
    reading.required(transformer, kind);
    let name = reading.string(transformer, kind);
    let node = transformer.child(properties);
    match name.as_str() {
        "HL7V2" => {
            let node = reading.required(transformer, properties);
            DataType::Hl7v2(Box::new(hl7v2(reading, node)))
        }
        "XML" => DataType::Xml { strip_namespaces: simple(reading, node) },
        "RAW" => {
            simple(reading, node);
            DataType::Raw
        }
        "JSON" => {
            simple(reading, node);
            DataType::Json
        }
        _ => DataType::Other(name),
    }
}

/// HL7 v2 as the Administrator sets it up for a new connector, for a piece of a connector that
/// has no data type of its own.
pub(super) fn assumed(reading: &mut Reading) -> DataType {
    DataType::Hl7v2(Box::new(Hl7v2 {
        repetitions: true,
        subcomponents: true,
        convert_line_breaks: true,
        ..hl7v2(reading, None)
    }))
}

/// Claims the settings of XML, RAW and JSON; gives whether namespaces are stripped.
fn simple(reading: &mut Reading, node: Option<Node<'_>>) -> bool {
    let Some(node) = node else { return false };
    reading.claim(node);
    if let Some(batch) = node.child("batchProperties") {
        reading.claim(batch);
        claim_batch(reading, batch, XML_BATCH);
    }
    let Some(group) = node.child("serializationProperties") else { return false };
    reading.claim(group);
    reading.flag(group, "stripNamespaces")
}

/// Claims the settings of a batch. The script of a source's inbound batch is a script of the
/// channel, and claimed as such.
fn claim_batch(reading: &mut Reading, batch: Node<'_>, names: &[&str]) {
    let inbound = batch.parent().filter(|p| p.name() == "inboundProperties");
    let transformer = inbound.and_then(Node::parent).filter(|t| t.name() == "transformer");
    let source = transformer.and_then(Node::parent).is_some_and(|c| c.name() == "sourceConnector");
    for name in names {
        if !(source && *name == "batchScript") {
            reading.claim_fields(batch, &[name]);
        }
    }
}

/// A group of settings with the release of its own; claimed and checked.
fn group<'d>(
    reading: &mut Reading,
    node: Option<Node<'d>>,
    name: &str,
    class: &Class,
) -> (Option<Node<'d>>, Version) {
    let group = node.and_then(|node| node.child(name));
    let Some(group) = group else { return (None, release(3, 0, 0)) };
    reading.claim(group);
    reading.check_fields(group, class, version_of(group));
    (Some(group), version_of(group))
}

fn hl7v2(reading: &mut Reading, node: Option<Node<'_>>) -> Hl7v2 {
    if let Some(node) = node {
        reading.claim(node);
        reading.check_fields(node, &HL7V2, version_of(node));
        for name in ["serializationProperties", "deserializationProperties"] {
            if node.child(name).is_none() {
                reading.obstacle(ObstacleKind::MissingElement, name, node.start_tag());
            }
        }
    }
    let (reader, _) = group(reading, node, "serializationProperties", &READER);
    let (writer, _) = group(reading, node, "deserializationProperties", &WRITER);
    let flag = |reading: &mut Reading, group: Option<Node<'_>>, name: &str| {
        group.is_some_and(|group| reading.flag(group, name))
    };
    let text = |reading: &mut Reading, group: Option<Node<'_>>, name: &str| {
        group.and_then(|group| reading.optional(group, name))
    };
    if let Some(writer) = writer {
        reading.claim_fields(writer, &["useStrictValidation"]);
    }
    Hl7v2 {
        repetitions: flag(reading, reader, "handleRepetitions"),
        subcomponents: flag(reading, reader, "handleSubcomponents"),
        strict_reader: flag(reading, reader, "useStrictParser"),
        strict_writer: flag(reading, writer, "useStrictParser"),
        strict_validation: flag(reading, reader, "useStrictValidation"),
        strip_namespaces: flag(reading, reader, "stripNamespaces"),
        reader_delimiter: text(reading, reader, "segmentDelimiter"),
        writer_delimiter: text(reading, writer, "segmentDelimiter"),
        convert_line_breaks: flag(reading, reader, "convertLineBreaks"),
        batch_split: batch_split(reading, node),
        acknowledgement: acknowledgement(reading, node),
        validation: validation(reading, node),
    }
}

/// Batch settings were added by the migration to 3.1.0.
fn batch_split(reading: &mut Reading, node: Option<Node<'_>>) -> Option<String> {
    let (batch, _) = group(reading, node, "batchProperties", &BATCH);
    if let Some(batch) = batch {
        claim_batch(reading, batch, &["batchScript"]);
        return reading.optional(batch, "splitType");
    }
    node.filter(|node| version_of(*node) < release(3, 1, 0)).map(|_| "MSH_Segment".to_owned())
}

/// The date format was added by the migration to 3.2.0, without milliseconds.
fn acknowledgement(reading: &mut Reading, node: Option<Node<'_>>) -> Acknowledgement {
    let (group, version) = group(reading, node, "responseGenerationProperties", &GENERATION);
    let mut text = |name: &str| group.and_then(|group| reading.optional(group, name));
    let delimiter = text("segmentDelimiter");
    let date_format = text("dateFormat");
    let mut pair = |code: &str, message: &str| {
        (text(code).unwrap_or_default(), text(message).unwrap_or_default())
    };
    let success = pair("successfulACKCode", "successfulACKMessage");
    let error = pair("errorACKCode", "errorACKMessage");
    let rejected = pair("rejectedACKCode", "rejectedACKMessage");
    let added = group.filter(|_| version < release(3, 2, 0)).map(|_| "yyyyMMddHHmmss".to_owned());
    Acknowledgement {
        delimiter,
        success,
        error,
        rejected,
        honour_msh15: group.is_some_and(|group| reading.flag(group, "msh15ACKAccept")),
        date_format: date_format.or(added),
    }
}

/// The control id check was added by the migration to 3.2.0, switched off.
fn validation(reading: &mut Reading, node: Option<Node<'_>>) -> AckValidation {
    let (group, version) = group(reading, node, "responseValidationProperties", &VALIDATION);
    let mut text = |name: &str| group.and_then(|group| reading.optional(group, name));
    let success_codes = text("successfulACKCode").unwrap_or_default();
    let error_codes = text("errorACKCode").unwrap_or_default();
    let rejected_codes = text("rejectedACKCode").unwrap_or_default();
    let control_id_source = text("originalMessageControlId");
    let control_id_variable = text("originalIdMapVariable").unwrap_or_default();
    let old = group.filter(|_| version < release(3, 2, 0));
    AckValidation {
        success_codes,
        error_codes,
        rejected_codes,
        check_control_id: group.is_some_and(|g| reading.flag(g, "validateMessageControlId")),
        control_id_source: control_id_source.or(old.map(|_| "Destination_Encoded".to_owned())),
        control_id_variable,
    }
}
