//! Statements of a mapping definition.

use std::fmt::Write as _;

use crate::{
    arena::Handle,
    ir::{Func, Ty, Var, VarKind},
    pass::fold::{Stmt, StmtKind, Value},
};

use super::{
    split, text,
    value::{Printer, function_name, is_free_local},
};

/// The body of one method.
pub(super) struct Body<'p, 'a> {
    pub(super) printer: &'p mut Printer<'a>,
    /// Name of the method.
    pub(super) name: String,
    /// Its statements, printed.
    pub(super) out: String,
    /// Methods that parts of it went to, printed.
    pub(super) apart: Vec<String>,
}

impl Body<'_, '_> {
    /// Prints statements, indented by `depth` steps of four blanks. Too many for one method of
    /// the platform's machine go to methods of their own.
    pub(super) fn stmts(&mut self, stmts: &[Stmt], depth: usize) {
        if split::weight(stmts) <= split::LIMIT {
            return self.plain(stmts, depth);
        }
        let mut rest = stmts;
        while !rest.is_empty() {
            let (group, after) = rest.split_at(split::group(rest));
            rest = after;
            match split::parameters(self.printer, group, after) {
                Some(parameters) => self.apart(group, &parameters, depth),
                None => self.plain(group, depth),
            }
        }
    }

    /// Prints the statements of a nested block; what it declares ends with it.
    fn nested(&mut self, stmts: &[Stmt], depth: usize) {
        let outer = self.printer.locals.clone();
        self.stmts(stmts, depth);
        self.printer.locals = outer;
    }

    /// Prints statements. An index that is set right before its loop is declared in it.
    fn plain(&mut self, stmts: &[Stmt], depth: usize) {
        let mut rest = stmts;
        while let Some((stmt, after)) = rest.split_first() {
            rest = after;
            match (&stmt.kind, after) {
                (StmtKind::Set(var, start), [next, after @ ..])
                    if self.printer.is_index(*var) && self.counts(*var, next) =>
                {
                    self.count_loop(*var, start, &next.kind, depth);
                    rest = after;
                }
                _ => self.stmt(stmt, depth),
            }
        }
    }

    /// Whether a statement is a loop that steps an index and tests without statements.
    fn counts(&self, var: Handle<Var>, stmt: &Stmt) -> bool {
        let StmtKind::While { label: None, before, update, .. } = &stmt.kind else { return false };
        let steps = matches!(&update[..], [Stmt { kind: StmtKind::Set(of, _), .. }] if *of == var);
        steps && before.is_empty() && !self.printer.locals.contains_key(&var)
    }

    fn count_loop(&mut self, var: Handle<Var>, start: &Value, kind: &StmtKind, depth: usize) {
        let StmtKind::While { test, body, .. } = kind else { return };
        self.declare_before(&[body], depth);
        let start = self.printer.index(start);
        let name = self.local(var);
        let test = self.printer.value(test);
        self.line(depth, &format!("for (int {name} = {start}; {}; {name}++) {{", bare(&test)));
        self.nested(body, depth + 1);
        self.line(depth, "}");
        self.printer.locals.remove(&var);
    }

    /// Prints statements as a method of their own, and the call of it.
    fn apart(&mut self, group: &[Stmt], parameters: &[Handle<Var>], depth: usize) {
        let name = format!("{}Part{}", self.name, self.apart.len() + 1);
        let names: Vec<String> = parameters.iter().map(|var| self.printer.var(*var)).collect();
        self.line(depth, &format!("{name}({})", names.join(", ")));
        let typed: Vec<String> = parameters
            .iter()
            .zip(&names)
            .map(|(var, name)| format!("{} {name}", self.type_of(*var)))
            .collect();
        // Holds the place, so that parts of the part get other numbers.
        self.apart.push(String::new());
        let place = self.apart.len() - 1;
        let outer = std::mem::take(&mut self.out);
        let locals = self.printer.locals.clone();
        self.plain(group, 2);
        self.printer.locals = locals;
        let body = std::mem::replace(&mut self.out, outer);
        self.apart[place] = format!("\n    void {name}({}) {{\n{body}    }}\n", typed.join(", "));
    }

