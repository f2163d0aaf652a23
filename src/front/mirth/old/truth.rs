//! Rules whose value the old server took otherwise. Up to 2.2 it joined the values of all rules
//! and held the result against `true`; from 3.1 on each rule is held against `true` by itself
//! (semantics section 2.2). The two agree where a rule gives `true` or nothing of weight.

use super::pen::Pen;
use crate::{
    front::mirth::model::ObstacleKind,
    js::{
        ast::{BinaryOp, Expr, ExprKind, StmtKind, UnaryOp},
        parse,
        visit::{self, Node as Part},
    },
    xml::Node,
};

/// Says which rules of a list may count otherwise. The last one never does: nothing is joined
/// behind it.
pub(super) fn note<'d>(pen: &mut Pen<'d>, list: Node<'d>) {
    let rules: Vec<_> = list.children().collect();
    let Some((_, joined)) = rules.split_last() else { return };
    for rule in joined {
        let Some(script) = rule.child("script") else { continue };
        if !gives_booleans(&script.string()) {
            let what = "the old server joined the values of all rules and tested the result, so \
                        this rule counts otherwise where it gives neither true nor false";
            pen.note(ObstacleKind::OldServer, what, script.start_tag());
        }
    }
}

/// Whether all that a script returns is a boolean at first sight.
fn gives_booleans(script: &str) -> bool {
    let Ok(program) = parse::parse_script(script) else { return false };
    let mut all = true;
    visit::walk(&program, |part| {
        if let Part::Stmt(stmt) = part
            && let StmtKind::Return(Some(value)) = &stmt.kind
        {
            all &= is_boolean(value);
        }
        // A function has returns of its own.
        !matches!(part, Part::Function(_) | Part::Expr(_))
    });
    all
}

fn is_boolean(value: &Expr) -> bool {
    use BinaryOp::{
        And, Equal, Greater, GreaterEqual, In, InstanceOf, Less, LessEqual, NotEqual, Or,
        StrictEqual, StrictNotEqual,
    };
    match &value.kind {
        ExprKind::Bool(_) | ExprKind::Null | ExprKind::Unary(UnaryOp::Not, _) => true,
        ExprKind::Binary(And | Or, a, b) | ExprKind::Conditional(_, a, b) => {
            is_boolean(a) && is_boolean(b)
        }
        ExprKind::Binary(op, ..) => matches!(
            op,
            Equal
                | NotEqual
                | StrictEqual
                | StrictNotEqual
                | Less
                | LessEqual
                | Greater
                | GreaterEqual
                | In
                | InstanceOf
        ),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::gives_booleans;

    #[test]
    fn booleans_are_known_at_first_sight() {
        let cases = [
            ("return true;", true),
            ("if (a) { return a == b; } return !c;", true),
            ("return a == 'x' || (b > 1 ? false : c in d);", true),
            ("return;", true),
            ("var f = function () { return 1; }; return f() === 2;", true),
            ("function f() { return 'x'; } return false;", true),
            ("return a;", false),
            ("return a == b && c.length;", false),
            ("return msg['PV1'];", false),
            ("if (a) return f(a == b);", false),
            ("return (", false),
        ];
        for (script, expected) in cases {
            assert_eq!(gives_booleans(script), expected, "{script}");
        }
    }
}
