//! Message Builder: writes a mapping to a target expression. Nothing catches what fails
//! (semantics section 3).

use crate::{
    arena::Handle,
    diag::Finding,
    front::mirth::{
        lower::{
            builder::{Builder, Lowering},
            path::Key,
        },
        model::MessageBuilder,
    },
    ir::{Expr, Func, Step, Ty, Var, VarKind},
    js::{
        ast::{self, ExprKind, JsText, Selector},
        parse,
    },
    rules,
    span::Span,
};

impl Builder<'_> {
    /// Lowers a Message Builder. `indexes` are the index variables of the iterators around it:
    /// inside one, missing segments are made first (semantics section 3.1).
    pub(super) fn message_builder(
        &mut self,
        step: &MessageBuilder,
        indexes: &[String],
        span: Span,
    ) -> Lowering<()> {
        self.text = step.target.clone();
        let target = match parse::parse_expression(step.target.as_str()) {
            Ok(target) => target,
            Err(error) => return self.carry(error.message.clone(), &error.place),
        };
        self.make_ancestors(&target, indexes)?;
        if let ExprKind::Name(name) = &target.kind {
            return self.build_variable(step, name, &target, span);
        }
        let (base, key) = self.target(&target)?;
        let value = self.built(step, span)?;
        self.note_delimiters(value, step.mapping.span());
        let (func, name) = match key {
            Key::Name(name) => (Func::PutName, name),
            Key::Attribute(name) => (Func::PutAttribute, name),
            Key::Index(index) => (Func::PutIndex, index),
        };
        self.effect(func, vec![base, name, value], span);
        Ok(())
    }

    /// The value of a Message Builder.
    fn built(&mut self, step: &MessageBuilder, span: Span) -> Lowering<Handle<Expr>> {
        let value = self.fragment(&step.mapping)?;
        let rest = self.rest(&step.default_value, &step.replacements)?;
        self.validated(value, &rest, span)
    }

    /// The nodes that are written to, and the name or index under them.
    fn target(&mut self, target: &ast::Expr) -> Lowering<(Handle<Expr>, Key)> {
        let (base, key) = match &target.kind {
            ExprKind::Index(base, index) => (base, Some(index)),
            ExprKind::Member(base, Selector::Name(_) | Selector::Attribute(_)) => (base, None),
            _ => return self.carry("this target is not compiled yet", &target.place),
        };
        let value = self.lower(base)?;
        if !matches!(self.ty(value), Ty::Node | Ty::Nodes | Ty::MaybeNode) {
            return self.carry("this target is no message tree", &target.place);
        }
        let nodes = self.require(value, &target.place);
        let span = self.at(&target.place);
        let key = match (&target.kind, key) {
            (_, Some(index)) => self.key(index)?,
            (ExprKind::Member(_, Selector::Attribute(name)), _) => {
                Key::Attribute(self.text(name.clone(), span))
            }
            (ExprKind::Member(_, Selector::Name(name)), _) => {
                Key::Name(self.text(name.clone(), span))
            }
            _ => return self.carry("this target is not compiled yet", &target.place),
        };
        Ok((nodes, key))
    }

    /// A target that is a variable: the value is kept for later elements.
    fn build_variable(
        &mut self,
        step: &MessageBuilder,
        name: &str,
        target: &ast::Expr,
        span: Span,
    ) -> Lowering<()> {
        if super::scope::is_engine_name(name) || self.scope.taken.contains(name) {
            return self.carry(format!("`{name}` is replaced as a whole"), &target.place);
        }
        let value = self.built(step, span)?;
        let value = match self.ty(value) {
            Ty::Text => self.call(Func::HostText, vec![value], span),
            _ => value,
        };
        let var = self.variable(name, self.ty(value), span);
        if self.script.vars[var].ty != self.ty(value) {
            return self.carry(format!("`{name}` holds values of several types"), &target.place);
        }
        self.step(Step::Let { var, value }, span);
        Ok(())
    }

    /// The variable of that name, made where it is new.
    pub(super) fn variable(&mut self, name: &str, ty: Ty, span: Span) -> Handle<Var> {
        if let Some((_, var)) = self.named.iter().find(|(known, _)| known == name) {
            return *var;
        }
        let kind = VarKind::Named;
        let var = self.script.vars.add(Var { name: name.to_owned(), ty, kind }, span);
        self.named.push((name.to_owned(), var));
        var
    }

    /// A constant with a delimiter splits the field that it is written to.
    fn note_delimiters(&mut self, value: Handle<Expr>, span: Span) {
        let Some(text) = self.constant_text(value) else { return };
        let found: String = text.chars().filter(|c| "|^~&\\\r\n".contains(*c)).collect();
        if !found.is_empty() {
            let found = found.escape_debug();
            let message =
                format!("a constant with the delimiter `{found}` is written to the message");
            self.report(Finding::new(&rules::delimiter_in_value::RULE, message, span));
        }
    }

    /// In an iterator, the engine makes the segment or repetition that the index names, and the
    /// level before it, where they are missing.
    fn make_ancestors(&mut self, target: &ast::Expr, indexes: &[String]) -> Lowering<()> {
        let mut levels = Vec::new();
        let mut at = target;
        while let ExprKind::Index(base, index) = &at.kind {
            levels.push((base.as_ref(), index.as_ref()));
            at = base.as_ref();
        }
        levels.reverse();
        for (named, index) in levels.into_iter().skip(1) {
            let ExprKind::Name(variable) = &index.kind else { continue };
            if !indexes.contains(variable) {
                continue;
            }
            let ExprKind::Index(parent, name) = &named.kind else { continue };
            if let ExprKind::Index(grandparent, parent_name) = &parent.kind {
                self.make_missing(grandparent, parent_name, None)?;
            }
            self.make_missing(parent, name, Some(index))?;
        }
        Ok(())
    }

    /// `createSegment(name, base, index)` where `base[name][index]` is missing.
    fn make_missing(
        &mut self,
        base: &ast::Expr,
        name: &ast::Expr,
        index: Option<&ast::Expr>,
    ) -> Lowering<()> {
        let ExprKind::Text(JsText::Plain(text)) = &name.kind else {
            return self.carry("a computed name is not compiled yet", &name.place);
        };
        let span = self.at(&name.place);
        let value = self.lower(base)?;
        let nodes = self.require(value, &base.place);
        let text = self.text(text.clone(), span);
        let named = self.call(Func::Child, vec![nodes, text], span);
        let index = match index {
            Some(index) => self.lower(index)?,
            None => self.number(0.0, span),
        };
        let found = self.call(Func::At, vec![named, index], span);
        let missing = self.call(Func::IsMissing, vec![found], span);
        let (yes, _) = self.block(|b| {
            b.effect(Func::CreateSegment, vec![nodes, text, index], span);
            Ok(())
        })?;
        self.step(Step::If { test: missing, yes, no: Vec::new() }, span);
        Ok(())
    }
}
