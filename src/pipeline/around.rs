//! What stands around the connections of a run: what there is to say about it, and the list of it.

use super::{fragments::Lowered, refusal};
use crate::{
    diag::Finding,
    front::mirth::{lower, model::Export, surroundings::Surroundings},
    ir::{disposition::Counts, estate::Estate},
    plan, rules,
    span::Span,
};

/// What there is to say about the parts of an export that belong to no channel, but for its global
/// scripts and fragments, which have to be lowered first.
pub(super) fn about(export: &Export) -> Vec<Finding> {
    let fragments = export.fragments.iter().map(|fragment| &fragment.channel);
    let channels = export.channels.iter().chain(fragments).map(|channel| channel.span);
    let told: Vec<_> = channels.chain(export.parts.iter().map(|part| part.span)).collect();
    let secrets = export.secrets.iter().map(|secret| {
        let message = format!("`{}` holds a secret", secret.name);
        Finding::new(&rules::secret_present::RULE, message, secret.span)
    });
    let unknown = export.unsupported.iter().filter_map(|(name, span)| {
        let told = told.iter().any(|whole| whole.start <= span.start && span.end <= whole.end);
        let message = format!("`{name}` is not migrated");
        (!told).then(|| Finding::new(&rules::element_not_migrated::RULE, message, *span))
    });
    let mut findings: Vec<_> = export.parts.iter().map(plan::part_finding).collect();
    findings.extend(secrets.chain(unknown));
    findings.extend(export.notes.iter().map(refusal::obstacle));
    findings
}

/// What stands around the connections of a run, and its counts.
#[derive(Debug, Default)]
pub(super) struct Around {
    /// The list of it.
    pub(super) estate: Estate,
    /// Elements outside channels.
    pub(super) elements: Counts,
    /// Statements outside channels.
    pub(super) statements: Counts,
}

impl Around {
    /// Takes in what an export holds around its channels, but for libraries and fragments; gives
    /// what there is to say about its global scripts, and the places of them that must not be
    /// shown.
    pub(super) fn add(&mut self, export: &Export) -> (Vec<Finding>, Vec<Span>) {
        self.elements += export.counts;
        self.estate.tasks.extend(export.parts.iter().filter_map(plan::part_task));
        self.estate.parts.extend(export.parts.iter().cloned());
        let maps = export.surroundings.configuration.iter();
        self.estate.configuration.extend(maps.flat_map(|map| &map.entries).map(|e| e.key.clone()));
        let (mut findings, mut hidden) = (Vec::new(), Vec::new());
        for global in export.surroundings.global_scripts.iter().map(lower::global_scripts) {
            self.statements += global.statements;
            findings.extend(global.findings);
            hidden.extend(global.hidden);
        }
        (findings, hidden)
    }

    /// Takes in a fragment that was lowered; gives what there is to say about it, and the places
    /// of it that must not be shown.
    pub(super) fn add_fragment(&mut self, lowered: Lowered) -> (Vec<Finding>, Vec<Span>) {
        self.elements += lowered.fragment.elements;
        self.statements += lowered.fragment.statements;
        self.estate.fragments.push(lowered.fragment);
        self.estate.tasks.extend(lowered.tasks);
        (lowered.findings, lowered.hidden)
    }
}

/// Places of what an export says about channels of other files, which may be shown when another
/// file says otherwise.
pub(super) fn places(export: &Export) -> impl Iterator<Item = Span> {
    let Surroundings { global_scripts, configuration, groups, .. } = &export.surroundings;
    let scripts = global_scripts.iter().flat_map(|map| &map.scripts).map(|script| script.span);
    let keys = configuration.iter().flat_map(|map| &map.entries).map(|entry| entry.key.span);
    let maps = global_scripts.iter().map(|map| map.span);
    let maps = maps.chain(configuration.iter().map(|map| map.span));
    scripts.chain(keys).chain(maps).chain(groups.iter().map(|group| group.span))
}
