//! How the rules of a filter combine (semantics section 2.2): the engine drops disabled rules,
//! keeps the operators of the others, and lets the script language decide what binds tighter.

use crate::{
    diag::Finding,
    front::mirth::model::{self, Operator},
    ir::Filter,
    rules,
    span::Span,
};

/// What the rules of a filter make.
pub(super) struct Combined {
    /// How they decide.
    pub(super) filter: Filter,
    /// What there is to say about it.
    pub(super) findings: Vec<Finding>,
    /// Why the engine would not deploy it.
    pub(super) undeployable: Option<String>,
}

/// Combines the rules of a filter that run; a rule that is a manual task is one of them, and fails.
pub(super) fn combine(filter: &model::Filter, runs: impl Fn(usize) -> bool) -> Combined {
    let enabled: Vec<(usize, &model::Element)> =
        filter.rules.iter().enumerate().filter(|(index, _)| runs(*index)).collect();
    let mut combined =
        Combined { filter: Filter::Accept, findings: Vec::new(), undeployable: None };
    let Some(((first, _), rest)) = enabled.split_first().map(|(first, rest)| (*first, rest)) else {
        return combined;
    };
    if let Some(operator) = filter.rules[first].operator {
        orphan(&mut combined, &filter.rules[first], operator);
    }
    // Operands of `&&`, grouped by `||`; an operand is a run of rules without an operator.
    let mut groups: Vec<Vec<Vec<usize>>> = vec![vec![vec![first]]];
    for (index, rule) in rest {
        let last = groups.len() - 1;
        match rule.operator {
            Some(Operator::Or) => groups.push(vec![vec![*index]]),
            Some(Operator::And) => groups[last].push(vec![*index]),
            None => {
                let message = "this rule stands beside the one before it without an operator";
                let finding =
                    Finding::new(&rules::rules_without_operator::RULE, message, rule.span);
                combined.findings.push(finding);
                if let Some(run) = groups[last].last_mut() {
                    run.push(*index);
                }
            }
        }
    }
    let mixed = groups.len() > 1 && groups.iter().any(|group| group.len() > 1);
    combined.filter = join(groups, Filter::Any, |group| {
        join(group, Filter::All, |run| join(run, Filter::Juxtaposed, Filter::Rule))
    });
    if mixed {
        combined.findings.push(mixture(rest, &combined.filter));
    }
    combined
}

/// The finding on a filter that mixes operators: at its first OR, with its first AND beside it.
fn mixture(rest: &[(usize, &model::Element)], filter: &Filter) -> Finding {
    let first = |operator| rest.iter().find(|(_, rule)| rule.operator == Some(operator));
    // Numbered from 1, as in the export.
    let words = filter.in_words("everything", &|index| (index + 1).to_string(), true);
    let message = format!("the rules mix AND and OR, which reads as `{words}`");
    let spans = [Operator::Or, Operator::And]
        .map(|operator| first(operator).or(rest.first()).map(|(_, rule)| rule.span));
    let at = |span: Option<Span>| span.unwrap_or(rest[0].1.span);
    Finding::new(&rules::and_before_or::RULE, message, at(spans[0]))
        .labelled("joined by OR")
        .also(at(spans[1]), "joined by AND, which binds tighter")
}

/// One part as it is, several joined.
fn join<T>(
    parts: Vec<T>,
    several: impl FnOnce(Vec<Filter>) -> Filter,
    each: impl Fn(T) -> Filter,
) -> Filter {
    let mut parts: Vec<Filter> = parts.into_iter().map(each).collect();
    if parts.len() == 1 { parts.remove(0) } else { several(parts) }
}

fn orphan(combined: &mut Combined, rule: &model::Element, operator: Operator) {
    let word = match operator {
        Operator::And => "AND",
        Operator::Or => "OR",
    };
    let message = format!("the first enabled rule starts with {word}");
    combined.findings.push(Finding::new(&rules::rule_without_partner::RULE, message, rule.span));
    combined.undeployable = Some(format!("its filter starts with {word}"));
}
