//! The first pass of a run: every file is read, and what other files and the second pass need of
//! it is noted: names, ids and revisions of channels, code template libraries, findings. The text
//! of a file is let go again unless the run is small.

use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use rayon::prelude::*;

use super::{
    Silent, Source, SourceState, Store, Watch,
    around::{self, Around},
    batch, fragments,
    open::{self, Companions, Opened, Outcome, Placed},
    sha256_hex,
};
use crate::{
    diag::{self, Finding},
    facts::template::{self, Template},
    front::mirth::{
        census, companion,
        estate::Estate,
        lower,
        model::{CodeTemplate, Export, Library},
        read::{Stamp, secret_spans},
        templates,
    },
    span::{FileId, Files, SourceText, Span, last},
};

/// Everything that the first pass notes.
pub(super) struct Survey<'s> {
    store: &'s dyn Store,
    budget: u64,
    /// The number in the store of each input, in the order of names.
    numbers: Vec<usize>,
    /// The id of each input, in that order.
    ids: Vec<FileId>,
    /// Texts, as far as they are held.
    pub(super) files: Files,
    /// All inputs by name.
    pub(super) sources: Vec<Source>,
    /// Findings about files.
    pub(super) findings: Vec<Finding>,
    /// All channels, by file and place.
    pub(super) heads: Vec<Head>,
    /// Inputs that hold an export, with their sizes.
    exports: Vec<(usize, u64)>,
    /// Exports that are kept.
    kept: BTreeMap<usize, Opened>,
    libraries: Vec<Library>,
    carried_libraries: Vec<Library>,
    /// What is known of the code templates of those libraries, and of those that channels carry.
    templates: [Vec<Template>; 2],
    /// Digests of the libraries that channels carry along.
    carried: BTreeSet<String>,
    /// What the files say of channels of other files, joined.
    pub(super) estate: Estate,
    /// What stands around the channels, and its counts.
    pub(super) around: Around,
    /// Code templates that libraries only name, by id.
    named: templates::Known,
    /// The inputs by name, for references between them.
    names: BTreeMap<String, usize>,
    /// Files whose text is held for an input: its own, and those that it refers to.
    held: BTreeMap<usize, Vec<FileId>>,
    /// What has to stay known of each file to the end.
    noted: BTreeMap<FileId, Vec<Range<u32>>>,
}

/// What is noted of a channel.
#[derive(Debug, Clone)]
pub(super) struct Head {
    /// The input that holds it.
    pub(super) input: usize,
    /// Its number among the channels of that input.
    pub(super) number: usize,
    /// Id in the legacy engine.
    pub(super) id: String,
    /// Name.
    pub(super) name: String,
    /// Where the name stands.
    pub(super) name_span: Span,
    /// Where the channel stands.
    pub(super) span: Span,
    /// Revision as written.
    pub(super) revision: String,
    /// What tells it from other exports of the channel.
    pub(super) stamp: Stamp,
}

/// Reads all inputs.
pub(super) fn survey<'s>(
    store: &'s dyn Store,
    watch: &dyn Watch,
    budget: u64,
    memo: &lower::Memo,
) -> Survey<'s> {
    let items = store.items();
    let mut numbers: Vec<usize> = (0..items.len()).collect();
    numbers.sort_by_key(|n| (&items[*n].name, &items[*n].sha256));
    let mut survey = Survey::new(store, numbers, budget);
    let sizes: Vec<u64> = survey.numbers.iter().map(|n| items[*n].bytes).collect();
    let kept = batch::kept(&sizes, budget);
    watch.stage("reading", sizes.len());
    for range in batch::batches(&sizes, budget) {
        let inputs: Vec<usize> = range.collect();
        let placed = survey.place(&inputs);
        let opened = survey.open(&placed, watch);
        for (placed, opened) in placed.iter().zip(opened) {
            let keep = survey.settle(placed.input, opened, kept[placed.input], memo);
            if !keep {
                survey.release(placed.input);
            }
        }
        let done = inputs.len() - placed.len();
        (0..done).for_each(|_| watch.piece());
    }
    survey.join(memo);
    survey
}

