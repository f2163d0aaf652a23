//! Texts of a mapping definition: literals that cannot end early, comments that cannot either,
//! and names. Everything is ASCII.

use std::fmt::Write as _;

/// Longest literal in units; the class file format holds 65,535 bytes, up to three for a unit.
const LONGEST: usize = 20_000;

/// A text as a single-quoted literal; a very long one as several, joined.
pub(super) fn literal(text: &str) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    if units.len() <= LONGEST {
        return quoted(&units);
    }
    let parts: Vec<String> = units.chunks(LONGEST).map(quoted).collect();
    format!("cat({})", parts.join(", "))
}

fn quoted(units: &[u16]) -> String {
    let mut out = String::with_capacity(units.len() + 2);
    out.push('\'');
    for unit in units {
        match u8::try_from(*unit) {
            Ok(b'\'') => out.push_str("\\'"),
            Ok(b'\\') => out.push_str("\\\\"),
            Ok(b'\n') => out.push_str("\\n"),
            Ok(b'\r') => out.push_str("\\r"),
            Ok(b'\t') => out.push_str("\\t"),
            Ok(byte @ 0x20..=0x7e) => out.push(char::from(byte)),
            _ => {
                let _ = write!(out, "\\u{unit:04x}");
            }
        }
    }
    out.push('\'');
    out
}

/// A number literal: always a double.
pub(super) fn number(value: f64) -> String {
    if !value.is_finite() {
        let name = match (value.is_nan(), value > 0.0) {
            (true, _) => "NaN",
            (false, true) => "Infinity",
            (false, false) => "-Infinity",
        };
        return format!("toNumber('{name}')");
    }
    if value.fract() == 0.0 && value.abs() < 1e15 {
        // Minus zero keeps its sign.
        let sign = if value.is_sign_negative() { "-" } else { "" };
        return format!("{sign}{:.0}d", value.abs());
    }
    format!("{value:?}d")
}

/// A text inside a comment: on one line, never ending the comment, cut after 160 characters.
/// Letters outside ASCII are spelled as in a literal, so that a file can still be found by its name.
pub(super) fn comment(text: &str) -> String {
    let cut: String = text.chars().take(160).collect();
    let more = if cut.len() < text.len() { "..." } else { "" };
    (crate::back::text::comment(&cut) + more).replace("*/", "* /")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Reads a literal back as the compiler of the definition does; `None` where it ends early.
    fn read(literal: &str) -> Option<String> {
        let body = literal.strip_prefix('\'')?.strip_suffix('\'')?;
        let mut units = Vec::new();
        let mut chars = body.chars();
        while let Some(char) = chars.next() {
            match char {
                '\'' => return None,
                '\\' => match chars.next()? {
                    'u' => {
                        let hex: String = chars.by_ref().take(4).collect();
                        units.push(u16::from_str_radix(&hex, 16).ok()?);
                    }
                    'n' => units.push(10),
                    'r' => units.push(13),
                    't' => units.push(9),
                    other => units.push(other as u16),
                },
                other => units.push(u16::try_from(u32::from(other)).ok()?),
            }
        }
        String::from_utf16(&units).ok()
    }

    proptest! {
        #[test]
        fn a_literal_reads_back_and_never_ends_early(text in any::<String>()) {
            let literal = literal(&text);
            prop_assert!(literal.is_ascii());
            prop_assert_eq!(read(&literal), Some(text));
        }

        #[test]
        fn a_comment_stays_one_line_and_one_comment(text in any::<String>()) {
            let comment = comment(&text);
            prop_assert!(comment.is_ascii() && !comment.contains("*/") && !comment.contains('\n'));
        }
    }

    #[test]
    fn hard_texts_are_escaped() {
        for (text, expected) in [
            ("", "''"),
            ("it's", "'it\\'s'"),
            ("$x ${y}", "'$x ${y}'"),
            ("a\\b", "'a\\\\b'"),
            ("\u{e9}\r\n", "'\\u00e9\\r\\n'"),
            ("\u{1f600}", "'\\ud83d\\ude00'"),
        ] {
            assert_eq!(literal(text), expected);
        }
    }

    #[test]
    fn long_texts_are_cut() {
        let long = literal(&"x".repeat(45_000));
        assert!(long.starts_with("cat('xxx") && long.matches("', '").count() == 2);
    }

    #[test]
    fn numbers_are_doubles() {
        for (value, expected) in [
            (1.0, "1d"),
            (-1.0, "-1d"),
            (0.5, "0.5d"),
            (1e21, "1e21d"),
            (-0.0, "-0d"),
            (f64::NAN, "toNumber('NaN')"),
        ] {
            assert_eq!(number(value), expected);
        }
    }
}
