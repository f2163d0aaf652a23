//! Expressions of fragments: literals, operators, the conditional. Paths, calls and comparisons
//! have files of their own.

use crate::{
    arena::Handle,
    diag::Finding,
    front::mirth::{
        lower::builder::{Builder, Carry, Halt, Lowering},
        read::secrets::in_url,
    },
    ir::{Expr, Func, Literal, Ty},
    js::ast::{self, BinaryOp, ExprKind, JsText, PropertyValue, Selector, UnaryOp},
    rules,
    span::Span,
};

impl Builder<'_> {
    /// Lowers an expression; steps that it takes go to the block that is being filled.
    pub(super) fn lower(&mut self, expr: &ast::Expr) -> Lowering<Handle<Expr>> {
        let (place, span) = (&expr.place, self.at(&expr.place));
        match &expr.kind {
            ExprKind::Name(name) => self.name(name, place),
            ExprKind::Null => Ok(self.expr(Expr::Literal(Literal::Null), span)),
            ExprKind::Bool(value) => Ok(self.bool(*value, span)),
            ExprKind::Number(value) => Ok(self.number(*value, span)),
            ExprKind::Text(JsText::Plain(text)) if !in_url(text).is_empty() => {
                let rule = &rules::secret_present::RULE;
                let reason = "it holds a password".to_owned();
                Err(Halt::Carry(Carry { rule, reason, span }))
            }
            ExprKind::Text(JsText::Plain(text)) => Ok(self.text(text.clone(), span)),
            ExprKind::Text(JsText::Units(_)) => self.carry("of half a surrogate pair", place),
            ExprKind::Regex { body, flags } => {
                let (body, flags) = (body.clone(), flags.clone());
                Ok(self.expr(Expr::Regex { body, flags }, span))
            }
            ExprKind::Array(items) => self.array(items, span),
            ExprKind::Object(properties) => self.object(properties, span),
            ExprKind::Member(base, Selector::Name(name)) => self.member(base, name, place),
            ExprKind::Member(base, Selector::Attribute(name)) => self.attribute(base, name, place),
            ExprKind::Index(base, index) => self.index(base, index, place),
            ExprKind::Call(callee, args) => self.function_call(callee, args, place),
            ExprKind::Unary(op, operand) => self.unary(*op, operand, span),
            ExprKind::Binary(op, left, right) => self.binary(*op, left, right, span),
            ExprKind::Conditional(test, yes, no) => self.conditional(test, yes, no, span),
            other => self.carry(format!("{} is not compiled yet", noun(other)), place),
        }
    }

    fn array(&mut self, items: &[Option<ast::Expr>], span: Span) -> Lowering<Handle<Expr>> {
        let mut list = Vec::with_capacity(items.len());
        for item in items {
            list.push(match item {
                Some(item) => self.lower(item)?,
                None => self.expr(Expr::Literal(Literal::Undefined), span),
            });
        }
        Ok(self.expr(Expr::List(list), span))
    }

    fn object(&mut self, properties: &[ast::Property], span: Span) -> Lowering<Handle<Expr>> {
        let mut entries: Vec<(String, Handle<Expr>)> = Vec::with_capacity(properties.len());
        for property in properties {
            let (JsText::Plain(name), PropertyValue::Value(value)) =
                (&property.name, &property.value)
            else {
                return self.carry("an accessor is not compiled yet", &property.place);
            };
            let value = self.lower(value)?;
            match entries.iter_mut().find(|(known, _)| known == name) {
                Some(entry) => entry.1 = value,
                None => entries.push((name.clone(), value)),
            }
        }
        Ok(self.expr(Expr::Object(entries), span))
    }

    fn unary(&mut self, op: UnaryOp, operand: &ast::Expr, span: Span) -> Lowering<Handle<Expr>> {
        match op {
            UnaryOp::Not => {
                let value = self.lower(operand)?;
                let value = self.truth(value, span);
                Ok(self.not(value, span))
            }
            UnaryOp::Minus => {
                // A literal with its sign is a constant.
                if let ExprKind::Number(number) = operand.kind {
                    return Ok(self.number(-number, span));
                }
                let value = self.lower(operand)?;
                let value = self.number_of(value, &operand.place)?;
                Ok(self.call(Func::Negate, vec![value], span))
            }
            UnaryOp::Plus => {
                let value = self.lower(operand)?;
                self.number_of(value, &operand.place)
            }
            _ => self.carry("this operator is not compiled yet", &operand.place),
        }
    }

    fn binary(
        &mut self,
        op: BinaryOp,
        left: &ast::Expr,
        right: &ast::Expr,
        span: Span,
    ) -> Lowering<Handle<Expr>> {
        if matches!(op, BinaryOp::And | BinaryOp::Or) {
            return self.short_circuit(op == BinaryOp::And, left, right, span);
        }
        let first = self.lower(left)?;
        let second = self.lower(right)?;
        match op {
            BinaryOp::Add => self.plus(first, second, right, span),
            BinaryOp::Equal => self.equal(first, second, right, span),
            BinaryOp::NotEqual => {
                let equal = self.equal(first, second, right, span)?;
                Ok(self.not(equal, span))
            }
            BinaryOp::StrictEqual => Ok(self.strict_equal(first, second, span)),
            BinaryOp::StrictNotEqual => {
                let equal = self.strict_equal(first, second, span);
                Ok(self.not(equal, span))
            }
            _ => match (arithmetic(op), relation(op)) {
                (Some(func), _) => {
                    let first = self.number_of(first, &left.place)?;
                    let second = self.number_of(second, &right.place)?;
                    Ok(self.call(func, vec![first, second], span))
                }
                (_, Some(relation)) => self.compare(relation, first, second, right, span),
                _ => self.carry("this operator is not compiled yet", &right.place),
            },
        }
    }

    /// `a && b`, `a || b`: the value of the side that decides.
    fn short_circuit(
        &mut self,
        and: bool,
        left: &ast::Expr,
        right: &ast::Expr,
        span: Span,
    ) -> Lowering<Handle<Expr>> {
        let first = self.lower(left)?;
        let first = self.keep_if_used_twice(first, span);
        let second = self.block(|b| b.lower(right))?;
        let decided = second.1.is_none_or(|value| self.ty(value) == Ty::Bool);
        if self.ty(first) == Ty::Bool && decided {
            return Ok(self.decide(and, first, second, span));
        }
        let test = self.truth(first, span);
        let kept = (Vec::new(), Some(first));
        let (yes, no) = if and { (second, kept) } else { (kept, second) };
        self.choose(test, yes, no, span)
    }

    /// The first side of `&&` and `||` is tested and then given, so it is computed once. A bool
    /// decides by itself, and what always counts as true is not tested.
    fn keep_if_used_twice(&mut self, value: Handle<Expr>, span: Span) -> Handle<Expr> {
        match self.ty(value) {
            Ty::Any | Ty::Number | Ty::Text | Ty::MaybeNode => self.keep(value, span),
            _ => value,
        }
    }

    fn conditional(
        &mut self,
        test: &ast::Expr,
        yes: &ast::Expr,
        no: &ast::Expr,
        span: Span,
    ) -> Lowering<Handle<Expr>> {
        let test = self.lower(test)?;
        let test = self.truth(test, span);
        let yes = self.block(|b| b.lower(yes))?;
        let no = self.block(|b| b.lower(no))?;
        self.choose(test, yes, no, span)
    }

    /// Whether a value counts as true.
    pub(super) fn truth(&mut self, value: Handle<Expr>, span: Span) -> Handle<Expr> {
        match self.ty(value) {
            Ty::Bool => value,
            // Nodes and objects always count, whatever is in them (semantics section 4).
            Ty::Node | Ty::Nodes => {
                let message = format!("{} counts as true whatever is in it", self.described(value));
                self.report(Finding::new(&rules::node_counts_as_true::RULE, message, span));
                self.bool(true, span)
            }
            Ty::List | Ty::Object | Ty::Regex | Ty::HostText => self.bool(true, span),
            Ty::Undefined | Ty::Null => self.bool(false, span),
            Ty::MaybeNode => {
                let missing = self.call(Func::IsMissing, vec![value], span);
                self.not(missing, span)
            }
            Ty::Any | Ty::Number | Ty::Text => self.call(Func::Truthy, vec![value], span),
        }
    }
}