impl<'s> Survey<'s> {
    fn new(store: &'s dyn Store, numbers: Vec<usize>, budget: u64) -> Self {
        let items = store.items();
        let mut files = Files::default();
        let ids = numbers.iter().map(|n| files.add(items[*n].name.as_str(), "")).collect();
        let sources = numbers.iter().map(|n| Source {
            name: items[*n].name.clone(),
            sha256: items[*n].sha256.clone(),
            bytes: (!items[*n].sha256.is_empty()).then_some(items[*n].bytes),
            state: SourceState::Ignored,
        });
        let names = numbers.iter().enumerate().map(|(at, n)| (items[*n].name.clone(), at));
        Self {
            store,
            budget,
            ids,
            files,
            sources: sources.collect(),
            findings: Vec::new(),
            heads: Vec::new(),
            exports: Vec::new(),
            kept: BTreeMap::new(),
            libraries: Vec::new(),
            carried_libraries: Vec::new(),
            templates: Default::default(),
            carried: BTreeSet::new(),
            estate: Estate::default(),
            around: Around::default(),
            named: templates::Known::default(),
            names: names.collect(),
            held: BTreeMap::new(),
            noted: BTreeMap::new(),
            numbers,
        }
    }

    /// The code template libraries that stand by themselves.
    pub(super) fn libraries(&self) -> Vec<&Library> {
        self.libraries.iter().collect()
    }

    /// The code template libraries that channels carry along, each once.
    pub(super) fn carried_libraries(&self) -> Vec<&Library> {
        self.carried_libraries.iter().collect()
    }

    /// What is known of the code templates of all libraries, each once: where it stands by
    /// itself, or else where a channel carries it along.
    pub(super) fn take_templates(&mut self) -> Vec<Template> {
        template::each_once(std::mem::take(&mut self.templates).into_iter().flatten().collect())
    }

    /// What can be said once all files were seen: code templates that libraries only name, the
    /// counts of libraries, and what files disagree on.
    fn join(&mut self, memo: &lower::Memo) {
        let all = self.libraries.iter().chain(&self.carried_libraries);
        self.named = templates::Known::of(all);
        let mut libraries = std::mem::take(&mut self.libraries);
        let mut carried = std::mem::take(&mut self.carried_libraries);
        for (library, carried) in libraries
            .iter_mut()
            .map(|library| (library, false))
            .chain(carried.iter_mut().map(|library| (library, true)))
        {
            let found = self.named.fill(library);
            self.keep_for(&found);
            self.findings.extend(found);
            self.note_templates(library, carried, |template| template.borrowed);
        }
        for library in &libraries {
            self.around.elements += library.counts;
            self.around.statements += lower::library_statements(library, memo);
        }
        (self.libraries, self.carried_libraries) = (libraries, carried);
        self.findings.extend(self.estate.findings());
    }

    /// The inputs that hold exports, in batches.
    pub(super) fn batches(&self) -> Vec<Vec<usize>> {
        let sizes: Vec<u64> = self.exports.iter().map(|(_, size)| *size).collect();
        let inputs =
            |range: Range<usize>| self.exports[range].iter().map(|(input, _)| *input).collect();
        batch::batches(&sizes, self.budget).into_iter().map(inputs).collect()
    }

    /// The exports of some inputs: those that were kept, and the others read anew. One that is
    /// not what it was in the first pass is refused and left out.
    pub(super) fn again(&mut self, inputs: &[usize]) -> Vec<(usize, Opened)> {
        let unkept = |input: &&usize| !self.kept.contains_key(input);
        let gone: Vec<usize> = inputs.iter().filter(unkept).copied().collect();
        let placed = self.place(&gone);
        let mut opened = Vec::new();
        for (placed, result) in placed.iter().zip(self.open(&placed, &Silent)) {
            if let Ok(result) = result {
                opened.push((placed.input, result));
            }
        }
        let kept = inputs.iter().filter_map(|input| Some((*input, self.kept.remove(input)?)));
        opened.extend(kept.collect::<Vec<_>>());
        opened.sort_by_key(|(input, _)| *input);
        let exports = opened.iter_mut().map(|(_, opened)| &mut opened.export);
        for library in exports.flat_map(|e| &mut e.channels).flat_map(|c| &mut c.libraries) {
            // What is missing was told when all files were joined.
            self.named.fill(library);
        }
        opened
    }

