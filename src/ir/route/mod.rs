//! The connection around its mappings, in terms of no particular engine: endpoints, framing,
//! queues, replies, data types. A front end fills it in, a back end makes routes from it.
//!
//! Settings that hold a legacy template (`${...}`) stay texts; whoever emits them decides.

mod channel;
mod data_type;
mod delivery;
mod file;
mod http;
mod polling;
mod tcp;

pub use channel::ChannelWriter;
pub use data_type::{AckValidation, Acknowledgement, DataType, Hl7v2};
pub use delivery::{Intake, Queue, Reply, Split};
pub use file::{
    AfterFile, FileReader, FileScheme, FileWriter, OnExisting, Protocol, Remote, S3, Sftp,
};
pub use http::{HttpBody, HttpListener, HttpLogin, HttpSender, Pairs};
pub use polling::{Days, Hours, Polling, TimeOfDay, Times};
pub use tcp::{Dialling, Framing, TcpListener, TcpSender};

use std::fmt;

use crate::span::Span;

/// Where messages come from or go to.
#[derive(Debug, Clone, PartialEq)]
pub enum Endpoint {
    /// A TCP port on which messages arrive in frames (MLLP nearly always).
    TcpListener(TcpListener),
    /// A TCP peer to which messages go in frames.
    TcpSender(TcpSender),
    /// A folder that is polled.
    FileReader(FileReader),
    /// A folder that is written to.
    FileWriter(FileWriter),
    /// Messages handed over by other channels of the same engine.
    ChannelReader,
    /// Messages handed to another channel of the same engine.
    ChannelWriter(ChannelWriter),
    /// An HTTP port on which requests arrive.
    HttpListener(HttpListener),
    /// An HTTP peer to which requests go.
    HttpSender(HttpSender),
    /// A transport that has no route yet: a manual task, never a wrong route.
    Unmapped(Unmapped),
}

/// Which end of a connection a connector is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// Where messages come from.
    Source,
    /// Where messages go to.
    Destination,
}

/// What tells one peer from another, as far as a transport has it. No secret is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Address {
    /// Host, address or folder.
    pub host: Option<String>,
    /// Port.
    pub port: Option<String>,
    /// Path, file name, queue or id of a connection.
    pub path: Option<String>,
}

impl Address {
    /// An address of texts; empty ones are left out.
    pub fn new(host: &str, port: &str, path: &str) -> Self {
        let known = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Self { host: known(host), port: known(port), path: known(path) }
    }
}

impl fmt::Display for Address {
    /// `host:port path`, without what is missing.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let parts = [(&self.host, ""), (&self.port, ":"), (&self.path, " ")];
        let known = parts.into_iter().filter_map(|(part, mark)| Some((part.as_ref()?, mark)));
        for (index, (part, mark)) in known.enumerate() {
            write!(f, "{}{part}", if index == 0 { "" } else { mark })?;
        }
        Ok(())
    }
}

impl Endpoint {
    /// The end at which it can stand; `None` where that is not known.
    pub fn end(&self) -> Option<End> {
        Some(match self {
            Self::TcpListener(_)
            | Self::FileReader(_)
            | Self::ChannelReader
            | Self::HttpListener(_) => End::Source,
            Self::TcpSender(_)
            | Self::FileWriter(_)
            | Self::ChannelWriter(_)
            | Self::HttpSender(_) => End::Destination,
            Self::Unmapped(_) => return None,
        })
    }

    /// Whom it talks to, or where it listens.
    pub fn address(&self) -> Address {
        match self {
            Self::TcpListener(listener) => listener.address(),
            Self::TcpSender(sender) => Address::new(&sender.host, &sender.port, ""),
            Self::FileReader(reader) => reader.scheme.address(&reader.directory, &reader.pattern),
            Self::FileWriter(writer) => writer.scheme.address(&writer.directory, &writer.name),
            Self::ChannelReader => Address::default(),
            Self::ChannelWriter(writer) => Address::new("", "", &writer.channel),
            Self::HttpListener(listener) => listener.address(),
            Self::HttpSender(sender) => sender.address(),
            Self::Unmapped(peer) => Address {
                host: peer.host.clone(),
                port: peer.port.clone(),
                path: peer.path.clone(),
            },
        }
    }
}

/// A transport without a route: what is known of it, for the inventory and the manual task.
#[derive(Debug, Clone, PartialEq)]
pub struct Unmapped {
    /// The legacy engine's name of the transport (`Database Reader`).
    pub transport: String,
    /// Host or address of the other side, where the settings name one.
    pub host: Option<String>,
    /// Port, where the settings name one.
    pub port: Option<String>,
    /// Path, URL, queue or script kind: what tells this peer from others.
    pub path: Option<String>,
}

/// A name and a value, as of a header. Both may be templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pair {
    /// Name.
    pub name: String,
    /// Value; `None` where it is one of the connector's [`Secret`]s, under the same name.
    pub value: Option<String>,
}

/// A setting that holds a secret: that it is there, never what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// Name of the setting (`password`).
    pub name: String,
    /// Where the value stands.
    pub span: Span,
}

/// How the name of an [`OptionGap`] begins that is about a plugin: nobody knows what the endpoint
/// would be without it, so it has no route.
pub const PLUGIN_OPTION: &str = "pluginProperties/";

/// A setting of an endpoint that the route cannot reproduce, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionGap {
    /// Name of the setting in the export.
    pub option: String,
    /// Value in the export.
    pub value: String,
    /// Why there is no equivalent, and what the new owner has to do.
    pub task: String,
    /// Where it stands.
    pub span: Span,
}
