//! Values of a mapping definition, in the closed subset of `docs/definition.md`.

use std::collections::BTreeMap;

use crate::{
    arena::Handle,
    ir::{Func, Literal, MapName, Script, Var, VarKind, func::Relation},
    pass::fold::Value,
};

use super::{place::Place, text};

/// More parts than this in a row are grouped, as the platform's compiler nests them.
const LONGEST_ROW: usize = 60;

/// Prints the values of one script.
pub(super) struct Printer<'a> {
    pub(super) script: &'a Script,
    /// Names of the fields that hold the script's own variables.
    pub(super) fields: &'a BTreeMap<Handle<Var>, String>,
    /// Names of the local variables of the method that is being printed.
    pub(super) locals: BTreeMap<Handle<Var>, String>,
}

impl Printer<'_> {
    /// The name of a variable.
    pub(super) fn var(&self, var: Handle<Var>) -> String {
        let name = self.locals.get(&var).or_else(|| self.fields.get(&var));
        name.cloned().unwrap_or_else(|| field_name(&self.script.vars[var].name))
    }

    /// A value.
    pub(super) fn value(&self, value: &Value) -> String {
        match value {
            Value::Literal(literal) => constant(literal),
            Value::Var(var) => self.var(*var),
            Value::Root(root) => root.name().to_owned(),
            Value::Call(func, args) => self.call(*func, args),
            Value::Invoke(function, args) => {
                let name = &self.script.functions[*function].name;
                format!("{}({})", function_name(name), self.list(args))
            }
            Value::Cond(parts) => {
                let [test, yes, no] = &**parts;
                format!("({} ? {} : {})", self.value(test), self.value(yes), self.value(no))
            }
            Value::OrEmpty(inner) => self.or_empty(inner),
            Value::List(items) => format!("[{}]", self.list(items)),
            Value::Object(entries) => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|(name, value)| format!("{}, {}", text::literal(name), self.value(value)))
                    .collect();
                format!("js.object({})", entries.join(", "))
            }
            Value::Regex(body, flags) => {
                format!("js.regex({}, {})", text::literal(body), text::literal(flags))
            }
        }
    }

    fn list(&self, args: &[Value]) -> String {
        args.iter().map(|arg| self.value(arg)).collect::<Vec<_>>().join(", ")
    }

    /// The text of a place, or `''` where an index on the way finds nothing.
    fn or_empty(&self, value: &Value) -> String {
        let Value::Call(Func::NodeText, args) = value else { return self.value(value) };
        self.place(&args[0]).map_or_else(|| self.value(value), |place| place.find())
    }

    fn call(&self, func: Func, args: &[Value]) -> String {
        self.tree_call(func, args)
            .or_else(|| self.decision(func, args))
            .or_else(|| self.map_call(func, args))
            .unwrap_or_else(|| self.plain_call(func, args))
    }

    /// Calls that read the message tree.
    fn tree_call(&self, func: Func, args: &[Value]) -> Option<String> {
        let place = args.first().and_then(|nodes| self.place(nodes));
        let nodes = || match &place {
            Some(place) => place.nodes(),
            None => self.value(&args[0]),
        };
        let printed = match func {
            Func::Child => match self.place_of(func, args) {
                Some(place) => place.nodes(),
                None => format!("{}.child({})", nodes(), self.value(&args[1])),
            },
            Func::At => format!("{}.at({})", nodes(), self.index(&args[1])),
            Func::Attribute => format!("{}.attribute({})", nodes(), self.value(&args[1])),
            Func::IsMissing => {
                let Value::Call(Func::At, inner) = &args[0] else { return None };
                let index = self.index(&inner[1]);
                match self.place(&inner[0]) {
                    Some(place) => place.method("missing", &[index]),
                    None => format!("{}.missing({index})", self.value(&inner[0])),
                }
            }
            Func::Require => match self.place(&args[0]) {
                Some(place) => place.node(),
                None => self.value(&args[0]),
            },
            Func::NodeText => match &place {
                Some(place) => place.text(),
                None => format!("{}.text()", self.value(&args[0])),
            },
            Func::MaybeText => match place {
                Some(place) => place.find(),
                None => format!("{}.find()", nodes()),
            },
            Func::NodeCount => self.on(place, &args[0], "count", &[]),
            Func::NodeIs => self.on(place, &args[0], "same", &[self.value(&args[1])]),
            Func::SingleText => self.on(place, &args[0], "single", &[]),
            _ => return None,
        };
        Some(printed)
    }

    /// A method on a place, or on nodes that are no place.
    fn on(&self, place: Option<Place>, nodes: &Value, name: &str, rest: &[String]) -> String {
        match place {
            Some(place) => place.method(name, rest),
            None => format!("{}.{name}({})", self.value(nodes), rest.join(", ")),
        }
    }

    fn place_of(&self, func: Func, args: &[Value]) -> Option<Place> {
        self.place(&Value::Call(func, args.to_vec()))
    }

    /// Tests, in the form that reads best.
    fn decision(&self, func: Func, args: &[Value]) -> Option<String> {
        let printed = match func {
            Func::Not => self.negated(&args[0]),
            Func::And => self.row(Func::And, " && ", args),
            Func::Or => self.choice(args),
            Func::TextEqual | Func::NumberEqual => self.equality(func, args, "=="),
            Func::NumberCompare(Relation::Greater) if is_length_of_text(args) => {
                format!("{} != ''", self.length_operand(&args[0]))
            }
            Func::NumberCompare(relation) => {
                ordered(relation, &self.value(&args[0]), &self.value(&args[1]))
            }
            Func::TextCompare(relation) => {
                ordered(relation, &format!("compare({})", self.list(args)), "0d")
            }
            _ => return None,
        };
        Some(printed)
    }

    fn equality(&self, func: Func, args: &[Value], sign: &str) -> String {
        if func == Func::NumberEqual && is_length_of_text(args) {
            return format!("{} {sign} ''", self.length_operand(&args[0]));
        }
        if func == Func::NumberEqual
            && let [Value::Call(Func::IndexOf, inner), Value::Literal(Literal::Number(-1.0))] = args
            && inner[2] == Value::Literal(Literal::Number(0.0))
        {
            let not = if sign == "==" { "!" } else { "" };
            return format!("{not}contains({})", self.list(&inner[..2]));
        }
        format!("{} {sign} {}", self.value(&args[0]), self.value(&args[1]))
    }

    fn length_operand(&self, value: &Value) -> String {
        match value {
            Value::Call(Func::TextLength, args) => self.value(&args[0]),
            other => self.value(other),
        }
    }

    fn negated(&self, value: &Value) -> String {
        match value {
            Value::Literal(Literal::Bool(value)) => (!value).to_string(),
            Value::Call(Func::Not, args) => self.value(&args[0]),
            Value::Call(func @ (Func::TextEqual | Func::NumberEqual), args) => {
                self.equality(*func, args, "!=")
            }
            Value::Call(Func::NodeIs, args) => match self.place(&args[0]) {
                Some(place) => place.method("differs", &[self.value(&args[1])]),
                None => format!("!{}", self.value(value)),
            },
            Value::Call(
                Func::And | Func::Or | Func::NumberCompare(_) | Func::TextCompare(_),
                _,
            )
            | Value::Cond(_) => format!("!({})", self.value(value)),
            other => format!("!{}", self.value(other)),
        }
    }

    /// `a || b`; one text held against several constants is `oneOf(text, 'a', 'b')`.
    fn choice(&self, args: &[Value]) -> String {
        let mut parts = Vec::new();
        flatten(Func::Or, args, &mut parts);
        if parts.len() > 1
            && let Some((subject, texts)) = one_of(&parts)
        {
            let texts: Vec<String> = texts.iter().map(|text| text::literal(text)).collect();
            return format!("oneOf({}, {})", self.value(subject), texts.join(", "));
        }
        self.row(Func::Or, " || ", args)
    }

    /// Operands in a row. Long rows are grouped.
    fn row(&self, func: Func, with: &str, args: &[Value]) -> String {
        let mut parts = Vec::new();
        flatten(func, args, &mut parts);
        let other = if func == Func::And { Func::Or } else { Func::And };
        let printed: Vec<String> = parts
            .iter()
            .map(|part| match part {
                Value::Call(inner, _) if *inner == other => format!("({})", self.value(part)),
                _ => self.value(part),
            })
            .collect();
        grouped(printed, with)
    }

    fn map_call(&self, func: Func, args: &[Value]) -> Option<String> {
        let printed = match func {
            Func::MapGet(map) => format!("{}[{}]", map.name(), self.value(&args[0])),
            Func::MapHas(map) => format!("{}.containsKey({})", map.name(), self.value(&args[0])),
            Func::Lookup => format!("js.lookup({})", self.value(&args[0])),
            _ => return None,
        };
        Some(printed)
    }

    /// Arithmetic, and calls by name.
    fn plain_call(&self, func: Func, args: &[Value]) -> String {
        let operator = match func {
            Func::Add => "+",
            Func::Subtract => "-",
            Func::Multiply => "*",
            Func::Divide => "/",
            Func::Remainder => "%",
            Func::Negate => return format!("(-{})", self.value(&args[0])),
            Func::IndexOf if args[2] == Value::Literal(Literal::Number(0.0)) => {
                return format!("indexOf({})", self.list(&args[..2]));
            }
            Func::ReplaceRegex => return self.replace_regex(args),
            // An empty default is what the function has anyway.
            Func::Validate if args.len() == 2 && args[1] == Value::text("") => {
                return format!("js.validate({})", self.value(&args[0]));
            }
            Func::Compare(relation) => {
                return format!("js.{}({})", dynamic_relation(relation), self.list(args));
            }
            _ => return format!("{}({})", function(func), self.list(args)),
        };
        format!("({} {operator} {})", self.value(&args[0]), self.value(&args[1]))
    }

    fn replace_regex(&self, args: &[Value]) -> String {
        match &args[1] {
            Value::Regex(body, flags) => {
                let (body, flags) = (text::literal(body), text::literal(flags));
                let (subject, with) = (self.value(&args[0]), self.value(&args[2]));
                format!("js.replace({subject}, {body}, {flags}, {with})")
            }
            _ => format!("js.replace({})", self.list(args)),
        }
    }

    /// Whether a variable is the index of a loop, a whole number in the definition.
    pub(super) fn is_index(&self, var: Handle<Var>) -> bool {
        self.script.vars[var].kind == VarKind::Index
    }
}

