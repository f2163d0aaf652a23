//! A stable text of a script, one step per line: what tests compare and people read when the
//! compiler itself is in question. It depends on names and numbers only, never on spans.

use std::fmt::Write as _;

use crate::{
    arena::Handle,
    ir::{
        func::Func,
        script::{Block, Body, Element, Expr, Literal, Script, Step, Var, VarKind},
    },
};

/// The text of a script.
pub fn script(script: &Script) -> String {
    let mut dump = Dump { script, out: String::new() };
    if let Some(template) = &script.template {
        dump.line(0, &format!("template {template:?}"));
    }
    if let Some(prelude) = script.prelude {
        dump.line(0, &format!("prelude {}", script.carried[prelude].file));
    }
    for (index, rule) in script.rules.iter().enumerate() {
        dump.element(&format!("rule {index}"), rule);
    }
    if let Some(filter) = &script.filter {
        let words = filter.in_words("accept", &|index| format!("rule {index}"), false);
        dump.line(0, &format!("filter {words}"));
    }
    for (index, element) in script.elements.iter().enumerate() {
        dump.element(&format!("step {index}"), element);
    }
    dump.out
}

struct Dump<'a> {
    script: &'a Script,
    out: String,
}

impl Dump<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.out, "{:width$}{text}", "", width = depth * 2);
    }

    fn element(&mut self, label: &str, element: &Element) {
        let Element { name, kind, disposition, body, .. } = element;
        self.line(0, &format!("{label} {kind} {name:?}: {disposition}"));
        match body {
            Body::Nothing => {}
            Body::Missing { reason } => self.line(1, &format!("missing: {reason}")),
            Body::Steps { block, verdict } => {
                self.block(1, block);
                if let Some(verdict) = verdict {
                    let text = self.expr(*verdict);
                    self.line(1, &format!("verdict {text}"));
                }
            }
        }
    }

    fn block(&mut self, depth: usize, block: &Block) {
        for step in block {
            self.step(depth, &self.script.steps[*step]);
        }
    }

    fn step(&mut self, depth: usize, step: &Step) {
        match step {
            Step::Let { var, value } => {
                let text = format!("{} = {}", self.var(*var), self.expr(*value));
                self.line(depth, &text);
            }
            Step::Call { var, func, args } => {
                let text = format!("{}{}", self.target(*var), self.call(*func, args));
                self.line(depth, &text);
            }
            Step::Invoke { var, function, args } => {
                let name = &self.script.functions[*function].name;
                let args: Vec<String> = args.iter().map(|arg| self.expr(*arg)).collect();
                let text = format!("{}invoke {name}({})", self.target(*var), args.join(", "));
                self.line(depth, &text);
            }
            Step::If { test, yes, no } => self.branch(depth, *test, yes, no),
            Step::Loop(_) => self.loop_(depth, step),
            Step::Break(label) => self.line(depth, &jump("break", label.as_ref())),
            Step::Continue(label) => self.line(depth, &jump("continue", label.as_ref())),
            Step::Return(value) => {
                let text = value.map(|value| format!(" {}", self.expr(value))).unwrap_or_default();
                self.line(depth, &format!("return{text}"));
            }
            Step::Throw(value) => {
                let text = format!("throw {}", self.expr(*value));
                self.line(depth, &text);
            }
            Step::Fail { error, message } => self.line(depth, &format!("fail {error}: {message}")),
            Step::Try { body, catch, finally } => {
                self.guarded(depth, body, catch.as_ref(), finally);
            }
            Step::Carried { piece, verdict } => {
                let file = &self.script.carried[*piece].file;
                let text = format!("{}carried {file}", self.target(*verdict));
                self.line(depth, &text);
            }
        }
    }

    fn branch(&mut self, depth: usize, test: Handle<Expr>, yes: &Block, no: &Block) {
        let line = format!("if {}", self.expr(test));
        self.line(depth, &line);
        self.block(depth + 1, yes);
        if !no.is_empty() {
            self.line(depth, "else");
            self.block(depth + 1, no);
        }
    }

    fn loop_(&mut self, depth: usize, step: &Step) {
        let Step::Loop(loop_) = step else { return };
        let label = loop_.label.as_ref().map(|label| format!(" {label}")).unwrap_or_default();
        self.line(depth, &format!("loop{label}"));
        self.block(depth + 1, &loop_.test.0);
        let test = format!("while {}", self.expr(loop_.test.1));
        self.line(depth + 1, &test);
        self.block(depth + 1, &loop_.body);
        self.line(depth, "next");
        self.block(depth + 1, &loop_.update);
    }

    fn guarded(
        &mut self,
        depth: usize,
        body: &Block,
        catch: Option<&(Option<Handle<Var>>, Block)>,
        finally: &Block,
    ) {
        self.line(depth, "try");
        self.block(depth + 1, body);
        if let Some((var, block)) = catch {
            let name = var.map(|var| format!(" {}", self.var(var))).unwrap_or_default();
            self.line(depth, &format!("catch{name}"));
            self.block(depth + 1, block);
        }
        if !finally.is_empty() {
            self.line(depth, "finally");
            self.block(depth + 1, finally);
        }
    }

    fn target(&self, var: Option<Handle<Var>>) -> String {
        var.map(|var| format!("{} = ", self.var(var))).unwrap_or_default()
    }

    fn var(&self, handle: Handle<Var>) -> String {
        let var = &self.script.vars[handle];
        match var.kind {
            VarKind::Temp => format!("%{}:{}", handle.index(), var.ty),
            VarKind::Named | VarKind::Index => var.name.clone(),
        }
    }

    fn call(&self, func: Func, args: &[Handle<Expr>]) -> String {
        let args: Vec<String> = args.iter().map(|arg| self.expr(*arg)).collect();
        format!("{}{}({})", func.signature().name, detail(func), args.join(", "))
    }

    fn expr(&self, handle: Handle<Expr>) -> String {
        match &self.script.exprs[handle] {
            Expr::Literal(literal) => literal_text(literal),
            Expr::Var(var) => self.var(*var),
            Expr::Root(root) => root.name().to_owned(),
            Expr::Call(func, args) => self.call(*func, args),
            Expr::Cond { test, yes, no } => {
                format!("({} ? {} : {})", self.expr(*test), self.expr(*yes), self.expr(*no))
            }
            Expr::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.expr(*item)).collect();
                format!("[{}]", items.join(", "))
            }
            Expr::Object(entries) => {
                let entries: Vec<String> = entries
                    .iter()
                    .map(|(name, value)| format!("{name:?}: {}", self.expr(*value)))
                    .collect();
                format!("{{{}}}", entries.join(", "))
            }
            Expr::Regex { body, flags } => format!("/{body}/{flags}"),
        }
    }
}

fn jump(word: &str, label: Option<&String>) -> String {
    label.map_or_else(|| word.to_owned(), |label| format!("{word} {label}"))
}

/// What tells apart functions that share a row: the map, the relation.
fn detail(func: Func) -> String {
    match func {
        Func::MapGet(map) | Func::MapHas(map) | Func::MapPut(map) => format!("[{}]", map.name()),
        Func::NumberCompare(relation) | Func::TextCompare(relation) | Func::Compare(relation) => {
            format!("[{}]", relation.sign())
        }
        _ => String::new(),
    }
}

fn literal_text(literal: &Literal) -> String {
    match literal {
        Literal::Undefined => "undefined".to_owned(),
        Literal::Null => "null".to_owned(),
        Literal::Bool(value) => value.to_string(),
        Literal::Number(value) => format!("{value:?}"),
        Literal::Text(text) => format!("{text:?}"),
    }
}
