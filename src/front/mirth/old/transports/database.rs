//! Database Reader and Writer.

use super::{Transport, destination, polling, response, source};
use crate::front::mirth::old::{
    flat::Flat,
    settings::{Quiet, Row, choice, fixed, flag, made, template, text, unused},
};

pub(super) const TRANSPORTS: &[Transport] = &[
    Transport {
        old: &["Database Reader"],
        name: "Database Reader",
        class: "jdbc.DatabaseReceiverProperties",
        rows: READER,
        quiet: READER_QUIET,
        elsewhere: &[],
    },
    Transport {
        old: &["Database Writer"],
        name: "Database Writer",
        class: "jdbc.DatabaseDispatcherProperties",
        rows: WRITER,
        quiet: WRITER_QUIET,
        elsewhere: &[],
    },
];

const READER: &[Row] = &[
    polling!(),
    source!(&[], "None", response),
    text("driver", &["driver"], "Please Select One"),
    text("url", &["URL"], ""),
    text("username", &["username"], ""),
    text("password", &["password"], ""),
    choice("select", &["query", "script"], "useScript"),
    choice("update", &["ack", "ackScript"], "useScript"),
    flag("useScript", &["useScript"], "false"),
    fixed("aggregateResults", "false"),
    fixed("cacheResults", "true"),
    fixed("keepConnectionOpen", "true"),
    made("updateMode", &["useAck"], "1", update_mode),
    fixed("retryCount", "3"),
    fixed("retryInterval", "10000"),
    fixed("fetchSize", "1000"),
];

const READER_QUIET: &[Quiet] = &[
    unused("DataType"),
    unused("host"),
    // Rows go through one after the other in any case.
    unused("processResultsInOrder"),
];

const WRITER: &[Row] = &[
    destination!(),
    text("driver", &["driver"], "Please Select One"),
    template("url", &["URL"], ""),
    template("username", &["username"], ""),
    template("password", &["password"], ""),
    choice("query", &["query", "script"], "useScript"),
    flag("useScript", &["useScript"], "false"),
];

const WRITER_QUIET: &[Quiet] = &[unused("DataType"), unused("host")];

/// The update runs for each row, or never.
fn update_mode(flat: &Flat<'_>, _: &Row) -> String {
    if flat.is_on("useAck", false) { "3" } else { "1" }.to_owned()
}
