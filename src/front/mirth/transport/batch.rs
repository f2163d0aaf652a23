//! Batches: how a source cuts what arrives into messages (semantics section 1.6). The settings
//! belong to the data type that the source reads.

use super::data_type::{DELIMITED_BATCH, HL7V2_BATCH, TEXT_BATCH, Table, XML_BATCH};
use crate::{front::mirth::read::context::Reading, ir::route::Split, xml::Node};

/// Settings that are no properties of the splitter under their own name.
const OWN: &[&str] = &["splitType", "batchScript", "batchSplitByRecord"];

/// Reads how the source with these transport settings cuts a batch; `None` where the export does
/// not say. The data type claims the settings.
pub(super) fn split(reading: &mut Reading, node: Node<'_>) -> Option<Split> {
    let transformer = node.parent()?.child("transformer")?;
    let data_type = transformer.child("inboundDataType")?.string();
    let inbound = transformer.child("inboundProperties");
    let batch = inbound.and_then(|inbound| inbound.child("batchProperties"));
    let table = match data_type.as_str() {
        "HL7V2" => &HL7V2_BATCH,
        "DELIMITED" => &DELIMITED_BATCH,
        "XML" => &XML_BATCH,
        _ => &TEXT_BATCH,
    };
    let Some(batch) = batch else {
        // Added by the migration to 3.1.0, with the only way that HL7 v2 had before.
        let kind = (data_type == "HL7V2").then(|| "MSH_Segment".to_owned())?;
        return Some(Split { data_type, kind, settings: Vec::new() });
    };
    let kind = reading.string(batch, "splitType");
    Some(Split { data_type, kind, settings: values(batch, table) })
}

/// The values of a table's settings that are there, in its order.
fn values(group: Node<'_>, table: &Table) -> Vec<(String, String)> {
    let names = table.settings.iter().map(|setting| setting.name);
    let there = names.filter(|name| !OWN.contains(name));
    there.filter_map(|name| Some((name.to_owned(), group.child(name)?.string()))).collect()
}
