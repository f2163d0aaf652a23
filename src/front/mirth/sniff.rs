//! What a file is, told from its first bytes without reading it: which kind of export, XML of
//! another kind, an encrypted export, or no XML.

use encoding_rs::Encoding;

use super::properties;

/// How many bytes of a file are looked at.
pub const HEAD_BYTES: usize = 64 << 10;

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Form {
    /// XML.
    Xml,
    /// JSON, as the API gives it on request.
    Json,
    /// `key = value` lines: a configuration map, if the whole file looks like one.
    Properties,
}

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sniff {
    /// An export that can be read.
    Export(Form),
    /// A file of the legacy engine that is not read yet: the name of its root.
    NotReadYet(String),
    /// Messages that were exported, or a part of one: which.
    Message(&'static str),
    /// XML of another kind: the name of its root.
    OtherXml(String),
    /// An export that the Administrator encrypted (`{enc}`).
    Encrypted,
    /// Nothing of this.
    NotXml,
}

/// Roots of what is read. Steps, rules and resources begin with the name of a package as well.
const ROOTS: &[&str] = &[
    "channel",
    "list",
    "set",
    "map",
    "channelGroup",
    "codeTemplateLibrary",
    "codeTemplate",
    "serverConfiguration",
    "globalScripts",
    "configurationMap",
    "channelTag",
    "channelDependency",
    "alertModel",
    "serverSettings",
    "updateSettings",
    "properties",
    "driverInfo",
    "transformer",
    "responseTransformer",
    "filter",
    "connector",
    "sourceConnector",
    "com.webreach.mirth.model.Channel",
    "com.webreach.mirth.model.ServerConfiguration",
];

/// The package of the engine's own classes.
const PACKAGE: &str = "com.mirth.connect.";

/// The package of connectors. Their settings stand by themselves only in what was sent.
const CONNECTORS: &str = "com.mirth.connect.connectors.";

/// Roots that the legacy engine writes and that are not read: what is not read yet, and what a
/// server tells of its state.
const NOT_READ_YET: &[&str] = &[
    "RuleBuilderRule",
    "channelStatistics",
    "channelSummary",
    "dashboardStatus",
    "serverEvent",
    "user",
];

/// Roots of messages and of single contents of them (semantics section 10).
const MESSAGES: &[(&str, &str)] = &[
    ("message", "a message"),
    ("response", "the response of a message"),
    ("attachment", "an attachment of a message"),
    ("HL7Message", "the transformed content of a message"),
    ("java.util.Collections_-UnmodifiableMap", "the source map of a message"),
];

/// How an HL7 v2 text begins, up to its field separator.
const SEGMENTS: &[&str] = &["MSH", "FHS", "BHS"];

/// Looks at the first bytes of a file (its head or the whole of it).
pub fn sniff(bytes: &[u8]) -> Sniff {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let text = head_text(head);
    let text = text.trim_start();
    if text.starts_with("{enc}") {
        return Sniff::Encrypted;
    }
    if let Some(message) = message_text(text) {
        return Sniff::Message(message);
    }
    if text.starts_with('{') {
        return of_names(&json_names(text), Form::Json);
    }
    if let Some((name, rest)) = start_tag(text) {
        if name == "map" && more_maps(rest) {
            return Sniff::Message("maps of messages");
        }
        let child = start_tag(rest).map(|(child, _)| child);
        let names: Vec<&str> = std::iter::once(name).chain(child).collect();
        return of_names(&names, Form::Xml);
    }
    let whole = head.len() == bytes.len();
    if text.starts_with('<') || head.contains(&0) || !properties::looks_like(text, !whole) {
        return Sniff::NotXml;
    }
    Sniff::Export(Form::Properties)
}

/// Tells by the name of the root and of its first child.
fn of_names(names: &[&str], form: Form) -> Sniff {
    let Some(root) = names.first() else { return Sniff::NotXml };
    let message = |name: &str| MESSAGES.iter().find(|(known, _)| *known == name);
    // A list of messages.
    let told = if *root == "list" { names.get(1).copied().unwrap_or_default() } else { *root };
    if let Some((_, what)) = message(told) {
        return Sniff::Message(what);
    }
    if root.starts_with(CONNECTORS) {
        return Sniff::Message("the sent content of a message");
    }
    if ROOTS.contains(root) || root.starts_with(PACKAGE) {
        return Sniff::Export(form);
    }
    if NOT_READ_YET.contains(root) {
        return Sniff::NotReadYet((*root).to_owned());
    }
    if form == Form::Json { Sniff::NotXml } else { Sniff::OtherXml((*root).to_owned()) }
}

/// Whether another map follows the end of one: contents of messages that were appended.
fn more_maps(text: &str) -> bool {
    const END: &str = "</map>";
    let mut ends = text.match_indices(END).map(|(at, _)| text[at + END.len()..].trim_start());
    ends.any(|rest| rest.starts_with("<map"))
}

/// What content of a message a text is.
fn message_text(text: &str) -> Option<&'static str> {
    // As an encrypted message export writes single contents.
    if text.starts_with("{alg=") {
        return Some("encrypted content of a message");
    }
    let segment = SEGMENTS.iter().find_map(|name| text.strip_prefix(name))?.chars().next()?;
    (!segment.is_alphanumeric() && !segment.is_whitespace()).then_some("an HL7 v2 message")
}

