//! Putting a script together: what each rule and step became, in order, with the pieces that are
//! carried.

use crate::{
    arena::Handle,
    diag::Finding,
    front::mirth::{
        lower::{
            border::{self, Facts, Fate, Item},
            builder::Carry,
            library::Templates,
            part::{Compiled, Outcome, Part},
            redact,
        },
        model::{self, ElementKind, Mapper},
    },
    ir::{
        Block, Body, Carried, Element, Expr, MapName, Script, Step, Task, Ty, Var, VarKind,
        disposition::Disposition, route::Secret,
    },
    rules,
    span::{SourceText, Span},
};

/// Puts compiled, carried and missing elements into the script, in order.
pub(super) fn assemble(
    part: &Part<'_>,
    items: Vec<Item<'_>>,
    compiled: Vec<Option<Compiled>>,
    script: &mut Script,
    outcome: &mut Outcome,
) {
    let mut open: Option<Handle<Carried>> = None;
    for (position, (item, code)) in items.into_iter().zip(compiled).enumerate() {
        let mut codes: Vec<&'static str> = Vec::new();
        let mut say = |finding: Finding| {
            if !codes.contains(&finding.rule.code) {
                codes.push(finding.rule.code);
            }
            outcome.findings.push(finding);
        };
        let (disposition, body) = match (&item.fate, code) {
            (Fate::Disabled, _) => (Disposition::Disabled, Body::Nothing),
            (Fate::Lower, code) => {
                open = None;
                let code = code.unwrap_or(Compiled {
                    block: Block::new(),
                    verdict: None,
                    findings: Vec::new(),
                });
                code.findings.into_iter().for_each(&mut say);
                let body = Body::Steps { block: code.block, verdict: code.verdict };
                (Disposition::Lowered, body)
            }
            (Fate::Carried(carry), _) => {
                say(carried_finding(&item, carry));
                let body = carry_item(part, &item, carry, position, script, &mut open);
                outcome.secrets.extend(hidden(part, &item, carry, position));
                (Disposition::Carried, body)
            }
            (Fate::Missing(carry) | Fate::Broken(carry), _) => {
                open = None;
                // What the reader could not make sense of is reported where it stands.
                if border::is_told(item.element, carry) {
                    codes.push(carry.rule.code);
                } else {
                    say(missing_finding(&item, carry));
                }
                outcome.hidden.extend(quoted(&item));
                let broken = matches!(item.fate, Fate::Broken(_));
                if broken && outcome.undeployable.is_none() {
                    outcome.undeployable = Some(format!("{} does not compile", label(&item)));
                }
                outcome.tasks.push(task(carry, &item));
                (Disposition::Unsupported, Body::Missing { reason: carry.reason.clone() })
            }
        };
        let element = Element {
            name: item.element.name.clone(),
            kind: kind(item.element, item.rule),
            sequence: item.element.sequence.clone(),
            span: item.element.span,
            lines: part.files.lines(item.element.span),
            disposition,
            body,
            codes,
        };
        if item.rule { script.rules.push(element) } else { script.elements.push(element) }
    }
}

/// The body of a carried element. Steps that follow each other are one piece; a rule is a piece
/// of its own, as its verdict is combined with others.
fn carry_item(
    part: &Part<'_>,
    item: &Item<'_>,
    carry: &Carry,
    position: usize,
    script: &mut Script,
    open: &mut Option<Handle<Carried>>,
) -> Body {
    let label = secret_label(part, position);
    let element = match &item.element.kind {
        ElementKind::Mapper(mapper) if is_plain_secret(mapper, carry) => {
            asking(item.element, mapper, &label)
        }
        _ => item.element.clone(),
    };
    let text = border::text(&element, item.rule).unwrap_or_default();
    let text = redact::redact(&text, &label).text;
    let span = item.element.span;
    if let (false, Some(piece)) = (item.rule, *open) {
        let piece = &mut script.carried[piece];
        piece.text.push('\n');
        piece.text.push_str(&text);
        merge(&mut piece.reads, &reads(&item.facts));
        merge(&mut piece.writes, &writes(&item.facts));
        return Body::Nothing;
    }
    let word = if item.rule { "rule" } else { "step" };
    let index = if item.rule { position } else { script.elements.len() };
    let piece = Carried {
        file: format!("{}-{word}-{index}.js", part.prefix),
        text,
        reason: carry.reason.clone(),
        code: carry.rule.code,
        reads: reads(&item.facts),
        writes: writes(&item.facts),
    };
    let piece = script.carried.add(piece, span);
    let verdict = item.rule.then(|| {
        let var = Var { name: String::new(), ty: Ty::Bool, kind: VarKind::Temp };
        script.vars.add(var, span)
    });
    let block = vec![script.steps.add(Step::Carried { piece, verdict }, span)];
    let verdict = verdict.map(|var| script.exprs.add(Expr::Var(var), span));
    *open = (!item.rule).then_some(piece);
    Body::Steps { block, verdict }
}

/// Whether the whole mapping of a Mapper is a secret.
fn is_plain_secret(mapper: &Mapper, carry: &Carry) -> bool {
    carry.rule == &rules::secret_present::RULE && carry.span == mapper.mapping.span()
}

