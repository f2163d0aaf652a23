//! Values in the words of an analyst: places in path notation, operators as words.

use crate::{
    arena::Handle,
    ir::{
        Func, Literal, Script, Var, VarKind,
        path::{self, Part},
    },
    pass::fold::Value,
};

/// A value.
pub(in crate::back) fn value(script: &Script, value: &Value) -> String {
    let word = |value: &Value| self::value(script, value);
    match value {
        Value::Literal(literal) => self::literal(literal),
        Value::Var(var) => variable(script, *var),
        Value::Root(root) => root.name().to_owned(),
        Value::Call(func, args) => call(script, *func, args),
        Value::Invoke(function, args) => {
            format!("{}({})", script.functions[*function].name, list(script, args))
        }
        Value::Cond(parts) => {
            let [test, yes, no] = &**parts;
            format!("if {} then {} else {}", word(test), word(yes), word(no))
        }
        Value::OrEmpty(inner) => format!("{} (\"\" where that fails)", word(inner)),
        Value::List(items) => format!("[{}]", list(script, items)),
        Value::Object(entries) => {
            let entries: Vec<String> =
                entries.iter().map(|(name, v)| format!("{name}: {}", word(v))).collect();
            format!("{{{}}}", entries.join(", "))
        }
        Value::Regex(body, flags) => format!("/{body}/{flags}"),
    }
}

/// A value that is written, without its defaults and replacements, and these in words of their
/// own.
pub(in crate::back) fn written(script: &Script, value: &Value) -> (String, Vec<String>) {
    let mut extras = Vec::new();
    let mut value = value;
    loop {
        let word = |value: &Value| self::value(script, value);
        value = match value {
            Value::Call(Func::Validate, args) if args.len() > 1 => {
                for pair in args[2..].chunks(2) {
                    let pair: Vec<String> = pair.iter().map(word).collect();
                    extras.push(pair.join(" becomes "));
                }
                if !is_blank(&args[1]) {
                    extras.push(format!("default {}", word(&args[1])));
                }
                &args[0]
            }
            Value::Call(Func::OrDefault, args) if args.len() == 2 => {
                extras.push(format!("default {}", word(&args[1])));
                &args[0]
            }
            Value::Call(Func::ReplaceAll, args) if args.len() == 3 => {
                extras.insert(0, format!("{} becomes {}", word(&args[1]), word(&args[2])));
                &args[0]
            }
            _ => break,
        };
    }
    (self::value(script, value), extras)
}

/// A default that changes nothing.
fn is_blank(value: &Value) -> bool {
    matches!(value, Value::Literal(Literal::Undefined | Literal::Null))
        || matches!(value, Value::Literal(Literal::Text(text)) if text.is_empty())
}

/// A variable; one that the compiler made has a number instead of a name.
pub(in crate::back) fn variable(script: &Script, var: Handle<Var>) -> String {
    match script.vars[var].kind {
        VarKind::Temp => format!("(value {})", var.index() + 1),
        VarKind::Named | VarKind::Index => script.vars[var].name.clone(),
    }
}

fn list(script: &Script, values: &[Value]) -> String {
    values.iter().map(|v| value(script, v)).collect::<Vec<_>>().join(", ")
}

fn literal(literal: &Literal) -> String {
    match literal {
        Literal::Undefined => "undefined".to_owned(),
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Number(value) => value.to_string(),
        Literal::Text(text) => format!("\"{text}\""),
    }
}

