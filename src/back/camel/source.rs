//! The routes of a source: taking messages in, one lane, the order of the destinations.

use super::{
    Context,
    endpoint::Endpoint,
    queue::{consumers, stored, stores},
    steps::{SOURCE, filter, for_ever, guarded, in_order, parallel, process, split, to_caller},
    transport,
    yaml::Yaml,
};
use crate::ir::Destination;

/// The routes from the endpoint to the destinations.
pub(super) fn routes(context: &Context<'_>) -> Vec<Yaml> {
    let tasks = context.manual_tasks(0);
    let mut routes = Vec::new();
    let transport = transport::of(&context.connection.source.endpoint).filter(|_| tasks.is_empty());
    if let Some(transport) = transport
        && let Some(from) = transport.endpoint(context, "in")
    {
        let steps = transport.feed(context, "in", taking(context));
        routes.push(context.route("in", "in.auto", to_caller(), from, steps));
    }
    // The legacy engine hands messages over to any connection, whatever its own transport.
    let channel = Endpoint::new("direct", context.placeholder("in", "channel"));
    routes.push(context.route("channel", "in.auto", to_caller(), channel, taking(context)));
    if !tasks.is_empty() {
        routes[0] = Yaml::Noted(tasks, Box::new(routes[0].clone()));
    }
    if stores(context.connection) {
        routes.push(drain(context));
    }
    routes.push(main(context));
    routes
}

/// The steps that take one message in.
fn taking(context: &Context<'_>) -> Vec<Yaml> {
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
    if context.connection.intake.batch && context.manual_tasks(0).is_empty() {
        vec![split(&context.name("split"), &context.name("answers"), steps)]
    } else {
        steps
    }
}

/// Takes stored messages out again.
fn drain(context: &Context<'_>) -> Yaml {
    let from = stored(context, "in");
    let steps = vec![Endpoint::new("direct", context.name("main")).to()];
    let handler = for_ever(&format!("{{{{{}.in.retry.interval}}}}", context.slug));
    context.route("in-queue", "auto", handler, from, steps)
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
        .with("concurrentConsumers", consumers(context, "in"));
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
