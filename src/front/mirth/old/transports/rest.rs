//! Channel Reader and Writer, JavaScript Reader and Writer, Document Writer.

use super::{Transport, destination, polling, response, source};
use crate::front::mirth::old::{
    flat::Flat,
    settings::{Quiet, Row, fixed, flag, made, not, template, text, unless, unused},
};

/// A connector without replies to other channels.
macro_rules! transport {
    ($old:expr, $name:expr, $class:expr, $rows:expr) => {
        Transport {
            old: $old,
            name: $name,
            class: $class,
            rows: $rows,
            quiet: QUIET,
            elsewhere: &[],
        }
    };
}

pub(super) const TRANSPORTS: &[Transport] = &[
    transport!(&["Channel Reader"], "Channel Reader", "vm.VmReceiverProperties", CHANNEL_READER),
    transport!(&["Channel Writer"], "Channel Writer", "vm.VmDispatcherProperties", CHANNEL_WRITER),
    transport!(
        &["JavaScript Reader"],
        "JavaScript Reader",
        "js.JavaScriptReceiverProperties",
        JAVASCRIPT_READER
    ),
    transport!(
        &["JavaScript Writer"],
        "JavaScript Writer",
        "js.JavaScriptDispatcherProperties",
        JAVASCRIPT_WRITER
    ),
    Transport {
        old: &["Document Writer", "PDF Writer"],
        name: "Document Writer",
        class: "doc.DocumentDispatcherProperties",
        rows: DOCUMENT_WRITER,
        quiet: &[unused("DataType")],
        elsewhere: &[],
    },
];

/// `host` is where the inner engine of 2.x sent things that go nowhere.
const QUIET: &[Quiet] =
    &[unused("DataType"), unless("host", &["sink"], "where the connector is in the inner engine")];

const CHANNEL_READER: &[Row] = &[source!(&["responseValue"], "None", response)];

const CHANNEL_WRITER: &[Row] = &[
    destination!(
        not("queueEnabled", &["synchronised"], "false"),
        &[],
        &[],
        &[],
        fixed("validateResponse", "false")
    ),
    made("channelId", &["host"], "none", channel),
    template("channelTemplate", &["template"], "${message.encodedData}"),
    fixed("mapVariables", ""),
];

const JAVASCRIPT_READER: &[Row] =
    &[polling!(), source!(&["responseValue"], "None", response), text("script", &["script"], "")];

const JAVASCRIPT_WRITER: &[Row] = &[destination!(), text("script", &["script"], "")];

const DOCUMENT_WRITER: &[Row] = &[
    destination!(),
    template("host", &["host"], ""),
    template("outputPattern", &["outputPattern"], ""),
    text("documentType", &["documentType"], "pdf"),
    flag("encrypt", &["encrypt"], "false"),
    template("password", &["password"], ""),
    template("template", &["template"], ""),
];

/// The channel that is written to; `sink` is none.
fn channel(flat: &Flat<'_>, row: &Row) -> String {
    let id = row.plain(flat);
    if id == "sink" { "none".to_owned() } else { id }
}
