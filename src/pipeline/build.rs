//! The second pass of a run: every channel lowered, checked, emitted and judged, each by itself
//! and in parallel.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::{
    Compiled, Options, Sink, Source, Superseded, Watch,
    copies::{self, Fate},
    guard, internal_error,
    naming::{self, Named},
    open::Opened,
    refusal, reported,
    survey::{Head, Survey},
};
use crate::{
    back::{BackEnd, Naming, OutFile},
    check,
    diag::Finding,
    facts::{Facts, Given, cause},
    front::mirth::{
        census, lower,
        model::{Channel, Connector, Element, ElementKind, Library, ObstacleKind, Transformer},
    },
    ir::{
        connection::{Connection, Verdict},
        disposition::{Counts, Disposition},
        route::{Endpoint, OptionGap},
    },
    plan, rules,
    span::Span,
};

/// Compiles the selected channels, file by file in batches: of what a batch needs, nothing but
/// its results is held when the next one begins.
pub(super) fn build(
    survey: &mut Survey<'_>,
    options: &Options,
    watch: &dyn Watch,
    setup: &Setup<'_>,
    memo: &lower::Memo,
) -> Built {
    let mut works = works(survey, options);
    watch.stage("compiling", works.values().map(Vec::len).sum());
    let mut built = Built::default();
    for inputs in survey.batches() {
        let due = |input: &usize| works.contains_key(input);
        let inputs: Vec<usize> = inputs.into_iter().filter(due).collect();
        let opened = survey.again(&inputs);
        let list = opened.iter().flat_map(|(input, opened)| {
            let works = works.remove(input).unwrap_or_default();
            works.into_iter().map(move |work| (opened, work))
        });
        let list: Vec<_> = list.collect();
        let surroundings = Surroundings {
            survey,
            libraries: &survey.libraries(),
            carried_libraries: &survey.carried_libraries(),
            memo,
            setup,
        };
        let done: Vec<_> = list
            .into_par_iter()
            .map(|(opened, work)| {
                let done = surroundings.run(opened, work);
                watch.piece();
                done
            })
            .collect();
        built.take(survey, done);
        inputs.iter().for_each(|input| survey.release(*input));
    }
    built
}

/// What came of all channels.
#[derive(Default)]
pub(super) struct Built {
    /// Those that were compiled, by file and place.
    pub(super) connections: Vec<Compiled>,
    /// Those in whose place another export was compiled.
    pub(super) superseded: Vec<Superseded>,
}

impl Built {
    /// Takes in what came of a batch, while its texts are still there.
    fn take(&mut self, survey: &mut Survey<'_>, done: Vec<Done>) {
        for done in done {
            match done {
                Done::Compiled(compiled, hidden) => {
                    hidden.into_iter().for_each(|span| survey.files.hide(span));
                    survey.keep_for(compiled.findings.iter().map(|reported| &reported.finding));
                    self.connections.push(*compiled);
                }
                Done::Superseded(superseded, hidden) => {
                    hidden.into_iter().for_each(|span| survey.files.hide(span));
                    self.superseded.push(*superseded);
                }
            }
        }
    }
}

/// What came of one channel, and the places of secrets in its scripts.
enum Done {
    Compiled(Box<Compiled>, Vec<Span>),
    Superseded(Box<Superseded>, Vec<Span>),
}

/// What is to be done with a channel.
struct Work {
    head: usize,
    /// Its names; `None` for one in whose place another export is compiled.
    naming: Option<Naming>,
    /// That there are other exports of it.
    copy: Option<Finding>,
    fate: Fate,
}

/// What is to be done, by input.
fn works(survey: &mut Survey<'_>, options: &Options) -> BTreeMap<usize, Vec<Work>> {
    let fates = copies::fates(&survey.heads);
    let mut namings = namings(survey, &fates).into_iter();
    let mut works: BTreeMap<usize, Vec<Work>> = BTreeMap::new();
    for (head, fate) in fates.iter().copied().enumerate() {
        let naming = match fate {
            Fate::Superseded(_) => None,
            Fate::Compiled | Fate::Ambiguous(_) => namings.next(),
        };
        let slug = naming.as_ref().map_or("", |naming| naming.slug.as_str());
        let Head { input, name, .. } = &survey.heads[head];
        if !options.selects(name, slug) {
            continue;
        }
        let copy = copies::finding(&survey.files, &survey.heads, head, fate);
        works.entry(*input).or_default().push(Work { head, naming, copy, fate });
    }
    works
}

