//! The connection around its mappings, in terms of no particular engine: endpoints, framing,
//! queues, replies, data types. A front end fills it in, a back end makes routes from it.
//!
//! Settings that hold a legacy template (`${...}`) stay texts; whoever emits them decides.

mod attachments;
mod channel;
mod data_type;
mod database;
mod delivery;
mod dicom;
mod document;
mod file;
mod http;
mod javascript;
mod jms;
mod mail;
mod polling;
mod soap;
mod tcp;

pub use attachments::Attachments;
pub use channel::ChannelWriter;
pub use data_type::{
    AckValidation, Acknowledgement, Columns, DataType, Delimited, Edi, Hl7v2, Ncpdp,
};
pub use database::{Database, DatabaseReader, DatabaseWriter, Query, Update};
pub use delivery::{Intake, Queue, Reply, Split};
pub use dicom::{DicomListener, DicomSender};
pub use document::DocumentWriter;
pub use file::{
    AfterFile, FileReader, FileScheme, FileWriter, OnExisting, Protocol, Remote, S3, Sftp,
};
pub use http::{HttpBody, HttpListener, HttpLogin, HttpSender, Pairs};
pub use javascript::{ScriptReader, ScriptWriter};
pub use jms::{JmsFactory, JmsListener, JmsPeer, JmsSender};
pub use mail::{MailAttachment, MailEncryption, SmtpSender};
pub use polling::{Days, Hours, Polling, TimeOfDay, Times};
pub use soap::{SoapListener, SoapSender, SoapVersion};
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
    /// A database that is polled.
    DatabaseReader(Box<DatabaseReader>),
    /// A database that is written to.
    DatabaseWriter(Box<DatabaseWriter>),
    /// A queue or topic from which messages come.
    JmsListener(Box<JmsListener>),
    /// A queue or topic to which messages go.
    JmsSender(Box<JmsSender>),
    /// Mails that are sent.
    SmtpSender(Box<SmtpSender>),
    /// A web service that is offered.
    SoapListener(Box<SoapListener>),
    /// A web service that is called.
    SoapSender(Box<SoapSender>),
    /// A script that makes messages.
    ScriptReader(ScriptReader),
    /// A script that takes messages.
    ScriptWriter(ScriptWriter),
    /// Documents that are made.
    DocumentWriter(Box<DocumentWriter>),
    /// Images that come in.
    DicomListener(Box<DicomListener>),
    /// Images that go out.
    DicomSender(Box<DicomSender>),
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
            | Self::HttpListener(_)
            | Self::DatabaseReader(_)
            | Self::JmsListener(_)
            | Self::SoapListener(_)
            | Self::ScriptReader(_)
            | Self::DicomListener(_) => End::Source,
            Self::TcpSender(_)
            | Self::FileWriter(_)
            | Self::ChannelWriter(_)
            | Self::HttpSender(_)
            | Self::DatabaseWriter(_)
            | Self::JmsSender(_)
            | Self::SmtpSender(_)
            | Self::SoapSender(_)
            | Self::ScriptWriter(_)
            | Self::DocumentWriter(_)
            | Self::DicomSender(_) => End::Destination,
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
            Self::ChannelReader | Self::ScriptReader(_) | Self::ScriptWriter(_) => {
                Address::default()
            }
            Self::DatabaseReader(reader) => reader.database.address(),
            Self::DatabaseWriter(writer) => writer.database.address(),
            Self::JmsListener(listener) => listener.peer.address(),
            Self::JmsSender(sender) => sender.peer.address(),
            Self::SmtpSender(sender) => Address::new(&sender.host, &sender.port, &sender.to),
            Self::SoapListener(soap) => Address::new(&soap.host, &soap.port, &soap.path()),
            Self::SoapSender(sender) => sender.address(),
            Self::DocumentWriter(writer) => Address::new(&writer.folder, "", &writer.name),
            Self::DicomListener(dicom) => Address::new(&dicom.host, &dicom.port, &dicom.entity),
            Self::DicomSender(dicom) => Address::new(&dicom.host, &dicom.port, &dicom.entity),
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

/// A named text among the settings of a transport: a header, a property of a factory.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Name.
    pub name: String,
    /// Value.
    pub value: Value,
}

/// A text that may be a secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// No secret; may be a template.
    Text(String),
    /// A secret as a whole, and where it stands.
    Secret(Span),
    /// A text with a secret somewhere inside (the password of a URL).
    Mixed,
}

impl Value {
    /// The text, where it is no secret.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Secret(_) | Self::Mixed => None,
        }
    }
}

/// Who this side is for its peer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// User name, may be a template; empty for none.
    pub username: String,
    /// Where the password stands; `None` where it is empty.
    pub password: Option<Span>,
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

/// The [`OptionGap`] of a destination that sends the tokens of attachments: the runtime would send
/// their content, so it has no route.
pub const REATTACH_OPTION: &str = "reattachAttachments";

/// The [`OptionGap`] of a source whose attachments are not kept: the runtime would put them back,
/// so it has no route.
pub const STORE_OPTION: &str = "storeAttachments";

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