/// The names of the outermost object of a JSON text and of the first one in it.
fn json_names(text: &str) -> Vec<&str> {
    let mut names = Vec::new();
    let mut rest = text;
    while names.len() < 2 {
        let Some(inside) = rest.trim_start().strip_prefix('{') else { break };
        let Some(quoted) = inside.trim_start().strip_prefix('"') else { break };
        let Some((name, after)) = quoted.split_once('"') else { break };
        let Some(value) = after.trim_start().strip_prefix(':') else { break };
        names.push(name);
        rest = value;
    }
    names
}

/// The head as text. Characters that the cut has split, or that are none, do not matter here:
/// what begins as an export is reported when it cannot be read on. So is one in UTF-16 without a
/// byte order mark or in UTF-32, whose names show once the NUL bytes between letters are gone, and
/// one with a second mark.
fn head_text(head: &[u8]) -> String {
    let text = match Encoding::for_bom(head) {
        Some((encoding, length)) => encoding.decode_without_bom_handling(&head[length..]).0,
        None => String::from_utf8_lossy(head),
    };
    text.replace(['\0', '\u{feff}'], "")
}

/// The name in the first start tag and what follows it, past the declaration, comments and
/// processing instructions.
fn start_tag(mut text: &str) -> Option<(&str, &str)> {
    loop {
        text = text.trim_start();
        let skipped = [("<!--", "-->"), ("<?", "?>")]
            .into_iter()
            .find_map(|(open, close)| Some((text.strip_prefix(open)?, close)));
        if let Some((rest, close)) = skipped {
            text = &rest[rest.find(close)? + close.len()..];
            continue;
        }
        if let Some(rest) = text.strip_prefix("<!") {
            text = after_document_type(rest)?;
            continue;
        }
        let rest = text.strip_prefix('<')?;
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '>' | '/'))?;
        let named = rest.starts_with(|c: char| c.is_alphabetic() || matches!(c, '_' | ':'));
        let content = rest.find('>').map_or("", |end| &rest[end + 1..]);
        return named.then(|| (&rest[..end], content));
    }
}

