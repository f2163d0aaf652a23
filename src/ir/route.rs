//! The connection around its mappings, in terms of no particular engine: endpoints, framing,
//! queues, replies, data types. A front end fills it in, a back end makes routes from it.
//!
//! Settings that hold a legacy template (`${...}`) stay texts; whoever emits them decides.

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
    /// A transport that has no route yet: a manual task, never a wrong route.
    Unmapped(Unmapped),
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

/// How a remote folder is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileScheme {
    /// A folder of the server itself.
    Local,
    /// Another scheme of the legacy engine (`FTP`, `SFTP`, `SMB`, `S3`, `WEBDAV`).
    Remote(String),
}

/// What happens to a file after it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AfterFile {
    /// It stays, and is read again at the next poll.
    Keep,
    /// It is moved.
    Move {
        /// Folder, may be a template; empty means the same folder.
        directory: String,
        /// File name, may be a template; empty means the same name.
        name: String,
    },
    /// It is deleted.
    Delete,
}

/// When a polling source looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Polling {
    /// Every so many milliseconds.
    Interval(String),
    /// Once a day at hour and minute.
    Daily {
        /// Hour, 0 to 23.
        hour: String,
        /// Minute, 0 to 59.
        minute: String,
    },
    /// By cron expressions of the legacy engine (Quartz), in order.
    Cron(Vec<String>),
}

/// Settings of a polled folder.
#[derive(Debug, Clone, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches of the legacy engine")]
pub struct FileReader {
    /// Scheme.
    pub scheme: FileScheme,
    /// Host and folder as the export writes them (`host` of the legacy settings).
    pub directory: String,
    /// File name pattern.
    pub pattern: String,
    /// The pattern is a regular expression (else `*` and `?`).
    pub regex: bool,
    /// Sub-folders too.
    pub recursive: bool,
    /// Names that begin with a dot are passed over.
    pub ignore_dot: bool,
    /// Polling.
    pub polling: Polling,
    /// What happens after reading.
    pub after: AfterFile,
    /// Where a file goes whose message ended in an error; `None` as after success.
    pub after_error: Option<AfterFile>,
    /// A file younger than so many milliseconds is left for the next poll; `None` does not look.
    pub min_age_ms: Option<String>,
    /// `date`, `name` or `size`.
    pub sort_by: String,
    /// Contents are bytes, handed on as base64.
    pub binary: bool,
    /// Character set name as the export has it.
    pub charset: String,
}

/// What is done when the file to be written exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnExisting {
    /// Append.
    Append,
    /// Replace.
    Overwrite,
    /// Error.
    Fail,
}

/// Settings of a written folder.
#[derive(Debug, Clone, PartialEq)]
pub struct FileWriter {
    /// Scheme.
    pub scheme: FileScheme,
    /// Host and folder as the export writes them.
    pub directory: String,
    /// File name, may be a template.
    pub name: String,
    /// What if it exists.
    pub on_existing: OnExisting,
    /// Written under a temporary name first.
    pub temporary: bool,
    /// Content is base64 text that stands for bytes.
    pub binary: bool,
    /// Character set name as the export has it.
    pub charset: String,
    /// What is written, with its `${...}`.
    pub template: String,
}

/// Settings of a hand-over to another channel.
#[derive(Debug, Clone, PartialEq)]
pub struct ChannelWriter {
    /// Id of the channel; `none` hands over to nobody.
    pub channel: String,
    /// What is handed over, with its `${...}`.
    pub template: String,
    /// Names of map entries that go along in the source map.
    pub map_variables: Vec<String>,
}

/// What the sender of a message gets, and when (semantics section 9).
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Nothing.
    None,
    /// The success code, whatever happens later.
    BeforeProcessing,
    /// By the status of the source alone.
    AfterSource,
    /// By the highest status among the destinations.
    AfterDestinations,
    /// The result of the postprocessor.
    Postprocessor,
    /// The entry of the response map of this name (`d1`).
    Entry(String),
}

/// How a source takes messages in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Intake {
    /// Reply to the sender.
    pub reply: Reply,
    /// The reply waits for the processing (no source queue).
    pub respond_after_processing: bool,
    /// An incoming text is split into several messages.
    pub batch: bool,
    /// Of a batch, the first reply is given (else the last).
    pub first_response: bool,
    /// Threads that process at the same time; 1 keeps the order.
    pub threads: String,
}