/// A Mapper that asks for its secret.
fn asking(element: &model::Element, mapper: &Mapper, label: &str) -> model::Element {
    let mapping = SourceText::opaque(format!("secret('{label}')"), mapper.mapping.span());
    let kind = ElementKind::Mapper(Mapper { mapping, ..mapper.clone() });
    model::Element { kind, stored_script: None, ..element.clone() }
}

/// Start of the names of the secrets of one element.
fn secret_label(part: &Part<'_>, position: usize) -> String {
    format!("{}-element-{position}", part.prefix)
}

/// The secrets in a carried element, with their places in the export.
fn hidden(part: &Part<'_>, item: &Item<'_>, carry: &Carry, position: usize) -> Vec<Secret> {
    let label = secret_label(part, position);
    if carry.rule == &rules::secret_present::RULE {
        return vec![Secret { name: label, span: carry.span }];
    }
    let script = own_script(item);
    script.map_or_else(Vec::new, |text| redact::redact(text.as_str(), &label).secrets(text))
}

/// The script that the export itself has of an element.
fn own_script<'a>(item: &Item<'a>) -> Option<&'a SourceText> {
    match (&item.element.stored_script, &item.element.kind) {
        (Some(source), _) | (None, ElementKind::JavaScript(source)) => Some(source),
        _ => None,
    }
}

/// The quoted texts of a script that does not parse: nobody can tell which of them are secrets.
fn quoted(item: &Item<'_>) -> Vec<Span> {
    own_script(item).map_or_else(Vec::new, redact::quoted)
}

fn merge(into: &mut Vec<String>, from: &[String]) {
    into.extend_from_slice(from);
    into.sort();
    into.dedup();
}

/// Roots of the shared scope that a script reads, by the names of their objects.
pub(super) fn reads(facts: &Facts) -> Vec<String> {
    let mut list: Vec<String> = facts.roots.iter().map(|root| full_name(root)).collect();
    merge(&mut list, &[]);
    list
}

/// Roots that it may write: all that it mentions and that can be written.
pub(super) fn writes(facts: &Facts) -> Vec<String> {
    const WRITABLE: &[&str] = &[
        "channelMap",
        "connectorMap",
        "destinationSet",
        "globalChannelMap",
        "globalMap",
        "msg",
        "responseMap",
        "tmp",
    ];
    let mut list = reads(facts);
    list.retain(|root| WRITABLE.contains(&root.as_str()));
    list
}

fn full_name(root: &str) -> String {
    let map = MapName::from_shorthand(root);
    map.map_or_else(|| root.to_owned(), |map| map.name().to_owned())
}

fn carried_finding(item: &Item<'_>, carry: &Carry) -> Finding {
    let message = format!("the {} is carried: {}", label(item), carry.reason);
    Finding::new(carry.rule, message, carry.span)
}

fn missing_finding(item: &Item<'_>, carry: &Carry) -> Finding {
    let does = if matches!(item.fate, Fate::Broken(_)) {
        "does not compile"
    } else {
        "cannot be migrated"
    };
    let message = format!("the {} {does}: {}", label(item), carry.reason);
    Finding::new(carry.rule, message, carry.span)
}

fn task(carry: &Carry, item: &Item<'_>) -> Task {
    Task {
        code: carry.rule.code,
        owner: "interface engineer",
        text: format!("{}: {}", label(item), carry.rule.help),
        span: carry.span,
    }
}

fn label(item: &Item<'_>) -> String {
    let (kind, element) = (kind(item.element, item.rule), item.element);
    match element.name.as_str() {
        "" => format!("{kind} {}", element.sequence).trim_end().to_owned(),
        name => format!("{kind} `{name}`"),
    }
}

/// What the legacy engine calls a kind of element.
pub(in crate::front::mirth) fn kind(element: &model::Element, rule: bool) -> &'static str {
    match (&element.kind, rule) {
        (ElementKind::Mapper(_), _) => "Mapper",
        (ElementKind::MessageBuilder(_), _) => "Message Builder",
        (ElementKind::JavaScript(_), true) => "JavaScript rule",
        (ElementKind::JavaScript(_), false) => "JavaScript",
        (ElementKind::Xslt { .. }, _) => "XSLT Step",
        (ElementKind::External(_), _) => "External Script",
        (ElementKind::DestinationSet(_), _) => "Destination Set Filter",
        (ElementKind::RuleBuilder(_), _) => "Rule Builder",
        (ElementKind::Iterator(_), _) => "Iterator",
        (ElementKind::Unknown(_), _) => "Plug-in",
    }
}

/// The code templates that carried pieces of a script may need.
pub(super) fn prelude(
    part: &Part<'_>,
    templates: &Templates,
    script: &mut Script,
) -> Handle<Carried> {
    let facts = Facts { roots: templates.roots.clone(), ..Facts::default() };
    let piece = Carried {
        file: format!("{}-templates.js", part.prefix),
        text: templates.code.clone(),
        reason: "code templates are not compiled yet".to_owned(),
        code: rules::script_carried::RULE.code,
        reads: reads(&facts),
        writes: writes(&facts),
    };
    script.carried.add(piece, part.transformer.span)
}
