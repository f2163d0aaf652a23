//! Code templates that a library only names: the API gives libraries with ids alone, and the
//! templates in a list of their own (facts of the export samples, `code-template`). Both in one run
//! are joined.

use std::collections::BTreeMap;

use super::model::{CodeTemplate, Library};
use crate::{diag::Finding, rules};

/// What is known of a template outside of the library that names it.
enum Known {
    One(CodeTemplate),
    /// Templates of one id whose code is not the same.
    Several(CodeTemplate, CodeTemplate),
}

/// Gives the templates that libraries only name their code, from wherever it stands among all of
/// these. What stays without is reported.
pub fn join(libraries: &mut [&mut Library]) -> Vec<Finding> {
    if !libraries.iter().any(|library| stubs(library).next().is_some()) {
        return Vec::new();
    }
    let mut known = BTreeMap::new();
    for library in libraries.iter() {
        for template in library.templates.iter().filter(|template| template.code.is_some()) {
            note(&mut known, template);
        }
    }
    let mut findings = Vec::new();
    for library in libraries {
        fill(library, &known, &mut findings);
    }
    findings
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