    /// Puts the texts of some inputs, and of the files that they refer to, in place. What is no
    /// export gets its state.
    fn place(&mut self, inputs: &[usize]) -> Vec<Placed> {
        let numbers: Vec<usize> = inputs.iter().map(|input| self.numbers[*input]).collect();
        let items = self.store.items();
        let contents = self.store.load(&numbers);
        let outcomes: Vec<_> = contents
            .into_par_iter()
            .zip(&numbers)
            .map(|(content, number)| {
                open::outcome(&items[*number].name, content, &items[*number].sha256)
            })
            .collect();
        let mut placed = Vec::new();
        for (input, outcome) in inputs.iter().copied().zip(outcomes) {
            let (rule, why, state) = match outcome {
                Outcome::Text(text, charset, form) => {
                    let file = self.ids[input];
                    let companions = self.place_companions(input, &text);
                    let beside = companions.values().map(|(file, _)| *file);
                    self.held.insert(input, std::iter::once(file).chain(beside).collect());
                    self.files.hold(file, text);
                    self.sources[input].state = SourceState::Read;
                    placed.push(Placed { input, file, charset, form, companions });
                    continue;
                }
                Outcome::Ignored => continue,
                Outcome::Refused(rule, why) => (rule, why, SourceState::Unreadable),
                Outcome::LeftOut(rule, why) => (rule, why, SourceState::Ignored),
            };
            self.sources[input].state = state;
            self.findings.push(Finding::new(rule, why, Span::new(self.ids[input], 0..0)));
        }
        placed
    }

    /// Puts the texts in place that an export keeps in files beside it.
    fn place_companions(&mut self, input: usize, text: &str) -> Companions {
        let mut companions = Companions::new();
        let references: BTreeSet<String> = companion::references(text).into_iter().collect();
        let name = self.sources[input].name.clone();
        let beside = |reference: &String| {
            let names = companion::candidates(&name, reference);
            names.iter().find_map(|name| self.names.get(name)).copied()
        };
        let found: Vec<_> =
            references.into_iter().filter_map(|r| beside(&r).map(|at| (r, at))).collect();
        let numbers: Vec<usize> = found.iter().map(|(_, at)| self.numbers[*at]).collect();
        let contents = self.store.load(&numbers);
        for ((reference, at), content) in found.into_iter().zip(contents) {
            let Source { name, sha256, .. } = &self.sources[at];
            match open::companion(name, content, sha256) {
                Outcome::Text(text, charset, _) => {
                    self.files.hold(self.ids[at], text);
                    self.sources[at].state = SourceState::Read;
                    companions.insert(reference, (self.ids[at], charset));
                }
                Outcome::Refused(rule, why) => {
                    self.sources[at].state = SourceState::Unreadable;
                    self.findings.push(Finding::new(rule, why, Span::new(self.ids[at], 0..0)));
                }
                Outcome::LeftOut(..) | Outcome::Ignored => {}
            }
        }
        companions
    }

    fn open(&self, placed: &[Placed], watch: &dyn Watch) -> Vec<Result<Opened, Finding>> {
        let open = |placed: &Placed| {
            let opened = open::open(&self.files, placed);
            watch.piece();
            opened
        };
        placed.par_iter().map(open).collect()
    }

    /// Takes the result of one file in; true when its export was kept.
    fn settle(
        &mut self,
        input: usize,
        opened: Result<Opened, Finding>,
        keep: bool,
        memo: &lower::Memo,
    ) -> bool {
        match opened {
            Ok(mut opened) => {
                let Opened { export, findings, .. } = &mut opened;
                secret_spans(export).into_iter().for_each(|span| self.files.hide(span));
                self.keep_for(findings.iter());
                self.findings.append(findings);
                self.note(input, &opened);
                self.note_around(input, &opened, memo);
                if opened.export.channels.is_empty() {
                    return false;
                }
                self.exports.push((input, self.store.items()[self.numbers[input]].bytes));
                if keep {
                    self.kept.insert(input, opened);
                }
                keep
            }
            Err(finding) => {
                self.sources[input].state = SourceState::Unreadable;
                self.keep_for([&finding]);
                let id = self.ids[input];
                open::hide_content(&mut self.files, id, self.noted.get(&id));
                self.findings.push(finding);
                false
            }
        }
    }

