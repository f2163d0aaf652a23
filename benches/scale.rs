//! Time of a run over one server backup of 200 and of 2,000 channels, made here: ten times the
//! channels have to take about ten times as long. `cargo bench --bench scale`.

#[path = "../src/suite/export.rs"]
mod export;

use std::time::{Duration, Instant};

use export::{Parts, channel, mapper, script};
use mapwright::{
    back::{self, OutFile},
    pipeline::{self, BUDGET, Content, Input, Memory, Options, Setup, Silent, Sink},
};

/// Most that the time may grow by for ten times the channels.
const MOST: f64 = 15.0;

struct Nowhere;

impl Sink for Nowhere {
    fn put(&self, _: OutFile) {}
}

/// A backup of so many channels, no two of which are the same.
fn backup(channels: u32) -> String {
    let mut text = String::from("<serverConfiguration version=\"4.5.2\">\n<channels>\n");
    for number in 0..channels {
        let mapping = "msg[&apos;PID&apos;][&apos;PID.8&apos;][&apos;PID.8.1&apos;].toString()";
        let mut steps: String =
            (0..40).map(|step| mapper(step, &format!("v{number}x{step}"), mapping)).collect();
        steps += &script(40, &format!("var a{number} = new java.util.HashMap();"));
        let (name, id) = (format!("Channel {number}"), format!("{number:08x}-0000"));
        text += &channel(&Parts { name: &name, id: &id, steps: &steps, ..Parts::default() });
    }
    text + "</channels>\n</serverConfiguration>\n"
}

fn timed(text: &str) -> (usize, Duration) {
    let content = Content::Bytes(text.as_bytes().to_vec());
    let store = Memory::new(vec![Input { name: "backup.xml".to_owned(), content }]);
    let start = Instant::now();
    let setup = Setup { back_ends: back::ALL, sink: Some(&Nowhere), budget: BUDGET };
    let run = pipeline::run(&store, &Options::default(), &Silent, &setup);
    (run.connections.len(), start.elapsed())
}

#[expect(clippy::print_stdout, reason = "a bench prints what it measures")]
fn main() {
    let pool = rayon::ThreadPoolBuilder::new().stack_size(64 << 20).build().expect("threads");
    let [small, large] = [200, 2000].map(backup);
    let best = |text: &str| {
        let runs = (0..3).map(|_| pool.install(|| timed(text)));
        runs.min_by_key(|(_, time)| *time).expect("three runs")
    };
    let ((few, short), (many, long)) = (best(&small), best(&large));
    let ratio = long.as_secs_f64() / short.as_secs_f64();
    println!("{few} channels, {} bytes: {short:?}", small.len());
    println!("{many} channels, {} bytes: {long:?}", large.len());
    println!("ratio {ratio:.1} for ten times the channels");
    assert!(ratio < MOST, "time grows faster than the number of channels");
}
