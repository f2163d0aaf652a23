//! SOAP web services.

use super::{Address, Entry, Login};

/// Settings of a source that offers a web service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoapListener {
    /// Local address to bind.
    pub host: String,
    /// Local port.
    pub port: String,
    /// Java class of the service.
    pub class: String,
    /// Name of the service, the last part of its address.
    pub service: String,
    /// SOAP binding (`DEFAULT`, `SOAP11HTTP`, `SOAP12HTTP`).
    pub binding: String,
}

impl SoapListener {
    /// The path under which the service is called.
    pub fn path(&self) -> String {
        format!("/services/{}", self.service)
    }
}

/// Which release of SOAP an envelope is written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SoapVersion {
    /// SOAP 1.1: `text/xml` and a header `SOAPAction`.
    V11,
    /// SOAP 1.2: `application/soap+xml` with the action in it.
    V12,
}

/// Settings of a destination that calls a web service.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SoapSender {
    /// Address of the description (WSDL).
    pub wsdl: String,
    /// Qualified name of the service.
    pub service: String,
    /// Qualified name of the port.
    pub port: String,
    /// Name of the operation, for people only: the envelope says what is called.
    pub operation: String,
    /// Address of the service; empty where only the description has it.
    pub location: String,
    /// Address that the description had when the settings were last edited.
    pub described_location: String,
    /// Milliseconds to wait for the answer; 0 is for ever.
    pub timeout_ms: String,
    /// Who this side is, where the service asks.
    pub login: Option<Login>,
    /// What is sent, with its `${...}`; empty where it is a secret, see `secret_envelope`.
    pub envelope: String,
    /// The envelope holds credentials, and is not carried here.
    pub secret_envelope: bool,
    /// No answer is waited for.
    pub one_way: bool,
    /// Headers of HTTP, in order.
    pub headers: Vec<Entry>,
    /// Map entry that holds the headers instead.
    pub headers_variable: Option<String>,
    /// Attachments go along (MTOM).
    pub mtom: bool,
    /// The action, may be a template; empty for none.
    pub action: String,
}

impl SoapSender {
    /// The release of SOAP, by the namespace of the envelope; `None` where it names none or both.
    pub fn version(&self) -> Option<SoapVersion> {
        let has = |namespace: &str| self.envelope.contains(namespace);
        match (
            has("http://schemas.xmlsoap.org/soap/envelope/"),
            has("http://www.w3.org/2003/05/soap-envelope"),
        ) {
            (true, false) => Some(SoapVersion::V11),
            (false, true) => Some(SoapVersion::V12),
            _ => None,
        }
    }

    /// The address that is called, as far as the export knows it.
    pub fn url(&self) -> &str {
        if self.location.trim().is_empty() { &self.described_location } else { &self.location }
    }

    pub(super) fn address(&self) -> Address {
        let url = self.url();
        Address::new("", "", if url.is_empty() { &self.wsdl } else { url })
    }
}
