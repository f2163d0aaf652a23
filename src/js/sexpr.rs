//! The script tree as compact S-expression text, for tests and dumps.

use std::fmt::Write as _;

use super::ast::{
    BinaryOp, Case, Catch, DeclareKind, Expr, ExprKind, ForKind, ForTarget, Function, JsText,
    Pattern, Program, Property, PropertyValue, Selector, Stmt, StmtKind, UnaryOp, XmlPart,
};

/// A whole script, one statement per S-expression, blanks between them.
pub fn program(program: &Program) -> String {
    body(&program.body)
}

/// One expression.
pub fn expression(expr: &Expr) -> String {
    match &expr.kind {
        ExprKind::Name(name) => name.clone(),
        ExprKind::This => "this".to_owned(),
        ExprKind::Null => "null".to_owned(),
        ExprKind::Bool(value) => value.to_string(),
        ExprKind::Number(value) => value.to_string(),
        ExprKind::Text(text) => quoted(text),
        ExprKind::Regex { body, flags } => format!("(regex {body:?} {flags:?})"),
        ExprKind::Array(items) => node("array", items.iter().map(|item| optional(item.as_ref()))),
        ExprKind::Object(list) => node("object", list.iter().map(property)),
        ExprKind::Function(value) => function(value),
        ExprKind::Xml(xml) => {
            let parts = xml.parts.iter().map(|part| match part {
                XmlPart::Text(text) => format!("{text:?}"),
                XmlPart::Hole(expr) => expression(expr),
            });
            node(if xml.list { "xml-list" } else { "xml" }, parts)
        }
        ExprKind::Member(base, name) => node(".", [expression(base), selector(name)]),
        ExprKind::Descendants(base, name) => node("..", [expression(base), selector(name)]),
        ExprKind::Index(base, index) => pair("[]", base, index),
        ExprKind::Filter(base, test) => pair(".()", base, test),
        ExprKind::Call(callee, args) => called("call", callee, args),
        ExprKind::New(callee, args) => called("new", callee, args),
        ExprKind::Unary(op, value) => node(unary(*op), [expression(value)]),
        ExprKind::Postfix(op, value) => node(&format!("post{}", unary(*op)), [expression(value)]),
        ExprKind::Binary(op, left, right) => pair(binary(*op), left, right),
        ExprKind::Conditional(test, yes, no) => {
            node("?:", [expression(test), expression(yes), expression(no)])
        }
        ExprKind::Assign(op, target, value) => {
            pair(&format!("{}=", op.map_or("", binary)), target, value)
        }
        ExprKind::Sequence(list) => node(",", list.iter().map(expression)),
        ExprKind::Selector(name) => selector(name),
    }
}

fn node(head: &str, parts: impl IntoIterator<Item = String>) -> String {
    let mut text = format!("({head}");
    for part in parts {
        if !part.is_empty() {
            let _ = write!(text, " {part}");
        }
    }
    text.push(')');
    text
}

fn pair(head: &str, left: &Expr, right: &Expr) -> String {
    node(head, [expression(left), expression(right)])
}

fn called(head: &str, callee: &Expr, args: &[Expr]) -> String {
    node(head, std::iter::once(callee).chain(args).map(expression))
}

fn optional(expr: Option<&Expr>) -> String {
    expr.map_or_else(|| "-".to_owned(), expression)
}

fn quoted(text: &JsText) -> String {
    match text {
        JsText::Plain(text) => format!("{text:?}"),
        JsText::Units(units) => format!("(units {units:04X?})"),
    }
}

fn property(property: &Property) -> String {
    let name = quoted(&property.name);
    match &property.value {
        PropertyValue::Value(value) => node(&name, [expression(value)]),
        PropertyValue::Getter(value) => node("get", [name, function(value)]),
        PropertyValue::Setter(value) => node("set", [name, function(value)]),
    }
}

fn function(value: &Function) -> String {
    let head = if value.arrow { "arrow" } else { "function" };
    let params = value.params.iter().map(pattern).collect::<Vec<_>>().join(" ");
    let name = value.name.clone().unwrap_or_default();
    node(head, [name, format!("({params})"), body(&value.body)])
}

fn pattern(pattern: &Pattern) -> String {
    match pattern {
        Pattern::Name(name, _) => name.clone(),
        Pattern::Destructuring(names, _) => format!("[{}]", names.join(" ")),
    }
}

fn selector(selector_: &Selector) -> String {
    match selector_ {
        Selector::Name(name) => name.clone(),
        Selector::Any => "*".to_owned(),
        Selector::Attribute(name) => format!("@{name}"),
        Selector::AnyAttribute => "@*".to_owned(),
        Selector::AttributeIndex(index) => format!("@[{}]", expression(index)),
        Selector::Qualified { namespace, name, attribute } => {
            format!("{}{namespace}::{}", if *attribute { "@" } else { "" }, selector(name))
        }
    }
}

fn body(list: &[Stmt]) -> String {
    list.iter().map(statement).collect::<Vec<_>>().join(" ")
}

