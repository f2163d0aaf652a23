//! Tests of a field against values: Rule Builder rules and the condition of a Destination Set
//! Filter (semantics sections 3 and 3.2).

use crate::{
    arena::Handle,
    diag::Finding,
    front::mirth::{
        lower::builder::{Builder, Lowering},
        model::{Condition, Test},
    },
    ir::{Expr, Func, Ty, func::Relation},
    js::ast,
    rules,
    span::{SourceText, Span},
};

/// What EXISTS counts: a Rule Builder looks at the property `length`, a Destination Set Filter
/// calls `getArrayOrXmlLength`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Counting {
    /// `field.length`.
    Property,
    /// `getArrayOrXmlLength(field)`.
    Helper,
}

/// What a length is held against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// `> 0`.
    Some,
    /// `== 0`.
    None,
}

impl Builder<'_> {
    /// The verdict of a test, a bool.
    pub(super) fn test(
        &mut self,
        test: &Test,
        counting: Counting,
        span: Span,
    ) -> Lowering<Handle<Expr>> {
        let field = self.fragment(&test.field)?;
        match test.condition {
            Condition::Exists => self.exists(field, Wanted::Some, counting, test, span),
            Condition::NotExist => self.exists(field, Wanted::None, counting, test, span),
            Condition::Equals => self.any(test, span, |b, value| b.is(field, value, test)),
            Condition::NotEqual => self.none(test, span, |b, value| b.is(field, value, test)),
            Condition::Contains => self.any(test, span, |b, value| b.contains(field, value)),
            Condition::NotContain => self.none(test, span, |b, value| b.contains(field, value)),
        }
    }

    fn exists(
        &mut self,
        field: Handle<Expr>,
        wanted: Wanted,
        counting: Counting,
        test: &Test,
        span: Span,
    ) -> Lowering<Handle<Expr>> {
        let place = 0..test.field.len();
        self.text = test.field.clone();
        if counting == Counting::Helper {
            let length = self.length_of(field, &place);
            return Ok(self.measured(length, wanted, span));
        }
        match self.ty(field) {
            Ty::Text => {
                let length = self.call(Func::TextLength, vec![field], span);
                Ok(self.measured(length, wanted, span))
            }
            // `.length` of nodes is a child of that name; of the empty list that gives, neither
            // `> 0` nor `== 0` holds.
            Ty::Node | Ty::Nodes | Ty::MaybeNode => {
                let nodes = self.require(field, &place);
                let what = self.described(nodes);
                let message = format!("{what} has no length as nodes, so the test is never true");
                let at = self.at(&place);
                self.report(Finding::new(&rules::length_of_node::RULE, message, at));
                if self.is_below_hl7_root(nodes) {
                    return Ok(self.bool(false, span));
                }
                self.carry("a child named `length` is not compiled yet", &place)
            }
            Ty::Any | Ty::HostText => {
                let message = "the length of a map entry is a method, not a number";
                let at = self.at(&place);
                self.report(Finding::new(&rules::length_of_map_entry::RULE, message, at));
                let name = self.text("length", span);
                let length = self.run(Func::Get, vec![field, name], span);
                let zero = self.number(0.0, span);
                let func = match wanted {
                    Wanted::Some => Func::Compare(Relation::Greater),
                    Wanted::None => Func::LooseEqual,
                };
                Ok(self.run(func, vec![length, zero], span))
            }
            _ => self.carry("EXISTS of this value is not compiled yet", &place),
        }
    }

    /// Whether nodes were read below the root of an HL7 tree: their children are named after
    /// their segment, so none is named `length`.
    fn is_below_hl7_root(&self, nodes: Handle<Expr>) -> bool {
        self.chain(nodes)
            .is_some_and(|(root, parts)| self.scope.tree(root).is_hl7() && !parts.is_empty())
    }

    /// `length > 0`, or `length == 0`.
    fn measured(&mut self, length: Handle<Expr>, wanted: Wanted, span: Span) -> Handle<Expr> {
        let zero = self.number(0.0, span);
        let func = match wanted {
            Wanted::Some => Func::NumberCompare(Relation::Greater),
            Wanted::None => Func::NumberEqual,
        };
        self.call(func, vec![length, zero], span)
    }

    /// True where the test holds for a value; values are looked at until one is found.
    fn any(
        &mut self,
        test: &Test,
        span: Span,
        mut holds: impl FnMut(&mut Self, &SourceText) -> Lowering<Handle<Expr>>,
    ) -> Lowering<Handle<Expr>> {
        let values = values(test);
        let mut found = holds(self, &values[0])?;
        for value in &values[1..] {
            let next = self.block(|b| holds(b, value))?;
            found = self.decide(false, found, next, span);
        }
        Ok(found)
    }

    /// True where the test holds for no value; values are looked at until one is found.
    fn none(
        &mut self,
        test: &Test,
        span: Span,
        mut holds: impl FnMut(&mut Self, &SourceText) -> Lowering<Handle<Expr>>,
    ) -> Lowering<Handle<Expr>> {
        let values = values(test);
        let found = holds(self, &values[0])?;
        let mut found = self.not(found, span);
        for value in &values[1..] {
            let next = self.block(|b| {
                let held = holds(b, value)?;
                Ok(b.not(held, span))
            })?;
            found = self.decide(true, found, next, span);
        }
        Ok(found)
    }

    /// `field == value`. It stands where the field does: that is what may need a text.
    fn is(
        &mut self,
        field: Handle<Expr>,
        value: &SourceText,
        test: &Test,
    ) -> Lowering<Handle<Expr>> {
        let other = self.fragment(value)?;
        let at = whole(value);
        self.equal(field, other, &at, test.field.span())
    }

    /// `field.indexOf(value) != -1`.
    fn contains(&mut self, field: Handle<Expr>, value: &SourceText) -> Lowering<Handle<Expr>> {
        let part = self.fragment(value)?;
        let (place, span) = (0..value.len(), value.span());
        let text = match self.ty(field) {
            Ty::Text => field,
            Ty::Node | Ty::Nodes | Ty::MaybeNode => {
                let nodes = self.require(field, &place);
                self.run(Func::SingleText, vec![nodes], span)
            }
            Ty::Any | Ty::HostText => return Ok(self.contains_any(field, part, span)),
            _ => return self.carry("CONTAINS of this value is not compiled yet", &place),
        };
        let part = self.text_of(part, &place)?;
        let zero = self.number(0.0, span);
        let found = self.call(Func::IndexOf, vec![text, part, zero], span);
        let nowhere = self.number(-1.0, span);
        let missing = self.call(Func::NumberEqual, vec![found, nowhere], span);
        Ok(self.not(missing, span))
    }

    fn contains_any(
        &mut self,
        field: Handle<Expr>,
        part: Handle<Expr>,
        span: Span,
    ) -> Handle<Expr> {
        let name = self.text("indexOf", span);
        let found = self.run(Func::CallMethod, vec![field, name, part], span);
        let nowhere = self.number(-1.0, span);
        let missing = self.run(Func::LooseEqual, vec![found, nowhere], span);
        self.not(missing, span)
    }
}

/// The values of a test; none stands for the empty text.
fn values(test: &Test) -> Vec<SourceText> {
    if test.values.is_empty() {
        return vec![SourceText::opaque("\"\"", test.field.span())];
    }
    test.values.clone()
}

/// Stands for the whole fragment where only its place is wanted.
fn whole(text: &SourceText) -> ast::Expr {
    ast::Expr { kind: ast::ExprKind::Null, place: 0..text.len() }
}
