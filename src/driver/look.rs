//! What to do with a file or an entry of an archive, told from its first bytes and its length.

use std::io::{self, Read};

use crate::{
    front::mirth::sniff::{self, Sniff},
    xml::Limits,
};

/// What to do with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Take {
    /// Read all of it.
    Whole,
    /// Larger than any export: refuse it unread.
    TooLarge,
    /// No export.
    Ignore,
}

/// Decides without reading on, so that a huge file of another kind costs nothing.
pub(super) fn take(head: &[u8], length: u64) -> Take {
    match sniff::sniff(head) {
        Sniff::OtherXml(_) | Sniff::NotXml => Take::Ignore,
        _ if length > Limits::default().bytes => Take::TooLarge,
        Sniff::Export(_) | Sniff::NotReadYet(_) | Sniff::Message(_) | Sniff::Encrypted => {
            Take::Whole
        }
    }
}

/// The first bytes of a file.
///
/// # Errors
/// That it cannot be read.
pub(super) fn head(file: &mut dyn Read) -> io::Result<Vec<u8>> {
    let mut head = Vec::new();
    file.take(sniff::HEAD_BYTES as u64).read_to_end(&mut head)?;
    Ok(head)
}

/// All bytes of a file that begins with these; no more than are taken of any file, and one, which
/// tells that there are more.
///
/// # Errors
/// That it cannot be read on.
pub(super) fn rest(mut head: Vec<u8>, length: u64, file: &mut dyn Read) -> io::Result<Vec<u8>> {
    let most = Limits::default().bytes + 1 - head.len() as u64;
    let expected = length.min(most + head.len() as u64).saturating_sub(head.len() as u64);
    // What a file says of its length is no reason to ask for that much memory.
    head.reserve_exact(usize::try_from(expected.min(256 << 20)).unwrap_or(0));
    file.take(most).read_to_end(&mut head)?;
    Ok(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_taken_by_its_head_and_length() {
        let zeros = vec![0; sniff::HEAD_BYTES];
        let cases: &[(&[u8], u64, Take)] = &[
            (&zeros, 1 << 30, Take::Ignore),
            (b"<html>", 1 << 40, Take::Ignore),
            (b"", 0, Take::Ignore),
            (b"<channel>", 1 << 20, Take::Whole),
            (b"<channel>", 512 << 20, Take::Whole),
            (b"<channel>", (512 << 20) + 1, Take::TooLarge),
            (b"{enc}", 1 << 30, Take::TooLarge),
            (b"<alertModel>", 9, Take::Whole),
            (b"<message>", 9, Take::Whole),
        ];
        for (head, length, expected) in cases {
            assert_eq!(take(head, *length), *expected, "{length}");
        }
    }
}
