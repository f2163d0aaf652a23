//! Web services: what their endpoints lack, and their settings.

use super::{
    super::{Gap, Kind, Setting, option, setting::setting, unmapped, unrouted},
    UNTIL,
};
use crate::ir::{
    Connector,
    route::{SoapListener, SoapSender},
};

/// What the endpoint of a Web Service Listener lacks: everything.
pub(super) fn listener(connector: &Connector, listener: &SoapListener) -> Vec<Gap> {
    let mut gap = unmapped(connector, &connector.transport, UNTIL);
    gap.task = format!(
        "Offer the service `{}` by hand under `http://{}:{}{}` (class `{}`, binding {}): the operation acceptMessage \
         takes one text, hands it to the connection and gives the reply as text. Keep the WSDL of the running \
         legacy engine (address with `?wsdl`), as callers were built from it. {UNTIL}",
        listener.service,
        listener.host,
        listener.port,
        listener.path(),
        listener.class,
        listener.binding,
    );
    vec![gap]
}

/// What the endpoint of a Web Service Sender lacks.
pub(super) fn sender(connector: &Connector, sender: &SoapSender) -> Vec<Gap> {
    let mut gaps = super::mixed(connector, &sender.headers);
    gaps.extend(super::hidden(connector, &["soapAction"]));
    gaps.extend(super::half_login(connector, sender.login.as_ref()));
    let mut no_route = |subject: &str, task: &str| gaps.push(unrouted(connector, subject, task));
    if sender.mtom {
        let task = "Attachments go along with the envelope (MTOM). Set up the call by hand.";
        no_route("`useMtom` is on", task);
    }
    if sender.secret_envelope {
        let task = "Set up the call by hand, with the credentials from the vault.";
        no_route("`envelope` has credentials inside", task);
    } else if sender.version().is_none() {
        let task = "Its namespace says neither SOAP 1.1 nor SOAP 1.2. Set up the call by hand.";
        no_route("`envelope` is no SOAP envelope", task);
    }
    if sender.url().is_empty() {
        let task = "Only the WSDL has the address of the service. Look it up there, and set up the call by hand.";
        no_route("`locationURI` is empty", task);
    } else if sender.location.trim().is_empty() {
        let task = "The legacy engine takes the address from the WSDL at each start; the route has the one that the \
                    editor saw last. Compare it with the WSDL of today.";
        gaps.push(option(connector, "`locationURI` is empty", task));
    }
    gaps
}

/// The settings of a Web Service Sender.
pub(super) fn sending(sender: &SoapSender) -> Vec<Setting> {
    let mut settings = vec![
        setting("url", "locationURI", sender.url(), Kind::Service),
        setting("timeout", "socketTimeout", &sender.timeout_ms, Kind::Number),
    ];
    settings.extend(sender.login.iter().filter_map(super::user));
    settings
}
