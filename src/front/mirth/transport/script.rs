//! Scripts inside the settings of a transport, and the transports that are nothing else.

use super::{
    PLUGINS,
    delivery::{DESTINATION, SOURCE},
    poll,
    settings::{Table, account, group, is_on, mapped},
};
use crate::{
    front::mirth::read::context::{Reading, release},
    ir::{
        disposition::Disposition,
        route::{Endpoint, OptionGap, ScriptReader, ScriptWriter},
    },
    span::SourceText,
    xml::Node,
};

/// JavaScript Reader.
pub(super) const READER: Table = Table {
    title: "JavaScript Reader",
    class: "connectors.js.JavaScriptReceiverProperties",
    becomes: "A `scheduler` consumer and the script bean of the runtime, which runs the carried script; what \
              it returns goes through the lane, text by text.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("pollConnectorProperties", poll::POLLING.title),
        group("sourceConnectorProperties", SOURCE.title),
        group("responseConnectorProperties", SOURCE.title).until(release(3, 1, 0)),
        mapped("script", "carried: `script` of the script bean"),
    ],
};

/// JavaScript Writer.
pub(super) const WRITER: Table = Table {
    title: "JavaScript Writer",
    class: "connectors.js.JavaScriptDispatcherProperties",
    becomes: "The script bean of the runtime, which runs the carried script for each message.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("destinationConnectorProperties", DESTINATION.title),
        group("queueConnectorProperties", DESTINATION.title).until(release(3, 1, 0)),
        mapped("script", "carried: `script` of the script bean"),
    ],
};

/// Reads the settings of a JavaScript Reader.
pub(super) fn read_reader(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, &READER, gaps);
    Endpoint::ScriptReader(ScriptReader { polling: poll::polling(reading, node, gaps) })
}

/// Reads the settings of a JavaScript Writer.
pub(super) fn read_writer(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, &WRITER, gaps);
    Endpoint::ScriptWriter(ScriptWriter)
}

/// Settings that hold a script, by class, and the setting that has to be on for that.
const SCRIPTS: &[(&str, &[&str], Option<&str>)] = &[
    (READER.class, &["script"], None),
    (WRITER.class, &["script"], None),
    (super::database::READER.class, &["select", "update"], Some("useScript")),
    (super::database::WRITER.class, &["query"], Some("useScript")),
];

/// The scripts inside the settings of a class, which are carried. The update of a reader that
/// never runs it is no script, as the legacy engine does not even compile it.
pub(super) fn scripts(
    reading: &mut Reading,
    node: Node<'_>,
    class: &str,
) -> Vec<(String, SourceText)> {
    let Some((_, names, switch)) = SCRIPTS.iter().find(|(known, _, _)| *known == class) else {
        return Vec::new();
    };
    if switch.is_some_and(|switch| !is_on(node, switch)) {
        return Vec::new();
    }
    let runs = |name: &str| name != "update" || super::database::updates(node);
    let found = names.iter().filter(|name| runs(name)).filter_map(|name| node.child(name));
    found
        .map(|child| {
            reading.ledger.claim(child, Disposition::Carried);
            (child.name().to_owned(), child.text())
        })
        .collect()
}
