//! Mail: what its endpoints lack, and their settings.

use super::super::{Gap, Kind, Setting, option, setting::charset, setting::setting};
use crate::ir::{
    Connector,
    route::{MailEncryption, SmtpSender},
};

/// Settings that are texts of a mail.
const TEXTS: &[&str] =
    &["to", "from", "cc", "bcc", "replyTo", "subject", "body", "name", "content", "mimeType"];

/// What the endpoint of an SMTP Sender lacks.
pub(super) fn sender(connector: &Connector, sender: &SmtpSender) -> Vec<Gap> {
    let mut gaps = super::mixed(connector, &sender.headers);
    gaps.extend(super::half_login(connector, sender.login.as_ref()));
    gaps.extend(super::hidden(connector, TEXTS));
    if sender.encryption != MailEncryption::None {
        let task = "The new platform also checks that the certificate names the mail server, and trusts its own \
                    list of authorities. Send a test mail before the cutover.";
        gaps.push(option(connector, "`encryption` is on", task));
    }
    gaps
}

/// The settings of an SMTP Sender.
pub(super) fn sending(sender: &SmtpSender) -> Vec<Setting> {
    let mut settings = vec![
        setting("host", "smtpHost", &sender.host, Kind::Host),
        setting("port", "smtpPort", &sender.port, Kind::Port),
        setting("timeout", "timeout", &sender.timeout_ms, Kind::Number),
    ];
    if let Some((host, port)) = &sender.local {
        settings.push(setting("local.host", "localAddress", host, Kind::Host));
        settings.push(setting("local.port", "localPort", port, Kind::Number));
    }
    settings.extend(sender.login.iter().filter_map(super::user));
    settings.push(charset(&sender.charset));
    settings
}
