//! File Reader and File Writer.

use super::{
    poll,
    settings::{
        Setting, account, gap, group, harmless, is_on, only, only_if, plain, read, read_before,
    },
    shown,
};
use crate::{
    front::mirth::{
        model::ObstacleKind,
        read::context::{Reading, release},
    },
    ir::{
        disposition::Disposition,
        route::{AfterFile, Endpoint, FileReader, FileScheme, FileWriter, OnExisting, OptionGap},
    },
    xml::Node,
};

fn remote(node: Node<'_>) -> bool {
    node.child("scheme").is_some_and(|scheme| scheme.string() != "FILE")
}

/// Passive mode is a matter of FTP alone.
fn ftp(node: Node<'_>) -> bool {
    node.child("scheme").is_some_and(|scheme| scheme.string() == "FTP")
}

/// Encrypted transport is a matter of `WEBDAV` alone.
fn webdav(node: Node<'_>) -> bool {
    node.child("scheme").is_some_and(|scheme| scheme.string() == "WEBDAV")
}

fn limits_size(node: Node<'_>) -> bool {
    !is_on(node, "ignoreFileSizeMaximum")
}

const TIMEOUT_TASK: &str = "Set the same time-out for the connection to the remote server.";
const LOGIN_TASK: &str = "Create the account for the new platform (or reuse this one) and put its \
                          secret into the vault.";
const PASSIVE_TASK: &str = "The connection is active FTP: the server dials back. Open the firewall \
                            for the new platform or switch to passive mode.";
const SECURE_TASK: &str =
    "The connection is not encrypted. Keep it so only if the server wants it.";
const CHECK_TASK: &str = "The legacy engine does not test an idle connection before it uses it. \
                          The new platform does; check that the server allows it.";

const READER: &[Setting] = &[
    group("pluginProperties"),
    group("pollConnectorProperties"),
    group("sourceConnectorProperties"),
    read_before("responseConnectorProperties", release(3, 1, 0)),
    read_before("processBatch", release(3, 1, 0)),
    read("scheme"),
    group("schemeProperties"),
    read("host"),
    read("fileFilter"),
    read("regex"),
    read("directoryRecursion"),
    read("ignoreDot"),
    harmless("anonymous", "says only how the user name is filled in"),
    only_if(remote, "username", &["", "anonymous"], LOGIN_TASK),
    harmless("password", "a secret, listed as such"),
    only_if(remote, "timeout", &["10000"], TIMEOUT_TASK),
    only_if(webdav, "secure", &["true"], SECURE_TASK),
    only_if(ftp, "passive", &["true"], PASSIVE_TASK),
    only_if(remote, "validateConnection", &["true"], CHECK_TASK),
    read("afterProcessingAction"),
    read("moveToDirectory"),
    read("moveToFileName"),
    only(
        "errorReadingAction",
        &["NONE"],
        "A file that cannot be read is moved away. Do the same in the error handling of the new \
         route, or such a file is tried again at each poll.",
    ),
    read("errorResponseAction"),
    read("errorMoveToDirectory"),
    read("errorMoveToFileName"),
    read("checkFileAge"),
    read("fileAge"),
    only(
        "fileSizeMinimum",
        &["", "0"],
        "Smaller files are passed over. Add the same test to the new route.",
    ),
    only_if(
        limits_size,
        "fileSizeMaximum",
        &[""],
        "Larger files are passed over. Add the same test to the new route.",
    ),
    read("ignoreFileSizeMaximum"),
    read("sortBy"),
    read("binary"),
    read("charsetEncoding"),
];

/// Reads the settings of a File Reader.
pub(super) fn read_reader(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, READER, gaps);
    let scheme = scheme(reading, node, gaps);
    let min_age_ms = is_on(node, "checkFileAge").then(|| reading.string(node, "fileAge"));
    Endpoint::FileReader(FileReader {
        scheme,
        directory: shown(reading, node, "host"),
        pattern: reading.string(node, "fileFilter"),
        regex: reading.flag(node, "regex"),
        recursive: reading.flag(node, "directoryRecursion"),
        ignore_dot: reading.flag(node, "ignoreDot"),
        polling: poll::polling(reading, node, gaps),
        after: after(reading, node),
        after_error: after_error(reading, node),
        min_age_ms,
        sort_by: reading.string(node, "sortBy"),
        binary: reading.flag(node, "binary"),
        charset: reading.string(node, "charsetEncoding"),
    })
}

