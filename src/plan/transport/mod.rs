//! Which endpoints have a route, and which settings it takes from them: one file per transport
//! (Camel target facts, section 5).

pub(super) mod channel;
mod file;
mod http;
mod polling;
mod remote;
mod tcp;

pub use file::{Target, Written, include_regex, is_simple, target, written};
pub use http::is_plain_url;
pub use remote::share_account;

use super::{Gap, Setting, unmapped};
use crate::ir::{
    Connector,
    route::{End, Endpoint},
};

const UNMAPPED: &str = "Set up the endpoint by hand. Until then the routes of this connection do \
                        not start by themselves, and what reaches this endpoint ends in an error.";

/// What the endpoint of a connector lacks. The settings of a sender at a source, or of a reader
/// at a destination, are nothing that the legacy engine could run.
pub(super) fn gaps(connector: &Connector, end: End) -> Vec<Gap> {
    if connector.endpoint.end().is_some_and(|fit| fit != end) {
        return vec![unmapped(connector, &connector.transport, UNMAPPED)];
    }
    match &connector.endpoint {
        Endpoint::TcpListener(listener) => tcp::listener(connector, listener),
        Endpoint::TcpSender(sender) => tcp::sender(connector, sender),
        Endpoint::FileReader(reader) => file::reader(connector, reader),
        Endpoint::FileWriter(writer) => file::writer(connector, writer),
        Endpoint::HttpListener(listener) => http::listener(connector, listener),
        Endpoint::HttpSender(sender) => http::sender(connector, sender),
        Endpoint::ChannelReader | Endpoint::ChannelWriter(_) => Vec::new(),
        Endpoint::Unmapped(_) => vec![unmapped(connector, &connector.transport, UNMAPPED)],
    }
}

/// The settings of an endpoint, in the order of its properties file. Those that all sources or
/// all destinations have are not among them.
pub(super) fn settings(endpoint: &Endpoint) -> Vec<Setting> {
    match endpoint {
        Endpoint::TcpListener(listener) => tcp::listening(listener),
        Endpoint::TcpSender(sender) => tcp::sending(sender),
        Endpoint::FileReader(reader) => file::reading(reader),
        Endpoint::FileWriter(writer) => file::writing(writer),
        Endpoint::HttpListener(listener) => http::listening(listener),
        Endpoint::HttpSender(sender) => http::sending(sender),
        Endpoint::ChannelWriter(writer) => channel::writing(writer),
        Endpoint::ChannelReader | Endpoint::Unmapped(_) => Vec::new(),
    }
}
