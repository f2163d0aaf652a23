//! Web Service Listener and Web Service Sender.

use super::{
    ADDRESS, PLUGINS,
    delivery::{DESTINATION, SOURCE},
    entries::{entries, login, switched},
    listener_address,
    settings::{Table, account, group, harmless, is_on, mapped},
    shown,
};
use crate::{
    front::mirth::read::context::{Reading, release},
    front::mirth::read::secrets,
    ir::route::{Endpoint, OptionGap, SoapListener, SoapSender},
    xml::Node,
};

/// Web Service Listener.
pub(super) const LISTENER: Table = Table {
    title: "Web Service Listener",
    class: "connectors.ws.WebServiceReceiverProperties",
    becomes: "No route: a manual task that names the service. Its callers rely on the WSDL that the \
              legacy engine makes, which no Camel component gives byte by byte.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("listenerConnectorProperties", ADDRESS.title),
        group("sourceConnectorProperties", SOURCE.title),
        group("responseConnectorProperties", SOURCE.title).until(release(3, 1, 0)),
        mapped("className", "the manual task names it"),
        mapped("serviceName", "the manual task names it"),
        mapped("usernames", "the manual task of the listener").until(release(3, 4, 0)),
        mapped("passwords", "the manual task of the listener, secrets").until(release(3, 4, 0)),
        mapped("soapBinding", "the manual task names it"),
    ],
};

/// Web Service Sender.
pub(super) const SENDER: Table = Table {
    title: "Web Service Sender",
    class: "connectors.ws.WebServiceDispatcherProperties",
    becomes: "An `http` producer that posts the envelope, where no attachment goes along.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("destinationConnectorProperties", DESTINATION.title),
        group("queueConnectorProperties", DESTINATION.title).until(release(3, 1, 0)),
        harmless("wsdlUrl", "the envelope says what is called; the description is not read"),
        harmless("wsdlCacheId", "a key of the legacy cache").until(release(3, 1, 0)),
        harmless("wsdlOperations", "names that the editor offers").until(release(3, 1, 0)),
        harmless("service", "chooses a part of the description, which is not read"),
        harmless("port", "chooses a part of the description, which is not read"),
        harmless("operation", "a choice of the editor; the envelope says what is called"),
        mapped(
            "locationURI",
            "the URI, property `dN.url`; empty is that of `wsdlDefinitionMap`, with a task",
        ),
        mapped(
            "socketTimeout",
            "`connectTimeout` and `responseTimeout`, property `dN.timeout`; 0 is for ever",
        ),
        mapped("useAuthentication", "`authMethod`, or none"),
        mapped("username", "`authUsername`, property `dN.user`"),
        mapped("password", "`authPassword`, a secret"),
        mapped(
            "envelope",
            "`template` of the destination bean; with credentials in it, a manual task",
        ),
        mapped("oneWay", "`oneWay` of the response bean"),
        mapped("headers", "`headerNames` and `headerValues` of the destination bean"),
        mapped("headersVariable", "`headersVariable` of the destination bean"),
        mapped("isUseHeadersVariable", "`headers` or `headersVariable`"),
        mapped("useMtom", "nothing when off; when on, a manual task"),
        mapped("attachmentNames", "the manual task of `useMtom`"),
        mapped("attachmentContents", "the manual task of `useMtom`"),
        mapped("attachmentTypes", "the manual task of `useMtom`"),
        mapped("attachmentsVariable", "the manual task of `useMtom`"),
        mapped("isUseAttachmentsVariable", "the manual task of `useMtom`"),
        mapped("soapAction", "`soapAction` of the destination bean"),
        mapped("wsdlDefinitionMap", "the URI, where `locationURI` is empty"),
    ],
};

/// Reads the settings of a Web Service Listener.
pub(super) fn read_listener(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, &LISTENER, gaps);
    let (host, port) = listener_address(reading, node);
    // Added by the migration to 3.3.0.
    let binding = reading.optional(node, "soapBinding");
    Endpoint::SoapListener(Box::new(SoapListener {
        host,
        port,
        class: reading.string(node, "className"),
        service: shown(reading, node, "serviceName"),
        binding: binding.unwrap_or_else(|| "DEFAULT".to_owned()),
    }))
}

/// Reads the settings of a Web Service Sender.
pub(super) fn read_sender(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, &SENDER, gaps);
    claim_definitions(reading, node);
    let envelope = reading.string(node, "envelope");
    let secret_envelope =
        secrets::has_credentials(&envelope) || secrets::strip(&envelope) != envelope;
    // Added as 0 by the migration to 3.1.0.
    let timeout = reading.optional(node, "socketTimeout");
    let service = reading.string(node, "service");
    let port = reading.string(node, "port");
    Endpoint::SoapSender(Box::new(SoapSender {
        wsdl: shown(reading, node, "wsdlUrl"),
        operation: reading.string(node, "operation"),
        location: shown(reading, node, "locationURI"),
        described_location: described(node, &service, &port),
        service,
        port,
        timeout_ms: timeout.unwrap_or_else(|| "0".to_owned()),
        login: is_on(node, "useAuthentication").then(|| login(reading, node)),
        envelope: if secret_envelope { String::new() } else { envelope },
        secret_envelope,
        one_way: reading.flag(node, "oneWay"),
        headers: entries(node, "headers"),
        headers_variable: switched(node, "isUseHeadersVariable", "headersVariable"),
        mtom: is_on(node, "useMtom"),
        action: shown(reading, node, "soapAction"),
    }))
}

/// Elements of what the editor keeps of a description.
const DEFINITIONS: &[&str] = &[
    "map",
    "entry",
    "string",
    "operations",
    "actions",
    "locationURI",
    "com.mirth.connect.connectors.ws.DefinitionServiceMap_-DefinitionPortMap",
    "com.mirth.connect.connectors.ws.DefinitionServiceMap_-PortInformation",
];

fn claim_definitions(reading: &mut Reading, node: Node<'_>) {
    let lists = ["wsdlDefinitionMap", "wsdlOperations"].into_iter().filter_map(|n| node.child(n));
    for below in lists.flat_map(|list| list.subtree().skip(1)) {
        if DEFINITIONS.contains(&below.name()) {
            reading.claim(below);
        }
    }
}

/// The address that the description had for a port of a service, without secrets.
fn described(node: Node<'_>, service: &str, port: &str) -> String {
    let at = |holder: Node<'_>, key: &str| -> Option<String> {
        let entries = holder.child("map")?.children().filter(|entry| entry.name() == "entry");
        let ports = entries
            .into_iter()
            .find(|entry| entry.children().next().is_some_and(|first| first.string() == key))?;
        let ports = ports.children().last()?;
        let information = ports
            .child("map")?
            .children()
            .find(|entry| entry.children().next().is_some_and(|first| first.string() == port))?;
        Some(information.children().last()?.child("locationURI")?.string())
    };
    let found = node.child("wsdlDefinitionMap").and_then(|map| at(map, service));
    secrets::strip(&found.unwrap_or_default())
}
