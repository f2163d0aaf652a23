//! Places in a message tree as a definition names them: `msg['PID-5.1']`, `msg.at('OBX', i)`.

use crate::{
    ir::{
        Func, Literal, Root,
        path::{self, Part},
    },
    pass::fold::Value,
};

use super::{text, value::Printer};

/// A chain of accesses from a base.
pub(super) struct Place {
    /// What the chain starts from, printed: a root, a variable, or a node at a computed index.
    pub(super) base: String,
    /// Name of the node that the base is, where it is known and not a root.
    node: Option<String>,
    /// Names and constant indexes from there.
    parts: Vec<Part>,
}

/// How a place is addressed below its base.
pub(super) enum Address {
    /// The base itself.
    Base,
    /// By a path, quoted.
    Path(String),
    /// By a chain of names that is no HL7 path.
    Chain(String),
}

impl Printer<'_> {
    /// The place that a value of nodes stands for; `None` where it is not made of accesses.
    pub(super) fn place(&self, value: &Value) -> Option<Place> {
        match value {
            Value::Root(root) => Some(Place::root(*root)),
            Value::Var(var) => Some(Place { base: self.var(*var), node: None, parts: Vec::new() }),
            // A required node: paths fail by themselves where an index in them finds nothing.
            Value::Call(Func::Require, args) => self.place(&args[0]),
            Value::Call(Func::Child, args) => {
                let mut place = self.place(&args[0])?;
                let Value::Literal(Literal::Text(name)) = &args[1] else { return None };
                place.parts.push(Part::Name(name.clone()));
                Some(place)
            }
            Value::Call(Func::At, args) => {
                let place = self.place(&args[0])?;
                Some(match constant_index(&args[1]) {
                    Some(index) => place.with(Part::Index(index)),
                    None => place.at(&self.index(&args[1])),
                })
            }
            _ => None,
        }
    }

    /// An index as a whole number.
    pub(super) fn index(&self, value: &Value) -> String {
        match (constant_index(value), value) {
            (Some(index), _) => index.to_string(),
            (None, Value::Call(Func::Add, args)) => {
                format!("{} + {}", self.index(&args[0]), self.index(&args[1]))
            }
            (None, other) => self.value(other),
        }
    }
}

impl Place {
    fn root(root: Root) -> Self {
        Self { base: root.name().to_owned(), node: Some(String::new()), parts: Vec::new() }
    }

    fn with(mut self, part: Part) -> Self {
        self.parts.push(part);
        self
    }

    /// The node at a computed index of this place.
    fn at(self, index: &str) -> Self {
        let node = self.last_name();
        let base = match self.address() {
            Address::Path(path) => format!("{}.at({path}, {index})", self.base),
            Address::Chain(chain) => format!("{}.{chain}.at({index})", self.base),
            Address::Base => format!("{}.nodes().at({index})", self.base),
        };
        Self { base, node, parts: Vec::new() }
    }

    fn last_name(&self) -> Option<String> {
        let name = |part: &Part| match part {
            Part::Name(name) => Some(name.clone()),
            Part::Index(_) => None,
        };
        self.parts.iter().rev().find_map(name).or_else(|| self.node.clone())
    }

    /// The place without its last part, and that part.
    pub(super) fn split(mut self) -> (Self, Option<Part>) {
        let last = self.parts.pop();
        (self, last)
    }

    /// How it is addressed below its base.
    pub(super) fn address(&self) -> Address {
        if self.parts.is_empty() {
            return Address::Base;
        }
        let path = match self.node.as_deref() {
            Some("") => path::notation(&self.parts),
            Some(node) => path::relative(node, &self.parts),
            None => None,
        };
        match path {
            Some(path) => Address::Path(text::literal(&path)),
            None => Address::Chain(chain(&self.parts)),
        }
    }

    /// The nodes, as a value.
    pub(super) fn nodes(&self) -> String {
        match self.address() {
            Address::Base => format!("{}.nodes()", self.base),
            Address::Path(path) => format!("{}.nodes({path})", self.base),
            Address::Chain(chain) => format!("{}.{chain}", self.base),
        }
    }

    /// The node, as a value: it is there, or the definition fails.
    pub(super) fn node(self) -> String {
        match self.split() {
            (before, Some(Part::Index(index))) => before.at(&index.to_string()).base,
            (before, Some(part)) => before.with(part).nodes(),
            (before, None) => before.base,
        }
    }

    /// The text of the place, or `''` where an index on the way finds nothing.
    pub(super) fn find(&self) -> String {
        match self.address() {
            Address::Chain(_) => {
                let part = |part: &Part| match part {
                    Part::Name(name) => text::literal(name),
                    Part::Index(index) => index.to_string(),
                };
                let parts: Vec<String> = self.parts.iter().map(part).collect();
                format!("{}.findChain({})", self.base, parts.join(", "))
            }
            _ => self.method("find", &[]),
        }
    }

    /// A method on the place: `base.name(path, rest)`, or on the nodes where it has no path.
    pub(super) fn method(&self, name: &str, rest: &[String]) -> String {
        let (target, mut args) = match self.address() {
            Address::Base if matches!(name, "missing" | "putAt") => {
                (format!("{}.nodes()", self.base), Vec::new())
            }
            Address::Base => (self.base.clone(), Vec::new()),
            Address::Path(path) => (self.base.clone(), vec![path]),
            Address::Chain(chain) => (format!("{}.{chain}", self.base), Vec::new()),
        };
        args.extend_from_slice(rest);
        format!("{target}.{name}({})", args.join(", "))
    }

    /// The nodes that children are made under: the base itself, or the nodes of the place.
    pub(super) fn owner(&self) -> String {
        match self.address() {
            Address::Base => self.base.clone(),
            _ => self.nodes(),
        }
    }

    /// A write to the place.
    pub(super) fn write(self, value: &str) -> String {
        match (self.address(), self.parts.last()) {
            (Address::Path(path), _) => format!("{}[{path}] = {value}", self.base),
            // Of a chain that ends in an index, the nodes before it are written to.
            (_, Some(Part::Index(index))) => {
                let index = index.to_string();
                self.split().0.method("putAt", &[index, value.to_owned()])
            }
            _ => self.method("write", &[value.to_owned()]),
        }
    }

    /// The text of the place.
    pub(super) fn text(&self) -> String {
        match self.address() {
            Address::Path(path) => format!("{}[{path}]", self.base),
            _ => self.method("text", &[]),
        }
    }
}

/// `chain('a', 'b').at(2).chain('c')`.
fn chain(parts: &[Part]) -> String {
    let mut calls: Vec<String> = Vec::new();
    let mut names: Vec<String> = Vec::new();
    for part in parts {
        match part {
            Part::Name(name) => names.push(text::literal(name)),
            Part::Index(index) => {
                if !names.is_empty() {
                    calls.push(format!("chain({})", names.join(", ")));
                    names.clear();
                } else if calls.is_empty() {
                    // The nodes that the base itself is.
                    calls.push("nodes()".to_owned());
                }
                calls.push(format!("at({index})"));
            }
        }
    }
    if !names.is_empty() {
        calls.push(format!("chain({})", names.join(", ")));
    }
    calls.join(".")
}

/// A whole number that is known now.
fn constant_index(value: &Value) -> Option<u32> {
    match value {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked to be a whole number in range"
        )]
        Value::Literal(Literal::Number(number))
            if number.fract() == 0.0 && (0.0..1e9).contains(number) =>
        {
            Some(*number as u32)
        }
        _ => None,
    }
}
