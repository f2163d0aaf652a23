//! The command line.

mod args;
pub mod docs;
mod explain;
mod pages;

use clap::{Parser, Subcommand};

use self::args::{
    AuditArgs, CompileArgs, CompletionsArgs, DescribeArgs, ExplainArgs, ListArgs, ManArgs,
};
use crate::driver::{self, console, exit::Exit, inquire};

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
    /// Reads exports and says what there is, how far it can be trusted, and what is left to do;
    /// writes `audit_summary.md` and `audit_summary.json` and no definitions.
    Audit(AuditArgs),
    /// Reads exports and writes a mapping definition, a route and a spec for each connection.
    Compile(CompileArgs),
    /// Writes the completions of a shell to standard output.
    Completions(CompletionsArgs),
    /// Says in plain words what one connection does, step by step.
    Describe(DescribeArgs),
    /// Shows the page of a finding's code.
    Explain(ExplainArgs),
    /// Lists the connections of exports, one row each.
    List(ListArgs),
    /// Writes manual pages.
    Man(ManArgs),
}

/// Runs a command.
pub fn run(cli: Cli) -> Exit {
    match cli.command {
        Command::Audit(args) => {
            let json = args.json();
            inquire::audit(&args.inquiry(), args.out, args.fail_on, json)
        }
        Command::Compile(args) => driver::compile(&args.request()),
        Command::Completions(args) => printed(Ok(pages::completions(args.shell))),
        Command::Describe(args) => {
            inquire::describe(&args.inquiry(), &args.connection, args.form())
        }
        Command::Explain(args) => {
            let page = args.code.map_or_else(|| Ok(docs::findings()), |code| explain::page(&code));
            printed(page)
        }
        Command::List(args) => inquire::list(&args.inquiry(), &args.filter(), args.form()),
        Command::Man(args) => match args.out {
            None => printed(pages::manual()),
            Some(out) => ended(pages::manuals().and_then(|pages| driver::write(&out, &pages))),
        },
    }
}

fn printed(page: Result<String, String>) -> Exit {
    ended(page.and_then(|page| console::report(&page)))
}

fn ended(result: Result<(), String>) -> Exit {
    match result {
        Ok(()) => Exit::Clean,
        Err(why) => {
            console::say(&why);
            Exit::Usage
        }
    }
}
