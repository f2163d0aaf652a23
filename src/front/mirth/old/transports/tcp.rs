//! LLP Listener and Sender, TCP Listener and Sender.

use super::{Transport, destination, response, source};
use crate::{
    front::mirth::old::{
        flat::Flat,
        settings::{
            Quiet, Row, fixed, flag, group, group_of, made, parsed, template, text, unless, unused,
        },
    },
    span::SourceText,
};

const FRAME: &str = "com.mirth.connect.model.transmission.framemode.FrameModeProperties";

pub(super) const TRANSPORTS: &[Transport] = &[
    Transport {
        old: &["LLP Listener"],
        name: "TCP Listener",
        class: "tcp.TcpReceiverProperties",
        rows: LLP_LISTENER,
        quiet: LLP_LISTENER_QUIET,
        elsewhere: ACKNOWLEDGEMENT,
    },
    Transport {
        old: &["LLP Sender"],
        name: "TCP Sender",
        class: "tcp.TcpDispatcherProperties",
        rows: LLP_SENDER,
        quiet: LLP_SENDER_QUIET,
        elsewhere: super::REPLY_CHANNEL,
    },
    Transport {
        old: &["TCP Listener"],
        name: "TCP Listener",
        class: "tcp.TcpReceiverProperties",
        rows: TCP_LISTENER,
        quiet: TCP_QUIET,
        elsewhere: &[],
    },
    Transport {
        old: &["TCP Sender"],
        name: "TCP Sender",
        class: "tcp.TcpDispatcherProperties",
        rows: TCP_SENDER,
        quiet: TCP_QUIET,
        elsewhere: super::REPLY_CHANNEL,
    },
];

/// Properties of an LLP Listener that became properties of its data type.
const ACKNOWLEDGEMENT: &[&str] = &[
    "ackCodeSuccessful",
    "ackMsgSuccessful",
    "ackCodeError",
    "ackMsgError",
    "ackCodeRejected",
    "ackMsgRejected",
    "checkMSH15",
];

const ADDRESS: &[Row] = &[text("host", &["host"], "0.0.0.0"), text("port", &["port"], "6661")];

const MLLP: &[Row] = &[
    fixed("pluginPointName", "MLLP"),
    parsed("startOfMessageBytes", &["messageStart", "charEncoding"], "0B", start),
    parsed("endOfMessageBytes", &["messageEnd", "recordSeparator", "charEncoding"], "1C0D", end),
];

const PLAIN: &[Row] = &[
    fixed("pluginPointName", "Basic"),
    fixed("startOfMessageBytes", ""),
    fixed("endOfMessageBytes", ""),
];

/// A carriage return, as it was written.
const CR: &[&str] = &["0x0D", "0x0d", "0D", "0d", "\r"];

const ANSWER: &[&str] = &["ackOnNewConnection"];

const LLP_LISTENER: &[Row] = &[
    group("listenerConnectorProperties", ADDRESS),
    source!(
        &["responseValue", "sendACK", "responseFromTransformer"],
        "None",
        acknowledgement,
        &["processBatchFiles"],
        "true"
    ),
    group_of("transmissionModeProperties", FRAME, MLLP),
    flag("serverMode", &["serverMode"], "true"),
    text("reconnectInterval", &["reconnectInterval"], "5000"),
    text("receiveTimeout", &["receiveTimeout"], "0"),
    text("bufferSize", &["bufferSize"], "65536"),
    fixed("maxConnections", "10"),
    fixed("keepConnectionOpen", "true"),
    fixed("dataTypeBinary", "false"),
    text("charsetEncoding", &["charsetEncoding"], "DEFAULT_ENCODING"),
    made("respondOnNewConnection", ANSWER, "0", new_connection),
    text("responseAddress", &["ackIP"], ""),
    text("responsePort", &["ackPort"], ""),
];

const LLP_LISTENER_QUIET: &[Quiet] = &[
    unused("DataType"),
    // The class of the transport below, the same for all; the frame has its own properties.
    unused("tcpProtocolClassName"),
    // A listener keeps its connections in any case.
    unused("keepSendSocketOpen"),
    // What ends a segment of an acknowledgement.
    unless("segmentEnd", CR, "what ends the segments of an acknowledgement"),
    // Without the strict protocol, bytes without a frame are a message too.
    unless("useStrictLLP", &["1", "true"], "that bytes without a frame are a message too"),
    // Several messages in one frame.
    unless(
        "waitForEndOfMessageCharacter",
        &["0", "false", ""],
        "that messages inside one frame are told apart by a character",
    ),
];

const LLP_SENDER: &[Row] = &[
    destination!(
        flag("queueEnabled", &["usePersistentQueues"], "false"),
        &["rotateQueue"],
        &["reconnectMillisecs"],
        &["maxRetryCount"],
        flag("validateResponse", &["processHl7AckResponse"], "true")
    ),
    group_of("transmissionModeProperties", FRAME, MLLP),
    template("remoteAddress", &["host"], "127.0.0.1"),
    text("remotePort", &["port"], "6660"),
    fixed("overrideLocalBinding", "false"),
    fixed("localAddress", "0.0.0.0"),
    fixed("localPort", "0"),
    text("sendTimeout", &["sendTimeout"], "5000"),
    text("bufferSize", &["bufferSize"], "65536"),
    flag("keepConnectionOpen", &["keepSendSocketOpen"], "false"),
    text("responseTimeout", &["ackTimeout"], "5000"),
    made("ignoreResponse", &["ackTimeout"], "5000", no_answer),
    flag("queueOnResponseTimeout", &["queueAckTimeout"], "true"),
    fixed("dataTypeBinary", "false"),
    text("charsetEncoding", &["charsetEncoding"], "DEFAULT_ENCODING"),
    template("template", &["template"], "${message.encodedData}"),
];

