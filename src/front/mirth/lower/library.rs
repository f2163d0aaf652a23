//! Code templates: which of them are in scope, in which order, and what they declare (semantics
//! section 5.4).

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{Arc, PoisonError, RwLock},
};

use crate::{
    front::mirth::{
        lower::redact::{Redacted, redact},
        model::{CodeTemplate, Library},
    },
    ir::{
        disposition::{Counts, Disposition},
        route::Secret,
    },
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
    /// Roots of the shared scope that they mention.
    pub(super) roots: BTreeSet<String>,
    /// Code stands outside of functions, so it runs with every message.
    pub(super) runs: bool,
    /// Why their names cannot be told.
    pub(super) opaque: Option<String>,
    /// Secrets in their code.
    pub(super) secrets: Vec<Secret>,
}

/// The templates for the scripts of a channel in one context.
pub(super) fn in_scope(
    libraries: &[&Library],
    channel: &str,
    context: &str,
    memo: &Memo,
) -> Templates {
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
                add(&mut found, template, memo);
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
        let enabled = library.every_before.is_some()
            || named(&library.enabled_channels)
            || (library.include_new_channels && !named(&library.disabled_channels));
        let known = |other: &&Library| !library.id.is_empty() && other.id == library.id;
        if enabled && !list.iter().any(known) {
            list.push(library);
        }
    }
    list.sort_by(|a, b| a.name.cmp(&b.name));
    list
}

fn add(found: &mut Templates, template: &CodeTemplate, memo: &Memo) {
    let Some(code) = &template.code else { return };
    let known = memo.of(code.as_str());
    found.code.push_str(&known.redacted.text);
    found.code.push('\n');
    found.secrets.extend(known.redacted.secrets(code));
    found.names.extend(known.names.iter().cloned());
    found.roots.extend(known.roots.iter().cloned());
    found.runs |= known.runs;
    if let Some(why) = &known.opaque {
        found.opaque = Some(format!("code template `{}`: {why}", template.name));
    }
}

/// What is known of the code of one template.
#[derive(Debug, Default)]
struct Known {
    names: BTreeSet<String>,
    roots: BTreeSet<String>,
    runs: bool,
    opaque: Option<String>,
    /// Statements; `None` where it does not parse.
    statements: Option<u64>,
    /// Its code without secrets.
    redacted: Redacted,
}

impl Known {
    fn of(code: &str) -> Self {
        let program = match parse::parse_script(code) {
            Ok(program) => program,
            Err(error) => {
                let redacted = Redacted { text: code.to_owned(), found: Vec::new() };
                return Self { opaque: Some(error.message), redacted, ..Self::default() };
            }
        };
        let summary = scope::summary(&program);
        let declared = summary.declared.into_keys().chain(summary.functions.into_keys());
        let function = |kind: &StmtKind| matches!(kind, StmtKind::Function(_) | StmtKind::Empty);
        Self {
            names: declared.chain(summary.globals.into_keys()).collect(),
            roots: summary.roots.into_keys().collect(),
            runs: !program.body.iter().all(|stmt| function(&stmt.kind)),
            opaque: code.contains("prototype").then(|| "it may change methods".to_owned()),
            statements: Some(visit::statements(&program)),
            redacted: redact(code, "template"),
        }
    }
}

/// What was found out about code templates, so that one that stands in hundreds of channels is
/// parsed once. What it answers depends on the code alone, so threads may share it.
#[derive(Debug, Default)]
pub struct Memo(RwLock<BTreeMap<String, Arc<Known>>>);

impl Memo {
    fn of(&self, code: &str) -> Arc<Known> {
        // A poisoned lock still guards a whole map: entries are put in complete.
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(code).cloned();
        known.unwrap_or_else(|| {
            let made = Arc::new(Known::of(code));
            let mut map = self.0.write().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(map.entry(code.to_owned()).or_insert(made))
        })
    }
}

/// The statements of a library by disposition: they run inside the carried scripts that call
/// them. Templates that no script ever sees are counted as disabled.
pub fn statements(library: &Library, memo: &Memo) -> Counts {
    let mut counts = Counts::default();
    for template in library.templates.iter().filter(|template| !template.borrowed) {
        let Some(code) = &template.code else { continue };
        let (n, disposition) = match memo.of(code.as_str()).statements {
            Some(n) if template.kind == "DRAG_AND_DROP_CODE" => (n, Disposition::Disabled),
            Some(n) => (n, Disposition::Carried),
            None => (1, Disposition::Unsupported),
        };
        counts.total += n;
        counts.add(disposition, n);
    }
    counts
}
