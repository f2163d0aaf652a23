//! Data types of a transformer and the properties of theirs that change what a mapping means.

use super::context::{Reading, release, version_of};
use crate::{
    front::mirth::{
        model::ObstacleKind,
        transport::data_type::{self as tables, claim, group_of},
    },
    ir::route::{AckValidation, Acknowledgement, Columns, DataType, Delimited, Edi, Hl7v2, Ncpdp},
    xml::Node,
};

/// The data types of the engine, and the package that holds the classes of each.
const PACKAGES: &[(&str, &str)] = &[
    ("HL7V2", "hl7v2"),
    ("XML", "xml"),
    ("HL7V3", "hl7v3"),
    ("RAW", "raw"),
    ("JSON", "json"),
    ("DELIMITED", "delimited"),
    ("EDI/X12", "edi"),
    ("NCPDP", "ncpdp"),
    ("DICOM", "dicom"),
];

/// Whether properties are of the class of their type. Those of another class, which edited files
/// have, say nothing about it and stay unclaimed.
fn fits(node: Node<'_>, package: &str) -> bool {
    let class = node.attribute("class").and_then(|class| class.strip_prefix(CLASSES));
    node.attribute("class").is_none()
        || class.and_then(|class| class.split('.').next()) == Some(package)
}

const CLASSES: &str = "com.mirth.connect.plugins.datatypes.";

