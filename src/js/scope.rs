//! What a script declares, reads and writes: the facts on which it is decided whether a piece of a
//! transformer can be carried alone.

use std::collections::{BTreeMap, BTreeSet};

use super::ast::{
    Catch, Expr, ExprKind, ForTarget, Function, Pattern, Place, Program, PropertyValue, Stmt,
    StmtKind, UnaryOp,
};
use super::visit::{self, Node};

/// Names and the place of the first mention of each.
pub type Names = BTreeMap<String, Place>;

/// The names that the engine puts into scope (semantics section 5.1), and Java's packages.
pub const ROOTS: &[&str] = &[
    "$",
    "$c",
    "$cfg",
    "$co",
    "$g",
    "$gc",
    "$r",
    "$s",
    "DatabaseConnectionFactory",
    "Packages",
    "alerts",
    "channelMap",
    "com",
    "configurationMap",
    "connectorMap",
    "connectorMessage",
    "destinationSet",
    "globalChannelMap",
    "globalMap",
    "java",
    "javax",
    "logger",
    "message",
    "msg",
    "org",
    "response",
    "responseErrorMessage",
    "responseMap",
    "responseStatus",
    "responseStatusMessage",
    "router",
    "sourceMap",
    "template",
    "tmp",
];

/// What can be said of a script at a glance. Reads and writes count in the order in which they run
/// along the text: the value of an assignment before its target.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Summary {
    /// Declared by `var`, `let` or `const`, or by a function inside a block; not in inner functions.
    pub declared: Names,
    /// Functions declared at the top level, hoisted by the engine.
    pub functions: Names,
    /// Read and declared nowhere in the script.
    pub reads: Names,
    /// Assigned (also by inner functions) and declared nowhere: globals.
    pub globals: Names,
    /// Whose first use is a read, whether declared or not; hoisted functions left out.
    pub read_first: Names,
    /// Those of [`ROOTS`] that are mentioned and not redeclared.
    pub roots: Names,
    /// The first `return` outside inner functions.
    pub outer_return: Option<Place>,
    /// The first mention of `eval`.
    pub eval: Option<Place>,
    /// The first `with`.
    pub with: Option<Place>,
    /// The first `this`, also inside functions.
    pub this: Option<Place>,
    /// The first `importPackage` or `importClass`.
    pub import: Option<Place>,
}

/// Summarises a script.
pub fn summary(program: &Program) -> Summary {
    let mut walker = Walker::new(program);
    walker.waiting.extend(program.body.iter().rev().map(|stmt| Task::visit(Node::Stmt(stmt), 0)));
    while let Some(task) = walker.waiting.pop() {
        walker.run(task);
    }
    walker.found
}

/// One thing to do; `scope` is an index into the walker's scopes.
struct Task<'a> {
    work: Work<'a>,
    scope: usize,
}

enum Work<'a> {
    Visit(Node<'a>),
    Write(&'a str, Place),
}

impl<'a> Task<'a> {
    fn visit(node: Node<'a>, scope: usize) -> Self {
        Self { work: Work::Visit(node), scope }
    }
}

/// The names of an inner function or of a `catch`, and the scope around it.
struct Scope {
    names: BTreeSet<String>,
    outer: usize,
    function: bool,
}

struct Walker<'a> {
    found: Summary,
    written: BTreeSet<String>,
    /// The first is the script's own.
    scopes: Vec<Scope>,
    waiting: Vec<Task<'a>>,
}

impl<'a> Walker<'a> {
    fn new(program: &Program) -> Self {
        let mut found = Summary::default();
        for stmt in &program.body {
            if let StmtKind::Function(Function { name: Some(name), place, .. }) = &stmt.kind {
                found.functions.entry(name.clone()).or_insert_with(|| place.clone());
            }
        }
        found.declared = declared(&program.body);
        found.declared.retain(|name, _| !found.functions.contains_key(name));
        let root = Scope { names: BTreeSet::new(), outer: 0, function: false };
        Self { found, written: BTreeSet::new(), scopes: vec![root], waiting: Vec::new() }
    }

