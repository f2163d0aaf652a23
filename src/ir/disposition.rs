//! What became of each piece of an export: exactly one disposition per element and per statement.

use std::{fmt, ops::AddAssign};

use serde::Serialize;

/// What became of one element of an export or one statement of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Disposition {
    /// Compiled: its meaning is in the mapping definition (or proved to have none).
    Lowered,
    /// Kept as a legacy script that the platform runs as it is; the reason is stated.
    Carried,
    /// Switched off in the legacy engine, so it never ran, or part of an export that a newer one of
    /// the same channel supersedes; reported, not compiled.
    Disabled,
    /// Neither compiled nor carried: a manual task. What nobody recognises ends here.
    Unsupported,
    /// Part of the connection around the mapping: connector and data type settings, names,
    /// metadata. It is in the inventory and, where the platform has an equivalent, in the route.
    Transport,
}

impl Disposition {
    /// All of them, in the order in which they are reported.
    pub const ALL: [Self; 5] =
        [Self::Lowered, Self::Carried, Self::Disabled, Self::Unsupported, Self::Transport];

    /// The word that reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Lowered => "lowered",
            Self::Carried => "carried",
            Self::Disabled => "disabled",
            Self::Unsupported => "unsupported",
            Self::Transport => "transport",
        }
    }
}

impl fmt::Display for Disposition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word())
    }
}

/// How many pieces have each disposition, beside a total that was counted on its own; the parts
/// add up to it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Counts {
    /// All pieces, counted without regard to what became of them.
    pub total: u64,
    /// Compiled.
    pub lowered: u64,
    /// Kept as a legacy script that the platform runs.
    pub carried: u64,
    /// Switched off in the legacy engine.
    pub disabled: u64,
    /// Neither compiled nor carried: a manual task.
    pub unsupported: u64,
    /// Part of the connection around the mapping: settings, names, metadata.
    pub transport: u64,
}

impl Counts {
    /// Counts `n` more pieces of one disposition. The total is set by whoever counts the pieces.
    pub fn add(&mut self, disposition: Disposition, n: u64) {
        match disposition {
            Disposition::Lowered => self.lowered += n,
            Disposition::Carried => self.carried += n,
            Disposition::Disabled => self.disabled += n,
            Disposition::Unsupported => self.unsupported += n,
            Disposition::Transport => self.transport += n,
        }
    }

    /// The number of one disposition.
    pub fn of(&self, disposition: Disposition) -> u64 {
        match disposition {
            Disposition::Lowered => self.lowered,
            Disposition::Carried => self.carried,
            Disposition::Disabled => self.disabled,
            Disposition::Unsupported => self.unsupported,
            Disposition::Transport => self.transport,
        }
    }

    /// The same counts, once the parts add up to the total.
    ///
    /// # Panics
    /// When they do not: something was dropped or counted twice, which is a bug of the compiler
    /// that no report may hide.
    #[must_use]
    pub fn check(self) -> Self {
        let sum: u64 = Disposition::ALL.iter().map(|d| self.of(*d)).sum();
        assert_eq!(sum, self.total, "dispositions do not add up to the total");
        self
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.total += other.total;
        for disposition in Disposition::ALL {
            self.add(disposition, other.of(disposition));
        }
    }
}
