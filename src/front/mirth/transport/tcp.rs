//! TCP Listener and TCP Sender.

use super::{
    frame, listener_address, older,
    settings::{Setting, account, group, harmless, is_on, only, only_if, read, read_before},
    shown,
};
use crate::{
    front::mirth::read::context::{Reading, release},
    ir::route::{Dialling, Endpoint, OptionGap, TcpListener, TcpSender},
    xml::Node,
};

fn dials(node: Node<'_>) -> bool {
    !is_on(node, "serverMode")
}

fn serves(node: Node<'_>) -> bool {
    is_on(node, "serverMode")
}

const LISTENER: &[Setting] = &[
    group("pluginProperties"),
    group("listenerConnectorProperties"),
    group("sourceConnectorProperties"),
    read_before("responseConnectorProperties", release(3, 1, 0)),
    read_before("processBatch", release(3, 1, 0)),
    group("transmissionModeProperties"),
    read("serverMode"),
    read("remoteAddress"),
    read("remotePort"),
    only_if(
        dials,
        "overrideLocalBinding",
        &["false"],
        "The listener dials out from a local address and port of its own. Bind the new client \
         to the same, or open the firewall for the new address.",
    ),
    read("reconnectInterval"),
    read("receiveTimeout"),
    read("bufferSize"),
    read("maxConnections"),
    read("keepConnectionOpen"),
    read("dataTypeBinary"),
    read("charsetEncoding"),
    only(
        "respondOnNewConnection",
        &["0", "1"],
        "After a restart, replies of recovered messages go out on a new connection. The new \
         route has no recovery of this kind: agree with the sender how lost replies are handled.",
    ),
    read("responseAddress"),
    read("responsePort"),
];

/// Reads the settings of a TCP Listener.
pub(super) fn read_listener(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, LISTENER, gaps);
    let (host, port) = listener_address(reading, node);
    let dialling =
        if serves(node) { Dialling::Server } else { client(reading, node, &host, &port) };
    let reply_to = (reading.string(node, "respondOnNewConnection") == "1")
        .then(|| (shown(reading, node, "responseAddress"), shown(reading, node, "responsePort")));
    Endpoint::TcpListener(TcpListener {
        host,
        port,
        framing: frame::framing(reading, node, gaps),
        dialling,
        max_connections: reading.string(node, "maxConnections"),
        receive_timeout_ms: reading.string(node, "receiveTimeout"),
        buffer_bytes: reading.string(node, "bufferSize"),
        keep_open: reading.flag(node, "keepConnectionOpen"),
        charset: reading.string(node, "charsetEncoding"),
        binary: reading.flag(node, "dataTypeBinary"),
        reply_to,
    })
}

/// Where a listener in client mode dials to. Before 3.0.2 that was the listener's address.
fn client(reading: &mut Reading, node: Node<'_>, host: &str, port: &str) -> Dialling {
    let remote = if older(node, 3, 0, 2) {
        (host.to_owned(), port.to_owned())
    } else {
        (shown(reading, node, "remoteAddress"), shown(reading, node, "remotePort"))
    };
    Dialling::Client {
        host: remote.0,
        port: remote.1,
        reconnect_ms: reading.string(node, "reconnectInterval"),
    }
}

const SENDER: &[Setting] = &[
    group("pluginProperties"),
    group("destinationConnectorProperties"),
    read_before("queueConnectorProperties", release(3, 1, 0)),
    read_before("processHL7ACK", release(3, 1, 0)),
    group("transmissionModeProperties"),
    read("serverMode"),
    read("remoteAddress"),
    read("remotePort"),
    read("overrideLocalBinding"),
    read("localAddress"),
    read("localPort"),
    read("sendTimeout"),
    read("bufferSize"),
    only_if(
        serves,
        "maxConnections",
        &["10"],
        "The sender listens and limits how many receivers may dial in. Limit the new endpoint \
         in the same way.",
    ),
    read("keepConnectionOpen"),
    read("checkRemoteHost"),
    read("responseTimeout"),
    read("ignoreResponse"),
    read("queueOnResponseTimeout"),
    read("dataTypeBinary"),
    read("charsetEncoding"),
    read("template"),
    harmless("reconnectInterval", "only listeners dial again by themselves"),
];

/// Reads the settings of a TCP Sender.
pub(super) fn read_sender(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, SENDER, gaps);
    let local = is_on(node, "overrideLocalBinding")
        .then(|| (shown(reading, node, "localAddress"), shown(reading, node, "localPort")));
    // Added as true by the migration to 3.1.0.
    let check = reading.optional_flag(node, "checkRemoteHost");
    Endpoint::TcpSender(TcpSender {
        host: shown(reading, node, "remoteAddress"),
        port: shown(reading, node, "remotePort"),
        framing: frame::framing(reading, node, gaps),
        local,
        server_mode: serves(node),
        send_timeout_ms: reading.string(node, "sendTimeout"),
        buffer_bytes: reading.string(node, "bufferSize"),
        keep_open: reading.flag(node, "keepConnectionOpen"),
        check_remote_host: check.unwrap_or_else(|| older(node, 3, 1, 0)),
        response_timeout_ms: reading.string(node, "responseTimeout"),
        ignore_response: reading.flag(node, "ignoreResponse"),
        queue_on_timeout: reading.flag(node, "queueOnResponseTimeout"),
        binary: reading.flag(node, "dataTypeBinary"),
        charset: reading.string(node, "charsetEncoding"),
        template: reading.string(node, "template"),
    })
}
