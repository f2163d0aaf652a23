//! Pieces of connections that were exported by themselves: lowered as far as that goes without a
//! connection, so that they are judged and counted; nothing is emitted for them.

use super::{
    Source,
    build::{self, Job},
    guard, internal_error,
    open::Opened,
};
use crate::{
    diag::Finding,
    front::mirth::{estate, lower, model},
    ir::{
        Task,
        disposition::Counts,
        estate::{Fragment, FragmentKind},
    },
    plan, rules,
    span::{Files, Span},
};

/// A fragment after lowering.
pub(super) struct Lowered {
    /// What it is, and its counts.
    pub(super) fragment: Fragment,
    /// What there is to say about it.
    pub(super) findings: Vec<Finding>,
    /// What a person has to do.
    pub(super) tasks: Vec<Task>,
    /// Places that must not be shown.
    pub(super) hidden: Vec<Span>,
}

/// Lowers the fragments of one export. Neither global scripts nor code templates are in scope: they
/// are enabled for channels, which a fragment is not.
pub(super) fn lower(
    opened: &Opened,
    source: &Source,
    files: &Files,
    memo: &lower::Memo,
) -> Vec<Lowered> {
    let estate = estate::Estate::default();
    let context = lower::Context {
        files,
        sha256: &source.sha256,
        libraries: &[],
        carried_libraries: &[],
        estate: &estate,
        memo,
    };
    let all = opened.export.fragments.iter().map(|fragment| {
        let job = Job { context, source, opened, channel: &fragment.channel, back_ends: &[] };
        one(&job, fragment.kind)
    });
    all.collect()
}

fn one(job: &Job<'_>, kind: FragmentKind) -> Lowered {
    let model::Channel { name, span, .. } = job.channel;
    let mut lowered = Lowered {
        fragment: Fragment {
            kind,
            name: name.as_str().to_owned(),
            span: *span,
            elements: build::given_up(job.channel),
            statements: Counts::default(),
        },
        findings: job.notes(),
        tasks: Vec::new(),
        hidden: Vec::new(),
    };
    match guard(|| lower::lower(job.channel, &job.context)) {
        Some(done) => take(&mut lowered, done),
        None => lowered.findings.push(internal_error("this fragment", *span)),
    }
    let alone = alone(&lowered.fragment);
    lowered.findings.push(alone);
    build::tidy(&mut lowered.findings);
    lowered
}

/// That there is a fragment.
fn alone(fragment: &Fragment) -> Finding {
    let what = fragment.kind.words();
    let name: String = fragment.name.chars().filter(|c| *c != '`' && !c.is_control()).collect();
    let named = if name.is_empty() { what.to_owned() } else { format!("{what} `{name}`") };
    let message = format!("a {named} by itself belongs to no connection");
    Finding::new(&rules::fragment_without_connection::RULE, message, fragment.span)
}

fn take(lowered: &mut Lowered, done: lower::Lowered) {
    let lower::Lowered { connection, findings, hidden } = done;
    let fragment = &mut lowered.fragment;
    fragment.elements = connection.elements.check();
    fragment.statements = connection.statements.check();
    lowered.findings.extend(findings);
    lowered.tasks.extend(connection.tasks.iter().cloned());
    // Of a piece of a connector, the settings around it are made up.
    let own = match fragment.kind {
        FragmentKind::Source => Some(0),
        FragmentKind::Destination => connection.destinations.first().map(|d| d.connector.id),
        _ => None,
    };
    let secrets = |gap: &plan::Gap| gap.rule == &rules::secret_present::RULE;
    let gaps = plan::gaps(&connection);
    for gap in gaps.iter().filter(|gap| own == Some(gap.connector) || secrets(gap)) {
        lowered.findings.push(gap.finding(""));
        lowered.tasks.push(gap.task());
    }
    for finding in &mut lowered.findings {
        finding.connection = None;
    }
    lowered.hidden = hidden;
}
