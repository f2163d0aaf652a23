//! Which endpoints have a route (Camel target facts, section 5), and the expressions of the file
//! component.

use super::{Gap, option, setting::is_absolute, unmapped, unrouted};
use crate::ir::{
    Connector,
    route::{
        AfterFile, Dialling, Endpoint, FileReader, FileScheme, FileWriter, Framing, OnExisting,
        Polling, TcpListener, TcpSender,
    },
};

const UNMAPPED: &str = "Set up the endpoint by hand. Until then the routes of this connection do \
                        not start by themselves, and what reaches this endpoint ends in an error.";

/// What the endpoint of a source lacks.
pub(super) fn source(connector: &Connector) -> Vec<Gap> {
    match &connector.endpoint {
        Endpoint::TcpListener(listener) => self::listener(connector, listener),
        Endpoint::FileReader(reader) => self::reader(connector, reader),
        Endpoint::ChannelReader => Vec::new(),
        _ => vec![unmapped(connector, &connector.transport, UNMAPPED)],
    }
}

/// What the endpoint of a destination lacks.
pub(super) fn destination(connector: &Connector) -> Vec<Gap> {
    match &connector.endpoint {
        Endpoint::TcpSender(sender) => self::sender(connector, sender),
        Endpoint::FileWriter(writer) => self::writer(connector, writer),
        Endpoint::ChannelWriter(_) => Vec::new(),
        _ => vec![unmapped(connector, &connector.transport, UNMAPPED)],
    }
}

fn listener(connector: &Connector, listener: &TcpListener) -> Vec<Gap> {
    let mut gaps = framing(connector, &listener.framing);
    if listener.dialling != Dialling::Server {
        let task = "The listener dials out. Agree with the sender that it dials in, or set up a \
                    client by hand.";
        gaps.push(unrouted(connector, "`serverMode` is off", task));
    }
    if listener.reply_to.is_some() {
        let task = "Replies go out on a new connection. Set up this second connection by hand.";
        gaps.push(unrouted(connector, "`respondOnNewConnection` is on", task));
    }
    gaps
}

fn sender(connector: &Connector, sender: &TcpSender) -> Vec<Gap> {
    let mut gaps = framing(connector, &sender.framing);
    if sender.server_mode {
        let task = "The sender listens and sends to whoever dialled in. Agree with the receiver \
                    that it listens, or set up a server by hand.";
        gaps.push(unrouted(connector, "`serverMode` is on", task));
    }
    if sender.local.is_some() {
        let task = "The sender dials out from a local address of its own. The new platform uses \
                    the one that its host chooses: open the firewall for it.";
        gaps.push(option(connector, "`overrideLocalBinding` is on", task));
    }
    gaps
}

fn framing(connector: &Connector, framing: &Framing) -> Vec<Gap> {
    let mut gaps = Vec::new();
    if framing.commit_blocks {
        let task = "MLLP release 2 confirms each frame by a block of its own. Agree on release 1 \
                    with the other side, or set up a codec by hand.";
        gaps.push(unrouted(connector, "`useMLLPv2` is on", task));
    }
    if framing.end.is_empty() {
        let task =
            "Without end bytes nothing tells where a message ends. Set up the framing by hand.";
        gaps.push(unrouted(connector, "`endOfMessageBytes` is empty", task));
    }
    gaps
}

fn reader(connector: &Connector, reader: &FileReader) -> Vec<Gap> {
    if let FileScheme::Remote(scheme) = &reader.scheme {
        let transport = format!("{} ({scheme})", connector.transport);
        return vec![unmapped(connector, &transport, UNMAPPED)];
    }
    let mut gaps = Vec::new();
    if !matches!(reader.polling, Polling::Interval(_)) {
        let task = "The folder is read at set times. Set up the schedule by hand.";
        gaps.push(unrouted(connector, "`pollingType` is a schedule", task));
    }
    if !matches!(reader.sort_by.as_str(), "date" | "name" | "size") {
        let task = "Set up the order of the files by hand.";
        gaps.push(unrouted(connector, "`sortBy` is not known", task));
    }
    let hard = match (&reader.after, &reader.after_error) {
        (after, Some(error)) if after == error => false,
        (_, None | Some(AfterFile::Keep)) => false,
        (AfterFile::Keep, Some(_)) | (_, Some(AfterFile::Delete)) => true,
        (_, Some(AfterFile::Move { .. })) => false,
    };
    if hard {
        let task = "The file component cannot do this with a file whose message failed. Set up \
                    the error handling of the folder by hand.";
        gaps.push(unrouted(
            connector,
            "`errorResponseAction` differs from the one on success",
            task,
        ));
    }
    gaps
}

fn writer(connector: &Connector, writer: &FileWriter) -> Vec<Gap> {
    if let FileScheme::Remote(scheme) = &writer.scheme {
        let transport = format!("{} ({scheme})", connector.transport);
        return vec![unmapped(connector, &transport, UNMAPPED)];
    }
    let mut gaps = Vec::new();
    if writer.temporary && writer.on_existing == OnExisting::Append {
        let task = "The file component appends in place. Agree with the reader of the folder how \
                    it knows that a file is complete.";
        gaps.push(option(connector, "`temporary` together with `outputAppend`", task));
    }
    gaps
}

/// The file name pattern as a regular expression over the whole name. The component ignores the
/// case of letters, the legacy engine does not.
pub fn include_regex(pattern: &str, regex: bool) -> String {
    if regex {
        return format!("(?-i:{pattern})");
    }
    let alternatives: Vec<String> = pattern.split(',').map(|one| wildcards(one.trim())).collect();
    format!("(?-i:{})", alternatives.join("|"))
}

/// `*` is any text, `?` any character; all else stands for itself.
fn wildcards(pattern: &str) -> String {
    let mut out = String::new();
    for c in pattern.chars() {
        match c {
            '*' => out.push_str(".*"),
            '?' => out.push('.'),
            c if c.is_ascii_punctuation() && c != '_' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// Where a file is moved to, in the expression language of the component; `None` where the
/// template says more than the name of the file, or the folder is not absolute.
pub fn move_expression(directory: &str, name: &str) -> Option<String> {
    const FILE_NAME: &str = "${originalFilename}";
    const ONLY_NAME: &str = "${file:onlyname}";
    let name = if name.is_empty() { FILE_NAME } else { name };
    let joined = match directory {
        "" if name == FILE_NAME => return None,
        "" => name.to_owned(),
        _ if is_absolute(directory) => format!("{}/{name}", directory.trim_end_matches('/')),
        _ => return None,
    };
    let rest = joined.replace(FILE_NAME, "");
    let plain = !rest.contains(['$', '{', '}', '?', '&', '%', '#', '+']);
    plain.then(|| joined.replace(FILE_NAME, ONLY_NAME))
}
