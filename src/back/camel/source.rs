//! The routes of a source: taking messages in, one lane, the order of the destinations.

use super::{
    Context,
    endpoint::Endpoint,
    steps::{SOURCE, filter, for_ever, guarded, in_order, parallel, process, to_caller},
    yaml::{Yaml, map},
};
use crate::ir::{
    Connection, Destination,
    route::{AfterFile, Endpoint as Legacy, FileReader, TcpListener},
};

/// The routes from the endpoint to the destinations.
pub(super) fn routes(context: &Context<'_>) -> Vec<Yaml> {
    let tasks = context.manual_tasks(0);
    let mut routes = Vec::new();
    if let Some(from) = endpoint(context).filter(|_| tasks.is_empty()) {
        routes.push(intake(context, "in", from));
    }
    // The legacy engine hands messages over to any connection, whatever its own transport.
    let channel = Endpoint::new("direct", context.placeholder("in", "channel"));
    routes.push(intake(context, "channel", channel));
    if !tasks.is_empty() {
        routes[0] = Yaml::Noted(tasks, Box::new(routes[0].clone()));
    }
    if stores(context.connection) {
        routes.push(drain(context));
    }
    routes.push(main(context));
    routes
}

/// Whether messages are stored and answered before they are processed (the source queue).
pub(super) fn stores(connection: &Connection) -> bool {
    !connection.intake.respond_after_processing
}

fn intake(context: &Context<'_>, part: &str, from: Endpoint) -> Yaml {
    let steps = if stores(context.connection) {
        let store = Endpoint::new("jms", format!("queue:{}.in", context.slug))
            .with("exchangePattern", "InOnly");
        let taken = vec![process(context.name("receive")), store.to()];
        vec![guarded(taken, context.name("failure")), process(context.name("reply"))]
    } else {
        let lane = Endpoint::new("seda", context.name("lane"))
            .with("waitForTaskToComplete", "Always")
            .with("timeout", 0)
            .with("blockWhenFull", true);
        vec![lane.to()]
    };
    context.route(part, "in.auto", to_caller(), from, steps)
}

/// Takes stored messages out again.
fn drain(context: &Context<'_>) -> Yaml {
    let from = stored(context, "in");
    let steps = vec![Endpoint::new("direct", context.name("main")).to()];
    let handler = for_ever(&format!("{{{{{}.in.retry.interval}}}}", context.slug));
    context.route("in-queue", "auto", handler, from, steps)
}

/// The consumer of a queue: transacted, so that a message leaves it only when it is done.
pub(super) fn stored(context: &Context<'_>, at: &str) -> Endpoint {
    Endpoint::new("jms", format!("queue:{}.{at}", context.slug))
        .with("transacted", true)
        .with("lazyCreateTransactionManager", false)
        .with("concurrentConsumers", context.placeholder(at, "threads"))
        .with("cacheLevelName", "CACHE_CONSUMER")
}

/// Source stage, destinations, reply.
fn main(context: &Context<'_>) -> Yaml {
    let stored = stores(context.connection);
    let begin = if stored { "restore" } else { "receive" };
    let mut steps = vec![process(context.name(begin)), process(context.name("source"))];
    let destinations = destinations(context);
    if !destinations.is_empty() {
        steps.push(filter(SOURCE, "TRANSFORMED", destinations));
    }
    steps.push(process(context.name("finish")));
    if stored {
        let from = Endpoint::new("direct", context.name("main"));
        return context.route("main", "auto", to_caller(), from, steps);
    }
    let from = Endpoint::new("seda", context.name("lane"))
        .with("concurrentConsumers", context.placeholder("in", "threads"));
    let steps = vec![guarded(steps, context.name("failure")), process(context.name("reply"))];
    context.route("main", "auto", to_caller(), from, steps)
}

/// The destinations: chains side by side, in a chain one after the other.
fn destinations(context: &Context<'_>) -> Vec<Yaml> {
    let to = |destination: &&Destination| {
        Endpoint::new("direct", context.name(&format!("d{}", destination.connector.id))).to()
    };
    let chains = context.connection.chains();
    let mut branches: Vec<Vec<Yaml>> =
        chains.iter().map(|chain| chain.iter().map(to).collect()).collect();
    if branches.len() < 2 {
        return branches.pop().unwrap_or_default();
    }
    let one =
        |mut steps: Vec<Yaml>| if steps.len() == 1 { steps.remove(0) } else { in_order(steps) };
    vec![parallel(branches.into_iter().map(one).collect())]
}

fn endpoint(context: &Context<'_>) -> Option<Endpoint> {
    match &context.connection.source.endpoint {
        Legacy::TcpListener(listener) => Some(tcp(context, listener)),
        Legacy::FileReader(reader) => Some(file(context, reader)),
        // A Channel Reader has no transport but the hand-over that every connection has.
        _ => None,
    }
}

fn tcp(context: &Context<'_>, listener: &TcpListener) -> Endpoint {
    let at = |key: &str| context.placeholder("in", key);
    Endpoint::new("netty", format!("tcp://{}:{}", at("host"), at("port")))
        .with("sync", true)
        .with("decoders", format!("#{}", context.name("in-decoder")))
        .with("encoders", format!("#{}", context.name("in-encoder")))
        .with("receiveBufferSize", at("buffer"))
        .with("sendBufferSize", at("buffer"))
        .with("disconnect", !listener.keep_open)
        // No reply is a reply too, for which the legacy engine keeps the connection.
        .with("disconnectOnNoReply", !listener.keep_open)
        .with("noReplyLogLevel", "DEBUG")
}

fn file(context: &Context<'_>, reader: &FileReader) -> Endpoint {
    let at = |key: &str| context.placeholder("in", key);
    let raw = |key: &str| format!("RAW({})", at(key));
    let mut from = Endpoint::new("file", at("folder"))
        .with("autoCreate", false)
        .with("include", raw("include"))
        .with("recursive", reader.recursive)
        .with("includeHiddenFiles", !reader.ignore_dot)
        .with("delay", at("poll"))
        .with("sortBy", sort_key(&reader.sort_by));
    if reader.min_age_ms.is_some() {
        from = from
            .with("readLock", "changed")
            .with("readLockMinAge", at("age"))
            // An empty file is a message, too.
            .with("readLockMinLength", 0);
    }
    from = match &reader.after {
        // Without the second option a file would be read once only.
        AfterFile::Keep => from.with("noop", true).with("idempotent", false),
        AfterFile::Move { .. } => from.with("move", raw("move")),
        AfterFile::Delete => from.with("delete", true),
    };
    if matches!(reader.after_error, Some(AfterFile::Move { .. })) && raises(reader) {
        from = from.with("moveFailed", raw("move.error"));
    }
    from
}

/// Whether a message that ended in an error has another end for its file: then the route fails,
/// which tells the component.
pub(super) fn raises(reader: &FileReader) -> bool {
    reader.after_error.as_ref().is_some_and(|error| *error != reader.after)
}

fn sort_key(word: &str) -> &'static str {
    match word {
        "name" => "file:name",
        "size" => "file:length",
        _ => "file:modified",
    }
}

/// The two codecs of a TCP endpoint.
pub(super) fn codecs(
    context: &Context<'_>,
    at: &str,
    framing: &crate::ir::route::Framing,
    limits: Vec<(String, Yaml)>,
) -> Vec<Yaml> {
    let hex = |bytes: &[u8]| -> Yaml {
        bytes.iter().map(|b| format!("{b:02X}")).collect::<String>().into()
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
