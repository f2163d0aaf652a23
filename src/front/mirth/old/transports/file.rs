//! File Reader and Writer, and the connectors for one scheme each that 1.8 merged into them.

use super::{Transport, destination, polling, response, source};
use crate::front::mirth::{
    old::{
        flat::Flat,
        settings::{Quiet, Row, fixed, flag, made, template, text, unless, unused, upper},
    },
    read::context::release,
};

/// Settings of a reader, with the scheme and whether it logs in without a name by default.
macro_rules! reader {
    ($scheme:expr, $anonymous:expr) => {
        &[
            polling!(),
            source!(
                &[],
                "Auto-generate (After source transformer)",
                response,
                &["processBatchFiles"],
                "false"
            ),
            upper("scheme", &["scheme"], $scheme),
            text("host", &["host"], ""),
            text("fileFilter", &["fileFilter"], "*"),
            flag("regex", &["regex"], "false"),
            fixed("directoryRecursion", "false"),
            flag("ignoreDot", &["ignoreDot"], "true"),
            flag("anonymous", &["FTPAnonymous"], $anonymous),
            text("username", &["username"], "anonymous"),
            text("password", &["password"], "anonymous"),
            text("timeout", &["timeout"], "10000"),
            flag("secure", &["secure"], "true"),
            flag("passive", &["passive"], "true"),
            flag("validateConnection", &["validateConnections"], "true"),
            flag("checkFileAge", &["checkFileAge"], "true"),
            text("fileAge", &["fileAge"], "1000"),
            fixed("fileSizeMinimum", "0"),
            fixed("fileSizeMaximum", ""),
            fixed("ignoreFileSizeMaximum", "true"),
            text("sortBy", &["sortAttribute"], "date"),
            flag("binary", &["binary"], "false"),
            text("charsetEncoding", &["charsetEncoding"], "DEFAULT_ENCODING"),
            template("moveToDirectory", &["moveToDirectory"], ""),
            template("moveToFileName", &["moveToPattern"], ""),
            made("afterProcessingAction", &["autoDelete"], "NONE", after),
            template("errorMoveToDirectory", &["moveToErrorDirectory"], ""),
            fixed("errorMoveToFileName", ""),
            made("errorReadingAction", &["moveToErrorDirectory"], "NONE", after_unreadable),
            made("errorResponseAction", &["moveToErrorDirectory"], "NONE", after_error),
        ]
    };
}

/// Settings of a writer.
macro_rules! writer {
    ($scheme:expr, $anonymous:expr) => {
        &[
            destination!(),
            upper("scheme", &["scheme"], $scheme),
            template("host", &["host"], ""),
            template("outputPattern", &["outputPattern"], ""),
            flag("anonymous", &["FTPAnonymous"], $anonymous),
            template("username", &["username"], "anonymous"),
            template("password", &["password"], "anonymous"),
            text("timeout", &["timeout"], "10000"),
            flag("secure", &["secure"], "true"),
            flag("passive", &["passive"], "true"),
            flag("validateConnection", &["validateConnections"], "true"),
            made("outputAppend", &["outputAppend"], "true", append),
            flag("errorOnExists", &["errorOnExists"], "false"),
            flag("temporary", &["temporary"], "false"),
            flag("binary", &["binary"], "false"),
            text("charsetEncoding", &["charsetEncoding"], "DEFAULT_ENCODING"),
            template("template", &["template"], ""),
        ]
    };
}

/// One class under the names of all its schemes.
macro_rules! transport {
    ($old:expr, $name:expr, $class:expr, $rows:expr) => {
        Transport {
            old: &[$old],
            name: $name,
            class: $class,
            rows: $rows,
            quiet: QUIET,
            elsewhere: &[],
        }
    };
}

const RECEIVER: &str = "file.FileReceiverProperties";
const DISPATCHER: &str = "file.FileDispatcherProperties";

pub(super) const TRANSPORTS: &[Transport] = &[
    transport!("File Reader", "File Reader", RECEIVER, reader!("file", "true")),
    transport!("FTP Reader", "File Reader", RECEIVER, reader!("ftp", "true")),
    transport!("SFTP Reader", "File Reader", RECEIVER, reader!("sftp", "false")),
    transport!("File Writer", "File Writer", DISPATCHER, writer!("file", "true")),
    transport!("FTP Writer", "File Writer", DISPATCHER, writer!("ftp", "true")),
    transport!("SFTP Writer", "File Writer", DISPATCHER, writer!("sftp", "false")),
];

const QUIET: &[Quiet] = &[
    unused("DataType"),
    // The host has the whole path.
    unless("directory", &[""], "in which folder below the host"),
];

/// What is done with a file after it was read.
fn after(flat: &Flat<'_>, _: &Row) -> String {
    let moved = ["moveToDirectory", "moveToPattern"];
    let action = if flat.is_on("autoDelete", false) {
        "DELETE"
    } else if moved.iter().any(|name| !flat.value(name, "").trim().is_empty()) {
        "MOVE"
    } else {
        "NONE"
    };
    action.to_owned()
}

fn moves_errors(flat: &Flat<'_>) -> bool {
    !flat.value("moveToErrorDirectory", "").trim().is_empty()
}

fn after_unreadable(flat: &Flat<'_>, _: &Row) -> String {
    if moves_errors(flat) { "MOVE" } else { "NONE" }.to_owned()
}

fn after_error(flat: &Flat<'_>, _: &Row) -> String {
    if moves_errors(flat) { "MOVE" } else { "AFTER_PROCESSING" }.to_owned()
}

/// Before 1.8 a file was overwritten where nothing was said.
fn append(flat: &Flat<'_>, _: &Row) -> String {
    let default = flat.release >= release(1, 8, 0);
    flat.is_on("outputAppend", default).to_string()
}
