//! Completions and manual pages, made from the command line itself.

use clap::{Command, CommandFactory as _};
use clap_complete::Shell;

use super::Cli;
use crate::back::OutFile;

/// The completions of a shell.
pub(super) fn completions(shell: Shell) -> String {
    let mut out = Vec::new();
    clap_complete::generate(shell, &mut Cli::command(), "mapwright", &mut out);
    String::from_utf8_lossy(&out).into_owned()
}

/// The main manual page.
///
/// # Errors
/// That it could not be made.
pub(super) fn manual() -> Result<String, String> {
    page(Cli::command())
}

/// A manual page per command: `mapwright.1`, `mapwright-compile.1`.
///
/// # Errors
/// That one could not be made.
pub(super) fn manuals() -> Result<Vec<OutFile>, String> {
    let mut main = Cli::command().disable_help_subcommand(true);
    main.build();
    let mut pages = vec![OutFile { path: "mapwright.1".to_owned(), text: manual()? }];
    for command in main.get_subcommands() {
        // Once it is built, a command is displayed with the name of the program before its own.
        let name = command.get_display_name().unwrap_or(command.get_name());
        let path = format!("{name}.1");
        pages.push(OutFile { path, text: page(command.clone())? });
    }
    Ok(pages)
}

fn page(command: Command) -> Result<String, String> {
    let mut out = Vec::new();
    let made = clap_mangen::Man::new(command).render(&mut out);
    made.map_err(|error| format!("the manual page cannot be made: {error}"))?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}
