//! Tests of the XML layer.

use proptest::prelude::*;

use super::{
    XmlErrorKind::{self, *},
    *,
};
use crate::span::{FileId, Files, SourceText, Span};

const SAMPLE: &str = "\u{feff}<?xml version=\"1.0\"?>\n<!-- c --><?p i?>\r\n<channel version=\"4.6.0\" x='a &lt; b'>\r\n  <script>if (a &lt; b) {\r\n&#xd;\rx&#x1F600; = &apos;é&apos;;}<![CDATA[<&lt;\r\n]]></script>\n  <empty/><e></e><ü a=\"1\"/>\n</channel>\n<!-- end -->\n";

fn file() -> FileId {
    Files::default().add("a.xml", "")
}

fn kind(text: &str, limits: &Limits) -> Option<(XmlErrorKind, u32)> {
    parse(file(), text, limits).err().map(|e| (e.kind, e.offset))
}

#[test]
fn each_reason_to_refuse_has_its_kind_and_place() {
    let cases: &[(&str, Option<(XmlErrorKind, u32)>)] = &[
        ("<a/>", None),
        ("\u{feff}<!-- x --><?p?><a/>\r\n<!-- y -->", None),
        ("<a>&#1;&#xb;&#x1c;&#xd;&#10;</a>", None),
        ("<a>&#0;</a>", Some((NulCharacter, 3))),
        ("<a>\0</a>", Some((NulCharacter, 3))),
        ("<a>&#xD800;</a>", Some((SurrogateReference, 3))),
        ("<a>&#55357;</a>", Some((SurrogateReference, 3))),
        ("<a>&#x110000;</a>", Some((BadReference, 3))),
        ("<a>&#99999999999;</a>", Some((BadReference, 3))),
        ("<a>&#xg;</a>", Some((BadReference, 3))),
        ("<a>&#+5;</a>", Some((BadReference, 3))),
        ("<a>&#;</a>", Some((BadReference, 3))),
        ("<a>x&</a>", Some((BadReference, 4))),
        ("<a>&nbsp;</a>", Some((UnknownEntity, 3))),
        ("<a b='&nbsp;'/>", Some((UnknownEntity, 0))),
        ("<a b='&'/>", Some((BadReference, 0))),
        ("<!DOCTYPE a [<!ENTITY b 'c'>]><a/>", Some((DocumentType, 0))),
        ("<!DOCTYPE a>\n<a/>", None),
        ("<!DOCTYPE a SYSTEM 'a.dtd'><a/>", None),
        ("<!DOCTYPE a SYSTEM 'a.dtd'><a>&b;</a>", Some((UnknownEntity, 30))),
        ("<a><!DOCTYPE a></a>", Some((DocumentType, 3))),
        ("<a><b></a></b>", Some((MismatchedTag, 6))),
        ("<a></a></b>", Some((UnexpectedEndTag, 7))),
        ("<a><b>", Some((Truncated, 6))),
        ("<a", Some((Truncated, 0))),
        ("<a><![CDATA[x", Some((Truncated, 3))),
        ("<a><!-- x", Some((Truncated, 3))),
        ("<a/>x", Some((ContentOutsideRoot, 4))),
        ("x<a/>", Some((ContentOutsideRoot, 0))),
        ("\u{feff}\u{feff}<a/>", Some((ContentOutsideRoot, 3))),
        ("<a/>&lt;", Some((ContentOutsideRoot, 4))),
        ("<a/><b/>", Some((ContentOutsideRoot, 4))),
        ("", Some((NoRoot, 0))),
        (" \n", Some((NoRoot, 2))),
        ("<a b='1' b='2'/>", Some((DuplicateAttribute, 0))),
        ("<a b=1/>", Some((BadAttribute, 0))),
        ("<a b/>", Some((BadAttribute, 0))),
        ("< a/>", Some((BadName, 0))),
        ("<1/>", Some((BadName, 0))),
        ("<a><!x></a>", Some((Malformed, 3))),
    ];
    for (text, expected) in cases {
        assert_eq!(kind(text, &Limits::default()), *expected, "{text:?}");
    }
}

#[test]
fn each_limit_has_its_kind() {
    let limits = Limits { depth: 2, bytes: 40, attributes: 1, name_bytes: 3 };
    let cases: &[(&str, Option<XmlErrorKind>)] = &[
        ("<a><b/></a>", None),
        ("<a><b><c/></b></a>", Some(TooDeep)),
        ("<a b='1'/>", None),
        ("<a b='1' c='2'/>", Some(TooManyAttributes)),
        ("<abc/>", None),
        ("<abcd/>", Some(NameTooLong)),
        ("<a>                                 </a>", None),
        ("<a>                                  </a>", Some(TooLarge)),
    ];
    for (text, expected) in cases {
        assert_eq!(kind(text, &limits).map(|(kind, _)| kind), *expected, "{text:?}");
    }
}

