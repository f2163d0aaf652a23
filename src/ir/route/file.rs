//! Folders that are polled or written to.

use super::Polling;

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
