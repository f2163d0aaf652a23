//! What a file is, told from its first bytes without reading it: which kind of export, XML of
//! another kind, an encrypted export, or no XML.

use encoding_rs::Encoding;

/// How many bytes of a file are looked at.
pub const HEAD_BYTES: usize = 64 << 10;

/// Roots of exports that hold channels or code templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RootKind {
    /// One channel.
    Channel,
    /// A list (of channels, libraries, templates, or of things that are not read).
    List,
    /// A channel group with its channels.
    ChannelGroup,
    /// One code template library.
    CodeTemplateLibrary,
    /// One code template.
    CodeTemplate,
    /// A server backup.
    ServerConfiguration,
}

/// What a file is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Sniff {
    /// An export that can be read.
    Export(RootKind),
    /// A file of the legacy engine that is not read yet: the name of its root.
    NotReadYet(String),
    /// XML of another kind: the name of its root.
    OtherXml(String),
    /// An export that the Administrator encrypted (`{enc}`).
    Encrypted,
    /// No XML.
    NotXml,
}

/// Roots that the legacy engine writes and that are not read yet.
const NOT_READ_YET: &[&str] = &[
    "map",
    "set",
    "alertModel",
    "transformer",
    "responseTransformer",
    "filter",
    "connector",
    "sourceConnector",
    "properties",
    "message",
    "serverSettings",
    "updateSettings",
    "RuleBuilderRule",
    "com.mirth.connect.plugins.rulebuilder.RuleBuilderRule",
];

/// Looks at the first bytes of a file (its head or the whole of it).
pub fn sniff(bytes: &[u8]) -> Sniff {
    let head = &bytes[..bytes.len().min(HEAD_BYTES)];
    let text = head_text(head);
    let text = text.trim_start();
    if text.starts_with("{enc}") {
        return Sniff::Encrypted;
    }
    let Some(name) = root_name(text) else { return Sniff::NotXml };
    let kind = match name {
        "channel" | "com.webreach.mirth.model.Channel" | "com.mirth.connect.model.Channel" => {
            RootKind::Channel
        }
        "list" => RootKind::List,
        "channelGroup" => RootKind::ChannelGroup,
        "codeTemplateLibrary" => RootKind::CodeTemplateLibrary,
        "codeTemplate" => RootKind::CodeTemplate,
        "serverConfiguration" | "com.webreach.mirth.model.ServerConfiguration" => {
            RootKind::ServerConfiguration
        }
        other if NOT_READ_YET.contains(&other) => return Sniff::NotReadYet(other.to_owned()),
        other => return Sniff::OtherXml(other.to_owned()),
    };
    Sniff::Export(kind)
}

/// The head as text. Characters that the cut has split, or that are none, do not matter here:
/// what begins as an export is reported when it cannot be read on.
fn head_text(head: &[u8]) -> String {
    match Encoding::for_bom(head) {
        Some((encoding, length)) => encoding.decode_without_bom_handling(&head[length..]).0,
        None => String::from_utf8_lossy(head),
    }
    .into_owned()
}

/// The name in the first start tag, past the declaration, comments and processing instructions.
fn root_name(mut text: &str) -> Option<&str> {
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
        return named.then(|| &rest[..end]);
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
        let cases: &[(&[u8], Sniff)] = &[
            (b"<channel version=\"4.6.0\">", Sniff::Export(RootKind::Channel)),
            (b"<list/>", Sniff::Export(RootKind::List)),
            (
                b"\xEF\xBB\xBF<?xml version='1.0'?>\r\n<!-- <map> --><channelGroup>",
                Sniff::Export(RootKind::ChannelGroup),
            ),
            (b"<codeTemplateLibrary>", Sniff::Export(RootKind::CodeTemplateLibrary)),
            (b"<codeTemplate>", Sniff::Export(RootKind::CodeTemplate)),
            (b"<serverConfiguration>", Sniff::Export(RootKind::ServerConfiguration)),
            (b"<map>", later("map")),
            (b"<com.webreach.mirth.model.Channel>", Sniff::Export(RootKind::Channel)),
            (
                b"<com.webreach.mirth.model.ServerConfiguration>",
                Sniff::Export(RootKind::ServerConfiguration),
            ),
            (b"<!DOCTYPE html><html>", other("html")),
            (b"<channels>", other("channels")),
            (
                b"<!DOCTYPE channel [<!ENTITY a ']x'>\n] ><channel>",
                Sniff::Export(RootKind::Channel),
            ),
            (b"<!DOCTYPE channel [<!ENTITY a 'x'>", Sniff::NotXml),
            (b"\xFF\xFE<\0l\0i\0s\0t\0>\0\x41", Sniff::Export(RootKind::List)),
            (b"\xFF\xFE<\0l\0i\0s\0t\0>\0\x00\xD8<\0", Sniff::Export(RootKind::List)),
            (b"{enc}{alg=AES/CBC/PKCS5Padding}", Sniff::Encrypted),
            (b"{\"channel\": 1}", Sniff::NotXml),
            (b"<channel", Sniff::NotXml),
            (b"< channel>", Sniff::NotXml),
            (b"<!-- never closed", Sniff::NotXml),
            (b"\xFF\xFE", Sniff::NotXml),
            (b"", Sniff::NotXml),
        ];
        for (bytes, expected) in cases {
            assert_eq!(sniff(bytes), *expected, "{bytes:?}");
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
