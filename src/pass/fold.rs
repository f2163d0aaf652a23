//! Folding: from three-address steps back to nested values, so that a mapping prints as one-liners.
//!
//! Needs a checked script. Gives statements whose values may hold calls that can fail, evaluated
//! from left to right. Keeps the meaning: a temporary is folded into its only use where nothing
//! that can fail or be observed comes between, and otherwise stays a variable.

use std::collections::BTreeMap;

use crate::{
    arena::Handle,
    ir::{Block, Carried, Expr, Func, Function, Literal, Root, Script, Step, Var, VarKind},
    span::Span,
};

/// A value that may hold calls which can fail.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A constant.
    Literal(Literal),
    /// A variable.
    Var(Handle<Var>),
    /// The root of a tree.
    Root(Root),
    /// A call; operands are evaluated from left to right. Of `And` and `Or`, the second operand
    /// only where the first does not decide.
    Call(Func, Vec<Value>),
    /// A call of a function of the script.
    Invoke(Handle<Function>, Vec<Value>),
    /// `test ? yes : no`.
    Cond(Box<[Value; 3]>),
    /// The text of the value, or `''` where evaluating it fails.
    OrEmpty(Box<Value>),
    /// An array.
    List(Vec<Value>),
    /// An object.
    Object(Vec<(String, Value)>),
    /// A regular expression.
    Regex(String, String),
}

impl Value {
    /// A constant text.
    pub fn text(text: &str) -> Self {
        Self::Literal(Literal::Text(text.to_owned()))
    }
}

/// A statement.
#[derive(Debug, Clone, PartialEq)]
pub struct Stmt {
    /// What it does.
    pub kind: StmtKind,
    /// The place of the export that it stands for.
    pub span: Span,
}

/// Kinds of statements.
#[derive(Debug, Clone, PartialEq)]
pub enum StmtKind {
    /// A variable gets a value.
    Set(Handle<Var>, Value),
    /// A call for its effect.
    Do(Func, Vec<Value>),
    /// A call of a function of the script for its effect.
    Invoke(Handle<Function>, Vec<Value>),
    /// One of two lists of statements.
    If(Value, Vec<Stmt>, Vec<Stmt>),
    /// A loop: the test before each round, then the body, then the update.
    While {
        /// Label.
        label: Option<String>,
        /// Statements before each test.
        before: Vec<Stmt>,
        /// Test.
        test: Value,
        /// Body.
        body: Vec<Stmt>,
        /// Update.
        update: Vec<Stmt>,
    },
    /// Leaves a loop.
    Break(Option<String>),
    /// Next round.
    Continue(Option<String>),
    /// Ends the script or function.
    Return(Option<Value>),
    /// Fails with a value.
    Throw(Value),
    /// Fails with an error of the legacy engine.
    Fail(&'static str, String),
    /// Guarded statements: body, then what runs where it failed, then what runs in any case.
    Try(Vec<Stmt>, Option<(Option<Handle<Var>>, Vec<Stmt>)>, Vec<Stmt>),
    /// A carried piece; a rule gets its verdict.
    Carried(Handle<Carried>, Option<Handle<Var>>),
}

/// The statements of a block, and the value after them, if one is asked for.
pub fn block(
    script: &Script,
    block: &Block,
    value: Option<Handle<Expr>>,
) -> (Vec<Stmt>, Option<Value>) {
    let mut uses = BTreeMap::new();
    count_block(script, block, &mut uses);
    value.into_iter().for_each(|value| count_expr(script, value, &mut uses));
    Fold { script, uses: &uses, pending: Vec::new(), out: Vec::new() }.run(block, value)
}

type Uses = BTreeMap<Handle<Var>, usize>;

struct Fold<'a> {
    script: &'a Script,
    uses: &'a Uses,
    /// Values of temporaries that are not printed yet, in the order of their evaluation.
    pending: Vec<(Handle<Var>, Value, Span)>,
    out: Vec<Stmt>,
}

