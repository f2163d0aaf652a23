//! Findings that the project knows of: still reported, marked, and not counted for `--fail-on`.

use std::ops::Range;

use globset::GlobMatcher;

use super::{Compilation, Options, Reported, reported};
use crate::{
    diag::Finding,
    rules,
    span::{Files, Span},
};

/// One entry of the project's list.
#[derive(Debug, Clone)]
pub struct Expected {
    /// Code of the findings (`MW3001`).
    pub code: String,
    /// Names of the files that hold them.
    pub file: GlobMatcher,
    /// Why it is expected.
    pub reason: String,
    /// Where the entry stands in the configuration file, in bytes.
    pub place: Range<u32>,
}

impl Expected {
    fn matches(&self, finding: &Finding, files: &Files) -> bool {
        let name = files.get(finding.span().file).name();
        finding.rule.code.eq_ignore_ascii_case(&self.code) && self.file.is_match(name)
    }
}

/// Marks the expected findings, and reports the entries that match none. A run of some of the
/// connections says nothing about the entries.
pub(super) fn apply(compilation: &mut Compilation, options: &Options) {
    let mut met = vec![false; options.expected.len()];
    let Compilation { files, findings, connections, partial, .. } = compilation;
    let own = connections.iter_mut().flat_map(|connection| &mut connection.findings);
    for Reported { finding, expected } in findings.iter_mut().chain(own) {
        for (entry, met) in options.expected.iter().zip(&mut met) {
            if entry.matches(finding, files) {
                *expected = true;
                *met = true;
            }
        }
    }
    let Some((name, text)) = options.config.as_ref().filter(|_| !*partial) else { return };
    let unmet: Vec<_> =
        options.expected.iter().zip(met).filter(|(_, met)| !met).map(|(entry, _)| entry).collect();
    if unmet.is_empty() {
        return;
    }
    let file = files.add(name.as_str(), text.as_str());
    findings.extend(unmet.into_iter().map(|entry| {
        let message = format!("no `{}` is found in `{}`", entry.code, entry.file.glob());
        let span = Span::new(file, entry.place.clone());
        reported(Finding::new(&rules::expected_not_found::RULE, message, span))
    }));
}
