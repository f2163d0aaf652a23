//! The routes of a destination: filter and transformer, attempts, queue.

use super::{
    Context,
    endpoint::Endpoint,
    queue::stored,
    steps::{NEXT, delay, fail, filter, for_ever, guarded, process, repeat, to_caller},
    transport,
    yaml::Yaml,
};
use crate::{ir::Destination, plan};

/// The routes of a destination; none for one that is switched off.
pub(super) fn routes(context: &Context<'_>, destination: &Destination) -> Vec<Yaml> {
    let connector = &destination.connector;
    if !connector.enabled {
        return Vec::new();
    }
    let part = format!("d{}", connector.id);
    let routed = is_routed(context, destination);
    let mut steps = vec![process(context.name(&part))];
    steps.push(attempts(context, destination, routed));
    if routed && destination.queue.enabled {
        let queue = Endpoint::new("jms", format!("queue:{}.{part}", context.slug))
            .with("exchangePattern", "InOnly");
        let response = context.name(&format!("{part}-response"));
        steps.push(filter(NEXT, "QUEUE", vec![guarded(vec![queue.to()], response)]));
    }
    let from = Endpoint::new("direct", context.name(&part));
    let route = context.route(&part, "auto", to_caller(), from, steps);
    let tasks = context.manual_tasks(connector.id);
    let mut all =
        if tasks.is_empty() { vec![route] } else { vec![Yaml::Noted(tasks, Box::new(route))] };
    if routed && destination.queue.enabled {
        all.extend(queue(context, destination, &part));
    }
    all
}

/// Whether the endpoint has a route.
pub(super) fn is_routed(context: &Context<'_>, destination: &Destination) -> bool {
    plan::obstacles(context.connection, destination.connector.id).is_empty()
}

/// The attempts in the thread of the caller: one, or several with pauses.
fn attempts(context: &Context<'_>, destination: &Destination, routed: bool) -> Yaml {
    let mut steps = vec![attempt(context, destination, routed)];
    if destination.queue.retry_count == "0" || !routed {
        return filter(NEXT, "SEND", steps);
    }
    let at = format!("d{}", destination.connector.id);
    let pause = delay(context.placeholder(&at, "retry.interval"));
    steps.push(filter(NEXT, "SEND", vec![pause]));
    repeat(NEXT, "SEND", steps)
}

/// One attempt: the response stage judges the answer, or the failure.
fn attempt(context: &Context<'_>, destination: &Destination, routed: bool) -> Yaml {
    let id = destination.connector.id;
    let response = context.name(&format!("d{id}-response"));
    if !routed {
        let message = format!("destination {id} has no route: a manual task of {}", context.slug);
        return guarded(vec![fail("java.lang.UnsupportedOperationException", message)], response);
    }
    let transport = transport::of(&destination.connector.endpoint);
    let to = transport.and_then(|transport| transport.endpoint(context, &format!("d{id}")));
    let mut steps: Vec<Yaml> = to.map(Endpoint::to).into_iter().collect();
    steps.push(process(response.as_str()));
    guarded(steps, response)
}

/// The routes that drain the queue. The attempt is a route of its own without an error handler,
/// so that a new delivery repeats all of it, not only the step that failed.
fn queue(context: &Context<'_>, destination: &Destination, part: &str) -> [Yaml; 2] {
    let send = format!("{part}-send");
    let handler = for_ever(&context.placeholder(part, "retry.interval"));
    let to = Endpoint::new("direct", context.name(&send));
    let drain = context.route(
        &format!("{part}-queue"),
        "auto",
        handler,
        stored(context, part),
        vec![to.clone().to()],
    );
    let message = format!("{}.{part}: not sent, stays in the queue", context.slug);
    let again = fail("mapwright.camel.NotSentException", message);
    let steps = vec![
        process(context.name(&format!("{part}-restore"))),
        filter(NEXT, "SEND", vec![attempt(context, destination, true)]),
        filter(NEXT, "QUEUE", vec![again]),
    ];
    [drain, context.route(&send, "auto", to_caller(), to, steps)]
}
