//! How much may come out of one archive: counted where the bytes come out, whatever the archive
//! says of itself, so that entries which overlap count as often as they are read.

use std::{
    cell::{Cell, RefCell},
    io::{self, Read},
};

use super::Fault;

/// What an archive may come to.
#[derive(Debug, Clone, Copy)]
pub(in super::super) struct Limits {
    /// Most entries, folders and links among them.
    pub(in super::super) entries: u64,
    /// Most bytes that are read out of it.
    pub(in super::super) bytes: u64,
    /// Most bytes that are read out of it, for each byte that it has.
    pub(in super::super) ratio: u64,
    /// So many bytes may be read whatever the ratio.
    pub(in super::super) free: u64,
}

impl Default for Limits {
    /// Exports are repetitive: a backup of hundreds of like channels packs 50 to 1 and better.
    /// Bombs begin at 1,000 to 1, which is what deflate can do.
    fn default() -> Self {
        Self { entries: 100_000, bytes: 8 << 30, ratio: 200, free: 16 << 20 }
    }
}

/// Counts what comes out of one archive.
pub(super) struct Meter {
    limits: Limits,
    /// Bytes of the archive.
    length: u64,
    bytes: Cell<u64>,
    entries: Cell<u64>,
    fault: RefCell<Option<Fault>>,
}

impl Meter {
    pub(super) fn new(length: u64, limits: Limits) -> Self {
        let (bytes, entries) = (Cell::new(0), Cell::new(0));
        Self { limits, length, bytes, entries, fault: RefCell::new(None) }
    }

    /// The limit that was passed.
    pub(super) fn fault(&self) -> Option<Fault> {
        self.fault.borrow().clone()
    }

    /// Bytes that were read so far.
    pub(super) fn bytes(&self) -> u64 {
        self.bytes.get()
    }

    /// Counts one more entry and gives its number.
    ///
    /// # Errors
    /// That there are too many, or that a limit was passed before.
    pub(super) fn entry(&self) -> Result<u64, Fault> {
        let number = self.entries.get();
        if number >= self.limits.entries {
            self.fail(Fault::Entries(self.limits.entries));
        }
        self.entries.set(number + 1);
        self.fault().map_or(Ok(number), Err)
    }

    /// A reader that counts.
    pub(super) fn over<R: Read>(&self, inner: R) -> Metered<'_, R> {
        Metered { inner, meter: self }
    }

    fn fail(&self, fault: Fault) {
        self.fault.borrow_mut().get_or_insert(fault);
    }

    fn count(&self, bytes: u64) -> io::Result<()> {
        let all = self.bytes.get().saturating_add(bytes);
        self.bytes.set(all);
        if all > self.limits.bytes {
            self.fail(Fault::Total(self.limits.bytes));
        } else if all > self.limits.free && all / self.limits.ratio > self.length {
            self.fail(Fault::Ratio(self.limits.ratio));
        }
        let passed = self.fault.borrow().is_some();
        if passed { Err(io::Error::other("a limit was passed")) } else { Ok(()) }
    }
}

/// A reader that counts what is read.
pub(super) struct Metered<'m, R> {
    inner: R,
    meter: &'m Meter,
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.meter.count(read as u64)?;
        Ok(read)
    }
}