fn arithmetic(op: BinaryOp) -> Option<Func> {
    match op {
        BinaryOp::Subtract => Some(Func::Subtract),
        BinaryOp::Multiply => Some(Func::Multiply),
        BinaryOp::Divide => Some(Func::Divide),
        BinaryOp::Remainder => Some(Func::Remainder),
        _ => None,
    }
}

fn relation(op: BinaryOp) -> Option<crate::ir::func::Relation> {
    use crate::ir::func::Relation;
    match op {
        BinaryOp::Less => Some(Relation::Less),
        BinaryOp::LessEqual => Some(Relation::LessEqual),
        BinaryOp::Greater => Some(Relation::Greater),
        BinaryOp::GreaterEqual => Some(Relation::GreaterEqual),
        _ => None,
    }
}

/// What a person calls a construct.
fn noun(kind: &ExprKind) -> &'static str {
    match kind {
        ExprKind::This => "`this`",
        ExprKind::Function(_) => "a function",
        ExprKind::Xml(_) => "an XML literal",
        ExprKind::Descendants(..) => "a descendant access (`..`)",
        ExprKind::Filter(..) => "a filter (`.( )`)",
        ExprKind::New(..) => "`new`",
        ExprKind::Postfix(..) => "`++` or `--`",
        ExprKind::Assign(..) => "an assignment inside an expression",
        ExprKind::Sequence(_) => "a comma",
        ExprKind::Selector(_) | ExprKind::Member(..) => "this kind of access",
        _ => "this expression",
    }
}
