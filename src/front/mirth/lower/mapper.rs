//! Mapper: evaluates a mapping, swallows what fails, and puts the result into a map
//! (semantics section 3).

use crate::{
    arena::Handle,
    diag::Finding,
    front::mirth::{
        lower::builder::{Builder, Carry, Halt, Lowering, Side},
        model::{Mapper, Scope},
        read::secrets::is_secret,
    },
    ir::{Block, Expr, Func, Literal, MapName, Step, Ty},
    rules,
    span::Span,
};

impl Builder<'_> {
    /// Lowers a Mapper outside of iterators.
    pub(super) fn mapper(&mut self, mapper: &Mapper, span: Span) -> Lowering<()> {
        let value = self.mapped(mapper, span)?;
        let key = self.text(mapper.variable.as_str(), mapper.variable.span());
        self.effect(Func::MapPut(map_of(mapper.scope)), vec![key, value], span);
        Ok(())
    }

    /// The value of a Mapper: mapping, then default and replacements.
    pub(super) fn mapped(&mut self, mapper: &Mapper, span: Span) -> Lowering<Handle<Expr>> {
        if mapper.variable.as_str().contains(['\'', '\\', '\n', '\r']) {
            // The engine writes the key between single quotes as it is.
            return Err(Halt::Carry(super::undeployable(
                "the variable name breaks the quotes that the engine puts around it",
                mapper.variable.span(),
            )));
        }
        let mapping = self.block(|b| b.fragment(&mapper.mapping))?;
        if let (_, Some(value)) = &mapping
            && is_secret(mapper.variable.as_str())
            && self.constant_text(*value).is_some_and(|text| !text.is_empty())
        {
            let rule = &rules::secret_present::RULE;
            let reason = "it holds a secret".to_owned();
            return Err(Halt::Carry(Carry { rule, reason, span: mapper.mapping.span() }));
        }
        let value = self.guarded(mapping, mapper.mapping.span());
        let rest = self.rest(&mapper.default_value, &mapper.replacements)?;
        let value = self.validated(value, &rest, span)?;
        if self.ty(value) == Ty::Number {
            let message = format!("a number is stored under `{}`", mapper.variable.as_str());
            self.report(Finding::new(&rules::number_in_map::RULE, message, mapper.mapping.span()));
        }
        Ok(value)
    }

    /// The value of a mapping, or `''` where it fails.
    fn guarded(&mut self, (block, value): Side, span: Span) -> Handle<Expr> {
        let Some(value) = value else {
            // It fails whatever the message is.
            return self.text("", span);
        };
        if self.only_computes(&block) {
            self.splice(block);
            return value;
        }
        let message = "an error in the mapping is swallowed, and the default is stored";
        self.report(Finding::new(&rules::exception_swallowed::RULE, message, span));
        // What `validate` does to nodes it does to their text, so the text may be taken inside.
        let (block, value) = self.as_text((block, value), span);
        let var = self.temp(self.ty(value).join(Ty::Text), span);
        let body = self.ending((block, Some(value)), var, span);
        let empty = self.expr(Expr::Literal(Literal::Text(String::new())), span);
        let caught = self.ending((Block::new(), Some(empty)), var, span);
        let catch = Some((None, caught));
        self.step(Step::Try { body, catch, finally: Block::new() }, span);
        self.expr(Expr::Var(var), span)
    }

    fn as_text(
        &mut self,
        (block, value): (Block, Handle<Expr>),
        span: Span,
    ) -> (Block, Handle<Expr>) {
        match self.ty(value) {
            Ty::Node | Ty::Nodes => (block, self.node_text(value, span)),
            Ty::MaybeNode => (block, self.call(Func::MaybeText, vec![value], span)),
            _ => (block, value),
        }
    }
}

/// The map of a scope.
pub(super) fn map_of(scope: Scope) -> MapName {
    match scope {
        Scope::Connector => MapName::Connector,
        Scope::Channel => MapName::Channel,
        Scope::GlobalChannel => MapName::GlobalChannel,
        Scope::Global => MapName::Global,
        Scope::Response => MapName::Response,
    }
}
