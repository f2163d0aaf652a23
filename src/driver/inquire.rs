//! The commands that ask about an estate and write no definitions: `audit`, `list`, `describe`.
//! Each reads and compiles as `compile` does, so that all of them say the same.

use std::path::PathBuf;

use super::{
    Job, Mode, Request, console,
    exit::{Exit, FailOn, Tally},
    inputs::Inputs,
    prepare, work,
};
use crate::{
    back::{
        BackEnd,
        describe::{Describe, Form},
    },
    pipeline::Compilation,
    report::{self, Detail, Format, audit, list},
};

/// Where an audit goes when the command line does not say so, below the output folder.
const AUDIT: &str = "audit";

/// What all of these commands are told; the configuration fills in the rest.
#[derive(Debug, Clone, Default)]
pub struct Inquiry {
    /// Files and folders to read.
    pub paths: Vec<PathBuf>,
    /// Patterns for names or slugs.
    pub only: Vec<String>,
    /// Worker threads; 0 for as many as there are processors.
    pub threads: usize,
    /// No progress.
    pub quiet: bool,
    /// Configuration file.
    pub config: Option<PathBuf>,
}

impl Inquiry {
    /// The request that asks the same of `compile`, and its job. What the configuration compiles
    /// alone is left aside: who asks about an estate means all of it.
    fn job(&self, fail_on: Option<FailOn>) -> Result<(Request, Job), String> {
        let request = self.request(fail_on);
        let mut job = prepare(&request)?;
        if self.only.is_empty() {
            job.options.only.clear();
        }
        Ok((request, job))
    }

    fn request(&self, fail_on: Option<FailOn>) -> Request {
        Request {
            paths: self.paths.clone(),
            out: None,
            only: self.only.clone(),
            format: Format::Human(Detail::Normal),
            mode: Mode::Write,
            fail_on,
            strict: false,
            threads: self.threads,
            quiet: self.quiet,
            config: self.config.clone(),
        }
    }
}

/// Runs `mapwright audit`: writes the audit into a folder and prints its first lines, or all of
/// it as JSON.
pub fn audit(inquiry: &Inquiry, out: Option<PathBuf>, fail_on: Option<FailOn>, json: bool) -> Exit {
    let run = || {
        let (request, job) = inquiry.job(fail_on)?;
        let out = out.unwrap_or_else(|| job.out.join(AUDIT));
        let compilation = work(&Inputs::gather(&job.paths, &job.out), &job, &request, (&[], None))?;
        let audit = audit::audit(&compilation);
        let outputs = audit::outputs(&audit);
        super::write(&out, &outputs)?;
        let report = if json {
            outputs[0].text.clone()
        } else {
            let place = out.join("audit_summary.md");
            format!("{}see {}\n", audit::headline(&audit), place.display())
        };
        console::report(&report)?;
        Ok(Tally::of(&compilation).exit(job.fail_on, false, false))
    };
    ended(run())
}

/// Runs `mapwright list`.
pub fn list(inquiry: &Inquiry, filter: &list::Filter, form: list::Form) -> Exit {
    let run = || {
        let compilation = compile(inquiry, &[])?;
        console::report(&list::list(&compilation, filter, form)?)?;
        Ok(answered(&compilation))
    };
    ended(run())
}

/// Runs `mapwright describe`: the connection of that slug, id or name.
pub fn describe(inquiry: &Inquiry, wanted: &str, form: Form) -> Exit {
    let run = || {
        let compilation = compile(inquiry, &[&Describe { form }])?;
        if compilation.connections.is_empty() {
            return Ok(Exit::NotJudged);
        }
        let compiled = report::describe::pick(&compilation, wanted)?;
        console::report(&report::describe::page(&compilation, compiled, form))?;
        Ok(answered(&compilation))
    };
    ended(run())
}

fn compile(inquiry: &Inquiry, back_ends: &[&dyn BackEnd]) -> Result<Compilation, String> {
    let (request, job) = inquiry.job(Some(FailOn::Never))?;
    work(&Inputs::gather(&job.paths, &job.out), &job, &request, (back_ends, None))
}

/// The exit of a command that answers a question: findings do not fail it.
fn answered(compilation: &Compilation) -> Exit {
    Tally::of(compilation).exit(FailOn::Never, false, false)
}

fn ended(result: Result<Exit, String>) -> Exit {
    result.unwrap_or_else(|why| {
        console::say(&why);
        Exit::Usage
    })
}
