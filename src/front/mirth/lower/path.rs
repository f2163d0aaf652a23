//! Reading the message tree: chains of names and indexes, and what is worth knowing about them.

use crate::{
    arena::Handle,
    diag::Finding,
    front::mirth::lower::{
        builder::{Builder, Lowering},
        scope::Tree,
    },
    ir::{
        Expr, Func, Literal, Root, Ty, VarKind,
        path::{self, Part},
    },
    js::ast::{self, BinaryOp, ExprKind, JsText, Place},
    rules,
    span::Span,
};

/// A part of an access, as its brackets hold it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Key {
    /// A name.
    Name(Handle<Expr>),
    /// An attribute name.
    Attribute(Handle<Expr>),
    /// An index.
    Index(Handle<Expr>),
}

impl Builder<'_> {
    /// `base[index]`.
    pub(super) fn index(
        &mut self,
        base: &ast::Expr,
        index: &ast::Expr,
        place: &Place,
    ) -> Lowering<Handle<Expr>> {
        let value = self.lower(base)?;
        match self.ty(value) {
            Ty::Node | Ty::Nodes | Ty::MaybeNode => {
                let nodes = self.require(value, place);
                let key = self.key(index)?;
                Ok(self.select(nodes, key, place))
            }
            Ty::List => self.list_entry(value, index, place),
            Ty::Object => {
                let key = self.lower(index)?;
                let key = self.text_of(key, &index.place)?;
                let span = self.at(place);
                Ok(self.run(Func::Get, vec![value, key], span))
            }
            _ => self.carry("`[ ]` on this value is not compiled yet", place),
        }
    }

    /// An entry of an array: the first piece of a split text is always there.
    fn list_entry(
        &mut self,
        list: Handle<Expr>,
        index: &ast::Expr,
        place: &Place,
    ) -> Lowering<Handle<Expr>> {
        let span = self.at(place);
        if let (Expr::Call(Func::Split, args), ExprKind::Number(0.0)) =
            (&self.script.exprs[list], &index.kind)
            && let [text, separator] = args[..]
            && self.constant_text(separator).is_some_and(|text| !text.is_empty())
        {
            return Ok(self.call(Func::FirstPiece, vec![text, separator], span));
        }
        let key = self.lower(index)?;
        if self.ty(key) != Ty::Number {
            return self.carry("this index of an array is not compiled yet", &index.place);
        }
        Ok(self.call(Func::ListAt, vec![list, key], span))
    }

    /// What stands in the brackets of an access to nodes.
    pub(super) fn key(&mut self, index: &ast::Expr) -> Lowering<Key> {
        let span = self.at(&index.place);
        match &index.kind {
            ExprKind::Number(number) if number.fract() == 0.0 && (0.0..1e6).contains(number) => {
                Ok(Key::Index(self.number(*number, span)))
            }
            ExprKind::Text(JsText::Plain(name)) => self.name_key(name, &index.place),
            ExprKind::Name(name) => {
                let var = self.lower(index)?;
                match self.script.exprs[var] {
                    Expr::Var(handle) if self.script.vars[handle].kind == VarKind::Index => {
                        Ok(Key::Index(var))
                    }
                    _ => self.carry(
                        format!("`[{name}]` may be a name or an index; that is not compiled yet"),
                        &index.place,
                    ),
                }
            }
            ExprKind::Binary(BinaryOp::Add, left, right) => {
                // An index of a loop and a whole number make an index.
                let whole = |e: &ast::Expr| matches!(e.kind, ExprKind::Number(n) if n.fract() == 0.0 && n >= 0.0);
                let (name, _) = match (&left.kind, &right.kind) {
                    (ExprKind::Name(_), _) if whole(right) => (left, right),
                    (_, ExprKind::Name(_)) if whole(left) => (right, left),
                    _ => return self.carry("a computed name is not compiled yet", &index.place),
                };
                self.key(name)?;
                Ok(Key::Index(self.lower(index)?))
            }
            _ => self.carry("a computed name is not compiled yet", &index.place),
        }
    }

    /// A name in quotes, which may also spell an index, an attribute, or everything.
    fn name_key(&mut self, name: &str, place: &Place) -> Lowering<Key> {
        let span = self.at(place);
        let leading_zero = name.len() > 1 && name.starts_with('0');
        let digits = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
        if digits && name.len() < 7 && !leading_zero {
            let number = name.parse().unwrap_or_default();
            return Ok(Key::Index(self.number(number, span)));
        }
        if let Some(attribute) = name.strip_prefix('@') {
            return Ok(Key::Attribute(self.text(attribute, span)));
        }
        if name == "*" || name.contains(':') {
            return self.carry("`*` and qualified names are not compiled yet", place);
        }
        Ok(Key::Name(self.text(name, span)))
    }

    /// Selects from nodes.
    pub(super) fn select(&mut self, nodes: Handle<Expr>, key: Key, place: &Place) -> Handle<Expr> {
        let span = self.at(place);
        match key {
            Key::Name(name) => self.call(Func::Child, vec![nodes, name], span),
            Key::Attribute(name) => self.call(Func::Attribute, vec![nodes, name], span),
            Key::Index(index) => self.call(Func::At, vec![nodes, index], span),
        }
    }

    /// `base.@name`.
    pub(super) fn attribute(
        &mut self,
        base: &ast::Expr,
        name: &str,
        place: &Place,
    ) -> Lowering<Handle<Expr>> {
        let value = self.lower(base)?;
        if !matches!(self.ty(value), Ty::Node | Ty::Nodes | Ty::MaybeNode) {
            return self.carry("an attribute of this value is not compiled yet", place);
        }
        let nodes = self.require(value, place);
        let span = self.at(place);
        let name = self.text(name, span);
        Ok(self.call(Func::Attribute, vec![nodes, name], span))
    }

    /// Nodes to go on from: an index that may have found nothing fails here if it did.
    pub(super) fn require(&mut self, value: Handle<Expr>, place: &Place) -> Handle<Expr> {
        if self.ty(value) != Ty::MaybeNode {
            return value;
        }
        let span = self.at(place);
        self.run(Func::Require, vec![value], span)
    }

    /// The text of nodes, with what is worth knowing about it.
    pub(super) fn node_text(&mut self, nodes: Handle<Expr>, span: Span) -> Handle<Expr> {
        self.note_text(nodes, span);
        self.call(Func::NodeText, vec![nodes], span)
    }

    /// Reports texts that are not what a reader expects.
    pub(super) fn note_text(&mut self, nodes: Handle<Expr>, span: Span) {
        let Some((root, parts)) = self.chain(nodes) else { return };
        let Tree::Hl7 { fields_repeat } = self.scope.tree(root) else { return };
        let names: Vec<&str> = parts.iter().filter_map(name_of).collect();
        let Some(last) = names.last() else { return };
        let level = last.split('.').count();
        let header = matches!(names[0], "MSH" | "FHS" | "BHS");
        let delimiters = header && (last.ends_with(".1") || last.ends_with(".2"));
        if level <= 2 && !(delimiters && level == 2) {
            let what = if level == 1 { "segment" } else { "field" };
            let message = format!("{} is read as text, a whole {what}", self.described(nodes));
            self.report(Finding::new(&rules::field_read_without_component::RULE, message, span));
        }
        if let Some(repeating) = first_open_repetition(&parts, fields_repeat) {
            let message =
                format!("{} reads every `{repeating}` that there is", self.described(nodes));
            self.report(Finding::new(&rules::read_may_repeat::RULE, message, span));
        }
    }

    /// The chain of names and constant indexes from a root that nodes were read by.
    pub(super) fn chain(&self, nodes: Handle<Expr>) -> Option<(Root, Vec<Part>)> {
        match &self.script.exprs[nodes] {
            Expr::Root(root) => Some((*root, Vec::new())),
            Expr::Call(Func::Child, args) => {
                let (root, mut parts) = self.chain(args[0])?;
                parts.push(Part::Name(self.constant_text(args[1])?.to_owned()));
                Some((root, parts))
            }
            Expr::Call(Func::At, args) => {
                let (root, mut parts) = self.chain(args[0])?;
                parts.push(Part::Index(self.constant_index(args[1])));
                Some((root, parts))
            }
            // A required node: the chain goes on at what was required.
            Expr::Var(var) => self.required(*var).and_then(|node| self.chain(node)),
            _ => None,
        }
    }

    fn required(&self, var: Handle<crate::ir::Var>) -> Option<Handle<Expr>> {
        self.script.steps.iter().find_map(|(_, step)| match step {
            crate::ir::Step::Call { var: Some(of), func: Func::Require, args } if *of == var => {
                args.first().copied()
            }
            _ => None,
        })
    }

    /// A constant index; the largest number for the index of a loop.
    fn constant_index(&self, expr: Handle<Expr>) -> u32 {
        match &self.script.exprs[expr] {
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_sign_loss,
                reason = "`key` lets whole numbers from 0 to a million through"
            )]
            Expr::Literal(Literal::Number(number)) => *number as u32,
            _ => u32::MAX,
        }
    }

    /// Whether nodes were read by a constant index.
    pub(super) fn is_constant_index(&self, nodes: Handle<Expr>) -> bool {
        match &self.script.exprs[nodes] {
            Expr::Call(Func::At, args) => matches!(self.script.exprs[args[1]], Expr::Literal(_)),
            _ => false,
        }
    }

    /// A chain as messages name it; `[n]` is the index of a loop.
    pub(super) fn described(&self, nodes: Handle<Expr>) -> String {
        let path = self.chain(nodes).and_then(|(_, parts)| path::notation(&parts));
        let computed = format!("[{}]", u64::from(u32::MAX) + 1);
        path.map_or_else(
            || "a node".to_owned(),
            |path| format!("`{}`", path.replace(&computed, "[n]")),
        )
    }
}

