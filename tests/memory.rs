//! What a run holds at once does not grow with the number of its files.

#[path = "../src/suite/export.rs"]
#[expect(dead_code, reason = "other tests use the rest of it")]
mod export;

use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};

use export::{Parts, channel, mapper};
use mapwright::{
    back::{self, OutFile},
    pipeline::{self, Content, Item, Options, Setup, Silent, Sink, Store, sha256_hex},
};
use peak_alloc::PeakAlloc;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// Steps of a channel; enough that what is made of a file is much more than what is noted of it.
const STEPS: u32 = 120;

/// Files that are made when they are asked for.
struct Made(Vec<Item>);

impl Made {
    fn new(files: usize) -> Self {
        let item = |number: usize| {
            let text = text(number);
            let name = format!("{number:03}.xml");
            Item { name, bytes: text.len() as u64, sha256: sha256_hex(text.as_bytes()) }
        };
        Self((0..files).map(item).collect())
    }
}

impl Store for Made {
    fn items(&self) -> &[Item] {
        &self.0
    }

    fn load(&self, numbers: &[usize]) -> Vec<Content> {
        numbers.iter().map(|number| Content::Bytes(text(*number).into_bytes())).collect()
    }
}

fn text(number: usize) -> String {
    let step = |step: u32| {
        // A field that does not repeat: there is nothing to say about it.
        let mapping = "msg[&apos;PID&apos;][&apos;PID.8&apos;][&apos;PID.8.1&apos;].toString()";
        mapper(step, &format!("field{step}"), mapping)
    };
    let steps: String = (0..STEPS).map(step).collect();
    let (name, id) = (format!("Channel {number}"), format!("{number:08x}-0000"));
    channel(&Parts { name: &name, id: &id, steps: &steps, ..Parts::default() })
}

/// Paths of the outputs, whose texts are let go.
#[derive(Default)]
struct Paths(Mutex<BTreeSet<String>>);

impl Sink for Paths {
    fn put(&self, file: OutFile) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(file.path);
    }
}

/// Bytes at the peak of a run over so many files, above what was there before.
fn peak(files: usize) -> usize {
    let store = Made::new(files);
    let paths = Paths::default();
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let setup = Setup { back_ends: back::ALL, sink: Some(&paths), budget: 0 };
    let run = pipeline::run(&store, &Options::default(), &Silent, &setup);
    let peak = ALLOCATOR.peak_usage() - before;
    assert_eq!(run.connections.len(), files);
    assert!(paths.0.into_inner().unwrap().len() >= 3 * files);
    peak
}

#[test]
fn the_peak_does_not_grow_with_the_number_of_files() {
    // Libraries and tables that are made once are there before anything is measured.
    peak(1);
    let (few, many) = (peak(4), peak(20));
    let held = |files: usize| files * text(0).len();
    assert!(many < few + few / 2, "{few} bytes for 4 files, {many} for 20");
    assert!(many < held(20), "{many} bytes, and the files have {}", held(20));
}
