//! The settings that routes take from a connection, as keys of its properties file.

use std::fmt::Write as _;

use super::endpoint::{include_regex, move_expression};
use crate::ir::{
    Connection, Destination,
    route::{
        AfterFile, Endpoint, FileReader, FileScheme, FileWriter, Polling, TcpListener, TcpSender,
    },
};

/// What a value has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Name or address of a host.
    Host,
    /// A TCP port, 1 to 65535.
    Port,
    /// A whole number from 0 up.
    Number,
    /// A whole number from 1 up.
    Count,
    /// An absolute folder.
    Folder,
    /// An expression of a component, which is taken as it is.
    Expression,
    /// Name of a character set.
    Charset,
    /// Target of a hand-over, made by the compiler.
    Target,
}

impl Kind {
    /// Why a value that is not of this kind cannot be used, after "the setting is".
    pub fn demand(self) -> &'static str {
        match self {
            Self::Host => "no plain host name or address",
            Self::Port => "no plain port number",
            Self::Number | Self::Count => "no plain number",
            Self::Folder => "no plain absolute folder",
            Self::Expression => "nothing that the file component can express",
            Self::Charset => "no name of a character set",
            Self::Target => "no identifier of a connection",
        }
    }
}

/// One line of a properties file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setting {
    /// Key behind the slug and the connector: `host`, `retry.interval`.
    pub key: &'static str,
    /// Name of the setting in the legacy engine.
    pub option: &'static str,
    /// Value.
    pub value: String,
    /// What the value has to be.
    pub kind: Kind,
    /// What the reader of the file should know.
    pub note: Option<&'static str>,
}

/// Characters that a URI or a placeholder would read as something else.
const RESERVED: &[char] = &['?', '&', '%', '#', '+', '{', '}', '$'];

impl Setting {
    /// Whether the value can stand in a properties file and mean what it meant.
    pub fn is_usable(&self) -> bool {
        let value = self.value.as_str();
        let number = || (!value.starts_with('+')).then(|| value.parse::<u32>().ok()).flatten();
        match self.kind {
            Kind::Host => is_word(value, "._-"),
            Kind::Port => number().is_some_and(|port| (1..=65_535).contains(&port)),
            // The platform counts in 32 bits with a sign.
            Kind::Number => number().is_some_and(|n| i32::try_from(n).is_ok()),
            Kind::Count => number().is_some_and(|n| n > 0 && i32::try_from(n).is_ok()),
            Kind::Folder => is_absolute(value) && is_clean(value) && !value.contains(RESERVED),
            Kind::Expression => {
                is_clean(value) && !["{{", "}}", ")&"].iter().any(|bad| value.contains(bad))
            }
            Kind::Charset => is_word(value, "._-:"),
            Kind::Target => is_word(value, ".-_:"),
        }
    }
}

/// Whether a text is one word of ASCII letters, digits and these.
fn is_word(text: &str, more: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c))
}

fn is_clean(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.chars().any(char::is_control)
}

/// Whether a folder is the same wherever the platform was started.
pub(super) fn is_absolute(text: &str) -> bool {
    let drive = text.as_bytes();
    let on_drive = drive.len() > 2 && drive[0].is_ascii_alphabetic() && drive[1] == b':';
    text.starts_with(['/', '\\']) || (on_drive && matches!(drive[2], b'/' | b'\\'))
}

/// The settings of a source, in the order of its properties file.
pub fn source_settings(connection: &Connection) -> Vec<Setting> {
    let mut settings = match &connection.source.endpoint {
        Endpoint::TcpListener(listener) => listening(listener),
        Endpoint::FileReader(reader) if reader.scheme == FileScheme::Local => reading(reader),
        _ => Vec::new(),
    };
    let threads = &connection.intake.threads;
    settings.push(setting("threads", "processingThreads", threads, Kind::Count));
    settings.push(setting("channel", "id", &channel_name(&connection.id), Kind::Target));
    settings
}

