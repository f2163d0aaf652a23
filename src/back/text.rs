//! Texts of an export inside files of the platform: ASCII only, and never able to leave the
//! comment, the line or the scalar that they were put into.

use std::fmt::Write as _;

/// A text for a comment: one line of printable ASCII, anything else as `\uXXXX`.
pub fn comment(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if matches!(c, ' '..='~') { out.push(c) } else { push_units(&mut out, c) }
    }
    out
}

/// The name of a step without its second half, where the legacy Administrator made it of a target
/// and its mapping: that says again, and longer, what the mapping says.
pub fn short_name(name: &str) -> &str {
    name.split(" <-- ").next().unwrap_or(name)
}

/// A value for a properties file of Java.
pub fn property(text: &str) -> String {
    let mut out = String::new();
    for (index, c) in text.char_indices() {
        match c {
            '\\' => out.push_str("\\\\"),
            ' ' if index == 0 => out.push_str("\\ "),
            ' '..='~' => out.push(c),
            c => push_units(&mut out, c),
        }
    }
    out
}

/// A text for a property of one of our beans: `%XX` for what Camel would read as a reference or a
/// placeholder (a leading `#`, two braces in a row), and for the percent sign itself.
pub fn percent(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let doubled = matches!(c, '{' | '}') && out.ends_with(c);
        if c == '%' || doubled || (c == '#' && out.is_empty()) {
            let _ = write!(out, "%{:02X}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

/// UTF-16 units as Java writes them.
fn push_units(out: &mut String, c: char) {
    for unit in c.encode_utf16(&mut [0; 2]) {
        let _ = write!(out, "\\u{unit:04x}");
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_no_plain_ascii_is_escaped() {
        for (text, expected) in [
            ("Riverbend ORU", "Riverbend ORU"),
            ("a\nroute:", "a\\u000aroute:"),
            ("Universit\u{e4}t \u{1f600}", "Universit\\u00e4t \\ud83d\\ude00"),
            ("\u{2028}\u{85}\u{7f}", "\\u2028\\u0085\\u007f"),
        ] {
            assert_eq!(comment(text), expected);
        }
    }

    #[test]
    fn references_and_placeholders_are_taken_apart() {
        for (text, expected) in [
            ("{\"a\":{\"b\":1}}", "{\"a\":{\"b\":1}%7D"),
            ("{{env:HOME}}", "{%7Benv:HOME}%7D"),
            ("{{{", "{%7B{"),
            ("#class:java.lang.Runtime", "%23class:java.lang.Runtime"),
            ("100%", "100%25"),
            ("a#b", "a#b"),
        ] {
            assert_eq!(percent(text), expected);
        }
    }

    /// Reads a value as `java.util.Properties` does.
    fn read_property(line: &str) -> String {
        let mut units: Vec<u16> = Vec::new();
        let mut chars = line.trim_start_matches([' ', '\t', '\u{c}']).chars();
        while let Some(c) = chars.next() {
            let read = match c {
                '\\' => match chars.next() {
                    Some('u') => {
                        let digits: String = chars.by_ref().take(4).collect();
                        u16::from_str_radix(&digits, 16).unwrap_or(0xFFFD)
                    }
                    Some(other) => other as u16,
                    None => 0xFFFD,
                },
                c => c as u16,
            };
            units.push(read);
        }
        String::from_utf16_lossy(&units)
    }

    fn read_percent(text: &str) -> String {
        let mut out = Vec::new();
        let mut rest = text.as_bytes();
        while let Some((first, tail)) = rest.split_first() {
            if *first == b'%' {
                let digits = std::str::from_utf8(&tail[..2]).unwrap_or("?");
                out.push(u8::from_str_radix(digits, 16).unwrap_or(b'?'));
                rest = &tail[2..];
            } else {
                out.push(*first);
                rest = tail;
            }
        }
        String::from_utf8_lossy(&out).into_owned()
    }

    proptest! {
        #[test]
        fn comments_are_one_line_of_ascii(text in ".*|\\PC*[\r\n\u{85}\u{2028}]\\PC*") {
            let comment = comment(&text);
            prop_assert!(comment.bytes().all(|b| matches!(b, 0x20..=0x7e)));
        }

        #[test]
        fn properties_read_back_and_stay_on_their_line(text in "(?s).*") {
            let value = property(&text);
            prop_assert!(value.bytes().all(|b| matches!(b, 0x20..=0x7e)));
            prop_assert_eq!(read_property(&value), text);
        }

        #[test]
        fn bean_texts_read_back_and_hold_no_placeholder(text in "(?s).*|[#{}%a]*") {
            let value = percent(&text);
            prop_assert!(!value.contains("{{") && !value.contains("}}") && !value.starts_with('#'));
            prop_assert_eq!(read_percent(&value), text);
        }
    }
}
