//! Archives as they are made, and as they are made to do harm.

use std::io::{Cursor, Write as _};

use super::*;
use crate::suite::archive::{taped, zipped};

/// Bytes that do not pack.
fn noise(length: usize) -> Vec<u8> {
    let next = |state: &u32| {
        let a = state ^ (state << 13);
        let b = a ^ (a >> 17);
        Some(b ^ (b << 5))
    };
    let states = std::iter::successors(Some(0x9E37_79B9_u32), next);
    states.take(length).map(|state| (state >> 24) as u8).collect()
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

fn bzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = bzip2::write::BzEncoder::new(Vec::new(), bzip2::Compression::best());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// A zip whose list names its only entry that many times.
fn overlapping(bytes: &[u8], times: u16) -> Vec<u8> {
    let zip = zipped(&[("a", bytes)]);
    let find = |signature: &[u8]| zip.windows(4).rposition(|w| w == signature).unwrap();
    let (list, end) = (find(b"PK\x01\x02"), find(b"PK\x05\x06"));
    let mut out = zip[..list].to_vec();
    let record = &zip[list..end];
    for _ in 0..times {
        out.extend_from_slice(record);
    }
    let mut tail = zip[end..].to_vec();
    tail[8..10].copy_from_slice(&times.to_le_bytes());
    tail[10..12].copy_from_slice(&times.to_le_bytes());
    let size = u32::try_from(record.len()).unwrap() * u32::from(times);
    tail[12..16].copy_from_slice(&size.to_le_bytes());
    out.extend(tail);
    out
}

/// Sets two bytes of every header of a zip, at these places of the local and of the listed one.
fn patched(mut zip: Vec<u8>, local: usize, listed: usize, value: u16) -> Vec<u8> {
    for at in 0..zip.len() - 4 {
        let place = match &zip[at..at + 4] {
            b"PK\x03\x04" => at + local,
            b"PK\x01\x02" => at + listed,
            _ => continue,
        };
        zip[place..place + 2].copy_from_slice(&value.to_le_bytes());
    }
    zip
}

/// What a walk comes to: a line per entry, and the fault.
fn walked(archive: &[u8], limits: Limits) -> (Vec<String>, Option<Fault>) {
    let mut file = Cursor::new(archive);
    let head = &archive[..archive.len().min(64 << 10)];
    let kind = kind(head, &mut file).unwrap().expect("an archive");
    let mut lines = Vec::new();
    let fault = walk(file, kind, archive.len() as u64, &limits, &mut |entry| {
        lines.push(match entry.what {
            What::File(size, body) => {
                let mut bytes = Vec::new();
                match body.read_to_end(&mut bytes) {
                    Ok(read) if read as u64 == size => format!("{} {read}", entry.path),
                    _ => format!("{} damaged", entry.path),
                }
            }
            What::Other => format!("{} other", entry.path),
            What::Refused(fault) => format!("{} {}", entry.path, fault.told().0.code),
        });
    });
    (lines, fault)
}

fn default(archive: &[u8]) -> (Vec<String>, Option<Fault>) {
    walked(archive, Limits::default())
}

#[test]
fn entries_come_in_their_order_whatever_the_kind() {
    let entries: &[(&str, &[u8])] = &[("b/z.xml", b"<channel/>"), ("a.txt", b""), ("é", b"12")];
    let tape = taped(entries);
    for archive in [zipped(entries), gzip(&tape), bzip(&tape), tape] {
        let (lines, fault) = default(&archive);
        assert_eq!((lines.join(", ").as_str(), fault), ("b/z.xml 10, a.txt 0, é 2", None));
    }
    for archive in [zipped(&[]), taped(&[("a", b"")])] {
        assert_eq!(default(&archive).1, None);
    }
}

#[test]
fn other_files_are_no_archives() {
    let tape = taped(&[("a", b"1")]);
    let packed = gzip(b"<channel/>");
    let cases: &[&[u8]] =
        &[b"", b"PK", b"<channel/>", b"BZh", b"\x1f\x8b\x08", &[0; 2048], &tape[..511], &packed];
    for bytes in cases {
        let found = kind(bytes, &mut Cursor::new(bytes)).unwrap();
        assert_eq!(found, None, "{bytes:?}");
    }
}

#[test]
fn what_is_packed_otherwise_is_told_from_what_is_none() {
    let told = |bytes: &[u8]| unopened(bytes, &mut Cursor::new(bytes)).unwrap();
    let export = gzip(b"<channel/>");
    let cases: &[(&[u8], Option<&str>)] = &[
        (b"\xFD7zXZ\0\0\x04", Some("xz")),
        (b"7z\xBC\xAF\x27\x1C\0", Some("7z")),
        (b"\x28\xB5\x2F\xFD\x04", Some("zstd")),
        (b"Rar!\x1A\x07\x01\0", Some("rar")),
        (&export, Some("gzip")),
        (&bzip(b"<channel/>"), Some("bzip2")),
        (&export[..export.len() - 9], Some("gzip")),
        (&gzip(b"a log"), None),
        (b"\x1F\x8B\x08", None),
        (b"7z", None),
        (b"", None),
    ];
    for (bytes, how) in cases {
        assert_eq!(told(bytes), how.map(Fault::Packed), "{bytes:?}");
    }
    assert!(is_archive(b"\xFD7zXZ\0"), "also inside an archive");
}

#[test]
fn a_zip_that_unpacks_itself_is_a_zip() {
    let zip = [&b"MZ a program\n"[..], &zipped(&[("a", b"first"), ("b", b"2")])].concat();
    assert_eq!(default(&zip), (vec!["a 5".to_owned(), "b 1".to_owned()], None));
}

#[test]
fn limits_end_a_walk_and_keep_what_was_read() {
    let zeros = vec![0; 4 << 20];
    let tape = taped(&[("small", b"1"), ("a", &zeros), ("b", &zeros)]);
    let small = Limits { free: 1 << 20, ..Limits::default() };
    for bomb in [gzip(&tape), bzip(&tape), zipped(&[("small", b"1"), ("a", &zeros), ("b", b"2")])] {
        let (lines, fault) = walked(&bomb, small);
        assert_eq!(fault, Some(Fault::Ratio(200)));
        assert_eq!(lines, ["small 1", "a damaged"]);
    }
    // Stored once and listed often: no entry by itself is suspicious.
    let noise = noise(80_000);
    let (lines, fault) = walked(&overlapping(&noise, 500), small);
    assert_eq!(fault, Some(Fault::Ratio(200)));
    assert!((150..450).contains(&lines.len()), "{}", lines.len());

    let few = Limits { entries: 2, ..Limits::default() };
    let (lines, fault) = walked(&tape, few);
    assert_eq!((lines.len(), fault), (2, Some(Fault::Entries(2))));
    let bytes = Limits { bytes: 5 << 20, free: 1 << 30, ..Limits::default() };
    let (lines, fault) = walked(&gzip(&tape), bytes);
    assert_eq!(fault, Some(Fault::Total(5 << 20)));
    assert_eq!(lines, ["small 1", &format!("a {}", 4 << 20), "b damaged"]);
}

#[test]
fn what_stands_before_the_damage_is_read() {
    let noise = noise(50_000);
    let entries: &[(&str, &[u8])] = &[("a", b"first"), ("b", &noise), ("c", &noise)];
    let tape = taped(entries);
    for whole in [zipped(entries), gzip(&tape), tape] {
        for cut in [whole.len() / 3, whole.len() / 2, whole.len() - 9_000] {
            let (lines, fault) = default(&whole[..cut]);
            assert!(matches!(fault, Some(Fault::Damaged(_))), "{cut}: {lines:?} {fault:?}");
            assert_eq!(lines[0], "a 5", "{cut}");
            assert_ne!(lines.last().unwrap(), "c 50000", "{cut}");
        }
    }
    // Bytes that are changed, not lost.
    let mut packed = gzip(&taped(entries));
    let middle = packed.len() / 2;
    packed[middle] ^= 0xFF;
    assert!(matches!(default(&packed).1, Some(Fault::Damaged(_))));
    let mut zip = zipped(&[("a", &noise), ("b", b"last")]);
    zip[20_000] ^= 0xFF;
    assert_eq!(default(&zip), (vec!["a damaged".to_owned(), "b 4".to_owned()], None));
}

#[test]
fn entries_that_cannot_be_read_hide_no_others() {
    let zip = zipped(&[("a", b"1")]);
    let encrypted = patched(zip.clone(), 6, 8, 1);
    assert_eq!(default(&encrypted).0, ["a MW1024"]);
    let lzma = patched(zip, 8, 10, 14);
    assert_eq!(default(&lzma).0, ["a MW1025"]);
    // Repeated names are all handed on; whoever takes them in tells them apart.
    assert_eq!(default(&overlapping(b"1", 3)).0, ["a 1", "a 1", "a 1"]);

    let mut tape = tar::Builder::new(Vec::new());
    for kind in [tar::EntryType::Symlink, tar::EntryType::Link, tar::EntryType::Char] {
        let mut header = tar::Header::new_gnu();
        header.set_entry_type(kind);
        header.set_size(0);
        header.set_path("l").unwrap();
        header.set_link_name("/etc/passwd").unwrap();
        header.set_cksum();
        tape.append(&header, &b""[..]).unwrap();
    }
    let tape = tape.into_inner().unwrap();
    assert_eq!(default(&tape).0, ["l other", "l other", "l other"]);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(200))]

    /// Whatever is done to the bytes of an archive, walking it ends.
    #[test]
    fn a_damaged_archive_is_walked_to_an_end(
        which in 0_usize..4,
        at in 0_usize..3000,
        put in proptest::collection::vec(proptest::prelude::any::<u8>(), 0..6),
        cut in 0_usize..4000,
    ) {
        let entries: &[(&str, &[u8])] = &[("a", b"<channel/>"), ("b/c", &[7; 700]), ("a", b"")];
        let tape = taped(entries);
        let mut bytes = match which {
            0 => zipped(&entries[..2]),
            1 => gzip(&tape),
            2 => bzip(&tape),
            _ => tape,
        };
        bytes.truncate(cut.max(4));
        for (index, byte) in put.iter().enumerate() {
            if let Some(place) = bytes.get_mut(at + index) {
                *place = *byte;
            }
        }
        let mut file = Cursor::new(&bytes);
        if let Some(kind) = kind(&bytes, &mut file).unwrap() {
            walk(file, kind, bytes.len() as u64, &Limits::default(), &mut |entry| {
                if let What::File(_, body) = entry.what {
                    let _ = io::copy(body, &mut io::sink());
                }
            });
        }
    }
}
