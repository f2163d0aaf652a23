//! Documents that are made of HTML.

/// Settings of a destination that makes a document of each message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DocumentWriter {
    /// Folder, may be a template.
    pub folder: String,
    /// File name, may be a template.
    pub name: String,
    /// `pdf` or `rtf`.
    pub kind: String,
    /// `FILE`, `ATTACHMENT` or `BOTH`.
    pub output: String,
    /// The file asks for a password.
    pub encrypted: bool,
    /// Width, height and their unit (`INCHES`, `MM`, `TWIPS`).
    pub page: (String, String, String),
}
