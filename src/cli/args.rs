//! The arguments of each command.

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use clap_complete::Shell;

use crate::{
    back::describe::Form,
    driver::{Mode, Request, exit::FailOn, inquire::Inquiry},
    ir::connection::Verdict,
    report::{Detail, Format, list},
};

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum FormatArg {
    /// Text for people.
    Human,
    /// One JSON object.
    Json,
}

#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches of a command line")]
pub(super) struct CompileArgs {
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
pub(super) struct ExplainArgs {
    /// Code (`MW2102`) or name (`read-may-repeat`).
    #[arg(required_unless_present = "all")]
    pub(super) code: Option<String>,
    /// Show the pages of all codes.
    #[arg(long, conflicts_with = "code")]
    all: bool,
}

impl CompileArgs {
    pub(super) fn request(self) -> Request {
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

/// What all commands that ask about an estate take.
#[derive(Debug, Args)]
struct InquiryArgs {
    /// Worker threads; 0 for as many as there are processors.
    #[arg(long, default_value_t = 0, value_name = "N")]
    threads: usize,
    /// Show no progress.
    #[arg(short, long)]
    quiet: bool,
    /// Configuration file [default: mapwright.toml in the current folder, when it is there].
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

impl InquiryArgs {
    fn of(&self, paths: &[PathBuf], only: &[String]) -> Inquiry {
        Inquiry {
            paths: paths.to_vec(),
            only: only.to_vec(),
            threads: self.threads,
            quiet: self.quiet,
            config: self.config.clone(),
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct AuditArgs {
    /// Files and folders to read [default: `paths` of mapwright.toml, else legacy-exports].
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Folder for the audit [default: `audit` in the output folder].
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// Form of what goes to standard output: the first lines for people, or all of it as JSON.
    #[arg(long, value_enum, default_value = "human", value_name = "FORM")]
    format: FormatArg,
    /// Findings from this severity on fail the run [default: error].
    #[arg(long, value_enum, value_name = "SEVERITY")]
    pub(super) fail_on: Option<FailOn>,
    #[command(flatten)]
    inquiry: InquiryArgs,
}

impl AuditArgs {
    pub(super) fn inquiry(&self) -> Inquiry {
        self.inquiry.of(&self.paths, &[])
    }

    pub(super) fn json(&self) -> bool {
        matches!(self.format, FormatArg::Json)
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum ListForm {
    /// Aligned columns for a terminal.
    Table,
    /// CSV with a head row; a cell that a spreadsheet would take for a formula begins with an
    /// apostrophe.
    Csv,
    /// An array of objects.
    Json,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum VerdictArg {
    /// Compiled in full; nothing has run yet.
    NotJudged,
    /// Something is carried or asks for a person's eye.
    Review,
    /// Cannot run before something is solved.
    Blocked,
}

#[derive(Debug, Args)]
pub(super) struct ListArgs {
    /// Files and folders to read [default: `paths` of mapwright.toml, else legacy-exports].
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Form of the list.
    #[arg(long, value_enum, default_value = "table", value_name = "FORM")]
    format: ListForm,
    /// List only the connections whose name or slug matches; may be repeated.
    #[arg(long, value_name = "GLOB")]
    only: Vec<String>,
    /// List only connections with this verdict; may be repeated.
    #[arg(long, value_enum, value_name = "VERDICT")]
    verdict: Vec<VerdictArg>,
    /// List only connections with a source or destination whose transport has this in its name
    /// (`tcp`, `file writer`); may be repeated.
    #[arg(long, value_name = "NAME")]
    transport: Vec<String>,
    #[command(flatten)]
    inquiry: InquiryArgs,
}

impl ListArgs {
    pub(super) fn inquiry(&self) -> Inquiry {
        self.inquiry.of(&self.paths, &self.only)
    }

    pub(super) fn filter(&self) -> list::Filter {
        let verdict = |verdict: &VerdictArg| match verdict {
            VerdictArg::NotJudged => Verdict::NotJudged,
            VerdictArg::Review => Verdict::Review,
            VerdictArg::Blocked => Verdict::Blocked,
        };
        list::Filter {
            verdicts: self.verdict.iter().map(verdict).collect(),
            transports: self.transport.clone(),
        }
    }

    pub(super) fn form(&self) -> list::Form {
        match self.format {
            ListForm::Table => list::Form::Table,
            ListForm::Csv => list::Form::Csv,
            ListForm::Json => list::Form::Json,
        }
    }
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum DescribeForm {
    /// Plain text.
    Text,
    /// Markdown.
    Markdown,
}

#[derive(Debug, Args)]
pub(super) struct DescribeArgs {
    /// Name, slug or id of the connection.
    pub(super) connection: String,
    /// Files and folders to read [default: `paths` of mapwright.toml, else legacy-exports].
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Form of the description.
    #[arg(long, value_enum, default_value = "text", value_name = "FORM")]
    format: DescribeForm,
    #[command(flatten)]
    inquiry: InquiryArgs,
}

impl DescribeArgs {
    pub(super) fn inquiry(&self) -> Inquiry {
        self.inquiry.of(&self.paths, &[])
    }

    pub(super) fn form(&self) -> Form {
        match self.format {
            DescribeForm::Text => Form::Text,
            DescribeForm::Markdown => Form::Markdown,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct CompletionsArgs {
    /// The shell.
    #[arg(value_enum)]
    pub(super) shell: Shell,
}

#[derive(Debug, Args)]
pub(super) struct ManArgs {
    /// Write one page per command into this folder [default: the main page goes to standard
    /// output].
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}
