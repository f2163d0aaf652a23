//! HTTP Listener and HTTP Sender, with what the migrations to 3.1 and 3.2 made of older ones
//! (semantics section 8.2).

use super::{
    ADDRESS, PLUGINS,
    delivery::{DESTINATION, SOURCE},
    entries::{entries, secret},
    listener_address, older,
    settings::{Table, account, group, harmless, is_on, mapped, only},
    shown,
};
use crate::{
    front::mirth::{
        model::ObstacleKind,
        read::{
            context::{Reading, release},
            secrets,
        },
    },
    ir::{
        disposition::Disposition,
        route::{Endpoint, HttpBody, HttpListener, HttpLogin, HttpSender, OptionGap, Pairs},
    },
    xml::Node,
};

fn has_static(node: Node<'_>) -> bool {
    node.child("staticResources").is_some_and(|list| list.children().next().is_some())
}

const STATIC_TASK: &str = "These paths are answered with texts or files, without a message. Serve \
                           them by a web server in front of the new route.";

/// Kinds of bodies before 3.1, which one switch chose.
const BINARY_TYPES: &str = "application/, image/, video/, audio/";

/// HTTP Listener.
pub(super) const LISTENER: Table = Table {
    title: "HTTP Listener",
    class: "connectors.http.HttpReceiverProperties",
    becomes: "A `jetty` consumer (the server of the legacy engine) for all methods, with a port \
              of its own; the `HttpListener` bean reads the request and makes the answer.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("listenerConnectorProperties", ADDRESS.title),
        group("sourceConnectorProperties", SOURCE.title),
        group("responseConnectorProperties", SOURCE.title).until(release(3, 1, 0)),
        mapped("bodyOnly", "`xmlBody`, `parseMultipart` and `includeMetadata` of the bean")
            .until(release(3, 1, 0)),
        mapped("xmlBody", "`xmlBody` of the bean"),
        mapped("parseMultipart", "`parseMultipart` of the bean"),
        mapped("includeMetadata", "`includeMetadata` of the bean"),
        mapped("binaryMimeTypes", "`binaryTypes` of the bean"),
        mapped("binaryMimeTypesRegex", "`binaryTypesRegex` of the bean"),
        mapped("responseContentType", "`responseContentType` of the bean"),
        mapped("responseDataTypeBinary", "`responseBinary` of the bean"),
        mapped("responseStatusCode", "`statusCode` of the bean"),
        mapped("responseHeaders", "`headerNames` and `headerValues` of the bean"),
        mapped("responseHeadersVariable", "`headersVariable` of the bean"),
        mapped("useResponseHeadersVariable", "`headerNames` or `headersVariable` of the bean"),
        mapped("charset", "`charset` of the bean, property `in.charset`"),
        mapped("contextPath", "the URI, property `in.path`"),
        mapped("timeout", "`idleTimeout`, property `in.idle`"),
        only("staticResources", &[], STATIC_TASK).when(has_static, "where there are some"),
    ],
};

/// Reads the settings of an HTTP Listener.
pub(super) fn read_listener(
    reading: &mut Reading,
    node: Node<'_>,
    _: &mut Vec<OptionGap>,
) -> Endpoint {
    // The plan says what static resources lack, as they leave the endpoint without a route.
    account(reading, node, node, &LISTENER, &mut Vec::new());
    let (host, port) = listener_address(reading, node);
    let resources = node.child("staticResources").into_iter().flat_map(Node::children);
    let static_resources =
        resources.map(|r| reading.ledger.claim_subtree(r, Disposition::Unsupported)).count();
    claim_entries(reading, node, "responseHeaders");
    let names = ["xmlBody", "parseMultipart", "includeMetadata", "binaryMimeTypes"];
    let body = match old_switch(reading, node, "bodyOnly", "xmlBody") {
        Some(only) => old_body(!only),
        None => body(reading, node, names, "binaryMimeTypesRegex"),
    };
    let variable = is_on(node, "useResponseHeadersVariable");
    Endpoint::HttpListener(HttpListener {
        host,
        port,
        path: shown(reading, node, "contextPath"),
        timeout_ms: reading.string(node, "timeout"),
        body,
        content_type: reading.string(node, "responseContentType"),
        binary: reading.flag(node, "responseDataTypeBinary"),
        status: reading.string(node, "responseStatusCode"),
        headers: choose(reading, node, variable, ("responseHeaders", "responseHeadersVariable")),
        charset: reading.string(node, "charset"),
        static_resources,
    })
}

fn claim_entries(reading: &mut Reading, node: Node<'_>, name: &str) {
    if let Some(map) = node.child(name) {
        map.children().for_each(|entry| reading.claim(entry));
    }
}

fn choose(
    reading: &mut Reading,
    node: Node<'_>,
    variable: bool,
    (map, name): (&str, &str),
) -> Pairs {
    if variable {
        Pairs::Variable(reading.string(node, name))
    } else {
        Pairs::Fixed(entries(node, map))
    }
}

/// A switch that an object of before 3.1 has in place of the newer ones. The migration takes the
/// defaults of a missing one, so a missing one is off there.
fn old_switch(reading: &mut Reading, node: Node<'_>, old: &str, new: &str) -> Option<bool> {
    let before = older(node, 3, 1, 0) && node.child(new).is_none();
    before.then(|| reading.optional_flag(node, old).unwrap_or(old == "bodyOnly"))
}

fn old_body(xml: bool) -> HttpBody {
    HttpBody {
        xml,
        multipart: !xml,
        metadata: xml,
        binary_types: if xml { BINARY_TYPES.to_owned() } else { String::new() },
        binary_regex: false,
    }
}

