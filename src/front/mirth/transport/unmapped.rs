//! Transports of unknown classes: what of their settings tells one peer from another.

use crate::{front::mirth::read::secrets, ir::route::Unmapped, xml::Node};

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
