//! The script of one connector: which of its rules and steps are compiled, and which are carried.

use std::collections::BTreeSet;

use crate::{
    arena::Handle,
    diag::{Finding, Rule},
    front::mirth::{
        lower::{
            assemble,
            border::{self, Fate, Item},
            builder::{Builder, Carry, Halt, Lowering},
            filter, generated,
            library::Templates,
            part::{Compiled, Outcome, Part},
            scope::{Scope, Tree},
            size,
            test::Counting,
        },
        model::{self, ElementKind, Transformer, Version},
    },
    ir::{
        Block, Expr, Func, Script, Step, Task,
        disposition::{Counts, Disposition},
        route::{DataType, Hl7v2},
    },
    js::{
        parse::{self, SyntaxErrorKind},
        visit,
    },
    pass::landing,
    rules,
    span::Span,
};

/// Lowers the filter and transformer of a connector.
pub(super) fn lower(part: &Part<'_>, templates: &Templates) -> Outcome {
    let no_rules = Vec::new();
    let model_rules = part.filter.map_or(&no_rules, |filter| &filter.rules);
    let mut items = border::items(model_rules, part.transformer, part.obstacles);
    let mut outcome = Outcome::default();
    if part.off {
        for item in &mut items {
            item.fate = Fate::Disabled;
        }
        count(&items, &mut outcome);
        return outcome;
    }
    let active = items.iter().any(|item| item.element.enabled);
    if !active && passes_through(part.transformer) && !rewrites_always(part) {
        count(&items, &mut outcome);
        return outcome;
    }
    let (mut script, compiled) = settle(part, &mut items, templates);
    script.template = part.transformer.outbound_template.as_ref().map(|text| text.as_str().into());
    if let Some(filter) = part.filter {
        let combined =
            filter::combine(filter, |index| !matches!(items[index].fate, Fate::Disabled));
        script.filter = Some(combined.filter);
        outcome.findings.extend(combined.findings);
        outcome.undeployable = combined.undeployable;
    }
    for data_type in [&part.transformer.inbound, &part.transformer.outbound] {
        data_type_task(data_type, part.transformer.span, &mut outcome);
    }
    count(&items, &mut outcome);
    assemble::assemble(part, items, compiled, &mut script, &mut outcome);
    note_landings(part, &mut script, &mut outcome);
    let needed = templates.runs || script.carried.len() > 0;
    if needed && !templates.code.trim().is_empty() {
        script.prelude = Some(assemble::prelude(part, templates, &mut script));
    }
    outcome.script = Some(script);
    outcome
}

/// Reports writes that end up in another field.
fn note_landings(part: &Part<'_>, script: &mut Script, outcome: &mut Outcome) {
    if !matches!(part.transformer.outbound, DataType::Hl7v2(_)) {
        return;
    }
    let rule = &rules::lands_elsewhere::RULE;
    for (index, miss) in landing::misses(script) {
        let message =
            format!("`{}` is not in the template and lands in `{}`", miss.target, miss.lands);
        outcome.findings.push(Finding::new(rule, message, miss.span));
        let codes = &mut script.elements[index].codes;
        if !codes.contains(&rule.code) {
            codes.push(rule.code);
        }
    }
}

/// Whether the release writes every message anew for its HL7 properties alone: those before 3.0
/// do unless all of them have their defaults of that time (semantics section 11). There were no
/// response transformers then.
fn rewrites_always(part: &Part<'_>) -> bool {
    let is_old = part.version < Version([3, 0, 0]) && part.filter.is_some();
    let changed = |hl7: &Hl7v2| {
        hl7.repetitions
            || hl7.subcomponents
            || hl7.strict_validation
            || !hl7.strip_namespaces
            || !hl7.convert_line_breaks
    };
    is_old && matches!(&part.transformer.inbound, DataType::Hl7v2(hl7) if changed(hl7))
}

/// The skip rule of semantics section 0: no step, no rule, equal data types, no template, and no
/// serializer that insists.
fn passes_through(transformer: &Transformer) -> bool {
    let strict = |data_type: &DataType| matches!(data_type, DataType::Hl7v2(hl7) if hl7.strict_reader || hl7.strict_writer);
    transformer.inbound.name() == transformer.outbound.name()
        && transformer.outbound_template.is_none()
        && !strict(&transformer.inbound)
        && !strict(&transformer.outbound)
}

