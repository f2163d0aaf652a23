//! Names that a script uses for itself: it gives them a value before anything in it can read
//! them, so what other elements put there never shows. Loop counters, mostly.
//!
//! The mentions are found in the text, so a name inside a string or a comment counts, too: a
//! name is called private a few times too rarely, never once too often.

use crate::js::ast::{ForTarget, Pattern, Place, Program, Stmt, StmtKind};

/// Whether a script gives the name a value before it can read it.
pub(super) fn is_private(name: &str, program: &Program, text: &str) -> bool {
    let hoisted = program.body.iter().any(|stmt| {
        matches!(stmt.kind, StmtKind::Function(_)) && mentions(part(text, &stmt.place), name)
    });
    let first = program.body.iter().find(|stmt| mentions(part(text, &stmt.place), name));
    let Some(first) = first else { return false };
    !hoisted && (sets(first, name, text) || is_loop_variable(first, name, program, text))
}

/// Whether a statement gives the name a value in any case, before it reads it.
fn sets(stmt: &Stmt, name: &str, text: &str) -> bool {
    match &stmt.kind {
        StmtKind::Declare(_, list) => {
            for (pattern, init) in list {
                match (pattern, init) {
                    (Pattern::Name(declared, _), Some(init)) if declared == name => {
                        return !mentions(part(text, &init.place), name);
                    }
                    (_, Some(init)) if mentions(part(text, &init.place), name) => return false,
                    _ => {}
                }
            }
            false
        }
        StmtKind::For(Some(init), ..) => sets(init, name, text),
        _ => false,
    }
}

/// Whether the name is the variable of a loop over something, and mentioned nowhere else: where
/// the loop runs no round, nothing reads it.
fn is_loop_variable(stmt: &Stmt, name: &str, program: &Program, text: &str) -> bool {
    let StmtKind::ForIn(_, target, over, _) = &stmt.kind else { return false };
    let variable = match target.as_ref() {
        ForTarget::Declared(_, Pattern::Name(declared, _), None) => declared == name,
        ForTarget::Expr(expr) => part(text, &expr.place).trim() == name,
        ForTarget::Declared(..) => false,
    };
    let elsewhere = program
        .body
        .iter()
        .any(|other| other.place != stmt.place && mentions(part(text, &other.place), name));
    variable && !elsewhere && !mentions(part(text, &over.place), name)
}

fn part<'t>(text: &'t str, place: &Place) -> &'t str {
    text.get(place.start as usize..place.end as usize).unwrap_or_default()
}

/// Whether a text mentions a name as a whole word.
pub(super) fn mentions(text: &str, name: &str) -> bool {
    let word = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    text.match_indices(name).any(|(at, found)| {
        let before = text[..at].chars().next_back();
        let after = text[at + found.len()..].chars().next();
        !before.is_some_and(word) && !after.is_some_and(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::js::parse::parse_script;

    #[test]
    fn a_name_is_private_where_it_has_a_value_before_any_read() {
        for (script, private) in [
            ("for (var i = 0; i < 3; i++) { f(i); }", true),
            ("var i = 0; g(i);", true),
            ("var i; if (c) i = 1; g(i);", false),
            ("g(i); var i = 0;", false),
            ("var i = i + 1;", false),
            ("if (c) { var i = 0; } g(i);", false),
            ("for each (i in msg.OBX) { f(i); }", true),
            ("for each (i in msg.OBX) { f(i); } g(i);", false),
            ("f(); var i = 0; function f() { return i; }", false),
            ("var j = i, i = 0;", false),
            ("i = 0;", false),
        ] {
            let program = parse_script(script).unwrap_or_default();
            assert_eq!(is_private("i", &program, script), private, "{script}");
        }
    }
}