/// The names of the channels that are compiled, in their order.
fn namings(survey: &Survey<'_>, fates: &[Fate]) -> Vec<Naming> {
    let compiled = survey.heads.iter().zip(fates);
    let compiled = compiled.filter(|(_, fate)| !matches!(fate, Fate::Superseded(_)));
    let named = compiled.map(|(head, _)| Named {
        name: &head.name,
        id: &head.id,
        file: &survey.sources[head.input].name,
        position: head.span.start,
    });
    naming::namings(&named.collect::<Vec<_>>())
}

/// How a run is done, whatever it is asked to do.
pub struct Setup<'a> {
    /// The back ends.
    pub back_ends: &'a [&'a dyn BackEnd],
    /// Who takes their outputs; `None` to keep them.
    pub sink: Option<&'a dyn Sink>,
    /// Bytes of inputs that may be held at once, if no single one has more.
    pub budget: u64,
}

/// What all channels of a batch share.
struct Surroundings<'a> {
    survey: &'a Survey<'a>,
    libraries: &'a [&'a Library],
    carried_libraries: &'a [&'a Library],
    memo: &'a lower::Memo,
    setup: &'a Setup<'a>,
}

impl Surroundings<'_> {
    fn run(&self, opened: &Opened, work: Work) -> Done {
        let Surroundings { survey, libraries, carried_libraries, memo, setup } = *self;
        let head = &survey.heads[work.head];
        let source = &survey.sources[head.input];
        let context = lower::Context {
            files: &survey.files,
            sha256: &source.sha256,
            libraries,
            carried_libraries,
            estate: &survey.estate,
            memo,
        };
        let channel = &opened.export.channels[head.number];
        let job = Job { context, source, opened, channel, back_ends: setup.back_ends };
        match (work.naming, work.fate) {
            (Some(naming), _) => {
                let (mut compiled, hidden) = job.run(naming, work.copy);
                if let Some(sink) = setup.sink {
                    compiled.outputs.drain(..).for_each(|output| sink.put(output));
                }
                Done::Compiled(Box::new(compiled), hidden)
            }
            (None, fate) => {
                let by = match fate {
                    Fate::Superseded(by) => &survey.heads[by],
                    Fate::Compiled | Fate::Ambiguous(_) => head,
                };
                let (elements, statements, hidden) = job.switched_off();
                let superseded = Superseded {
                    id: head.id.clone(),
                    name: head.name.clone(),
                    place: survey.files.place(head.name_span),
                    revision: head.revision.clone(),
                    by: survey.files.place(by.name_span),
                    elements,
                    statements,
                    finding: work.copy,
                };
                Done::Superseded(Box::new(superseded), hidden)
            }
        }
    }
}

/// One channel with its surroundings.
pub(super) struct Job<'a> {
    pub(super) context: lower::Context<'a>,
    pub(super) source: &'a Source,
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
    /// Compiles the channel; gives the places of secrets in its scripts too.
    fn run(&self, naming: Naming, copy: Option<Finding>) -> (Compiled, Vec<Span>) {
        let made = guard(|| self.make(&naming));
        let mut findings = self.notes();
        findings.extend(copy);
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
        let facts = Facts::of(Given {
            connection: connection.as_ref(),
            census: &guard(|| census::census(channel)).unwrap_or_default(),
            findings: &findings,
            files: self.context.files,
        });
        let verdict = cause::verdict(&facts.causes);
        let release = connection.as_ref().map_or_else(
            || format!("Mirth {}", channel.version_text),
            |c| c.origin.release.clone(),
        );
        let compiled = Compiled {
            id: channel.id.clone(),
            name: channel.name.as_str().to_owned(),
            file: self.source.name.clone(),
            span: channel.span,
            line: self.context.files.position(channel.span).line,
            release,
            naming,
            verdict,
            elements: connection.as_ref().map_or_else(|| given_up(channel), |c| c.elements),
            statements: connection.as_ref().map(|c| c.statements).unwrap_or_default(),
            findings: findings.into_iter().map(reported).collect(),
            facts,
            outputs,
        };
        (compiled, hidden)
    }

    /// The elements and statements of a channel that is not compiled because another export of it
    /// is, all of them disabled, and the places of secrets in its scripts.
    fn switched_off(&self) -> (Counts, Counts, Vec<Span>) {
        let lowered = guard(|| lower::lower(self.channel, &self.context));
        let of = |total| {
            let mut counts = Counts { total, ..Counts::default() };
            counts.add(Disposition::Disabled, total);
            counts
        };
        match lowered {
            Some(lower::Lowered { connection, hidden, .. }) => {
                (of(connection.elements.total), of(connection.statements.total), hidden)
            }
            None => (of(given_up(self.channel).total), Counts::default(), Vec::new()),
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
        let causes = cause::causes(Some(&connection), &all);
        connection.blocked = cause::verdict(&causes) == Verdict::Blocked;
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