fn name_of(part: &Part) -> Option<&str> {
    match part {
        Part::Name(name) => Some(name),
        Part::Index(_) => None,
    }
}

/// The first segment or field of a chain that usually repeats and is read without an index
/// anywhere after it.
fn first_open_repetition(parts: &[Part], fields_repeat: bool) -> Option<&str> {
    let repeats = |name: &str| REPEATING.contains(&name) && (fields_repeat || !name.contains('.'));
    let mut open = None;
    for part in parts {
        match part {
            // An index narrows everything before it to one node.
            Part::Index(_) => open = None,
            Part::Name(name) if open.is_none() && repeats(name) => {
                open = Some(name.as_str());
            }
            Part::Name(_) => {}
        }
    }
    open
}

/// Segments and fields that repeat in ordinary lab messages (HL7 2.5.1 chapters 3, 4 and 7:
/// cardinality above one and used so in practice).
const REPEATING: &[&str] = &[
    "AL1", "DG1", "FT1", "GT1", "IN1", "IN2", "NK1", "NTE", "OBR", "OBX", "ORC", "ROL", "SPM",
    "TQ1", "PID.3", "PID.4", "PID.5", "PID.10", "PID.11", "PID.13", "PID.14", "PV1.7", "PV1.8",
    "PV1.9", "PV1.17", "OBR.10", "OBR.16", "OBR.17", "OBR.28", "OBR.32", "OBX.5", "OBX.8",
    "OBX.16", "ORC.10", "ORC.12", "ORC.14", "ORC.21", "ORC.22", "ORC.23", "ORC.24", "NTE.3",
];
