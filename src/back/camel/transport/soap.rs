//! Web services that are called: the http component posts the envelope.

use super::super::{
    Context,
    bean::{Properties, put, put_text},
    endpoint::Endpoint,
};
use super::{Transport, put_entries};
use crate::ir::route::{SoapSender, SoapVersion};

impl Transport for SoapSender {
    fn endpoint(&self, context: &Context<'_>, at: &str) -> Option<Endpoint> {
        let key = |key: &str| context.placeholder(at, key);
        let raw = |placeholder: String| format!("RAW({placeholder})");
        let mut to = Endpoint::whole("http", key("url"))
            .with("httpMethod", "POST")
            // The response bean judges the answer, whatever its status.
            .with("throwExceptionOnFailure", false)
            .with("copyHeaders", false)
            .with("contentTypeCharsetEnabled", false)
            .with("httpClient.connectTimeout", key("timeout"))
            .with("httpClient.responseTimeout", key("timeout"));
        if let Some(login) = &self.login {
            to = to.with("authMethod", "Basic").with("authenticationPreemptive", true);
            if !login.username.is_empty() {
                to = to.with("authUsername", raw(key("user")));
            }
            if let Some(password) = login.password.and_then(|span| context.secret(at, span)) {
                to = to.with("authPassword", raw(password));
            }
        }
        Some(to)
    }

    fn stage(&self, out: &mut Properties, context: &Context<'_>, at: &str) {
        put_text(out, "template", &self.envelope);
        match &self.headers_variable {
            Some(variable) => put_text(out, "headersVariable", variable),
            None => put_entries(out, context, at, "header", &self.headers),
        }
        let version = match self.version() {
            Some(SoapVersion::V11) => "1.1",
            Some(SoapVersion::V12) => "1.2",
            None => return,
        };
        put(out, "soapVersion", version);
        if !self.action.is_empty() {
            put_text(out, "soapAction", &self.action);
        }
    }

    fn response(&self, out: &mut Properties, _context: &Context<'_>, _at: &str) {
        put(out, "answer", "soap");
        put(out, "oneWay", self.one_way);
    }
}
