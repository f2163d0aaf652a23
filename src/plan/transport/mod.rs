//! Which endpoints have a route, and which settings it takes from them: one file per transport
//! (Camel target facts, section 5).

pub(super) mod channel;
mod database;
mod file;
mod http;
mod jms;
mod mail;
mod manual;
mod polling;
mod remote;
mod soap;
mod tcp;

pub use file::{Target, Written, include_regex, is_simple, target, written};
pub use http::is_plain_url;
pub use remote::share_account;

use super::{
    Gap, Kind, Setting,
    setting::{charset_of, setting},
    unmapped, unrouted,
};
use crate::ir::{
    Connector,
    route::{End, Endpoint, Entry, Login, Query, Value},
};

/// What follows from a task about an endpoint, until it is done.
const UNTIL: &str = "Until then the routes of this connection do not start by themselves, and what \
                     reaches this endpoint ends in an error.";
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
        Endpoint::ChannelReader | Endpoint::ChannelWriter(_) | Endpoint::ScriptWriter(_) => {
            Vec::new()
        }
        Endpoint::DatabaseReader(reader) => database::reader(connector, reader),
        Endpoint::DatabaseWriter(writer) => database::writer(connector, writer),
        Endpoint::JmsListener(listener) => jms::listener(connector, listener),
        Endpoint::JmsSender(sender) => jms::sender(connector, sender),
        Endpoint::SmtpSender(sender) => mail::sender(connector, sender),
        Endpoint::SoapListener(listener) => soap::listener(connector, listener),
        Endpoint::SoapSender(sender) => soap::sender(connector, sender),
        Endpoint::ScriptReader(reader) => polling::gaps(connector, &reader.polling),
        Endpoint::DocumentWriter(writer) => manual::document(connector, writer),
        Endpoint::DicomListener(listener) => manual::dicom_listener(connector, listener),
        Endpoint::DicomSender(sender) => manual::dicom_sender(connector, sender),
        Endpoint::Unmapped(_) => vec![unmapped(connector, &connector.transport, UNMAPPED)],
    }
}

/// Whether an endpoint is nothing but a script: it has a route without any setting.
pub(super) fn is_script(endpoint: &Endpoint) -> bool {
    match endpoint {
        Endpoint::ScriptWriter(_) => true,
        Endpoint::DatabaseWriter(writer) => writer.query == Query::Script,
        _ => false,
    }
}

/// Texts with a secret somewhere inside, which no properties file can hold.
fn mixed(connector: &Connector, entries: &[Entry]) -> Vec<Gap> {
    let mixed = entries.iter().filter(|entry| entry.value == Value::Mixed);
    mixed
        .map(|entry| {
            let subject = format!("`{}` has a password inside", entry.name);
            let task = "Set up the endpoint by hand, with the password from the vault.";
            unrouted(connector, &subject, task)
        })
        .collect()
}

/// Texts of settings with a secret somewhere inside: they are not shown, so they cannot be sent.
fn hidden(connector: &Connector, settings: &[&str]) -> Vec<Gap> {
    let named = |name: &&&str| connector.secrets.iter().any(|secret| secret.name == **name);
    let found = settings.iter().filter(named);
    found
        .map(|name| {
            let subject = format!("`{name}` has a password inside");
            let task = "Set up the endpoint by hand, with the password from the vault.";
            unrouted(connector, &subject, task)
        })
        .collect()
}

/// A login of which one half is missing: the components would then ask for none at all.
fn half_login(connector: &Connector, login: Option<&Login>) -> Option<Gap> {
    let half = login.is_some_and(|login| login.username.is_empty() || login.password.is_none());
    let task = "Find out how the legacy engine logs in, and set up the endpoint by hand.";
    half.then(|| unrouted(connector, "the user name or the password is empty", task))
}

/// A user name as a setting, where there is one.
fn user(login: &Login) -> Option<Setting> {
    let known = !login.username.is_empty();
    known.then(|| setting("user", "username", &login.username, Kind::Plain))
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
        Endpoint::DatabaseReader(reader) => database::reading(reader),
        Endpoint::DatabaseWriter(writer) => database::writing(writer),
        Endpoint::JmsListener(listener) => jms::listening(listener),
        Endpoint::JmsSender(sender) => jms::sending(sender),
        Endpoint::SmtpSender(sender) => mail::sending(sender),
        Endpoint::SoapSender(sender) => soap::sending(sender),
        Endpoint::ScriptReader(reader) => polling::settings(&reader.polling),
        Endpoint::ScriptWriter(_)
        | Endpoint::SoapListener(_)
        | Endpoint::DocumentWriter(_)
        | Endpoint::DicomListener(_)
        | Endpoint::DicomSender(_)
        | Endpoint::ChannelReader
        | Endpoint::Unmapped(_) => Vec::new(),
    }
}
