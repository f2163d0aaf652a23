//! HTTP endpoints.

use super::{Address, Entry};
use crate::span::Span;

/// Names and values of headers or of query parameters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Pairs {
    /// Written in the settings; a name may stand several times.
    Fixed(Vec<Entry>),
    /// A map in the map entry of this name.
    Variable(String),
}

/// How the body of a request or an answer becomes a message.
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches of the legacy engine")]
pub struct HttpBody {
    /// The message is an XML envelope around it.
    pub xml: bool,
    /// In the envelope, parts of a multipart body are told apart.
    pub multipart: bool,
    /// The envelope also holds method, URL, headers and so on.
    pub metadata: bool,
    /// Content types whose bodies are bytes (base64 in the message), with commas between their
    /// beginnings, or a regular expression.
    pub binary_types: String,
    /// The types are a regular expression.
    pub binary_regex: bool,
}

/// Settings of a listening HTTP source.
#[derive(Debug, Clone, PartialEq)]
pub struct HttpListener {
    /// Local address to bind.
    pub host: String,
    /// Local port, a number or a template.
    pub port: String,
    /// Path below which requests are taken, as the export has it.
    pub path: String,
    /// Milliseconds after which an idle connection is closed; 0 is never.
    pub timeout_ms: String,
    /// How a request becomes a message.
    pub body: HttpBody,
    /// Content type of the answer, may be a template.
    pub content_type: String,
    /// The answer is base64 text that stands for bytes.
    pub binary: bool,
    /// Status of the answer, may be a template; what is no number is 500 for an error, else 200.
    pub status: String,
    /// Headers of the answer.
    pub headers: Pairs,
    /// Character set of the answer, as the export has it.
    pub charset: String,
    /// How many paths are answered without a message, from texts or files.
    pub static_resources: usize,
}

impl Pairs {
    /// Those that are written in the settings.
    pub fn entries(&self) -> &[Entry] {
        match self {
            Self::Fixed(entries) => entries,
            Self::Variable(_) => &[],
        }
    }
}

/// How a sender logs in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HttpLogin {
    /// Digest, else basic.
    pub digest: bool,
    /// The first request has the credentials already.
    pub preemptive: bool,
    /// Name, may be a template.
    pub user: String,
    /// Where the password stands; `None` where it is empty.
    pub password: Option<Span>,
}

/// Settings of an HTTP destination.
#[derive(Debug, Clone, PartialEq)]
pub struct HttpSender {
    /// URL, may be a template; without a secret that stood in it.
    pub url: String,
    /// A secret stood in the URL.
    pub secret_in_url: bool,
    /// Method as the export has it, in any case of letters.
    pub method: String,
    /// Headers of the request.
    pub headers: Pairs,
    /// Query parameters, or the form of a form.
    pub parameters: Pairs,
    /// What is sent, with its `${...}`; without a secret that stood in it.
    pub content: String,
    /// Content type, may be a template.
    pub content_type: String,
    /// Content is base64 text that stands for bytes.
    pub binary: bool,
    /// Content is the file of a multipart body.
    pub multipart: bool,
    /// Character set name as the export has it; `NONE` adds none.
    pub charset: String,
    /// How the answer becomes a response.
    pub body: HttpBody,
    /// Host and port of a proxy.
    pub proxy: Option<(String, String)>,
    /// How it logs in.
    pub login: Option<HttpLogin>,
    /// Milliseconds to wait for the connection and between bytes.
    pub timeout_ms: String,
}

impl HttpListener {
    /// Where it listens.
    pub fn address(&self) -> Address {
        Address::new(&self.host, &self.port, &self.path)
    }

    /// The path as the engine takes it: with a slash in front, without one at the end.
    pub fn context_path(&self) -> String {
        let path = self.path.trim();
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
        path.strip_suffix('/').unwrap_or(&path).to_owned()
    }
}

impl HttpSender {
    /// Whom it calls.
    pub fn address(&self) -> Address {
        Address::new("", "", &self.url)
    }
}
