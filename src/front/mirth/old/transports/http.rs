//! HTTP Listener and Sender, also as they were before 2.0.

use super::{Transport, destination, response, source};
use crate::{
    front::mirth::old::{
        flat::{Flat, truth},
        nested::{self, Nested},
        settings::{
            Quiet, Row, Values, fixed, flag, group, made, pairs, parsed, template, text, unless,
            unused,
        },
    },
    span::SourceText,
};

pub(super) const TRANSPORTS: &[Transport] = &[
    Transport {
        old: &["HTTP Listener", "HTTPS Listener"],
        name: "HTTP Listener",
        class: "http.HttpReceiverProperties",
        rows: LISTENER,
        quiet: LISTENER_QUIET,
        elsewhere: &[],
    },
    Transport {
        old: &["HTTP Sender", "HTTPS Sender"],
        name: "HTTP Sender",
        class: "http.HttpDispatcherProperties",
        rows: SENDER,
        quiet: SENDER_QUIET,
        elsewhere: super::REPLY_CHANNEL,
    },
];

const BODY: &[&str] = &["receiverBodyOnly", "appendPayload"];
const HEADERS_TOO: &[&str] = &["dispatcherIncludeHeadersInResponse", "excludeHeaders"];
const BINARY: &str = "application/, image/, video/, audio/";

const LISTENER: &[Row] = &[
    group(
        "listenerConnectorProperties",
        &[text("host", &["host"], "0.0.0.0"), text("port", &["port"], "80")],
    ),
    source!(&["receiverResponse", "responseValue"], "None", response),
    made("xmlBody", BODY, "false", whole_request),
    made("parseMultipart", BODY, "true", body_only),
    made("includeMetadata", BODY, "false", whole_request),
    made("binaryMimeTypes", BODY, "", request_binary),
    fixed("binaryMimeTypesRegex", "false"),
    text("responseContentType", &["receiverResponseContentType"], "text/plain"),
    fixed("responseDataTypeBinary", "false"),
    text("responseStatusCode", &["receiverResponseStatusCode"], ""),
    pairs("responseHeaders", &["receiverResponseHeaders"], Values::Lists),
    text("charset", &["receiverCharset"], "UTF-8"),
    text("contextPath", &["receiverContextPath"], ""),
    text("timeout", &["receiverTimeout"], "0"),
    fixed("staticResources", ""),
];

const LISTENER_QUIET: &[Quiet] = &[
    unused("DataType"),
    // Socket settings of before 2.0.
    unused("keepAliveTimeout"),
    unused("bufferSize"),
    unused("keepAlive"),
    unless("extendedPayload", &["1"], "that only the body of a request is taken in"),
    unless("payloadEncoding", &["None"], "how the body is encoded or decoded"),
];

const SENDER: &[Row] = &[
    destination!(queued),
    template("host", &["host"], ""),
    fixed("useProxyServer", "false"),
    fixed("proxyAddress", ""),
    fixed("proxyPort", ""),
    text("method", &["dispatcherMethod", "method"], "post"),
    made("responseXmlBody", HEADERS_TOO, "false", headers_too),
    made("responseParseMultipart", HEADERS_TOO, "true", content_only),
    made("responseIncludeMetadata", HEADERS_TOO, "false", headers_too),
    made("responseBinaryMimeTypes", HEADERS_TOO, "", response_binary),
    fixed("responseBinaryMimeTypesRegex", "false"),
    flag("multipart", &["dispatcherMultipart", "multipart"], "false"),
    flag("useAuthentication", &["dispatcherUseAuthentication"], "false"),
    text("authenticationType", &["dispatcherAuthenticationType"], "Basic"),
    flag("usePreemptiveAuthentication", &["dispatcherUseAuthentication"], "false"),
    template("username", &["dispatcherUsername"], ""),
    template("password", &["dispatcherPassword"], ""),
    parsed("content", &["dispatcherContent", "requestVariables"], "", content),
    text("contentType", &["dispatcherContentType"], "text/plain"),
    fixed("dataTypeBinary", "false"),
    text("charset", &["dispatcherCharset"], "UTF-8"),
    template("socketTimeout", &["dispatcherSocketTimeout"], "30000"),
    pairs("headers", &["dispatcherHeaders", "headerVariables"], Values::Lists),
    pairs("parameters", &["dispatcherParameters"], Values::Lists),
];

const SENDER_QUIET: &[Quiet] = &[unused("DataType"), unused("queuePollInterval")];

/// Before 2.0 the payload was appended to the data of the request, or stood alone.
fn whole(flat: &Flat<'_>) -> bool {
    match flat.get("receiverBodyOnly") {
        Some(node) => !truth(&node.string()),
        None => flat.is_on("appendPayload", false),
    }
}

fn whole_request(flat: &Flat<'_>, _: &Row) -> String {
    whole(flat).to_string()
}

fn body_only(flat: &Flat<'_>, _: &Row) -> String {
    (!whole(flat)).to_string()
}

fn request_binary(flat: &Flat<'_>, _: &Row) -> String {
    if whole(flat) { BINARY } else { "" }.to_owned()
}

/// Before 2.0 headers were in the response unless they were excluded.
fn with_headers(flat: &Flat<'_>) -> bool {
    match flat.get("dispatcherIncludeHeadersInResponse") {
        Some(node) => truth(&node.string()),
        None => flat.get("excludeHeaders").is_some_and(|node| !truth(&node.string())),
    }
}

fn headers_too(flat: &Flat<'_>, _: &Row) -> String {
    with_headers(flat).to_string()
}

fn content_only(flat: &Flat<'_>, _: &Row) -> String {
    (!with_headers(flat)).to_string()
}

fn response_binary(flat: &Flat<'_>, _: &Row) -> String {
    if with_headers(flat) { BINARY } else { "" }.to_owned()
}

/// The body of a request. Before 2.0 it was the request variable `$payload`; other variables
/// have no place here, so they are not taken over.
fn content(flat: &Flat<'_>, row: &Row) -> Option<SourceText> {
    use crate::front::mirth::old::pen::template;
    if let Some(text) = flat.text(&["dispatcherContent"]) {
        return Some(template(&text));
    }
    let Some(text) = flat.text(&["requestVariables"]) else { return Some(row.here(flat, "")) };
    match nested::read(&template(&text))? {
        Nested::Texts(texts) => texts.is_empty().then(|| row.here(flat, "")),
        Nested::Pairs(pairs) => {
            let payload = pairs.iter().find(|(key, _)| key.as_str() == "$payload");
            let payload = payload.map_or_else(|| row.here(flat, ""), |(_, text)| text.clone());
            pairs.iter().all(|(key, _)| key.as_str() == "$payload").then_some(payload)
        }
    }
}