/// How a destination queues and retries (semantics section 9).
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches of the legacy engine")]
pub struct Queue {
    /// There is a queue.
    pub enabled: bool,
    /// The first attempt is made by the caller's thread, before queueing.
    pub send_first: bool,
    /// Milliseconds between attempts.
    pub retry_interval_ms: String,
    /// More attempts by the caller's thread after the first.
    pub retry_count: String,
    /// The template is replaced again before each attempt.
    pub regenerate_template: bool,
    /// Filter and transformer run again before each attempt.
    pub include_filter_transformer: bool,
    /// A failed message goes to the end of the queue.
    pub rotate: bool,
    /// Threads that drain the queue.
    pub threads: String,
    /// Messages with equal values of this map entry stay in order; empty for none.
    pub thread_variable: String,
    /// The answer is validated (positive, control id equal).
    pub validate_response: bool,
}

/// Name of a data type and those of its properties that change what a mapping means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DataType {
    /// HL7 v2 in ER7.
    Hl7v2(Box<Hl7v2>),
    /// XML.
    Xml {
        /// Namespaces are stripped before a script sees the tree.
        strip_namespaces: bool,
    },
    /// Text that is not parsed.
    Raw,
    /// JSON.
    Json,
    /// Any other: its legacy name (`DELIMITED`, `HL7V3`, `EDI/X12`, `NCPDP`, `DICOM`).
    Other(String),
}

impl DataType {
    /// The legacy engine's name.
    pub fn name(&self) -> &str {
        match self {
            Self::Hl7v2(_) => "HL7V2",
            Self::Xml { .. } => "XML",
            Self::Raw => "RAW",
            Self::Json => "JSON",
            Self::Other(name) => name,
        }
    }
}

/// Properties of the HL7 v2 data type (semantics section 1.1). Texts are as the export has them;
/// delimiters are still escaped (`\r` is the two characters backslash and r).
#[derive(Debug, Clone, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches of the legacy engine")]
pub struct Hl7v2 {
    /// The repetition separator splits fields.
    pub repetitions: bool,
    /// The subcomponent separator splits components.
    pub subcomponents: bool,
    /// Reading goes through the strict parser (another tree).
    pub strict_reader: bool,
    /// Writing goes through the strict parser.
    pub strict_writer: bool,
    /// Strict reading validates.
    pub strict_validation: bool,
    /// Strict reading drops namespaces.
    pub strip_namespaces: bool,
    /// Segment delimiter of the reader.
    pub reader_delimiter: Option<String>,
    /// Segment delimiter of the writer.
    pub writer_delimiter: Option<String>,
    /// CR, LF and CRLF become the segment delimiter first.
    pub convert_line_breaks: bool,
    /// How a batch is split: `MSH_Segment` or `JavaScript`.
    pub batch_split: Option<String>,
    /// Acknowledgements that this side makes.
    pub acknowledgement: Acknowledgement,
    /// How acknowledgements from receivers are judged.
    pub validation: AckValidation,
}

/// Properties of generated acknowledgements. Codes and texts may be templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acknowledgement {
    /// Segment delimiter.
    pub delimiter: Option<String>,
    /// Code and text on success.
    pub success: (String, String),
    /// Code and text on error.
    pub error: (String, String),
    /// Code and text on rejection (filtered).
    pub rejected: (String, String),
    /// MSH-15 decides whether an acknowledgement is sent.
    pub honour_msh15: bool,
    /// Java date pattern of MSH-7 and MSH-10.
    pub date_format: Option<String>,
}

/// How an acknowledgement that came back is judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AckValidation {
    /// Codes of success, separated by commas.
    pub success_codes: String,
    /// Codes of error.
    pub error_codes: String,
    /// Codes of rejection.
    pub rejected_codes: String,
    /// MSA-2 must equal the control id.
    pub check_control_id: bool,
    /// Where the control id comes from: `Destination_Encoded` or `Map_Variable`.
    pub control_id_source: Option<String>,
    /// The map variable of `Map_Variable`.
    pub control_id_variable: String,
}

/// A setting that holds a secret: that it is there, never what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Secret {
    /// Name of the setting (`password`).
    pub name: String,
    /// Where the value stands.
    pub span: Span,
}

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
