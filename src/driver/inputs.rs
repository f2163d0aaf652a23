//! The inputs of a run: what the walk over the paths and the lists of archives come to, and their
//! bytes when the compiler asks for them. Of each, the digest is known before compiling begins.

use std::{
    collections::BTreeMap,
    io::{self, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

use flate2::{Compression, bufread::DeflateEncoder, read::DeflateDecoder};

use super::{
    archive::{self, Entry, Fault, Kind, Limits, What},
    files::{self, Found, plain},
    look::{self, Take},
};
use crate::{
    front::mirth::companion,
    pipeline::{self, Content, Item, Store, sha256_hex},
};

/// Bytes that are held from the first look to the compiler's: those of small runs, and of the
/// largest file.
const HELD: u64 = pipeline::BUDGET;

/// The inputs of a run.
#[derive(Default)]
pub(super) struct Inputs {
    items: Vec<Item>,
    slots: Vec<Slot>,
    archives: Vec<Archive>,
    limits: Limits,
    budget: u64,
    held: Mutex<BTreeMap<usize, Held>>,
    n_held: u64,
    /// Exports that refer to files beside them, with the names that these can have.
    referring: Vec<(usize, Vec<String>)>,
}

/// Bytes that are held of an item.
enum Held {
    /// As they are.
    Plain(Vec<u8>),
    /// Packed again: those of an archive that can only be read from its start, so that each look
    /// at an entry would unpack all of it. They take about as much as the archive itself.
    Packed(Vec<u8>),
}

/// What is known of an item, and where its bytes are.
struct Slot {
    /// What there is to say without its bytes; `None` when they are to be read.
    known: Option<Content>,
    place: Place,
    /// It is read for itself and for each export that refers to it.
    companion: bool,
}

#[derive(Clone)]
enum Place {
    Nowhere,
    File(PathBuf),
    Entry { archive: usize, number: u64 },
}

struct Archive {
    path: PathBuf,
    kind: Kind,
    length: u64,
}

/// What a look at a file or an entry gave.
enum Looked {
    Known(Content),
    Bytes(Vec<u8>),
}

impl Inputs {
    /// Everything below the given paths, but for what lies in the output folder.
    pub(super) fn gather(paths: &[PathBuf], out: &Path) -> Self {
        Self::with_limits(files::walk(paths, out), Limits::default())
    }

    fn with_limits(found: Vec<Found>, limits: Limits) -> Self {
        let lengths = found.iter().filter(|file| file.known.is_none());
        let largest = lengths.filter_map(|file| Some(files::open(&file.path).ok()?.1)).max();
        let budget = HELD.max(largest.unwrap_or(0));
        let mut inputs = Self { limits, budget, ..Self::default() };
        for file in found {
            inputs.take(file);
        }
        inputs.take_companions();
        inputs
    }

    /// For each item its name and what its outcome depends on.
    pub(super) fn states(&self) -> impl Iterator<Item = (&str, String)> {
        self.items.iter().zip(&self.slots).map(|(item, slot)| {
            let state = match &slot.known {
                None | Some(Content::Bytes(_)) => item.sha256.clone(),
                Some(Content::Unreadable(why)) => format!("unreadable {why:?}"),
                Some(Content::Refused(rule, why)) => format!("refused {} {why:?}", rule.code),
                Some(Content::TooLarge(bytes)) => format!("too large {bytes}"),
                Some(Content::Ignored) => "ignored".to_owned(),
            };
            (item.name.as_str(), state)
        })
    }

    fn take(&mut self, found: Found) {
        let Found { name, path, named, known } = found;
        if let Some(content) = known {
            return self.add(name, Place::Nowhere, Looked::Known(content));
        }
        let unreadable = |error: &io::Error| {
            Looked::Known(Content::Unreadable(format!("the file {}", plain(error))))
        };
        match self.look(&name, &path, named) {
            Ok(Some(looked)) => self.add(name, Place::File(path), looked),
            Ok(None) => {}
            Err(error) => self.add(name, Place::Nowhere, unreadable(&error)),
        }
    }

    /// Looks at a file; `None` for an archive, whose entries are taken in instead.
    fn look(&mut self, name: &str, path: &Path, named: bool) -> io::Result<Option<Looked>> {
        let (mut file, length) = files::open(path)?;
        let head = look::head(&mut file)?;
        Ok(Some(match look::take(&head, length) {
            Take::TooLarge => Looked::Known(Content::TooLarge(length)),
            Take::Whole => Looked::Bytes(look::rest(head, length, &mut file)?),
            Take::Ignore => {
                file.seek(SeekFrom::Start(0))?;
                if let Some(kind) = archive::kind(&head, &mut file)? {
                    let archive = Archive { path: path.to_owned(), kind, length };
                    self.take_archive(name, archive, file, named);
                    return Ok(None);
                }
                if let Some(fault) = archive::unopened(&head, &mut file)? {
                    return Ok(Some(Looked::Known(refused(&fault))));
                }
                if named {
                    let why = "this is no export of the legacy engine".to_owned();
                    Looked::Known(Content::Unreadable(why))
                } else {
                    Looked::Known(Content::Ignored)
                }
            }
        }))
    }

    fn take_archive<R: Read + Seek>(&mut self, name: &str, archive: Archive, file: R, named: bool) {
        let (kind, length, limits) = (archive.kind, archive.length, self.limits);
        self.archives.push(archive);
        let first = self.items.len();
        let mut seen = std::collections::BTreeSet::new();
        let fault = archive::walk(file, kind, length, &limits, &mut |entry| {
            self.take_entry(name, entry, &mut seen);
        });
        if let Some(limit @ (Fault::Ratio(_) | Fault::Total(_))) = &fault
            && let Some(last) = self.slots[first..].last_mut()
            && last.known.is_some()
        {
            // Its reader ended early, which looks like damage.
            let why = "a limit of the archive was passed in this entry".to_owned();
            last.known = Some(Content::Refused(limit.told().0, why));
        }
        let exports = self.slots[first..].iter().any(|slot| slot.known.is_none());
        let content = match fault {
            Some(fault) => refused(&fault),
            None if named && !exports => {
                Content::Unreadable("the archive holds no export of the legacy engine".to_owned())
            }
            None if self.items.len() == first => Content::Ignored,
            None => return,
        };
        self.add(name.to_owned(), Place::Nowhere, Looked::Known(content));
    }

    fn take_entry(
        &mut self,
        archive: &str,
        entry: Entry<'_>,
        seen: &mut std::collections::BTreeSet<String>,
    ) {
        let Entry { number, path, what } = entry;
        let path = match archive::plain(&path) {
            Ok(path) => path,
            Err(how) => {
                // The path is only shown; nothing is ever opened by it.
                let name = format!("{archive}/{}", path.replace(char::is_control, "?"));
                let looked = Looked::Known(refused(&Fault::Path(how)));
                return self.add(name, Place::Nowhere, looked);
            }
        };
        let mut folders = path.rsplit_once('/').map_or("", |(folders, _)| folders).split('/');
        if folders.any(|folder| folder.starts_with('.')) {
            return;
        }
        let name = format!("{archive}/{path}");
        let looked = match what {
            _ if !seen.insert(path) => Looked::Known(refused(&Fault::Repeated)),
            What::Other => Looked::Known(Content::Ignored),
            What::Refused(fault) => Looked::Known(refused(&fault)),
            What::File(size, body) => look_at_entry(size, body),
        };
        let place = Place::Entry { archive: self.archives.len() - 1, number };
        self.add(name, place, looked);
    }

    /// Adds an item; holds its bytes as long as there is room.
    fn add(&mut self, name: String, place: Place, looked: Looked) {
        let number = self.items.len();
        let (known, bytes) = match looked {
            Looked::Known(content) => (Some(content), None),
            Looked::Bytes(bytes) => (None, Some(bytes)),
        };
        let length = bytes.as_ref().map_or(0, |bytes| bytes.len() as u64);
        let sha256 = bytes.as_ref().map(|bytes| sha256_hex(bytes)).unwrap_or_default();
        self.items.push(Item { name, bytes: length, sha256 });
        self.slots.push(Slot { known, place, companion: false });
        let Some(bytes) = bytes else { return };
        let references = companion::references(&String::from_utf8_lossy(&bytes));
        if !references.is_empty() {
            self.referring.push((number, references));
        }
        self.hold(number, bytes);
    }

    /// Holds the bytes of an item as long as there is room.
    fn hold(&mut self, number: usize, bytes: Vec<u8>) {
        let from_start = match &self.slots[number].place {
            Place::Entry { archive, .. } => self.archives[*archive].kind.is_read_from_start(),
            Place::Nowhere | Place::File(_) => false,
        };
        let held = self.held.get_mut().unwrap_or_else(PoisonError::into_inner);
        let length = bytes.len() as u64;
        if from_start {
            held.insert(number, Held::Packed(pack(&bytes)));
        } else if self.n_held + length <= self.budget {
            self.n_held += length;
            held.insert(number, Held::Plain(bytes));
        }
    }

    /// Takes in the files beside exports that these refer to, also those outside the given paths.
    fn take_companions(&mut self) {
        let names = self.items.iter().enumerate().map(|(number, item)| (item.name.clone(), number));
        let mut numbers: BTreeMap<String, usize> = names.collect();
        let mut wanted = Vec::new();
        for (export, references) in std::mem::take(&mut self.referring) {
            for reference in references {
                let name = self.items[export].name.clone();
                for candidate in companion::candidates(&name, &reference) {
                    let number = match numbers.get(&candidate) {
                        Some(number) => Some(*number),
                        None => self.add_beside(export, &candidate),
                    };
                    if let Some(number) = number {
                        numbers.insert(candidate, number);
                        wanted.push(number);
                        break;
                    }
                }
            }
        }
        let ignored = |number: &usize| matches!(self.slots[*number].known, Some(Content::Ignored));
        wanted.retain(ignored);
        wanted.sort_unstable();
        wanted.dedup();
        for (number, content) in wanted.iter().copied().zip(self.read(&wanted)) {
            if let Content::Bytes(bytes) = content {
                let item = &mut self.items[number];
                item.bytes = bytes.len() as u64;
                item.sha256 = sha256_hex(&bytes);
                self.slots[number].known = None;
                self.slots[number].companion = true;
                self.hold(number, bytes);
            }
        }
    }

    /// Adds the file of that name when it lies beside an export that is a file itself.
    fn add_beside(&mut self, export: usize, name: &str) -> Option<usize> {
        let Place::File(path) = &self.slots[export].place else { return None };
        let own = self.items[export].name.rsplit('/').next().unwrap_or_default();
        let folder = self.items[export].name.len() - own.len();
        let path = path.parent()?.join(name.get(folder..)?);
        if !files::is_plain_file(&path) {
            return None;
        }
        self.add(name.to_owned(), Place::File(path), Looked::Known(Content::Ignored));
        Some(self.items.len() - 1)
    }

    /// The bytes at the places of some items, whatever is known of them. Archives are walked once
    /// for all of their entries.
    fn read(&self, numbers: &[usize]) -> Vec<Content> {
        let mut contents = BTreeMap::new();
        let mut entries: BTreeMap<usize, BTreeMap<u64, usize>> = BTreeMap::new();
        for number in numbers {
            match &self.slots[*number].place {
                Place::Nowhere => {}
                Place::File(path) => {
                    contents.insert(*number, read_file(path));
                }
                Place::Entry { archive, number: entry } => {
                    entries.entry(*archive).or_default().insert(*entry, *number);
                }
            }
        }
        for (archive, wanted) in entries {
            self.read_entries(&self.archives[archive], &wanted, &mut contents);
        }
        let missing = || Content::Unreadable("the file is gone".to_owned());
        numbers.iter().map(|number| contents.remove(number).unwrap_or_else(missing)).collect()
    }

    fn read_entries(
        &self,
        archive: &Archive,
        wanted: &BTreeMap<u64, usize>,
        contents: &mut BTreeMap<usize, Content>,
    ) {
        let Ok((file, _)) = files::open(&archive.path) else { return };
        archive::walk(file, archive.kind, archive.length, &self.limits, &mut |entry| {
            if let (Some(number), What::File(size, body)) = (wanted.get(&entry.number), entry.what)
            {
                let content = match read_entry(Vec::new(), size, body) {
                    Ok(bytes) => Content::Bytes(bytes),
                    Err(fault) => refused(&fault),
                };
                contents.insert(*number, content);
            }
        });
    }
}

impl Store for Inputs {
    fn items(&self) -> &[Item] {
        &self.items
    }

    fn load(&self, numbers: &[usize]) -> Vec<Content> {
        let held: Vec<_> = numbers.iter().map(|number| self.at_hand(*number)).collect();
        let missing = numbers.iter().zip(&held).filter(|(_, content)| content.is_none());
        let missing: Vec<usize> = missing.map(|(number, _)| *number).collect();
        let mut read = self.read(&missing).into_iter();
        let content = |held: Option<Content>| held.or_else(|| read.next());
        held.into_iter().map(content).map(|content| content.unwrap_or(Content::Ignored)).collect()
    }
}

impl Inputs {
    /// What is known or held of an item. Bytes are given out once, as the compiler keeps what it
    /// has room for.
    fn at_hand(&self, number: usize) -> Option<Content> {
        let slot = &self.slots[number];
        if let Some(known) = &slot.known {
            return Some(known.clone());
        }
        let mut held = self.held.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Held::Packed(bytes)) = held.get(&number) {
            let bytes = bytes.clone();
            drop(held);
            return Some(unpack(&bytes));
        }
        if let (true, Some(Held::Plain(bytes))) = (slot.companion, held.get(&number)) {
            return Some(Content::Bytes(bytes.clone()));
        }
        match held.remove(&number) {
            Some(Held::Plain(bytes)) => Some(Content::Bytes(bytes)),
            Some(Held::Packed(_)) | None => None,
        }
    }
}

fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    // Neither reading from nor writing to memory fails.
    let _ = DeflateEncoder::new(bytes, Compression::fast()).read_to_end(&mut packed);
    packed
}

