//! Folders that are polled or written to.

use super::{Address, Entry, Polling};
use crate::span::Span;

/// How a folder is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FileScheme {
    /// A folder of the server itself.
    Local,
    /// A folder of another server.
    Remote(Box<Remote>),
}

/// A folder of another server, and the account that is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remote {
    /// Protocol with its own settings.
    pub protocol: Protocol,
    /// Host; of S3, the bucket.
    pub host: String,
    /// Port; empty for the usual one.
    pub port: String,
    /// Folder without the first slash; of SMB, the share and the folder in it.
    pub folder: String,
    /// Name of the account; empty for none.
    pub user: String,
    /// Where its password stands (of S3, the secret key); `None` where it is empty.
    pub password: Option<Span>,
    /// Nobody logs in (S3), or `anonymous` does (FTP).
    pub anonymous: bool,
    /// Milliseconds to wait for the other server; 0 is for ever.
    pub timeout_ms: String,
}

/// The protocols of other servers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Protocol {
    /// FTP without encryption.
    Ftp {
        /// The client opens the data connections too.
        passive: bool,
        /// Commands after the login, in order.
        commands: Vec<String>,
    },
    /// SFTP.
    Sftp(Sftp),
    /// SMB (Windows shares).
    Smb {
        /// Oldest dialect (`SMB202`); empty where the export has none.
        min: String,
        /// Newest dialect (`SMB311`); empty where the export has none.
        max: String,
    },
    /// A bucket of S3.
    S3(S3),
    /// `WebDAV`.
    WebDav {
        /// Over TLS.
        secure: bool,
    },
    /// Another, by the legacy engine's name.
    Other(String),
}

/// Settings of SFTP.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sftp {
    /// The account logs in with a password.
    pub password: bool,
    /// Private key file that the account logs in with.
    pub key_file: Option<String>,
    /// Where the pass phrase of the key stands; `None` where it is empty.
    pub passphrase: Option<Span>,
    /// Whether the key of the server is checked: `yes`, `no` or `ask`.
    pub host_key: String,
    /// File of known server keys; empty for none.
    pub known_hosts: String,
    /// Settings of the SSH library, in order.
    pub library: Vec<Entry>,
}

/// Settings of S3.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct S3 {
    /// Region (`eu-central-1`).
    pub region: String,
    /// Without a user, the credentials are those of the machine.
    pub default_credentials: bool,
    /// Credentials are exchanged for temporary ones.
    pub temporary_credentials: bool,
    /// Metadata of written objects, in order.
    pub metadata: Vec<Entry>,
}

impl Protocol {
    /// The legacy engine's name.
    pub fn name(&self) -> &str {
        match self {
            Self::Ftp { .. } => "FTP",
            Self::Sftp(_) => "SFTP",
            Self::Smb { .. } => "SMB",
            Self::S3(_) => "S3",
            Self::WebDav { .. } => "WEBDAV",
            Self::Other(name) => name,
        }
    }
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
    /// Where a file goes whose message got a reply of an error; `None` as after success.
    pub after_error: Option<AfterFile>,
    /// Where a file goes that could not be read or handed over.
    pub after_failure: AfterFile,
    /// A file younger than so many milliseconds is left for the next poll; `None` does not look.
    pub min_age_ms: Option<String>,
    /// Smaller files are passed over: a number of bytes, or empty for none.
    pub min_bytes: String,
    /// Larger files are passed over; `None` for no limit.
    pub max_bytes: Option<String>,
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
    /// Written as `NAME.tmp` first, then renamed; never appended to.
    pub temporary: bool,
    /// Content is base64 text that stands for bytes.
    pub binary: bool,
    /// Character set name as the export has it.
    pub charset: String,
    /// What is written, with its `${...}`.
    pub template: String,
}

impl FileScheme {
    /// The address of a folder, with the pattern or name of its files.
    pub(super) fn address(&self, directory: &str, name: &str) -> Address {
        match self {
            Self::Local => Address::new(directory, "", name),
            Self::Remote(remote) => {
                let path = match remote.folder.as_str() {
                    "" => name.to_owned(),
                    folder => format!("{}/{name}", folder.trim_end_matches('/')),
                };
                Address::new(&remote.host, &remote.port, &path)
            }
        }
    }
}
