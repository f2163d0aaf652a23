//! Names in fragments: variables of the script, the message trees, and what nobody declares.

use crate::{
    arena::Handle,
    diag::Finding,
    front::mirth::lower::{
        builder::{Builder, Halt, Lowering},
        scope::{Tree, is_engine_name},
    },
    ir::{Expr, Literal, Root, Step, VarKind},
    js::ast::Place,
    rules,
};

impl Builder<'_> {
    /// A name that is read.
    pub(super) fn name(&mut self, name: &str, place: &Place) -> Lowering<Handle<Expr>> {
        let span = self.at(place);
        if let Some((_, var)) = self.named.iter().rev().find(|(known, _)| known == name) {
            let var = *var;
            let index = self.script.vars[var].kind == VarKind::Index;
            if index && !self.active.contains(&var) {
                return self.carry(format!("`{name}` is read after its loop"), place);
            }
            return Ok(self.expr(Expr::Var(var), span));
        }
        if self.scope.taken.contains(name) {
            return self
                .carry(format!("`{name}` belongs to a script of the same connector"), place);
        }
        if name == "mapping" {
            // Old releases leave the variable of the last Mapper in scope.
            return self.carry("`mapping` is the variable of a Mapper", place);
        }
        match name {
            "undefined" => Ok(self.expr(Expr::Literal(Literal::Undefined), span)),
            "msg" => self.root(Root::Msg, place),
            "tmp" => self.root(Root::Tmp, place),
            _ if is_engine_name(name) => self.carry(format!("`{name}` is not compiled yet"), place),
            _ => self.undeclared(name, place),
        }
    }

    /// A message tree.
    pub(super) fn root(&mut self, root: Root, place: &Place) -> Lowering<Handle<Expr>> {
        match self.scope.tree(root) {
            Tree::Hl7 { .. } | Tree::Xml => {
                let span = self.at(place);
                Ok(self.expr(Expr::Root(root), span))
            }
            Tree::Absent => self.undeclared(root.name(), place),
            Tree::Other => {
                self.carry(format!("`{}` is no HL7 or XML tree here", root.name()), place)
            }
        }
    }

    /// Reading a name that nothing declares fails in the legacy engine.
    fn undeclared<T>(&mut self, name: &str, place: &Place) -> Lowering<T> {
        let span = self.at(place);
        let message = format!("`{name}` is not declared anywhere in this connector");
        self.report(Finding::new(&rules::undeclared_name::RULE, message, span));
        let message = format!("\"{name}\" is not defined");
        self.step(Step::Fail { error: "ReferenceError", message }, span);
        Err(Halt::Fails)
    }
}
