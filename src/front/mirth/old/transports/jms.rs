//! JMS Reader and Writer.

use super::{Transport, destination, response, source};
use crate::front::mirth::old::{
    flat::Flat,
    pen,
    settings::{Quiet, Row, Values, fixed, flag, made, pairs, template, text, unless, unused},
};

pub(super) const TRANSPORTS: &[Transport] = &[
    Transport {
        old: &["JMS Reader"],
        name: "JMS Listener",
        class: "jms.JmsReceiverProperties",
        rows: READER,
        quiet: READER_QUIET,
        elsewhere: &[],
    },
    Transport {
        old: &["JMS Writer"],
        name: "JMS Sender",
        class: "jms.JmsDispatcherProperties",
        rows: WRITER,
        quiet: WRITER_QUIET,
        elsewhere: &[],
    },
];

const READER: &[Row] = &[
    source!(&[], "None", response),
    flag("useJndi", &["useJndi"], "false"),
    text("jndiProviderUrl", &["jndiProviderUrl"], ""),
    text("jndiInitialContextFactory", &["jndiInitialFactory"], ""),
    text("jndiConnectionFactoryName", &["connectionFactoryJndiName"], ""),
    text("connectionFactoryClass", &["connectionFactoryClass"], ""),
    pairs("connectionProperties", &["connectionFactoryProperties"], Values::One),
    text("username", &["username"], ""),
    text("password", &["password"], ""),
    made("destinationName", &["host"], "", destination_name),
    fixed("reconnectIntervalMillis", "10000"),
    text("clientId", &["clientId"], ""),
    made("topic", &["durable", "host"], "false", topic),
    made("durableTopic", &["durable", "host"], "false", durable),
    text("selector", &["selector"], ""),
];

const READER_QUIET: &[Quiet] = &[
    unused("DataType"),
    unless("specification", &["1.1", "1.0.2b"], "which release of JMS is spoken"),
    // Messages are acknowledged by the session, one by one.
    unless("acknowledgementMode", &["1"], "when messages are acknowledged"),
];

const WRITER: &[Row] = &[
    destination!(),
    flag("useJndi", &["useJndi"], "false"),
    template("jndiProviderUrl", &["jndiProviderUrl"], ""),
    text("jndiInitialContextFactory", &["jndiInitialFactory"], ""),
    text("jndiConnectionFactoryName", &["connectionFactoryJndiName"], ""),
    text("connectionFactoryClass", &["connectionFactoryClass"], ""),
    pairs("connectionProperties", &["connectionFactoryProperties"], Values::One),
    template("username", &["username"], ""),
    template("password", &["password"], ""),
    made("destinationName", &["host"], "", destination_name),
    fixed("clientId", ""),
    made("topic", &["host"], "false", topic),
    template("template", &["template"], "${message.encodedData}"),
];

const WRITER_QUIET: &[Quiet] = READER_QUIET;

const TOPICS: &[&str] = &["topic://", "//topic:"];
const QUEUES: &[&str] = &["queue://", "//queue:"];

/// The name without what says whether it is a queue or a topic.
fn destination_name(flat: &Flat<'_>, row: &Row) -> String {
    let text = pen::template(&flat.text(&["host"]).unwrap_or_else(|| row.here(flat, "")));
    let prefix = TOPICS.iter().chain(QUEUES).find(|prefix| text.as_str().starts_with(**prefix));
    let bare = prefix.and_then(|prefix| text.as_str().strip_prefix(prefix));
    bare.unwrap_or(text.as_str()).to_owned()
}

/// Whether the name says that it is a topic or a queue.
fn named(flat: &Flat<'_>) -> Option<bool> {
    let name = flat.value("host", "");
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| name.starts_with(prefix));
    if starts(TOPICS) { Some(true) } else { starts(QUEUES).then_some(false) }
}

/// Only topics can be durable.
fn topic(flat: &Flat<'_>, _: &Row) -> String {
    let topic = named(flat).unwrap_or_else(|| flat.is_on("durable", false));
    topic.to_string()
}

fn durable(flat: &Flat<'_>, _: &Row) -> String {
    let durable = flat.is_on("durable", false) && named(flat) != Some(false);
    durable.to_string()
}