fn call(script: &Script, func: Func, args: &[Value]) -> String {
    let word = |index: usize| args.get(index).map(|arg| value(script, arg)).unwrap_or_default();
    let between =
        |sign: &str| format!("{} {sign} {}", group(script, args, 0), group(script, args, 1));
    match func {
        Func::Child | Func::At => place(script, func, args),
        Func::NodeCount => format!("number of {}", word(0)),
        Func::IsMissing => format!("{} is missing", word(0)),
        Func::NodeText | Func::MaybeText | Func::Require | Func::SingleText | Func::HostText => {
            word(0)
        }
        Func::NumberText | Func::BoolText | Func::ToText => word(0),
        Func::Cat => args.iter().map(|arg| value(script, arg)).collect::<Vec<_>>().join(" + "),
        Func::And => between("and"),
        Func::Or => between("or"),
        Func::Not => negated(script, args),
        Func::TextEqual | Func::NumberEqual | Func::LooseEqual | Func::StrictEqual
            if search(args).is_some() =>
        {
            found(script, args, "does not contain")
        }
        Func::TextEqual | Func::NumberEqual | Func::NodeIs => between("="),
        Func::LooseEqual => between("=="),
        Func::StrictEqual => between("==="),
        Func::NumberCompare(relation) | Func::TextCompare(relation) | Func::Compare(relation) => {
            between(relation.sign())
        }
        Func::Plus => between("+"),
        Func::MapGet(map) => format!("{} {}", map.name(), word(0)),
        Func::MapHas(map) => format!("{} has {}", map.name(), word(0)),
        Func::Lookup => format!("entry {}", word(0)),
        Func::Upper => format!("{} in upper case", group(script, args, 0)),
        Func::Lower => format!("{} in lower case", group(script, args, 0)),
        Func::Trim => format!("{} without white space around it", group(script, args, 0)),
        Func::Substring if units(args).is_some() => {
            let (from, to) = units(args).unwrap_or_default();
            format!("characters {from} to {to} of {}", group(script, args, 0))
        }
        _ => format!("{}({})", func.signature().name, list(script, args)),
    }
}

/// The opposite of a bool.
fn negated(script: &Script, args: &[Value]) -> String {
    let not = || format!("not ({})", list(script, args));
    let Some(Value::Call(func, inner)) = args.first() else { return not() };
    let between =
        |sign: &str| format!("{} {sign} {}", group(script, inner, 0), group(script, inner, 1));
    match func {
        Func::Not => inner.first().map(|value| self::value(script, value)).unwrap_or_default(),
        Func::TextEqual | Func::NumberEqual | Func::LooseEqual | Func::StrictEqual
            if search(inner).is_some() =>
        {
            found(script, inner, "contains")
        }
        Func::TextEqual | Func::NumberEqual | Func::NodeIs => between("is not"),
        Func::LooseEqual => between("!="),
        Func::StrictEqual => between("!=="),
        _ => not(),
    }
}

/// Text and part of a search whose result is compared with -1: whether the part was not found.
fn search(args: &[Value]) -> Option<[&Value; 2]> {
    let [Value::Call(func, inner), Value::Literal(Literal::Number(n))] = args else { return None };
    let (text, part) = match (func, &inner[..]) {
        (Func::CallMethod, [text, Value::Literal(Literal::Text(method)), part])
            if method == "indexOf" =>
        {
            (text, part)
        }
        (Func::IndexOf, [text, part, Value::Literal(Literal::Number(from))]) if *from == 0.0 => {
            (text, part)
        }
        _ => return None,
    };
    (n.to_bits() == (-1.0_f64).to_bits()).then_some([text, part])
}

fn found(script: &Script, args: &[Value], verb: &str) -> String {
    let word = |value: &Value| value_in_group(script, value);
    search(args)
        .map(|[text, part]| format!("{} {verb} {}", word(text), word(part)))
        .unwrap_or_default()
}

/// First and last character, from 1, of a part between two constant indexes.
fn units(args: &[Value]) -> Option<(f64, f64)> {
    match args {
        [_, Value::Literal(Literal::Number(from)), Value::Literal(Literal::Number(to))]
            if 0.0 <= *from && from < to =>
        {
            Some((from + 1.0, *to))
        }
        _ => None,
    }
}

/// An operand, in parentheses where it is an operation itself.
fn group(script: &Script, args: &[Value], index: usize) -> String {
    args.get(index).map(|arg| value_in_group(script, arg)).unwrap_or_default()
}

fn value_in_group(script: &Script, arg: &Value) -> String {
    let text = value(script, arg);
    let nested = matches!(
        arg,
        Value::Cond(_) | Value::Call(Func::And | Func::Or | Func::Plus | Func::Cat, _)
    );
    if nested { format!("({text})") } else { text }
}

/// A place in a tree: `msg PID-5.1`, or the names one by one where there is no notation.
fn place(script: &Script, func: Func, args: &[Value]) -> String {
    let mut parts = Vec::new();
    let base = chain(script, func, args, &mut parts);
    append(base, &parts)
}

/// What a chain starts from.
struct Base {
    /// In words.
    text: String,
    /// Name of the node, where it is one of a computed index.
    node: Option<String>,
}

/// The place of a child that is written.
pub(in crate::back) fn child(script: &Script, base: &Value, name: &Value) -> String {
    place(script, Func::Child, &[base.clone(), name.clone()])
}

