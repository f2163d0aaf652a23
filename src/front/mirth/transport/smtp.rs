//! SMTP Sender.

use super::{
    PLUGINS,
    delivery::DESTINATION,
    entries::{entries, login, switched},
    settings::{Table, account, group, is_on, mapped},
    shown,
};
use crate::{
    front::mirth::{
        model::ObstacleKind,
        read::context::{Reading, release},
    },
    ir::route::{Endpoint, MailAttachment, MailEncryption, OptionGap, SmtpSender},
    xml::Node,
};

/// Element of one attachment.
const ATTACHMENT: &str = "com.mirth.connect.connectors.smtp.Attachment";

/// SMTP Sender.
pub(super) const SENDER: Table = Table {
    title: "SMTP Sender",
    class: "connectors.smtp.SmtpDispatcherProperties",
    becomes: "A `smtp` or `smtps` producer of the mail that the destination bean makes.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("destinationConnectorProperties", DESTINATION.title),
        group("queueConnectorProperties", DESTINATION.title).until(release(3, 1, 0)),
        mapped("smtpHost", "the URI, property `dN.host`"),
        mapped("smtpPort", "the URI, property `dN.port`"),
        mapped("overrideLocalBinding", "`mail.smtp.localaddress` and `mail.smtp.localport`"),
        mapped("localAddress", "`mail.smtp.localaddress`, property `dN.local.host`"),
        mapped("localPort", "`mail.smtp.localport`, property `dN.local.port`"),
        mapped("timeout", "`connectionTimeout`, property `dN.timeout`"),
        mapped(
            "encryption",
            "`smtp` (none), `mail.smtp.starttls.enable` (TLS), `smtps` (SSL); a task to check certificates",
        ),
        mapped("authentication", "`username` and `password`, or neither"),
        mapped("username", "`username`, property `dN.user`"),
        mapped("password", "`password`, a secret"),
        mapped("to", "`mailTo` of the destination bean"),
        mapped("from", "`mailFrom` of the destination bean"),
        mapped("cc", "`mailCc` of the destination bean"),
        mapped("bcc", "`mailBcc` of the destination bean"),
        mapped("replyTo", "`mailReplyTo` of the destination bean"),
        mapped("headers", "`headerNames` and `headerValues` of the destination bean"),
        mapped("headersVariable", "`headersVariable` of the destination bean"),
        mapped("isUseHeadersVariable", "`headers` or `headersVariable`"),
        mapped("subject", "`mailSubject` of the destination bean"),
        mapped("charsetEncoding", "`charset` of the destination bean, property `dN.charset`"),
        mapped("html", "`mailHtml` of the destination bean"),
        mapped("body", "`template` of the destination bean"),
        mapped(
            "attachments",
            "`attachmentNames`, `attachmentContents`, `attachmentTypes` of the destination bean",
        ),
        mapped("attachmentsVariable", "`attachmentsVariable` of the destination bean"),
        mapped("isUseAttachmentsVariable", "`attachments` or `attachmentsVariable`"),
    ],
};

/// Reads the settings of an SMTP Sender.
pub(super) fn read_sender(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, &SENDER, gaps);
    let text = |reading: &mut Reading, name: &str| shown(reading, node, name);
    let local = is_on(node, "overrideLocalBinding")
        .then(|| (shown(reading, node, "localAddress"), shown(reading, node, "localPort")));
    Endpoint::SmtpSender(Box::new(SmtpSender {
        host: shown(reading, node, "smtpHost"),
        port: text(reading, "smtpPort"),
        local,
        timeout_ms: text(reading, "timeout"),
        encryption: encryption(&text(reading, "encryption")),
        login: is_on(node, "authentication").then(|| login(reading, node)),
        to: text(reading, "to"),
        from: text(reading, "from"),
        cc: text(reading, "cc"),
        bcc: text(reading, "bcc"),
        reply_to: text(reading, "replyTo"),
        headers: entries(node, "headers"),
        headers_variable: switched(node, "isUseHeadersVariable", "headersVariable"),
        subject: text(reading, "subject"),
        charset: text(reading, "charsetEncoding"),
        html: reading.flag(node, "html"),
        body: text(reading, "body"),
        attachments: attachments(reading, node),
        attachments_variable: switched(node, "isUseAttachmentsVariable", "attachmentsVariable"),
    }))
}

/// Any other word means none: the engine compares with these two, whatever their case.
fn encryption(word: &str) -> MailEncryption {
    match word.to_ascii_uppercase().as_str() {
        "SSL" => MailEncryption::Tls,
        "TLS" => MailEncryption::StartTls,
        _ => MailEncryption::None,
    }
}

fn attachments(reading: &mut Reading, node: Node<'_>) -> Vec<MailAttachment> {
    let mut found = Vec::new();
    for child in node.child("attachments").into_iter().flat_map(Node::children) {
        if child.name() != ATTACHMENT {
            reading.obstacle(ObstacleKind::UnknownElement, child.name(), child.start_tag());
            continue;
        }
        reading.claim(child);
        found.push(MailAttachment {
            name: shown(reading, child, "name"),
            content: shown(reading, child, "content"),
            mime_type: shown(reading, child, "mimeType"),
        });
    }
    found
}
