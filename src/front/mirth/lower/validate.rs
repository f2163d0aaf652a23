//! The legacy helper `validate(mapping, default, replacements)`, which every Mapper and Message
//! Builder goes through (semantics section 3).

use crate::{
    arena::Handle,
    diag::Finding,
    front::mirth::lower::builder::{Builder, Lowering},
    ir::{Expr, Func, Ty},
    js::parse,
    rules,
    span::{SourceText, Span},
};

/// Default and replacements of a step, lowered.
pub(super) struct Rest {
    default: Handle<Expr>,
    replacements: Vec<(Handle<Expr>, Handle<Expr>)>,
}

impl Builder<'_> {
    /// Lowers a fragment of the export; a blank one is `''`.
    pub(super) fn fragment(&mut self, text: &SourceText) -> Lowering<Handle<Expr>> {
        self.text = text.clone();
        if text.as_str().trim().is_empty() {
            return Ok(self.text("", text.span()));
        }
        match parse::parse_expression(text.as_str()) {
            Ok(expr) => self.lower(&expr),
            Err(error) => self.carry(error.message.clone(), &error.place),
        }
    }

    /// Lowers the default and the replacements of a step.
    pub(super) fn rest(
        &mut self,
        default: &SourceText,
        replacements: &[(SourceText, SourceText)],
    ) -> Lowering<Rest> {
        let default = self.fragment(default)?;
        let mut pairs = Vec::with_capacity(replacements.len());
        for (pattern, replacement) in replacements {
            pairs.push((self.pattern(pattern)?, self.fragment(replacement)?));
        }
        Ok(Rest { default, replacements: pairs })
    }

    /// A pattern; a regular expression literal becomes its own text, slashes included.
    fn pattern(&mut self, text: &SourceText) -> Lowering<Handle<Expr>> {
        let pattern = self.fragment(text)?;
        let Expr::Regex { body, flags } = &self.script.exprs[pattern] else { return Ok(pattern) };
        let literal = format!("/{body}/{flags}");
        let span = text.span();
        let message = "the pattern is a regular expression literal, so it never matches";
        self.report(Finding::new(&rules::regex_as_pattern::RULE, message, span));
        Ok(self.text(literal, span))
    }

    /// The mapping after default and replacements.
    pub(super) fn validated(
        &mut self,
        value: Handle<Expr>,
        rest: &Rest,
        span: Span,
    ) -> Lowering<Handle<Expr>> {
        let always_text = !self.scope.since(3, 3, 0);
        if self.ty(rest.default) != Ty::Text {
            return self.dynamic_validate(value, rest, span);
        }
        let text = match self.ty(value) {
            Ty::Text => value,
            Ty::Node | Ty::Nodes if self.keeps_nodes() => {
                return self.carry("release 3.3.0 stores nodes as they are", &(0..0));
            }
            Ty::Node | Ty::Nodes => self.node_text(value, span),
            Ty::MaybeNode => self.maybe_text(value, span),
            Ty::Undefined | Ty::Null => self.text("", span),
            Ty::Number if always_text => self.call(Func::NumberText, vec![value], span),
            Ty::Bool if always_text => self.call(Func::BoolText, vec![value], span),
            // Numbers, booleans and objects pass as they are, without replacements.
            Ty::Number | Ty::Bool | Ty::Object | Ty::List | Ty::Regex if !always_text => {
                return Ok(value);
            }
            _ => return self.dynamic_validate(value, rest, span),
        };
        let text = self.or_default(text, rest.default, span);
        self.replaced(text, rest, span)
    }

    fn keeps_nodes(&self) -> bool {
        self.scope.since(3, 3, 0) && !self.scope.since(3, 3, 1)
    }

    /// The text of a node, or `''` where an index found none.
    fn maybe_text(&mut self, node: Handle<Expr>, span: Span) -> Handle<Expr> {
        self.note_text(node, span);
        self.call(Func::MaybeText, vec![node], span)
    }

    fn or_default(
        &mut self,
        text: Handle<Expr>,
        default: Handle<Expr>,
        span: Span,
    ) -> Handle<Expr> {
        let none = |text: Option<&str>| text == Some("");
        match (self.constant_text(text), self.constant_text(default)) {
            (_, fallback) if none(fallback) => text,
            (constant, _) if none(constant) => default,
            (Some(_), _) => text,
            _ => self.call(Func::OrDefault, vec![text, default], span),
        }
    }

    fn replaced(
        &mut self,
        mut text: Handle<Expr>,
        rest: &Rest,
        span: Span,
    ) -> Lowering<Handle<Expr>> {
        for (pattern, replacement) in &rest.replacements {
            if self.ty(*pattern) != Ty::Text || self.ty(*replacement) != Ty::Text {
                return self.carry("a replacement that is no text is not compiled yet", &(0..0));
            }
            text = self.run(Func::ReplaceAll, vec![text, *pattern, *replacement], span);
        }
        Ok(text)
    }

    fn dynamic_validate(
        &mut self,
        value: Handle<Expr>,
        rest: &Rest,
        span: Span,
    ) -> Lowering<Handle<Expr>> {
        if !self.scope.since(3, 3, 1) {
            return self.carry("`validate` of that release on this value is not compiled", &(0..0));
        }
        let mut args = vec![value, rest.default];
        args.extend(rest.replacements.iter().flat_map(|(pattern, with)| [*pattern, *with]));
        Ok(self.run(Func::Validate, args, span))
    }
}
