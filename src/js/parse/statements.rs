//! Statements.

use mapwright_grammar::Rule;
use pest::iterators::{Pair, Pairs};

use super::context::{Context, offset, parts, place, take};
use super::expressions::{assignment, check_target, each, expression, inside};
use super::{SyntaxError, functions, literals};
use crate::js::ast::{
    Case, Catch, DeclareKind, Expr, ForKind, ForTarget, Pattern, Place, Stmt, StmtKind,
};

type Declarators = Vec<(Pattern, Option<Expr>)>;

/// The statements of a script or a block.
pub(super) fn list(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<Vec<Stmt>, SyntaxError> {
    let statements = parts(pair).filter(|part| part.as_rule() != Rule::EOI);
    statements.map(|part| statement(cx, part)).collect()
}

fn statement(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<Stmt, SyntaxError> {
    let place = place(&pair);
    let kind = cx.deeper(&place, 1, |cx| kind(cx, pair))?;
    Ok(Stmt { kind, place })
}

fn boxed(cx: &mut Context<'_>, inner: &mut Pairs<'_, Rule>) -> Result<Box<Stmt>, SyntaxError> {
    let body = cx.next(inner)?;
    Ok(Box::new(statement(cx, body)?))
}

fn kind(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<StmtKind, SyntaxError> {
    let place = place(&pair);
    let rule = pair.as_rule();
    match rule {
        Rule::block => return Ok(StmtKind::Block(list(cx, pair)?)),
        Rule::if_statement => return branches(cx, pair),
        Rule::for_statement => return for_loop(cx, pair),
        Rule::switch_statement => return switch(cx, pair),
        Rule::try_statement => return attempt(cx, pair),
        Rule::declaration => return declaration(cx, parts(pair)),
        _ => {}
    }
    let mut inner = parts(pair);
    Ok(match rule {
        Rule::empty => StmtKind::Empty,
        Rule::debugger_statement => StmtKind::Debugger,
        Rule::break_statement => StmtKind::Break(optional_name(&mut inner)),
        Rule::continue_statement => StmtKind::Continue(optional_name(&mut inner)),
        Rule::return_statement => {
            StmtKind::Return(inner.next().map(|value| expression(cx, value)).transpose()?)
        }
        Rule::throw_statement => StmtKind::Throw(next_expression(cx, &mut inner)?),
        Rule::expression_statement => StmtKind::Expr(next_expression(cx, &mut inner)?),
        Rule::default_namespace => StmtKind::DefaultXmlNamespace(next_expression(cx, &mut inner)?),
        Rule::while_statement => {
            StmtKind::While(condition(cx, &mut inner)?, boxed(cx, &mut inner)?)
        }
        Rule::with_statement => StmtKind::With(condition(cx, &mut inner)?, boxed(cx, &mut inner)?),
        Rule::do_statement => StmtKind::DoWhile(boxed(cx, &mut inner)?, condition(cx, &mut inner)?),
        Rule::function_statement => {
            let function = cx.next(&mut inner)?;
            StmtKind::Function(functions::function(cx, function)?)
        }
        Rule::label => {
            let name = cx.next(&mut inner)?;
            StmtKind::Label(literals::name(name.as_str()), boxed(cx, &mut inner)?)
        }
        _ => return Err(SyntaxError::internal(place)),
    })
}

fn optional_name(inner: &mut Pairs<'_, Rule>) -> Option<String> {
    inner.next().map(|name| literals::name(name.as_str()))
}

fn next_expression(cx: &mut Context<'_>, inner: &mut Pairs<'_, Rule>) -> Result<Expr, SyntaxError> {
    let value = cx.next(inner)?;
    expression(cx, value)
}

fn condition(cx: &mut Context<'_>, inner: &mut Pairs<'_, Rule>) -> Result<Expr, SyntaxError> {
    let brackets = cx.next(inner)?;
    inside(cx, brackets)
}

/// `if` with all its `else if`: a flat list in the grammar, nested in the tree.
fn branches(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<StmtKind, SyntaxError> {
    let place = place(&pair);
    let mut inner = parts(pair);
    let depth = offset(inner.len() / 2);
    cx.heavier(&place, depth, |cx| {
        let mut taken = Vec::new();
        let mut otherwise = None;
        while let Some(part) = inner.next() {
            if part.as_rule() == Rule::condition {
                let start = super::context::place(&part).start;
                taken.push((start, inside(cx, part)?, boxed(cx, &mut inner)?));
            } else {
                otherwise = Some(Box::new(statement(cx, part)?));
            }
        }
        fold_branches(cx, &place, taken, otherwise)
    })
}

fn fold_branches(
    cx: &Context<'_>,
    whole: &Place,
    mut taken: Vec<(u32, Expr, Box<Stmt>)>,
    mut otherwise: Option<Box<Stmt>>,
) -> Result<StmtKind, SyntaxError> {
    while let Some((start, test, then)) = taken.pop() {
        let kind = StmtKind::If(test, then, otherwise);
        if taken.is_empty() {
            return Ok(kind);
        }
        // An `else if` starts at its `if`, which stands before the opening bracket.
        let before =
            cx.text.get(..start as usize).and_then(|text| text.rfind("if")).map_or(start, offset);
        otherwise = Some(Box::new(Stmt { kind, place: before..whole.end }));
    }
    Err(cx.missing())
}

fn declare_kind(cx: &Context<'_>, inner: &mut Pairs<'_, Rule>) -> Result<DeclareKind, SyntaxError> {
    Ok(match cx.next(inner)?.as_str() {
        "let" => DeclareKind::Let,
        "const" => DeclareKind::Const,
        _ => DeclareKind::Var,
    })
}

fn declaration(cx: &mut Context<'_>, mut inner: Pairs<'_, Rule>) -> Result<StmtKind, SyntaxError> {
    let kind = declare_kind(cx, &mut inner)?;
    Ok(StmtKind::Declare(kind, declarators(cx, inner)?))
}

fn declarators(cx: &mut Context<'_>, inner: Pairs<'_, Rule>) -> Result<Declarators, SyntaxError> {
    each(cx, inner, |cx, pair| {
        let mut inner = parts(pair);
        let binding = cx.next(&mut inner)?;
        let value = inner.next().map(|value| assignment(cx, value)).transpose()?;
        Ok((functions::pattern(cx, binding)?, value))
    })
}

/// All three forms of `for`.
fn for_loop(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<StmtKind, SyntaxError> {
    let whole = place(&pair);
    let mut inner = parts(pair);
    let each = take(&mut inner, Rule::each).is_some();
    let head = match inner.peek().map(|part| part.as_rule()) {
        Some(Rule::loop_declaration | Rule::expression_without_in) => inner.next(),
        _ => None,
    };
    let control = cx.next(&mut inner)?;
    if control.as_rule() == Rule::loop_over {
        return for_over(cx, &whole, each, head, control, &mut inner);
    }
    if each {
        return Err(SyntaxError::syntax(
            place(&control),
            "expected `in` in the head of a `for each` loop, found `;`",
        ));
    }
    let (mut test, mut update) = (None, None);
    for part in parts(control) {
        let slot = if part.as_rule() == Rule::loop_test { &mut test } else { &mut update };
        *slot = Some(inside(cx, part)?);
    }
    let init = head.map(|head| initialiser(cx, head)).transpose()?.map(Box::new);
    Ok(StmtKind::For(init, test, update, boxed(cx, &mut inner)?))
}

fn initialiser(cx: &mut Context<'_>, head: Pair<'_, Rule>) -> Result<Stmt, SyntaxError> {
    let place = place(&head);
    let kind = match head.as_rule() {
        Rule::loop_declaration => {
            refuse_const(&head)?;
            declaration(cx, parts(head))?
        }
        _ => StmtKind::Expr(expression(cx, head)?),
    };
    Ok(Stmt { kind, place })
}

/// The engine's compiler takes no `const` here (semantics section 5.3).
fn refuse_const(head: &Pair<'_, Rule>) -> Result<(), SyntaxError> {
    if head.as_str().starts_with("const") {
        return Err(SyntaxError::syntax(
            place(head),
            "`const` cannot stand in the head of a `for` loop",
        ));
    }
    Ok(())
}

fn for_over(
    cx: &mut Context<'_>,
    whole: &Place,
    each: bool,
    head: Option<Pair<'_, Rule>>,
    control: Pair<'_, Rule>,
    inner: &mut Pairs<'_, Rule>,
) -> Result<StmtKind, SyntaxError> {
    let control_place = place(&control);
    let mut control = parts(control);
    let kind = match (cx.next(&mut control)?.as_str(), each) {
        ("in", true) => ForKind::Each,
        ("in", false) => ForKind::In,
        (_, false) => ForKind::Of,
        (_, true) => {
            return Err(SyntaxError::syntax(
                control_place,
                "expected `in` in the head of a `for each` loop, found `of`",
            ));
        }
    };
    let Some(head) = head else {
        let message = "expected a variable in the head of the `for` loop";
        return Err(SyntaxError::syntax(
            control_place.start..whole.end.min(control_place.start + 2),
            message,
        ));
    };
    let target = Box::new(for_target(cx, head)?);
    let list = next_expression(cx, &mut control)?;
    Ok(StmtKind::ForIn(kind, target, list, boxed(cx, inner)?))
}

fn for_target(cx: &mut Context<'_>, head: Pair<'_, Rule>) -> Result<ForTarget, SyntaxError> {
    let place = place(&head);
    if head.as_rule() != Rule::loop_declaration {
        let target = expression(cx, head)?;
        check_target(&target, true)?;
        return Ok(ForTarget::Expr(target));
    }
    refuse_const(&head)?;
    let mut inner = parts(head);
    let kind = declare_kind(cx, &mut inner)?;
    let mut list = declarators(cx, inner)?;
    match list.pop() {
        Some((pattern, value)) if list.is_empty() => Ok(ForTarget::Declared(kind, pattern, value)),
        _ => Err(SyntaxError::syntax(
            place,
            "only one variable can stand in the head of a `for` loop over a list",
        )),
    }
}

fn switch(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<StmtKind, SyntaxError> {
    let mut inner = parts(pair);
    let subject = condition(cx, &mut inner)?;
    let mut cases: Vec<Case> = Vec::new();
    for part in inner {
        let place = place(&part);
        let case = case(cx, part)?;
        if case.test.is_none() && cases.iter().any(|before| before.test.is_none()) {
            return Err(SyntaxError::syntax(place, "a `switch` can have only one `default`"));
        }
        cases.push(case);
    }
    Ok(StmtKind::Switch(subject, cases))
}

fn case(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<Case, SyntaxError> {
    let mut inner = parts(pair);
    let head = cx.next(&mut inner)?;
    let test = if head.as_rule() == Rule::case_test { Some(inside(cx, head)?) } else { None };
    Ok(Case { test, body: each(cx, inner, statement)? })
}

fn attempt(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<StmtKind, SyntaxError> {
    let whole = place(&pair);
    let mut inner = parts(pair);
    let body = cx.next(&mut inner)?;
    let body = list(cx, body)?;
    let (mut catches, mut last) = (Vec::new(), None);
    for part in inner {
        if part.as_rule() == Rule::catch {
            catches.push(catch(cx, part)?);
        } else {
            let block = cx.next(&mut parts(part))?;
            last = Some(list(cx, block)?);
        }
    }
    if catches.is_empty() && last.is_none() {
        return Err(SyntaxError::syntax(
            whole,
            "expected `catch` or `finally` after the `try` block",
        ));
    }
    Ok(StmtKind::Try(body, catches, last))
}

fn catch(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<Catch, SyntaxError> {
    let mut inner = parts(pair);
    let name = literals::name(cx.next(&mut inner)?.as_str());
    let guard = take(&mut inner, Rule::guard).map(|guard| inside(cx, guard)).transpose()?;
    let body = cx.next(&mut inner)?;
    Ok(Catch { name, guard, body: list(cx, body)? })
}
