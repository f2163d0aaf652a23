//! TCP Listener and TCP Sender.

use super::{
    ADDRESS, PLUGINS,
    delivery::{DESTINATION, SOURCE},
    frame, listener_address, older,
    settings::{Table, account, group, harmless, is_on, mapped, only},
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

/// TCP Listener.
pub(super) const LISTENER: Table = Table {
    title: "TCP Listener",
    class: "connectors.tcp.TcpReceiverProperties",
    becomes: "A `netty` consumer with the runtime's frame codec; messages of one connection go \
              through its lane in order.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("listenerConnectorProperties", ADDRESS.title),
        group("sourceConnectorProperties", SOURCE.title),
        group("responseConnectorProperties", SOURCE.title).until(release(3, 1, 0)),
        mapped("processBatch", "as `processBatch` of the source").until(release(3, 1, 0)),
        group("transmissionModeProperties", "Frames"),
        mapped("serverMode", "consumer of `netty`; when off, a manual task"),
        mapped("remoteAddress", "the manual task names it").when(dials, "in client mode"),
        mapped("remotePort", "the manual task names it").when(dials, "in client mode"),
        only(
            "overrideLocalBinding",
            &["false"],
            "The listener dials out from a local address and port of its own. Bind the new client \
             to the same, or open the firewall for the new address.",
        )
        .when(dials, "in client mode"),
        mapped("reconnectInterval", "the manual task names it").when(dials, "in client mode"),
        mapped("receiveTimeout", "codec `idleMillis`, property `in.idle`"),
        mapped("bufferSize", "`receiveBufferSize` and `sendBufferSize`, property `in.buffer`"),
        mapped("maxConnections", "codec `maxConnections`, property `in.connections`"),
        mapped("keepConnectionOpen", "`disconnect` and `disconnectOnNoReply`"),
        mapped("dataTypeBinary", "`binary` of the receive and reply beans"),
        mapped(
            "charsetEncoding",
            "`charset` of the receive and reply beans, property `in.charset`",
        ),
        only(
            "respondOnNewConnection",
            &["0", "1"],
            "After a restart, replies of recovered messages go out on a new connection. The new \
             route has no recovery of this kind: agree with the sender how lost replies are \
             handled.",
        ),
        mapped("responseAddress", "with `respondOnNewConnection`, a manual task"),
        mapped("responsePort", "with `respondOnNewConnection`, a manual task"),
    ],
};

/// Reads the settings of a TCP Listener.
pub(super) fn read_listener(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, &LISTENER, gaps);
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

/// TCP Sender.
pub(super) const SENDER: Table = Table {
    title: "TCP Sender",
    class: "connectors.tcp.TcpDispatcherProperties",
    becomes: "A `netty` producer with the runtime's frame codec.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("destinationConnectorProperties", DESTINATION.title),
        group("queueConnectorProperties", DESTINATION.title).until(release(3, 1, 0)),
        mapped("processHL7ACK", "as `validateResponse` of the destination").until(release(3, 1, 0)),
        group("transmissionModeProperties", "Frames"),
        mapped("serverMode", "producer of `netty`; when on, a manual task"),
        mapped("remoteAddress", "the URI, property `dN.host`"),
        mapped("remotePort", "the URI, property `dN.port`"),
        mapped("overrideLocalBinding", "nothing when off; when on, a manual task"),
        mapped("localAddress", "the manual task of `overrideLocalBinding`"),
        mapped("localPort", "the manual task of `overrideLocalBinding`"),
        mapped("sendTimeout", "`producerPoolMinEvictableIdle`, property `dN.idle`"),
        mapped("bufferSize", "`receiveBufferSize` and `sendBufferSize`, property `dN.buffer`"),
        only(
            "maxConnections",
            &["10"],
            "The sender listens and limits how many receivers may dial in. Limit the new endpoint \
             in the same way.",
        )
        .when(serves, "in server mode"),
        mapped("keepConnectionOpen", "a pool that keeps connections, or none"),
        mapped("checkRemoteHost", "the pool tests a connection before it lends it"),
        mapped("responseTimeout", "`connectTimeout` and `requestTimeout`, property `dN.timeout`"),
        mapped("ignoreResponse", "`sync`, and `ignoreResponse` of the response bean"),
        mapped("queueOnResponseTimeout", "`queueOnTimeout` of the response bean"),
        mapped("dataTypeBinary", "`binary` of the destination bean"),
        mapped("charsetEncoding", "`charset` of the destination bean, property `dN.charset`"),
        mapped("template", "`template` of the destination bean"),
        harmless("reconnectInterval", "only listeners dial again by themselves"),
    ],
};

/// Reads the settings of a TCP Sender.
pub(super) fn read_sender(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, &SENDER, gaps);
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
        template: shown(reading, node, "template"),
    })
}
