//! The verdict on a connection, from what compiling it found.

use crate::{
    diag::{Finding, Severity},
    ir::connection::{Connection, Verdict},
};

/// How far a connection can be trusted (design section 4). The first two verdicts of that list
/// are earned by running, so the best that compiling gives is "not judged".
pub(super) fn verdict(connection: &Connection, findings: &[Finding]) -> Verdict {
    let has = |severity| findings.iter().any(|f| f.rule.severity == severity);
    let Connection { elements, statements, .. } = connection;
    let stands_in_the_way = connection.undeployable.is_some()
        || !connection.tasks.is_empty()
        || statements.unsupported > 0
        || has(Severity::Error);
    if stands_in_the_way {
        return Verdict::Blocked;
    }
    let left_open = elements.carried + elements.unsupported + statements.carried > 0;
    if left_open || has(Severity::Warning) { Verdict::Review } else { Verdict::NotJudged }
}
