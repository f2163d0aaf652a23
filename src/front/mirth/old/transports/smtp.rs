//! SMTP Sender, and the Email Sender that it replaced.

use super::{Transport, destination};
use crate::front::mirth::old::settings::{
    Quiet, Row, Values, fixed, flag, pairs, template, text, unless, unused,
};

pub(super) const TRANSPORTS: &[Transport] = &[Transport {
    old: &["SMTP Sender", "Email Sender"],
    name: "SMTP Sender",
    class: "smtp.SmtpDispatcherProperties",
    rows: SENDER,
    quiet: QUIET,
    elsewhere: &[],
}];

const SENDER: &[Row] = &[
    destination!(),
    template("smtpHost", &["smtpHost", "dispatcherSmtpHost", "hostname"], ""),
    template("smtpPort", &["smtpPort", "dispatcherSmtpPort"], "25"),
    fixed("overrideLocalBinding", "false"),
    fixed("localAddress", "0.0.0.0"),
    fixed("localPort", "0"),
    text("timeout", &["timeout"], "5000"),
    text("encryption", &["encryption", "dispatcherEncryption"], "none"),
    flag("authentication", &["authentication", "dispatcherAuthentication"], "false"),
    template("username", &["username", "dispatcherUsername"], ""),
    template("password", &["password", "dispatcherPassword"], ""),
    text("to", &["to", "dispatcherTo"], ""),
    text("from", &["from", "dispatcherFrom"], ""),
    fixed("cc", ""),
    fixed("bcc", ""),
    text("replyTo", &["replyTo", "dispatcherReplyTo"], ""),
    pairs("headers", &["headers"], Values::One),
    template("subject", &["subject", "dispatcherSubject"], ""),
    text("charsetEncoding", &["charsetEncoding"], "DEFAULT_ENCODING"),
    flag("html", &["html", "dispatcherHtml"], "false"),
    template("body", &["body", "dispatcherBody"], ""),
    fixed("attachments", ""),
];

const EMPTY: &[&str] = &["", "<list/>", "<list></list>"];

/// Attachments are objects in escaped XML; only an empty list is taken over.
const QUIET: &[Quiet] = &[
    unused("DataType"),
    unless("attachments", EMPTY, "what is attached"),
    unless("dispatcherAttachments", EMPTY, "what is attached"),
];
