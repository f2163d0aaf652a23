//! The rows of a mapping table: one per write, read off the folded steps of an element.

use super::words;
use crate::{
    back::{markdown::code, text::short_name},
    ir::{Body, Element, Func, Script, VarKind, disposition::Disposition},
    pass::fold::{self, Stmt, StmtKind, Value},
};

/// Heads of the columns.
pub(super) const HEAD: &[&str] =
    &["#", "target", "source or rule", "condition", "default, replacements", "codes", "lines"];

/// One row before its frame.
#[derive(Debug, Default)]
struct Row {
    target: String,
    rule: String,
    condition: String,
    extras: String,
}

/// The rows of an element. The first carries its number, name, codes and lines.
pub(super) fn rows(script: &Script, number: &str, element: &Element) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    match &element.body {
        Body::Steps { block, verdict } => {
            let (stmts, value) = fold::block(script, block, *verdict);
            walk(script, &stmts, "", &mut rows);
            let decided =
                matches!(stmts.last(), Some(Stmt { kind: StmtKind::Carried(_, Some(_)), .. }));
            if let Some(value) = value.filter(|_| !decided) {
                rows.push(row("accepts the message", words::value(script, &value), ""));
            }
        }
        Body::Nothing if element.disposition == Disposition::Carried => {
            rows.push(row("", "part of the carried script above".to_owned(), ""));
        }
        Body::Nothing => rows.push(row("", format!("nothing ({})", element.disposition), "")),
        Body::Missing { reason } => rows.push(row("fails", reason.clone(), "")),
    }
    if rows.is_empty() {
        rows.push(row("", "nothing".to_owned(), ""));
    }
    let mut framed: Vec<Vec<String>> = rows.into_iter().map(|row| frame(&row)).collect();
    let name = if element.name.is_empty() {
        String::new()
    } else {
        format!(" {}", code(short_name(&element.name)))
    };
    framed[0][0] = format!("{number} {}{name}", element.kind);
    framed[0][5] = element.codes.join(", ");
    let (first, last) = element.lines;
    framed[0][6] = if first == last { first.to_string() } else { format!("{first} to {last}") };
    framed
}

fn frame(row: &Row) -> Vec<String> {
    let cell = |text: &str| if text.is_empty() { String::new() } else { code(text) };
    let (target, rule) = (cell(&row.target), cell(&row.rule));
    vec![
        String::new(),
        target,
        rule,
        cell(&row.condition),
        cell(&row.extras),
        String::new(),
        String::new(),
    ]
}

fn row(target: impl Into<String>, rule: String, condition: &str) -> Row {
    Row { target: target.into(), rule, condition: condition.to_owned(), extras: String::new() }
}

fn walk(script: &Script, stmts: &[Stmt], condition: &str, out: &mut Vec<Row>) {
    // The condition of the rounds names the index of a loop; that it is set says nothing more.
    for stmt in stmts.iter().filter(|stmt| !is_index(script, stmt)) {
        statement(script, &stmt.kind, condition, out);
    }
}

fn and(condition: &str, more: &str) -> String {
    if condition.is_empty() { more.to_owned() } else { format!("{condition}, and {more}") }
}

fn statement(script: &Script, kind: &StmtKind, condition: &str, out: &mut Vec<Row>) {
    let word = |value: &Value| words::value(script, value);
    let plain = |target: &str, rule: String| row(target, rule, condition);
    match kind {
        StmtKind::Set(var, value) => {
            let target = words::variable(script, *var);
            out.push(assignment(script, target, value, condition));
        }
        StmtKind::Do(func, args) => out.push(effect(script, *func, args, condition)),
        StmtKind::Invoke(function, args) => {
            let value = Value::Invoke(*function, args.clone());
            out.push(plain("", word(&value)));
        }
        StmtKind::If(test, yes, no) => {
            let test = word(test);
            walk(script, yes, &and(condition, &test), out);
            walk(script, no, &and(condition, &format!("not ({test})")), out);
        }
        StmtKind::While { before, test, body, update, .. } => {
            walk(script, before, condition, out);
            let round = and(condition, &format!("each round while {}", word(test)));
            walk(script, body, &round, out);
            walk(script, update, &round, out);
        }
        StmtKind::Break(_) => out.push(plain("", "ends the loop".to_owned())),
        StmtKind::Continue(_) => out.push(plain("", "next round of the loop".to_owned())),
        StmtKind::Return(value) => {
            let value = value.as_ref().map(word).unwrap_or_default();
            out.push(plain("", format!("returns {value}")));
        }
        StmtKind::Throw(value) => out.push(plain("fails", word(value))),
        StmtKind::Fail(error, message) => out.push(plain("fails", format!("{error}: {message}"))),
        StmtKind::Try(body, catch, finally) => {
            walk(script, body, condition, out);
            if let Some((_, block)) = catch {
                walk(script, block, &and(condition, "the steps before failed"), out);
            }
            walk(script, finally, condition, out);
        }
        StmtKind::Carried(piece, verdict) => {
            let piece = &script.carried[*piece];
            let decides = if verdict.is_some() {
                "; accepts the message where its result is true"
            } else {
                ""
            };
            let writes = format!("carried; may write {}{decides}", piece.writes.join(", "));
            out.push(plain(&writes, format!("{}: {}", piece.file, piece.reason)));
        }
    }
}

/// Whether a statement sets the index of a loop, which the condition of the rounds says.
fn is_index(script: &Script, stmt: &Stmt) -> bool {
    matches!(&stmt.kind, StmtKind::Set(var, _) if script.vars[*var].kind == VarKind::Index)
}

/// A call for its effect.
fn effect(script: &Script, func: Func, args: &[Value], condition: &str) -> Row {
    let word = |value: &Value| words::value(script, value);
    match (func, args) {
        (Func::PutName, [base, name, value]) => {
            assignment(script, words::child(script, base, name), value, condition)
        }
        (Func::PutIndex, [base, index, value]) => {
            let target = word(&Value::Call(Func::At, vec![base.clone(), index.clone()]));
            assignment(script, target, value, condition)
        }
        (Func::MapPut(map), [key, value]) => {
            assignment(script, format!("{} {}", map.name(), word(key)), value, condition)
        }
        (Func::CreateSegment, [base, name, index]) => {
            let child = Value::Call(Func::Child, vec![base.clone(), name.clone()]);
            let place = word(&Value::Call(Func::At, vec![child, index.clone()]));
            row(place, "made, empty".to_owned(), condition)
        }
        (Func::Append, [list, value]) => {
            row(word(list), format!("also {}", word(value)), condition)
        }
        _ => row("", word(&Value::Call(func, args.to_vec())), condition),
    }
}

/// A write, with defaults and replacements in their own column.
fn assignment(script: &Script, target: String, value: &Value, condition: &str) -> Row {
    let (rule, extras) = words::written(script, value);
    Row { target, rule, condition: condition.to_owned(), extras: extras.join("; ") }
}
