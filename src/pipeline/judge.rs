//! The verdict on a connection, from what compiling it found.

use crate::{
    diag::{Finding, Severity},
    ir::connection::{Connection, Task, Verdict},
    plan, rules,
};

/// How far a connection can be trusted. Better verdicts are earned by running, so the best that
/// compiling gives is "not judged".
pub(super) fn verdict(connection: &Connection, findings: &[Finding]) -> Verdict {
    let has = |severity| findings.iter().any(|f| f.rule.severity == severity);
    let Connection { elements, statements, .. } = connection;
    let stands_in_the_way = connection.undeployable.is_some()
        || !plan::is_complete(connection)
        || connection.tasks.iter().any(blocks)
        || statements.unsupported > 0
        || has(Severity::Error);
    if stands_in_the_way {
        return Verdict::Blocked;
    }
    let left_open = elements.carried + elements.unsupported + statements.carried > 0
        || !connection.scripts.is_empty();
    if left_open || has(Severity::Warning) { Verdict::Review } else { Verdict::NotJudged }
}

/// Whether the connection cannot run before the task is done: a part of the mapping is missing.
/// A secret to be stored or a setting to be looked at is none.
fn blocks(task: &Task) -> bool {
    rules::find(task.code).is_none_or(|rule| rule.severity == Severity::Error)
}
