//! The second half of a run: every channel lowered, checked, emitted and judged, each by itself
//! and in parallel.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{
    Compiled, Options, Watch, guard,
    ingest::{Ingested, Opened},
    internal_error, judge,
    naming::{self, Named},
    refusal, reported,
};
use crate::{
    back::{BackEnd, Naming, OutFile},
    check,
    diag::Finding,
    front::mirth::{
        lower,
        model::{Channel, Connector, Element, ElementKind, ObstacleKind, Transformer},
    },
    ir::{
        connection::{Connection, Verdict},
        disposition::{Counts, Disposition},
        route::{Endpoint, OptionGap},
    },
    plan, rules,
    span::{Files, Span},
};

/// Builds the selected connections.
pub(super) fn build(
    read: &Ingested,
    options: &Options,
    watch: &dyn Watch,
    back_ends: &[&dyn BackEnd],
    memo: &lower::Memo,
) -> Vec<Compiled> {
    let channels = read.channels();
    let libraries = read.libraries();
    let carried_libraries = read.carried_libraries();
    let estate = read.joined();
    let named = channels.iter().map(|(opened, channel)| Named {
        name: channel.name.as_str(),
        id: &channel.id,
        file: &opened.name,
        position: channel.span.start,
    });
    let namings = naming::namings(&named.collect::<Vec<_>>());
    let repeats = repeats(&read.files, &channels);
    let work: Vec<_> = channels
        .into_iter()
        .zip(namings)
        .zip(repeats)
        .filter(|(((_, channel), naming), _)| options.selects(channel.name.as_str(), &naming.slug))
        .collect();
    watch.stage("compiling", work.len());
    work.into_par_iter()
        .map(|(((opened, channel), naming), repeat)| {
            let context = lower::Context {
                files: &read.files,
                sha256: &opened.sha256,
                libraries: &libraries,
                carried_libraries: &carried_libraries,
                estate: &estate,
                memo,
            };
            let job = Job { context, opened, channel, back_ends };
            let compiled = job.run(naming, repeat);
            watch.piece();
            compiled
        })
        .collect()
}

/// The finding for each channel whose id an earlier one has. Both are compiled.
fn repeats<'a>(files: &Files, channels: &[(&'a Opened, &'a Channel)]) -> Vec<Option<Finding>> {
    let mut first: BTreeMap<&str, Span> = BTreeMap::new();
    let repeat = |(_, channel): &(&'a Opened, &'a Channel)| {
        let name = channel.name.span();
        let earlier = *first.entry(&channel.id).or_insert(name);
        if earlier == name || channel.id.is_empty() {
            return None;
        }
        let message = format!("the channel at {} has the same id", files.place(earlier));
        let finding = Finding::new(&rules::duplicate_connection::RULE, message, name);
        Some(finding.also(earlier, "the first one"))
    };
    channels.iter().map(repeat).collect()
}

/// One channel with its surroundings.
pub(super) struct Job<'a> {
    pub(super) context: lower::Context<'a>,
    pub(super) opened: &'a Opened,
    pub(super) channel: &'a Channel,
    pub(super) back_ends: &'a [&'a dyn BackEnd],
}

/// A channel that came through lowering.
struct Made {
    connection: Connection,
    findings: Vec<Finding>,
    hidden: Vec<Span>,
    outputs: Vec<OutFile>,
}

