//! What keeps a connection from a better verdict, as causes that can be counted: the verdict is
//! the worst of them, so whatever takes the last cause of a kind away takes the verdict along.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::{
    diag::{Finding, Severity},
    ir::{Connection, Task, connection::Verdict},
    plan, rules,
};

/// One cause. Findings of the same code that would go away by the same work are one cause.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Cause {
    /// The verdict that it brings about: `review` or `blocked`.
    pub verdict: Verdict,
    /// Code of the findings.
    pub code: &'static str,
    /// The construct that would have to be supported (`Database Writer`); empty where the code
    /// says it all.
    pub subject: String,
}

/// Codes whose messages name, as the first thing in backticks, the construct that would have to
/// be supported.
const NAMES_CONSTRUCT: &[&str] = &[
    rules::unknown_element::RULE.code,
    rules::unknown_class::RULE.code,
    rules::part_not_migrated::RULE.code,
    rules::element_not_migrated::RULE.code,
    rules::data_type::RULE.code,
    rules::transport_unmapped::RULE.code,
    rules::option_without_equivalent::RULE.code,
];

/// The construct that a message of that code is about; empty where the code says it all.
pub fn construct(code: &str, message: &str) -> String {
    if !NAMES_CONSTRUCT.contains(&code) {
        return String::new();
    }
    message.split('`').nth(1).unwrap_or_default().to_owned()
}

/// What would have to be solved, of a message of that code: the construct or, of a setting, what
/// is the matter with it, wherever it stands.
pub fn subject(code: &str, message: &str) -> String {
    if code != rules::option_without_equivalent::RULE.code {
        return construct(code, message);
    }
    let places = [" at the source", " at destination", " of the source", " of destination"];
    let end = places.iter().filter_map(|place| message.find(place)).min();
    let what = message.get(..end.unwrap_or(message.len())).unwrap_or(message);
    // The value of a setting tells connections apart, not what has to be solved.
    let what = what.split("` = `").next().unwrap_or(what);
    what.replace('`', "")
}

/// The verdict that causes add up to. Better ones are earned by running, so the best that
/// compiling gives is "not judged".
pub fn verdict(causes: &[Cause]) -> Verdict {
    causes.iter().map(|cause| cause.verdict).max().unwrap_or(Verdict::NotJudged)
}

/// Everything that keeps a connection from a better verdict, worst first. What blocks is not told
/// again as something to review.
pub fn causes(connection: Option<&Connection>, findings: &[Finding]) -> Vec<Cause> {
    let mut found = Found::default();
    for finding in findings.iter().filter(|f| f.rule.severity == Severity::Error) {
        found.blocks(finding.rule.code, subject(finding.rule.code, &finding.message));
    }
    match connection {
        Some(connection) => found.stands_in_the_way(connection),
        None => found.blocks_unless_told(rules::ill_formed_mapping::RULE.code),
    }
    for finding in findings.iter().filter(|f| f.rule.severity == Severity::Warning) {
        found.asks(finding.rule.code, subject(finding.rule.code, &finding.message));
    }
    if let Some(connection) = connection {
        found.left_open(connection);
    }
    let key = |verdict| move |(code, subject)| Cause { verdict, code, subject };
    let blocking = found.blocking.into_iter().map(key(Verdict::Blocked));
    blocking.chain(found.asking.into_iter().map(key(Verdict::Review))).collect()
}

type Keys = BTreeSet<(&'static str, String)>;

#[derive(Default)]
struct Found {
    blocking: Keys,
    asking: Keys,
}

impl Found {
    fn blocks(&mut self, code: &'static str, subject: String) {
        self.blocking.insert((code, subject));
    }

    /// A cause whose finding names more of it, where there is one.
    fn blocks_unless_told(&mut self, code: &'static str) {
        if !self.blocking.iter().any(|(told, _)| *told == code) {
            self.blocks(code, String::new());
        }
    }

    fn asks(&mut self, code: &'static str, subject: String) {
        let key = (code, subject);
        if !self.blocking.contains(&key) {
            self.asking.insert(key);
        }
    }

    /// What keeps the connection from running: a part of the mapping is missing, an endpoint has
    /// no route, or the legacy engine itself would not deploy it.
    fn stands_in_the_way(&mut self, connection: &Connection) {
        for gap in plan::gaps(connection).into_iter().filter(|gap| gap.unrouted) {
            self.blocks(gap.rule.code, subject(gap.rule.code, &gap.subject));
        }
        for task in connection.tasks.iter().filter(|task| blocks(task)) {
            self.blocks_unless_told(task.code);
        }
        let silent = self.blocking.is_empty();
        if silent && (connection.undeployable.is_some() || connection.statements.unsupported > 0) {
            self.blocks(rules::does_not_compile::RULE.code, String::new());
        }
    }

    /// What runs, but not as a compiled step, where no finding says so: a script that the server
    /// runs for all connections is reported where it stands.
    fn left_open(&mut self, connection: &Connection) {
        if !self.blocking.is_empty() || !self.asking.is_empty() {
            return;
        }
        let Connection { elements, statements, scripts, .. } = connection;
        if elements.carried + statements.carried > 0 || !scripts.is_empty() {
            self.asks(rules::script_carried::RULE.code, String::new());
        } else if elements.unsupported > 0 {
            self.asks(rules::element_not_migrated::RULE.code, String::new());
        }
    }
}

/// Whether the connection cannot run before the task is done. A secret to be stored or a setting
/// to be looked at is none.
fn blocks(task: &Task) -> bool {
    rules::find(task.code).is_none_or(|rule| rule.severity == Severity::Error)
}
