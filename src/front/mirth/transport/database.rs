//! Database Reader and Database Writer.

use super::{
    PLUGINS,
    delivery::{DESTINATION, SOURCE},
    entries::login,
    poll,
    settings::{Table, account, group, harmless, is_on, mapped, only},
    shown,
};
use crate::{
    front::mirth::{
        model::ObstacleKind,
        read::context::{Reading, release},
        read::secrets,
    },
    ir::route::{Database, DatabaseReader, DatabaseWriter, Endpoint, OptionGap, Query, Update},
    xml::Node,
};

fn by_query(node: Node<'_>) -> bool {
    !is_on(node, "useScript")
}

const BY_QUERY: &str = "without a script";

fn streams(node: Node<'_>) -> bool {
    by_query(node) && !is_on(node, "cacheResults")
}

/// Database Reader.
pub(super) const READER: Table = Table {
    title: "Database Reader",
    class: "connectors.jdbc.DatabaseReceiverProperties",
    becomes: "A `sql` consumer whose statements and rows are those of runtime beans; with a script, a \
              `scheduler` consumer and the script bean.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("pollConnectorProperties", poll::POLLING.title),
        group("sourceConnectorProperties", SOURCE.title),
        group("responseConnectorProperties", SOURCE.title).until(release(3, 1, 0)),
        mapped("driver", "`driver` of the data source bean, property `in.driver`"),
        mapped("url", "`url` of the data source bean, property `in.url`"),
        mapped("username", "`user` of the data source bean, property `in.user`"),
        mapped("password", "`password` of the data source bean, a secret"),
        mapped("select", "`statement` of the select bean; with `useScript` carried"),
        mapped("update", "`statement` of the update bean; with `useScript` carried"),
        mapped("useScript", "the `sql` consumer, or the script bean"),
        mapped("aggregateResults", "`useIterator`"),
        only(
            "cacheResults",
            &["true"],
            "The legacy engine read the rows one by one while it worked on them; the new route reads all of a \
             poll before the first. Make sure that the rows of one poll fit into memory.",
        )
        .when(by_query, BY_QUERY),
        mapped("keepConnectionOpen", "`keepOpen` of the data source bean"),
        mapped("updateMode", "`onConsume` (3), `onConsumeBatchComplete` (2) or neither (1)"),
        mapped("retryCount", "`retries` of the poll and update beans, property `in.retries`"),
        mapped("retryInterval", "`interval` of the poll bean, property `in.retry.pause`"),
        only(
            "fetchSize",
            &["1000"],
            "How many rows the driver gets at a time. Set it in the URL of the driver, if that matters.",
        )
        .when(streams, "without `cacheResults`"),
        mapped("encoding", "`charset` of the row bean, property `in.charset`"),
    ],
};

/// Database Writer.
pub(super) const WRITER: Table = Table {
    title: "Database Writer",
    class: "connectors.jdbc.DatabaseDispatcherProperties",
    becomes: "A `sql` producer whose statement is that of a runtime bean; with a script, the script bean.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("destinationConnectorProperties", DESTINATION.title),
        group("queueConnectorProperties", DESTINATION.title).until(release(3, 1, 0)),
        mapped("driver", "`driver` of the data source bean, property `dN.driver`"),
        mapped("url", "`url` of the data source bean, property `dN.url`"),
        mapped("username", "`user` of the data source bean, property `dN.user`"),
        mapped("password", "`password` of the data source bean, a secret"),
        mapped("query", "`statement` of the statement bean; with `useScript` carried"),
        harmless("parameters", "made from the query for each message; never set in an export"),
        mapped("useScript", "the `sql` producer, or the script bean"),
    ],
};

/// Whether the second statement of a reader is ever run.
pub(super) fn updates(node: Node<'_>) -> bool {
    node.child("updateMode").is_some_and(|mode| matches!(mode.string().trim(), "2" | "3"))
}

/// Reads the settings of a Database Reader.
pub(super) fn read_reader(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, &READER, gaps);
    let modes = [("1", Update::Never), ("2", Update::AfterPoll), ("3", Update::AfterMessage)];
    if node.child("updateMode").is_none() {
        reading.obstacle(ObstacleKind::MissingElement, "updateMode", node.start_tag());
    }
    let script = reading.flag(node, "useScript");
    // Added by the migration to 3.3.0.
    let charset = reading.optional(node, "encoding");
    Endpoint::DatabaseReader(Box::new(DatabaseReader {
        database: database(reading, node),
        polling: poll::polling(reading, node, gaps),
        select: query(reading, node, "select", script),
        update: query(reading, node, "update", script),
        when: reading.choice(node, "updateMode", &modes).unwrap_or(Update::Never),
        aggregate: reading.flag(node, "aggregateResults"),
        keep_open: reading.flag(node, "keepConnectionOpen"),
        retry_count: reading.string(node, "retryCount"),
        retry_interval_ms: reading.string(node, "retryInterval"),
        charset: charset.unwrap_or_else(|| "DEFAULT_ENCODING".to_owned()),
    }))
}

/// Reads the settings of a Database Writer.
pub(super) fn read_writer(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, &WRITER, gaps);
    let script = reading.flag(node, "useScript");
    Endpoint::DatabaseWriter(Box::new(DatabaseWriter {
        database: database(reading, node),
        query: query(reading, node, "query", script),
    }))
}

fn database(reading: &mut Reading, node: Node<'_>) -> Database {
    let url = reading.string(node, "url");
    Database {
        driver: shown(reading, node, "driver"),
        url_has_secret: secrets::strip(&url) != url,
        url: secrets::strip(&url),
        login: login(reading, node),
    }
}

/// A statement, or that a script is run: its text is carried, and not here.
fn query(reading: &mut Reading, node: Node<'_>, name: &str, script: bool) -> Query {
    if script { Query::Script } else { Query::Statement(shown(reading, node, name)) }
}
