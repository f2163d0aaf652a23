//! Filter and steps in words, every statement of them.

use super::{
    carried,
    page::{Page, name},
};
use crate::{
    back::{spec::words, text::short_name},
    ir::{Body, Element, Filter, Func, Script, VarKind, disposition::Disposition},
    pass::fold::{self, Stmt, StmtKind, Value},
};

/// The filter and the steps of a connector.
pub(super) fn script(page: &mut Page, script: &Script) {
    if let Some(prelude) = script.prelude {
        page.point(
            0,
            &format!("Code templates run with it, {}.", carried(&script.carried[prelude])),
        );
    }
    filter(page, script);
    if script.template.is_some() {
        page.point(0, "The outbound message `tmp` starts from the template of the connector.");
    }
    if script.elements.is_empty() {
        page.point(0, "No steps: the message stays as it is.");
    } else {
        page.point(0, "Step by step:");
    }
    steps(page, script, 1);
}

/// The steps alone.
pub(super) fn steps(page: &mut Page, script: &Script, depth: usize) {
    for (index, element) in script.elements.iter().enumerate() {
        self::element(page, script, &format!("Step {}", index + 1), element, depth);
    }
}

fn filter(page: &mut Page, script: &Script) {
    let decides = match &script.filter {
        None | Some(Filter::Accept) => "Every message is accepted.".to_owned(),
        Some(filter) => {
            let rule = |index| format!("rule {} holds", index + 1);
            format!("A message is accepted where {}.", filter.in_words("always", &rule, true))
        }
    };
    page.point(0, &decides);
    for (index, element) in script.rules.iter().enumerate() {
        self::element(page, script, &format!("Rule {}", index + 1), element, 1);
    }
}

/// A rule or step: what it is, and what it does below.
fn element(page: &mut Page, script: &Script, number: &str, element: &Element, depth: usize) {
    let own = match element.name.as_str() {
        "" => String::new(),
        text => format!(" {}", name(short_name(text))),
    };
    let codes = match element.codes.join(", ") {
        codes if codes.is_empty() => codes,
        codes => format!("; findings {codes}"),
    };
    let (first, last) = element.lines;
    let lines =
        if first == last { format!("line {first}") } else { format!("lines {first} to {last}") };
    page.point(depth, &format!("{number}, {}{own} ({lines}{codes})", element.kind));
    let told = Telling { script, page };
    told.body(element, depth + 1);
}

struct Telling<'a, 'p> {
    script: &'a Script,
    page: &'p mut Page,
}

impl Telling<'_, '_> {
    fn body(mut self, element: &Element, depth: usize) {
        match &element.body {
            Body::Steps { block, verdict } => {
                let (stmts, value) = fold::block(self.script, block, *verdict);
                self.stmts(&stmts, depth);
                let decided =
                    matches!(stmts.last(), Some(Stmt { kind: StmtKind::Carried(_, Some(_)), .. }));
                match value {
                    Some(value) if !decided => {
                        let text = format!("holds where {}", self.word(&value));
                        self.page.point(depth, &text);
                    }
                    None if stmts.is_empty() => self.page.point(depth, "does nothing"),
                    _ => {}
                }
            }
            Body::Nothing if element.disposition == Disposition::Carried => {
                self.page.point(depth, "part of the legacy script of the step before it");
            }
            Body::Nothing if element.disposition == Disposition::Disabled => {
                self.page.point(depth, "switched off in the legacy engine");
            }
            Body::Nothing => self.page.point(depth, "does nothing"),
            Body::Missing { reason } => {
                self.page.point(depth, &format!("cannot run, so the message fails here: {reason}"));
            }
        }
    }

    fn word(&self, value: &Value) -> String {
        name(&words::value(self.script, value))
    }

    fn stmts(&mut self, stmts: &[Stmt], depth: usize) {
        for stmt in stmts {
            self.stmt(&stmt.kind, depth);
        }
    }