impl Fold<'_> {
    fn run(
        mut self,
        block: &[Handle<Step>],
        value: Option<Handle<Expr>>,
    ) -> (Vec<Stmt>, Option<Value>) {
        let mut rest = block;
        while let Some((step, after)) = rest.split_first() {
            rest = if self.decision(*step, after) { &after[1..] } else { after };
        }
        let value = value.map(|value| self.value(value));
        self.flush();
        (self.out, value)
    }

    fn inner(
        &self,
        block: &[Handle<Step>],
        value: Option<Handle<Expr>>,
    ) -> (Vec<Stmt>, Option<Value>) {
        let (script, uses) = (self.script, self.uses);
        Fold { script, uses, pending: Vec::new(), out: Vec::new() }.run(block, value)
    }

    /// One step. Gives whether the step after it went into it, too: a temporary that a bool was
    /// put into and that a following `if` may decide again is `and` or `or`.
    fn decision(&mut self, step: Handle<Step>, after: &[Handle<Step>]) -> bool {
        let span = self.script.steps.span(step);
        if let Step::Let { var, value } = &self.script.steps[step]
            && let Some((func, block, second)) = self.decides(*var, after)
        {
            let first = self.value(*value);
            let (stmts, second) = self.inner(&block, Some(second));
            if let (true, Some(second)) = (stmts.is_empty(), second) {
                self.hold(*var, Value::Call(func, vec![first, second]), span);
                return true;
            }
            self.emit(StmtKind::Set(*var, first), span);
            return false;
        }
        self.step(step, span);
        false
    }

    /// Whether the next step is `if (var) {..; var = second}` (and), or with `!var` (or).
    fn decides(
        &self,
        var: Handle<Var>,
        after: &[Handle<Step>],
    ) -> Option<(Func, Block, Handle<Expr>)> {
        let Step::If { test, yes, no } = &self.script.steps[*after.first()?] else { return None };
        let func = match &self.script.exprs[*test] {
            Expr::Var(tested) if *tested == var => Func::And,
            Expr::Call(Func::Not, args) if self.script.exprs[args[0]] == Expr::Var(var) => Func::Or,
            _ => return None,
        };
        let (last, before) = yes.split_last()?;
        match &self.script.steps[*last] {
            Step::Let { var: again, value } if *again == var && no.is_empty() => {
                Some((func, before.to_vec(), *value))
            }
            _ => None,
        }
    }

    fn step(&mut self, step: Handle<Step>, span: Span) {
        match &self.script.steps[step] {
            Step::Let { var, value } => {
                let value = self.value(*value);
                self.hold(*var, value, span);
            }
            Step::Call { var, func, args } => {
                let args = self.values(args);
                match var {
                    Some(var) => self.hold(*var, Value::Call(*func, args), span),
                    None => self.emit(StmtKind::Do(*func, args), span),
                }
            }
            Step::Invoke { var, function, args } => {
                let args = self.values(args);
                match var {
                    Some(var) => self.hold(*var, Value::Invoke(*function, args), span),
                    None => self.emit(StmtKind::Invoke(*function, args), span),
                }
            }
            Step::If { test, yes, no } => self.choice(*test, yes, no, span),
            Step::Loop(loop_) => {
                let (before, test) = self.inner(&loop_.test.0, Some(loop_.test.1));
                let (body, _) = self.inner(&loop_.body, None);
                let (update, _) = self.inner(&loop_.update, None);
                let test = test.unwrap_or(Value::Literal(Literal::Bool(true)));
                let label = loop_.label.clone();
                self.emit(StmtKind::While { label, before, test, body, update }, span);
            }
            Step::Break(label) => self.emit(StmtKind::Break(label.clone()), span),
            Step::Continue(label) => self.emit(StmtKind::Continue(label.clone()), span),
            Step::Return(value) => {
                let value = value.map(|value| self.value(value));
                self.emit(StmtKind::Return(value), span);
            }
            Step::Throw(value) => {
                let value = self.value(*value);
                self.emit(StmtKind::Throw(value), span);
            }
            Step::Fail { error, message } => {
                self.emit(StmtKind::Fail(error, message.clone()), span);
            }
            Step::Try { body, catch, finally } => self.guarded(body, catch.as_ref(), finally, span),
            Step::Carried { piece, verdict } => {
                self.emit(StmtKind::Carried(*piece, *verdict), span);
            }
        }
    }

    /// An `if` whose sides only give one temporary a value is a conditional value.
    fn choice(&mut self, test: Handle<Expr>, yes: &Block, no: &Block, span: Span) {
        let test = self.value(test);
        let (yes, _) = self.inner(yes, None);
        let (no, _) = self.inner(no, None);
        match (&yes[..], &no[..]) {
            (
                [Stmt { kind: StmtKind::Set(a, first), .. }],
                [Stmt { kind: StmtKind::Set(b, second), .. }],
            ) if a == b => {
                let value = Value::Cond(Box::new([test, first.clone(), second.clone()]));
                self.hold(*a, value, span);
            }
            _ => self.emit(StmtKind::If(test, yes, no), span),
        }
    }

    /// A guarded value that gives `''` where it fails, and would give `''` for an empty read,
    /// is a value that reads guardedly.
    fn guarded(
        &mut self,
        body: &Block,
        catch: Option<&(Option<Handle<Var>>, Block)>,
        finally: &Block,
        span: Span,
    ) {
        let (body, _) = self.inner(body, None);
        let catch = catch.map(|(var, block)| (*var, self.inner(block, None).0));
        let (finally, _) = self.inner(finally, None);
        if let ([Stmt { kind: StmtKind::Set(a, value), .. }], Some((None, caught)), []) =
            (&body[..], &catch, &finally[..])
            && let [Stmt { kind: StmtKind::Set(b, fallback), .. }] = &caught[..]
            && a == b
            && *fallback == Value::text("")
            && let Some(value) = reading_guardedly(value)
        {
            return self.hold(*a, value, span);
        }
        self.emit(StmtKind::Try(body, catch, finally), span);
    }

    /// Keeps the value of a temporary for its only use; prints any other variable.
    fn hold(&mut self, var: Handle<Var>, value: Value, span: Span) {
        let temp = self.script.vars[var].kind == VarKind::Temp;
        let single = self.uses.get(&var).copied().unwrap_or(0) == 1;
        if temp && single {
            self.pending.push((var, value, span));
        } else {
            self.emit(StmtKind::Set(var, value), span);
        }
    }

    fn emit(&mut self, kind: StmtKind, span: Span) {
        self.flush();
        self.out.push(Stmt { kind, span });
    }

    /// Prints what is pending as variables of their own.
    fn flush(&mut self) {
        for (var, value, span) in self.pending.drain(..) {
            self.out.push(Stmt { kind: StmtKind::Set(var, value), span });
        }
    }

    fn value(&mut self, expr: Handle<Expr>) -> Value {
        self.values(&[expr]).remove(0)
    }

    /// The values of operands. Pending temporaries fold in where they are the last ones, in the
    /// order in which the operands use them, each in a place that is evaluated in any case.
    fn values(&mut self, exprs: &[Handle<Expr>]) -> Vec<Value> {
        let mut used = Vec::new();
        let mut sure = true;
        for expr in exprs {
            sure &= self.temps(*expr, false, &mut used);
        }
        let start = self.pending.len().saturating_sub(used.len());
        let last: Vec<Handle<Var>> = self.pending[start..].iter().map(|(var, ..)| *var).collect();
        if !sure || last != used {
            self.flush();
            return exprs.iter().map(|expr| self.build(*expr, &mut Vec::new())).collect();
        }
        let mut ready: Vec<_> = self.pending.split_off(start);
        exprs.iter().map(|expr| self.build(*expr, &mut ready)).collect()
    }

    /// Collects the pending temporaries that an expression uses, in order of evaluation. Gives
    /// false where one that can fail is used in a place that may not be evaluated.
    fn temps(&self, expr: Handle<Expr>, maybe: bool, used: &mut Vec<Handle<Var>>) -> bool {
        match &self.script.exprs[expr] {
            Expr::Var(var) => match self.pending.iter().find(|(pending, ..)| pending == var) {
                Some((_, value, _)) => {
                    used.push(*var);
                    !maybe || is_total(value)
                }
                None => true,
            },
            Expr::Call(Func::And | Func::Or, args) => {
                self.temps(args[0], maybe, used) & self.temps(args[1], true, used)
            }
            Expr::Call(_, args) | Expr::List(args) => {
                args.iter().fold(true, |sure, arg| sure & self.temps(*arg, maybe, used))
            }
            Expr::Cond { test, yes, no } => {
                let sure = self.temps(*test, maybe, used);
                sure & self.temps(*yes, true, used) & self.temps(*no, true, used)
            }
            Expr::Object(entries) => {
                entries.iter().fold(true, |sure, (_, arg)| sure & self.temps(*arg, maybe, used))
            }
            Expr::Literal(_) | Expr::Root(_) | Expr::Regex { .. } => true,
        }
    }

    fn build(&self, expr: Handle<Expr>, ready: &mut Vec<(Handle<Var>, Value, Span)>) -> Value {
        let mut list = |args: &[Handle<Expr>]| -> Vec<Value> {
            args.iter().map(|arg| self.build(*arg, ready)).collect()
        };
        match &self.script.exprs[expr] {
            Expr::Literal(literal) => Value::Literal(literal.clone()),
            Expr::Root(root) => Value::Root(*root),
            Expr::Call(func, args) => Value::Call(*func, list(args)),
            Expr::List(args) => Value::List(list(args)),
            Expr::Object(entries) => Value::Object(
                entries.iter().map(|(name, arg)| (name.clone(), self.build(*arg, ready))).collect(),
            ),
            Expr::Regex { body, flags } => Value::Regex(body.clone(), flags.clone()),
            Expr::Cond { test, yes, no } => {
                let parts = [*test, *yes, *no].map(|part| self.build(part, ready));
                Value::Cond(Box::new(parts))
            }
            Expr::Var(var) => match ready.iter().position(|(pending, ..)| pending == var) {
                Some(index) => ready.remove(index).1,
                None => Value::Var(*var),
            },
        }
    }
}

