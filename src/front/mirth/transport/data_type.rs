//! Data types: what each of their settings means, as data (semantics section 1.1 for HL7 v2, the
//! classes of the public source for the others).

pub(crate) use super::Table;
use super::settings::{account, group, harmless, mapped};
use crate::{
    front::mirth::{
        model::Version,
        read::context::{Reading, release, version_of},
    },
    xml::Node,
};

const KIND: &str = "`split` of the splitter, where the source has `processBatch`";
const CUT: &str = "the same of the splitter, where the source has `processBatch`";
const OLD_KIND: &str = "nothing: a source that has `processBatch` then has no route";
const SCRIPT: &str = "carried as a script of the connection";
const NO_TREE: &str = "the strict parser validates; a transformer on its tree is a manual task";

/// A group of settings of a data type.
const fn table(title: &'static str, class: &'static str, settings: Settings) -> Table {
    let becomes = "Properties of the data type bean; those of batches, of the splitter.";
    Table { title, class, becomes, settings }
}

type Settings = &'static [super::settings::Setting];

/// HL7 v2.
pub(crate) const HL7V2: Table = table(
    "Data type HL7 v2",
    "plugins.datatypes.hl7v2.HL7v2DataTypeProperties",
    &[
        group("serializationProperties", HL7V2_READER.title),
        group("deserializationProperties", HL7V2_WRITER.title),
        group("batchProperties", HL7V2_BATCH.title),
        group("responseGenerationProperties", HL7V2_REPLY.title),
        group("responseValidationProperties", HL7V2_ANSWER.title),
    ],
);

/// HL7 v2: reading.
pub(crate) const HL7V2_READER: Table = table(
    "Data type HL7 v2: reading",
    "plugins.datatypes.hl7v2.HL7v2SerializationProperties",
    &[
        mapped("handleRepetitions", "`repetitions`"),
        mapped("handleSubcomponents", "`subcomponents`"),
        mapped("useStrictParser", "`strictReader`; a transformer on its tree is a manual task"),
        mapped("useStrictValidation", "`strictValidation`"),
        mapped("stripNamespaces", "`stripNamespaces`"),
        mapped("segmentDelimiter", "`readerDelimiter`"),
        mapped("convertLineBreaks", "`convertLineBreaks`"),
    ],
);

/// HL7 v2: writing.
pub(crate) const HL7V2_WRITER: Table = table(
    "Data type HL7 v2: writing",
    "plugins.datatypes.hl7v2.HL7v2DeserializationProperties",
    &[
        mapped("useStrictParser", "`strictWriter`; a transformer on its tree is a manual task"),
        harmless("useStrictValidation", NO_TREE),
        mapped("segmentDelimiter", "`writerDelimiter`"),
    ],
);

/// HL7 v2: batches.
pub(crate) const HL7V2_BATCH: Table = table(
    "Data type HL7 v2: batches",
    "plugins.datatypes.hl7v2.HL7v2BatchProperties",
    &[mapped("splitType", KIND), mapped("batchScript", SCRIPT)],
);

/// HL7 v2: acknowledgements that are made.
pub(crate) const HL7V2_REPLY: Table = table(
    "Data type HL7 v2: acknowledgements",
    "plugins.datatypes.hl7v2.HL7v2ResponseGenerationProperties",
    &[
        mapped("segmentDelimiter", "`ackDelimiter`"),
        mapped("successfulACKCode", "`ackSuccessCode`"),
        mapped("successfulACKMessage", "`ackSuccessText`"),
        mapped("errorACKCode", "`ackErrorCode`"),
        mapped("errorACKMessage", "`ackErrorText`"),
        mapped("rejectedACKCode", "`ackRejectedCode`"),
        mapped("rejectedACKMessage", "`ackRejectedText`"),
        mapped("msh15ACKAccept", "`honourMsh15`"),
        mapped("dateFormat", "`ackDateFormat`"),
    ],
);

/// HL7 v2: acknowledgements that come back.
pub(crate) const HL7V2_ANSWER: Table = table(
    "Data type HL7 v2: answers",
    "plugins.datatypes.hl7v2.HL7v2ResponseValidationProperties",
    &[
        mapped("successfulACKCode", "`successCodes`"),
        mapped("errorACKCode", "`errorCodes`"),
        mapped("rejectedACKCode", "`rejectedCodes`"),
        mapped("validateMessageControlId", "`checkControlId`"),
        mapped("originalMessageControlId", "`controlIdSource`"),
        mapped("originalIdMapVariable", "`controlIdVariable`"),
    ],
);

