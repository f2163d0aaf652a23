//! The border between what is compiled and what is carried.
//!
//! All rules and steps of a connector share one scope in the legacy engine. A carried piece runs
//! in a script engine of its own, where only the message trees, the maps and the destination set
//! are shared with compiled steps. So whatever else two elements share keeps them on one side:
//! variables, functions, a `return` that ends the transformer, a message replaced as a whole.

use std::{
    cell::OnceCell,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use crate::{
    front::mirth::{
        lower::{builder::Carry, generated, library::Templates, privacy},
        model::{Element, ElementKind, Obstacle, ObstacleKind, Transformer},
    },
    js::{
        parse::{self, SyntaxErrorKind},
        scope::{Summary, summary},
    },
    rules,
    span::SourceText,
};

/// A rule or step, and what is to become of it.
pub(super) struct Item<'a> {
    /// The rule or step.
    pub(super) element: &'a Element,
    /// A rule.
    pub(super) rule: bool,
    /// What is to become of it.
    pub(super) fate: Fate,
    /// What its script shares; of carried ones only.
    pub(super) facts: Facts,
    /// Each of its fields means itself in the script around it; asked of compiled ones only.
    pub(super) pasted_whole: bool,
}

/// What is to become of a rule or step.
#[derive(Debug, Clone)]
pub(super) enum Fate {
    /// Switched off.
    Disabled,
    /// Compiled, as long as nothing speaks against it.
    Lower,
    /// Kept as a script.
    Carried(Carry),
    /// Not in the export, or no script: a manual task.
    Missing(Carry),
    /// The engine would not compile it.
    Broken(Carry),
}

/// What a carried script shares with others of its connector.
#[derive(Debug, Clone, Default)]
pub(super) struct Facts {
    /// Names of which it may see the value that another element gave them.
    pub(super) incoming: BTreeSet<String>,
    /// Names that it declares or assigns.
    pub(super) writes: BTreeSet<String>,
    /// Roots of the shared scope that it mentions.
    pub(super) roots: BTreeSet<String>,
    /// A `return` outside of functions ends the transformer.
    pub(super) returns: bool,
    /// It gives `msg` or `tmp` another value.
    pub(super) replaces: bool,
    /// It may change what built-in names and methods mean.
    pub(super) opaque: bool,
}

impl Facts {
    /// The facts of a script; those of one that does not parse are that anything may happen.
    pub(super) fn of(text: &str) -> Self {
        let Ok(program) = parse::parse_script(text) else {
            return Self { returns: true, replaces: true, opaque: true, ..Self::default() };
        };
        let found = summary(&program);
        let returns = found.outer_return.is_some();
        let opaque = found.eval.is_some()
            || found.with.is_some()
            || found.import.is_some()
            || found.this.is_some()
            || text.contains("default xml namespace")
            || text.contains("prototype");
        let Summary { declared, functions, reads, globals, read_first, roots, .. } = found;
        let writes: BTreeSet<String> =
            declared.into_keys().chain(functions.into_keys()).chain(globals.into_keys()).collect();
        let mut names: BTreeSet<String> = reads.into_keys().chain(read_first.into_keys()).collect();
        names.extend(writes.iter().cloned());
        names.retain(|name| {
            !super::scope::is_engine_name(name) && !privacy::is_private(name, &program, text)
        });
        let tree = |name: &str| writes.contains(name);
        Self {
            returns,
            replaces: tree("msg") || tree("tmp"),
            opaque,
            roots: roots.into_keys().collect(),
            incoming: names,
            writes,
        }
    }
}

/// The items of a script, each with the fate that it has by itself.
///
/// An element in which the reader could not make sense of something cannot be compiled, whatever
/// the rest of it says: it fails when it is reached.
pub(super) fn items<'a>(
    rules: &'a [Element],
    transformer: &'a Transformer,
    obstacles: &[Obstacle],
) -> Vec<Item<'a>> {
    let parsed = OnceCell::new();
    let whole = || {
        *parsed.get_or_init(|| {
            let whole = concatenation(&transformer.steps);
            whole.is_some_and(|whole| parse::parse_script(&whole).is_ok())
        })
    };
    let mut items: Vec<Item<'a>> = rules.iter().map(|rule| item(rule, true, &|| false)).collect();
    items.extend(transformer.steps.iter().map(|step| item(step, false, &whole)));
    for item in &mut items {
        let whole = item.element.span;
        let inside = |at: &&Obstacle| {
            whole.start <= at.span.start && at.span.end <= whole.end && !at.kind.is_remark()
        };
        if let Some(obstacle) = obstacles.iter().find(inside)
            && !matches!(item.fate, Fate::Missing(_))
        {
            item.fate = Fate::Missing(unread(obstacle));
            item.facts = Facts::default();
        }
    }
    items
}

