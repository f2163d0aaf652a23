//! The pages of documentation that are made from the code, so that they cannot go stale.

mod audit;

use std::fmt::Write as _;

use clap::CommandFactory as _;

pub use audit::audit;

use super::Cli;
use crate::{driver::exit::Exit, rules};

/// Columns of the help texts.
const WIDTH: usize = 96;

/// `docs/findings.md`: the page of every rule, by code.
pub fn findings() -> String {
    let mut out = String::from("# Findings\n\nMade from `src/rules`; do not edit. ");
    out += "Ranges: 1xxx reading, 21xx message tree, 22xx filters, 23xx steps, 3xxx carried or \
            unsupported, 4xxx platform, 9xxx mapwright itself.\n";
    let mut rules: Vec<_> = rules::ALL.to_vec();
    rules.sort_by_key(|rule| rule.code);
    for rule in rules {
        let severity = rule.severity.word();
        let _ = writeln!(out, "\n## {} {} ({severity})", rule.code, rule.name);
        for line in rule.page().lines().skip(1) {
            let head = if line.starts_with("## ") { "#" } else { "" };
            let _ = writeln!(out, "{head}{line}");
        }
    }
    out
}

/// `docs/cli.md`: the help texts and the exit codes.
pub fn cli() -> String {
    let mut out = String::from("# Command line\n\nMade from `src/cli`; do not edit.\n");
    let mut command = Cli::command().term_width(WIDTH);
    command.build();
    let mut names: Vec<Option<String>> = vec![None];
    names.extend(command.get_subcommands().map(|c| Some(c.get_name().to_owned())));
    for name in names.into_iter().filter(|name| name.as_deref() != Some("help")) {
        let (title, help) = match name {
            None => ("mapwright".to_owned(), command.render_long_help()),
            Some(name) => {
                let title = format!("mapwright {name}");
                let sub = command.find_subcommand_mut(&name);
                (
                    title,
                    sub.map(|sub| sub.clone().term_width(WIDTH).render_long_help())
                        .unwrap_or_default(),
                )
            }
        };
        let lines: Vec<_> = help.to_string().lines().map(|l| l.trim_end().to_owned()).collect();
        let help = lines.join("\n");
        let _ = writeln!(out, "\n## {title}\n\n```text\n{}\n```", help.trim_end());
    }
    out += "\n## Exit codes\n\nWhere several apply, the first of 70, 2, 4, 6, 1, 3 is given.\n\n";
    out += "| Code | Meaning |\n| --- | --- |\n";
    for exit in Exit::ALL {
        let _ = writeln!(out, "| {} | {} |", exit.code(), exit.meaning());
    }
    out
}
