//! Calls and properties: methods of texts and nodes, the maps and their shorthands.

use crate::{
    arena::Handle,
    front::mirth::lower::builder::{Builder, Lowering},
    ir::{Expr, Func, Literal, MapName, Ty},
    js::ast::{self, ExprKind, Place, Selector},
};

impl Builder<'_> {
    /// `base.name`.
    pub(super) fn member(
        &mut self,
        base: &ast::Expr,
        name: &str,
        place: &Place,
    ) -> Lowering<Handle<Expr>> {
        let value = self.lower(base)?;
        let span = self.at(place);
        match self.ty(value) {
            Ty::Node | Ty::Nodes | Ty::MaybeNode => {
                let nodes = self.require(value, place);
                let name = self.text(name, span);
                Ok(self.call(Func::Child, vec![nodes, name], span))
            }
            Ty::Text if name == "length" => Ok(self.call(Func::TextLength, vec![value], span)),
            Ty::List if name == "length" => Ok(self.call(Func::LengthOf, vec![value], span)),
            Ty::Any | Ty::HostText => {
                let name = self.text(name, span);
                Ok(self.run(Func::Get, vec![value, name], span))
            }
            _ => self.carry(format!("property `{name}` of this value is not compiled yet"), place),
        }
    }

    /// `callee(args)`.
    pub(super) fn function_call(
        &mut self,
        callee: &ast::Expr,
        args: &[ast::Expr],
        place: &Place,
    ) -> Lowering<Handle<Expr>> {
        match &callee.kind {
            ExprKind::Name(name) => self.named_call(name, args, callee, place),
            ExprKind::Member(base, Selector::Name(method)) => {
                if let Some(map) = self.map_of(base) {
                    return self.map_call(map, method, args, place);
                }
                let value = self.lower(base)?;
                self.method(value, method, args, place)
            }
            _ => self.carry("this call is not compiled yet", place),
        }
    }

    fn named_call(
        &mut self,
        name: &str,
        args: &[ast::Expr],
        callee: &ast::Expr,
        place: &Place,
    ) -> Lowering<Handle<Expr>> {
        let span = self.at(place);
        if self.scope.taken.contains(name) || self.named.iter().any(|(known, _)| known == name) {
            return self.carry(format!("it calls `{name}`, a function of the export"), place);
        }
        match (name, args) {
            ("$", [key]) => {
                let key = self.map_key(key)?;
                Ok(self.call(Func::Lookup, vec![key], span))
            }
            ("String", [value]) => {
                let value = self.lower(value)?;
                self.text_of(value, place)
            }
            ("Number", [value]) => {
                let value = self.lower(value)?;
                self.number_of(value, place)
            }
            ("getArrayOrXmlLength", [value]) if self.scope.since(3, 5, 0) => {
                let value = self.lower(value)?;
                Ok(self.length_of(value, place))
            }
            (_, [key]) if self.shorthand(name).is_some() => {
                let map = self.shorthand(name).unwrap_or(MapName::Channel);
                let key = self.map_key(key)?;
                Ok(self.call(Func::MapGet(map), vec![key], span))
            }
            _ => self.carry(format!("the call of `{name}` is not compiled yet"), &callee.place),
        }
    }

    /// The map of a shorthand that the release knows (semantics section 11).
    fn shorthand(&self, name: &str) -> Option<MapName> {
        let map = MapName::from_shorthand(name)?;
        self.knows(map).then_some(map)
    }

    fn knows(&self, map: MapName) -> bool {
        match map {
            MapName::Configuration => self.scope.since(3, 1, 0),
            MapName::Source => self.scope.since(3, 0, 2),
            _ => true,
        }
    }

    fn map_of(&self, base: &ast::Expr) -> Option<MapName> {
        let ExprKind::Name(name) = &base.kind else { return None };
        let map = MapName::from_name(name)?;
        let shadowed = self.scope.taken.contains(name);
        (!shadowed && self.knows(map)).then_some(map)
    }

    fn map_call(
        &mut self,
        map: MapName,
        method: &str,
        args: &[ast::Expr],
        place: &Place,
    ) -> Lowering<Handle<Expr>> {
        let func = match (method, args) {
            ("get", [_]) => Func::MapGet(map),
            ("containsKey", [_]) => Func::MapHas(map),
            _ => {
                return self.carry(format!("`{}.{method}` is not compiled yet", map.name()), place);
            }
        };
        let key = self.map_key(&args[0])?;
        let span = self.at(place);
        Ok(self.call(func, vec![key], span))
    }

    fn map_key(&mut self, key: &ast::Expr) -> Lowering<Handle<Expr>> {
        let value = self.lower(key)?;
        match self.ty(value) {
            Ty::Text => Ok(value),
            _ => self.carry("a map key that is no text is not compiled yet", &key.place),
        }
    }

    /// `getArrayOrXmlLength(value)`.
    pub(super) fn length_of(&mut self, value: Handle<Expr>, place: &Place) -> Handle<Expr> {
        let span = self.at(place);
        match self.ty(value) {
            Ty::Node | Ty::Nodes => self.call(Func::NodeCount, vec![value], span),
            Ty::Undefined | Ty::Null => self.number(0.0, span),
            _ => self.call(Func::LengthOf, vec![value], span),
        }
    }

    fn method(
        &mut self,
        value: Handle<Expr>,
        method: &str,
        args: &[ast::Expr],
        place: &Place,
    ) -> Lowering<Handle<Expr>> {
        match self.ty(value) {
            Ty::Node | Ty::Nodes | Ty::MaybeNode => self.node_method(value, method, args, place),
            Ty::Text => self.text_method(value, method, args, place),
            Ty::Number if method == "toString" && args.is_empty() => self.text_of(value, place),
            Ty::Any | Ty::HostText => self.dynamic_method(value, method, args, place),
            _ => self.carry(format!("`.{method}()` of this value is not compiled yet"), place),
        }
    }

    fn node_method(
        &mut self,
        value: Handle<Expr>,
        method: &str,
        args: &[ast::Expr],
        place: &Place,
    ) -> Lowering<Handle<Expr>> {
        let span = self.at(place);
        let nodes = self.require(value, place);
        match (method, args) {
            ("toString", []) => Ok(self.node_text(nodes, span)),
            ("length", []) => Ok(self.call(Func::NodeCount, vec![nodes], span)),
            _ if STRING_METHODS.contains(&method) => {
                // E4X hands a method of String on, for exactly one node without children.
                let text = self.run(Func::SingleText, vec![nodes], span);
                self.text_method(text, method, args, place)
            }
            _ => self.carry(format!("`.{method}()` of a node is not compiled yet"), place),
        }
    }

    /// Methods of strings, as ES5 section 15.5.4 has them.
    fn text_method(
        &mut self,
        text: Handle<Expr>,
        method: &str,
        args: &[ast::Expr],
        place: &Place,
    ) -> Lowering<Handle<Expr>> {
        let span = self.at(place);
        let func = match (method, args.len()) {
            ("toString" | "valueOf", 0) => return Ok(text),
            ("toUpperCase", 0) => Func::Upper,
            ("toLowerCase", 0) => Func::Lower,
            ("trim", 0) => Func::Trim,
            ("charAt", 0 | 1) => return self.at_index(Func::CharAt, text, args, place),
            ("charCodeAt", 0 | 1) => return self.at_index(Func::CharCodeAt, text, args, place),
            ("indexOf", 1 | 2) => return self.index_of(text, args, place),
            ("lastIndexOf", 1) => Func::LastIndexOf,
            ("substring", 1 | 2) => return self.numbered(Func::Substring, text, args, place),
            ("substr", 1 | 2) => return self.numbered(Func::Substr, text, args, place),
            ("slice", 1 | 2) => return self.numbered(Func::Slice, text, args, place),
            ("concat", 1..) => Func::Cat,
            ("split", 1) => return self.split(text, &args[0], place),
            ("replace", 2) => return self.replace(text, args, place),
            _ => return self.carry(format!("`.{method}()` of a text is not compiled yet"), place),
        };
        let mut operands = vec![text];
        for arg in args {
            let value = self.lower(arg)?;
            operands.push(self.text_of(value, &arg.place)?);
        }
        Ok(self.call(func, operands, span))
    }

    fn at_index(
        &mut self,
        func: Func,
        text: Handle<Expr>,
        args: &[ast::Expr],
        place: &Place,
    ) -> Lowering<Handle<Expr>> {
        let span = self.at(place);
        let index = match args {
            [] => self.number(0.0, span),
            [index, ..] => {
                let value = self.lower(index)?;
                self.number_of(value, &index.place)?
            }
        };
        Ok(self.call(func, vec![text, index], span))
    }

    fn index_of(
        &mut self,
        text: Handle<Expr>,
        args: &[ast::Expr],
        place: &Place,
    ) -> Lowering<Handle<Expr>> {
        let part = self.lower(&args[0])?;
        let part = self.text_of(part, &args[0].place)?;
        let span = self.at(place);
        let from = match args.get(1) {
            None => self.number(0.0, span),
            Some(from) => {
                let value = self.lower(from)?;
                self.number_of(value, &from.place)?
            }
        };
        Ok(self.call(Func::IndexOf, vec![text, part, from], span))
    }

    /// A text and one or two numbers. A second operand that is undefined counts as left out.
    fn numbered(
        &mut self,
        func: Func,
        text: Handle<Expr>,
        args: &[ast::Expr],
        place: &Place,
    ) -> Lowering<Handle<Expr>> {
        let mut operands = vec![text];
        for arg in args {
            let value = self.lower(arg)?;
            operands.push(self.number_of(value, &arg.place)?);
        }
        let span = self.at(place);
        Ok(self.call(func, operands, span))
    }

    fn split(
        &mut self,
        text: Handle<Expr>,
        separator: &ast::Expr,
        place: &Place,
    ) -> Lowering<Handle<Expr>> {
        let value = self.lower(separator)?;
        match self.ty(value) {
            Ty::Text => {
                let span = self.at(place);
                Ok(self.call(Func::Split, vec![text, value], span))
            }
            _ => self.carry("`split` by this separator is not compiled yet", &separator.place),
        }
    }

    fn replace(
        &mut self,
        text: Handle<Expr>,
        args: &[ast::Expr],
        place: &Place,
    ) -> Lowering<Handle<Expr>> {
        let pattern = self.lower(&args[0])?;
        let replacement = self.lower(&args[1])?;
        let replacement = self.text_of(replacement, &args[1].place)?;
        let func = match self.ty(pattern) {
            Ty::Text => Func::ReplaceFirst,
            Ty::Regex => Func::ReplaceRegex,
            _ => return self.carry("`replace` of this pattern is not compiled yet", place),
        };
        let span = self.at(place);
        Ok(self.call(func, vec![text, pattern, replacement], span))
    }

    /// A method of a value whose type is known only when the script runs.
    fn dynamic_method(
        &mut self,
        value: Handle<Expr>,
        method: &str,
        args: &[ast::Expr],
        place: &Place,
    ) -> Lowering<Handle<Expr>> {
        let span = self.at(place);
        let name = self.expr(Expr::Literal(Literal::Text(method.to_owned())), span);
        let mut operands = vec![value, name];
        for arg in args {
            operands.push(self.lower(arg)?);
        }
        Ok(self.run(Func::CallMethod, operands, span))
    }
}

/// Methods of strings that nodes do not have themselves, so that E4X hands them on.
const STRING_METHODS: &[&str] = &[
    "charAt",
    "charCodeAt",
    "concat",
    "indexOf",
    "lastIndexOf",
    "slice",
    "split",
    "substr",
    "substring",
    "toLowerCase",
    "toUpperCase",
    "trim",
];
