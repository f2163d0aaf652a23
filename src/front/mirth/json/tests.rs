//! JSON as the API writes it, and damaged JSON.

use proptest::prelude::*;

use super::parse;
use crate::{
    span::{FileId, Files},
    xml::{
        self, Document, Limits, Node,
        XmlErrorKind::{self, *},
    },
};

fn file() -> FileId {
    Files::default().add("a.json", "")
}

/// Name, attributes and text of every element, by depth.
fn outline(document: &Document<'_>) -> String {
    fn depth(node: Node<'_>) -> usize {
        node.parent().map_or(0, |parent| 1 + depth(parent))
    }
    let line = |node: Node<'_>| {
        let attributes = node.attributes().iter().map(|a| format!(" {}={}", a.name, a.value));
        let text = if node.is_leaf() { node.string() } else { String::new() };
        let head = node.name().to_owned() + &attributes.collect::<String>();
        format!("{}{head}: {text:?}\n", " ".repeat(depth(node)))
    };
    document.nodes().map(line).collect()
}

#[test]
fn json_is_the_document_that_its_xml_has() {
    let cases = [
        (
            r#"{"channel":{"@version":"4.6.0","id":"a","revision":2,"enabled":true,"description":null}}"#,
            "<channel version='4.6.0'><id>a</id><revision>2</revision><enabled>true</enabled>\
             <description/></channel>",
        ),
        (
            r#"{"map":{"entry":[{"string":["a","b"]},{"string":"c","x.Y":{"value":"d"}}]}}"#,
            "<map><entry><string>a</string><string>b</string></entry>\
             <entry><string>c</string><x.Y><value>d</value></x.Y></entry></map>",
        ),
        (
            r#"{"a":{"t":{"@encoding":"base64","$":"TVNI"},"u":{"@x":1,"$":null}}}"#,
            "<a><t encoding='base64'>TVNI</t><u x='1'/></a>",
        ),
        (r#"{"list":null}"#, "<list/>"),
        (
            r#" { "elements" : {"b.S":[{"sequenceNumber":"0"},{"sequenceNumber":2}],
              "a.S":{"sequenceNumber":"1"}}}"#,
            "<elements><b.S><sequenceNumber>0</sequenceNumber></b.S><a.S><sequenceNumber>1\
             </sequenceNumber></a.S><b.S><sequenceNumber>2</sequenceNumber></b.S></elements>",
        ),
    ];
    for (json, xml) in cases {
        let made = parse(file(), json, &Limits::default()).unwrap();
        let expected = xml::parse(file(), xml, &Limits::default()).unwrap();
        assert_eq!(outline(&made), outline(&expected), "{json}");
    }
}

#[test]
fn every_character_of_a_string_is_located() {
    let json = r#"{"a":{"s":"x\n\u00fcü\ud83d\ude00\"é"}}"#;
    let document = parse(file(), json, &Limits::default()).unwrap();
    let node = document.root().child("s").unwrap();
    let text = node.text();
    assert_eq!(text.as_str(), "x\n\u{fc}\u{fc}\u{1F600}\"\u{e9}");
    let written = |piece: &str| {
        let at = u32::try_from(text.as_str().find(piece).unwrap()).unwrap();
        let span = text.locate(at..at + u32::try_from(piece.len()).unwrap());
        &json[span.start as usize..span.end as usize]
    };
    assert_eq!(written("\n"), r"\n");
    assert_eq!(written("\u{fc}"), r"\u00fc");
    assert_eq!(written("\u{1F600}"), r"\ud83d\ude00");
    assert_eq!(written("\"\u{e9}"), "\\\"\u{e9}");
    let whole = node.span();
    assert_eq!(&json[whole.start as usize..whole.end as usize], &json[6..json.len() - 2]);
}

#[test]
fn what_is_refused_has_its_kind_and_place() {
    let cases: &[(&str, XmlErrorKind, u32)] = &[
        ("", Truncated, 0),
        ("[1]", NoRoot, 0),
        ("{}", NoRoot, 0),
        (r#"{"a":1,"b":2}"#, NoRoot, 0),
        (r#"{"a":[1]}"#, NoRoot, 0),
        (r#"{"a":{"b":[[1]]}}"#, Malformed, 11),
        (r#"{"a":1}x"#, ContentOutsideRoot, 7),
        (r#"{"a":1"#, Truncated, 6),
        (r#"{"a":"x"#, Truncated, 7),
        (r#"{"a":"#, Truncated, 5),
        (r#"{"a" 1}"#, Malformed, 5),
        (r#"{"a":{"b":1,}}"#, Malformed, 12),
        (r#"{"a":{"b":01x}}"#, Malformed, 10),
        (r#"{"a":{"b":nil}}"#, Malformed, 10),
        (r#"{"a":{"b":1,"b":2}}"#, DuplicateAttribute, 12),
        (r#"{"a":"\x"}"#, BadReference, 6),
        (r#"{"a":"\u12"}"#, BadReference, 6),
        (r#"{"a":"\u0000"}"#, NulCharacter, 6),
        (r#"{"a":"\ud83d"}"#, SurrogateReference, 6),
        (r#"{"a":"\ude00\ud83d"}"#, SurrogateReference, 6),
        ("{\"a\":\"\n\"}", Malformed, 6),
        (r#"{"a b":1}"#, BadName, 1),
        (r#"{"a":{"":1}}"#, BadName, 6),
    ];
    for (json, kind, at) in cases {
        let error = parse(file(), json, &Limits::default()).unwrap_err();
        assert_eq!((error.kind, error.offset), (*kind, *at), "{json}");
    }
}

#[test]
fn limits_hold_for_json() {
    let deep = format!("{}1{}", "{\"a\":".repeat(300), "}".repeat(300));
    let limits = Limits { bytes: 40, name_bytes: 3, ..Limits::default() };
    let cases: &[(&str, &Limits, XmlErrorKind)] = &[
        (&deep, &Limits::default(), TooDeep),
        (r#"{"abcd":1}"#, &limits, NameTooLong),
        (r#"{"a":"                                     "}"#, &limits, TooLarge),
    ];
    for (json, limits, kind) in cases {
        assert_eq!(parse(file(), json, limits).unwrap_err().kind, *kind, "{json}");
    }
}

#[test]
fn every_truncation_is_refused() {
    let json = r#"{"map":{"entry":[{"string":["a","b\n\u00fc"]},{"int":-1.5e3,"x":null}]}}"#;
    for end in 0..json.len() {
        assert!(parse(file(), &json[..end], &Limits::default()).is_err(), "{end}");
    }
}

proptest! {
    #[test]
    fn json_soup_never_panics(parts in proptest::collection::vec(prop_oneof![
        Just("{"), Just("}"), Just("["), Just("]"), Just(":"), Just(","), Just("\"a\""), Just("\""),
        Just("\"@b\""), Just("\"$\""), Just("null"), Just("1"), Just("\\u"), Just("\\ud83d"),
        Just("é"), Just(" "), Just("\"list\":"), Just("\"elements\":{"), Just("\\"),
    ], 0..30)) {
        let text = parts.concat();
        let _ = parse(file(), &text, &Limits::default());
        let _ = parse(file(), &format!("{{\"a\":{{\"b\":{text}}}}}"), &Limits::default());
    }
}