/// Compiles what can be compiled. What can't is carried, which may make others carried, until
/// nothing changes: items only ever leave [`Fate::Lower`], so this ends.
fn settle(
    part: &Part<'_>,
    items: &mut [Item<'_>],
    templates: &Templates,
) -> (Script, Vec<Option<Compiled>>) {
    loop {
        let scope = scope(part, items, templates);
        let mut builder = Builder::new(&scope, part.transformer.span);
        let mut compiled = Vec::with_capacity(items.len());
        let mut changed = false;
        for item in items.iter_mut() {
            let Fate::Lower = item.fate else {
                compiled.push(None);
                continue;
            };
            match compile(&mut builder, item) {
                Ok(code) => compiled.push(Some(code)),
                // The others are tried all the same, so that a round finds all that it can.
                Err(fate) => {
                    // What the engine would not compile runs nowhere, and shares nothing.
                    if matches!(fate, Fate::Carried(_)) {
                        item.facts = border::facts(item.element, item.rule);
                    }
                    item.fate = fate;
                    changed = true;
                    compiled.push(None);
                }
            }
        }
        // The scripts of Mappers share one variable, which a carried script may read.
        let mut given: BTreeSet<&str> = builder.named.iter().map(|(name, _)| &name[..]).collect();
        given.insert("mapping");
        let seen = |item: &Item<'_>| given.iter().any(|name| item.facts.incoming.contains(*name));
        if !changed && items.iter().any(seen) {
            changed = carry_writers(items, &given);
        }
        if !changed && !border::widen(items) {
            let script = builder.script;
            return (script, compiled);
        }
    }
}

fn scope(part: &Part<'_>, items: &[Item<'_>], templates: &Templates) -> Scope {
    let Transformer { inbound, outbound, outbound_template, .. } = part.transformer;
    let tmp = match outbound_template {
        Some(_) => Tree::of(outbound, true),
        None => Tree::Absent,
    };
    Scope {
        version: part.version,
        msg: Tree::of(inbound, false),
        tmp,
        source: part.source,
        taken: border::taken(items, templates),
        shadowed: border::taken(items, &Templates::default()),
        opaque: border::opaque(items, templates),
    }
}

