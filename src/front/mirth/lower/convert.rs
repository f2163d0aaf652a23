//! Conversions, `+` and comparisons, by the types of their operands (semantics sections 4, 5.2).

use crate::{
    arena::Handle,
    diag::Finding,
    front::mirth::lower::builder::{Builder, Lowering},
    ir::{Expr, Func, Ty, func::Relation},
    js::ast::{self, Place},
    rules,
    span::Span,
};

impl Builder<'_> {
    /// The text of a value, as `String(value)` and `+` have it.
    pub(super) fn text_of(&mut self, value: Handle<Expr>, place: &Place) -> Lowering<Handle<Expr>> {
        let span = self.at(place);
        Ok(match self.ty(value) {
            Ty::Text => value,
            Ty::Number => self.call(Func::NumberText, vec![value], span),
            Ty::Bool => self.call(Func::BoolText, vec![value], span),
            Ty::Undefined => self.text("undefined", span),
            Ty::Null => self.text("null", span),
            Ty::Node | Ty::Nodes => self.node_text(value, span),
            Ty::Any | Ty::HostText => self.run(Func::ToText, vec![value], span),
            Ty::MaybeNode | Ty::List | Ty::Object | Ty::Regex => {
                return self.carry("this value as text is not compiled yet", place);
            }
        })
    }

    /// The number of a value.
    pub(super) fn number_of(
        &mut self,
        value: Handle<Expr>,
        place: &Place,
    ) -> Lowering<Handle<Expr>> {
        let span = self.at(place);
        match self.ty(value) {
            Ty::Number => Ok(value),
            Ty::Text => Ok(self.call(Func::TextNumber, vec![value], span)),
            Ty::Node | Ty::Nodes => {
                let text = self.node_text(value, span);
                Ok(self.call(Func::TextNumber, vec![text], span))
            }
            Ty::Null => Ok(self.number(0.0, span)),
            Ty::Any | Ty::HostText => Ok(self.run(Func::ToNumber, vec![value], span)),
            Ty::Bool => {
                let (one, zero) = (self.number(1.0, span), self.number(0.0, span));
                Ok(self.expr(Expr::Cond { test: value, yes: one, no: zero }, span))
            }
            Ty::Undefined | Ty::MaybeNode | Ty::List | Ty::Object | Ty::Regex => {
                self.carry("this value as a number is not compiled yet", place)
            }
        }
    }

    /// `a + b`.
    pub(super) fn plus(
        &mut self,
        first: Handle<Expr>,
        second: Handle<Expr>,
        right: &ast::Expr,
        span: Span,
    ) -> Lowering<Handle<Expr>> {
        let (a, b) = (self.ty(first), self.ty(second));
        let nodes = |ty| matches!(ty, Ty::Node | Ty::Nodes);
        let numeric = |ty| matches!(ty, Ty::Number | Ty::Bool | Ty::Null);
        if numeric(a) && numeric(b) {
            let first = self.number_of(first, &right.place)?;
            let second = self.number_of(second, &right.place)?;
            return Ok(self.call(Func::Add, vec![first, second], span));
        }
        // Two XML values make a list of both; one XML value and anything else make a text.
        if nodes(a) && nodes(b) {
            return self.carry("a list of nodes made by `+` is not compiled yet", &right.place);
        }
        if a == Ty::Text || b == Ty::Text || nodes(a) || nodes(b) {
            if a == Ty::Any || b == Ty::Any {
                return Ok(self.dynamic_plus(first, second, span));
            }
            let first = self.text_of(first, &right.place)?;
            let second = self.text_of(second, &right.place)?;
            return Ok(self.cat(first, second, span));
        }
        if a == Ty::Any || b == Ty::Any || a == Ty::HostText || b == Ty::HostText {
            return Ok(self.dynamic_plus(first, second, span));
        }
        self.carry("`+` of these values is not compiled yet", &right.place)
    }

    fn dynamic_plus(
        &mut self,
        first: Handle<Expr>,
        second: Handle<Expr>,
        span: Span,
    ) -> Handle<Expr> {
        self.run(Func::Plus, vec![first, second], span)
    }

    /// One text after the other; chains stay flat.
    fn cat(&mut self, first: Handle<Expr>, second: Handle<Expr>, span: Span) -> Handle<Expr> {
        let mut parts = match &self.script.exprs[first] {
            Expr::Call(Func::Cat, parts) => parts.clone(),
            _ => vec![first],
        };
        parts.push(second);
        self.call(Func::Cat, parts, span)
    }

    /// `a == b`.
    pub(super) fn equal(
        &mut self,
        first: Handle<Expr>,
        second: Handle<Expr>,
        right: &ast::Expr,
        span: Span,
    ) -> Lowering<Handle<Expr>> {
        let nodes = |ty| matches!(ty, Ty::Node | Ty::Nodes);
        let (a, b) = (self.ty(first), self.ty(second));
        match (a, b) {
            (Ty::Text, Ty::Text) => Ok(self.call(Func::TextEqual, vec![first, second], span)),
            (Ty::Undefined | Ty::Null, Ty::Undefined | Ty::Null) => Ok(self.bool(true, span)),
            (Ty::Undefined | Ty::Null, Ty::Text | Ty::Number | Ty::Bool)
            | (Ty::Text | Ty::Number | Ty::Bool, Ty::Undefined | Ty::Null) => {
                Ok(self.bool(false, span))
            }
            (Ty::Text | Ty::Number | Ty::Bool, Ty::Text | Ty::Number | Ty::Bool) => {
                let first = self.number_of(first, &right.place)?;
                let second = self.number_of(second, &right.place)?;
                Ok(self.call(Func::NumberEqual, vec![first, second], span))
            }
            (a, b) if nodes(a) && nodes(b) => {
                self.carry("a comparison of two nodes is not compiled yet", &right.place)
            }
            (a, b) if nodes(a) || nodes(b) => {
                let (node, value) = if nodes(a) { (first, second) } else { (second, first) };
                self.node_is(node, value, right, span)
            }
            (Ty::Any | Ty::HostText, _) | (_, Ty::Any | Ty::HostText) => {
                Ok(self.run(Func::LooseEqual, vec![first, second], span))
            }
            (Ty::MaybeNode, Ty::Undefined | Ty::Null) => {
                Ok(self.call(Func::IsMissing, vec![first], span))
            }
            _ => self.carry("this comparison is not compiled yet", &right.place),
        }
    }

    fn node_is(
        &mut self,
        node: Handle<Expr>,
        value: Handle<Expr>,
        right: &ast::Expr,
        span: Span,
    ) -> Lowering<Handle<Expr>> {
        if !matches!(self.ty(value), Ty::Text | Ty::Number | Ty::Bool | Ty::Undefined | Ty::Null) {
            return self.carry("a node compared with this value is not compiled yet", &right.place);
        }
        let message = format!("{} is compared without being made a text", self.described(node));
        self.report(Finding::new(&rules::missing_node_compared::RULE, message, span));
        Ok(self.call(Func::NodeIs, vec![node, value], span))
    }

    /// `a === b`: values of different types differ.
    pub(super) fn strict_equal(
        &mut self,
        first: Handle<Expr>,
        second: Handle<Expr>,
        span: Span,
    ) -> Handle<Expr> {
        match (self.ty(first), self.ty(second)) {
            (Ty::Text, Ty::Text) => self.call(Func::TextEqual, vec![first, second], span),
            (Ty::Number, Ty::Number) => self.call(Func::NumberEqual, vec![first, second], span),
            (Ty::Undefined, Ty::Undefined) | (Ty::Null, Ty::Null) => self.bool(true, span),
            _ => self.call(Func::StrictEqual, vec![first, second], span),
        }
    }

    /// `a < b` and its kin.
    pub(super) fn compare(
        &mut self,
        relation: Relation,
        first: Handle<Expr>,
        second: Handle<Expr>,
        right: &ast::Expr,
        span: Span,
    ) -> Lowering<Handle<Expr>> {
        let dynamic = |ty| matches!(ty, Ty::Any | Ty::HostText);
        let (a, b) = (self.ty(first), self.ty(second));
        if dynamic(a) || dynamic(b) {
            return Ok(self.run(Func::Compare(relation), vec![first, second], span));
        }
        let textual = |ty| matches!(ty, Ty::Text | Ty::Node | Ty::Nodes);
        if textual(a) && textual(b) {
            let first = self.text_of(first, &right.place)?;
            let second = self.text_of(second, &right.place)?;
            return Ok(self.call(Func::TextCompare(relation), vec![first, second], span));
        }
        let first = self.number_of(first, &right.place)?;
        let second = self.number_of(second, &right.place)?;
        Ok(self.call(Func::NumberCompare(relation), vec![first, second], span))
    }
}