/// The value with its only read guarded, if nothing else in it can fail and it is `''` where the
/// read gives `''`.
fn reading_guardedly(value: &Value) -> Option<Value> {
    let Value::Call(func, args) = value else { return None };
    match func {
        Func::NodeText => Some(Value::OrEmpty(Box::new(value.clone()))),
        Func::Upper
        | Func::Lower
        | Func::Trim
        | Func::Substring
        | Func::Substr
        | Func::Slice
        | Func::CharAt
        | Func::FirstPiece => {
            let (text, rest) = args.split_first()?;
            let plain = |value: &Value| matches!(value, Value::Literal(_));
            let mut guarded = vec![reading_guardedly(text)?];
            guarded.extend_from_slice(rest);
            rest.iter().all(plain).then_some(Value::Call(*func, guarded))
        }
        _ => None,
    }
}

/// Whether evaluating a value can neither fail nor be observed.
pub fn is_total(value: &Value) -> bool {
    match value {
        Value::Call(func, args) => func.is_total() && args.iter().all(is_total),
        Value::Cond(parts) => parts.iter().all(is_total),
        Value::Invoke(..) => false,
        Value::List(args) => args.iter().all(is_total),
        Value::Object(entries) => entries.iter().all(|(_, value)| is_total(value)),
        Value::Literal(_)
        | Value::Var(_)
        | Value::Root(_)
        | Value::OrEmpty(_)
        | Value::Regex(..) => true,
    }
}

