//! The steps of routes, in the canonical form of the YAML language.

use super::yaml::{Yaml, map};

/// What the source came to: `TRANSFORMED`, `FILTERED` or `ERROR`.
pub(super) const SOURCE: &str = "mapwrightSource";
/// What happens next at a destination: `SEND`, `QUEUE` or `DONE`.
pub(super) const NEXT: &str = "mapwrightNext";

/// Runs a bean of the runtime.
pub(super) fn process(bean: impl Into<Yaml>) -> Yaml {
    map([("process", map([("ref", bean.into())]))])
}

fn expression(language: &str, text: impl Into<Yaml>) -> Yaml {
    map([(language, map([("expression", text.into())]))])
}

fn is(property: &str, value: &str) -> Yaml {
    expression("simple", format!("${{exchangeProperty.{property}}} == '{value}'"))
}

/// Runs the steps where the property has that value.
pub(super) fn filter(property: &str, value: &str, steps: Vec<Yaml>) -> Yaml {
    let filter = map([("expression", is(property, value)), ("steps", Yaml::List(steps))]);
    map([("filter", filter)])
}

/// Runs the steps while the property has that value.
pub(super) fn repeat(property: &str, value: &str, steps: Vec<Yaml>) -> Yaml {
    let repeat = map([
        ("doWhile", Yaml::Bool(true)),
        ("expression", is(property, value)),
        ("steps", Yaml::List(steps)),
    ]);
    map([("loop", repeat)])
}

/// Runs the steps for each item of the body, one after the other.
pub(super) fn each_item(steps: Vec<Yaml>) -> Yaml {
    map([(
        "split",
        map([("expression", expression("simple", "${body}")), ("steps", Yaml::List(steps))]),
    )])
}

/// Waits so many milliseconds.
pub(super) fn delay(milliseconds: String) -> Yaml {
    map([("delay", map([("expression", expression("constant", milliseconds))]))])
}

/// Runs the steps; whatever fails in them ends in the bean.
pub(super) fn guarded(steps: Vec<Yaml>, bean: String) -> Yaml {
    let catch = map([
        ("exception", Yaml::List(vec!["java.lang.Throwable".into()])),
        ("steps", Yaml::List(vec![process(bean)])),
    ]);
    map([("doTry", map([("steps", Yaml::List(steps)), ("doCatch", Yaml::List(vec![catch]))]))])
}

/// Fails. The message is fixed text: Camel evaluates it.
pub(super) fn fail(class: &str, message: String) -> Yaml {
    let fail = map([("exceptionType", class.into()), ("message", message.into())]);
    map([("throwException", fail)])
}

/// Runs the branches at the same time and waits for all.
pub(super) fn parallel(branches: Vec<Yaml>) -> Yaml {
    let multicast =
        map([("parallelProcessing", Yaml::Bool(true)), ("steps", Yaml::List(branches))]);
    map([("multicast", multicast)])
}

/// Runs the steps one after the other, as one branch.
pub(super) fn in_order(steps: Vec<Yaml>) -> Yaml {
    map([("pipeline", map([("steps", Yaml::List(steps))]))])
}

/// Failures go to the caller.
pub(super) fn to_caller() -> Yaml {
    map([("noErrorHandler", map([]))])
}

/// What fails is tried again for ever, so many milliseconds apart; the message keeps its place.
pub(super) fn for_ever(milliseconds: &str) -> Yaml {
    let policy = map([
        ("maximumRedeliveries", Yaml::Int(-1)),
        ("redeliveryDelay", milliseconds.into()),
        // Camel cuts any pause to this, one minute by default.
        ("maximumRedeliveryDelay", milliseconds.into()),
    ]);
    map([("defaultErrorHandler", map([("redeliveryPolicy", policy)]))])
}

/// Runs the steps for each message that the bean cuts out of the body, one after the other; the
/// other bean makes one answer of theirs.
pub(super) fn split(bean: &str, answers: &str, steps: Vec<Yaml>) -> Yaml {
    let method = map([("ref", bean.into()), ("method", "split".into())]);
    let split = map([
        ("expression", map([("method", method)])),
        ("streaming", Yaml::Bool(true)),
        ("aggregationStrategy", format!("#{answers}").into()),
        ("steps", Yaml::List(steps)),
    ]);
    map([("split", split)])
}
