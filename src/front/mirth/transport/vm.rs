//! Channel Reader and Channel Writer.

use super::settings::{Setting, account, group, read, read_before};
use crate::{
    front::mirth::read::context::{Reading, release},
    ir::route::{ChannelWriter, Endpoint, OptionGap},
    xml::Node,
};

const READER: &[Setting] = &[
    group("pluginProperties"),
    group("sourceConnectorProperties"),
    read_before("responseConnectorProperties", release(3, 1, 0)),
];

const WRITER: &[Setting] = &[
    group("pluginProperties"),
    group("destinationConnectorProperties"),
    read_before("queueConnectorProperties", release(3, 1, 0)),
    read("channelId"),
    read("channelTemplate"),
    read("mapVariables"),
];

/// Reads the settings of a Channel Reader: it has none of its own.
pub(super) fn read_reader(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, READER, gaps);
    Endpoint::ChannelReader
}

/// Reads the settings of a Channel Writer.
pub(super) fn read_writer(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, WRITER, gaps);
    let variables = node.child("mapVariables").into_iter().flat_map(Node::children);
    Endpoint::ChannelWriter(ChannelWriter {
        channel: reading.string(node, "channelId"),
        template: reading.string(node, "channelTemplate"),
        map_variables: variables.map(Node::string).collect(),
    })
}
