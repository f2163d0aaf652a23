//! The `mapwright` command.

use std::process::ExitCode;

use clap::Parser as _;
use mapwright::{
    cli::{self, Cli},
    driver::exit::Exit,
};

fn main() -> ExitCode {
    let cli = Cli::parse();
    // A panic that reaches this point is a bug of the compiler; it has been printed.
    let exit = std::panic::catch_unwind(|| cli::run(cli)).unwrap_or(Exit::Internal);
    ExitCode::from(exit.code())
}