    fn run(&mut self, task: Task<'a>) {
        let scope = task.scope;
        match task.work {
            Work::Write(name, place) => self.write(name, &place, scope),
            Work::Visit(Node::Function(function)) => self.enter_function(function, scope),
            Work::Visit(Node::Catch(catch)) => self.enter_catch(catch, scope),
            Work::Visit(Node::Stmt(stmt) | Node::Head(stmt)) => self.statement(stmt, scope),
            Work::Visit(Node::Expr(expr)) => self.expression(expr, scope),
        }
    }

    /// Queues tasks so that they run in the order given.
    fn queue(&mut self, tasks: Vec<Task<'a>>) {
        self.waiting.extend(tasks.into_iter().rev());
    }

    fn queue_children(&mut self, node: Node<'a>, scope: usize) {
        let mut inner = Vec::new();
        visit::children(node, &mut inner);
        self.queue(inner.into_iter().map(|node| Task::visit(node, scope)).collect());
    }

    fn enter_function(&mut self, function: &'a Function, outer: usize) {
        let mut names: BTreeSet<String> = declared(&function.body).into_keys().collect();
        names.extend(function.name.clone());
        names.insert("arguments".to_owned());
        names.extend(function.params.iter().flat_map(bound).map(|(name, _)| name.to_owned()));
        self.scopes.push(Scope { names, outer, function: true });
        self.queue_children(Node::Function(function), self.scopes.len() - 1);
    }

    fn enter_catch(&mut self, catch: &'a Catch, outer: usize) {
        let function = self.scopes[outer].function;
        self.scopes.push(Scope { names: BTreeSet::from([catch.name.clone()]), outer, function });
        self.queue_children(Node::Catch(catch), self.scopes.len() - 1);
    }

    fn statement(&mut self, stmt: &'a Stmt, scope: usize) {
        match &stmt.kind {
            StmtKind::Declare(_, list) => {
                let mut tasks = Vec::new();
                for (pattern, value) in list {
                    if let Some(value) = value {
                        tasks.push(Task::visit(Node::Expr(value), scope));
                        tasks.extend(writes(pattern, scope));
                    }
                }
                return self.queue(tasks);
            }
            StmtKind::ForIn(_, target, list, body) => {
                let mut tasks = vec![Task::visit(Node::Expr(list), scope)];
                match &**target {
                    ForTarget::Declared(_, pattern, value) => {
                        tasks.splice(
                            0..0,
                            value.iter().map(|value| Task::visit(Node::Expr(value), scope)),
                        );
                        tasks.extend(writes(pattern, scope));
                    }
                    ForTarget::Expr(expr) => target_tasks(expr, scope, &mut tasks),
                }
                tasks.push(Task::visit(Node::Stmt(body), scope));
                return self.queue(tasks);
            }
            StmtKind::Return(_) if !self.scopes[scope].function => {
                first(&mut self.found.outer_return, &stmt.place);
            }
            StmtKind::With(..) => first(&mut self.found.with, &stmt.place),
            _ => {}
        }
        self.queue_children(Node::Stmt(stmt), scope);
    }

    fn expression(&mut self, expr: &'a Expr, scope: usize) {
        match &expr.kind {
            ExprKind::Name(name) => self.read(name, &expr.place, scope),
            ExprKind::This => first(&mut self.found.this, &expr.place),
            ExprKind::Assign(op, target, value) => {
                let mut tasks = Vec::new();
                if op.is_some() {
                    tasks.push(Task::visit(Node::Expr(target), scope));
                }
                tasks.push(Task::visit(Node::Expr(value), scope));
                target_tasks(target, scope, &mut tasks);
                self.queue(tasks);
            }
            ExprKind::Unary(UnaryOp::Increment | UnaryOp::Decrement, target)
            | ExprKind::Postfix(_, target) => {
                let mut tasks = vec![Task::visit(Node::Expr(target), scope)];
                target_tasks(target, scope, &mut tasks);
                self.queue(tasks);
            }
            _ => self.queue_children(Node::Expr(expr), scope),
        }
    }

