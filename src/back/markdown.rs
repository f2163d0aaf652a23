//! Texts of an export inside Markdown: always a code span, which nothing in the text can end, on
//! one line and inside one table cell.

use std::fmt::Write as _;

/// A text as a code span; an empty one says so.
pub fn code(text: &str) -> String {
    if text.is_empty() {
        return "(empty)".to_owned();
    }
    let shown = visible(text);
    let fence = "`".repeat(longest_run(&shown) + 1);
    // A reader takes one space off both ends, where there is one at both.
    let pad = if shown.starts_with(['`', ' ']) || shown.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{}{pad}{fence}", shown.replace('|', "\\|"))
}

/// A message of the compiler, with its names in backticks, inside running text or a table cell:
/// names are code spans, nothing else of it means anything to Markdown.
pub fn prose(message: &str) -> String {
    let pieces: Vec<&str> = message.split('`').collect();
    if pieces.len().is_multiple_of(2) {
        return code(message);
    }
    let piece = |(index, piece): (usize, &&str)| match index % 2 {
        0 => plain(piece),
        _ => code(piece),
    };
    pieces.iter().enumerate().map(piece).collect()
}

/// A text without meaning to Markdown, on one line.
fn plain(text: &str) -> String {
    let mut out = String::new();
    for c in visible(text).chars() {
        if matches!(c, '\\' | '|' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '#' | '~') {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// What cannot be seen, or would end a line, as `\uXXXX`.
fn visible(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        let hidden = c.is_control()
            || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}')
            || matches!(c, '\u{2060}'..='\u{206f}' | '\u{feff}');
        if hidden {
            let _ = write!(out, "\\u{:04x}", u32::from(c));
        } else {
            out.push(c);
        }
    }
    out
}

fn longest_run(text: &str) -> usize {
    text.split(|c| c != '`').map(str::len).max().unwrap_or(0)
}

/// A table; none where there are no rows. Cells are Markdown already.
pub fn table(head: &[&str], rows: &[Vec<String>]) -> String {
    if rows.is_empty() {
        return String::new();
    }
    let rule = "---|".repeat(head.len());
    let mut out = format!("| {} |\n|{rule}\n", head.join(" | "));
    for row in rows {
        let _ = writeln!(out, "| {} |", row.join(" | "));
    }
    out + "\n"
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn spans_hold_what_markdown_would_read() {
        for (text, expected) in [
            ("", "(empty)"),
            ("PID-5.1", "`PID-5.1`"),
            ("a|b", "`a\\|b`"),
            ("a`b", "``a`b``"),
            ("``", "``` `` ```"),
            (" a ", "`  a  `"),
            ("a\r\nb", "`a\\u000d\\u000ab`"),
            ("<b>*x*</b>", "`<b>*x*</b>`"),
        ] {
            assert_eq!(code(text), expected);
        }
    }

    #[test]
    fn messages_keep_their_names_and_nothing_else() {
        for (text, expected) in [
            ("`a|b` is *no* <b>", "`a\\|b` is \\*no\\* \\<b\\>"),
            ("one ` alone", "``one ` alone``"),
            ("a\nb", "a\\\\u000ab"),
            ("`` is empty", "(empty) is empty"),
        ] {
            assert_eq!(prose(text), expected);
        }
    }

    proptest! {
        #[test]
        fn messages_stay_in_their_cell(text in "(?s).*|[`|\\\\<>\\n]*") {
            let cell = prose(&text);
            prop_assert!(!cell.contains('\n'));
            prop_assert!(cell.match_indices('|').all(|(at, _)| cell[..at].ends_with('\\')));
        }

        #[test]
        fn nothing_leaves_its_span(text in "(?s).+|[`|\\\\ \n]+") {
            let span = code(&text);
            let ends_line = |c: char| c.is_control() || matches!(u32::from(c), 0x2028 | 0x2029);
            prop_assert!(!span.chars().any(ends_line));
            prop_assert!(span.match_indices('|').all(|(at, _)| span[..at].ends_with('\\')));
            let fence = span.len() - span.trim_start_matches('`').len();
            let inner = &span[fence..span.len() - fence];
            prop_assert!(longest_run(inner) < fence && !inner.starts_with('`') && !inner.ends_with('`'));
        }
    }
}
