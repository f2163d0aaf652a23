//! Channel Reader and Channel Writer.

use super::{
    PLUGINS,
    delivery::{DESTINATION, SOURCE},
    settings::{Table, account, group, mapped},
};
use crate::{
    front::mirth::read::context::{Reading, release},
    ir::route::{ChannelWriter, Endpoint, OptionGap},
    xml::Node,
};

/// Channel Reader.
pub(super) const READER: Table = Table {
    title: "Channel Reader",
    class: "connectors.vm.VmReceiverProperties",
    becomes: "The `direct` endpoint that every connection has.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("sourceConnectorProperties", SOURCE.title),
        group("responseConnectorProperties", SOURCE.title).until(release(3, 1, 0)),
    ],
};

/// Channel Writer.
pub(super) const WRITER: Table = Table {
    title: "Channel Writer",
    class: "connectors.vm.VmDispatcherProperties",
    becomes: "The `direct` endpoint of the other connection.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("destinationConnectorProperties", DESTINATION.title),
        group("queueConnectorProperties", DESTINATION.title).until(release(3, 1, 0)),
        mapped("channelId", "the endpoint, property `dN.target`"),
        mapped("channelTemplate", "`template` of the destination bean"),
        mapped("mapVariables", "`mapVariables` of the destination bean"),
    ],
};

/// Reads the settings of a Channel Reader: it has none of its own.
pub(super) fn read_reader(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, &READER, gaps);
    Endpoint::ChannelReader
}

/// Reads the settings of a Channel Writer.
pub(super) fn read_writer(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, &WRITER, gaps);
    let variables = node.child("mapVariables").into_iter().flat_map(Node::children);
    Endpoint::ChannelWriter(ChannelWriter {
        channel: reading.string(node, "channelId"),
        template: reading.string(node, "channelTemplate"),
        map_variables: variables.map(Node::string).collect(),
    })
}