    /// Whether an inner function or a `catch` around the mention binds the name.
    fn is_inner(&self, name: &str, mut scope: usize) -> bool {
        while scope != 0 {
            if self.scopes[scope].names.contains(name) {
                return true;
            }
            scope = self.scopes[scope].outer;
        }
        false
    }

    /// Whether the script itself binds the name.
    fn is_declared(&self, name: &str) -> bool {
        self.found.declared.contains_key(name) || self.found.functions.contains_key(name)
    }

    fn read(&mut self, name: &str, place: &Place, scope: usize) {
        if self.is_inner(name, scope) {
            return;
        }
        match name {
            "eval" => first(&mut self.found.eval, place),
            "importPackage" | "importClass" => first(&mut self.found.import, place),
            _ => {}
        }
        if !self.written.contains(name) && !self.found.functions.contains_key(name) {
            note(&mut self.found.read_first, name, place);
        }
        if !self.is_declared(name) {
            note(&mut self.found.reads, name, place);
            self.root(name, place);
        }
    }

    fn write(&mut self, name: &str, place: &Place, scope: usize) {
        if self.is_inner(name, scope) {
            return;
        }
        self.written.insert(name.to_owned());
        if !self.is_declared(name) {
            note(&mut self.found.globals, name, place);
            self.root(name, place);
        }
    }

    fn root(&mut self, name: &str, place: &Place) {
        if ROOTS.contains(&name) {
            note(&mut self.found.roots, name, place);
        }
    }
}

fn first(slot: &mut Option<Place>, place: &Place) {
    if slot.as_ref().is_none_or(|before| place.start < before.start) {
        *slot = Some(place.clone());
    }
}

fn note(names: &mut Names, name: &str, place: &Place) {
    let before = names.entry(name.to_owned()).or_insert_with(|| place.clone());
    if place.start < before.start {
        *before = place.clone();
    }
}

/// What a target does: a name is written, anything else is read to get at its place.
fn target_tasks<'a>(target: &'a Expr, scope: usize, tasks: &mut Vec<Task<'a>>) {
    let mut waiting = vec![target];
    while let Some(target) = waiting.pop() {
        match &target.kind {
            ExprKind::Name(name) => {
                tasks.push(Task { work: Work::Write(name, target.place.clone()), scope });
            }
            ExprKind::Array(items) => waiting.extend(items.iter().flatten().rev()),
            ExprKind::Object(list) => {
                waiting.extend(list.iter().rev().filter_map(|property| match &property.value {
                    PropertyValue::Value(value) => Some(value),
                    PropertyValue::Getter(_) | PropertyValue::Setter(_) => None,
                }));
            }
            _ => tasks.push(Task::visit(Node::Expr(target), scope)),
        }
    }
}

fn writes(pattern: &Pattern, scope: usize) -> impl Iterator<Item = Task<'_>> {
    bound(pattern)
        .into_iter()
        .map(move |(name, place)| Task { work: Work::Write(name, place), scope })
}

/// The names that a pattern binds.
fn bound(pattern: &Pattern) -> Vec<(&str, Place)> {
    match pattern {
        Pattern::Name(name, place) => vec![(name, place.clone())],
        Pattern::Destructuring(names, place) => {
            names.iter().map(|name| (name.as_str(), place.clone())).collect()
        }
    }
}

/// All names that the statements declare, inner functions left out.
fn declared(body: &[Stmt]) -> Names {
    let mut names = Names::new();
    let mut waiting: Vec<Node<'_>> = body.iter().map(Node::Stmt).collect();
    while let Some(node) = waiting.pop() {
        match node {
            Node::Stmt(stmt) | Node::Head(stmt) => {
                for (name, place) in declared_by(stmt) {
                    note(&mut names, name, &place);
                }
                visit::children(node, &mut waiting);
            }
            Node::Catch(_) => visit::children(node, &mut waiting),
            Node::Expr(_) | Node::Function(_) => {}
        }
    }
    names
}