/// Why an element is missing that the reader could not take in whole.
fn unread(obstacle: &Obstacle) -> Carry {
    let Obstacle { kind, subject, span } = obstacle;
    let (rule, reason) = if *kind == ObstacleKind::ExternalText {
        let reason = format!("its text is in `{subject}`, which was not read");
        (&rules::external_script::RULE, reason)
    } else {
        (&rules::bad_value::RULE, format!("`{subject}` in it makes no sense"))
    };
    Carry { rule, reason, span: *span }
}

/// Whether a missing element was reported when it was read.
pub(super) fn is_told(element: &Element, carry: &Carry) -> bool {
    let external = matches!(element.kind, ElementKind::External(_));
    carry.rule == &rules::bad_value::RULE
        || carry.rule == &rules::external_script::RULE && !external
}

fn item<'a>(element: &'a Element, rule: bool, whole: &dyn Fn() -> bool) -> Item<'a> {
    let fate = if element.enabled { fate(element, whole) } else { Fate::Disabled };
    let pasted_whole = matches!(fate, Fate::Lower) && generated::is_pasted_whole(element, rule);
    let mut item = Item { element, rule, fate, facts: Facts::default(), pasted_whole };
    if matches!(item.fate, Fate::Carried(_)) {
        item.facts = facts(element, rule);
    }
    item
}

/// The facts of a carried element.
pub(super) fn facts(element: &Element, rule: bool) -> Facts {
    let Some(text) = text(element, rule) else { return Facts::default() };
    let mut facts = Facts::of(&text);
    // The variable of a Mapper's script gets its value right before it is used.
    if !reads_mapping(element) {
        facts.incoming.remove("mapping");
    }
    // The `return` of a rule is that of its own function.
    facts.returns &= !rule;
    facts
}

/// Whether an element itself, not the script that the engine makes of it, mentions the variable
/// of Mappers.
fn reads_mapping(element: &Element) -> bool {
    let mentions = |text: &SourceText| privacy::mentions(text.as_str(), "mapping");
    match &element.kind {
        ElementKind::Mapper(mapper) => mentions(&mapper.mapping) || mentions(&mapper.default_value),
        ElementKind::Iterator(iterator) => {
            mentions(&iterator.target) || iterator.children.iter().any(reads_mapping)
        }
        _ => text(element, false).is_some_and(|text| privacy::mentions(&text, "mapping")),
    }
}

/// The script of an element as it is carried.
pub(super) fn text(element: &Element, rule: bool) -> Option<String> {
    match &element.kind {
        ElementKind::Iterator(iterator) if rule => generated::iterator_rule(iterator),
        ElementKind::Iterator(iterator) => generated::iterator(iterator),
        _ => generated::script(element),
    }
}

fn fate(element: &Element, whole: &dyn Fn() -> bool) -> Fate {
    let missing = |rule, reason: &str| {
        Fate::Missing(Carry { rule, reason: reason.to_owned(), span: element.span })
    };
    match &element.kind {
        ElementKind::Unknown(class) => {
            missing(&rules::unknown_class::RULE, &format!("`{class}` is not part of the engine"))
        }
        ElementKind::External(path) => missing(
            &rules::external_script::RULE,
            &format!("its script is the file `{path}` on the legacy server"),
        ),
        ElementKind::Xslt { .. } => missing(&rules::xslt_step::RULE, "it is a style sheet"),
        ElementKind::Iterator(iterator) => iterator
            .children
            .iter()
            .filter(|child| child.enabled)
            .map(|child| fate(child, whole))
            .find(|fate| matches!(fate, Fate::Missing(_) | Fate::Broken(_)))
            .unwrap_or(Fate::Lower),
        _ if element.stored_script.is_some() => stored(element, whole),
        ElementKind::JavaScript(script) => javascript(script, whole),
        _ => Fate::Lower,
    }
}

/// A script element: nothing to do, carried, or not compilable.
fn javascript(script: &SourceText, whole: &dyn Fn() -> bool) -> Fate {
    let carried = |reason: &str| {
        let rule = &rules::script_carried::RULE;
        Fate::Carried(Carry { rule, reason: reason.to_owned(), span: script.span() })
    };
    match parse::parse_script(script.as_str()) {
        Ok(program) if program.body.is_empty() => Fate::Lower,
        Ok(_) => carried("scripts are not compiled yet"),
        // A limit of this compiler is none of the engine's.
        Err(error) if error.kind != SyntaxErrorKind::Syntax => carried(&error.message),
        // A brace may open in one step and close in the next.
        Err(_) if whole() => carried("it only makes sense together with other steps"),
        Err(error) => {
            let rule = &rules::does_not_compile::RULE;
            let span = script.locate(error.place);
            Fate::Broken(Carry { rule, reason: error.message, span })
        }
    }
}