fn unpack(packed: &[u8]) -> Content {
    let mut bytes = Vec::new();
    match DeflateDecoder::new(packed).read_to_end(&mut bytes) {
        Ok(_) => Content::Bytes(bytes),
        Err(_) => refused(&entry_damaged()),
    }
}

fn refused(fault: &Fault) -> Content {
    let (rule, why) = fault.told();
    Content::Refused(rule, why)
}

fn read_file(path: &Path) -> Content {
    let read = || {
        let (mut file, length) = files::open(path)?;
        look::rest(Vec::new(), length, &mut file)
    };
    read().map_or_else(
        |error: io::Error| Content::Unreadable(format!("the file {}", plain(&error))),
        Content::Bytes,
    )
}

fn look_at_entry(size: u64, body: &mut dyn Read) -> Looked {
    let damaged = |_| Looked::Known(refused(&entry_damaged()));
    let head = match look::head(body) {
        Ok(head) => head,
        Err(error) => return damaged(error),
    };
    if archive::is_archive(&head) {
        return Looked::Known(refused(&Fault::Nested));
    }
    match look::take(&head, size) {
        Take::Ignore => Looked::Known(Content::Ignored),
        Take::TooLarge => Looked::Known(Content::TooLarge(size)),
        Take::Whole => match read_entry(head, size, body) {
            Ok(bytes) => Looked::Bytes(bytes),
            Err(fault) => Looked::Known(refused(&fault)),
        },
    }
}

