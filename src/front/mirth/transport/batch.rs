//! Batches: how a source cuts what arrives into messages (semantics section 1.6). The settings
//! belong to the data type that the source reads.

use super::settings::{Table, harmless, mapped};
use crate::{front::mirth::read::context::Reading, ir::route::Split, xml::Node};

const KIND: &str = "`split` of the splitter";
const SCRIPT: &str = "carried as a script of the connection";

/// HL7 v2.
pub(super) const HL7V2: Table = Table {
    title: "Batch: HL7 v2",
    class: "plugins.datatypes.hl7v2.HL7v2BatchProperties",
    becomes: "The `Splitter` bean, when `processBatch` is on.",
    settings: &[mapped("splitType", KIND), mapped("batchScript", SCRIPT)],
};

/// Delimited text.
pub(super) const DELIMITED: Table = Table {
    title: "Batch: delimited text",
    class: "plugins.datatypes.delimited.DelimitedBatchProperties",
    becomes: "The `Splitter` bean, when `processBatch` is on.",
    settings: &[
        mapped("splitType", KIND),
        mapped("batchSkipRecords", "the same of the splitter"),
        mapped("batchMessageDelimiter", "the same of the splitter"),
        mapped("batchMessageDelimiterIncluded", "the same of the splitter"),
        mapped("batchGroupingColumn", "the same of the splitter"),
        mapped("batchScript", SCRIPT),
    ],
};

/// How delimited text is read, as far as cutting needs it.
pub(super) const RECORDS: Table = Table {
    title: "Batch: records of delimited text",
    class: "plugins.datatypes.delimited.DelimitedSerializationProperties",
    becomes: "The `Splitter` bean, when `processBatch` is on.",
    settings: &[
        mapped("columnWidths", "the same of the splitter, with commas between them"),
        mapped("columnNames", "the same of the splitter, with commas between them"),
        mapped("columnDelimiter", "the same of the splitter"),
        mapped("recordDelimiter", "the same of the splitter"),
        mapped("quoteToken", "the same of the splitter"),
        mapped("escapeWithDoubleQuote", "the same of the splitter"),
        mapped("quoteEscapeToken", "the same of the splitter"),
        mapped("ignoreCR", "the same of the splitter"),
        harmless("numberedRows", "names of elements in the message tree, not where a record ends"),
    ],
};

/// XML.
pub(super) const XML: Table = Table {
    title: "Batch: XML",
    class: "plugins.datatypes.xml.XMLBatchProperties",
    becomes: "The `Splitter` bean, when `processBatch` is on.",
    settings: &[
        mapped("splitType", KIND),
        mapped("elementName", "the same of the splitter"),
        mapped("level", "the same of the splitter"),
        mapped("query", "the same of the splitter"),
        mapped("batchScript", SCRIPT),
    ],
};

/// Types that only a script cuts.
pub(super) const SCRIPTED: Table = Table {
    title: "Batch: raw text, JSON and others",
    class: "",
    becomes: "The `Splitter` bean, when `processBatch` is on.",
    settings: &[mapped("splitType", KIND), mapped("batchScript", SCRIPT)],
};

/// Settings that are no properties of the splitter under their own name.
const OWN: &[&str] = &["splitType", "batchScript", "numberedRows"];

/// Reads how the source with these transport settings cuts a batch; `None` where the export does
/// not say.
pub(super) fn split(reading: &mut Reading, node: Node<'_>) -> Option<Split> {
    let transformer = node.parent()?.child("transformer")?;
    let data_type = transformer.child("inboundDataType")?.string();
    let inbound = transformer.child("inboundProperties");
    let batch = inbound.and_then(|inbound| inbound.child("batchProperties"));
    let table = match data_type.as_str() {
        "HL7V2" => &HL7V2,
        "DELIMITED" => &DELIMITED,
        "XML" => &XML,
        _ => &SCRIPTED,
    };
    let Some(batch) = batch else {
        // Added by the migration to 3.1.0, with the only way that HL7 v2 had before.
        let kind = (data_type == "HL7V2").then(|| "MSH_Segment".to_owned())?;
        return Some(Split { data_type, kind, settings: Vec::new() });
    };
    let kind = reading.string(batch, "splitType");
    let mut settings = values(reading, batch, table);
    if data_type == "DELIMITED"
        && let Some(records) = inbound.and_then(|inbound| inbound.child("serializationProperties"))
    {
        settings.extend(values(reading, records, &RECORDS));
    }
    Some(Split { data_type, kind, settings })
}

/// The values of a table's settings that are there, in its order, claimed.
fn values(reading: &mut Reading, group: Node<'_>, table: &Table) -> Vec<(String, String)> {
    reading.claim(group);
    let mut values = Vec::new();
    for setting in table.settings {
        let Some(child) = group.child(setting.name) else { continue };
        if setting.name == "batchScript" {
            continue;
        }
        reading.claim_plain(child);
        if !OWN.contains(&setting.name) {
            let items: Vec<_> = child.children().map(Node::string).collect();
            let text = if child.is_leaf() { child.string() } else { items.join(",") };
            values.push((setting.name.to_owned(), text));
        }
    }
    values
}
