//! TCP endpoints: what they lack, and their settings.

use super::super::{Gap, Kind, Setting, option, setting::charset, setting::setting, unrouted};
use crate::ir::{
    Connector,
    route::{Dialling, Framing, TcpListener, TcpSender},
};

/// What the endpoint of a listener lacks.
pub(super) fn listener(connector: &Connector, listener: &TcpListener) -> Vec<Gap> {
    let mut gaps = framing(connector, &listener.framing);
    if listener.dialling != Dialling::Server {
        let task = "The listener dials out. Agree with the sender that it dials in, or set up a \
                    client by hand.";
        gaps.push(unrouted(connector, "`serverMode` is off", task));
    }
    if listener.reply_to.is_some() {
        let task = "Replies go out on a new connection. Set up this second connection by hand.";
        gaps.push(unrouted(connector, "`respondOnNewConnection` is on", task));
    }
    gaps
}

/// What the endpoint of a sender lacks.
pub(super) fn sender(connector: &Connector, sender: &TcpSender) -> Vec<Gap> {
    let mut gaps = framing(connector, &sender.framing);
    if sender.server_mode {
        let task = "The sender listens and sends to whoever dialled in. Agree with the receiver \
                    that it listens, or set up a server by hand.";
        gaps.push(unrouted(connector, "`serverMode` is on", task));
    }
    if sender.local.is_some() {
        let task = "The sender dials out from a local address of its own. The new platform uses \
                    the one that its host chooses: open the firewall for it.";
        gaps.push(option(connector, "`overrideLocalBinding` is on", task));
    }
    gaps
}

fn framing(connector: &Connector, framing: &Framing) -> Vec<Gap> {
    let mut gaps = Vec::new();
    if framing.commit_blocks {
        let task = "MLLP release 2 confirms each frame by a block of its own. Agree on release 1 \
                    with the other side, or set up a codec by hand.";
        gaps.push(unrouted(connector, "`useMLLPv2` is on", task));
    }
    if framing.end.is_empty() {
        let task =
            "Without end bytes nothing tells where a message ends. Set up the framing by hand.";
        gaps.push(unrouted(connector, "`endOfMessageBytes` is empty", task));
    }
    gaps
}

/// The settings of a listener.
pub(super) fn listening(listener: &TcpListener) -> Vec<Setting> {
    vec![
        setting("host", "host", &listener.host, Kind::Host),
        setting("port", "port", &listener.port, Kind::Port),
        setting("connections", "maxConnections", &listener.max_connections, Kind::Number),
        setting("idle", "receiveTimeout", &listener.receive_timeout_ms, Kind::Number),
        setting("buffer", "bufferSize", &listener.buffer_bytes, Kind::Count),
        charset(&listener.charset),
    ]
}

/// The settings of a sender.
pub(super) fn sending(sender: &TcpSender) -> Vec<Setting> {
    vec![
        setting("host", "remoteAddress", &sender.host, Kind::Host),
        setting("port", "remotePort", &sender.port, Kind::Port),
        setting("timeout", "responseTimeout", &sender.response_timeout_ms, Kind::Number),
        setting("idle", "sendTimeout", &sender.send_timeout_ms, Kind::Number),
        setting("buffer", "bufferSize", &sender.buffer_bytes, Kind::Count),
        charset(&sender.charset),
    ]
}
