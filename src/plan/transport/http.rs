//! HTTP endpoints: what they lack, and their settings.

use super::super::{Gap, Kind, Setting, setting::charset_of, setting::setting, unrouted};
use crate::ir::{
    Connector,
    route::{HttpListener, HttpSender},
};

/// Methods that the legacy engine sends.
const METHODS: &[&str] = &["GET", "POST", "PUT", "DELETE", "PATCH"];

/// What the endpoint of a listener lacks.
pub(super) fn listener(connector: &Connector, listener: &HttpListener) -> Vec<Gap> {
    let mut gaps = super::mixed(connector, listener.headers.entries());
    if listener.static_resources == 0 {
        return gaps;
    }
    let subject = format!("`staticResources` answers {} paths", listener.static_resources);
    let task = "These paths are answered with texts or files, without a message. Serve them by a \
                web server in front of the new route, or they reach the connection as messages.";
    gaps.push(unrouted(connector, &subject, task));
    gaps
}

/// What the endpoint of a sender lacks.
pub(super) fn sender(connector: &Connector, sender: &HttpSender) -> Vec<Gap> {
    let mut gaps = super::hidden(connector, &["content"]);
    gaps.extend(super::mixed(connector, sender.headers.entries()));
    gaps.extend(super::mixed(connector, sender.parameters.entries()));
    if !METHODS.iter().any(|known| sender.method.eq_ignore_ascii_case(known)) {
        let task = "The legacy engine fails on each message. Find out which method is meant.";
        gaps.push(unrouted(connector, "`method` is not known", task));
    }
    if sender.secret_in_url {
        let task = "The URL holds a password. Hand the whole URL in from the vault, and set up the \
                    endpoint by hand.";
        gaps.push(unrouted(connector, "`host` holds a secret", task));
    }
    if sender.url.is_empty() {
        let task = "Find out which URL is meant.";
        gaps.push(unrouted(connector, "`host` is empty", task));
    }
    gaps
}

/// The settings of a listener.
pub(super) fn listening(listener: &HttpListener) -> Vec<Setting> {
    vec![
        setting("host", "host", &listener.host, Kind::Host),
        setting("port", "port", &listener.port, Kind::Port),
        setting("path", "contextPath", &listener.context_path(), Kind::UrlPath),
        setting("idle", "timeout", &listener.timeout_ms, Kind::Number),
        charset_of("charset", &listener.charset),
    ]
}

/// Whether a URL is no template, so that it can stand in the properties file.
pub fn is_plain_url(url: &str) -> bool {
    setting("url", "host", url, Kind::Url).is_usable()
}

/// The settings of a sender. A URL with a template stands in the request bean.
pub(super) fn sending(sender: &HttpSender) -> Vec<Setting> {
    // The engine takes what is no number for half a minute.
    let timeout = match sender.timeout_ms.as_str() {
        text if text.contains("${") || text.parse::<u32>().is_ok() => text,
        _ => "30000",
    };
    let mut settings = vec![setting("timeout", "socketTimeout", timeout, Kind::Number)];
    if is_plain_url(&sender.url) {
        settings.push(setting("url", "host", &sender.url, Kind::Url));
    }
    if let Some((host, port)) = &sender.proxy {
        settings.push(setting("proxy.host", "proxyAddress", host, Kind::Host));
        settings.push(setting("proxy.port", "proxyPort", port, Kind::Port));
    }
    if let Some(login) = &sender.login {
        // A template is evaluated per message, as long as no challenge has to be waited for.
        let kind = if login.preemptive && !login.digest { Kind::Template } else { Kind::User };
        settings.push(setting("user", "username", &login.user, kind));
    }
    if sender.charset != "NONE" {
        settings.push(charset_of("charset", &sender.charset));
    }
    settings
}
