//! Shapes: every call has the operands that its function takes, every handle is of its script,
//! tests are bools, values of expressions come from total functions.

use super::Fault;
use crate::{
    arena::Handle,
    ir::{
        Block, Body, Expr, Filter, Func, Script, Step, Ty,
        func::{Kind, Signature},
    },
    span::Span,
};

/// Checks the shapes of all expressions and steps.
pub(super) fn check(script: &Script, faults: &mut Vec<Fault>) {
    let mut shape = Shape { script, faults };
    for (handle, expr) in script.exprs.iter() {
        shape.expr(expr, script.exprs.span(handle));
    }
    for (handle, step) in script.steps.iter() {
        shape.step(step, script.steps.span(handle));
    }
    for rule in &script.rules {
        if let Body::Steps { verdict, .. } = &rule.body {
            match verdict {
                Some(verdict) => shape.bool(*verdict, rule.span),
                None => shape.fault("a rule without a verdict", rule.span),
            }
        }
    }
    if let Some(filter) = &script.filter {
        shape.filter(filter);
    }
}

struct Shape<'a> {
    script: &'a Script,
    faults: &'a mut Vec<Fault>,
}

impl Shape<'_> {
    fn fault(&mut self, what: impl Into<String>, span: Span) {
        self.faults.push(Fault { what: what.into(), span });
    }

    fn bool(&mut self, expr: Handle<Expr>, span: Span) {
        let ty = self.script.ty(expr);
        if ty != Ty::Bool {
            self.fault(format!("a test of type {ty}"), span);
        }
    }

    fn filter(&mut self, filter: &Filter) {
        match filter {
            Filter::Accept => {}
            Filter::Rule(index) => {
                let n_rules = self.script.rules.len();
                if *index >= n_rules {
                    self.faults.extend(self.script.all_elements().next().map(|element| Fault {
                        what: format!("the filter names rule {index} of {n_rules}"),
                        span: element.span,
                    }));
                }
            }
            Filter::All(parts) | Filter::Any(parts) | Filter::Juxtaposed(parts) => {
                parts.iter().for_each(|part| self.filter(part));
            }
        }
    }

    fn expr(&mut self, expr: &Expr, span: Span) {
        match expr {
            Expr::Call(func, args) => {
                if !func.is_total() {
                    self.fault(format!("`{}` is not total", func.signature().name), span);
                }
                self.args(*func, args, span);
            }
            Expr::Cond { test, .. } => self.bool(*test, span),
            Expr::Literal(_)
            | Expr::Var(_)
            | Expr::Root(_)
            | Expr::List(_)
            | Expr::Object(_)
            | Expr::Regex { .. } => {}
        }
    }

    fn args(&mut self, func: Func, args: &[Handle<Expr>], span: Span) {
        let Signature { name, params, rest, .. } = func.signature();
        if args.len() < params.len() {
            return self.fault(format!("`{name}` lacks operands"), span);
        }
        for (index, arg) in args.iter().enumerate() {
            let Some(kind) = params.get(index).copied().or(rest) else {
                return self.fault(format!("`{name}` has too many operands"), span);
            };
            let ty = self.script.ty(*arg);
            if !kind.takes(ty) {
                let wanted = if let Kind::Is(ty) = kind { ty.word() } else { "nodes" };
                self.fault(format!("operand {index} of `{name}` is {ty}, not {wanted}"), span);
            }
        }
    }

    fn step(&mut self, step: &Step, span: Span) {
        match step {
            Step::Let { var, value } => self.assigned(*var, self.script.ty(*value), span),
            Step::Call { var, func, args } => {
                self.args(*func, args, span);
                if let Some(var) = var {
                    self.assigned(*var, func.signature().result, span);
                }
            }
            Step::Invoke { var, function, args } => {
                let function = &self.script.functions[*function];
                if function.params.len() != args.len() {
                    self.fault(format!("`{}` lacks operands", function.name), span);
                }
                if let Some(var) = var {
                    self.assigned(*var, function.result, span);
                }
            }
            Step::If { test, .. } => self.bool(*test, span),
            Step::Loop(loop_) => self.bool(loop_.test.1, span),
            Step::Break(_)
            | Step::Continue(_)
            | Step::Return(_)
            | Step::Throw(_)
            | Step::Fail { .. }
            | Step::Try { .. }
            | Step::Carried { .. } => {}
        }
    }

    fn assigned(&mut self, var: Handle<crate::ir::Var>, ty: Ty, span: Span) {
        let wanted = self.script.vars[var].ty;
        if wanted != ty && wanted != Ty::Any {
            self.fault(format!("a variable of type {wanted} gets {ty}"), span);
        }
    }
}

/// All blocks directly inside a step, in running order.
pub(super) fn blocks(step: &Step) -> Vec<&Block> {
    match step {
        Step::If { yes, no, .. } => vec![yes, no],
        Step::Loop(loop_) => vec![&loop_.test.0, &loop_.body, &loop_.update],
        Step::Try { body, catch, finally } => {
            let catch = catch.iter().map(|(_, block)| block);
            std::iter::once(body).chain(catch).chain(std::iter::once(finally)).collect()
        }
        Step::Let { .. }
        | Step::Call { .. }
        | Step::Invoke { .. }
        | Step::Break(_)
        | Step::Continue(_)
        | Step::Return(_)
        | Step::Throw(_)
        | Step::Fail { .. }
        | Step::Carried { .. } => Vec::new(),
    }
}
