//! Walking the script tree without recursion, in the order of the text.

use super::ast::{
    Case, Catch, Expr, ExprKind, ForTarget, Function, Program, PropertyValue, Selector, Stmt,
    StmtKind, XmlPart,
};

/// A node of the tree.
#[derive(Debug, Clone, Copy)]
pub enum Node<'a> {
    /// A statement.
    Stmt(&'a Stmt),
    /// The first part of a `for (;;)` head: a declaration or an expression, no statement of its own.
    Head(&'a Stmt),
    /// An expression.
    Expr(&'a Expr),
    /// A function: declared, an expression, a method or an accessor.
    Function(&'a Function),
    /// A `catch` clause.
    Catch(&'a Catch),
}

/// Calls `visit` for every node of the script, outer nodes first. Where `visit` gives `false`, what
/// lies inside that node is left out.
pub fn walk<'a>(program: &'a Program, mut visit: impl FnMut(Node<'a>) -> bool) {
    let mut waiting: Vec<Node<'a>> = program.body.iter().rev().map(Node::Stmt).collect();
    while let Some(node) = waiting.pop() {
        if visit(node) {
            let from = waiting.len();
            children(node, &mut waiting);
            waiting[from..].reverse();
        }
    }
}

/// How many statements a script has, nested ones and those of inner functions included. Blocks,
/// `;` and the first part of a `for (;;)` head do not count; a function declaration counts 1 and
/// its body what it has.
pub fn statements(program: &Program) -> u64 {
    let mut count = 0;
    walk(program, |node| {
        if let Node::Stmt(stmt) = node {
            count += u64::from(!matches!(stmt.kind, StmtKind::Block(_) | StmtKind::Empty));
        }
        true
    });
    count
}

/// Appends the nodes right inside `node`, in the order of the text.
pub fn children<'a>(node: Node<'a>, into: &mut Vec<Node<'a>>) {
    match node {
        Node::Stmt(stmt) | Node::Head(stmt) => of_statement(stmt, into),
        Node::Expr(expr) => of_expression(expr, into),
        Node::Function(function) => into.extend(function.body.iter().map(Node::Stmt)),
        Node::Catch(catch) => {
            into.extend(catch.guard.iter().map(Node::Expr));
            into.extend(catch.body.iter().map(Node::Stmt));
        }
    }
}

fn of_statement<'a>(stmt: &'a Stmt, into: &mut Vec<Node<'a>>) {
    match &stmt.kind {
        StmtKind::Expr(expr) | StmtKind::Throw(expr) | StmtKind::DefaultXmlNamespace(expr) => {
            into.push(Node::Expr(expr));
        }
        StmtKind::Return(value) => into.extend(value.iter().map(Node::Expr)),
        StmtKind::Declare(_, list) => {
            into.extend(list.iter().filter_map(|(_, value)| value.as_ref()).map(Node::Expr));
        }
        StmtKind::Function(function) => into.push(Node::Function(function)),
        StmtKind::Block(list) => into.extend(list.iter().map(Node::Stmt)),
        StmtKind::If(test, yes, no) => {
            into.extend([Node::Expr(test), Node::Stmt(yes)]);
            into.extend(no.iter().map(|no| Node::Stmt(no)));
        }
        StmtKind::For(init, test, update, body) => {
            into.extend(init.iter().map(|init| Node::Head(init)));
            into.extend(test.iter().chain(update).map(Node::Expr));
            into.push(Node::Stmt(body));
        }
        StmtKind::ForIn(_, target, list, body) => {
            into.extend(match &**target {
                ForTarget::Declared(_, _, value) => value.as_ref().map(Node::Expr),
                ForTarget::Expr(expr) => Some(Node::Expr(expr)),
            });
            into.extend([Node::Expr(list), Node::Stmt(body)]);
        }
        StmtKind::While(test, body) | StmtKind::With(test, body) => {
            into.extend([Node::Expr(test), Node::Stmt(body)]);
        }
        StmtKind::DoWhile(body, test) => into.extend([Node::Stmt(body), Node::Expr(test)]),
        StmtKind::Label(_, body) => into.push(Node::Stmt(body)),
        StmtKind::Try(body, catches, last) => {
            into.extend(body.iter().map(Node::Stmt));
            into.extend(catches.iter().map(Node::Catch));
            into.extend(last.iter().flatten().map(Node::Stmt));
        }
        StmtKind::Switch(subject, cases) => {
            into.push(Node::Expr(subject));
            for Case { test, body } in cases {
                into.extend(test.iter().map(Node::Expr));
                into.extend(body.iter().map(Node::Stmt));
            }
        }
        StmtKind::Empty | StmtKind::Continue(_) | StmtKind::Break(_) | StmtKind::Debugger => {}
    }
}

fn of_expression<'a>(expr: &'a Expr, into: &mut Vec<Node<'a>>) {
    match &expr.kind {
        ExprKind::Array(items) => into.extend(items.iter().flatten().map(Node::Expr)),
        ExprKind::Sequence(items) => into.extend(items.iter().map(Node::Expr)),
        ExprKind::Object(list) => into.extend(list.iter().map(|property| match &property.value {
            PropertyValue::Value(value) => Node::Expr(value),
            PropertyValue::Getter(function) | PropertyValue::Setter(function) => {
                Node::Function(function)
            }
        })),
        ExprKind::Function(function) => into.push(Node::Function(function)),
        ExprKind::Xml(xml) => into.extend(xml.parts.iter().filter_map(|part| match part {
            XmlPart::Hole(expr) => Some(Node::Expr(expr)),
            XmlPart::Text(_) => None,
        })),
        ExprKind::Member(base, name) | ExprKind::Descendants(base, name) => {
            into.push(Node::Expr(base));
            into.extend(of_selector(name));
        }
        ExprKind::Selector(name) => into.extend(of_selector(name)),
        ExprKind::Index(left, right)
        | ExprKind::Filter(left, right)
        | ExprKind::Binary(_, left, right)
        | ExprKind::Assign(_, left, right) => into.extend([Node::Expr(left), Node::Expr(right)]),
        ExprKind::Call(callee, args) | ExprKind::New(callee, args) => {
            into.push(Node::Expr(callee));
            into.extend(args.iter().map(Node::Expr));
        }
        ExprKind::Unary(_, value) | ExprKind::Postfix(_, value) => into.push(Node::Expr(value)),
        ExprKind::Conditional(test, yes, no) => {
            into.extend([Node::Expr(test), Node::Expr(yes), Node::Expr(no)]);
        }
        ExprKind::Name(_)
        | ExprKind::This
        | ExprKind::Null
        | ExprKind::Bool(_)
        | ExprKind::Number(_)
        | ExprKind::Text(_)
        | ExprKind::Regex { .. } => {}
    }
}

/// The expression in `@[expr]` or `ns::[expr]`. A qualified name holds no further one.
fn of_selector(selector: &Selector) -> Option<Node<'_>> {
    match selector {
        Selector::AttributeIndex(index) => Some(Node::Expr(index)),
        Selector::Qualified { name, .. } => match &**name {
            Selector::AttributeIndex(index) => Some(Node::Expr(index)),
            _ => None,
        },
        Selector::Name(_) | Selector::Any | Selector::Attribute(_) | Selector::AnyAttribute => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::js::parse::parse_script;

    #[test]
    fn statements_count_nested_ones_and_no_blocks() {
        let cases = [
            ("", 0),
            (";;{}", 0),
            ("a; { b; ; c }", 3),
            ("if (a) b; else if (c) { d } else e", 5),
            ("function f() { g(); return 1 }", 3),
            ("var f = function () { g(); };", 2),
            ("for (var i = 0; i < 3; i++) { a; }", 2),
            ("try { a } catch (e if e) { b } finally { c }", 4),
            ("switch (a) { case 1: b; break; default: c }", 4),
            ("x = {get a() { return 1 }}; y = <a>{function () { z }}</a>", 4),
            ("l: while (a) continue l", 3),
        ];
        for (script, expected) in cases {
            let program = parse_script(script).expect(script);
            assert_eq!(statements(&program), expected, "{script}");
        }
    }
}