    fn type_of(&self, var: Handle<Var>) -> &'static str {
        if self.printer.is_index(var) {
            return "int";
        }
        type_name(self.printer.script.vars[var].ty)
    }

    /// Prints one line.
    pub(super) fn line(&mut self, depth: usize, line: &str) {
        let _ = writeln!(self.out, "{:width$}{line}", "", width = depth * 4);
    }

    fn stmt(&mut self, stmt: &Stmt, depth: usize) {
        match &stmt.kind {
            StmtKind::Set(var, value) => self.set(*var, value, depth),
            StmtKind::Do(func, args) => self.effect(*func, args, depth),
            StmtKind::Invoke(function, args) => {
                let name = function_name(&self.printer.script.functions[*function].name);
                let args: Vec<String> = args.iter().map(|arg| self.printer.value(arg)).collect();
                self.line(depth, &format!("{name}({})", args.join(", ")));
            }
            StmtKind::If(test, yes, no) => self.branch(test, yes, no, depth),
            StmtKind::While { .. } => self.repeat(&stmt.kind, depth),
            StmtKind::Break(label) => self.jump("break", label.as_ref(), depth),
            StmtKind::Continue(label) => self.jump("continue", label.as_ref(), depth),
            StmtKind::Return(value) => {
                let value = value.as_ref().map(|value| format!(" {}", self.printer.value(value)));
                self.line(depth, &format!("return{}", value.unwrap_or_default()));
            }
            StmtKind::Throw(value) => {
                let value = self.printer.value(value);
                self.line(depth, &format!("throw new LegacyError(js.text({value}))"));
            }
            StmtKind::Fail(error, message) => {
                let message = text::literal(&format!("{error}: {message}"));
                self.line(depth, &format!("throw new LegacyError({message})"));
            }
            StmtKind::Try(body, catch, finally) => {
                self.guarded(body, catch.as_ref(), finally, depth);
            }
            StmtKind::Carried(piece, verdict) => {
                let file = text::literal(&self.printer.script.carried[*piece].file);
                match verdict {
                    Some(var) => self.declare(*var, &format!("carried.decide({file})"), depth),
                    None => self.line(depth, &format!("carried.run({file})")),
                }
            }
        }
    }

    /// A variable gets a value; a temporary is declared where it first does.
    fn set(&mut self, var: Handle<Var>, value: &Value, depth: usize) {
        let value = match value {
            Value::Literal(_) if self.printer.is_index(var) => self.printer.index(value),
            _ => self.printer.value(value),
        };
        self.declare(var, &value, depth);
    }

    fn declare(&mut self, var: Handle<Var>, value: &str, depth: usize) {
        let known = self.printer.locals.contains_key(&var);
        if known || self.printer.script.vars[var].kind == VarKind::Named {
            let name = self.printer.var(var);
            return self.line(depth, &format!("{name} = {value}"));
        }
        let name = self.local(var);
        let ty = self.type_of(var);
        self.line(depth, &format!("{ty} {name} = {value}"));
    }

    /// Names a local variable: an index as the legacy did, anything else by its number.
    fn local(&mut self, var: Handle<Var>) -> String {
        let known = &self.printer.script.vars[var];
        let name = match known.kind {
            VarKind::Index if is_free_local(&known.name) => known.name.clone(),
            VarKind::Index => format!("i{}", self.printer.locals.len() + 1),
            _ if known.ty == Ty::List => format!("list{}", self.printer.locals.len() + 1),
            _ => format!("t{}", self.printer.locals.len() + 1),
        };
        self.printer.locals.insert(var, name.clone());
        name
    }

    /// Declares temporaries that are first set inside a nested block and used after it.
    fn declare_before(&mut self, stmts: &[&[Stmt]], depth: usize) {
        for var in assigned(stmts) {
            let of = &self.printer.script.vars[var];
            if of.kind == VarKind::Temp && !self.printer.locals.contains_key(&var) {
                let (ty, start) = (type_name(of.ty), start_value(of.ty));
                let name = self.local(var);
                self.line(depth, &format!("{ty} {name} = {start}"));
            }
        }
    }

    fn effect(&mut self, func: Func, args: &[Value], depth: usize) {
        let line = self.effect_line(func, args);
        self.line(depth, &line);
    }

    fn effect_line(&self, func: Func, args: &[Value]) -> String {
        let printed = |value: &Value| self.printer.value(value);
        match func {
            Func::MapPut(map) => {
                format!("{}[{}] = {}", map.name(), printed(&args[0]), printed(&args[1]))
            }
            Func::PutName => {
                let target = Value::Call(Func::Child, args[..2].to_vec());
                self.write(&target, &printed(&args[2]))
            }
            Func::PutIndex => {
                let target = Value::Call(Func::At, args[..2].to_vec());
                self.write_at(&target, args)
            }
            Func::PutAttribute => {
                let rest = [printed(&args[1]), printed(&args[2])];
                match self.printer.place(&args[0]) {
                    Some(place) => place.method("putAttribute", &rest),
                    None => format!("{}.putAttribute({})", printed(&args[0]), rest.join(", ")),
                }
            }
            Func::CreateSegment => {
                let (name, index) = (printed(&args[1]), self.printer.index(&args[2]));
                let base = match self.printer.place(&args[0]) {
                    Some(place) => place.owner(),
                    None => printed(&args[0]),
                };
                format!("{base}.createSegment({name}, {index})")
            }
            Func::Append => format!("{}.add({})", printed(&args[0]), printed(&args[1])),
            Func::RemoveDestinations => format!("destinationSet.remove([{}])", self.list(args)),
            Func::KeepDestinations => {
                format!("destinationSet.removeAllExcept([{}])", self.list(args))
            }
            Func::ClearDestinations => "destinationSet.removeAll()".to_owned(),
            _ => printed(&Value::Call(func, args.to_vec())),
        }
    }

    fn list(&self, args: &[Value]) -> String {
        args.iter().map(|arg| self.printer.value(arg)).collect::<Vec<_>>().join(", ")
    }

    fn write(&self, target: &Value, value: &str) -> String {
        match self.printer.place(target) {
            Some(place) => place.write(value),
            None => format!("{}.write({value})", self.printer.value(target)),
        }
    }

    fn write_at(&self, target: &Value, args: &[Value]) -> String {
        let value = self.printer.value(&args[2]);
        if let Value::Literal(_) = &args[1] {
            return self.write(target, &value);
        }
        let index = self.printer.index(&args[1]);
        match self.printer.place(&args[0]) {
            Some(place) => place.method("putAt", &[index, value]),
            None => format!("{}.putAt({index}, {value})", self.printer.value(&args[0])),
        }
    }

    fn branch(&mut self, test: &Value, yes: &[Stmt], no: &[Stmt], depth: usize) {
        let test = self.printer.value(test);
        self.declare_before(&[yes, no], depth);
        self.line(depth, &format!("if ({}) {{", bare(&test)));
        self.nested(yes, depth + 1);
        if !no.is_empty() {
            self.line(depth, "} else {");
            self.nested(no, depth + 1);
        }
        self.line(depth, "}");
    }

    /// Any other loop tests inside.
    fn repeat(&mut self, kind: &StmtKind, depth: usize) {
        let StmtKind::While { label, before, test, body, update } = kind else { return };
        self.declare_before(&[before, body], depth);
        if let Some(label) = label {
            self.line(depth, &format!("{}:", function_name(label)));
        }
        self.line(depth, "while (true) {");
        self.stmts(before, depth + 1);
        let test = self.printer.value(test);
        self.line(depth + 1, &format!("if (!({test})) {{"));
        self.line(depth + 2, "break");
        self.line(depth + 1, "}");
        self.nested(body, depth + 1);
        match &update[..] {
            [Stmt { kind: StmtKind::Set(var, _), .. }] if self.printer.is_index(*var) => {
                let step = format!("{}++", self.printer.var(*var));
                self.line(depth + 1, &step);
            }
            _ => self.stmts(update, depth + 1),
        }
        self.line(depth, "}");
    }

    fn guarded(
        &mut self,
        body: &[Stmt],
        catch: Option<&(Option<Handle<Var>>, Vec<Stmt>)>,
        finally: &[Stmt],
        depth: usize,
    ) {
        let caught = catch.map_or(&[][..], |(_, stmts)| &stmts[..]);
        self.declare_before(&[body, caught, finally], depth);
        self.line(depth, "try {");
        self.nested(body, depth + 1);
        if catch.is_some() {
            self.line(depth, "} catch (LegacyError ignored) {");
            self.nested(caught, depth + 1);
        }
        if !finally.is_empty() {
            self.line(depth, "} finally {");
            self.nested(finally, depth + 1);
        }
        self.line(depth, "}");
    }

    fn jump(&mut self, word: &str, label: Option<&String>, depth: usize) {
        let label = label.map(|label| format!(" {}", function_name(label))).unwrap_or_default();
        self.line(depth, &format!("{word}{label}"));
    }
}