/// What follows a document type declaration, also one that defines entities: such a file is
/// refused when it is read, which it would not be if it passed for another kind.
fn after_document_type(text: &str) -> Option<&str> {
    let end = text.find(['[', '>'])?;
    let (_, mut rest) = text.split_at(end);
    while !rest.starts_with('>') {
        rest = rest[rest.find(']')? + 1..].trim_start();
    }
    rest.strip_prefix('>')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_file_is_known_by_its_first_bytes() {
        let other = |name: &str| Sniff::OtherXml(name.to_owned());
        let later = |name: &str| Sniff::NotReadYet(name.to_owned());
        let message = Sniff::Message;
        let xml = || Sniff::Export(Form::Xml);
        let cases: &[(&[u8], Sniff)] = &[
            (b"<channel version=\"4.6.0\">", xml()),
            (b"<list/>", xml()),
            (b"\xEF\xBB\xBF<?xml version='1.0'?>\r\n<!-- <map> --><channelGroup>", xml()),
            (b"<codeTemplateLibrary>", xml()),
            (b"<serverConfiguration>", xml()),
            (b"<map>", xml()),
            (b"<com.mirth.connect.plugins.rulebuilder.RuleBuilderRule>", xml()),
            (b"<com.mirth.connect.connectors.tcp.TcpDispatcherProperties>", message("sent")),
            (b"<RuleBuilderRule>", later("RuleBuilderRule")),
            (b"<com.webreach.mirth.model.Channel>", xml()),
            (b"<com.webreach.mirth.model.ServerConfiguration>", xml()),
            (b"<message>", message("a message")),
            (b"<list>\n <message>", message("a message")),
            (b"<list>\n <channel>", xml()),
            (b"<response>", message("response")),
            (b"<map>\n</map>\r\n\r\n<map>", message("maps")),
            (b"{alg=AES/CBC/PKCS5Padding,cs=UTF-8,iv=a==}b", message("encrypted")),
            (b"MSH|^~\\&|A\rPID|1", message("HL7")),
            (b"MSH file", Sniff::NotXml),
            (b"<!DOCTYPE html><html>", other("html")),
            (b"<channels>", other("channels")),
            (b"<!DOCTYPE channel [<!ENTITY a ']x'>\n] ><channel>", xml()),
            (b"<!DOCTYPE channel [<!ENTITY a 'x'>", Sniff::NotXml),
            (b"\xFF\xFE<\0l\0i\0s\0t\0>\0\x41", xml()),
            (b"\xFF\xFE<\0l\0i\0s\0t\0>\0\x00\xD8<\0", xml()),
            // UTF-16 without a mark, UTF-32 with one, a mark written twice.
            (b"<\0l\0i\0s\0t\0>\0", xml()),
            (b"\0<\0l\0i\0s\0t\0>", xml()),
            (b"\xFF\xFE\0\0<\0\0\0m\0\0\0a\0\0\0p\0\0\0>\0\0\0", xml()),
            (b"\xEF\xBB\xBF\xEF\xBB\xBF<list>", xml()),
            (b"\x1F\x8B\x08\0a = b", Sniff::NotXml),
            (b"{enc}{alg=AES/CBC/PKCS5Padding}", Sniff::Encrypted),
            (b"{\"channel\": {", Sniff::Export(Form::Json)),
            (b" {\n \"list\" : {\"channel\": [", Sniff::Export(Form::Json)),
            (b"{\"list\":{\"message\":[", message("a message")),
            (b"{\"name\": \"a\"}", Sniff::NotXml),
            (b"{\"channel", Sniff::NotXml),
            (b"a.b = c\n# d\n", Sniff::Export(Form::Properties)),
            (b"[section]\na = b\n", Sniff::NotXml),
            (b"<channel", Sniff::NotXml),
            (b"< channel>", Sniff::NotXml),
            (b"<!-- never closed", Sniff::NotXml),
            (b"\xFF\xFE", Sniff::NotXml),
            (b"", Sniff::NotXml),
        ];
        for (bytes, expected) in cases {
            let alike = match (sniff(bytes), expected) {
                (Sniff::Message(found), Sniff::Message(piece)) => found.contains(piece),
                (found, expected) => found == *expected,
            };
            assert!(alike, "{expected:?} {}", String::from_utf8_lossy(bytes));
        }
    }

    proptest! {
        #[test]
        fn any_bytes_are_something(
            mark in proptest::sample::select(vec![&b""[..], b"\xFF\xFE", b"<!-", b"<?", b"<"]),
            rest in proptest::collection::vec(any::<u8>(), 0..60),
        ) {
            sniff(&[mark, &rest].concat());
        }
    }
}
