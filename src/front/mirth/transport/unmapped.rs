//! Transports without a route: what of their settings tells one peer from another, and the
//! scripts in them.

use crate::{
    front::mirth::read::{context::Reading, secrets},
    ir::{disposition::Disposition, route::Unmapped},
    span::SourceText,
    xml::Node,
};

/// Where a host, a port and a path are looked for, in this order.
const HOSTS: &[&[&str]] =
    &[&["listenerConnectorProperties", "host"], &["remoteAddress"], &["smtpHost"], &["host"]];
const PORTS: &[&[&str]] =
    &[&["listenerConnectorProperties", "port"], &["remotePort"], &["smtpPort"], &["port"]];
const PATHS: &[&[&str]] = &[
    &["url"],
    &["contextPath"],
    &["wsdlUrl"],
    &["locationURI"],
    &["serviceName"],
    &["destinationName"],
    &["outputPattern"],
    &["applicationEntity"],
];

/// Settings that hold a script, by class; the last is the setting that has to be on.
const SCRIPTS: &[(&str, &[&str], Option<&str>)] = &[
    ("js.JavaScriptReceiverProperties", &["script"], None),
    ("js.JavaScriptDispatcherProperties", &["script"], None),
    ("jdbc.DatabaseReceiverProperties", &["select", "update"], Some("useScript")),
    ("jdbc.DatabaseDispatcherProperties", &["query"], Some("useScript")),
];

/// Reads what identifies the peer of a transport.
pub(super) fn read(node: Node<'_>, transport: &str) -> Unmapped {
    let mut host = first(node, HOSTS);
    let mut path = first(node, PATHS);
    // An HTTP Sender has its whole URL in the setting `host`.
    if host.as_deref().is_some_and(|host| host.contains("://") || host.contains('/')) {
        path = host.take();
    }
    let mut port = first(node, PORTS);
    // The port of a Web Service Sender is a name from its WSDL.
    if port.as_deref().is_some_and(|port| port.starts_with('{')) {
        port = None;
    }
    Unmapped { transport: transport.to_owned(), host, port, path }
}

fn first(node: Node<'_>, paths: &[&[&str]]) -> Option<String> {
    let texts = paths.iter().filter_map(|path| node.find(path)).map(Node::string);
    texts.map(|text| secrets::strip(&text)).find(|text| !text.trim().is_empty())
}

/// The scripts inside the settings of a class, carried.
pub(super) fn scripts(
    reading: &mut Reading,
    node: Node<'_>,
    class: &str,
) -> Vec<(String, SourceText)> {
    let Some((_, names, switch)) = SCRIPTS.iter().find(|(known, _, _)| *known == class) else {
        return Vec::new();
    };
    if switch.is_some_and(|switch| !super::settings::is_on(node, switch)) {
        return Vec::new();
    }
    let found = names.iter().filter_map(|name| node.child(name));
    found
        .map(|child| {
            reading.ledger.claim(child, Disposition::Carried);
            (child.name().to_owned(), child.text())
        })
        .collect()
}
