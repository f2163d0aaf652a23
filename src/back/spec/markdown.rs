//! Texts of an export inside Markdown: always a code span, which nothing in the text can end, on
//! one line and inside one table cell.

use std::fmt::Write as _;

/// A text as a code span; an empty one says so.
pub(super) fn code(text: &str) -> String {
    if text.is_empty() {
        return "(empty)".to_owned();
    }
    let shown = visible(text);
    let fence = "`".repeat(longest_run(&shown) + 1);
    // A reader takes one space off both ends, where there is one at both.
    let pad = if shown.starts_with(['`', ' ']) || shown.ends_with(['`', ' ']) { " " } else { "" };
    format!("{fence}{pad}{}{pad}{fence}", shown.replace('|', "\\|"))
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
pub(super) fn table(head: &[&str], rows: &[Vec<String>]) -> String {
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

    proptest! {
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
