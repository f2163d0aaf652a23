//! Runs the compiler on files: reads inputs, keeps the output folder and its record, prints the
//! report and gives the exit code. The only module that does input and output.

mod archive;
pub mod config;
pub mod console;
pub mod exit;
mod files;
mod inputs;
pub mod inquire;
mod look;
mod names;
mod outputs;
mod record;

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use self::{
    config::Config,
    exit::{Exit, FailOn, Tally},
    inputs::Inputs,
    outputs::Outputs,
    record::Record,
};
use crate::{
    back::{self, BackEnd, OutFile},
    pipeline::{self, Compilation, Setup, Sink},
    report::{self, Format},
};

/// Stack of each worker: scripts nest deeply, and their parser recurses.
const STACK_BYTES: usize = 64 << 20;

/// What is read when neither the command line nor the configuration says so.
const DEFAULT_PATH: &str = "legacy-exports";

/// Where outputs go when neither the command line nor the configuration says so.
const DEFAULT_OUT: &str = "out";

/// What to do with the outputs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Write them.
    Write,
    /// Say what would be written.
    DryRun,
    /// Compare them with what is there.
    Check,
}

/// What the command line of `mapwright compile` says; the configuration fills in the rest.
#[derive(Debug, Clone)]
pub struct Request {
    /// Files and folders to read.
    pub paths: Vec<PathBuf>,
    /// Output folder.
    pub out: Option<PathBuf>,
    /// Patterns for names or slugs.
    pub only: Vec<String>,
    /// Form of the report.
    pub format: Format,
    /// What to do with the outputs.
    pub mode: Mode,
    /// From which severity on findings fail the run.
    pub fail_on: Option<FailOn>,
    /// Partial lowering fails the run.
    pub strict: bool,
    /// Worker threads; 0 for as many as there are processors.
    pub threads: usize,
    /// No progress.
    pub quiet: bool,
    /// Configuration file.
    pub config: Option<PathBuf>,
}

/// A request with its defaults filled in.
struct Job {
    paths: Vec<PathBuf>,
    out: PathBuf,
    fail_on: FailOn,
    strict: bool,
    options: pipeline::Options,
}

/// Runs `mapwright compile`.
pub fn compile(request: &Request) -> Exit {
    run(request).unwrap_or_else(|why| {
        console::say(&why);
        Exit::Usage
    })
}

/// Writes files that no run made below a folder.
///
/// # Errors
/// What could not be written, and why.
pub fn write(out: &Path, outputs: &[OutFile]) -> Result<(), String> {
    if !files::can_be_folder(out) {
        return Err(format!("--out {}: this is a file", out.display()));
    }
    files::write(out, outputs)
}

/// # Errors
/// Why the request cannot be carried out.
fn run(request: &Request) -> Result<Exit, String> {
    let job = prepare(request)?;
    let inputs = Inputs::gather(&job.paths, &job.out);
    let key = record::key(inputs.states(), &job.options);
    let old = files::load_record(&job.out);
    let format = request.format.word();
    if request.mode == Mode::Write
        && let Some(record) = old.as_ref().filter(|record| record.key == key)
        && let Some(report) = record.reports.get(format)
        && untouched(&job, record)
    {
        console::report(report)?;
        return Ok(record.tally.exit(job.fail_on, job.strict, false));
    }
    let write = request.mode == Mode::Write;
    let outputs = Outputs::new(&job.out, write);
    let compilation = work(&inputs, &job, request, (back::ALL, Some(&outputs)))?;
    // A run that read no connection answers for nothing, so it replaces nothing either.
    let answers = !write || !compilation.connections.is_empty();
    if answers {
        report::outputs(&compilation).into_iter().for_each(|page| outputs.put(page));
    }
    let partial = compilation.partial || !answers;
    let (digests, plan) = outputs.finish(old.as_ref(), partial)?;
    let tally = Tally::of(&compilation);
    if write {
        let report = report::render(&compilation, request.format, None);
        if answers {
            let record = renew(old, key, &compilation, digests, (format, &report));
            files::save_record(&job.out, &record)?;
        }
        console::report(&report)?;
        return Ok(tally.exit(job.fail_on, job.strict, false));
    }
    console::report(&report::render(&compilation, request.format, Some(&plan)))?;
    let drift = request.mode == Mode::Check && !plan.is_empty();
    Ok(tally.exit(job.fail_on, job.strict, drift))
}

/// Fills the request in from the configuration.
fn prepare(request: &Request) -> Result<Job, String> {
    let text = files::config(request.config.as_deref(), config::DEFAULT)?;
    let config = match &text {
        Some((name, text)) => Config::parse(name, text)?,
        None => Config::default(),
    };
    let given = |list: &[PathBuf]| (!list.is_empty()).then(|| list.to_vec());
    let paths = given(&request.paths).or_else(|| given(&config.compile.paths));
    let out = request.out.clone().or_else(|| config.compile.out.clone());
    let out = out.unwrap_or_else(|| PathBuf::from(DEFAULT_OUT));
    if !files::can_be_folder(&out) {
        return Err(format!("--out {}: this is a file", out.display()));
    }
    let paths = paths.unwrap_or_else(|| vec![PathBuf::from(DEFAULT_PATH)]);
    for path in &paths {
        if !files::exists(path) {
            return Err(format!("{}: there is nothing at this path", path.display()));
        }
        if files::same(path, &out) {
            return Err(format!("--out {}: this is a path that is read", out.display()));
        }
    }
    let only = if request.only.is_empty() { &config.compile.only } else { &request.only };
    let only = only.iter().map(|pattern| config::glob(pattern)).collect::<Result<_, _>>()?;
    Ok(Job {
        paths,
        out,
        fail_on: request.fail_on.or(config.compile.fail_on).unwrap_or_default(),
        strict: request.strict || config.compile.strict,
        options: pipeline::Options { only, expected: config.expected()?, config: text },
    })
}

/// Whether all outputs of a record are as they were written.
fn untouched(job: &Job, record: &Record) -> bool {
    let same = |(path, digest): (&String, &String)| {
        record::is_plain(path) && files::digest(&job.out, path).as_ref() == Some(digest)
    };
    record.outputs.iter().all(same)
}

/// Compiles on a pool of its own.
///
/// # Errors
/// That no threads could be had.
fn work(
    inputs: &Inputs,
    job: &Job,
    request: &Request,
    (back_ends, sink): (&[&dyn BackEnd], Option<&dyn Sink>),
) -> Result<Compilation, String> {
    let pool = rayon::ThreadPoolBuilder::new()
        .num_threads(request.threads)
        .stack_size(STACK_BYTES)
        .build()
        .map_err(|error| format!("no threads: {error}"))?;
    let progress = console::Progress::new(request.quiet);
    let setup = Setup { back_ends, sink, budget: pipeline::BUDGET };
    let compilation = pool.install(|| pipeline::run(inputs, &job.options, &progress, &setup));
    progress.end();
    Ok(compilation)
}

/// The record after a run. A run of some of the connections leaves what others wrote in it, and
/// no key: it answers for no run.
fn renew(
    old: Option<Record>,
    key: String,
    compilation: &Compilation,
    mut outputs: BTreeMap<String, String>,
    (format, report): (&str, &str),
) -> Record {
    let old = old.unwrap_or_default();
    if compilation.partial {
        let mut all = old.outputs;
        all.append(&mut outputs);
        return Record { outputs: all, ..Record::default() };
    }
    let mut reports = if old.key == key { old.reports } else { BTreeMap::new() };
    reports.insert(format.to_owned(), report.to_owned());
    Record { key, outputs, tally: Tally::of(compilation), reports }
}
