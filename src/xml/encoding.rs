//! From the bytes of a file to its text: UTF-8, UTF-16 with a byte order mark, and the
//! windows-1252 that an old Administrator on Windows writes (samples, shape fact 19).

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1252};
use thiserror::Error;

/// How far into a file its XML declaration is looked for, in bytes.
const DECLARATION_BYTES: usize = 256;

/// The text of a file and the character set that it was read with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded<'b> {
    /// The text, without a byte order mark.
    pub text: Cow<'b, str>,
    /// Character set.
    pub charset: Charset,
}

/// Character set with which a file was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    /// UTF-8, with or without byte order mark.
    Utf8,
    /// UTF-16, announced by its byte order mark.
    Utf16,
    /// windows-1252, because the declaration says so (it or ISO-8859-1).
    Declared1252,
    /// windows-1252, because the bytes are not UTF-8: a guess that has to be reported.
    Guessed1252,
}

/// Why the bytes of a file are no text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Error)]
pub enum EncodingError {
    /// A byte order mark of UTF-16, and then something else.
    #[error("the file begins as UTF-16 but is not")]
    BadUtf16,
    /// UTF-16 without a byte order mark, UTF-32, or not text at all.
    #[error("the file holds NUL bytes: it is no text, UTF-32, or UTF-16 without a byte order mark")]
    NulBytes,
}

/// Decodes the bytes of a file.
///
/// # Errors
/// See [`EncodingError`].
pub fn decode(bytes: &[u8]) -> Result<Decoded<'_>, EncodingError> {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        let body = &bytes[length..];
        if encoding == UTF_16LE || encoding == UTF_16BE {
            let text = encoding
                .decode_without_bom_handling_and_without_replacement(body)
                .ok_or(EncodingError::BadUtf16)?;
            // The mark of UTF-32 begins as that of UTF-16.
            if text.contains('\0') {
                return Err(EncodingError::NulBytes);
            }
            return Ok(Decoded { text, charset: Charset::Utf16 });
        }
        return decode_bytes(body);
    }
    decode_bytes(bytes)
}

fn decode_bytes(bytes: &[u8]) -> Result<Decoded<'_>, EncodingError> {
    if bytes.contains(&0) {
        return Err(EncodingError::NulBytes);
    }
    let declared = declares_1252(bytes);
    match std::str::from_utf8(bytes) {
        Ok(text) if !declared || text.is_ascii() => {
            Ok(Decoded { text: Cow::Borrowed(text), charset: Charset::Utf8 })
        }
        _ => {
            let (text, _) = WINDOWS_1252.decode_without_bom_handling(bytes);
            let charset = if declared { Charset::Declared1252 } else { Charset::Guessed1252 };
            Ok(Decoded { text, charset })
        }
    }
}

/// Whether the XML declaration names windows-1252 or ISO-8859-1.
fn declares_1252(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(DECLARATION_BYTES)];
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let Some(rest) = head.strip_prefix("<?xml") else { return false };
    let declaration = rest.split("?>").next().unwrap_or_default();
    let Some((_, value)) = declaration.split_once("encoding") else { return false };
    let value = value.trim_start_matches([' ', '=', '\t', '"', '\'']);
    let name = value.split(['"', '\'']).next().unwrap_or_default();
    matches!(name, "windows-1252" | "cp1252" | "iso-8859-1" | "latin1")
}

#[cfg(test)]
mod tests {
    use super::*;

    type Case = (&'static [u8], Result<(&'static str, Charset), EncodingError>);

    #[test]
    fn bytes_decode_by_mark_then_declaration_then_guess() {
        let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><a>\xFC\x80</a>";
        let cases: &[Case] = &[
            (b"<a/>", Ok(("<a/>", Charset::Utf8))),
            (b"\xEF\xBB\xBF<a/>", Ok(("<a/>", Charset::Utf8))),
            (b"", Ok(("", Charset::Utf8))),
            ("<a>\u{fc}</a>".as_bytes(), Ok(("<a>\u{fc}</a>", Charset::Utf8))),
            (b"<a>\xFC\x80</a>", Ok(("<a>\u{fc}\u{20ac}</a>", Charset::Guessed1252))),
            (b"\xFF\xFE<\0a\0/\0>\0", Ok(("<a/>", Charset::Utf16))),
            (b"\xFE\xFF\0<\0a\0/\0>", Ok(("<a/>", Charset::Utf16))),
            (b"\xFF\xFE\x00\xD8<\0", Err(EncodingError::BadUtf16)),
            (b"\xFF\xFE\0\0<\0\0\0", Err(EncodingError::NulBytes)),
            (b"<\0a\0/\0>\0", Err(EncodingError::NulBytes)),
        ];
        for (bytes, expected) in cases {
            let got = decode(bytes).map(|d| (d.text.into_owned(), d.charset));
            let expected = expected.map(|(text, charset)| (text.to_owned(), charset));
            assert_eq!(got, expected, "{bytes:?}");
        }
        let decoded = decode(latin).unwrap();
        assert!(decoded.text.ends_with("<a>\u{fc}\u{20ac}</a>"));
        assert_eq!(decoded.charset, Charset::Declared1252);
    }
}
