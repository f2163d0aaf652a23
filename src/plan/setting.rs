//! The settings that routes take from a connection, as keys of its properties file.

use super::transport;
use crate::ir::{Connection, Destination, route::TimeOfDay};

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
    /// A folder of another server; empty is the one of the login.
    RemoteFolder,
    /// Name of an account.
    User,
    /// Path of a URL; empty is the root.
    UrlPath,
    /// A URL of HTTP.
    Url,
    /// A text that may be a template, which the runtime evaluates.
    Template,
    /// An expression of a component, which is taken as it is.
    Expression,
    /// Name of a character set.
    Charset,
    /// Target of a hand-over, made by the compiler.
    Target,
    /// A time of the day, `HH:MM`.
    Time,
    /// Cron expressions of Quartz, with ` | ` between them.
    Cron,
    /// Name of a Java class.
    Class,
    /// A JDBC URL.
    Jdbc,
    /// Address of an HTTP service without a query.
    Service,
    /// Name of a queue or topic.
    Name,
    /// A text without templates.
    Plain,
}

impl Kind {
    /// Why a value that is not of this kind cannot be used, after "the setting is".
    pub fn demand(self) -> &'static str {
        match self {
            Self::Host => "no plain host name or address",
            Self::Port => "no plain port number",
            Self::Number | Self::Count => "no plain number",
            Self::Folder => "no plain absolute folder",
            Self::RemoteFolder => "no plain folder",
            Self::User => "no plain name of an account",
            Self::UrlPath => "no plain path",
            Self::Url => "no plain URL",
            Self::Template => "no text",
            Self::Expression => "nothing that the file component can express",
            Self::Charset => "no name of a character set",
            Self::Target => "no identifier of a connection",
            Self::Time => "no time of the day",
            Self::Cron => "no cron expression",
            Self::Class => "no name of a Java class",
            Self::Jdbc => "no plain JDBC URL",
            Self::Service => "no plain HTTP address without a query",
            Self::Name => "no plain name of a queue or topic",
            Self::Plain => "no plain text",
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
const RESERVED: &[char] = &['?', '&', '%', '#', '+', '{', '}'];

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
            Kind::Folder => is_absolute(value) && is_path(value),
            Kind::RemoteFolder => value.is_empty() || is_path(value),
            // It stands in RAW(), so only what would end that is out.
            Kind::User => {
                is_clean(value) && !["{{", "}}", "${", ")"].iter().any(|bad| value.contains(bad))
            }
            Kind::UrlPath => {
                let rest = value.strip_prefix('/').unwrap_or_default();
                value.is_empty() || is_word(rest, "._-~/")
            }
            Kind::Url => {
                let known = ["http://", "https://"].iter().any(|start| value.starts_with(start));
                known && is_word(value, "._-~:/?&=+,;@!*()[]%#")
            }
            Kind::Template => {
                is_clean(value) && !["{{", "}}"].iter().any(|bad| value.contains(bad))
            }
            Kind::Expression => {
                is_clean(value) && !["{{", "}}", ")&"].iter().any(|bad| value.contains(bad))
            }
            Kind::Charset => is_word(value, "._-:"),
            Kind::Target => is_word(value, ".-_:"),
            Kind::Time => value.split_once(':').is_some_and(|(hour, minute)| {
                let (hour, minute) = (hour.to_owned(), minute.to_owned());
                TimeOfDay { hour, minute }.minutes().is_some()
            }),
            Kind::Cron => value.split(" | ").all(is_cron),
            Kind::Class => is_word(value, "._$") && !value.ends_with('.'),
            Kind::Jdbc => value.starts_with("jdbc:") && is_plain(value),
            Kind::Service => is_service(value),
            Kind::Name => is_word(value, "._-/:"),
            Kind::Plain => is_plain(value) && !value.starts_with('#'),
        }
    }
}

/// Whether a text has the shape of a cron expression of Quartz: six or seven fields.
fn is_cron(text: &str) -> bool {
    let fields = text.split_whitespace().count();
    (6..=7).contains(&fields) && text.split_whitespace().all(|field| is_word(field, "*/,-?#"))
}

/// Whether a text is one word of ASCII letters, digits and these.
fn is_word(text: &str, more: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || more.contains(c))
}

/// Whether a text means itself: to the legacy engine, as a placeholder, and inside `RAW(...)`.
fn is_plain(text: &str) -> bool {
    is_clean(text) && !["${", "{{", "}}", ")&", "$"].iter().any(|bad| text.contains(bad))
}

fn is_service(text: &str) -> bool {
    let rest = text.strip_prefix("http://").or_else(|| text.strip_prefix("https://"));
    rest.is_some_and(|rest| {
        is_plain(rest) && !rest.starts_with('/') && !rest.contains(RESERVED) && !rest.contains(' ')
    })
}

fn is_clean(text: &str) -> bool {
    !text.is_empty() && text.trim() == text && !text.chars().any(char::is_control)
}

/// Whether a text is a path in a URI as it is. A dollar sign (of a hidden share) is one of its
/// letters, unless it begins an expression of a component.
fn is_path(text: &str) -> bool {
    is_clean(text) && !text.contains(RESERVED)
}

/// Whether a folder is the same wherever the platform was started.
pub(super) fn is_absolute(text: &str) -> bool {
    let drive = text.as_bytes();
    let on_drive = drive.len() > 2 && drive[0].is_ascii_alphabetic() && drive[1] == b':';
    text.starts_with(['/', '\\']) || (on_drive && matches!(drive[2], b'/' | b'\\'))
}

/// The settings of a source, in the order of its properties file.
pub fn source_settings(connection: &Connection) -> Vec<Setting> {
    let mut settings = transport::settings(&connection.source.endpoint);
    let threads = &connection.intake.threads;
    settings.push(setting("threads", "processingThreads", threads, Kind::Count));
    let name = transport::channel::channel_name(&connection.id);
    settings.push(setting("channel", "id", &name, Kind::Target));
    settings
}

/// The settings of a destination, in the order of the properties file; none without a route.
pub fn destination_settings(destination: &Destination) -> Vec<Setting> {
    let mut settings = transport::settings(&destination.connector.endpoint);
    if settings.is_empty() && !transport::is_script(&destination.connector.endpoint) {
        return settings;
    }
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

/// A setting without a note.
pub(super) fn setting(key: &'static str, option: &'static str, value: &str, kind: Kind) -> Setting {
    Setting { key, option, value: value.to_owned(), kind, note: None }
}

/// The character set of the legacy server is not in an export; UTF-8 is what current ones use.
pub(super) fn charset(name: &str) -> Setting {
    Setting { option: "charsetEncoding", ..charset_of("charset", name) }
}

/// A character set that another setting names.
pub(super) fn charset_of(option: &'static str, name: &str) -> Setting {
    let setting = setting("charset", option, name, Kind::Charset);
    if name != "DEFAULT_ENCODING" {
        return setting;
    }
    let note = "DEFAULT_ENCODING: that of the legacy server, which no export tells; check it";
    Setting { value: "UTF-8".to_owned(), note: Some(note), ..setting }
}