/// A test without the parentheses around all of it.
fn bare(test: &str) -> &str {
    let inner = test.strip_prefix('(').and_then(|test| test.strip_suffix(')'));
    match inner {
        Some(inner) if is_balanced(inner) => inner,
        _ => test,
    }
}

/// Whether parentheses close only what they opened. Quoted ones make it look otherwise at worst,
/// and then the outer ones stay.
fn is_balanced(text: &str) -> bool {
    let mut depth = 0i32;
    for char in text.chars() {
        match char {
            '(' => depth += 1,
            ')' => depth -= 1,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    depth == 0 && !text.contains('\'')
}

/// The variables that statements assign, in order, each once.
fn assigned(blocks: &[&[Stmt]]) -> Vec<Handle<Var>> {
    let mut found = Vec::new();
    for stmt in blocks.iter().flat_map(|block| block.iter()) {
        match &stmt.kind {
            StmtKind::Set(var, _) | StmtKind::Carried(_, Some(var)) => found.push(*var),
            StmtKind::If(_, yes, no) => found.extend(assigned(&[yes, no])),
            StmtKind::While { before, body, update, .. } => {
                found.extend(assigned(&[before, body, update]));
            }
            StmtKind::Try(body, catch, finally) => {
                found.extend(assigned(&[body, finally]));
                found.extend(catch.iter().flat_map(|(_, stmts)| assigned(&[stmts])));
            }
            _ => {}
        }
    }
    found.sort();
    found.dedup();
    found
}

/// The type of a variable in a definition.
pub(super) fn type_name(ty: Ty) -> &'static str {
    match ty {
        Ty::Text => "String",
        Ty::Number => "double",
        Ty::Bool => "boolean",
        Ty::Node | Ty::MaybeNode => "Node",
        Ty::Nodes => "Nodes",
        Ty::List => "List<Object>",
        Ty::Any | Ty::HostText | Ty::Undefined | Ty::Null | Ty::Object | Ty::Regex => "Object",
    }
}

fn start_value(ty: Ty) -> &'static str {
    match ty {
        Ty::Text => "''",
        Ty::Number => "0d",
        Ty::Bool => "false",
        Ty::List => "[]",
        _ => "null",
    }
}
