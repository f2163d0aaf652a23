//! The entries of a tar, packed or not.

use std::io::{self, Read, Seek};

use tar::{Archive, Entries, EntryType};

use super::{BLOCK, Entry, Fault, What, meter::Meter};

/// A tar of so many bytes.
pub(super) fn walk<R: Read + Seek>(
    file: R,
    length: u64,
    meter: &Meter,
    visit: &mut dyn FnMut(Entry<'_>),
) -> Result<(), Fault> {
    let mut archive = Archive::new(file);
    let entries = archive.entries_with_seek().map_err(|error| Fault::damaged(&error))?;
    let end = each(entries, meter, visit)?;
    // Entries that nobody reads are skipped unseen, so what is cut off shows at the end.
    ends(end, length)
}

/// A tar that comes out of a decoder.
pub(super) fn walk_packed<R: Read>(
    decoder: R,
    meter: &Meter,
    visit: &mut dyn FnMut(Entry<'_>),
) -> Result<(), Fault> {
    let mut archive = Archive::new(meter.over(decoder));
    let entries = archive.entries().map_err(|error| Fault::damaged(&error))?;
    let end = each(entries, meter, visit)?;
    // The sum that tells whether all of it was right stands at the end.
    let rest = io::copy(&mut archive.into_inner(), &mut io::sink());
    rest.map_err(|error| Fault::damaged(&error))?;
    ends(end, meter.bytes())
}

/// That blocks of zeros stand behind the last entry: one that is cut off between two entries looks
/// whole but for them.
fn ends(end: u64, length: u64) -> Result<(), Fault> {
    let block = BLOCK as u64;
    if end.next_multiple_of(block).saturating_add(block) > length {
        return Err(Fault::damaged(&io::ErrorKind::UnexpectedEof.into()));
    }
    Ok(())
}

/// Hands each entry on and gives where the last one ends.
fn each<R: Read>(
    entries: Entries<'_, R>,
    meter: &Meter,
    visit: &mut dyn FnMut(Entry<'_>),
) -> Result<u64, Fault> {
    let mut end = 0;
    for entry in entries {
        let mut entry = entry.map_err(|error| Fault::damaged(&error))?;
        let number = meter.entry()?;
        let size = entry.size();
        let kind = entry.header().entry_type();
        let held =
            if kind.is_gnu_sparse() { entry.header().entry_size().unwrap_or(0) } else { size };
        end = entry.raw_file_position().saturating_add(held);
        let path = String::from_utf8_lossy(&entry.path_bytes()).into_owned();
        if kind.is_dir() {
            continue;
        }
        // A sparse file is mostly zeros that the archive does not hold: no export.
        let file = matches!(kind, EntryType::Regular | EntryType::Continuous);
        let what = if file { What::File(size, &mut entry) } else { What::Other };
        visit(Entry { number, path, what });
    }
    Ok(end)
}
