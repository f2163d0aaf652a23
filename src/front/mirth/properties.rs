//! The configuration map as a properties file: what the Administrator writes with Export Map, and
//! what the server itself keeps in its data folder.
//!
//! The engine writes `key = value` lines in the order of the keys without regard to case, a comment
//! as `# ` lines above, and escapes in keys and values. When it reads, blanks before a value are
//! lost, and `${other.key}` becomes the value of that key (facts of the export samples, item 15).

use std::collections::BTreeMap;

use crate::{
    span::{FileId, SourceText, Span},
    xml::{Document, Maker, Place},
};

/// The name of the file that the server keeps.
const OWN_NAME: &str = "configuration.properties";

/// An attribute of a value whose keys were replaced: how it is written.
pub(super) const WRITTEN: &str = "written";

/// How long the values of a file may become by replacing keys in them, in bytes. A value that
/// would pass it stays as it is written.
const MOST_REPLACED: usize = 1 << 20;

/// How deep keys are replaced in what replaces them; deeper is a circle.
const DEEPEST: usize = 16;

/// Whether every line of a text is blank, a comment, or `key = value`, and there is one of these.
/// Of a text that was cut, the last line does not count.
pub fn looks_like(text: &str, cut: bool) -> bool {
    let whole = if cut { text.rfind('\n').map_or("", |end| &text[..end]) } else { text };
    let pairs = lines(whole).filter(|line| !line.is_comment());
    let mut any = false;
    for line in pairs {
        let Some(separator) = line.separator() else { return false };
        let key = line.text[..separator].trim_end();
        if key.is_empty() || key.starts_with(['<', '{', '[', '"', '\'']) {
            return false;
        }
        any = true;
    }
    any
}

/// Whether a file is a configuration map: it has the name of the server's own file, or it ends in
/// `.properties` and is written exactly as the engine writes one. Another file of `key = value`
/// lines configures something else.
pub fn is_configuration_map(name: &str, text: &str) -> bool {
    let simple = name.rsplit('/').next().unwrap_or(name).to_ascii_lowercase();
    simple == OWN_NAME || simple.ends_with(".properties") && is_as_written(text)
}

/// Whether a text has the very form of the engine: one blank on each side of `=`, comments of `# `,
/// keys in order.
fn is_as_written(text: &str) -> bool {
    let mut last = String::new();
    for line in lines(text) {
        if line.is_comment() {
            if line.text.starts_with("# ") || line.text.trim_end() == "#" {
                continue;
            }
            return false;
        }
        let exact = |at: usize| line.text[at..].starts_with("= ") && line.text[..at].ends_with(' ');
        let Some(at) = line.separator().filter(|at| exact(*at)) else { return false };
        let key = line.text[..at].trim_end().to_lowercase();
        if key < last {
            return false;
        }
        last = key;
    }
    true
}

/// One line that is not blank, without the white space before it, and where it begins.
#[derive(Debug, Clone, Copy)]
struct Line<'t> {
    text: &'t str,
    at: usize,
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    let mut at = 0;
    let all = text.split_inclusive(['\n', '\r']).map(move |line| {
        let start = at;
        at += line.len();
        let inside = line.trim_start_matches([' ', '\t', '\u{c}', '\u{feff}']);
        let skipped = line.len() - inside.len();
        Line { text: inside.trim_end_matches(['\n', '\r']), at: start + skipped }
    });
    all.filter(|line| !line.text.is_empty())
}

impl Line<'_> {
    fn is_comment(self) -> bool {
        self.text.starts_with(['#', '!'])
    }

    /// Where the `=` or `:` stands that ends the key.
    fn separator(self) -> Option<usize> {
        let mut escaped = false;
        for (at, c) in self.text.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '=' | ':' => return Some(at),
                _ => {}
            }
        }
        None
    }
}

/// A key with its value, and the comment above it.
struct Entry {
    whole: Span,
    key: SourceText,
    value: SourceText,
    written: Option<String>,
    comment: Option<SourceText>,
}

/// The document that a backup has for the same map: `map` of `entry`, every element at the place
/// of what it stands for.
pub fn document(file: FileId, text: &str) -> Option<Document<'_>> {
    let mut entries = entries(file, text);
    replace(&mut entries);
    let whole = Span::new(file, 0..narrow(text.len()));
    let mut maker = Maker::new(file, text);
    let leaf =
        |maker: &mut Maker<'_>, name: &'static str, text: SourceText, was: Option<String>| {
            let span = text.span();
            maker.open(name, Place { whole: span, start: span, content: span });
            if let Some(was) = was {
                maker.attribute(WRITTEN, was);
            }
            maker.text(text);
            maker.close();
        };
    maker.open("map", Place { whole, start: Span { end: 0, ..whole }, content: whole });
    for entry in entries {
        maker.open("entry", Place { content: entry.whole, ..Place::at(entry.whole) });
        leaf(&mut maker, "string", entry.key, None);
        let place = Place { content: entry.value.span(), ..Place::at(entry.value.span()) };
        maker.open("com.mirth.connect.util.ConfigurationProperty", place);
        leaf(&mut maker, "value", entry.value, entry.written);
        if let Some(comment) = entry.comment {
            leaf(&mut maker, "comment", comment, None);
        }
        maker.close();
        maker.close();
    }
    maker.finish()
}

