//! TCP endpoints and how messages are framed on them.

use super::Address;

/// How messages are cut out of a byte stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Framing {
    /// Bytes before a message (MLLP: `0B`).
    pub start: Vec<u8>,
    /// Bytes after a message (MLLP: `1C 0D`).
    pub end: Vec<u8>,
    /// MLLP release 2: commit acknowledgement blocks around each message.
    pub commit_blocks: bool,
}

impl Framing {
    /// The frame of MLLP release 1.
    pub fn mllp() -> Self {
        Self { start: vec![0x0B], end: vec![0x1C, 0x0D], commit_blocks: false }
    }
}

/// Which side dials.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dialling {
    /// The other side dials in.
    Server,
    /// This side dials out, and again after `reconnect_ms` milliseconds.
    Client {
        /// Where to.
        host: String,
        /// Port, a number or a template.
        port: String,
        /// Pause before the next attempt.
        reconnect_ms: String,
    },
}

/// Settings of a listening (or dialling) TCP source.
#[derive(Debug, Clone, PartialEq)]
pub struct TcpListener {
    /// Local address to bind.
    pub host: String,
    /// Local port, a number or a template.
    pub port: String,
    /// Frame bytes.
    pub framing: Framing,
    /// Server or client.
    pub dialling: Dialling,
    /// Most connections at a time.
    pub max_connections: String,
    /// Milliseconds without a byte after which a connection is closed; 0 is never.
    pub receive_timeout_ms: String,
    /// Buffer in bytes.
    pub buffer_bytes: String,
    /// Whether a connection stays open after a message.
    pub keep_open: bool,
    /// Character set name as the export has it; `DEFAULT_ENCODING` is that of the server.
    pub charset: String,
    /// The payload is bytes, shown to scripts as base64.
    pub binary: bool,
    /// Where the reply goes: `None` on the same connection, else a new one to this host and port.
    pub reply_to: Option<(String, String)>,
}

impl TcpListener {
    /// Where it listens or dials to.
    pub fn address(&self) -> Address {
        match &self.dialling {
            Dialling::Server => Address::new(&self.host, &self.port, ""),
            Dialling::Client { host, port, .. } => Address::new(host, port, ""),
        }
    }
}

/// Settings of a TCP destination.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches of the legacy engine")]
pub struct TcpSender {
    /// Remote host, may be a template.
    pub host: String,
    /// Remote port, a number or a template.
    pub port: String,
    /// Frame bytes.
    pub framing: Framing,
    /// Local address and port to bind, where the export overrides them.
    pub local: Option<(String, String)>,
    /// This side listens and sends to whoever has dialled in.
    pub server_mode: bool,
    /// Milliseconds that an idle connection is kept.
    pub send_timeout_ms: String,
    /// Buffer in bytes.
    pub buffer_bytes: String,
    /// Whether a connection stays open after a message.
    pub keep_open: bool,
    /// Whether a kept connection is tested before use.
    pub check_remote_host: bool,
    /// Milliseconds to wait for the answer.
    pub response_timeout_ms: String,
    /// Do not wait for an answer.
    pub ignore_response: bool,
    /// No answer in time: queued (true) or an error.
    pub queue_on_timeout: bool,
    /// The payload is base64 text that stands for bytes.
    pub binary: bool,
    /// Character set name as the export has it.
    pub charset: String,
    /// What is sent, with its `${...}`; `${message.encodedData}` is the transformed message.
    pub template: String,
}