/// The bytes of an entry, of which some are read already.
fn read_entry(head: Vec<u8>, size: u64, body: &mut dyn Read) -> Result<Vec<u8>, Fault> {
    match look::rest(head, size, body) {
        Ok(bytes) if bytes.len() as u64 == size => Ok(bytes),
        _ => Err(entry_damaged()),
    }
}

fn entry_damaged() -> Fault {
    Fault::Damaged("the entry is cut off or damaged".to_owned())
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    const TEXT: &[u8] = b"<channel><id>a</id></channel>";

    fn taped() -> Vec<u8> {
        let mut tape = tar::Builder::new(Vec::new());
        let mut header = tar::Header::new_ustar();
        header.set_size(TEXT.len() as u64);
        header.set_path("a.xml").unwrap();
        header.set_cksum();
        tape.append(&header, TEXT).unwrap();
        tape.into_inner().unwrap()
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), Compression::fast());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    #[test]
    fn bytes_are_the_same_however_often_they_are_asked_for() {
        let folder = tempfile::TempDir::new().unwrap();
        let path = folder.path().join("in");
        let text = String::from_utf8_lossy(TEXT);
        files::put(&path, "a.xml", &text).unwrap();
        for (name, bytes) in [("b.tar", taped()), ("c.tgz", gzip(&taped()))] {
            let mut file = files::create(&path, name).unwrap();
            file.write_all(&bytes).unwrap();
        }
        let inputs = Inputs::gather(std::slice::from_ref(&path), &folder.path().join("out"));
        let names: Vec<_> = inputs.items().iter().map(|item| item.name.as_str()).collect();
        assert_eq!(names, ["in/a.xml", "in/b.tar/a.xml", "in/c.tgz/a.xml"]);
        assert!(inputs.items().iter().all(|item| item.sha256 == sha256_hex(TEXT)));
        for round in 0..3 {
            for content in inputs.load(&[2, 0, 1]) {
                assert!(matches!(content, Content::Bytes(bytes) if bytes == TEXT), "{round}");
            }
        }
        // What is gone when it is asked for again is said.
        files::remove(&path, "a.xml").unwrap();
        files::remove(&path, "b.tar").unwrap();
        let contents = inputs.load(&[0, 1]);
        assert!(contents.iter().all(|content| matches!(content, Content::Unreadable(_))));
    }
}