#[test]
fn elements_know_their_places_and_relatives() {
    let text = "<a v='&lt;\t&#10;'><b>x</b><c><d/></c></a>";
    let document = parse(file(), text, &Limits::default()).unwrap();
    let root = document.root();
    assert_eq!(root.attribute("v"), Some("< \n"));
    let shape: Vec<_> = document
        .nodes()
        .map(|n| {
            let span = |s: Span| &text[s.start as usize..s.end as usize];
            (n.name(), n.size(), span(n.start_tag()), span(n.content()))
        })
        .collect();
    assert_eq!(
        shape,
        [
            ("a", 4, "<a v='&lt;\t&#10;'>", "<b>x</b><c><d/></c>"),
            ("b", 1, "<b>", "x"),
            ("c", 2, "<c>", "<d/>"),
            ("d", 1, "<d/>", ""),
        ]
    );
    let names: Vec<_> = root.children().map(Node::name).collect();
    assert_eq!(names, ["b", "c"]);
    assert_eq!(root.find(&["c", "d"]).and_then(Node::parent), root.child("c"));
    assert!(root.find(&["d"]).is_none());
}

/// A document, the decoded text of its root, and what the file has at some decoded bytes.
type TextCase = (&'static str, &'static str, &'static [(u32, &'static str)]);

#[test]
fn text_is_decoded_and_every_character_located() {
    let cases: &[TextCase] = &[
        (
            "<a>x &lt;&#xd;\r\ny</a>",
            "x <\r\ny",
            &[(2, "&lt;"), (3, "&#xd;"), (4, "\r\n"), (5, "y")],
        ),
        ("<a>\r\r\n\n</a>", "\n\n\n", &[(0, "\r"), (1, "\r\n"), (2, "\n")]),
        ("<a><![CDATA[<&lt;\r]]>&#11;</a>", "<&lt;\n\u{b}", &[(0, "<"), (5, "\r"), (6, "&#11;")]),
        ("<a>p<b>q</b>r<!-- s -->t</a>", "prt", &[(1, "r"), (2, "t")]),
        ("<a/>", "", &[]),
        ("<a><![CDATA[]]></a>", "", &[]),
    ];
    for (xml, decoded, places) in cases {
        let document = parse(file(), xml, &Limits::default()).unwrap();
        let text = document.root().text();
        assert_eq!(text.as_str(), *decoded, "{xml:?}");
        for (at, expected) in *places {
            let span = text.locate(*at..*at + 1);
            assert_eq!(&xml[span.start as usize..span.end as usize], *expected, "{xml:?} {at}");
        }
    }
}

#[test]
fn every_truncation_is_refused_without_a_panic() {
    let whole = SAMPLE.trim_end().strip_suffix("<!-- end -->").unwrap().trim_end().len();
    for end in 0..whole {
        if SAMPLE.is_char_boundary(end) {
            assert!(parse(file(), &SAMPLE[..end], &Limits::default()).is_err(), "{end}");
        }
    }
    assert!(parse(file(), SAMPLE, &Limits::default()).is_ok());
}

/// Every located character lies inside the content of its element.
fn check_places(text: &str) {
    let Ok(document) = parse(file(), text, &Limits::default()) else { return };
    for node in document.nodes() {
        let content = node.content();
        let decoded = node.text();
        for (at, c) in decoded.as_str().char_indices() {
            let range = u32::try_from(at).unwrap()..u32::try_from(at + c.len_utf8()).unwrap();
            let span = decoded.locate(range);
            assert!(
                content.start <= span.start && span.end <= content.end && span.start < span.end
            );
            let raw = &text[span.start as usize..span.end as usize];
            assert!(raw.starts_with(c) || raw.starts_with('&') || raw.starts_with('\r'));
        }
        assert!(node.children().all(|child| child.parent() == Some(node)));
        assert_eq!(node.size(), 1 + node.children().map(Node::size).sum::<u64>());
    }
}

/// Name, original elements, and the text of every element.
fn outline(document: &Document<'_>) -> Vec<(String, Vec<usize>, String)> {
    let line = |n: Node<'_>| (n.name().to_owned(), n.origins().collect(), n.string());
    document.nodes().map(line).collect()
}

