//! Builds the code of one script: arenas, the block that is being filled, and the findings.
//!
//! Operands of expressions are evaluated where the step that holds them runs. No function that
//! fragments can call writes to a tree or map, so a read may move past a call; a construct that
//! could be told apart by that has to go through [`Builder::keep`] first.

use crate::{
    arena::Handle,
    diag::{Finding, Rule},
    front::mirth::lower::scope::Scope,
    ir::{Block, Expr, Func, Literal, Script, Step, Ty, Var, VarKind},
    rules,
    span::{SourceText, Span},
};

/// Why something is carried instead of lowered.
#[derive(Debug, Clone)]
pub(super) struct Carry {
    /// Rule of the finding.
    pub(super) rule: &'static Rule,
    /// Why, to follow "because".
    pub(super) reason: String,
    /// The place that is to blame.
    pub(super) span: Span,
}

/// Why lowering something ended early.
#[derive(Debug, Clone)]
pub(super) enum Halt {
    /// It cannot be lowered: what it is part of is carried.
    Carry(Carry),
    /// It always fails here; the failing step is in the block, and nothing after it ever runs.
    Fails,
}

/// What lowering something gives.
pub(super) type Lowering<T> = Result<T, Halt>;

/// Builds one script.
pub(super) struct Builder<'a> {
    /// What names mean.
    pub(super) scope: &'a Scope,
    /// The script so far.
    pub(super) script: Script,
    /// The text of the fragment that is being lowered: maps its places to the export.
    pub(super) text: SourceText,
    /// Named variables that lowered elements have given a value, innermost last.
    pub(super) named: Vec<(String, Handle<Var>)>,
    /// Index variables of the loops around what is being lowered.
    pub(super) active: Vec<Handle<Var>>,
    /// Findings on the element that is being lowered; dropped with it where it is carried.
    pub(super) findings: Vec<Finding>,
    blocks: Vec<Block>,
}

impl<'a> Builder<'a> {
    /// A builder of an empty script.
    pub(super) fn new(scope: &'a Scope, at: Span) -> Self {
        let text = SourceText::new(at);
        Self {
            scope,
            script: Script::default(),
            text,
            named: Vec::new(),
            active: Vec::new(),
            findings: Vec::new(),
            blocks: Vec::new(),
        }
    }

    /// Runs `fill` on a new block and gives the block. Where it always fails, the block ends in
    /// the failing step, and there is no value.
    pub(super) fn block<T>(
        &mut self,
        fill: impl FnOnce(&mut Self) -> Lowering<T>,
    ) -> Lowering<(Block, Option<T>)> {
        self.blocks.push(Block::new());
        let result = fill(self);
        let block = self.blocks.pop().unwrap_or_default();
        match result {
            Ok(value) => Ok((block, Some(value))),
            Err(Halt::Fails) => Ok((block, None)),
            Err(carry) => Err(carry),
        }
    }

    /// Adds a step to the block that is being filled.
    pub(super) fn step(&mut self, step: Step, span: Span) {
        let handle = self.script.steps.add(step, span);
        if let Some(block) = self.blocks.last_mut() {
            block.push(handle);
        }
    }

    /// Adds the steps of a block to the block that is being filled.
    pub(super) fn splice(&mut self, block: Block) {
        if let Some(last) = self.blocks.last_mut() {
            last.extend(block);
        }
    }

    /// Whether a block only computes: nothing in it can fail or be observed.
    pub(super) fn only_computes(&self, block: &Block) -> bool {
        block.iter().all(|step| match &self.script.steps[*step] {
            Step::Let { .. } => true,
            Step::If { yes, no, .. } => self.only_computes(yes) && self.only_computes(no),
            _ => false,
        })
    }

    /// Adds an expression.
    pub(super) fn expr(&mut self, expr: Expr, span: Span) -> Handle<Expr> {
        self.script.exprs.add(expr, span)
    }

    /// A total function of its operands.
    pub(super) fn call(&mut self, func: Func, args: Vec<Handle<Expr>>, span: Span) -> Handle<Expr> {
        self.expr(Expr::Call(func, args), span)
    }

    /// Calls a function that may fail and gives its result.
    pub(super) fn run(&mut self, func: Func, args: Vec<Handle<Expr>>, span: Span) -> Handle<Expr> {
        let var = self.temp(func.signature().result, span);
        self.step(Step::Call { var: Some(var), func, args }, span);
        self.expr(Expr::Var(var), span)
    }

    /// Calls a function for its effect.
    pub(super) fn effect(&mut self, func: Func, args: Vec<Handle<Expr>>, span: Span) {
        self.step(Step::Call { var: None, func, args }, span);
    }

    /// A new temporary variable.
    pub(super) fn temp(&mut self, ty: Ty, span: Span) -> Handle<Var> {
        let var = Var { name: String::new(), ty, kind: VarKind::Temp };
        self.script.vars.add(var, span)
    }