    /// One statement. Every kind has its words, so that a new one cannot go without.
    fn stmt(&mut self, kind: &StmtKind, depth: usize) {
        let text = match kind {
            StmtKind::Set(var, value) => {
                let target = name(&words::variable(self.script, *var));
                let counts = self.script.vars[*var].kind == VarKind::Index;
                let verb = if counts { "count" } else { "remember" };
                self.written(&format!("{verb} {target} as"), value)
            }
            StmtKind::Do(func, args) => self.effect(*func, args),
            StmtKind::Invoke(function, args) => {
                format!("call {}", self.word(&Value::Invoke(*function, args.clone())))
            }
            StmtKind::If(test, yes, no) => return self.choice(test, yes, no, depth),
            StmtKind::While { label, before, test, body, update } => {
                return self.rounds(label.as_ref(), [before, body, update], test, depth);
            }
            StmtKind::Break(label) => format!("leave the loop{}", labelled(label.as_ref())),
            StmtKind::Continue(label) => {
                format!("go on with the next round of the loop{}", labelled(label.as_ref()))
            }
            StmtKind::Return(None) => "stop here".to_owned(),
            StmtKind::Return(Some(value)) => format!("stop here and give {}", self.word(value)),
            StmtKind::Throw(value) => format!("fail with {}", self.word(value)),
            StmtKind::Fail(error, message) => {
                format!("fail, as the legacy engine does: {error}: {}", name(message))
            }
            StmtKind::Try(body, catch, finally) => {
                return self.guarded(
                    body,
                    catch.as_ref().map(|(_, block)| &block[..]),
                    finally,
                    depth,
                );
            }
            StmtKind::Carried(piece, verdict) => {
                let piece = carried(&self.script.carried[*piece]);
                let decides =
                    if verdict.is_some() { "; it holds where its result is true" } else { "" };
                format!("{piece}{decides}")
            }
        };
        self.page.point(depth, &text);
    }

    fn choice(&mut self, test: &Value, yes: &[Stmt], no: &[Stmt], depth: usize) {
        let condition = format!("where {}:", self.word(test));
        self.page.point(depth, &condition);
        self.stmts(yes, depth + 1);
        if !no.is_empty() {
            self.page.point(depth, "otherwise:");
            self.stmts(no, depth + 1);
        }
    }

    fn rounds(
        &mut self,
        label: Option<&String>,
        [before, body, update]: [&Vec<Stmt>; 3],
        test: &Value,
        depth: usize,
    ) {
        let condition = self.word(test);
        let head = format!("again and again while {condition}{}:", labelled(label));
        self.page.point(depth, &head);
        if !before.is_empty() {
            self.page.point(depth + 1, "before that is looked at:");
            self.stmts(before, depth + 2);
        }
        self.stmts(body, depth + 1);
        self.stmts(update, depth + 1);
    }

    fn guarded(&mut self, body: &[Stmt], catch: Option<&[Stmt]>, finally: &[Stmt], depth: usize) {
        self.page.point(depth, "try:");
        self.stmts(body, depth + 1);
        if let Some(catch) = catch {
            self.page.point(depth, "where that fails:");
            if catch.is_empty() {
                self.page.point(depth + 1, "go on as if nothing had happened");
            }
            self.stmts(catch, depth + 1);
        }
        if !finally.is_empty() {
            self.page.point(depth, "in any case:");
            self.stmts(finally, depth + 1);
        }
    }

    /// A call for its effect.
    fn effect(&self, func: Func, args: &[Value]) -> String {
        match (func, args) {
            (Func::PutName, [base, child, value]) => {
                let place = name(&words::child(self.script, base, child));
                self.written(&format!("set {place} to"), value)
            }
            (Func::PutIndex, [base, index, value]) => {
                let place = Value::Call(Func::At, vec![base.clone(), index.clone()]);
                self.written(&format!("set {} to", self.word(&place)), value)
            }
            (Func::MapPut(map), [key, value]) => {
                let entry = format!("set the entry {} of {} to", self.word(key), map.name());
                self.written(&entry, value)
            }
            (Func::CreateSegment, [base, child, index]) => {
                let child = Value::Call(Func::Child, vec![base.clone(), child.clone()]);
                let place = Value::Call(Func::At, vec![child, index.clone()]);
                format!("make {}, empty", self.word(&place))
            }
            (Func::Append, [list, value]) => {
                format!("append {} to {}", self.word(value), self.word(list))
            }
            (Func::RemoveDestinations, args) => format!("leave out {}", self.destinations(args)),
            (Func::KeepDestinations, args) => {
                format!("leave out all but {}", self.destinations(args))
            }
            (Func::ClearDestinations, _) => "leave out all destinations".to_owned(),
            _ => format!("do {}", self.word(&Value::Call(func, args.to_vec()))),
        }
    }

    fn destinations(&self, numbers: &[Value]) -> String {
        let numbers: Vec<_> = numbers.iter().map(|n| words::value(self.script, n)).collect();
        let word = if numbers.len() == 1 { "destination" } else { "destinations" };
        format!("{word} {}", numbers.join(", "))
    }

    /// A write, with its default and replacements.
    fn written(&self, verb: &str, value: &Value) -> String {
        let (value, extras) = words::written(self.script, value);
        let extras: Vec<_> = extras.iter().map(|extra| name(extra)).collect();
        let extras = match extras.join(", ") {
            text if text.is_empty() => text,
            text => format!(", with {text}"),
        };
        format!("{verb} {}{extras}", name(&value))
    }
}

fn labelled(label: Option<&String>) -> String {
    label.map(|label| format!(" {}", name(label))).unwrap_or_default()
}