/// XML and HL7 v3.
pub(crate) const XML: Table = table(
    "Data type XML",
    "plugins.datatypes.xml.XMLDataTypeProperties",
    &[
        group("serializationProperties", XML_READER.title),
        group("batchProperties", XML_BATCH.title),
    ],
);

/// HL7 v3.
pub(crate) const HL7V3: Table = table(
    "Data type HL7 v3",
    "plugins.datatypes.hl7v3.HL7V3DataTypeProperties",
    &[
        group("serializationProperties", XML_READER.title),
        group("batchProperties", XML_BATCH.title),
    ],
);

/// XML and HL7 v3: reading.
pub(crate) const XML_READER: Table = table(
    "Data types XML and HL7 v3: reading",
    "plugins.datatypes.xml.XMLSerializationProperties",
    &[mapped("stripNamespaces", "`stripNamespaces`")],
);

/// XML and HL7 v3: batches.
pub(crate) const XML_BATCH: Table = table(
    "Data types XML and HL7 v3: batches",
    "plugins.datatypes.xml.XMLBatchProperties",
    &[
        mapped("splitType", KIND),
        mapped("elementName", CUT),
        mapped("level", CUT),
        mapped("query", CUT),
        mapped("batchScript", SCRIPT),
    ],
);

/// RAW and JSON.
pub(crate) const TEXT: Table = table(
    "Data types RAW and JSON",
    "plugins.datatypes.raw.RawDataTypeProperties",
    &[group("batchProperties", TEXT_BATCH.title)],
);

/// RAW, JSON, X12 and NCPDP: batches.
pub(crate) const TEXT_BATCH: Table = table(
    "Data types RAW, JSON, X12 and NCPDP: batches",
    "plugins.datatypes.raw.RawBatchProperties",
    &[mapped("splitType", KIND), mapped("batchScript", SCRIPT)],
);

/// Delimited text.
pub(crate) const DELIMITED: Table = table(
    "Data type delimited text",
    "plugins.datatypes.delimited.DelimitedDataTypeProperties",
    &[
        group("serializationProperties", DELIMITED_READER.title),
        group("deserializationProperties", DELIMITED_WRITER.title),
        group("batchProperties", DELIMITED_BATCH.title),
    ],
);

const QUOTES: Version = release(3, 3, 0);

/// Delimited text: reading.
pub(crate) const DELIMITED_READER: Table = table(
    "Data type delimited text: reading",
    "plugins.datatypes.delimited.DelimitedSerializationProperties",
    &[
        mapped("columnDelimiter", "`readerColumnDelimiter`"),
        mapped("recordDelimiter", "`readerRecordDelimiter`"),
        mapped("columnWidths", "`readerColumnWidths`"),
        mapped("quoteChar", "`readerQuote`").until(QUOTES),
        mapped("quoteToken", "`readerQuote`"),
        mapped("escapeWithDoubleQuote", "`readerDoubleQuote`"),
        mapped("quoteEscapeChar", "`readerQuoteEscape`").until(QUOTES),
        mapped("quoteEscapeToken", "`readerQuoteEscape`"),
        mapped("columnNames", "`columnNames`"),
        mapped("numberedRows", "`numberedRows`"),
        mapped("ignoreCR", "`ignoreCr`"),
    ],
);

/// Delimited text: writing.
pub(crate) const DELIMITED_WRITER: Table = table(
    "Data type delimited text: writing",
    "plugins.datatypes.delimited.DelimitedDeserializationProperties",
    &[
        mapped("columnDelimiter", "`writerColumnDelimiter`"),
        mapped("recordDelimiter", "`writerRecordDelimiter`"),
        mapped("columnWidths", "`writerColumnWidths`"),
        mapped("quoteChar", "`writerQuote`").until(QUOTES),
        mapped("quoteToken", "`writerQuote`"),
        mapped("escapeWithDoubleQuote", "`writerDoubleQuote`"),
        mapped("quoteEscapeChar", "`writerQuoteEscape`").until(QUOTES),
        mapped("quoteEscapeToken", "`writerQuoteEscape`"),
    ],
);

