//! Order: no variable is read before it has a value on every way that leads there, and jumps
//! stay inside loops.

use std::collections::BTreeSet;

use super::{Fault, shape::blocks};
use crate::{
    arena::Handle,
    ir::{Block, Body, Element, Expr, Script, Step, Var},
    span::Span,
};

type Assigned = BTreeSet<Handle<Var>>;

/// Checks the rules and then the elements of a script: one scope, in running order.
pub(super) fn check(script: &Script, faults: &mut Vec<Fault>) {
    let mut order = Order { script, faults };
    let mut assigned = Assigned::new();
    for rule in &script.rules {
        // A rule may be skipped by a short circuit, so what it assigns does not count after it.
        order.element(rule, &mut assigned.clone());
    }
    for element in &script.elements {
        order.element(element, &mut assigned);
    }
    for (_, function) in script.functions.iter() {
        let mut inner: Assigned = function.params.iter().copied().collect();
        order.block(&function.body, &mut inner, 0);
    }
}

struct Order<'a> {
    script: &'a Script,
    faults: &'a mut Vec<Fault>,
}

impl Order<'_> {
    fn element(&mut self, element: &Element, assigned: &mut Assigned) {
        if let Body::Steps { block, verdict } = &element.body {
            self.block(block, assigned, 0);
            if let Some(verdict) = verdict {
                self.read(*verdict, assigned);
            }
        }
    }

    fn block(&mut self, block: &Block, assigned: &mut Assigned, loops: usize) {
        for handle in block {
            self.step(*handle, assigned, loops);
        }
    }

    fn step(&mut self, handle: Handle<Step>, assigned: &mut Assigned, depth: usize) {
        let span = self.script.steps.span(handle);
        match &self.script.steps[handle] {
            Step::Let { var, value } => {
                self.read(*value, assigned);
                assigned.insert(*var);
            }
            Step::Call { var, args, .. } | Step::Invoke { var, args, .. } => {
                args.iter().for_each(|arg| self.read(*arg, assigned));
                assigned.extend(*var);
            }
            Step::If { test, yes, no } => {
                self.read(*test, assigned);
                let mut other = assigned.clone();
                self.block(yes, assigned, depth);
                self.block(no, &mut other, depth);
                // A branch that always leaves puts no bound on what follows.
                if self.leaves(yes) {
                    *assigned = other;
                } else if !self.leaves(no) {
                    *assigned = assigned.intersection(&other).copied().collect();
                }
            }
            Step::Loop(loop_) => {
                self.block(&loop_.test.0, assigned, depth);
                self.read(loop_.test.1, assigned);
                let mut inner = assigned.clone();
                self.block(&loop_.body, &mut inner, depth + 1);
                self.block(&loop_.update, &mut inner, depth);
            }
            Step::Try { body, catch, finally } => {
                let mut after = assigned.clone();
                self.block(body, &mut after, depth);
                if let Some((var, block)) = catch {
                    let mut caught = assigned.clone();
                    caught.extend(*var);
                    self.block(block, &mut caught, depth);
                    after = after.intersection(&caught).copied().collect();
                }
                *assigned = after;
                self.block(finally, assigned, depth);
            }
            Step::Return(value) => value.iter().for_each(|value| self.read(*value, assigned)),
            Step::Throw(value) => self.read(*value, assigned),
            Step::Break(_) | Step::Continue(_) if depth == 0 => {
                self.fault("a jump outside a loop", span);
            }
            Step::Carried { verdict, .. } => assigned.extend(*verdict),
            Step::Break(_) | Step::Continue(_) | Step::Fail { .. } => {}
        }
    }

    fn leaves(&self, block: &Block) -> bool {
        block.last().is_some_and(|last| match &self.script.steps[*last] {
            Step::Return(_)
            | Step::Throw(_)
            | Step::Fail { .. }
            | Step::Break(_)
            | Step::Continue(_) => true,
            Step::If { .. } => {
                blocks(&self.script.steps[*last]).into_iter().all(|block| self.leaves(block))
            }
            _ => false,
        })
    }

    fn read(&mut self, expr: Handle<Expr>, assigned: &Assigned) {
        match &self.script.exprs[expr] {
            Expr::Var(var) if !assigned.contains(var) => {
                let name = &self.script.vars[*var].name;
                self.fault(
                    format!("`{name}` is read before it has a value"),
                    self.script.exprs.span(expr),
                );
            }
            Expr::Call(_, args) | Expr::List(args) => {
                args.iter().for_each(|arg| self.read(*arg, assigned));
            }
            Expr::Cond { test, yes, no } => {
                [test, yes, no].into_iter().for_each(|part| self.read(*part, assigned));
            }
            Expr::Object(entries) => {
                entries.iter().for_each(|(_, value)| self.read(*value, assigned));
            }
            Expr::Var(_) | Expr::Literal(_) | Expr::Root(_) | Expr::Regex { .. } => {}
        }
    }

    fn fault(&mut self, what: impl Into<String>, span: Span) {
        self.faults.push(Fault { what: what.into(), span });
    }
}