    /// Keeps what showing some findings looks at.
    pub(super) fn keep_for<'f>(&mut self, findings: impl IntoIterator<Item = &'f Finding>) {
        for (file, ranges) in findings.into_iter().flat_map(|finding| finding.needs(&self.files)) {
            self.noted.entry(file).or_default().extend(ranges);
        }
    }

    /// Lets go of the texts that are held for an input, but for what was noted.
    pub(super) fn release(&mut self, input: usize) {
        for file in self.held.remove(&input).unwrap_or_default() {
            self.files.trim(file, self.noted.get(&file).cloned().unwrap_or_default());
        }
    }

    /// Notes the channels and libraries of an export.
    fn note(&mut self, input: usize, opened: &Opened) {
        let Export { channels, libraries, .. } = &opened.export;
        for library in libraries {
            self.note_library(library, false);
            self.libraries.push(library.clone());
        }
        for (number, (channel, stamp)) in channels.iter().zip(&opened.stamps).enumerate() {
            self.heads.push(Head {
                input,
                number,
                id: channel.id.clone(),
                name: channel.name.as_str().to_owned(),
                name_span: channel.name.span(),
                span: channel.span,
                revision: channel.revision.clone(),
                stamp: stamp.clone(),
            });
            let ends = [channel.name.span(), channel.span];
            let places = ends.iter().flat_map(|s| [s.start..s.start, last(*s)..last(*s)]);
            self.noted.entry(channel.span.file).or_default().extend(places);
            for library in &channel.libraries {
                // Hundreds of channels carry the same libraries. One without id is told from none.
                if library.id.is_empty() || self.carried.insert(identity(library)) {
                    self.note_library(library, true);
                    self.carried_libraries.push(library.clone());
                }
            }
        }
    }
}

impl Survey<'_> {
    /// Notes what an export holds around its channels, and lowers its global scripts and fragments
    /// while its text is held.
    fn note_around(&mut self, input: usize, opened: &Opened, memo: &lower::Memo) {
        let export = &opened.export;
        let mut told = vec![self.around.add(export)];
        self.estate.add(self.ids[input], export);
        for span in around::places(export) {
            let around = diag::around(&self.files, span);
            self.noted.entry(span.file).or_default().push(around);
        }
        let lowered = fragments::lower(opened, &self.sources[input], &self.files, memo);
        told.extend(lowered.into_iter().map(|lowered| self.around.add_fragment(lowered)));
        for (findings, hidden) in told {
            hidden.into_iter().for_each(|span| self.files.hide(span));
            self.keep_for(&findings);
            self.findings.extend(findings);
        }
    }

    /// Keeps what is known of some templates of a library.
    fn note_templates(
        &mut self,
        library: &Library,
        carried: bool,
        wanted: fn(&CodeTemplate) -> bool,
    ) {
        for (template, model) in census::templates(library).into_iter().zip(&library.templates) {
            if wanted(model) {
                let code = model.code.as_ref().map_or("", |code| code.as_str());
                let template = Template::of(template, code, &self.files);
                self.templates[usize::from(carried)].push(template);
            }
        }
    }

    /// Keeps the code of a library: whatever channel it is used in, it can be shown.
    fn note_library(&mut self, library: &Library, carried: bool) {
        self.note_templates(library, carried, |template| !templates::is_stub(template));
        let place = library.span.start..library.span.start;
        self.noted.entry(library.span.file).or_default().push(place);
        for template in &library.templates {
            let start = template.span.start;
            self.noted.entry(template.span.file).or_default().push(start..start);
            if let Some(code) = &template.code {
                let around = diag::around(&self.files, code.span());
                self.noted.entry(code.span().file).or_default().push(around);
            }
        }
    }
}

/// A digest of what a library says, wherever it stands.
fn identity(library: &Library) -> String {
    let Library { id, name, include_new_channels, enabled_channels, disabled_channels, .. } =
        library;
    let templates = library.templates.iter().map(|template| {
        let code = template.code.as_ref().map(SourceText::as_str);
        (&template.id, &template.name, &template.kind, &template.contexts, code)
    });
    let all = (id, name, include_new_channels, enabled_channels, disabled_channels);
    sha256_hex(format!("{all:?} {:?}", templates.collect::<Vec<_>>()).as_bytes())
}
