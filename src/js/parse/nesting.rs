//! A first look at the brackets of a script, before the recursive parser sees it.
//!
//! The scan knows strings, comments and (by what stands before them) regular expressions, but not
//! XML literals: a stray quote in XML text hides the rest of its line. It decides only whether a
//! script nests absurdly deep, and which bracket is never closed, for a message.

use super::context::offset;
use super::{MAX_NESTING, SyntaxError};

/// Refuses a text whose brackets stand more than [`MAX_NESTING`] deep.
pub(super) fn check(text: &str) -> Result<(), SyntaxError> {
    let open = scan(text);
    match open.too_deep {
        Some(at) => Err(SyntaxError::too_deep(at..at + 1)),
        None => Ok(()),
    }
}

/// The innermost bracket that is never closed, and where it stands.
pub(super) fn unclosed(text: &str) -> Option<(u8, u32)> {
    scan(text).open.pop()
}

#[derive(Default)]
struct Brackets {
    open: Vec<(u8, u32)>,
    too_deep: Option<u32>,
}

fn scan(text: &str) -> Brackets {
    let bytes = text.as_bytes();
    let mut found = Brackets::default();
    let mut at = 0;
    let mut before = b';';
    while let Some(&byte) = bytes.get(at) {
        let next = skipped(bytes, at, before);
        if next > at {
            at = next;
            continue;
        }
        match byte {
            b'(' | b'[' | b'{' => {
                found.open.push((byte, offset(at)));
                if found.open.len() > MAX_NESTING as usize && found.too_deep.is_none() {
                    found.too_deep = Some(offset(at));
                }
            }
            b')' | b']' | b'}' => {
                found.open.pop();
            }
            _ => {}
        }
        if !byte.is_ascii_whitespace() {
            before = byte;
        }
        at += 1;
    }
    found
}

/// Where to go on when a string, a comment or a regular expression starts at `at`.
fn skipped(bytes: &[u8], at: usize, before: u8) -> usize {
    match (bytes[at], bytes.get(at + 1)) {
        (b'/', Some(b'/')) => at + position(&bytes[at..], |byte| matches!(byte, b'\n' | b'\r')),
        (b'/', Some(b'*')) => {
            let end = bytes[at + 2..].windows(2).position(|two| two == b"*/");
            end.map_or(bytes.len(), |end| at + end + 4)
        }
        (b'/', _)
            if !(before.is_ascii_alphanumeric()
                || matches!(before, b')' | b']' | b'}' | b'_' | b'$' | b'<')) =>
        {
            quoted(bytes, at, b'/')
        }
        (quote @ (b'"' | b'\'' | b'`'), _) => quoted(bytes, at, quote),
        _ => at,
    }
}

fn position(bytes: &[u8], test: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|byte| test(*byte)).unwrap_or(bytes.len())
}

/// Past the closing quote, or to the end of the line where there is none.
fn quoted(bytes: &[u8], start: usize, quote: u8) -> usize {
    let mut at = start + 1;
    let mut class = false;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 1,
            b'\n' | b'\r' if quote != b'`' => return at,
            b'[' if quote == b'/' => class = true,
            b']' => class = false,
            _ if byte == quote && !class => return at + 1,
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}
