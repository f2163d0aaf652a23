//! Archives as inputs: zip, tar, and tar packed with gzip or bzip2, told by content. Entries are
//! handed out one after the other and nothing is ever unpacked to disk.
//!
//! An archive is hostile until it is read: what it may come to is bounded ([`Limits`]), the paths
//! of its entries are only ever used as names ([`path::plain`]), and archives inside it stay shut.

mod meter;
mod path;
mod tape;
#[cfg(test)]
mod tests;
mod zipped;

use std::io::{self, BufReader, Read, Seek, SeekFrom};

use bzip2::read::MultiBzDecoder;
use flate2::read::MultiGzDecoder;

pub(super) use meter::Limits;
use meter::Meter;
pub(super) use path::plain;

use crate::{
    diag::Rule,
    front::mirth::sniff::{self, Sniff},
    rules,
};

/// Bytes of a header of a tar.
const BLOCK: usize = 512;

/// What an archive is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A zip.
    Zip,
    /// A tar.
    Tar,
    /// A tar packed with gzip.
    TarGz,
    /// A tar packed with bzip2.
    TarBz2,
}

impl Kind {
    /// Whether an entry can only be read after all that stands before it.
    pub(super) fn is_read_from_start(self) -> bool {
        matches!(self, Self::TarGz | Self::TarBz2)
    }
}

/// One entry. Folders are not among them.
pub(super) struct Entry<'a> {
    /// Number of the entry; the same whenever the archive is walked.
    pub(super) number: u64,
    /// Path as the archive spells it; what is no UTF-8 is replaced.
    pub(super) path: String,
    /// What it is.
    pub(super) what: What<'a>,
}

/// What an entry is.
pub(super) enum What<'a> {
    /// A file: how many bytes the archive says that it has, and a reader over them.
    File(u64, &'a mut dyn Read),
    /// A link, a device or another thing without content.
    Other,
    /// An entry that cannot be read.
    Refused(Fault),
}

