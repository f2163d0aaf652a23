//! Code templates that a library only names: the API gives libraries with ids alone, and the
//! templates in a list of their own (facts of the export samples, `code-template`). Both in one run
//! are joined.

use std::collections::BTreeMap;

use super::model::{CodeTemplate, Export, Library};
use crate::{diag::Finding, rules};

/// What is known of a template outside of the library that names it.
enum Known {
    One(CodeTemplate),
    /// Templates of one id whose code is not the same.
    Several(CodeTemplate, CodeTemplate),
}

/// Gives the templates that libraries only name their code, from wherever it stands in the run.
/// What stays without is reported.
pub fn join(exports: &mut [&mut Export]) -> Vec<Finding> {
    if !exports.iter().flat_map(|export| libraries(export)).any(|l| stubs(l).next().is_some()) {
        return Vec::new();
    }
    let mut known = BTreeMap::new();
    for library in exports.iter().flat_map(|export| libraries(export)) {
        for template in library.templates.iter().filter(|template| template.code.is_some()) {
            note(&mut known, template);
        }
    }
    let mut findings = Vec::new();
    for export in exports {
        let Export { libraries, channels, .. } = &mut **export;
        let inside = channels.iter_mut().flat_map(|channel| &mut channel.libraries);
        for library in libraries.iter_mut().chain(inside) {
            fill(library, &known, &mut findings);
        }
    }
    findings
}

fn libraries(export: &Export) -> impl Iterator<Item = &Library> {
    let inside = export.channels.iter().flat_map(|channel| &channel.libraries);
    export.libraries.iter().chain(inside)
}

/// The templates of which a library has the id and nothing else.
fn stubs(library: &Library) -> impl Iterator<Item = &CodeTemplate> {
    library.templates.iter().filter(|template| is_stub(template))
}

fn is_stub(template: &CodeTemplate) -> bool {
    template.code.is_none() && template.name.is_empty() && template.kind.is_empty()
}

fn text(template: &CodeTemplate) -> &str {
    template.code.as_ref().map_or("", |code| code.as_str())
}

fn note(known: &mut BTreeMap<String, Known>, template: &CodeTemplate) {
    let Some(seen) = known.get_mut(&template.id) else {
        known.insert(template.id.clone(), Known::One(template.clone()));
        return;
    };
    if let Known::One(first) = seen
        && text(first) != text(template)
    {
        *seen = Known::Several(first.clone(), template.clone());
    }
}

fn fill(library: &mut Library, known: &BTreeMap<String, Known>, findings: &mut Vec<Finding>) {
    for template in library.templates.iter_mut().filter(|template| is_stub(template)) {
        match known.get(&template.id) {
            Some(Known::One(whole)) => {
                let span = template.span;
                *template = CodeTemplate { span, borrowed: true, ..whole.clone() };
            }
            Some(Known::Several(first, other)) => {
                let message =
                    format!("the code of template `{}` is not the same everywhere", first.name);
                let finding = Finding::new(&rules::exports_disagree::RULE, message, template.span);
                findings.push(finding.also(first.span, "one").also(other.span, "another"));
            }
            None => {}
        }
    }
    let missing: Vec<&CodeTemplate> = stubs(library).collect();
    if let Some(first) = missing.first() {
        let (name, n) = (&library.name, missing.len());
        let plural = if n == 1 { "" } else { "s" };
        let message = format!("library `{name}` names {n} code template{plural} by id alone");
        findings.push(Finding::new(&rules::code_template_missing::RULE, message, first.span));
    }
}
