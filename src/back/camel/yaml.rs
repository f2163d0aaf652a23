//! YAML as the routes need it: a tree that keeps the order of its keys, and its text in one
//! canonical form: block style, ASCII, quoted wherever a reader could see anything but the text.

use std::fmt::Write as _;

/// A node of a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Yaml {
    /// A text.
    Text(String),
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Int(i64),
    /// Entries in order.
    Map(Vec<(String, Yaml)>),
    /// Items in order.
    List(Vec<Yaml>),
    /// An item of a list with comment lines above it; each line is ASCII already.
    Noted(Vec<String>, Box<Yaml>),
}

impl From<&str> for Yaml {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Yaml {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<bool> for Yaml {
    fn from(value: bool) -> Self {
        Self::Bool(value)
    }
}

impl From<i32> for Yaml {
    fn from(value: i32) -> Self {
        Self::Int(value.into())
    }
}

/// A map of these entries.
pub(super) fn map<const N: usize>(entries: [(&str, Yaml); N]) -> Yaml {
    Yaml::Map(entries.into_iter().map(|(key, value)| (key.to_owned(), value)).collect())
}

/// The text of a document whose root is a list.
pub(super) fn document(items: &[Yaml]) -> String {
    if items.is_empty() {
        return "[]\n".to_owned();
    }
    let mut out = String::new();
    list(&mut out, items, 0);
    out
}

fn list(out: &mut String, items: &[Yaml], indent: usize) {
    for item in items {
        let mut item = item;
        while let Yaml::Noted(lines, inner) = item {
            for line in lines {
                let _ = writeln!(out, "{:indent$}# {line}", "");
            }
            item = inner;
        }
        // The item stands two columns further in, and the dash in front of its first line.
        let start = out.len();
        node(out, item, indent + 2);
        out.replace_range(start + indent..=start + indent, "-");
    }
}

/// Writes a node on lines of its own.
fn node(out: &mut String, node: &Yaml, indent: usize) {
    match node {
        Yaml::Map(entries) if !entries.is_empty() => entries.iter().for_each(|(key, value)| {
            let _ = write!(out, "{:indent$}{}:", "", scalar(key));
            entry(out, value, indent);
        }),
        Yaml::List(items) if !items.is_empty() => list(out, items, indent),
        other => {
            let _ = writeln!(out, "{:indent$}{}", "", inline(other));
        }
    }
}

/// Writes the value of a key, after the colon.
fn entry(out: &mut String, value: &Yaml, indent: usize) {
    match value {
        Yaml::Map(entries) if !entries.is_empty() => {
            out.push('\n');
            node(out, value, indent + 2);
        }
        Yaml::List(items) if !items.is_empty() => {
            out.push('\n');
            list(out, items, indent + 2);
        }
        other => {
            let _ = writeln!(out, " {}", inline(other));
        }
    }
}

fn inline(node: &Yaml) -> String {
    match node {
        Yaml::Text(text) => scalar(text),
        Yaml::Bool(value) => value.to_string(),
        Yaml::Int(value) => value.to_string(),
        Yaml::Map(_) => "{}".to_owned(),
        Yaml::List(_) => "[]".to_owned(),
        Yaml::Noted(_, inner) => inline(inner),
    }
}

/// Words that some YAML reader takes for something else than a text.
const WORDS: &[&str] = &["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

/// A text: plain where it is a word that no reader can mistake, else in double quotes.
fn scalar(text: &str) -> String {
    let word = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
        && !WORDS.iter().any(|word| text.eq_ignore_ascii_case(word));
    if word {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            ' '..='~' => out.push(c),
            c => {
                let code = u32::from(c);
                let _ = if code > 0xFFFF {
                    write!(out, "\\U{code:08x}")
                } else {
                    write!(out, "\\u{code:04x}")
                };
            }
        }
    }
    out + "\""
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::back::text::comment;
    use proptest::prelude::*;

    #[test]
    fn nodes_have_one_form() {
        let route = map([
            ("id", "a-in".into()),
            ("empty", Yaml::List(Vec::new())),
            ("none", map([])),
            (
                "steps",
                Yaml::List(vec![
                    map([("to", map([("uri", "direct:a".into()), ("max", Yaml::Int(-1))]))]),
                    Yaml::Noted(vec!["one".to_owned(), "two".to_owned()], Box::new("x".into())),
                    Yaml::List(vec![Yaml::Bool(true)]),
                ]),
            ),
        ]);
        let expected = "- route:\n    id: a-in\n    empty: []\n    none: {}\n    steps:\n      - to:\n          \
             uri: \"direct:a\"\n          max: -1\n      # one\n      # two\n      - x\n      - - true\n";
        assert_eq!(document(&[map([("route", route)])]), expected);
        assert_eq!(document(&[]), "[]\n");
    }

    #[test]
    fn words_that_readers_mistake_are_quoted() {
        for (text, expected) in [
            ("InOnly", "InOnly"),
            ("no", "\"no\""),
            ("NULL", "\"NULL\""),
            ("", "\"\""),
            ("0B", "\"0B\""),
            ("1e3", "\"1e3\""),
            ("~", "\"~\""),
            ("{{a.b}}", "\"{{a.b}}\""),
            ("a: b", "\"a: b\""),
            ("- a", "\"- a\""),
            ("\u{e9}\u{1f600}\0\u{2028}", "\"\\u00e9\\U0001f600\\u0000\\u2028\""),
        ] {
            assert_eq!(scalar(text), expected);
        }
    }

    proptest! {
        #[test]
        fn any_text_reads_back_as_key_value_and_item(text in "(?s).*|[-#:\"'\\\\{}\n ]*", note in "(?s).*") {
            let key = format!("k{text}");
            let item = Yaml::Map(vec![(key.clone(), text.clone().into())]);
            let noted = Yaml::Noted(vec![comment(&note)], Box::new(item));
            let out = document(&[noted, text.clone().into()]);
            prop_assert!(out.bytes().all(|b| matches!(b, b'\n' | 0x20..=0x7e)));
            let back: serde_json::Value = serde_saphyr::from_str(&out).map_err(|e| TestCaseError::fail(e.to_string()))?;
            prop_assert_eq!(back, serde_json::json!([{ key: text.clone() }, text]));
        }
    }
}