/// What is done with a file, by the word of a setting.
fn action(
    reading: &mut Reading,
    node: Node<'_>,
    word: &str,
    folder: &str,
    name: &str,
) -> Option<AfterFile> {
    Some(match reading.string(node, word).as_str() {
        "NONE" => AfterFile::Keep,
        "DELETE" => AfterFile::Delete,
        "MOVE" => AfterFile::Move {
            directory: shown(reading, node, folder),
            name: shown(reading, node, name),
        },
        "AFTER_PROCESSING" => return None,
        other => {
            let subject = format!("{word}: {other}");
            let span = node.child(word).unwrap_or(node).span();
            reading.obstacle(ObstacleKind::BadValue, subject, span);
            AfterFile::Keep
        }
    })
}

fn after(reading: &mut Reading, node: Node<'_>) -> AfterFile {
    action(reading, node, "afterProcessingAction", "moveToDirectory", "moveToFileName")
        .unwrap_or(AfterFile::Keep)
}

fn after_error(reading: &mut Reading, node: Node<'_>) -> Option<AfterFile> {
    action(reading, node, "errorResponseAction", "errorMoveToDirectory", "errorMoveToFileName")
}

const WRITER: &[Setting] = &[
    group("pluginProperties"),
    group("destinationConnectorProperties"),
    read_before("queueConnectorProperties", release(3, 1, 0)),
    read("scheme"),
    group("schemeProperties"),
    read("host"),
    read("outputPattern"),
    harmless("anonymous", "says only how the user name is filled in"),
    only_if(remote, "username", &["", "anonymous"], LOGIN_TASK),
    harmless("password", "a secret, listed as such"),
    only_if(remote, "timeout", &["10000"], TIMEOUT_TASK),
    harmless("keepConnectionOpen", "the new platform pools its connections"),
    harmless("maxIdleTime", "the new platform pools its connections"),
    only_if(webdav, "secure", &["true"], SECURE_TASK),
    only_if(ftp, "passive", &["true"], PASSIVE_TASK),
    only_if(remote, "validateConnection", &["true"], CHECK_TASK),
    read("outputAppend"),
    read("errorOnExists"),
    read("temporary"),
    read("binary"),
    read("charsetEncoding"),
    read("template"),
];

/// Reads the settings of a File Writer.
pub(super) fn read_writer(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, WRITER, gaps);
    // The engine looks at errorOnExists first.
    let fail = reading.flag(node, "errorOnExists");
    let append = reading.flag(node, "outputAppend");
    let on_existing = match (fail, append) {
        (true, _) => OnExisting::Fail,
        (false, true) => OnExisting::Append,
        (false, false) => OnExisting::Overwrite,
    };
    Endpoint::FileWriter(FileWriter {
        scheme: scheme(reading, node, gaps),
        directory: shown(reading, node, "host"),
        name: shown(reading, node, "outputPattern"),
        on_existing,
        temporary: reading.flag(node, "temporary"),
        binary: reading.flag(node, "binary"),
        charset: reading.string(node, "charsetEncoding"),
        template: reading.string(node, "template"),
    })
}

/// Reads the scheme. What only a remote scheme has (keys, host keys, regions, dialects) is one
/// task per setting, and unsupported.
fn scheme(reading: &mut Reading, node: Node<'_>, gaps: &mut Vec<OptionGap>) -> FileScheme {
    let Some(child) = reading.required(node, "scheme") else { return FileScheme::Local };
    if let Some(group) = node.child("schemeProperties") {
        for setting in group.children() {
            let option = format!("schemeProperties/{}", setting.name());
            let task = "Set the same for the connection of the new platform to the remote server.";
            gaps.push(gap(setting, &option, &plain(setting), task));
            reading.ledger.claim_subtree(setting, Disposition::Unsupported);
        }
    }
    match child.string().as_str() {
        "FILE" => FileScheme::Local,
        other => FileScheme::Remote(other.to_owned()),
    }
}
