//! Mail: the smtp component, which sends what the destination bean makes.

use super::super::{
    Context,
    bean::{Properties, put, put_text},
    endpoint::Endpoint,
};
use super::{Transport, put_entries};
use crate::ir::route::{MailEncryption, SmtpSender};

impl Transport for SmtpSender {
    fn endpoint(&self, context: &Context<'_>, at: &str) -> Option<Endpoint> {
        let key = |key: &str| context.placeholder(at, key);
        let raw = |placeholder: String| format!("RAW({placeholder})");
        let component = if self.encryption == MailEncryption::Tls { "smtps" } else { "smtp" };
        let to = Endpoint::new(component, format!("{}:{}", key("host"), key("port")));
        let mut to = to.with("connectionTimeout", key("timeout"));
        if self.encryption == MailEncryption::StartTls {
            to = to.with("mail.smtp.starttls.enable", "true");
        }
        if self.local.is_some() {
            to = to
                .with(&format!("mail.{component}.localaddress"), key("local.host"))
                .with(&format!("mail.{component}.localport"), key("local.port"));
        }
        if let Some(login) = &self.login {
            if !login.username.is_empty() {
                to = to.with("username", raw(key("user")));
            }
            if let Some(password) = login.password.and_then(|span| context.secret(at, span)) {
                to = to.with("password", raw(password));
            }
        }
        Some(to)
    }

    fn binary(&self) -> Option<bool> {
        Some(false)
    }

    fn stage(&self, out: &mut Properties, context: &Context<'_>, at: &str) {
        for (name, text) in [
            ("mailTo", &self.to),
            ("mailFrom", &self.from),
            ("mailCc", &self.cc),
            ("mailBcc", &self.bcc),
            ("mailReplyTo", &self.reply_to),
            ("mailSubject", &self.subject),
        ] {
            put_text(out, name, text);
        }
        put(out, "mailHtml", self.html);
        put_text(out, "template", &self.body);
        match &self.attachments_variable {
            Some(variable) => put_text(out, "attachmentsVariable", variable),
            None => self.put_attachments(out),
        }
        match &self.headers_variable {
            Some(variable) => put_text(out, "headersVariable", variable),
            None => put_entries(out, context, at, "header", &self.headers),
        }
    }

    fn response(&self, out: &mut Properties, _context: &Context<'_>, _at: &str) {
        put(out, "answer", "mail");
    }
}

impl SmtpSender {
    fn put_attachments(&self, out: &mut Properties) {
        for (index, attachment) in self.attachments.iter().enumerate() {
            put_text(out, &format!("attachmentNames[{index}]"), &attachment.name);
            put_text(out, &format!("attachmentContents[{index}]"), &attachment.content);
            put_text(out, &format!("attachmentTypes[{index}]"), &attachment.mime_type);
        }
    }
}