    /// Evaluates an expression now and gives a name to the result.
    pub(super) fn keep(&mut self, value: Handle<Expr>, span: Span) -> Handle<Expr> {
        if matches!(self.script.exprs[value], Expr::Var(_) | Expr::Literal(_)) {
            return value;
        }
        let var = self.temp(self.script.ty(value), span);
        self.step(Step::Let { var, value }, span);
        self.expr(Expr::Var(var), span)
    }

    /// A text constant.
    pub(super) fn text(&mut self, text: impl Into<String>, span: Span) -> Handle<Expr> {
        self.expr(Expr::Literal(Literal::Text(text.into())), span)
    }

    /// A number constant.
    pub(super) fn number(&mut self, number: f64, span: Span) -> Handle<Expr> {
        self.expr(Expr::Literal(Literal::Number(number)), span)
    }

    /// `true` or `false`.
    pub(super) fn bool(&mut self, value: bool, span: Span) -> Handle<Expr> {
        self.expr(Expr::Literal(Literal::Bool(value)), span)
    }

    /// Not.
    pub(super) fn not(&mut self, value: Handle<Expr>, span: Span) -> Handle<Expr> {
        self.call(Func::Not, vec![value], span)
    }

    /// The type of an expression.
    pub(super) fn ty(&self, expr: Handle<Expr>) -> Ty {
        self.script.ty(expr)
    }

    /// The constant text that an expression is, if it is one.
    pub(super) fn constant_text(&self, expr: Handle<Expr>) -> Option<&str> {
        match &self.script.exprs[expr] {
            Expr::Literal(Literal::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// The place in the export of a place in the current fragment.
    pub(super) fn at(&self, place: &std::ops::Range<u32>) -> Span {
        self.text.locate(place.clone())
    }

    /// Carries what is being lowered because of a place in the current fragment.
    pub(super) fn carry<T>(
        &self,
        reason: impl Into<String>,
        place: &std::ops::Range<u32>,
    ) -> Lowering<T> {
        let rule = &rules::expression_carried::RULE;
        Err(Halt::Carry(Carry { rule, reason: reason.into(), span: self.at(place) }))
    }

    /// Reports something about the element that is being lowered.
    pub(super) fn report(&mut self, finding: Finding) {
        let same = |other: &Finding| other.rule == finding.rule && other.span() == finding.span();
        if !self.findings.iter().any(same) {
            self.findings.push(finding);
        }
    }

    /// `test ? yes : no`, where each side may take steps; only those of the chosen side run. A
    /// side without a value always fails.
    pub(super) fn choose(
        &mut self,
        test: Handle<Expr>,
        yes: Side,
        no: Side,
        span: Span,
    ) -> Lowering<Handle<Expr>> {
        if let Expr::Literal(Literal::Bool(known)) = self.script.exprs[test] {
            let (block, value) = if known { yes } else { no };
            self.splice(block);
            return value.ok_or(Halt::Fails);
        }
        if let ((yes_block, Some(yes)), (no_block, Some(no))) = (&yes, &no)
            && yes_block.is_empty()
            && no_block.is_empty()
        {
            return Ok(self.expr(Expr::Cond { test, yes: *yes, no: *no }, span));
        }
        let ty = match (yes.1, no.1) {
            (Some(yes), Some(no)) => self.ty(yes).join(self.ty(no)),
            (Some(value), None) | (None, Some(value)) => self.ty(value),
            (None, None) => Ty::Undefined,
        };
        let fails = yes.1.is_none() && no.1.is_none();
        let var = self.temp(ty, span);
        let yes = self.ending(yes, var, span);
        let no = self.ending(no, var, span);
        self.step(Step::If { test, yes, no }, span);
        if fails { Err(Halt::Fails) } else { Ok(self.expr(Expr::Var(var), span)) }
    }

    /// The first bool, or the second where the first does not decide: `and` looks at the second
    /// where the first is true, `or` where it is false.
    pub(super) fn decide(
        &mut self,
        and: bool,
        first: Handle<Expr>,
        second: Side,
        span: Span,
    ) -> Handle<Expr> {
        if let (block, Some(value)) = &second
            && block.is_empty()
        {
            let func = if and { Func::And } else { Func::Or };
            return self.call(func, vec![first, *value], span);
        }
        let var = self.temp(Ty::Bool, span);
        self.step(Step::Let { var, value: first }, span);
        let read = self.expr(Expr::Var(var), span);
        let test = if and { read } else { self.not(read, span) };
        let yes = self.ending(second, var, span);
        self.step(Step::If { test, yes, no: Block::new() }, span);
        self.expr(Expr::Var(var), span)
    }

    /// The steps of a side, and then its value, if it has one, into a variable.
    pub(super) fn ending(&mut self, side: Side, var: Handle<Var>, span: Span) -> Block {
        let (mut block, value) = side;
        if let Some(value) = value {
            block.push(self.script.steps.add(Step::Let { var, value }, span));
        }
        block
    }
}

/// Steps and the value after them; no value where the steps always fail.
pub(super) type Side = (Block, Option<Handle<Expr>>);
