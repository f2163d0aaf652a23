//! What each transport adds to the routes and beans of a connection: one file per transport.

mod channel;
mod file;
mod http;
mod polling;
mod remote;
mod tcp;

use super::{Context, beans::Properties, endpoint::Endpoint, yaml::Yaml};
use crate::ir::route::Endpoint as Legacy;

/// A transport that can have a route. `at` is `in` for the source, `d` and a number else.
pub(super) trait Transport {
    /// The endpoint; `None` where nothing is received or sent.
    fn endpoint(&self, context: &Context<'_>, at: &str) -> Option<Endpoint>;

    /// Whether contents are bytes (shown to scripts as base64); `None` where they are text that
    /// has no character set.
    fn binary(&self) -> Option<bool> {
        None
    }

    /// Beans that its endpoint refers to.
    fn beans(&self, _context: &Context<'_>, _at: &str) -> Vec<Yaml> {
        Vec::new()
    }

    /// Properties of the receive and reply beans beside those of the character set.
    fn exchange(&self, _out: &mut Properties, _context: &Context<'_>, _at: &str) {}

    /// Properties of the destination stage: what is sent.
    fn stage(&self, _out: &mut Properties, _context: &Context<'_>, _at: &str) {}

    /// Whether the legacy engine looks at `validateResponse` for it.
    fn validates(&self) -> bool {
        true
    }

    /// Properties of the response stage: how an answer is judged.
    fn response(&self, _out: &mut Properties, _context: &Context<'_>, _at: &str) {}

    /// When the route fails, which tells the component: after a `failure` of the platform, or also
    /// after a reply of an `error`.
    fn raises(&self) -> Option<&'static str> {
        None
    }
}

/// The transport of an endpoint; `None` for what has no transport of its own.
pub(super) fn of(endpoint: &Legacy) -> Option<&dyn Transport> {
    Some(match endpoint {
        Legacy::TcpListener(listener) => listener,
        Legacy::TcpSender(sender) => sender,
        Legacy::FileReader(reader) => reader,
        Legacy::FileWriter(writer) => writer,
        Legacy::ChannelWriter(writer) => writer,
        Legacy::HttpListener(listener) => listener,
        Legacy::HttpSender(sender) => sender,
        // A Channel Reader has no transport but the hand-over that every connection has.
        Legacy::ChannelReader | Legacy::Unmapped(_) => return None,
    })
}
