//! Cutting long methods: the platform's machine takes 64 KB of code in one method, and the
//! compiler of definitions nests only so deep (measured: some 700 plain statements).

use std::collections::BTreeSet;

use crate::{
    arena::Handle,
    ir::{Ty, Var},
    pass::fold::{Stmt, StmtKind, Value},
};

use super::value::Printer;

/// Most statements of one method.
pub(super) const LIMIT: usize = 200;

/// How many statements there are, nested ones too; long values count for several.
pub(super) fn weight(stmts: &[Stmt]) -> usize {
    stmts.iter().map(|stmt| 1 + inner(stmt).into_iter().map(weight).sum::<usize>()).sum()
}

/// How many of the first statements make a group: as many as fit, at least one.
pub(super) fn group(stmts: &[Stmt]) -> usize {
    let mut sum = 0;
    let fits = stmts.iter().take_while(|stmt| {
        sum += weight(std::slice::from_ref(*stmt));
        sum <= LIMIT
    });
    fits.count().max(1)
}

/// The local variables that a group needs from outside, if it can be a method of its own: it
/// neither jumps out, nor gives a value to a local variable that is used outside of it.
pub(super) fn parameters(
    printer: &Printer<'_>,
    group: &[Stmt],
    after: &[Stmt],
) -> Option<Vec<Handle<Var>>> {
    if weight(group) < 2 || jumps(group) {
        return None;
    }
    let (mut set, mut read, mut later) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    variables(group, &mut set, &mut read);
    variables(after, &mut BTreeSet::new(), &mut later);
    let local = |var: &&Handle<Var>| printer.locals.contains_key(*var);
    let leaks = set.iter().any(|var| later.contains(var) && !printer.fields.contains_key(var));
    // An array is shared, so appending to it in a part is fine; giving it a new value is not.
    if leaks || set.iter().any(|var| local(&var) && printer.script.vars[*var].ty != Ty::List) {
        return None;
    }
    Some(read.iter().filter(local).copied().collect())
}

fn inner(stmt: &Stmt) -> Vec<&[Stmt]> {
    match &stmt.kind {
        StmtKind::If(_, yes, no) => vec![yes, no],
        StmtKind::While { before, body, update, .. } => vec![before, body, update],
        StmtKind::Try(body, catch, finally) => {
            let mut list: Vec<&[Stmt]> = vec![body, finally];
            list.extend(catch.iter().map(|(_, stmts)| &stmts[..]));
            list
        }
        _ => Vec::new(),
    }
}

/// Whether a jump leads out of the statements.
fn jumps(stmts: &[Stmt]) -> bool {
    stmts.iter().any(|stmt| match &stmt.kind {
        StmtKind::Return(_) | StmtKind::Break(_) | StmtKind::Continue(_) => true,
        // Jumps without a label stay in their loop; with one they may not.
        StmtKind::While { body, .. } => labelled(body),
        _ => inner(stmt).into_iter().any(jumps),
    })
}

fn labelled(stmts: &[Stmt]) -> bool {
    stmts.iter().any(|stmt| match &stmt.kind {
        StmtKind::Break(label) | StmtKind::Continue(label) => label.is_some(),
        StmtKind::Return(_) => true,
        _ => inner(stmt).into_iter().any(labelled),
    })
}

fn variables(stmts: &[Stmt], set: &mut BTreeSet<Handle<Var>>, read: &mut BTreeSet<Handle<Var>>) {
    for stmt in stmts {
        match &stmt.kind {
            StmtKind::Set(var, value) => {
                set.insert(*var);
                reads(value, read);
            }
            StmtKind::Do(_, args) | StmtKind::Invoke(_, args) => {
                args.iter().for_each(|arg| reads(arg, read));
            }
            StmtKind::If(test, ..) | StmtKind::While { test, .. } => reads(test, read),
            StmtKind::Return(Some(value)) | StmtKind::Throw(value) => reads(value, read),
            StmtKind::Carried(_, verdict) => set.extend(*verdict),
            StmtKind::Return(None)
            | StmtKind::Break(_)
            | StmtKind::Continue(_)
            | StmtKind::Fail(..)
            | StmtKind::Try(..) => {}
        }
        inner(stmt).into_iter().for_each(|stmts| variables(stmts, set, read));
    }
}

fn reads(value: &Value, read: &mut BTreeSet<Handle<Var>>) {
    match value {
        Value::Var(var) => {
            read.insert(*var);
        }
        Value::Call(_, args) | Value::Invoke(_, args) | Value::List(args) => {
            args.iter().for_each(|arg| reads(arg, read));
        }
        Value::Cond(parts) => parts.iter().for_each(|part| reads(part, read)),
        Value::OrEmpty(inner) => reads(inner, read),
        Value::Object(entries) => entries.iter().for_each(|(_, value)| reads(value, read)),
        Value::Literal(_) | Value::Root(_) | Value::Regex(..) => {}
    }
}
