//! Code templates that a library only names: the API gives libraries with ids alone, and the
//! templates in a list of their own (facts of the export samples, `code-template`). Both in one run
//! are joined.

use std::collections::BTreeMap;

use super::model::{CodeTemplate, Library};
use crate::{diag::Finding, rules};

/// What is known of a template outside of the library that names it.
#[derive(Debug)]
enum Whole {
    One(CodeTemplate),
    /// Templates of one id whose code is not the same.
    Several(CodeTemplate, CodeTemplate),
}

/// All code templates of a run by id, where a library only names some; nothing else.
#[derive(Debug, Default)]
pub struct Known(BTreeMap<String, Whole>);

impl Known {
    /// What all of these libraries know.
    pub fn of<'l>(libraries: impl Iterator<Item = &'l Library> + Clone) -> Self {
        let mut known = BTreeMap::new();
        if libraries.clone().any(|library| stubs(library).next().is_some()) {
            let templates = libraries.flat_map(|library| &library.templates);
            templates.filter(|t| t.code.is_some()).for_each(|t| note(&mut known, t));
        }
        Self(known)
    }

    /// Gives the templates that a library only names their code. What stays without is reported.
    pub fn fill(&self, library: &mut Library) -> Vec<Finding> {
        let mut findings = Vec::new();
        fill(library, &self.0, &mut findings);
        findings
    }
}

/// The templates of which a library has the id and nothing else.
fn stubs(library: &Library) -> impl Iterator<Item = &CodeTemplate> {
    library.templates.iter().filter(|template| is_stub(template))
}

/// Whether only the id of a template is known.
pub fn is_stub(template: &CodeTemplate) -> bool {
    template.code.is_none() && template.name.is_empty() && template.kind.is_empty()
}

fn text(template: &CodeTemplate) -> &str {
    template.code.as_ref().map_or("", |code| code.as_str())
}

fn note(known: &mut BTreeMap<String, Whole>, template: &CodeTemplate) {
    let Some(seen) = known.get_mut(&template.id) else {
        known.insert(template.id.clone(), Whole::One(template.clone()));
        return;
    };
    if let Whole::One(first) = seen
        && text(first) != text(template)
    {
        *seen = Whole::Several(first.clone(), template.clone());
    }
}

fn fill(library: &mut Library, known: &BTreeMap<String, Whole>, findings: &mut Vec<Finding>) {
    for template in library.templates.iter_mut().filter(|template| is_stub(template)) {
        match known.get(&template.id) {
            Some(Whole::One(whole)) => {
                let span = template.span;
                *template = CodeTemplate { span, borrowed: true, ..whole.clone() };
            }
            Some(Whole::Several(first, other)) => {
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