fn entries(file: FileId, text: &str) -> Vec<Entry> {
    let mut entries = Vec::new();
    let mut comment: Option<SourceText> = None;
    for line in lines(text) {
        let span = Span::new(file, narrow(line.at)..narrow(line.at + line.text.len()));
        if line.is_comment() {
            let said = line.text[1..].strip_prefix(' ').unwrap_or(&line.text[1..]);
            let at = line.at + line.text.len() - said.len();
            comment = Some(match comment.take() {
                None => verbatim(file, said, at),
                Some(above) => {
                    let both = format!("{}\n{said}", above.as_str());
                    SourceText::opaque(both, above.span().to(span))
                }
            });
            continue;
        }
        let end = line.separator().unwrap_or(line.text.len());
        let key = unescaped(file, key_of(&line.text[..end]), line.at);
        let rest = line.text.get(end + 1..).unwrap_or_default();
        let value = rest.trim_start_matches([' ', '\t', '\u{c}']);
        let at = line.at + line.text.len() - value.len();
        let value = unescaped(file, value, at);
        entries.push(Entry { whole: span, key, value, written: None, comment: comment.take() });
    }
    entries
}

/// A key without the blanks behind it; one that is escaped belongs to it.
fn key_of(raw: &str) -> &str {
    let cut = raw.trim_end_matches([' ', '\t']);
    let escaped = cut.len() < raw.len() && (cut.len() - cut.trim_end_matches('\\').len()) % 2 == 1;
    if escaped { &raw[..=cut.len()] } else { cut }
}

fn verbatim(file: FileId, text: &str, at: usize) -> SourceText {
    let mut out = SourceText::new(Span::new(file, narrow(at)..narrow(at + text.len())));
    out.push_verbatim(text, narrow(at));
    out
}

/// A key or value with its escapes resolved: `\uXXXX`, `\n`, `\r`, `\t`, `\f`, and any other
/// character for itself. `\u` of a surrogate that has no partner gives U+FFFD.
fn unescaped(file: FileId, raw: &str, at: usize) -> SourceText {
    let mut out = SourceText::new(Span::new(file, narrow(at)..narrow(at + raw.len())));
    let mut rest = raw;
    while let Some(slash) = rest.find('\\') {
        let start = at + raw.len() - rest.len();
        if slash > 0 {
            out.push_verbatim(&rest[..slash], narrow(start));
        }
        let (c, length) = escape(&rest[slash..]);
        if let Some(c) = c {
            out.push_atom(c.encode_utf8(&mut [0; 4]), narrow(start + slash), narrow(length));
        }
        rest = &rest[slash + length..];
    }
    if !rest.is_empty() {
        out.push_verbatim(rest, narrow(at + raw.len() - rest.len()));
    }
    out
}

/// The character of the escape that a text begins with, and the bytes that the escape takes.
fn escape(text: &str) -> (Option<char>, usize) {
    let Some(c) = text[1..].chars().next() else { return (None, 1) };
    let simple = match c {
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'f' => '\u{c}',
        'u' => return unit_escape(text).unwrap_or((Some('u'), 2)),
        other => other,
    };
    (Some(simple), 1 + c.len_utf8())
}

fn unit_escape(text: &str) -> Option<(Option<char>, usize)> {
    let unit = |at: usize| -> Option<u16> {
        let digits = text.get(at..at + 6)?.strip_prefix("\\u")?;
        let hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
        hex.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
    };
    let first = unit(0)?;
    if let Some(second) = unit(6)
        && let Some(Ok(c)) = char::decode_utf16([first, second]).next()
        && u32::from(c) > 0xFFFF
    {
        return Some((Some(c), 12));
    }
    let c = char::decode_utf16([first]).next()?.unwrap_or(char::REPLACEMENT_CHARACTER);
    Some((Some(c), 6))
}

/// Replaces `${key}` in values by the value of that key, where there is one.
fn replace(entries: &mut [Entry]) {
    let values: BTreeMap<String, String> = entries
        .iter()
        .map(|entry| (entry.key.as_str().to_owned(), entry.value.as_str().to_owned()))
        .collect();
    let mut left = MOST_REPLACED;
    for entry in entries.iter_mut().filter(|entry| entry.value.as_str().contains("${")) {
        if let Some(value) = replaced(entry.value.as_str(), &values, DEEPEST, &mut left) {
            let replaced = SourceText::opaque(value, entry.value.span());
            let written = std::mem::replace(&mut entry.value, replaced);
            entry.written = Some(written.as_str().to_owned());
        }
    }
}

