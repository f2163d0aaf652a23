//! TCP endpoints: what they lack, and their settings.

use super::super::{Gap, Kind, Setting, option, setting::charset, setting::setting, unrouted};
use crate::ir::{
    Connector,
    route::{Dialling, Framing, TcpListener, TcpSender},
};

/// What the endpoint of a listener lacks.
pub(super) fn listener(connector: &Connector, listener: &TcpListener) -> Vec<Gap> {
    let mut gaps = framing(connector, &listener.framing);
    if let Dialling::Client { host, port, reconnect_ms } = &listener.dialling {
        let task = format!(
            "The listener dials `{host}:{port}`, and again {reconnect_ms} ms after it lost the \
             connection. Agree with the sender that it dials in, or set up a client by hand: the \
             netty component has a client mode, but the route does not start while nobody answers."
        );
        gaps.push(unrouted(connector, "`serverMode` is off", &task));
    }
    if let Some((host, port)) = &listener.reply_to {
        let task = format!(
            "Each reply goes out on a connection of its own, to `{host}:{port}`, and nothing comes \
             back on the first. Set up this second connection by hand."
        );
        gaps.push(unrouted(connector, "`respondOnNewConnection` is on", &task));
    }
    gaps
}

/// What the endpoint of a sender lacks.
pub(super) fn sender(connector: &Connector, sender: &TcpSender) -> Vec<Gap> {
    let mut gaps = framing(connector, &sender.framing);
    gaps.extend(super::hidden(connector, &["template"]));
    if sender.server_mode {
        let task = "The sender listens and sends to all that have dialled in. Agree with the \
                    receivers that they listen, or set up a server by hand.";
        gaps.push(unrouted(connector, "`serverMode` is on", task));
    }
    if let Some((host, port)) = &sender.local {
        let task = format!(
            "The sender dials out from `{host}:{port}`. The new platform uses the address that its \
             host chooses: open the firewall for it."
        );
        gaps.push(option(connector, "`overrideLocalBinding` is on", &task));
    }
    gaps
}

fn framing(connector: &Connector, framing: &Framing) -> Vec<Gap> {
    let mut gaps = Vec::new();
    if framing.commit_blocks {
        let task = "MLLP release 2 confirms each frame by a block of its own when the message is \
                    stored, and sends a refused one again. Agree on release 1 with the other \
                    side, or set up a codec by hand.";
        gaps.push(unrouted(connector, "`useMLLPv2` is on", task));
    }
    if framing.end.is_empty() {
        let task = "Without end bytes a message ends where the other side closes, or is silent for \
                    `receiveTimeout` (for an answer, `responseTimeout`). Agree on end bytes, or \
                    set up the framing by hand.";
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
