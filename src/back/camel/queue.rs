//! Queues: whether a source has one, and how one is drained.

use super::{Context, endpoint::Endpoint, yaml::Yaml};
use crate::ir::Connection;

/// Whether messages are stored and answered before they are processed (the source queue).
pub(super) fn stores(connection: &Connection) -> bool {
    !connection.intake.respond_after_processing
}

/// The consumer of a queue: transacted, so that a message leaves it only when it is done.
pub(super) fn stored(context: &Context<'_>, at: &str) -> Endpoint {
    Endpoint::new("jms", format!("queue:{}.{at}", context.slug))
        .with("transacted", true)
        .with("lazyCreateTransactionManager", false)
        .with("concurrentConsumers", consumers(context, at))
        .with("cacheLevelName", "CACHE_CONSUMER")
}

/// How many consumers drain a lane or a queue. Where the export has no such number, the source has
/// no route, and its lane is one that never starts by itself.
pub(super) fn consumers(context: &Context<'_>, at: &str) -> Yaml {
    if context.has(at, "threads") {
        context.placeholder(at, "threads").into()
    } else {
        Yaml::Int(1)
    }
}
