//! Mail.

use super::{Entry, Login};

/// How the connection to a mail server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MailEncryption {
    /// Not at all.
    None,
    /// The connection starts plain, and is encrypted where the server offers that.
    StartTls,
    /// From its start.
    Tls,
}

/// A part that goes along with a mail. All texts may be templates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MailAttachment {
    /// File name.
    pub name: String,
    /// Content: text, or base64 where the type is not textual.
    pub content: String,
    /// MIME type.
    pub mime_type: String,
}

/// Settings of a destination that sends mails. Addresses, subject, body, headers and attachments
/// may be templates; lists of addresses have commas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SmtpSender {
    /// Host of the mail server.
    pub host: String,
    /// Port.
    pub port: String,
    /// Local address and port to bind, where the export overrides them.
    pub local: Option<(String, String)>,
    /// Milliseconds to wait for the server.
    pub timeout_ms: String,
    /// Encryption.
    pub encryption: MailEncryption,
    /// Who this side is, where the server asks.
    pub login: Option<Login>,
    /// To.
    pub to: String,
    /// From.
    pub from: String,
    /// Cc.
    pub cc: String,
    /// Bcc.
    pub bcc: String,
    /// Reply-To.
    pub reply_to: String,
    /// More headers, in order.
    pub headers: Vec<Entry>,
    /// Map entry that holds the headers instead.
    pub headers_variable: Option<String>,
    /// Subject.
    pub subject: String,
    /// Character set name as the export has it.
    pub charset: String,
    /// The body is HTML.
    pub html: bool,
    /// Body.
    pub body: String,
    /// Attachments, in order.
    pub attachments: Vec<MailAttachment>,
    /// Map entry that holds the attachments instead.
    pub attachments_variable: Option<String>,
}