/// The settings of a destination, in the order of the properties file.
pub fn destination_settings(destination: &Destination) -> Vec<Setting> {
    let mut settings = match &destination.connector.endpoint {
        Endpoint::TcpSender(sender) => sending(sender),
        Endpoint::FileWriter(writer) if writer.scheme == FileScheme::Local => writing(writer),
        Endpoint::ChannelWriter(writer) if writer.channel != "none" => {
            let target = format!("direct:{}", channel_name(&writer.channel));
            vec![setting("target", "channelId", &target, Kind::Target)]
        }
        _ => return Vec::new(),
    };
    let queue = &destination.queue;
    if queue.enabled || queue.retry_count != "0" {
        let interval = &queue.retry_interval_ms;
        settings.push(setting("retry.interval", "retryIntervalMillis", interval, Kind::Number));
    }
    if queue.retry_count != "0" {
        settings.push(setting("retry.count", "retryCount", &queue.retry_count, Kind::Number));
    }
    if queue.enabled {
        // Order by a map entry is kept by draining with one consumer.
        let threads = if queue.thread_variable.is_empty() { queue.threads.as_str() } else { "1" };
        settings.push(setting("threads", "threadCount", threads, Kind::Count));
    }
    settings
}

/// The name under which a connection takes over messages from others. An id is a UUID nearly
/// always; any other character is written as its number.
fn channel_name(id: &str) -> String {
    let mut name = "channel-".to_owned();
    for c in id.chars() {
        if c.is_ascii_alphanumeric() || c == '-' {
            name.push(c);
        } else {
            let _ = write!(name, "_{:x}_", u32::from(c));
        }
    }
    name
}

fn setting(key: &'static str, option: &'static str, value: &str, kind: Kind) -> Setting {
    Setting { key, option, value: value.to_owned(), kind, note: None }
}

/// The character set of the legacy server is not in an export; UTF-8 is what current ones use.
fn charset(name: &str) -> Setting {
    let setting = setting("charset", "charsetEncoding", name, Kind::Charset);
    if name != "DEFAULT_ENCODING" {
        return setting;
    }
    let note = "DEFAULT_ENCODING: that of the legacy server, which no export tells; check it";
    Setting { value: "UTF-8".to_owned(), note: Some(note), ..setting }
}

fn listening(listener: &TcpListener) -> Vec<Setting> {
    vec![
        setting("host", "host", &listener.host, Kind::Host),
        setting("port", "port", &listener.port, Kind::Port),
        setting("connections", "maxConnections", &listener.max_connections, Kind::Number),
        setting("idle", "receiveTimeout", &listener.receive_timeout_ms, Kind::Number),
        setting("buffer", "bufferSize", &listener.buffer_bytes, Kind::Count),
        charset(&listener.charset),
    ]
}

fn sending(sender: &TcpSender) -> Vec<Setting> {
    vec![
        setting("host", "remoteAddress", &sender.host, Kind::Host),
        setting("port", "remotePort", &sender.port, Kind::Port),
        setting("timeout", "responseTimeout", &sender.response_timeout_ms, Kind::Number),
        setting("idle", "sendTimeout", &sender.send_timeout_ms, Kind::Number),
        setting("buffer", "bufferSize", &sender.buffer_bytes, Kind::Count),
        charset(&sender.charset),
    ]
}

fn reading(reader: &FileReader) -> Vec<Setting> {
    let include = include_regex(&reader.pattern, reader.regex);
    let mut settings = vec![
        setting("folder", "host", &reader.directory, Kind::Folder),
        setting("include", "fileFilter", &include, Kind::Expression),
    ];
    if let Polling::Interval(interval) = &reader.polling {
        settings.push(setting("poll", "pollingFrequency", interval, Kind::Count));
    }
    if let Some(age) = &reader.min_age_ms {
        settings.push(setting("age", "fileAge", age, Kind::Number));
    }
    if let AfterFile::Move { directory, name } = &reader.after {
        let target = move_expression(directory, name).unwrap_or_default();
        settings.push(setting("move", "moveToDirectory", &target, Kind::Expression));
    }
    if let Some(AfterFile::Move { directory, name }) = &reader.after_error {
        let target = move_expression(directory, name).unwrap_or_default();
        settings.push(setting("move.error", "errorMoveToDirectory", &target, Kind::Expression));
    }
    settings.push(charset(&reader.charset));
    settings
}

fn writing(writer: &FileWriter) -> Vec<Setting> {
    vec![setting("folder", "host", &writer.directory, Kind::Folder), charset(&writer.charset)]
}