fn count_block(script: &Script, block: &Block, uses: &mut Uses) {
    for handle in block {
        count_step(script, &script.steps[*handle], uses);
    }
}

fn count_step(script: &Script, step: &Step, uses: &mut Uses) {
    match step {
        Step::Let { value, .. } | Step::Throw(value) => count_expr(script, *value, uses),
        Step::Call { args, .. } | Step::Invoke { args, .. } => {
            args.iter().for_each(|arg| count_expr(script, *arg, uses));
        }
        Step::If { test, yes, no } => {
            // The test of a variable that a bool was just put into is part of `and` or `or`.
            if !is_decision(script, *test, yes) {
                count_expr(script, *test, uses);
            }
            count_block(script, yes, uses);
            count_block(script, no, uses);
        }
        Step::Loop(loop_) => {
            count_block(script, &loop_.test.0, uses);
            count_expr(script, loop_.test.1, uses);
            count_block(script, &loop_.body, uses);
            count_block(script, &loop_.update, uses);
        }
        Step::Return(value) => value.iter().for_each(|value| count_expr(script, *value, uses)),
        Step::Try { body, catch, finally } => {
            count_block(script, body, uses);
            catch.iter().for_each(|(_, block)| count_block(script, block, uses));
            count_block(script, finally, uses);
        }
        Step::Break(_) | Step::Continue(_) | Step::Fail { .. } | Step::Carried { .. } => {}
    }
}

fn is_decision(script: &Script, test: Handle<Expr>, yes: &Block) -> bool {
    let tested = match &script.exprs[test] {
        Expr::Var(var) => *var,
        Expr::Call(Func::Not, args) => match script.exprs[args[0]] {
            Expr::Var(var) => var,
            _ => return false,
        },
        _ => return false,
    };
    let last = yes.last().map(|last| &script.steps[*last]);
    let temp = script.vars[tested].kind == VarKind::Temp;
    temp && matches!(last, Some(Step::Let { var, .. }) if *var == tested)
}

fn count_expr(script: &Script, expr: Handle<Expr>, uses: &mut Uses) {
    match &script.exprs[expr] {
        Expr::Var(var) => *uses.entry(*var).or_insert(0) += 1,
        Expr::Call(_, args) | Expr::List(args) => {
            args.iter().for_each(|arg| count_expr(script, *arg, uses));
        }
        Expr::Cond { test, yes, no } => {
            [test, yes, no].into_iter().for_each(|part| count_expr(script, *part, uses));
        }
        Expr::Object(entries) => {
            entries.iter().for_each(|(_, value)| count_expr(script, *value, uses));
        }
        Expr::Literal(_) | Expr::Root(_) | Expr::Regex { .. } => {}
    }
}
