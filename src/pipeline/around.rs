//! What stands around the connections of a run: what there is to say about it, and the list of it.

use super::{fragments, ingest::Ingested, refusal};
use crate::{
    diag::Finding,
    front::mirth::{
        estate, lower,
        model::{Export, Library},
    },
    ir::{disposition::Counts, estate::Estate},
    plan, rules,
    span::Span,
};

/// What there is to say about the parts of an export that belong to no channel.
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
    findings.extend(globals(export).flat_map(|global| global.findings));
    findings
}

/// All code template libraries of an export: those that stand by themselves, and those that its
/// channels carry along.
pub(super) fn libraries(export: &mut Export) -> impl Iterator<Item = &mut Library> {
    let Export { libraries, channels, .. } = export;
    libraries.iter_mut().chain(channels.iter_mut().flat_map(|channel| &mut channel.libraries))
}

fn globals(export: &Export) -> impl Iterator<Item = lower::Global> {
    export.surroundings.global_scripts.iter().map(lower::global_scripts)
}

/// Statements of the global scripts of an export.
pub(super) fn global_statements(export: &Export) -> Counts {
    globals(export).fold(Counts::default(), |mut sum, global| {
        sum += global.statements;
        sum
    })
}

/// Places of the global scripts of an export that must not be shown.
pub(super) fn hidden(export: &Export) -> Vec<Span> {
    globals(export).flat_map(|global| global.hidden).collect()
}

/// What stands around the connections of a run, and its counts.
pub(super) struct Around {
    /// The list of it.
    pub(super) estate: Estate,
    /// What there is to say about it.
    pub(super) findings: Vec<Finding>,
    /// Elements outside channels.
    pub(super) elements: Counts,
    /// Statements outside channels.
    pub(super) statements: Counts,
    /// Places that must not be shown.
    pub(super) hidden: Vec<Span>,
}

/// Sums up what stands around the connections.
pub(super) fn around(read: &Ingested, memo: &lower::Memo) -> Around {
    let (elements, statements) = read.outside(memo);
    let mut around = Around {
        estate: read.estate(),
        findings: read.joined().findings(),
        elements,
        statements,
        hidden: Vec::new(),
    };
    let lowered = |opened| fragments::lower(opened, &read.files, memo);
    for lowered in read.exports.iter().flat_map(lowered) {
        around.elements += lowered.fragment.elements;
        around.statements += lowered.fragment.statements;
        around.estate.fragments.push(lowered.fragment);
        around.estate.tasks.extend(lowered.tasks);
        around.findings.extend(lowered.findings);
        around.hidden.extend(lowered.hidden);
    }
    around
}

impl Ingested {
    /// The files of the run, joined.
    pub(super) fn joined(&self) -> estate::Estate {
        let mut joined = estate::Estate::default();
        for opened in &self.exports {
            joined.add(opened.file, &opened.export);
        }
        joined
    }

    /// What stands around the connections.
    pub(super) fn estate(&self) -> Estate {
        let exports = || self.exports.iter().map(|opened| &opened.export);
        let parts: Vec<_> = exports().flat_map(|export| export.parts.iter().cloned()).collect();
        let maps = exports().flat_map(|export| &export.surroundings.configuration);
        let keys = maps.flat_map(|map| &map.entries);
        Estate {
            tasks: parts.iter().filter_map(plan::part_task).collect(),
            configuration: keys.map(|entry| entry.key.clone()).collect(),
            fragments: Vec::new(),
            parts,
        }
    }
}
