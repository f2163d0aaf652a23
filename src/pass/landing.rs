//! Where writes to the outbound tree land: the legacy engine appends what is not there and never
//! sorts, so a field that is written after one with a higher number ends up behind it
//! (semantics sections 1.3 and 4).
//!
//! Needs a script with a template, whose segments, fields and components are known. Gives the
//! writes that miss. Stops at the first carried piece: nothing is known after it.

use std::collections::BTreeMap;

use crate::{
    arena::Handle,
    ir::{Body, Expr, Func, Literal, Root, Script, Step, path::is_segment},
    span::Span,
};

/// A write that lands somewhere else.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Miss {
    /// The step.
    pub span: Span,
    /// What was written to (`PID-7`).
    pub target: String,
    /// Where it ends up (`PID-9`).
    pub lands: String,
}

/// The writes of a script that miss, with the index of their element.
pub fn misses(script: &Script) -> Vec<(usize, Miss)> {
    let Some(template) = &script.template else { return Vec::new() };
    let mut tree = Tree::of(template);
    let mut found = Vec::new();
    for (index, element) in script.elements.iter().enumerate() {
        let Body::Steps { block, .. } = &element.body else { continue };
        for handle in block {
            match &script.steps[*handle] {
                Step::Carried { .. } => return found,
                Step::Call { func: Func::PutName, args, .. } => {
                    if let Some((target, lands)) = tree.write(script, args) {
                        let span = script.exprs.span(args[0]).to(script.exprs.span(args[1]));
                        found.push((index, Miss { span, target, lands }));
                    }
                }
                _ => {}
            }
        }
    }
    found
}

/// Numbers of the children that a node has, in their order.
type Numbers = Vec<u32>;

/// What is known of the outbound tree. Segments that stand several times are left out.
struct Tree {
    segments: BTreeMap<String, BTreeMap<u32, Numbers>>,
    order: BTreeMap<String, Numbers>,
}

impl Tree {
    /// The tree of a template, with the usual delimiters.
    fn of(template: &str) -> Self {
        let mut tree = Self { segments: BTreeMap::new(), order: BTreeMap::new() };
        let mut several = Vec::new();
        for line in template.split(['\r', '\n']).filter(|line| !line.is_empty()) {
            let mut fields = line.split('|');
            let name = fields.next().unwrap_or_default().trim().to_owned();
            if tree.order.contains_key(&name) {
                several.push(name);
                continue;
            }
            // The separator after the name of a header is its field 1.
            let first = if matches!(name.as_str(), "MSH" | "FHS" | "BHS") { 2 } else { 1 };
            let mut numbers: Numbers = (1..first).collect();
            let mut known = BTreeMap::new();
            for (number, field) in (first..).zip(fields) {
                numbers.push(number);
                known.insert(number, components(field));
            }
            tree.order.insert(name.clone(), numbers);
            tree.segments.insert(name, known);
        }
        for name in several {
            tree.order.remove(&name);
            tree.segments.remove(&name);
        }
        tree
    }

    /// Applies a write; gives the target and where it lands, if that is somewhere else.
    fn write(&mut self, script: &Script, args: &[Handle<Expr>]) -> Option<(String, String)> {
        let mut names = chain(script, args[0])?;
        names.push(constant(script, args[1])?);
        let segment = names.first()?.clone();
        let field = number(names.get(1)?, &segment)?;
        let order = self.order.get_mut(&segment)?;
        let missed = append(order, field)
            .map(|at| (format!("{segment}-{field}"), format!("{segment}-{at}")));
        let Some(component) = names.get(2).and_then(|name| number(name, &names[1])) else {
            self.segments.get_mut(&segment)?.insert(field, Vec::new());
            return missed;
        };
        let components = self.segments.get_mut(&segment)?.entry(field).or_default();
        let inner = append(components, component).map(|at| {
            (format!("{segment}-{field}.{component}"), format!("{segment}-{field}.{at}"))
        });
        missed.or(inner)
    }
}

/// Components of a field of a template: an empty field has none.
fn components(field: &str) -> Numbers {
    if field.is_empty() || field.contains('~') {
        return Vec::new();
    }
    (1..).zip(field.split('^')).map(|(number, _)| number).collect()
}

/// Appends a child that is not there; gives the place it lands in, if not its own.
fn append(numbers: &mut Numbers, number: u32) -> Option<u32> {
    if numbers.contains(&number) {
        return None;
    }
    numbers.push(number);
    let (mut at, mut before) = (0, 0);
    for number in numbers.iter() {
        at += if *number > before { *number - before } else { 1 };
        before = *number;
    }
    (at != number).then_some(at)
}

/// The names of a chain from `tmp`; `None` for any other base.
fn chain(script: &Script, expr: Handle<Expr>) -> Option<Vec<String>> {
    match &script.exprs[expr] {
        Expr::Root(Root::Tmp) => Some(Vec::new()),
        Expr::Call(Func::Child, args) => {
            let mut names = chain(script, args[0])?;
            let name = constant(script, args[1])?;
            (!names.is_empty() || is_segment(&name)).then(|| names.push(name))?;
            Some(names)
        }
        _ => None,
    }
}

fn constant(script: &Script, expr: Handle<Expr>) -> Option<String> {
    match &script.exprs[expr] {
        Expr::Literal(Literal::Text(text)) => Some(text.clone()),
        _ => None,
    }
}

fn number(name: &str, parent: &str) -> Option<u32> {
    name.strip_prefix(parent)?.strip_prefix('.')?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn appended_children_land_behind_the_last() {
        for (have, write, expected) in [
            (&[1, 2, 3, 8][..], 7, Some(9)),
            (&[1, 2, 3], 5, None),
            (&[1, 2, 3], 2, None),
            (&[], 4, None),
            (&[2], 1, Some(3)),
            (&[1, 8, 7], 9, Some(11)),
        ] {
            assert_eq!(append(&mut have.to_vec(), write), expected, "{have:?} {write}");
        }
    }

    #[test]
    fn a_template_gives_fields_and_components() {
        let tree = Tree::of("MSH|^~\\&|A\rPID|1||||DOE^JOHN\rOBX|1\rOBX|2\r");
        assert_eq!(tree.order["MSH"], [1, 2, 3]);
        assert_eq!(tree.order["PID"], [1, 2, 3, 4, 5]);
        assert_eq!(tree.segments["PID"][&5], [1, 2]);
        assert!(!tree.order.contains_key("OBX"));
    }
}
