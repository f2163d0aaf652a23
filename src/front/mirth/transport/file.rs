//! File Reader and File Writer.

use super::{
    PLUGINS,
    delivery::{DESTINATION, SOURCE},
    poll::{self, POLLING},
    settings::{Table, account, gap, group, harmless, is_on, mapped, only, plain},
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

const REMOTE: &str = "with a remote scheme";

/// File Reader.
pub(super) const READER: Table = Table {
    title: "File Reader",
    class: "connectors.file.FileReceiverProperties",
    becomes: "A `file` consumer.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("pollConnectorProperties", POLLING.title),
        group("sourceConnectorProperties", SOURCE.title),
        group("responseConnectorProperties", SOURCE.title).until(release(3, 1, 0)),
        mapped("processBatch", "as `processBatch` of the source").until(release(3, 1, 0)),
        mapped("scheme", "the component"),
        group("schemeProperties", "Schemes of files"),
        mapped("host", "the URI, property `in.folder`"),
        mapped("fileFilter", "`include`, property `in.include`"),
        mapped("regex", "`include`: a regular expression, or one made of the wildcards"),
        mapped("directoryRecursion", "`recursive`"),
        mapped("ignoreDot", "`includeHiddenFiles`"),
        harmless("anonymous", "says only how the user name is filled in"),
        only("username", &["", "anonymous"], LOGIN_TASK).when(remote, REMOTE),
        harmless("password", "a secret, listed as such"),
        only("timeout", &["10000"], TIMEOUT_TASK).when(remote, REMOTE),
        only("secure", &["true"], SECURE_TASK).when(webdav, "with WebDAV"),
        only("passive", &["true"], PASSIVE_TASK).when(ftp, "with FTP"),
        only("validateConnection", &["true"], CHECK_TASK).when(remote, REMOTE),
        mapped("afterProcessingAction", "`noop`, `move` or `delete`"),
        mapped("moveToDirectory", "`move`, property `in.move`"),
        mapped("moveToFileName", "`move`, property `in.move`"),
        only(
            "errorReadingAction",
            &["NONE"],
            "A file that cannot be read is moved away. Do the same in the error handling of the \
             new route, or such a file is tried again at each poll.",
        ),
        mapped("errorResponseAction", "`moveFailed`; the reply bean raises an error for it"),
        mapped("errorMoveToDirectory", "`moveFailed`, property `in.move.error`"),
        mapped("errorMoveToFileName", "`moveFailed`, property `in.move.error`"),
        mapped("checkFileAge", "`readLock=changed` when on"),
        mapped("fileAge", "`readLockMinAge`, property `in.age`"),
        only(
            "fileSizeMinimum",
            &["", "0"],
            "Smaller files are passed over. Add the same test to the new route.",
        ),
        only(
            "fileSizeMaximum",
            &[""],
            "Larger files are passed over. Add the same test to the new route.",
        )
        .when(limits_size, "unless `ignoreFileSizeMaximum` is on"),
        mapped("ignoreFileSizeMaximum", "no limit when on"),
        mapped("sortBy", "`sortBy`"),
        mapped("binary", "`binary` of the receive bean"),
        mapped("charsetEncoding", "`charset` of the receive bean, property `in.charset`"),
    ],
};

/// Reads the settings of a File Reader.
pub(super) fn read_reader(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, &READER, gaps);
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

/// File Writer.
pub(super) const WRITER: Table = Table {
    title: "File Writer",
    class: "connectors.file.FileDispatcherProperties",
    becomes: "A `file` producer.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("destinationConnectorProperties", DESTINATION.title),
        group("queueConnectorProperties", DESTINATION.title).until(release(3, 1, 0)),
        mapped("scheme", "the component"),
        group("schemeProperties", "Schemes of files"),
        mapped("host", "the URI, property `dN.folder`"),
        mapped("outputPattern", "`fileName` of the destination bean"),
        harmless("anonymous", "says only how the user name is filled in"),
        only("username", &["", "anonymous"], LOGIN_TASK).when(remote, REMOTE),
        harmless("password", "a secret, listed as such"),
        only("timeout", &["10000"], TIMEOUT_TASK).when(remote, REMOTE),
        harmless("keepConnectionOpen", "the new platform pools its connections"),
        harmless("maxIdleTime", "the new platform pools its connections"),
        only("secure", &["true"], SECURE_TASK).when(webdav, "with WebDAV"),
        only("passive", &["true"], PASSIVE_TASK).when(ftp, "with FTP"),
        only("validateConnection", &["true"], CHECK_TASK).when(remote, REMOTE),
        mapped("outputAppend", "`fileExist`"),
        mapped("errorOnExists", "`fileExist`"),
        mapped("temporary", "`tempPrefix`"),
        mapped("binary", "`binary` of the destination bean"),
        mapped("charsetEncoding", "`charset` of the destination bean, property `dN.charset`"),
        mapped("template", "`template` of the destination bean"),
    ],
};

/// Reads the settings of a File Writer.
pub(super) fn read_writer(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, &WRITER, gaps);
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