/// Why an archive, or an entry of it, is not read (on).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Fault {
    /// The entries come to more than this many times the bytes of the archive.
    Ratio(u64),
    /// The entries come to more than this many bytes.
    Total(u64),
    /// There are more entries than this.
    Entries(u64),
    /// It is cut off or damaged.
    Damaged(String),
    /// The entry is encrypted.
    Encrypted,
    /// The entry is compressed with a method that is not read.
    Method(String),
    /// The file is packed in a way that is not opened.
    Packed(&'static str),
    /// The entry is an archive itself.
    Nested,
    /// The path leads out of the archive: how.
    Path(&'static str),
    /// An earlier entry has the path.
    Repeated,
}

impl Fault {
    /// The rule that reports it, and what there is to say.
    pub(super) fn told(&self) -> (&'static Rule, String) {
        match self {
            Self::Ratio(ratio) => (
                &rules::archive_expands_too_far::RULE,
                format!("the entries come to more than {ratio} times the bytes of the archive"),
            ),
            Self::Total(bytes) => (
                &rules::archive_too_large::RULE,
                format!("the entries of the archive come to more than {bytes} bytes"),
            ),
            Self::Entries(entries) => (
                &rules::archive_too_large::RULE,
                format!("the archive has more than {entries} entries"),
            ),
            Self::Damaged(why) => (&rules::damaged_archive::RULE, why.clone()),
            Self::Encrypted => (&rules::encrypted_entry::RULE, "the entry is encrypted".to_owned()),
            Self::Method(method) => (
                &rules::compression_method::RULE,
                format!("the entry is compressed with `{method}`, which is not read"),
            ),
            Self::Packed(how) => (
                &rules::compression_method::RULE,
                format!("the file is packed with `{how}`, which is not opened"),
            ),
            Self::Nested => (
                &rules::archive_in_archive::RULE,
                "an archive inside an archive is not opened".to_owned(),
            ),
            Self::Path(how) => (
                &rules::path_outside_archive::RULE,
                format!("the path of the entry leads out of the archive: it {how}"),
            ),
            Self::Repeated => (
                &rules::repeated_entry::RULE,
                "an earlier entry has this name; only the first is read".to_owned(),
            ),
        }
    }

    fn damaged(error: &io::Error) -> Self {
        Self::Damaged(match error.kind() {
            io::ErrorKind::UnexpectedEof => "the archive ends too early".to_owned(),
            _ => "the archive is damaged".to_owned(),
        })
    }
}

/// What kind of archive begins with these bytes, as far as they tell: gzip and bzip2 pack any
/// kind of file.
fn signature(head: &[u8]) -> Option<Kind> {
    match head {
        [b'P', b'K', 3, 4, ..] | [b'P', b'K', 5, 6, ..] => Some(Kind::Zip),
        [0x1F, 0x8B, 8, ..] => Some(Kind::TarGz),
        [b'B', b'Z', b'h', b'1'..=b'9', ..] => Some(Kind::TarBz2),
        _ if is_tar(head) => Some(Kind::Tar),
        _ => None,
    }
}

/// How archives begin that are not opened, and what packs them.
const PACKED: &[(&[u8], &str)] = &[
    (b"\xFD7zXZ\0", "xz"),
    (b"7z\xBC\xAF\x27\x1C", "7z"),
    (b"\x28\xB5\x2F\xFD", "zstd"),
    (b"Rar!\x1A\x07", "rar"),
];

/// Whether bytes are the start of an archive, also of one that packs a single file.
pub(super) fn is_archive(head: &[u8]) -> bool {
    signature(head).is_some() || PACKED.iter().any(|(start, _)| head.starts_with(start))
}

/// Why a file is not opened that may well hold exports: an archive of another kind, or one export
/// that was packed by itself. Leaves the reader anywhere.
///
/// # Errors
/// That the file cannot be read.
pub(super) fn unopened<R: Read + Seek>(head: &[u8], file: &mut R) -> io::Result<Option<Fault>> {
    if let Some((_, how)) = PACKED.iter().find(|(start, _)| head.starts_with(start)) {
        return Ok(Some(Fault::Packed(how)));
    }
    file.seek(SeekFrom::Start(0))?;
    let mut inside = Vec::new();
    let most = sniff::HEAD_BYTES as u64;
    // Of a packed file that is cut off early, what comes out decides.
    let (_, how) = match signature(head) {
        Some(Kind::TarGz) => {
            (MultiGzDecoder::new(file).take(most).read_to_end(&mut inside), "gzip")
        }
        Some(Kind::TarBz2) => {
            (MultiBzDecoder::new(file).take(most).read_to_end(&mut inside), "bzip2")
        }
        Some(Kind::Zip | Kind::Tar) | None => return Ok(None),
    };
    let export = matches!(sniff::sniff(&inside), Sniff::Export(_) | Sniff::Encrypted);
    Ok(export.then_some(Fault::Packed(how)))
}

/// What kind of archive a file is; `None` for any other file. Leaves the reader at its start.
///
/// # Errors
/// That the file cannot be read.
pub(super) fn kind<R: Read + Seek>(head: &[u8], file: &mut R) -> io::Result<Option<Kind>> {
    let Some(kind) = signature(head) else {
        let zip = ends_as_zip(file)?;
        file.seek(SeekFrom::Start(0))?;
        return Ok(zip.then_some(Kind::Zip));
    };
    let mut block = Vec::with_capacity(BLOCK);
    // Of a packed file that is cut off early, what comes out decides.
    let _ = match kind {
        Kind::TarGz => MultiGzDecoder::new(&mut *file).take(BLOCK as u64).read_to_end(&mut block),
        Kind::TarBz2 => MultiBzDecoder::new(&mut *file).take(BLOCK as u64).read_to_end(&mut block),
        Kind::Zip | Kind::Tar => return Ok(Some(kind)),
    };
    file.seek(SeekFrom::Start(0))?;
    Ok(is_tar(&block).then_some(kind))
}

/// Whether a file ends as a zip does, whatever stands before it: one that unpacks itself.
fn ends_as_zip<R: Read + Seek>(file: &mut R) -> io::Result<bool> {
    const END: u64 = 22;
    let length = file.seek(SeekFrom::End(0))?;
    file.seek(SeekFrom::Start(length.saturating_sub(END)))?;
    let mut end = Vec::new();
    file.take(END).read_to_end(&mut end)?;
    Ok(end.starts_with(b"PK\x05\x06") && end.ends_with(&[0, 0]))
}

/// Whether bytes begin with a header of a tar: it holds a sum of its own bytes.
fn is_tar(head: &[u8]) -> bool {
    let Some(block) = head.get(..BLOCK) else { return false };
    let header = tar::Header::from_byte_slice(block);
    let sum = |range: std::ops::Range<usize>| -> u32 {
        block[range].iter().map(|byte| u32::from(*byte)).sum()
    };
    // The eight bytes of the sum count as blanks.
    let expected = sum(0..148) + 8 * u32::from(b' ') + sum(156..BLOCK);
    block[0] != 0 && header.cksum().is_ok_and(|found| found == expected)
}

/// Hands the entries of an archive of so many bytes to a visitor, in their order. Gives the fault
/// that ended the walk before its time.
pub(super) fn walk<R: Read + Seek>(
    file: R,
    kind: Kind,
    length: u64,
    limits: &Limits,
    visit: &mut dyn FnMut(Entry<'_>),
) -> Option<Fault> {
    let meter = Meter::new(length, *limits);
    let file = BufReader::new(file);
    let ended = match kind {
        Kind::Zip => zipped::walk(file, &meter, visit),
        Kind::Tar => tape::walk(file, length, &meter, visit),
        Kind::TarGz => tape::walk_packed(MultiGzDecoder::new(file), &meter, visit),
        Kind::TarBz2 => tape::walk_packed(MultiBzDecoder::new(file), &meter, visit),
    };
    meter.fault().or(ended.err())
}