/// An element of an export before 3.5: the engine ran the stored script, so it decides.
fn stored(element: &Element, whole: &dyn Fn() -> bool) -> Fate {
    let Some(stored) = &element.stored_script else { return Fate::Lower };
    let blank_mapping = matches!(&element.kind, ElementKind::Mapper(mapper)
        if mapper.mapping.as_str().trim().is_empty());
    if blank_mapping && parse::parse_script(stored.as_str()).is_err() {
        let rule = &rules::blank_mapping::RULE;
        let reason = "the mapping is blank".to_owned();
        return Fate::Broken(Carry { rule, reason, span: element.span });
    }
    if let ElementKind::JavaScript(_) = element.kind {
        return javascript(stored, whole);
    }
    if generated::stored(element).is_some_and(|text| same(&text, stored.as_str())) {
        return Fate::Lower;
    }
    match javascript(stored, whole) {
        Fate::Carried(carry) => {
            let reason = "its stored script is not the one that its fields stand for".to_owned();
            Fate::Carried(Carry { rule: &rules::stored_script_differs::RULE, reason, ..carry })
        }
        other => other,
    }
}

/// Whether two scripts are the same but for layout.
fn same(a: &str, b: &str) -> bool {
    use crate::js::sexpr;
    match (parse::parse_script(a), parse::parse_script(b)) {
        (Ok(a), Ok(b)) => sexpr::program(&a) == sexpr::program(&b),
        _ => false,
    }
}

/// All enabled steps, one after the other, as the engine compiles them.
fn concatenation(steps: &[Element]) -> Option<String> {
    let texts: Option<Vec<String>> =
        steps.iter().filter(|step| step.enabled).map(|step| text(step, false)).collect();
    texts.map(|texts| texts.join("\n"))
}

/// Names that no fragment may take for the engine's or for unknown: those that carried scripts
/// and code templates declare or assign.
pub(super) fn taken(items: &[Item<'_>], templates: &Templates) -> BTreeSet<String> {
    let carried = items.iter().flat_map(|item| item.facts.writes.iter().cloned());
    carried.chain(templates.names.iter().cloned()).collect()
}

/// Why no fragment can be read at its word, if so.
pub(super) fn opaque(items: &[Item<'_>], templates: &Templates) -> Option<String> {
    let scripts = items.iter().any(|item| item.facts.opaque);
    templates.opaque.clone().or_else(|| {
        scripts.then(|| "a script of the connector may change what names and methods mean".into())
    })
}

/// Carries what stands between carried elements that share state, and what follows one that may
/// end the transformer or replace the message. Gives whether anything was added.
pub(super) fn widen(items: &mut [Item<'_>]) -> bool {
    let mut added = false;
    for (range, reason) in spans(items) {
        for item in &mut items[range] {
            if matches!(item.fate, Fate::Lower) {
                let rule = &rules::carried_with_neighbour::RULE;
                let (reason, span) = (reason.clone(), item.element.span);
                item.fate = Fate::Carried(Carry { rule, reason, span });
                item.facts = facts(item.element, item.rule);
                added = true;
            }
        }
    }
    added
}

/// The ranges of items that have to be carried together, each with the reason.
fn spans(items: &[Item<'_>]) -> Vec<(Range<usize>, String)> {
    let carried =
        || items.iter().enumerate().filter(|(_, item)| matches!(item.fate, Fate::Carried(_)));
    let mut found = Vec::new();
    if let Some((first, _)) = carried().find(|(_, item)| item.facts.returns || item.facts.replaces)
    {
        let reason = "a script before it may end the transformer or replace the message";
        found.push((first + 1..items.len(), reason.to_owned()));
    }
    // Where one element gives a name a value and another may see it, all that mention the name
    // belong together, whichever comes first: functions and variables are hoisted.
    let mut writers: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut readers: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (index, item) in carried() {
        for name in &item.facts.writes {
            writers.entry(name).or_default().insert(index);
        }
        for name in &item.facts.incoming {
            readers.entry(name).or_default().insert(index);
        }
    }
    for (name, writing) in &writers {
        let Some(reading) = readers.get(name) else { continue };
        let all: BTreeSet<usize> = writing.union(reading).copied().collect();
        if let (Some(first), Some(last)) = (all.first(), all.last())
            && first < last
        {
            let reason = format!("it stands between scripts that share `{name}`");
            found.push((*first..*last + 1, reason));
        }
    }
    found
}
