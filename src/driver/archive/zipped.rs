//! The entries of a zip. Its list stands at the end; of one that is cut off, the entries are read
//! from the start as far as they go.

use std::{
    borrow::Cow,
    io::{Read, Seek},
};

use zip::{
    CompressionMethod,
    read::{Config, ZipFileEntry, ZipReadOptions, read_zipfile_from_stream},
    result::ZipError,
    unstable::read::ZipIterable,
};

use super::{Entry, Fault, What, meter::Meter};

pub(super) fn walk<R: Read + Seek>(
    mut file: R,
    meter: &Meter,
    visit: &mut dyn FnMut(Entry<'_>),
) -> Result<(), Fault> {
    match ZipIterable::try_new(&mut file, Config::default()) {
        Ok(mut list) => listed(&mut list, meter, visit),
        Err(error) => {
            if file.rewind().is_ok() {
                unlisted(file, meter, visit)?;
            }
            Err(fault(&error, "the archive"))
        }
    }
}

/// Entries by the list, which may name one more than once.
fn listed<R: Read + Seek>(
    list: &mut ZipIterable<R>,
    meter: &Meter,
    visit: &mut dyn FnMut(Entry<'_>),
) -> Result<(), Fault> {
    let entries = list.files().map_err(|error| fault(&error, "the archive"))?;
    while let Some(entry) = entries.next() {
        let entry = entry.map_err(|error| fault(&error, "the list of the archive"))?;
        let number = meter.entry()?;
        if entry.is_dir() {
            continue;
        }
        let path = path(&entry);
        if entry.is_symlink() {
            visit(Entry { number, path, what: What::Other });
            continue;
        }
        let opened = if let Some(fault) = unreadable(&entry) {
            Err(fault)
        } else {
            let size = entry.size();
            let body = entry.with_reader(entries.reader_mut(), ZipReadOptions::new());
            body.map(|body| (size, body)).map_err(|error| fault(&error, "the entry"))
        };
        match opened {
            Ok((size, body)) => {
                let what = What::File(size, &mut meter.over(body));
                visit(Entry { number, path, what });
            }
            Err(fault) => visit(Entry { number, path, what: What::Refused(fault) }),
        }
    }
    Ok(())
}

/// Entries from the start of the file, without its list.
fn unlisted<R: Read>(
    mut file: R,
    meter: &Meter,
    visit: &mut dyn FnMut(Entry<'_>),
) -> Result<(), Fault> {
    while let Ok(Some(body)) = read_zipfile_from_stream(&mut file) {
        let number = meter.entry()?;
        if body.is_dir() {
            continue;
        }
        let path = body.name().map_or_else(|_| lossy(body.name_raw()), Cow::into_owned);
        let size = body.size();
        visit(Entry { number, path, what: What::File(size, &mut meter.over(body)) });
    }
    Ok(())
}

fn path(entry: &ZipFileEntry<'_>) -> String {
    entry.name().map_or_else(|_| lossy(entry.name_raw()), Cow::into_owned)
}

fn lossy(name: &[u8]) -> String {
    String::from_utf8_lossy(name).into_owned()
}

fn unreadable(entry: &ZipFileEntry<'_>) -> Option<Fault> {
    let method = entry.compression();
    if entry.encrypted() {
        return Some(Fault::Encrypted);
    }
    let known = [CompressionMethod::Stored, CompressionMethod::Deflated, CompressionMethod::Bzip2];
    (!known.contains(&method)).then(|| Fault::Method(method.to_string()))
}

fn fault(error: &ZipError, what: &str) -> Fault {
    match error {
        ZipError::CompressionMethodNotSupported(method) => Fault::Method(method.to_string()),
        ZipError::Io(error) => Fault::damaged(error),
        _ => Fault::Damaged(format!("{what} is damaged or cut off")),
    }
}