/// Carries compiled elements that give a carried script the value of a variable.
fn carry_writers(items: &mut [Item<'_>], given: &BTreeSet<&str>) -> bool {
    let seen: BTreeSet<String> = items
        .iter()
        .flat_map(|item| item.facts.incoming.iter())
        .filter(|name| given.contains(name.as_str()))
        .cloned()
        .collect();
    let mut changed = false;
    for item in items.iter_mut().filter(|item| matches!(item.fate, Fate::Lower)) {
        let facts = border::facts(item.element, item.rule);
        if let Some(name) = facts.writes.intersection(&seen).next() {
            let rule = &rules::carried_with_neighbour::RULE;
            let reason = format!("it shares `{name}` with a script");
            item.fate = Fate::Carried(Carry { rule, reason, span: item.element.span });
            item.facts = facts;
            changed = true;
        }
    }
    changed
}

fn compile(builder: &mut Builder<'_>, item: &Item<'_>) -> Result<Compiled, Fate> {
    let known = builder.named.len();
    builder.findings.clear();
    builder.active.clear();
    let result = match ruled_out(builder, item) {
        Some(carry) => Err(Halt::Carry(carry)),
        None => builder.block(|b| element(b, item)),
    };
    match result {
        Ok((block, value)) if size::is_too_large(&builder.script, &block, value.flatten()) => {
            let rule = &rules::expression_carried::RULE;
            let reason = "one of its expressions is too large for one method".to_owned();
            let carry = Carry { rule, reason, span: item.element.span };
            Err(refused(item, Halt::Carry(carry)))
        }
        Ok((block, value)) => {
            note_failures(builder, &block);
            // A rule that always fails never gives a verdict; refuse, in case it is asked for.
            let verdict = item
                .rule
                .then(|| value.flatten().unwrap_or_else(|| builder.bool(false, item.element.span)));
            let findings = std::mem::take(&mut builder.findings);
            Ok(Compiled { block, verdict, findings })
        }
        Err(halt) => {
            builder.named.truncate(known);
            Err(refused(item, halt))
        }
    }
}

/// Why an element is not even tried.
fn ruled_out(builder: &Builder<'_>, item: &Item<'_>) -> Option<Carry> {
    let neighbour = &rules::carried_with_neighbour::RULE;
    let carry = |rule, reason| Some(Carry { rule, reason, span: item.element.span });
    // A script that is compiled has no statements, so there is nothing in it to misread.
    let declarative = !matches!(item.element.kind, ElementKind::JavaScript(_));
    if let (true, Some(reason)) = (declarative, &builder.scope.opaque) {
        return carry(neighbour, reason.clone());
    }
    let mut names = generated::engine_names(item.element).into_iter();
    if let Some(name) = names.find(|name| builder.scope.shadowed.contains(*name)) {
        return carry(neighbour, format!("a script of the connector has its own `{name}`"));
    }
    if !item.pasted_whole {
        let reason = "one of its fields runs together with the script around it";
        return carry(&rules::expression_carried::RULE, reason.to_owned());
    }
    None
}

/// What becomes of an element that does not lower: carried, if what the engine makes of it is a
/// script that compiles.
fn refused(item: &Item<'_>, halt: Halt) -> Fate {
    let Halt::Carry(carry) = halt else {
        let rule = &rules::expression_carried::RULE;
        let reason = "it always fails".to_owned();
        return Fate::Carried(Carry { rule, reason, span: item.element.span });
    };
    let text = border::text(item.element, item.rule).unwrap_or_default();
    match parse::parse_script(&text) {
        Ok(_) if carry.rule != &rules::does_not_compile::RULE => Fate::Carried(carry),
        Err(error) if error.kind != SyntaxErrorKind::Syntax => Fate::Carried(carry),
        _ => Fate::Broken(Carry { rule: &rules::does_not_compile::RULE, ..carry }),
    }
}

/// One rule or step; a rule gives its verdict.
fn element(b: &mut Builder<'_>, item: &Item<'_>) -> Lowering<Option<Handle<Expr>>> {
    let span = item.element.span;
    match &item.element.kind {
        ElementKind::Mapper(mapper) => b.mapper(mapper, span).map(|()| None),
        ElementKind::MessageBuilder(step) => b.message_builder(step, &[], span).map(|()| None),
        ElementKind::DestinationSet(set) => b.destination_set(set, span).map(|()| None),
        ElementKind::Iterator(iterator) if item.rule => b.iterator_rule(iterator, span).map(Some),
        ElementKind::Iterator(iterator) => b.iterator_step(iterator, span).map(|()| None),
        ElementKind::RuleBuilder(test) => b.test(test, Counting::Property, span).map(Some),
        // A script without statements does nothing; a rule of that kind gives no verdict, which
        // rejects.
        ElementKind::JavaScript(_) => Ok(item.rule.then(|| b.bool(false, span))),
        ElementKind::Xslt { .. } | ElementKind::External(_) | ElementKind::Unknown(_) => {
            b.carry("it is no script", &(0..0))
        }
    }
}

/// Reports constant indexes that end the message in ERROR where they find nothing. What a Mapper
/// swallows it reports itself, and the index of a loop finds something while the loop runs.
fn note_failures(builder: &mut Builder<'_>, block: &Block) {
    for (step, node) in required(builder, block) {
        let span = builder.script.steps.span(step);
        let what = builder.described(node);
        let message = format!("the message ends in ERROR where {what} is missing");
        builder.report(Finding::new(&rules::index_may_be_missing::RULE, message, span));
    }
}

/// The calls that need what a constant index finds, outside of guarded blocks.
fn required(builder: &Builder<'_>, block: &Block) -> Vec<(Handle<Step>, Handle<Expr>)> {
    let mut found = Vec::new();
    for step in block {
        match &builder.script.steps[*step] {
            Step::Call { func: Func::Require, args, .. } if builder.is_constant_index(args[0]) => {
                found.push((*step, args[0]));
            }
            Step::If { yes, no, .. } => {
                found.extend(required(builder, yes));
                found.extend(required(builder, no));
            }
            Step::Loop(loop_) => {
                found.extend(required(builder, &loop_.test.0));
                found.extend(required(builder, &loop_.body));
            }
            _ => {}
        }
    }
    found
}

fn data_type_task(data_type: &DataType, span: Span, outcome: &mut Outcome) {
    let what = match data_type {
        DataType::Hl7v2(hl7) if hl7.strict_reader || hl7.strict_writer => "the strict HL7 parser",
        DataType::Other(name) if name.is_empty() => "a data type without a name",
        DataType::Hl7v2(_) | DataType::Xml { .. } | DataType::Raw | DataType::Json => return,
        other => &format!("`{}`", other.name()),
    };
    let rule: &'static Rule = &rules::data_type::RULE;
    let text = format!("this transformer works on a tree that is not modelled: {what}");
    if outcome.tasks.iter().all(|task| task.code != rule.code) {
        outcome.findings.push(Finding::new(rule, text.clone(), span));
        outcome.tasks.push(Task { code: rule.code, owner: "interface engineer", text, span });
    }
}

/// Counts the elements and statements of a script by what became of them.
fn count(items: &[Item<'_>], outcome: &mut Outcome) {
    for item in items {
        let disposition = match item.fate {
            Fate::Disabled => Disposition::Disabled,
            Fate::Lower => Disposition::Lowered,
            Fate::Carried(_) => Disposition::Carried,
            Fate::Missing(_) | Fate::Broken(_) => Disposition::Unsupported,
        };
        count_element(item.element, disposition, outcome);
    }
}

fn count_element(element: &model::Element, disposition: Disposition, outcome: &mut Outcome) {
    let disposition = if element.enabled { disposition } else { Disposition::Disabled };
    outcome.elements.total += element.n_elements;
    outcome.elements.add(disposition, element.n_elements);
    match &element.kind {
        ElementKind::JavaScript(text) => {
            let text = element.stored_script.as_ref().unwrap_or(text);
            count_statements(text.as_str(), disposition, &mut outcome.statements);
        }
        ElementKind::Iterator(iterator) => {
            iterator.children.iter().for_each(|child| count_element(child, disposition, outcome));
        }
        _ => {}
    }
}

/// Counts the statements of a script; one that does not parse is one unsupported statement.
pub(super) fn count_statements(text: &str, disposition: Disposition, counts: &mut Counts) {
    let (n, disposition) = match parse::parse_script(text) {
        Ok(program) => (visit::statements(&program), disposition),
        Err(_) => (1, Disposition::Unsupported),
    };
    counts.total += n;
    counts.add(disposition, n);
}
