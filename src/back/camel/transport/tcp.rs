//! TCP: netty with the runtime's own frame codecs.

use super::super::{
    Context,
    bean::{Properties, put, put_text},
    endpoint::Endpoint,
    yaml::{Yaml, map},
};
use super::Transport;
use crate::ir::route::{Framing, TcpListener, TcpSender};

impl Transport for TcpListener {
    fn endpoint(&self, context: &Context<'_>, at: &str) -> Option<Endpoint> {
        let key = |key: &str| context.placeholder(at, key);
        let from = Endpoint::new("netty", format!("tcp://{}:{}", key("host"), key("port")))
            .with("sync", true)
            .with("decoders", format!("#{}", context.name(&format!("{at}-decoder"))))
            .with("encoders", format!("#{}", context.name(&format!("{at}-encoder"))))
            .with("receiveBufferSize", key("buffer"))
            .with("sendBufferSize", key("buffer"))
            .with("disconnect", !self.keep_open)
            // No reply is a reply too, for which the legacy engine keeps the connection.
            .with("disconnectOnNoReply", !self.keep_open)
            .with("noReplyLogLevel", "DEBUG");
        Some(from)
    }

    fn binary(&self) -> Option<bool> {
        Some(self.binary)
    }

    fn beans(&self, context: &Context<'_>, at: &str) -> Vec<Yaml> {
        let limits = [("maxConnections", "connections"), ("idleMillis", "idle")];
        let limits =
            limits.map(|(name, key)| (name.to_owned(), context.placeholder(at, key).into()));
        codecs(context, at, &self.framing, limits.to_vec())
    }
}

impl Transport for TcpSender {
    fn endpoint(&self, context: &Context<'_>, at: &str) -> Option<Endpoint> {
        let key = |key: &str| context.placeholder(at, key);
        let to = Endpoint::new("netty", format!("tcp://{}:{}", key("host"), key("port")))
            .with("sync", !self.ignore_response)
            // With `true` a peer that closes without an answer would count as success.
            .with("disconnect", false)
            .with("decoders", format!("#{}", context.name(&format!("{at}-decoder"))))
            .with("encoders", format!("#{}", context.name(&format!("{at}-encoder"))))
            .with("connectTimeout", key("timeout"))
            .with("requestTimeout", key("timeout"))
            .with("receiveBufferSize", key("buffer"))
            .with("sendBufferSize", key("buffer"));
        Some(if self.keep_open {
            to.with("producerPoolMinEvictableIdle", key("idle"))
        } else {
            // A pool that keeps nothing closes the connection after the answer.
            to.with("producerPoolMaxIdle", 0)
        })
    }

    fn binary(&self) -> Option<bool> {
        Some(self.binary)
    }

    fn beans(&self, context: &Context<'_>, at: &str) -> Vec<Yaml> {
        codecs(context, at, &self.framing, Vec::new())
    }

    fn stage(&self, out: &mut Properties, _context: &Context<'_>, _at: &str) {
        put_text(out, "template", &self.template);
    }

    fn response(&self, out: &mut Properties, _context: &Context<'_>, _at: &str) {
        put(out, "queueOnTimeout", self.queue_on_timeout);
        put(out, "ignoreResponse", self.ignore_response);
    }
}

/// The two codecs of a TCP endpoint.
fn codecs(
    context: &Context<'_>,
    at: &str,
    framing: &Framing,
    limits: Vec<(String, Yaml)>,
) -> Vec<Yaml> {
    let hex = |bytes: &[u8]| -> Yaml {
        let digits: Vec<String> = bytes.iter().map(|byte| format!("{byte:02X}")).collect();
        digits.concat().into()
    };
    let bytes =
        vec![("start".to_owned(), hex(&framing.start)), ("end".to_owned(), hex(&framing.end))];
    let bean = |part: &str, class: &str, properties: Vec<(String, Yaml)>| {
        map([
            ("name", context.name(&format!("{at}-{part}")).into()),
            ("type", format!("mapwright.camel.{class}").into()),
            ("properties", Yaml::Map(properties)),
        ])
    };
    let decoder = bytes.iter().cloned().chain(limits).collect();
    vec![
        bean("decoder", "FrameDecoderFactory", decoder),
        bean("encoder", "FrameEncoderFactory", bytes),
    ]
}
