//! What the process says with its exit code.

use serde::{Deserialize, Serialize};

use crate::{
    diag::Severity,
    ir::{connection::Verdict, disposition::Counts},
    pipeline::Compilation,
    rules,
};

/// Exit codes. Where several apply, the first in this order is given: internal error, usage,
/// drift, not judged, findings, partial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Nothing of what follows.
    Clean,
    /// Findings at or above `--fail-on` that are not expected.
    Findings,
    /// The command line, the configuration or the output folder cannot be used.
    Usage,
    /// With `--strict`: something is carried or unsupported, or a connection is blocked.
    Partial,
    /// With `--check`: a file of the output folder is not what this run would write.
    Drift,
    /// No connection was read, so nothing was judged.
    NotJudged,
    /// A bug of mapwright (`MW9001`).
    Internal,
}

impl Exit {
    /// All of them, in the order of their codes.
    pub const ALL: [Self; 7] = [
        Self::Clean,
        Self::Findings,
        Self::Usage,
        Self::Partial,
        Self::Drift,
        Self::NotJudged,
        Self::Internal,
    ];

    /// The code.
    pub fn code(self) -> u8 {
        match self {
            Self::Clean => 0,
            Self::Findings => 1,
            Self::Usage => 2,
            Self::Partial => 3,
            Self::Drift => 4,
            Self::NotJudged => 6,
            Self::Internal => 70,
        }
    }

    /// What it means, for the documentation.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Clean => "clean",
            Self::Findings => "findings at or above `--fail-on` that are not expected",
            Self::Usage => {
                "the command line, the configuration or the output folder cannot be used"
            }
            Self::Partial => {
                "with `--strict`: something is carried or unsupported, or a connection is blocked"
            }
            Self::Drift => "with `--check`: a file is not what this run would write",
            Self::NotJudged => "not judged: no connection was read",
            Self::Internal => "internal error: a bug of mapwright",
        }
    }
}

/// From which severity on findings fail a run.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize, clap::ValueEnum)]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Errors.
    #[default]
    Error,
    /// Warnings and errors.
    Warning,
    /// Never.
    Never,
}

/// What the exit code of a run depends on.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Connections that were read.
    pub connections: u64,
    /// Errors that are not expected.
    pub errors: u64,
    /// Warnings that are not expected.
    pub warnings: u64,
    /// Elements and statements that are carried or unsupported, and blocked connections.
    pub partial: u64,
    /// Bugs of the compiler.
    pub internal: u64,
}

impl Tally {
    /// Counts what a run came to.
    pub fn of(compilation: &Compilation) -> Self {
        let mut tally =
            Self { connections: compilation.connections.len() as u64, ..Self::default() };
        for reported in compilation.all_findings() {
            let rule = reported.finding.rule;
            // A bug is a bug, whatever the project expects.
            tally.internal += u64::from(rule.code == rules::ill_formed_mapping::RULE.code);
            match rule.severity {
                _ if reported.expected => {}
                Severity::Error => tally.errors += 1,
                Severity::Warning => tally.warnings += 1,
                Severity::Advice => {}
            }
        }
        let open = |counts: &Counts| counts.carried + counts.unsupported;
        for connection in &compilation.connections {
            tally.partial += open(&connection.elements) + open(&connection.statements);
            tally.partial += u64::from(connection.verdict == Verdict::Blocked);
        }
        tally
    }

    /// The exit code, apart from drift.
    pub fn exit(&self, fail_on: FailOn, strict: bool, drift: bool) -> Exit {
        let failing = match fail_on {
            FailOn::Error => self.errors,
            FailOn::Warning => self.errors + self.warnings,
            FailOn::Never => 0,
        };
        let reasons = [
            (self.internal > 0, Exit::Internal),
            (drift, Exit::Drift),
            (self.connections == 0, Exit::NotJudged),
            (failing > 0, Exit::Findings),
            (strict && self.partial > 0, Exit::Partial),
        ];
        reasons.iter().find(|(holds, _)| *holds).map_or(Exit::Clean, |(_, exit)| *exit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gravest_reason_gives_the_code() {
        // connections, errors, warnings, partial, internal
        type Case = ([u64; 5], FailOn, bool, bool, u8);
        let cases: &[Case] = &[
            ([1, 0, 0, 0, 0], FailOn::Error, true, false, 0),
            ([1, 0, 3, 0, 0], FailOn::Error, true, false, 0),
            ([1, 0, 3, 0, 0], FailOn::Warning, true, false, 1),
            ([1, 2, 3, 0, 0], FailOn::Error, false, false, 1),
            ([1, 2, 3, 0, 0], FailOn::Never, false, false, 0),
            ([1, 2, 3, 4, 0], FailOn::Never, true, false, 3),
            ([1, 2, 3, 4, 0], FailOn::Never, false, false, 0),
            ([1, 2, 3, 4, 0], FailOn::Error, true, false, 1),
            ([0, 2, 3, 0, 0], FailOn::Error, true, false, 6),
            ([0, 2, 3, 0, 0], FailOn::Error, true, true, 4),
            ([1, 2, 3, 4, 1], FailOn::Never, true, true, 70),
        ];
        for ([connections, errors, warnings, partial, internal], fail_on, strict, drift, code) in
            cases.iter().copied()
        {
            let tally = Tally { connections, errors, warnings, partial, internal };
            assert_eq!(tally.exit(fail_on, strict, drift).code(), code, "{tally:?}");
        }
    }
}