/// The function of the platform's library that a function is printed as. What the message or a
/// map decides when it runs is asked of `js`.
fn function(func: Func) -> &'static str {
    match func {
        Func::Cat => "cat",
        Func::NumberText => "num",
        Func::BoolText => "text",
        Func::TextNumber => "toNumber",
        Func::OrDefault => "orDefault",
        Func::TextLength => "length",
        Func::CharAt => "charAt",
        Func::CharCodeAt => "charCodeAt",
        Func::IndexOf => "indexOf",
        Func::LastIndexOf => "lastIndexOf",
        Func::Substring => "substring",
        Func::Substr => "substr",
        Func::Slice => "slice",
        Func::Upper => "upper",
        Func::Lower => "lower",
        Func::Trim => "trim",
        Func::Split => "splitText",
        Func::FirstPiece => "firstPiece",
        Func::ReplaceFirst => "replaceFirst",
        Func::ReplaceAll => "replaceAll",
        Func::Truthy => "js.truthy",
        Func::ListAt => "js.item",
        Func::LengthOf => "js.lengthOf",
        Func::ToText => "js.text",
        Func::ToNumber => "js.number",
        Func::Plus => "js.plus",
        Func::LooseEqual => "js.looseEqual",
        Func::StrictEqual => "js.strictEqual",
        Func::Get => "js.property",
        Func::CallMethod => "js.call",
        Func::Validate => "js.validate",
        Func::HostArray => "js.array",
        Func::HostText => "js.hostText",
        // Printed in a form of their own, by the methods above or as statements.
        other => other.signature().name,
    }
}