/// A value with keys replaced; `None` in a circle and where it becomes too long.
fn replaced(
    value: &str,
    values: &BTreeMap<String, String>,
    depth: usize,
    left: &mut usize,
) -> Option<String> {
    *left = left.checked_sub(value.len())?;
    let mut out = String::new();
    let mut rest = value;
    while let Some(start) = rest.find("${") {
        let Some(length) = rest[start..].find('}') else { break };
        out.push_str(&rest[..start]);
        let written = &rest[start..=start + length];
        match values.get(&written[2..length]) {
            Some(other) => out.push_str(&replaced(other, values, depth.checked_sub(1)?, left)?),
            None => out.push_str(written),
        }
        rest = &rest[start + length + 1..];
    }
    out.push_str(rest);
    Some(out)
}

/// The reader's size limit lies far below 4 GiB.
fn narrow(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::span::Files;

    const ENGINE: &str = "# empty value\nempty = \nkey\\ with\\ space\\=and\\:colon =  both \n\
        # first line\n# second line\nmulti = line 1\\nline 2\\r\\nline 3\npath = C:\\\\lab\\\\in\n\
        ref = ${path}/x${none}\nsite.name = S\\u00FCd \\u4E2D\n";

    /// Key, value, and comment of every entry.
    fn read(text: &str) -> Vec<(String, String, Option<String>)> {
        let file = Files::default().add("a.properties", text);
        let Some(document) = document(file, text) else { return Vec::new() };
        let all = document.root().children().map(|entry| {
            let property = entry.child("com.mirth.connect.util.ConfigurationProperty").unwrap();
            let text = |name| property.child(name).map(crate::xml::Node::string);
            (entry.child("string").unwrap().string(), text("value").unwrap(), text("comment"))
        });
        all.collect()
    }

    #[test]
    fn the_form_of_the_engine_is_read_as_the_engine_does() {
        let expected = [
            ("empty", "", Some("empty value")),
            ("key with space=and:colon", "both ", None),
            ("multi", "line 1\nline 2\r\nline 3", Some("first line\nsecond line")),
            ("path", "C:\\lab\\in", None),
            ("ref", "C:\\lab\\in/x${none}", None),
            ("site.name", "S\u{fc}d \u{4e2d}", None),
        ];
        let expected = expected.map(|(k, v, c)| (k.to_owned(), v.to_owned(), c.map(str::to_owned)));
        assert_eq!(read(ENGINE), expected);
        assert_eq!(read(&ENGINE.replace('\n', "\r\n")), expected, "Windows line ends");
        assert_eq!(read(&format!("\u{feff}{ENGINE}")), expected, "a byte order mark");
    }

    #[test]
    fn other_files_of_keys_and_values_are_no_configuration_map() {
        let cases = [
            ("lab/configuration-map.properties", ENGINE, true),
            ("map.PROPERTIES", "a = b\n", true),
            ("configuration.properties", "b=1\na: 2\n", true),
            ("map.txt", ENGINE, false),
            ("mirth.properties", "dir.appdata = appdata\ndatabase = derby\n", false),
            ("log4j2.properties", "rootLogger = ERROR\nappenders=console\n", false),
            ("a.properties", "#Mon Jan 1\na = b\n", false),
        ];
        for (name, text, taken) in cases {
            assert!(looks_like(text, false), "{name}");
            assert_eq!(is_configuration_map(name, text), taken, "{name}");
        }
    }

    #[test]
    fn what_is_no_list_of_keys_and_values_does_not_look_like_one() {
        let cases = [
            ("", false),
            ("# only a comment\n", false),
            ("free text", false),
            ("[section]\na = b", false),
            ("{\"a\": 1}", false),
            ("<a b='c'>", false),
            ("= a", false),
            ("a\\=b", false),
            ("a\\=b=c", true),
            ("a:b", true),
        ];
        for (text, expected) in cases {
            assert_eq!(looks_like(text, false), expected, "{text:?}");
        }
        assert!(looks_like("a = b\nthe cut li", true));
        assert!(!looks_like("a = b\nthe cut li", false));
    }

    #[test]
    fn keys_in_values_are_replaced_and_circles_end() {
        let circle = "a = ${b}\nb = ${a}\nc = ${c}x\nd = ${e}\ne = 1\n";
        let values: Vec<_> = read(circle).into_iter().map(|(_, value, _)| value).collect();
        assert_eq!(values, ["${b}", "${a}", "${c}x", "1", "1"]);
        let line = |n: u32| format!("k{n} = {}\n", format!("${{k{}}}", n - 1).repeat(10));
        let bomb = "k0 = 0123456789\n".to_owned() + &(1..16).map(line).collect::<String>();
        let longest = read(&bomb).iter().map(|(_, value, _)| value.len()).max();
        assert!(longest < Some(MOST_REPLACED), "{longest:?}");
    }

    proptest! {
        #[test]
        fn any_lines_are_read_or_not(parts in proptest::collection::vec(prop_oneof![
            Just("a"), Just("="), Just(":"), Just(" "), Just("\\"), Just("\\u00"), Just("\\uD83D"),
            Just("\\uDE00"), Just("\n"), Just("\r"), Just("#"), Just("${a}"), Just("é"), Just("\t"),
        ], 0..40)) {
            let text = parts.concat();
            looks_like(&text, true);
            is_configuration_map("a.properties", &text);
            read(&text);
        }
    }
}