fn declared_by(stmt: &Stmt) -> Vec<(&str, Place)> {
    match &stmt.kind {
        StmtKind::Declare(_, list) => list.iter().flat_map(|(pattern, _)| bound(pattern)).collect(),
        StmtKind::Function(Function { name: Some(name), place, .. }) => vec![(name, place.clone())],
        StmtKind::ForIn(_, target, ..) => match &**target {
            ForTarget::Declared(_, pattern, _) => bound(pattern),
            ForTarget::Expr(_) => Vec::new(),
        },
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::js::parse::parse_script;

    /// The summary as text: sections that are not empty.
    fn shown(script: &str) -> String {
        let found = summary(&parse_script(script).expect(script));
        let names = [
            ("declared", &found.declared),
            ("functions", &found.functions),
            ("reads", &found.reads),
            ("globals", &found.globals),
            ("first", &found.read_first),
            ("roots", &found.roots),
        ];
        let flags = [
            ("return", &found.outer_return),
            ("eval", &found.eval),
            ("with", &found.with),
            ("this", &found.this),
            ("import", &found.import),
        ];
        let names = names.iter().filter(|(_, names)| !names.is_empty()).map(|(head, names)| {
            let names = names.iter().map(|(name, place)| format!("{name}@{}", place.start));
            format!("{head}: {}", names.collect::<Vec<_>>().join(" "))
        });
        let flags = flags.iter().filter_map(|(head, place)| {
            place.as_ref().map(|place| format!("{head}@{}", place.start))
        });
        names.chain(flags).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn names_and_uses() {
        let cases = [
            ("", ""),
            ("var a = 1, b; let c = a; const d = b", "declared: a@4 b@11 c@18 d@31; first: b@35"),
            (
                "if (x) { for (var i = 0; i < 2; i++) y = i }",
                "declared: i@18; reads: x@4; globals: y@37; first: x@4",
            ),
            ("n = n + 1", "reads: n@4; globals: n@0; first: n@4"),
            ("n = 1; n++", "reads: n@7; globals: n@0"),
            ("n += 1", "reads: n@0; globals: n@0; first: n@0"),
            (
                "f(1); function f(p) { var q = p; return q + z }",
                "functions: f@6; reads: z@44; first: z@44",
            ),
            ("var g = function h(a) { g = a; h(arguments) }", "declared: g@4"),
            ("try { a } catch (e) { e; return } e", "reads: a@6 e@34; first: a@6 e@34; return@25"),
            (
                "[a, b] = [b, a]; ({x: c}) = o",
                "reads: a@13 b@10 o@28; globals: a@1 b@4 c@22; first: a@13 b@10 o@28",
            ),
            (
                "var [p, q] = r; for each (var s in p) t",
                "declared: p@4 q@4 s@30; reads: r@13 t@38; first: r@13 t@38",
            ),
            ("for (k in o) k", "reads: k@13 o@10; globals: k@5; first: o@10"),
            ("msg.PID = tmp['x']", "reads: msg@0 tmp@10; first: msg@0 tmp@10; roots: msg@0 tmp@10"),
            (
                "function f(msg) { return msg } $c('a', 1)",
                "functions: f@0; reads: $c@31; first: $c@31; roots: $c@31",
            ),
            ("with (o) { this.x }", "reads: o@6; first: o@6; with@0; this@11"),
            (
                "eval(importPackage)",
                "reads: eval@0 importPackage@5; first: eval@0 importPackage@5; eval@0; import@5",
            ),
            ("x = <a b={c}>{d}</a>", "reads: c@10 d@14; globals: x@0; first: c@10 d@14"),
            ("var f = a => a + b", "declared: f@4; reads: b@17; first: b@17"),
            ("{ function g() { return 1 } }", "declared: g@2"),
        ];
        for (script, expected) in cases {
            assert_eq!(shown(script), expected, "{script}");
        }
    }
}