/// A comparison of numbers. The definition language takes `>` and `>=` for true where an operand
/// is NaN, so only `<` and `<=` are printed.
fn ordered(relation: Relation, first: &str, second: &str) -> String {
    match relation {
        Relation::Less => format!("{first} < {second}"),
        Relation::LessEqual => format!("{first} <= {second}"),
        Relation::Greater => format!("{second} < {first}"),
        Relation::GreaterEqual => format!("{second} <= {first}"),
    }
}

fn dynamic_relation(relation: Relation) -> &'static str {
    match relation {
        Relation::Less => "less",
        Relation::LessEqual => "lessOrEqual",
        Relation::Greater => "greater",
        Relation::GreaterEqual => "greaterOrEqual",
    }
}

fn constant(literal: &Literal) -> String {
    match literal {
        Literal::Undefined => "js.undefined()".to_owned(),
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Number(value) => text::number(*value),
        Literal::Text(value) => text::literal(value),
    }
}

/// The operands of nested calls of one function, in order.
fn flatten<'v>(func: Func, args: &'v [Value], into: &mut Vec<&'v Value>) {
    for arg in args {
        match arg {
            Value::Call(inner, args) if *inner == func => flatten(func, args, into),
            other => into.push(other),
        }
    }
}

/// The text that all parts hold against a constant, and the constants.
fn one_of<'v>(parts: &[&'v Value]) -> Option<(&'v Value, Vec<&'v str>)> {
    let mut subject = None;
    let mut texts = Vec::new();
    for part in parts {
        let Value::Call(Func::TextEqual, args) = part else { return None };
        let Value::Literal(Literal::Text(text)) = &args[1] else { return None };
        if *subject.get_or_insert(&args[0]) != &args[0] {
            return None;
        }
        texts.push(text.as_str());
    }
    subject.map(|subject| (subject, texts))
}