/// Reads one data type of a transformer with its properties. Those of a type that no table knows
/// stay unclaimed.
pub(super) fn read(
    reading: &mut Reading,
    transformer: Node<'_>,
    kind: &str,
    properties: &str,
) -> DataType {
    reading.required(transformer, kind);
    let name = reading.string(transformer, kind);
    let package = PACKAGES.iter().find(|(known, _)| *known == name).map(|(_, package)| *package);
    let node = transformer.child(properties).filter(|node| package.is_some_and(|p| fits(*node, p)));
    match name.as_str() {
        "HL7V2" => {
            reading.required(transformer, properties);
            DataType::Hl7v2(Box::new(hl7v2(reading, node)))
        }
        "XML" => DataType::Xml { strip_namespaces: xml(reading, node, &tables::XML) },
        "HL7V3" => DataType::Hl7v3 { strip_namespaces: xml(reading, node, &tables::HL7V3) },
        "RAW" => {
            simple(reading, node, &tables::TEXT, &tables::TEXT_BATCH);
            DataType::Raw
        }
        "JSON" => {
            simple(reading, node, &tables::TEXT, &tables::TEXT_BATCH);
            DataType::Json
        }
        "DELIMITED" => DataType::Delimited(Box::new(delimited(reading, node))),
        "EDI/X12" => DataType::Edi(Box::new(edi(reading, node))),
        "NCPDP" => DataType::Ncpdp(Box::new(ncpdp(reading, node))),
        "DICOM" => {
            if let Some(node) = node {
                claim(reading, node, &tables::DICOM);
            }
            DataType::Dicom
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

/// Claims the properties of a type and how its batches are split.
fn simple(
    reading: &mut Reading,
    node: Option<Node<'_>>,
    table: &tables::Table,
    batch: &tables::Table,
) {
    if let Some(node) = node {
        claim(reading, node, table);
    }
    group_of(reading, node, "batchProperties", batch);
}

/// Claims the properties of XML and HL7 v3; gives whether namespaces are stripped.
fn xml(reading: &mut Reading, node: Option<Node<'_>>, table: &tables::Table) -> bool {
    simple(reading, node, table, &tables::XML_BATCH);
    let (group, _) = group_of(reading, node, "serializationProperties", &tables::XML_READER);
    group.is_some_and(|group| reading.flag(group, "stripNamespaces"))
}

fn delimited(reading: &mut Reading, node: Option<Node<'_>>) -> Delimited {
    simple(reading, node, &tables::DELIMITED, &tables::DELIMITED_BATCH);
    let (reader, _) = group_of(reading, node, "serializationProperties", &tables::DELIMITED_READER);
    let (writer, _) =
        group_of(reading, node, "deserializationProperties", &tables::DELIMITED_WRITER);
    let flag =
        |reading: &mut Reading, name: &str| reader.is_some_and(|group| reading.flag(group, name));
    Delimited {
        reader: columns(reading, reader),
        writer: columns(reading, writer),
        names: reader.map(|group| list(group, "columnNames")).unwrap_or_default(),
        numbered_rows: flag(reading, "numberedRows"),
        ignore_cr: flag(reading, "ignoreCR"),
    }
}

/// How columns are told apart. Quotes had other names before 3.3 (semantics section 8.2).
fn columns(reading: &mut Reading, group: Option<Node<'_>>) -> Columns {
    let Some(group) = group else { return Columns::default() };
    let either = |reading: &mut Reading, today: &str, before: &str| {
        let found = reading.optional(group, today);
        found.or_else(|| reading.optional(group, before)).unwrap_or_default()
    };
    Columns {
        column_delimiter: reading.string(group, "columnDelimiter"),
        record_delimiter: reading.string(group, "recordDelimiter"),
        widths: list(group, "columnWidths"),
        quote: either(reading, "quoteToken", "quoteChar"),
        double_quote: reading.flag(group, "escapeWithDoubleQuote"),
        quote_escape: either(reading, "quoteEscapeToken", "quoteEscapeChar"),
    }
}

fn list(group: Node<'_>, name: &str) -> Vec<String> {
    group.child(name).into_iter().flat_map(Node::children).map(Node::string).collect()
}

fn edi(reading: &mut Reading, node: Option<Node<'_>>) -> Edi {
    simple(reading, node, &tables::EDI, &tables::TEXT_BATCH);
    let (group, _) = group_of(reading, node, "serializationProperties", &tables::EDI_READER);
    let mut text = |name: &str| group.map(|group| reading.string(group, name)).unwrap_or_default();
    let segment = text("segmentDelimiter");
    let element = text("elementDelimiter");
    let subelement = text("subelementDelimiter");
    let infer = group.is_some_and(|group| reading.flag(group, "inferX12Delimiters"));
    Edi { segment, element, subelement, infer }
}

fn ncpdp(reading: &mut Reading, node: Option<Node<'_>>) -> Ncpdp {
    simple(reading, node, &tables::NCPDP, &tables::TEXT_BATCH);
    let (reader, _) = group_of(reading, node, "serializationProperties", &tables::NCPDP_READER);
    let (writer, _) = group_of(reading, node, "deserializationProperties", &tables::NCPDP_WRITER);
    let mut delimiters = |group: Option<Node<'_>>| {
        ["segmentDelimiter", "groupDelimiter", "fieldDelimiter"]
            .map(|name| group.map(|group| reading.string(group, name)).unwrap_or_default())
    };
    let (read, written) = (delimiters(reader), delimiters(writer));
    let strict = writer.is_some_and(|group| reading.flag(group, "useStrictValidation"));
    Ncpdp { reader: read, writer: written, strict }
}

fn hl7v2(reading: &mut Reading, node: Option<Node<'_>>) -> Hl7v2 {
    if let Some(node) = node {
        claim(reading, node, &tables::HL7V2);
        for name in ["serializationProperties", "deserializationProperties"] {
            if node.child(name).is_none() {
                reading.obstacle(ObstacleKind::MissingElement, name, node.start_tag());
            }
        }
    }
    let (reader, _) = group_of(reading, node, "serializationProperties", &tables::HL7V2_READER);
    let (writer, _) = group_of(reading, node, "deserializationProperties", &tables::HL7V2_WRITER);
    let flag = |reading: &mut Reading, group: Option<Node<'_>>, name: &str| {
        group.is_some_and(|group| reading.flag(group, name))
    };
    let text = |reading: &mut Reading, group: Option<Node<'_>>, name: &str| {
        group.and_then(|group| reading.optional(group, name))
    };
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
    let (batch, _) = group_of(reading, node, "batchProperties", &tables::HL7V2_BATCH);
    if let Some(batch) = batch {
        return reading.optional(batch, "splitType");
    }
    node.filter(|node| version_of(*node) < release(3, 1, 0)).map(|_| "MSH_Segment".to_owned())
}

/// The date format was added by the migration to 3.2.0, without milliseconds.
fn acknowledgement(reading: &mut Reading, node: Option<Node<'_>>) -> Acknowledgement {
    let (group, version) =
        group_of(reading, node, "responseGenerationProperties", &tables::HL7V2_REPLY);
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
    let (group, version) =
        group_of(reading, node, "responseValidationProperties", &tables::HL7V2_ANSWER);
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
