//! Document Writer.

use super::{
    PLUGINS,
    delivery::DESTINATION,
    settings::{Table, account, group, is_on, mapped},
    shown,
};
use crate::{
    front::mirth::read::context::{Reading, release, version_of},
    ir::route::{DocumentWriter, Endpoint, OptionGap},
    xml::Node,
};

const NAMED: &str = "the manual task names it";

/// Document Writer.
pub(super) const WRITER: Table = Table {
    title: "Document Writer",
    class: "connectors.doc.DocumentDispatcherProperties",
    becomes: "No route: a manual task. The legacy engine lays HTML out as PDF or RTF by a library of its own, \
              which no Camel component does.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("destinationConnectorProperties", DESTINATION.title),
        group("queueConnectorProperties", DESTINATION.title).until(release(3, 1, 0)),
        mapped("host", NAMED),
        mapped("outputPattern", NAMED),
        mapped("documentType", NAMED),
        mapped("encrypt", NAMED),
        mapped("output", NAMED),
        mapped("password", "a secret of the manual task"),
        mapped("pageWidth", NAMED),
        mapped("pageHeight", NAMED),
        mapped("pageUnit", NAMED),
        mapped("template", "`template` of the destination bean: the HTML"),
    ],
};

/// Reads the settings of a Document Writer.
pub(super) fn read_writer(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, &WRITER, gaps);
    let kind = reading.string(node, "documentType");
    Endpoint::DocumentWriter(Box::new(DocumentWriter {
        folder: shown(reading, node, "host"),
        name: shown(reading, node, "outputPattern"),
        page: page(reading, node, &kind),
        output: reading.string(node, "output").to_ascii_uppercase(),
        encrypted: is_on(node, "encrypt"),
        kind,
    }))
}

/// The size of a page, added by the migration to 3.4.0.
fn page(reading: &mut Reading, node: Node<'_>, kind: &str) -> (String, String, String) {
    let old = version_of(node) < release(3, 4, 0);
    let added = if kind == "rtf" { ["210", "297", "MM"] } else { ["8.5", "11", "INCHES"] };
    let [width, height, unit] =
        [("pageWidth", 0), ("pageHeight", 1), ("pageUnit", 2)].map(|(name, place)| {
            let found = reading.optional(node, name);
            found.unwrap_or_else(|| if old { added[place].to_owned() } else { String::new() })
        });
    (width, height, unit)
}
