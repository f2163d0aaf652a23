//! The command line.

pub mod docs;
mod explain;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::{
    driver::{
        self, Mode, Request, console,
        exit::{Exit, FailOn},
    },
    report::{Detail, Format},
};

/// Compiles legacy HL7 v2 interface engine exports into reviewed mapping definitions and Camel
/// routes.
#[derive(Debug, Parser)]
#[command(name = "mapwright", version, arg_required_else_help = true)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Reads exports and writes a mapping definition, a route and a spec for each connection.
    Compile(CompileArgs),
    /// Shows the page of a finding's code.
    Explain(ExplainArgs),
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum FormatArg {
    /// Text for people.
    Human,
    /// One JSON object with summary, findings and files.
    Json,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches of a command line")]
struct CompileArgs {
    /// Files and folders to read [default: `paths` of mapwright.toml, else legacy-exports].
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Output folder [default: `out` of mapwright.toml, else out].
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Compile only the connections whose name or slug matches; may be repeated.
    #[arg(long, value_name = "GLOB")]
    only: Vec<String>,
    /// Form of the report on standard output.
    #[arg(long, value_enum, default_value = "human", value_name = "FORM")]
    format: FormatArg,
    /// Short for `--format json`.
    #[arg(long, conflicts_with = "format")]
    json: bool,
    /// Write nothing; list the files that would be written or removed.
    #[arg(long)]
    dry_run: bool,
    /// Write nothing; exit with 4 and list the files that are not what this run would write.
    #[arg(long, conflicts_with = "dry_run")]
    check: bool,
    /// Findings from this severity on fail the run [default: error].
    #[arg(long, value_enum, value_name = "SEVERITY")]
    fail_on: Option<FailOn>,
    /// Exit with 3 when anything is carried or unsupported, or a connection is blocked.
    #[arg(long)]
    strict: bool,
    /// Worker threads; 0 for as many as there are processors.
    #[arg(long, default_value_t = 0, value_name = "N")]
    threads: usize,
    /// Show each advice too.
    #[arg(short, long)]
    verbose: bool,
    /// Show errors only, and no progress.
    #[arg(short, long, conflicts_with = "verbose")]
    quiet: bool,
    /// Configuration file [default: mapwright.toml in the current folder, when it is there].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct ExplainArgs {
    /// Code (`MW2102`) or name (`read-may-repeat`).
    #[arg(required_unless_present = "all")]
    code: Option<String>,
    /// Show the pages of all codes.
    #[arg(long, conflicts_with = "code")]
    all: bool,
}

/// Runs a command.
pub fn run(cli: Cli) -> Exit {
    match cli.command {
        Command::Compile(args) => driver::compile(&args.request()),
        Command::Explain(args) => {
            let page = args.code.map_or_else(|| Ok(docs::findings()), |code| explain::page(&code));
            match page.and_then(|page| console::report(&page)) {
                Ok(()) => Exit::Clean,
                Err(why) => {
                    console::say(&why);
                    Exit::Usage
                }
            }
        }
    }
}

impl CompileArgs {
    fn request(self) -> Request {
        let detail = match (self.quiet, self.verbose) {
            (true, _) => Detail::Quiet,
            (_, true) => Detail::Verbose,
            _ => Detail::Normal,
        };
        let format = match self.format {
            FormatArg::Human if !self.json => Format::Human(detail),
            FormatArg::Human | FormatArg::Json => Format::Json,
        };
        let mode = match (self.dry_run, self.check) {
            (true, _) => Mode::DryRun,
            (_, true) => Mode::Check,
            _ => Mode::Write,
        };
        Request {
            paths: self.paths,
            out: self.out,
            only: self.only,
            format,
            mode,
            fail_on: self.fail_on,
            strict: self.strict,
            threads: self.threads,
            quiet: self.quiet,
            config: self.config,
        }
    }
}