/// Delimited text: batches.
pub(crate) const DELIMITED_BATCH: Table = table(
    "Data type delimited text: batches",
    "plugins.datatypes.delimited.DelimitedBatchProperties",
    &[
        mapped("splitType", KIND),
        mapped("batchSplitByRecord", OLD_KIND).until(release(3, 1, 0)),
        mapped("batchSkipRecords", CUT),
        mapped("batchMessageDelimiter", CUT),
        mapped("batchMessageDelimiterIncluded", CUT),
        mapped("batchGroupingColumn", CUT),
        mapped("batchScript", SCRIPT),
    ],
);

/// EDI and X12.
pub(crate) const EDI: Table = table(
    "Data type EDI / X12",
    "plugins.datatypes.edi.EDIDataTypeProperties",
    &[
        group("serializationProperties", EDI_READER.title),
        group("batchProperties", TEXT_BATCH.title),
    ],
);

/// EDI and X12: reading.
pub(crate) const EDI_READER: Table = table(
    "Data type EDI / X12: reading",
    "plugins.datatypes.edi.EDISerializationProperties",
    &[
        mapped("segmentDelimiter", "`segmentDelimiter`"),
        mapped("elementDelimiter", "`elementDelimiter`"),
        mapped("subelementDelimiter", "`subelementDelimiter`"),
        mapped("inferX12Delimiters", "`inferDelimiters`"),
    ],
);

/// NCPDP.
pub(crate) const NCPDP: Table = table(
    "Data type NCPDP",
    "plugins.datatypes.ncpdp.NCPDPDataTypeProperties",
    &[
        group("serializationProperties", NCPDP_READER.title),
        group("deserializationProperties", NCPDP_WRITER.title),
        group("batchProperties", TEXT_BATCH.title),
    ],
);

/// NCPDP: reading.
pub(crate) const NCPDP_READER: Table = table(
    "Data type NCPDP: reading",
    "plugins.datatypes.ncpdp.NCPDPSerializationProperties",
    &[
        mapped("segmentDelimiter", "`readerSegmentDelimiter`"),
        mapped("groupDelimiter", "`readerGroupDelimiter`"),
        mapped("fieldDelimiter", "`readerFieldDelimiter`"),
    ],
);

/// NCPDP: writing.
pub(crate) const NCPDP_WRITER: Table = table(
    "Data type NCPDP: writing",
    "plugins.datatypes.ncpdp.NCPDPDeserializationProperties",
    &[
        mapped("segmentDelimiter", "`writerSegmentDelimiter`"),
        mapped("groupDelimiter", "`writerGroupDelimiter`"),
        mapped("fieldDelimiter", "`writerFieldDelimiter`"),
        mapped("useStrictValidation", "`strictValidation`"),
    ],
);

/// DICOM, which has no settings.
pub(crate) const DICOM: Table =
    table("Data type DICOM", "plugins.datatypes.dicom.DICOMDataTypeProperties", &[]);

/// The tables of data types and of their groups, as the page shows them.
pub(super) const TABLES: &[&Table] = &[
    &HL7V2,
    &HL7V2_READER,
    &HL7V2_WRITER,
    &HL7V2_BATCH,
    &HL7V2_REPLY,
    &HL7V2_ANSWER,
    &XML,
    &HL7V3,
    &XML_READER,
    &XML_BATCH,
    &TEXT,
    &TEXT_BATCH,
    &DELIMITED,
    &DELIMITED_READER,
    &DELIMITED_WRITER,
    &DELIMITED_BATCH,
    &EDI,
    &EDI_READER,
    &NCPDP,
    &NCPDP_READER,
    &NCPDP_WRITER,
    &DICOM,
];

/// Claims the settings of a data type, or of a group of them, that its table has.
pub(crate) fn claim(reading: &mut Reading, node: Node<'_>, table: &Table) {
    reading.claim(node);
    account(reading, node, node, table, &mut Vec::new());
}

/// A group of settings with the release of its own, claimed.
pub(crate) fn group_of<'d>(
    reading: &mut Reading,
    node: Option<Node<'d>>,
    name: &str,
    table: &Table,
) -> (Option<Node<'d>>, Version) {
    let found = node.and_then(|node| node.child(name));
    let Some(found) = found else { return (None, release(3, 0, 0)) };
    claim(reading, found, table);
    (Some(found), version_of(found))
}
