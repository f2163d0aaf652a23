//! What a manual task takes a person, by the rule that raised it.
//!
//! The figures are assumptions of this project, for one person who knows both engines and has
//! access to the partner's contact: from the moment the task is picked up until it is checked,
//! without waiting for others. A project that knows better changes this table.

use std::ops::AddAssign;

use serde::Serialize;

use crate::rules;

/// A range of working time in minutes.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Effort {
    /// Where all goes well.
    pub low_minutes: u64,
    /// Where it does not.
    pub high_minutes: u64,
}

impl Effort {
    const fn minutes(low: u64, high: u64) -> Self {
        Self { low_minutes: low, high_minutes: high }
    }

    const fn hours(low: u64, high: u64) -> Self {
        Self::minutes(low * 60, high * 60)
    }
}

impl AddAssign for Effort {
    fn add_assign(&mut self, other: Self) {
        self.low_minutes += other.low_minutes;
        self.high_minutes += other.high_minutes;
    }
}

/// What a task takes whose rule has no row.
pub const OTHER: Effort = Effort::hours(1, 4);

/// What one task of a rule takes, and what is meant by it.
pub static TABLE: &[(&str, Effort, &str)] = &[
    (
        rules::unknown_class::RULE.code,
        Effort::hours(4, 16),
        "find out what the plug-in does and write the step by hand, with tests",
    ),
    (
        rules::bad_value::RULE.code,
        Effort::hours(1, 2),
        "ask what was meant, mend the export, compile again",
    ),
    (
        rules::blank_mapping::RULE.code,
        Effort::minutes(30, 60),
        "ask what was meant, mend the step, compile again",
    ),
    (
        rules::does_not_compile::RULE.code,
        Effort::hours(1, 4),
        "mend the script together with whoever knows what it was for",
    ),
    (
        rules::external_script::RULE.code,
        Effort::hours(1, 2),
        "fetch the file from the legacy server and compile again",
    ),
    (
        rules::xslt_step::RULE.code,
        Effort::hours(4, 12),
        "write the transformation by hand, with tests",
    ),
    (rules::data_type::RULE.code, Effort::hours(8, 24), "write the connector by hand, with tests"),
    (
        rules::transport_unmapped::RULE.code,
        Effort::hours(4, 12),
        "set the endpoint up by hand and test it against the peer",
    ),
    (
        rules::option_without_equivalent::RULE.code,
        Effort::hours(1, 3),
        "agree with the partner what replaces the setting, and set it up",
    ),
    (
        rules::part_not_migrated::RULE.code,
        Effort::minutes(30, 120),
        "set the part of the server up on the new platform, where it is still wanted",
    ),
    (
        rules::secret_present::RULE.code,
        Effort::minutes(15, 30),
        "store the secret in the vault and name it in the deployment",
    ),
];

/// What one task of that code takes.
pub fn of(code: &str) -> Effort {
    TABLE.iter().find(|(known, ..)| *known == code).map_or(OTHER, |(_, effort, _)| *effort)
}

/// What is meant by it.
pub fn meaning(code: &str) -> &'static str {
    let row = TABLE.iter().find(|(known, ..)| *known == code);
    row.map_or("no figure of its own: the usual range", |(.., meaning)| meaning)
}