/// One statement.
pub fn statement(stmt: &Stmt) -> String {
    match &stmt.kind {
        StmtKind::Expr(expr) => expression(expr),
        StmtKind::Declare(kind, list) => declaration(*kind, list),
        StmtKind::Function(value) => node("declare", [function(value)]),
        StmtKind::Block(list) => node("block", [body(list)]),
        StmtKind::Empty => "(empty)".to_owned(),
        StmtKind::If(test, yes, no) => node(
            "if",
            [expression(test), statement(yes), no.as_deref().map(statement).unwrap_or_default()],
        ),
        StmtKind::For(init, test, update, inner) => {
            let init = init.as_deref().map_or_else(|| "-".to_owned(), statement);
            node(
                "for",
                [init, optional(test.as_ref()), optional(update.as_ref()), statement(inner)],
            )
        }
        StmtKind::ForIn(kind, target, list, inner) => {
            node(for_kind(*kind), [for_target(target), expression(list), statement(inner)])
        }
        StmtKind::While(test, inner) => node("while", [expression(test), statement(inner)]),
        StmtKind::DoWhile(inner, test) => node("do", [statement(inner), expression(test)]),
        StmtKind::Continue(label) => node("continue", [label.clone().unwrap_or_default()]),
        StmtKind::Break(label) => node("break", [label.clone().unwrap_or_default()]),
        StmtKind::Return(value) => node("return", value.as_ref().map(expression)),
        StmtKind::Throw(value) => node("throw", [expression(value)]),
        StmtKind::Try(inner, catches, last) => {
            let last = last.as_ref().map(|last| node("finally", [body(last)])).unwrap_or_default();
            let catches = catches.iter().map(catch).collect::<Vec<_>>().join(" ");
            node("try", [node("block", [body(inner)]), catches, last])
        }
        StmtKind::Switch(subject, cases) => {
            node("switch", std::iter::once(expression(subject)).chain(cases.iter().map(case)))
        }
        StmtKind::With(object, inner) => node("with", [expression(object), statement(inner)]),
        StmtKind::Label(name, inner) => node("label", [name.clone(), statement(inner)]),
        StmtKind::Debugger => "(debugger)".to_owned(),
        StmtKind::DefaultXmlNamespace(value) => node("default-xml-namespace", [expression(value)]),
    }
}

fn declaration(kind: DeclareKind, list: &[(Pattern, Option<Expr>)]) -> String {
    let declarators = list.iter().map(|(name, value)| match value {
        Some(value) => format!("({} {})", pattern(name), expression(value)),
        None => pattern(name),
    });
    node(declare_kind(kind), declarators)
}

fn declare_kind(kind: DeclareKind) -> &'static str {
    match kind {
        DeclareKind::Var => "var",
        DeclareKind::Let => "let",
        DeclareKind::Const => "const",
    }
}

fn for_kind(kind: ForKind) -> &'static str {
    match kind {
        ForKind::In => "for-in",
        ForKind::Each => "for-each",
        ForKind::Of => "for-of",
    }
}

fn for_target(target: &ForTarget) -> String {
    match target {
        ForTarget::Declared(kind, name, value) => node(
            declare_kind(*kind),
            [pattern(name), value.as_ref().map(expression).unwrap_or_default()],
        ),
        ForTarget::Expr(expr) => expression(expr),
    }
}

fn catch(catch: &Catch) -> String {
    let guard =
        catch.guard.as_ref().map(|guard| node("when", [expression(guard)])).unwrap_or_default();
    node("catch", [catch.name.clone(), guard, body(&catch.body)])
}

fn case(case: &Case) -> String {
    match &case.test {
        Some(test) => node("case", [expression(test), body(&case.body)]),
        None => node("default", [body(&case.body)]),
    }
}

fn unary(op: UnaryOp) -> &'static str {
    match op {
        UnaryOp::Not => "!",
        UnaryOp::BitNot => "~",
        UnaryOp::Plus => "+",
        UnaryOp::Minus => "-",
        UnaryOp::TypeOf => "typeof",
        UnaryOp::Void => "void",
        UnaryOp::Delete => "delete",
        UnaryOp::Increment => "++",
        UnaryOp::Decrement => "--",
    }
}

fn binary(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Or => "||",
        BinaryOp::And => "&&",
        BinaryOp::BitOr => "|",
        BinaryOp::BitXor => "^",
        BinaryOp::BitAnd => "&",
        BinaryOp::Equal => "==",
        BinaryOp::NotEqual => "!=",
        BinaryOp::StrictEqual => "===",
        BinaryOp::StrictNotEqual => "!==",
        BinaryOp::Less => "<",
        BinaryOp::LessEqual => "<=",
        BinaryOp::Greater => ">",
        BinaryOp::GreaterEqual => ">=",
        BinaryOp::InstanceOf => "instanceof",
        BinaryOp::In => "in",
        BinaryOp::ShiftLeft => "<<",
        BinaryOp::ShiftRight => ">>",
        BinaryOp::ShiftRightUnsigned => ">>>",
        BinaryOp::Add => "+",
        BinaryOp::Subtract => "-",
        BinaryOp::Multiply => "*",
        BinaryOp::Divide => "/",
        BinaryOp::Remainder => "%",
    }
}