fn append(base: Base, parts: &[Part]) -> String {
    let Base { text, node } = base;
    let relative = node.as_ref().and_then(|node| path::relative(node, parts));
    if let (Some(node), Some(path)) = (&node, relative) {
        let joint = if node.contains('.') { '.' } else { '-' };
        return format!("{text}{joint}{path}");
    }
    if let (None, Some(path)) = (&node, path::notation(parts)) {
        return format!("{text} {path}");
    }
    parts.iter().fold(text, |text, part| match part {
        Part::Name(name) => format!("{text} / {name}"),
        Part::Index(index) => format!("{text}[{}]", u64::from(*index) + 1),
    })
}

/// What a chain starts from; its names and constant indexes go into `parts`.
fn chain(script: &Script, func: Func, args: &[Value], parts: &mut Vec<Part>) -> Base {
    let base = match args.first() {
        Some(Value::Call(func @ (Func::Child | Func::At), args)) => {
            chain(script, *func, args, parts)
        }
        Some(Value::Call(Func::Require, inner)) => match inner.first() {
            Some(Value::Call(func @ (Func::Child | Func::At), args)) => {
                chain(script, *func, args, parts)
            }
            _ => start(script, args.first()),
        },
        other => start(script, other),
    };
    match (func, args.get(1)) {
        (Func::Child, Some(Value::Literal(Literal::Text(name)))) => {
            parts.push(Part::Name(name.clone()));
        }
        (_, Some(Value::Literal(Literal::Number(n))))
            if n.fract() == 0.0 && (0.0..1e6).contains(n) =>
        {
            // In range and whole, so the text of it is that of an index.
            parts.push(Part::Index(n.to_string().parse().unwrap_or_default()));
        }
        (_, index) => {
            let index = index.map(|index| value(script, index)).unwrap_or_default();
            let before = std::mem::take(parts);
            let name = |part: &Part| match part {
                Part::Name(name) => Some(name.clone()),
                Part::Index(_) => None,
            };
            let node = before.iter().rev().find_map(name).or_else(|| base.node.clone());
            return Base { text: format!("{}[{index}]", append(base, &before)), node };
        }
    }
    base
}

fn start(script: &Script, base: Option<&Value>) -> Base {
    Base { text: base.map(|base| value(script, base)).unwrap_or_default(), node: None }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(text: &str) -> Value {
        Value::text(text)
    }

    fn number(n: f64) -> Value {
        Value::Literal(Literal::Number(n))
    }

    fn call(func: Func, args: &[Value]) -> Value {
        Value::Call(func, args.to_vec())
    }

    #[test]
    fn conditions_and_parts_read_as_a_person_would_say_them() {
        let script = Script::default();
        let entry = call(Func::Lookup, &[text("site")]);
        let search = call(Func::CallMethod, &[entry.clone(), text("indexOf"), text("CH")]);
        let missing = call(Func::LooseEqual, &[search, number(-1.0)]);
        let typed = call(Func::IndexOf, &[text("abc"), text("b"), number(0.0)]);
        let later = call(Func::IndexOf, &[text("abc"), text("b"), number(1.0)]);
        let equal = call(Func::TextEqual, &[text("a"), text("b")]);
        let both = call(Func::And, &[equal.clone(), equal.clone()]);
        let not = |value: &Value| call(Func::Not, std::slice::from_ref(value));
        let cases = [
            (entry.clone(), "entry \"site\""),
            (missing.clone(), "entry \"site\" does not contain \"CH\""),
            (not(&missing), "entry \"site\" contains \"CH\""),
            (not(&not(&missing)), "entry \"site\" does not contain \"CH\""),
            (call(Func::NumberEqual, &[typed, number(-1.0)]), "\"abc\" does not contain \"b\""),
            (call(Func::NumberEqual, &[later, number(-1.0)]), "index-of(\"abc\", \"b\", 1) = -1"),
            (not(&equal), "\"a\" is not \"b\""),
            (not(&both), "not (\"a\" = \"b\" and \"a\" = \"b\")"),
            (not(&call(Func::LooseEqual, &[text("a"), text("b")])), "\"a\" != \"b\""),
            (
                call(Func::Substring, &[text("abc"), number(0.0), number(2.0)]),
                "characters 1 to 2 of \"abc\"",
            ),
            (call(Func::Substring, &[text("abc"), number(1.0)]), "substring(\"abc\", 1)"),
            (call(Func::Upper, &[text("a")]), "\"a\" in upper case"),
        ];
        for (value, expected) in cases {
            assert_eq!(self::value(&script, &value), expected);
        }
    }
}
