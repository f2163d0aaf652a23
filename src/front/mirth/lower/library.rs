//! Code templates: which of them are in scope, in which order, and what they declare (semantics
//! section 5.4).

use std::collections::BTreeSet;

use crate::{
    front::mirth::model::{CodeTemplate, Library},
    ir::disposition::{Counts, Disposition},
    js::{ast::StmtKind, parse, scope, visit},
};

/// The code templates of one script.
#[derive(Debug, Clone, Default)]
pub(super) struct Templates {
    /// Names of the libraries, in the order in which they apply.
    pub(super) libraries: Vec<String>,
    /// Their code, in order, separated by line feeds.
    pub(super) code: String,
    /// Names that they declare.
    pub(super) names: BTreeSet<String>,
    /// Code stands outside of functions, so it runs with every message.
    pub(super) runs: bool,
    /// Why their names cannot be told.
    pub(super) opaque: Option<String>,
}

/// The templates for the scripts of a channel in one context.
pub(super) fn in_scope(libraries: &[&Library], channel: &str, context: &str) -> Templates {
    let mut found = Templates::default();
    let mut seen = BTreeSet::new();
    for library in applying(libraries, channel) {
        let mut templates: Vec<&CodeTemplate> = library.templates.iter().collect();
        templates.sort_by_key(|template| template.name.to_lowercase());
        found.libraries.push(library.name.clone());
        for template in templates {
            // A template that stands in two libraries counts for the first.
            let fresh = template.id.is_empty() || seen.insert(template.id.as_str());
            let inlined = template.kind != "DRAG_AND_DROP_CODE";
            if fresh && inlined && template.contexts.iter().any(|name| name == context) {
                add(&mut found, template);
            }
        }
    }
    found
}

/// The libraries that are enabled for a channel, by name, each id once.
fn applying<'a>(libraries: &[&'a Library], channel: &str) -> Vec<&'a Library> {
    let mut list: Vec<&Library> = Vec::new();
    for library in libraries {
        let named = |ids: &[String]| ids.iter().any(|id| id == channel);
        let enabled = named(&library.enabled_channels)
            || (library.include_new_channels && !named(&library.disabled_channels));
        let known = |other: &&Library| !library.id.is_empty() && other.id == library.id;
        if enabled && !list.iter().any(|other| known(other)) {
            list.push(library);
        }
    }
    list.sort_by(|a, b| a.name.cmp(&b.name));
    list
}

fn add(found: &mut Templates, template: &CodeTemplate) {
    let Some(code) = &template.code else { return };
    found.code.push_str(code.as_str());
    found.code.push('\n');
    match parse::parse_script(code.as_str()) {
        Ok(program) => {
            let summary = scope::summary(&program);
            found.names.extend(summary.declared.into_keys());
            found.names.extend(summary.functions.into_keys());
            found.names.extend(summary.globals.into_keys());
            let function = |kind: &StmtKind| matches!(kind, StmtKind::Function(_) | StmtKind::Empty);
            found.runs |= !program.body.iter().all(|stmt| function(&stmt.kind));
        }
        Err(error) => {
            found.opaque = Some(format!("code template `{}`: {}", template.name, error.message));
        }
    }
    if code.as_str().contains("prototype") {
        found.opaque = Some(format!("code template `{}` may change methods", template.name));
    }
}

/// The statements of a library by disposition: they run inside the carried scripts that call
/// them. Templates that no script ever sees are counted as disabled.
pub fn statements(library: &Library) -> Counts {
    let mut counts = Counts::default();
    for template in &library.templates {
        let Some(code) = &template.code else { continue };
        let (n, disposition) = match parse::parse_script(code.as_str()) {
            Ok(program) if template.kind == "DRAG_AND_DROP_CODE" => {
                (visit::statements(&program), Disposition::Disabled)
            }
            Ok(program) => (visit::statements(&program), Disposition::Carried),
            Err(_) => (1, Disposition::Unsupported),
        };
        counts.total += n;
        counts.add(disposition, n);
    }
    counts
}