#[test]
fn a_document_is_rewritten_to_another_that_knows_its_origins() {
    let text = "<a><b x='1'>p</b><c>q<d/></c></a>";
    let original = parse(file(), text, &Limits::default()).unwrap();
    let [a, b, c, d] = [0, 1, 2, 3].map(|n| original.node(n).unwrap());
    let mut maker = Maker::rewriting(&original);
    maker.open("root", a);
    maker.stand_for(a);
    maker.open("both".to_owned(), b);
    maker.attribute("y", "2");
    maker.attribute("z", "3".to_owned());
    maker.stand_for(c);
    maker.stand_for(b);
    maker.text(b.text());
    maker.text(c.text());
    maker.close();
    maker.open("new", Place::at(d.span()));
    maker.close();
    let made = maker.finish().unwrap();
    let expected = [("root", vec![0], ""), ("both", vec![2, 1], "q"), ("new", vec![], "")];
    assert_eq!(
        outline(&made),
        expected.map(|(n, o, t)| (n.to_owned(), o, t.to_owned())),
        "the root is closed though nobody did"
    );
    let [root, both, new] = [0, 1, 2].map(|n| made.node(n).unwrap());
    assert_eq!((both.attribute("y"), both.attribute("z")), (Some("2"), Some("3")));
    assert_eq!(
        (root.original_range(), both.original_range(), new.original_range()),
        (0..4, 2..4, 0..0)
    );
    assert_eq!(
        (both.content(), new.start_tag(), new.content().start),
        (b.content(), d.span(), d.span().end)
    );
    assert_eq!(root.children().count(), 2);
    assert_eq!((made.original().len(), original.original().len()), (4, 4));
}

/// The root of a document with its children of these names, in their order.
fn reordered<'t>(from: &'t Document<'t>, names: [&'static str; 2]) -> Document<'t> {
    let mut maker = Maker::rewriting(from);
    maker.open("a", from.root());
    for name in names {
        let child = from.root().child(name).unwrap();
        maker.open(name, child);
        maker.stand_for(child);
        maker.close();
    }
    maker.finish().unwrap()
}

#[test]
fn a_rewritten_document_can_be_rewritten_again() {
    let original = parse(file(), "<a><b/><c/></a>", &Limits::default()).unwrap();
    let once = reordered(&original, ["c", "b"]);
    let twice = reordered(&once, ["b", "c"]);
    let line = |name: &str, origins: &[usize]| (name.to_owned(), origins.to_vec(), String::new());
    assert_eq!(outline(&once), [line("a", &[]), line("c", &[2]), line("b", &[1])]);
    assert_eq!(outline(&twice), [line("a", &[]), line("b", &[1]), line("c", &[2])]);
    assert_eq!(twice.original().root().name(), "a");
}

#[test]
fn a_document_is_made_of_other_text() {
    let text = "{a: 1}";
    let mut maker = Maker::new(file(), text);
    assert!(Maker::new(file(), text).finish().is_none());
    maker.close();
    maker.text(SourceText::opaque("lost", Span::new(file(), 0..1)));
    maker.open("a", Place::at(Span::new(file(), 0..6)));
    maker.open("b", Place::at(Span::new(file(), 4..5)));
    maker.text(SourceText::opaque("1", Span::new(file(), 4..5)));
    maker.close();
    maker.close();
    // No second root.
    maker.open("c", Place::at(Span::new(file(), 5..6)));
    let made = maker.finish().unwrap();
    let expected = [("a", vec![0], ""), ("b", vec![1], "1"), ("c", vec![2], "")];
    assert_eq!(outline(&made), expected.map(|(n, o, t)| (n.to_owned(), o, t.to_owned())));
    assert!(made.nodes().skip(1).all(|n| n.parent() == Some(made.root())));
    assert_eq!(made.node(1).map(Node::original_range), Some(1..2));
}

proptest! {
    #[test]
    fn arbitrary_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
        if let Ok(decoded) = encoding::decode(&bytes) {
            check_places(&decoded.text);
        }
    }

    #[test]
    fn arbitrary_text_never_panics(text in "\\PC{0,80}") {
        check_places(&text);
        check_places(&format!("<a>{text}</a>"));
    }

    #[test]
    fn tag_soup_never_panics(parts in proptest::collection::vec(prop_oneof![
        Just("<a>"), Just("</a>"), Just("<b c='d'>"), Just("</b>"), Just("<e/>"), Just("x\r\n"),
        Just("&lt;"), Just("&#xb;"), Just("<![CDATA[<]]>"), Just("<!--"), Just("-->"), Just("&"),
        Just("<"), Just("é\r"), Just("<a"), Just("'"), Just("]]>"), Just("<?p?>"), Just("</"),
    ], 0..30)) {
        check_places(&parts.concat());
        check_places(&format!("<a>{}</a>", parts.concat()));
    }

    #[test]
    fn damaged_samples_never_panic(at in 0..SAMPLE.len(), insert in "[<>&;'/ \\x00-\\x1f]{0,3}") {
        if SAMPLE.is_char_boundary(at) {
            check_places(&format!("{}{insert}{}", &SAMPLE[..at], &SAMPLE[at..]));
        }
    }
}