const LLP_SENDER_QUIET: &[Quiet] = &[
    unused("DataType"),
    unused("tcpProtocolClassName"),
    // How often the queue was looked at.
    unused("queuePollInterval"),
    unless("segmentEnd", CR, "what ends the segments of an acknowledgement"),
];

const TCP_LISTENER: &[Row] = &[
    group("listenerConnectorProperties", ADDRESS),
    source!(&["responseValue"], "None", response),
    group_of("transmissionModeProperties", FRAME, PLAIN),
    fixed("serverMode", "true"),
    fixed("reconnectInterval", "5000"),
    text("receiveTimeout", &["receiveTimeout"], "5000"),
    text("bufferSize", &["bufferSize"], "65536"),
    fixed("maxConnections", "10"),
    flag("keepConnectionOpen", &["keepSendSocketOpen"], "false"),
    flag("dataTypeBinary", &["binary"], "false"),
    text("charsetEncoding", &["charsetEncoding"], "DEFAULT_ENCODING"),
    made("respondOnNewConnection", ANSWER, "0", new_connection),
    text("responseAddress", &["ackIP"], ""),
    text("responsePort", &["ackPort"], ""),
];

const TCP_QUIET: &[Quiet] = &[
    unused("DataType"),
    // Bytes of a frame, which this transport has not.
    unused("charEncoding"),
    unused("queuePollInterval"),
];

const TCP_SENDER: &[Row] = &[
    destination!(
        flag("queueEnabled", &["usePersistentQueues"], "false"),
        &["rotateQueue"],
        &["reconnectMillisecs"],
        &["maxRetryCount"],
        fixed("validateResponse", "false")
    ),
    group_of("transmissionModeProperties", FRAME, PLAIN),
    template("remoteAddress", &["host"], "127.0.0.1"),
    text("remotePort", &["port"], "6660"),
    fixed("overrideLocalBinding", "false"),
    fixed("localAddress", "0.0.0.0"),
    fixed("localPort", "0"),
    text("sendTimeout", &["sendTimeout"], "5000"),
    text("bufferSize", &["bufferSize"], "65536"),
    flag("keepConnectionOpen", &["keepSendSocketOpen"], "false"),
    text("responseTimeout", &["ackTimeout"], "5000"),
    made("ignoreResponse", &["ackTimeout"], "5000", no_answer),
    fixed("queueOnResponseTimeout", "true"),
    flag("dataTypeBinary", &["binary"], "false"),
    text("charsetEncoding", &["charsetEncoding"], "DEFAULT_ENCODING"),
    template("template", &["template"], "${message.encodedData}"),
];

/// An LLP Listener acknowledges by itself unless it is told not to.
fn acknowledgement(flat: &Flat<'_>, row: &Row) -> String {
    if flat.is_on("sendACK", true) {
        return "Auto-generate (After source transformer)".to_owned();
    }
    response(flat, row)
}

fn new_connection(flat: &Flat<'_>, _: &Row) -> String {
    if flat.is_on("ackOnNewConnection", false) { "1" } else { "0" }.to_owned()
}

/// No time for an answer: none is waited for.
fn no_answer(flat: &Flat<'_>, row: &Row) -> String {
    (row.plain(flat) == "0").to_string()
}

fn start(flat: &Flat<'_>, row: &Row) -> Option<SourceText> {
    byte(flat, "messageStart", "0B").map(|hex| row.here(flat, hex))
}

fn end(flat: &Flat<'_>, row: &Row) -> Option<SourceText> {
    let end = byte(flat, "messageEnd", "1C")?;
    let separator = byte(flat, "recordSeparator", "0D")?;
    // The character 0 means that there is none.
    let separator = if separator == "00" { "" } else { &separator };
    Some(row.here(flat, format!("{end}{separator}")))
}

/// One byte of a frame in hexadecimal digits: written as such, or as a character.
fn byte(flat: &Flat<'_>, name: &str, default: &str) -> Option<String> {
    let Some(node) = flat.get(name) else { return Some(default.to_owned()) };
    let text = node.string();
    if flat.value("charEncoding", "hex") != "hex" {
        let mut characters = text.chars();
        let only = characters.next().filter(|c| c.is_ascii() && characters.next().is_none());
        return only.map(|c| format!("{:02X}", u32::from(c)));
    }
    let digits = text.trim();
    let digits = digits.strip_prefix("0x").or_else(|| digits.strip_prefix("0X")).unwrap_or(digits);
    let value = u8::from_str_radix(digits, 16).ok().filter(|_| !digits.starts_with('+'))?;
    Some(format!("{value:02X}"))
}