fn is_length_of_text(args: &[Value]) -> bool {
    matches!(
        args,
        [Value::Call(Func::TextLength, _), Value::Literal(Literal::Number(zero))] if *zero == 0.0
    )
}

/// Parts in a row; more than a few dozen in nested groups.
fn grouped(mut parts: Vec<String>, with: &str) -> String {
    while parts.len() > LONGEST_ROW {
        let groups = parts.chunks(LONGEST_ROW).map(|chunk| format!("({})", chunk.join(with)));
        parts = groups.collect();
    }
    parts.join(with)
}

/// A legacy variable as a field: its own name where that is free, else one made of it.
pub(super) fn field_name(name: &str) -> String {
    if is_free(name) { name.to_owned() } else { format!("v_{}", legal(name)) }
}

/// A function of the legacy script as a method.
pub(super) fn function_name(name: &str) -> String {
    format!("f_{}", legal(name))
}

fn legal(name: &str) -> String {
    let legal = |c: char| if c.is_ascii_alphanumeric() || c == '_' { c } else { '_' };
    name.chars().map(legal).collect()
}

/// Whether a name can stand for a variable as it is: an identifier that means nothing else, in
/// the definition language or in the class around it.
pub(super) fn is_free(name: &str) -> bool {
    let plain = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.chars().all(|c| c.is_ascii_alphanumeric());
    let numbered = ["t", "list"].iter().any(|prefix| {
        name.strip_prefix(prefix).is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()))
    });
    let map = MapName::from_name(name).is_some();
    plain && !numbered && !map && !TAKEN.contains(&name)
}

/// Whether a name can stand for a local variable: none of the library's functions has it, which
/// the definition language would take for a call of the variable.
pub(super) fn is_free_local(name: &str) -> bool {
    is_free(name) && name.len() <= 3 && !matches!(name, "all" | "at" | "cat" | "num" | "put")
}

/// Keywords of the definition language and members of the class that mappings extend.
const TAKEN: &[&str] = &[
    "abstract",
    "as",
    "assert",
    "boolean",
    "break",
    "byte",
    "carried",
    "case",
    "catch",
    "char",
    "class",
    "const",
    "continue",
    "def",
    "default",
    "destinationSet",
    "do",
    "double",
    "else",
    "enum",
    "extends",
    "false",
    "final",
    "finally",
    "float",
    "for",
    "goto",
    "if",
    "implements",
    "import",
    "in",
    "instanceof",
    "int",
    "interface",
    "it",
    "js",
    "long",
    "metaClass",
    "msg",
    "native",
    "new",
    "null",
    "owner",
    "package",
    "private",
    "protected",
    "public",
    "record",
    "return",
    "sealed",
    "short",
    "static",
    "strictfp",
    "super",
    "switch",
    "synchronized",
    "this",
    "threadsafe",
    "throw",
    "throws",
    "tmp",
    "trait",
    "transient",
    "true",
    "try",
    "var",
    "void",
    "volatile",
    "while",
    "yield",
];
