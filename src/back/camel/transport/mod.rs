//! What each transport adds to the routes and beans of a connection: one file per transport.

mod channel;
mod database;
mod file;
mod http;
mod jms;
mod mail;
mod polling;
mod remote;
mod script;
mod soap;
mod tcp;

use super::{
    Context,
    bean::{Properties, put, put_text},
    endpoint::Endpoint,
    yaml::Yaml,
};
use crate::ir::route::{Endpoint as Legacy, Entry, Login, Value};

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

    /// Properties of the beans that take messages in, beside those of the character set.
    fn receive(&self, _out: &mut Properties, _context: &Context<'_>, _at: &str) {}

    /// Properties of the reply bean, beside those of the character set.
    fn reply(&self, _out: &mut Properties, _context: &Context<'_>, _at: &str) {}

    /// The steps of the source's route, around those that take one message in.
    fn feed(&self, _context: &Context<'_>, _at: &str, taken: Vec<Yaml>) -> Vec<Yaml> {
        taken
    }

    /// Properties of the destination stage: what is sent.
    fn stage(&self, _out: &mut Properties, _context: &Context<'_>, _at: &str) {}

    /// Whether the legacy engine looks at `validateResponse` for it.
    fn validates(&self) -> bool {
        true
    }

    /// Properties of the response stage: how an answer is judged.
    fn response(&self, _out: &mut Properties, _context: &Context<'_>, _at: &str) {}

    /// When the route fails, so that the component does not mark as done what it read: after a
    /// `failure` of the platform, or also after a reply of an `error`.
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
        Legacy::DatabaseReader(reader) => &**reader,
        Legacy::DatabaseWriter(writer) => &**writer,
        Legacy::JmsListener(listener) => &**listener,
        Legacy::JmsSender(sender) => &**sender,
        Legacy::SmtpSender(sender) => &**sender,
        Legacy::SoapSender(sender) => &**sender,
        Legacy::ScriptReader(reader) => reader,
        Legacy::ScriptWriter(writer) => writer,
        // A Channel Reader has no transport but the hand-over that every connection has.
        // Nothing on the platform does the others.
        Legacy::ChannelReader
        | Legacy::SoapListener(_)
        | Legacy::DocumentWriter(_)
        | Legacy::DicomListener(_)
        | Legacy::DicomSender(_)
        | Legacy::Unmapped(_) => return None,
    })
}

/// Adds user name and password, where there are any.
fn put_login(out: &mut Properties, context: &Context<'_>, at: &str, login: &Login) {
    if !login.username.is_empty() {
        put(out, "user", context.placeholder(at, "user"));
    }
    if let Some(password) = login.password.and_then(|span| context.secret(at, span)) {
        put(out, "password", password);
    }
}

/// Adds headers or the like as two lists of one length.
fn put_entries(
    out: &mut Properties,
    context: &Context<'_>,
    at: &str,
    name: &str,
    entries: &[Entry],
) {
    for (index, entry) in entries.iter().enumerate() {
        put_text(out, &format!("{name}Names[{index}]"), &entry.name);
        let key = format!("{name}Values[{index}]");
        match &entry.value {
            Value::Text(text) => put_text(out, &key, text),
            Value::Secret(span) => put(out, &key, context.secret(at, *span).unwrap_or_default()),
            // Such an endpoint has no route.
            Value::Mixed => put(out, &key, ""),
        }
    }
}

#[cfg(test)]
mod tests;
