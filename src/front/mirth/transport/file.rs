//! File Reader and File Writer.

use super::{
    PLUGINS,
    delivery::{DESTINATION, SOURCE},
    poll::{self, POLLING},
    scheme::{self, SCHEMES},
    settings::{Table, account, group, harmless, is_on, mapped},
    shown,
};
use crate::{
    front::mirth::{
        model::ObstacleKind,
        read::context::{Reading, release},
    },
    ir::route::{AfterFile, Endpoint, FileReader, FileWriter, OnExisting, OptionGap},
    xml::Node,
};

fn limits_size(node: Node<'_>) -> bool {
    !is_on(node, "ignoreFileSizeMaximum")
}

const ALIVE: &str = "a connection that is dead is opened again on the new platform in any case";

/// File Reader.
pub(super) const READER: Table = Table {
    title: "File Reader",
    class: "connectors.file.FileReceiverProperties",
    becomes: "A consumer of the component of its scheme, `file` for a local folder.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("pollConnectorProperties", POLLING.title),
        group("sourceConnectorProperties", SOURCE.title),
        group("responseConnectorProperties", SOURCE.title).until(release(3, 1, 0)),
        mapped("processBatch", "as `processBatch` of the source").until(release(3, 1, 0)),
        mapped("scheme", "the component"),
        group("schemeProperties", SCHEMES),
        mapped("host", "the URI, properties `in.host`, `in.port` and `in.folder`"),
        mapped("fileFilter", "`include`, property `in.include`"),
        mapped("regex", "`include`: a regular expression, or one made of the wildcards"),
        mapped("directoryRecursion", "`recursive`"),
        mapped("ignoreDot", "`includeHiddenFiles`"),
        harmless("anonymous", "says only how the user name is filled in"),
        mapped("username", "`username`, property `in.user`"),
        mapped("password", "`password`; a secret, listed as such"),
        mapped(
            "timeout",
            "`connectTimeout`, `timeout` and `soTimeout`, property `in.timeout`; SMB and S3 have that of their library",
        ),
        mapped("secure", "the manual task of WebDAV names it; no other scheme looks at it"),
        mapped("passive", "`passiveMode` with FTP; no other scheme looks at it"),
        harmless("validateConnection", ALIVE),
        mapped("afterProcessingAction", "`noop`, `move` or `delete`"),
        mapped("moveToDirectory", "`move`, property `in.move`, or the `FileTarget` bean"),
        mapped("moveToFileName", "`move`, property `in.move`, or the `FileTarget` bean"),
        mapped("errorReadingAction", "`unread` of the `FileOutcome` bean"),
        mapped("errorResponseAction", "`failed` of the `FileOutcome` bean"),
        mapped("errorMoveToDirectory", "`errorDirectory` of the `FileOutcome` bean"),
        mapped("errorMoveToFileName", "`errorName` of the `FileOutcome` bean"),
        mapped("checkFileAge", "`readLock=changed` when on"),
        mapped("fileAge", "`readLockMinAge`, property `in.age`"),
        mapped("fileSizeMinimum", "`filterFile`, property `in.size.min`"),
        mapped("fileSizeMaximum", "`filterFile`, property `in.size.max`")
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
    let scheme = scheme::scheme(reading, node, gaps);
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
        after_error: error_action(reading, node, "errorResponseAction"),
        after_failure: error_action(reading, node, "errorReadingAction").unwrap_or(AfterFile::Keep),
        min_age_ms,
        min_bytes: reading.string(node, "fileSizeMinimum"),
        max_bytes: limits_size(node).then(|| reading.string(node, "fileSizeMaximum")),
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

fn error_action(reading: &mut Reading, node: Node<'_>, word: &str) -> Option<AfterFile> {
    node.child(word)?;
    action(reading, node, word, "errorMoveToDirectory", "errorMoveToFileName")
}

/// File Writer.
pub(super) const WRITER: Table = Table {
    title: "File Writer",
    class: "connectors.file.FileDispatcherProperties",
    becomes: "A producer of the component of its scheme, `file` for a local folder.",
    settings: &[
        group("pluginProperties", PLUGINS),
        group("destinationConnectorProperties", DESTINATION.title),
        group("queueConnectorProperties", DESTINATION.title).until(release(3, 1, 0)),
        mapped("scheme", "the component"),
        group("schemeProperties", SCHEMES),
        mapped("host", "the URI, properties `dN.host`, `dN.port` and `dN.folder`"),
        mapped("outputPattern", "`fileName` of the destination bean"),
        harmless("anonymous", "says only how the user name is filled in"),
        mapped("username", "`username`, property `dN.user`"),
        mapped("password", "`password`; a secret, listed as such"),
        mapped(
            "timeout",
            "`connectTimeout`, `timeout` and `soTimeout`, property `dN.timeout`; SMB and S3 have that of their library",
        ),
        harmless("keepConnectionOpen", "the new platform pools its connections"),
        harmless("maxIdleTime", "the new platform pools its connections"),
        mapped("secure", "the manual task of WebDAV names it; no other scheme looks at it"),
        mapped("passive", "`passiveMode` with FTP; no other scheme looks at it"),
        harmless("validateConnection", ALIVE),
        mapped("outputAppend", "`fileExist`"),
        mapped("errorOnExists", "`fileExist`"),
        mapped(
            "temporary",
            "`tempFileName`; a file that is written so is replaced, never appended to",
        ),
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
    // The engine looks at errorOnExists first, and appends to no temporary file.
    let fail = reading.flag(node, "errorOnExists");
    let temporary = reading.flag(node, "temporary");
    let append = reading.flag(node, "outputAppend") && !temporary;
    let on_existing = match (fail, append) {
        (true, _) => OnExisting::Fail,
        (false, true) => OnExisting::Append,
        (false, false) => OnExisting::Overwrite,
    };
    Endpoint::FileWriter(FileWriter {
        scheme: scheme::scheme(reading, node, gaps),
        directory: shown(reading, node, "host"),
        name: shown(reading, node, "outputPattern"),
        on_existing,
        temporary,
        binary: reading.flag(node, "binary"),
        charset: reading.string(node, "charsetEncoding"),
        template: shown(reading, node, "template"),
    })
}