fn body(reading: &mut Reading, node: Node<'_>, names: [&str; 4], regex: &str) -> HttpBody {
    let [xml, multipart, metadata, types] = names;
    HttpBody {
        xml: reading.flag(node, xml),
        multipart: reading.flag(node, multipart),
        metadata: reading.flag(node, metadata),
        binary_types: reading.string(node, types),
        binary_regex: reading.flag(node, regex),
    }
}

/// HTTP Sender.
pub(super) const SENDER: Table = Table {
    title: "HTTP Sender",
    class: "connectors.http.HttpDispatcherProperties",
    becomes: "An `http` producer; the `HttpRequest` bean makes the request and reads the answer, \
              the `HttpClient` bean configures the client.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("destinationConnectorProperties", DESTINATION.title),
        group("queueConnectorProperties", DESTINATION.title).until(release(3, 1, 0)),
        mapped("host", "`url` of the request bean, property `dN.url` where it is plain"),
        mapped("useProxyServer", "`proxyHost` of the client bean, or none"),
        mapped("proxyAddress", "`proxyHost` of the client bean, property `dN.proxy.host`"),
        mapped("proxyPort", "`proxyPort` of the client bean, property `dN.proxy.port`"),
        mapped("method", "`method` of the request bean"),
        mapped("headers", "`headerNames` and `headerValues` of the request bean"),
        mapped("parameters", "`parameterNames` and `parameterValues` of the request bean"),
        mapped("useHeadersVariable", "`headerNames` or `headersVariable` of the request bean"),
        mapped("headersVariable", "`headersVariable` of the request bean"),
        mapped("useParametersVariable", "`parameterNames` or `parametersVariable` of the bean"),
        mapped("parametersVariable", "`parametersVariable` of the request bean"),
        mapped("includeHeadersInResponse", "`xmlBody` and `includeMetadata` of the request bean")
            .until(release(3, 1, 0)),
        mapped("responseXmlBody", "`xmlBody` of the request bean"),
        mapped("responseParseMultipart", "`parseMultipart` of the request bean"),
        mapped("responseIncludeMetadata", "`includeMetadata` of the request bean"),
        mapped("responseBinaryMimeTypes", "`binaryTypes` of the request bean"),
        mapped("responseBinaryMimeTypesRegex", "`binaryTypesRegex` of the request bean"),
        mapped("multipart", "`multipart` of the request bean"),
        mapped("useAuthentication", "the credentials of the client bean, or none"),
        mapped("authenticationType", "`digest` of the client bean"),
        mapped("usePreemptiveAuthentication", "`preemptive` of the client bean"),
        mapped("username", "`user` of the client bean, property `dN.user`"),
        harmless("password", "a secret, listed as such; `password` of the client bean"),
        mapped(
            "content",
            "`content` of the request bean; with a password inside, the endpoint has no route",
        ),
        mapped("contentType", "`contentType` of the request bean"),
        mapped("dataTypeBinary", "`binary` of the request bean"),
        mapped("charset", "`charset` of the request bean, property `dN.charset`"),
        mapped("socketTimeout", "`timeoutMillis` of the client bean, property `dN.timeout`"),
    ],
};

/// Reads the settings of an HTTP Sender.
pub(super) fn read_sender(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, &SENDER, gaps);
    for name in ["headers", "parameters"] {
        claim_entries(reading, node, name);
    }
    let names = [
        "responseXmlBody",
        "responseParseMultipart",
        "responseIncludeMetadata",
        "responseBinaryMimeTypes",
    ];
    let body = match old_switch(reading, node, "includeHeadersInResponse", "responseXmlBody") {
        Some(headers) => old_body(headers),
        None => body(reading, node, names, "responseBinaryMimeTypesRegex"),
    };
    let url = reading.string(node, "host");
    let by_variable = (is_on(node, "useHeadersVariable"), is_on(node, "useParametersVariable"));
    let proxy = is_on(node, "useProxyServer")
        .then(|| (shown(reading, node, "proxyAddress"), reading.string(node, "proxyPort")));
    Endpoint::HttpSender(HttpSender {
        url: secrets::strip(&url),
        secret_in_url: secrets::strip(&url) != url,
        method: reading.string(node, "method"),
        headers: choose(reading, node, by_variable.0, ("headers", "headersVariable")),
        parameters: choose(reading, node, by_variable.1, ("parameters", "parametersVariable")),
        content: shown(reading, node, "content"),
        content_type: reading.string(node, "contentType"),
        binary: reading.flag(node, "dataTypeBinary"),
        multipart: reading.flag(node, "multipart"),
        charset: reading.string(node, "charset"),
        body,
        proxy,
        login: login(reading, node),
        timeout_ms: reading.string(node, "socketTimeout"),
    })
}

/// Whether the log-in is by digest, else basic; an obstacle where the word is neither, in any case
/// of letters.
fn is_digest(reading: &mut Reading, node: Node<'_>) -> bool {
    let kind = reading.string(node, "authenticationType");
    let digest = kind.eq_ignore_ascii_case("Digest");
    if let Some(child) = node.child("authenticationType")
        && !digest
        && !kind.eq_ignore_ascii_case("Basic")
    {
        let subject = format!("authenticationType: {kind}");
        reading.obstacle(ObstacleKind::BadValue, subject, child.span());
    }
    digest
}

fn login(reading: &mut Reading, node: Node<'_>) -> Option<HttpLogin> {
    is_on(node, "useAuthentication").then(|| {
        // Added by the migration to 3.1.0, as on wherever there was authentication.
        let preemptive = reading.optional_flag(node, "usePreemptiveAuthentication");
        HttpLogin {
            digest: is_digest(reading, node),
            preemptive: preemptive.unwrap_or_else(|| older(node, 3, 1, 0)),
            user: shown(reading, node, "username"),
            password: secret(node, "password"),
        }
    })
}
