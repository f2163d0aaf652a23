//! HTTP: jetty for listeners, the HTTP client for senders. What a request means is decided in the
//! runtime's beans, as all of its parts can be templates.

use super::super::{
    Context,
    bean::{Properties, put, put_text},
    endpoint::Endpoint,
    yaml::{Yaml, map},
};
use super::{Transport, put_entries};
use crate::{
    ir::route::{HttpBody, HttpListener, HttpSender, Pairs},
    plan,
};

impl Transport for HttpListener {
    fn endpoint(&self, context: &Context<'_>, at: &str) -> Option<Endpoint> {
        let key = |key: &str| context.placeholder(at, key);
        let address = format!("http://{}:{}{}", key("host"), key("port"), key("path"));
        let from = Endpoint::new("jetty", address)
            .with("matchOnUriPrefix", true)
            .with("optionsEnabled", true)
            .with("traceEnabled", true)
            .with("idleTimeout", key("idle"))
            // The bean reads the request itself.
            .with("disableStreamCache", true)
            .with("mapHttpMessageBody", false)
            .with("mapHttpMessageHeaders", false)
            .with("mapHttpMessageFormUrlEncodedBody", false);
        Some(from)
    }

    fn beans(&self, context: &Context<'_>, at: &str) -> Vec<Yaml> {
        let mut properties = Vec::new();
        put(&mut properties, "path", context.placeholder(at, "path"));
        put_body(&mut properties, &self.body);
        put_text(&mut properties, "statusCode", &self.status);
        put_text(&mut properties, "responseContentType", &self.content_type);
        put(&mut properties, "responseBinary", self.binary);
        put(&mut properties, "charset", context.placeholder(at, "charset"));
        put_choice(&mut properties, context, at, "header", &self.headers);
        vec![bean(context.name(&format!("{at}-http")), "HttpListener", properties)]
    }

    fn receive(&self, out: &mut Properties, context: &Context<'_>, at: &str) {
        put_request(out, context, at);
    }

    fn reply(&self, out: &mut Properties, context: &Context<'_>, at: &str) {
        put_request(out, context, at);
    }
}

/// Refers to the request bean, which only an endpoint with a route has.
fn put_request(out: &mut Properties, context: &Context<'_>, at: &str) {
    let id = context.connector(at).map_or(0, |connector| connector.id);
    if context.manual_tasks(id).is_empty() {
        put(out, "http", format!("#bean:{}", context.name(&format!("{at}-http"))));
    }
}

fn bean(name: String, class: &str, properties: Properties) -> Yaml {
    let class = format!("mapwright.camel.{class}");
    map([("name", name.into()), ("type", class.into()), ("properties", Yaml::Map(properties))])
}

fn put_body(out: &mut Properties, body: &HttpBody) {
    put(out, "xmlBody", body.xml);
    put(out, "parseMultipart", body.multipart);
    put(out, "includeMetadata", body.metadata);
    put_text(out, "binaryTypes", &body.binary_types);
    put(out, "binaryTypesRegex", body.binary_regex);
}

fn put_choice(out: &mut Properties, context: &Context<'_>, at: &str, name: &str, pairs: &Pairs) {
    match pairs {
        Pairs::Fixed(entries) => put_entries(out, context, at, name, entries),
        Pairs::Variable(variable) => put_text(out, &format!("{name}sVariable"), variable),
    }
}

impl Transport for HttpSender {
    fn endpoint(&self, context: &Context<'_>, at: &str) -> Option<Endpoint> {
        // The request bean sets the URL of each message.
        let to = Endpoint::new("http", format!("//{}", context.name(at)))
            .with("throwExceptionOnFailure", false)
            .with("copyHeaders", false)
            .with("httpClientConfigurer", format!("#{}", context.name(&format!("{at}-client"))));
        Some(to)
    }

    fn beans(&self, context: &Context<'_>, at: &str) -> Vec<Yaml> {
        vec![
            bean(context.name(&format!("{at}-client")), "HttpClient", self.client(context, at)),
            bean(context.name(&format!("{at}-http")), "HttpRequest", self.request(context, at)),
        ]
    }

    fn stage(&self, out: &mut Properties, context: &Context<'_>, at: &str) {
        put_request(out, context, at);
    }

    fn response(&self, out: &mut Properties, context: &Context<'_>, at: &str) {
        put_request(out, context, at);
    }
}

impl HttpSender {
    /// How the client connects and logs in.
    fn client(&self, context: &Context<'_>, at: &str) -> Properties {
        let key = |key: &str| context.placeholder(at, key);
        let mut properties = Vec::new();
        put(&mut properties, "timeoutMillis", key("timeout"));
        if self.proxy.is_some() {
            put(&mut properties, "proxyHost", key("proxy.host"));
            put(&mut properties, "proxyPort", key("proxy.port"));
        }
        if self.login.as_ref().is_some_and(|login| login.digest || !login.preemptive) {
            self.put_login(&mut properties, context, at);
        }
        properties
    }

    fn put_login(&self, out: &mut Properties, context: &Context<'_>, at: &str) {
        let Some(login) = &self.login else { return };
        put(out, "user", context.placeholder(at, "user"));
        if let Some(password) = login.password.and_then(|span| context.secret(at, span)) {
            put(out, "password", password);
        }
        put(out, "digest", login.digest);
        put(out, "preemptive", login.preemptive);
    }

    /// What is sent, and how the answer is read.
    fn request(&self, context: &Context<'_>, at: &str) -> Properties {
        let mut properties = Vec::new();
        put_text(&mut properties, "method", &self.method.to_ascii_uppercase());
        if plan::is_plain_url(&self.url) {
            put(&mut properties, "url", context.placeholder(at, "url"));
        } else {
            put_text(&mut properties, "url", &self.url);
        }
        put_choice(&mut properties, context, at, "header", &self.headers);
        put_choice(&mut properties, context, at, "parameter", &self.parameters);
        put_text(&mut properties, "content", &self.content);
        put_text(&mut properties, "contentType", &self.content_type);
        put(&mut properties, "binary", self.binary);
        put(&mut properties, "multipart", self.multipart);
        if context.has(at, "charset") {
            put(&mut properties, "charset", context.placeholder(at, "charset"));
        }
        if self.login.as_ref().is_some_and(|login| login.preemptive && !login.digest) {
            self.put_login(&mut properties, context, at);
        }
        put_body(&mut properties, &self.body);
        properties
    }
}