impl Job<'_> {
    fn run(&self, naming: Naming, repeat: Option<Finding>) -> Compiled {
        let made = guard(|| self.make(&naming));
        let mut findings = self.notes();
        findings.extend(repeat);
        let (connection, hidden, outputs) = if let Some(made) = made {
            findings.extend(made.findings);
            (Some(made.connection), made.hidden, made.outputs)
        } else {
            findings.push(internal_error("this connection", self.channel.name.span()));
            (None, Vec::new(), Vec::new())
        };
        for finding in &mut findings {
            finding.connection = Some(self.channel.name.as_str().to_owned());
        }
        tidy(&mut findings);
        let channel = self.channel;
        let verdict =
            connection.as_ref().map_or(Verdict::Blocked, |c| judge::verdict(c, &findings));
        let release = connection.as_ref().map_or_else(
            || format!("Mirth {}", channel.version_text),
            |c| c.origin.release.clone(),
        );
        Compiled {
            id: channel.id.clone(),
            name: channel.name.as_str().to_owned(),
            file: self.opened.name.clone(),
            span: channel.span,
            line: self.context.files.position(channel.span).line,
            release,
            naming,
            verdict,
            elements: connection.as_ref().map_or_else(|| given_up(channel), |c| c.elements),
            statements: connection.as_ref().map(|c| c.statements).unwrap_or_default(),
            connection,
            findings: findings.into_iter().map(reported).collect(),
            hidden,
            outputs,
        }
    }

    /// Lowers, checks and emits. Panics only where the compiler has a bug.
    fn make(&self, naming: &Naming) -> Made {
        let lower::Lowered { mut connection, mut findings, hidden } =
            lower::lower(self.channel, &self.context);
        for gap in plan::gaps(&connection) {
            findings.push(gap.finding(&connection.name));
            connection.tasks.push(gap.task());
        }
        let mut all = self.notes();
        all.extend(findings.iter().cloned());
        connection.blocked = judge::verdict(&connection, &all) == Verdict::Blocked;
        // Counts that do not add up are a bug; it stops this connection and no other.
        let _ = (connection.elements.check(), connection.statements.check());
        match check::check(connection.clone()) {
            Ok(checked) => {
                let outputs = self.back_ends.iter().flat_map(|back| back.write(&checked, naming));
                Made { connection, findings, hidden, outputs: outputs.collect() }
            }
            Err(faults) => {
                findings.extend(faults);
                Made { connection, findings, hidden, outputs: Vec::new() }
            }
        }
    }

    /// What reading alone found.
    pub(super) fn notes(&self) -> Vec<Finding> {
        let obstacles = &self.channel.obstacles;
        let mut notes: Vec<_> = obstacles.iter().map(refusal::obstacle).collect();
        // Of a release that is not read, nothing was taken in: one finding says so.
        if obstacles.iter().any(|obstacle| obstacle.kind == ObstacleKind::OldRelease) {
            return notes;
        }
        let whole = self.channel.span;
        for (name, span) in &self.opened.export.unsupported {
            let within = whole.start <= span.start && span.end <= whole.end;
            let told = obstacles.iter().any(|obstacle| obstacle.span.start == span.start);
            if within && !told {
                notes.extend(self.unsupported(name, *span));
            }
        }
        notes
    }

    /// What there is to say about an element of the channel that is unsupported. The settings of a
    /// transport without a route, or without an equivalent, are told by the plan of the connection.
    fn unsupported(&self, name: &str, span: Span) -> Option<Finding> {
        let channel = self.channel;
        let mut connectors = std::iter::once(&channel.source).chain(&channel.destinations);
        let planned = |connector: &Connector| {
            let unmapped = matches!(connector.endpoint, Endpoint::Unmapped(_));
            let gap = |gap: &OptionGap| span.start <= gap.span.start && gap.span.end <= span.end;
            unmapped && connector.properties_span.start == span.start
                || connector.enabled && connector.gaps.iter().any(gap)
        };
        if connectors.any(planned) {
            return None;
        }
        let own = name.rsplit('/').next().unwrap_or(name);
        let data_type = matches!(own, "inboundProperties" | "outboundProperties");
        let (rule, message) = if data_type {
            let message = format!("the data type of these `{own}` is not modelled");
            (&rules::option_without_equivalent::RULE, message)
        } else {
            (&rules::element_not_migrated::RULE, format!("`{name}` is not migrated"))
        };
        Some(Finding::new(rule, message, span))
    }
}

/// Sorts findings and drops those that two stages both made.
pub(super) fn tidy(findings: &mut Vec<Finding>) {
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    findings.dedup_by(|a, b| a.order() == b.order());
    // Reading and lowering both see a step of an unknown class; lowering knows more of it.
    let class = |f: &Finding| f.rule == &rules::unknown_class::RULE;
    findings.dedup_by(|a, b| class(a) && class(b) && a.span().start == b.span().start);
}

/// The counts of a channel on which the compiler failed: what reading decided, and all of its
/// steps and rules unsupported.
pub(super) fn given_up(channel: &Channel) -> Counts {
    let mut counts = channel.counts;
    for library in &channel.libraries {
        counts += library.counts;
    }
    let connectors = std::iter::once(&channel.source).chain(&channel.destinations);
    for connector in connectors {
        let response = connector.response_transformer.as_ref().map(|t: &Transformer| &t.steps);
        let lists = [Some(&connector.filter.rules), Some(&connector.transformer.steps), response];
        for element in lists.into_iter().flatten().flatten() {
            let n = n_elements(element);
            counts.total += n;
            counts.add(Disposition::Unsupported, n);
        }
    }
    counts
}

/// Number of XML elements of a step or rule and its children.
fn n_elements(element: &Element) -> u64 {
    let below = match &element.kind {
        ElementKind::Iterator(iterator) => iterator.children.iter().map(n_elements).sum(),
        _ => 0,
    };
    element.n_elements + below
}
