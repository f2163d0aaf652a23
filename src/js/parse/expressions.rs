//! Expressions: chains of operators, calls and members.

use mapwright_grammar::Rule;
use pest::iterators::{Pair, Pairs};

use super::context::{Context, offset, parts, place};
use super::operators::{self, Infix};
use super::{SyntaxError, e4x, functions, literals};
use crate::js::ast::{Expr, ExprKind, Place, UnaryOp};

/// `a, b`, or what it holds where there is no comma.
pub(super) fn expression(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<Expr, SyntaxError> {
    let whole = place(&pair);
    let mut values = each(cx, parts(pair), assignment)?;
    match values.pop() {
        Some(only) if values.is_empty() => Ok(only),
        Some(last) => {
            values.push(last);
            Ok(Expr { kind: ExprKind::Sequence(values), place: whole })
        }
        None => Err(cx.missing()),
    }
}

/// The one expression that a rule wraps.
pub(super) fn inside(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<Expr, SyntaxError> {
    let inner = cx.next(&mut parts(pair))?;
    expression(cx, inner)
}

/// As [`inside`], where E4X lets `*` stand alone: filters and indexes.
pub(super) fn inside_selection(
    cx: &mut Context<'_>,
    pair: Pair<'_, Rule>,
) -> Result<Expr, SyntaxError> {
    cx.selecting += 1;
    let inner = inside(cx, pair);
    cx.selecting -= 1;
    inner
}

/// All of `pairs` through one builder.
pub(super) fn each<'p, T>(
    cx: &mut Context<'_>,
    pairs: Pairs<'p, Rule>,
    build: impl Fn(&mut Context<'_>, Pair<'p, Rule>) -> Result<T, SyntaxError>,
) -> Result<Vec<T>, SyntaxError> {
    pairs.map(|pair| build(cx, pair)).collect()
}

/// A chain of operands and operators.
pub(super) fn assignment(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<Expr, SyntaxError> {
    let whole = place(&pair);
    let mut inner = parts(pair);
    let first = cx.next(&mut inner)?;
    if inner.peek().is_none() {
        return cx.deeper(&whole, 1, |cx| operand(cx, first));
    }
    let rest = inner.collect::<Vec<_>>();
    let depth = chain_depth(&rest).saturating_add(1);
    cx.deeper(&whole, depth, |cx| {
        let first = operand(cx, first)?;
        let mut steps = Vec::with_capacity(rest.len() / 2);
        let mut rest = rest.into_iter();
        while let (Some(infix), Some(right)) = (rest.next(), rest.next()) {
            steps.push((between(cx, infix)?, operand(cx, right)?));
        }
        operators::fold(first, steps, join)
    })
}

/// How deep the tree of a chain becomes, its operands left out.
fn chain_depth(rest: &[Pair<'_, Rule>]) -> u32 {
    let steps = rest.iter().step_by(2).map(|infix| (kind_of(infix), 0));
    let higher = |_: Infix<()>, left: u32, right: u32| Ok::<_, SyntaxError>(left.max(right) + 1);
    operators::fold(0, steps, higher).unwrap_or(0)
}

fn kind_of(pair: &Pair<'_, Rule>) -> Infix<()> {
    operators::infix(pair.as_str()).unwrap_or(Infix::Choice(()))
}

fn between(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<Infix<Expr>, SyntaxError> {
    if pair.as_rule() == Rule::choice {
        let value = cx.next(&mut parts(pair))?;
        return Ok(Infix::Choice(assignment(cx, value)?));
    }
    operators::infix(pair.as_str()).ok_or_else(|| SyntaxError::internal(place(&pair)))
}

fn join(infix: Infix<Expr>, left: Expr, right: Expr) -> Result<Expr, SyntaxError> {
    let place = left.place.start..right.place.end;
    let kind = match infix {
        Infix::Binary(op) => ExprKind::Binary(op, Box::new(left), Box::new(right)),
        Infix::Choice(yes) => ExprKind::Conditional(Box::new(left), Box::new(yes), Box::new(right)),
        Infix::Assign(op) => {
            check_target(&left, op.is_none())?;
            ExprKind::Assign(op, Box::new(left), Box::new(right))
        }
    };
    Ok(Expr { kind, place })
}

/// Refuses what the engine's compiler refuses as a target. It does take a call.
pub(super) fn check_target(target: &Expr, patterns: bool) -> Result<(), SyntaxError> {
    let fine = match &target.kind {
        ExprKind::Name(_)
        | ExprKind::Member(..)
        | ExprKind::Descendants(..)
        | ExprKind::Index(..)
        | ExprKind::Call(..)
        | ExprKind::Selector(_) => true,
        ExprKind::Array(_) | ExprKind::Object(_) => patterns,
        _ => false,
    };
    if fine {
        return Ok(());
    }
    let message = "only a variable, a property or an element can be assigned to";
    Err(SyntaxError::syntax(target.place.clone(), message))
}

fn operand(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<Expr, SyntaxError> {
    let whole = place(&pair);
    let mut inner = parts(pair);
    let mut prefixes = Vec::new();
    while let Some(prefix) = super::context::take(&mut inner, Rule::prefix) {
        prefixes.push((offset(prefix.as_span().start()), unary(&prefix)?));
    }
    let depth = offset(inner.len().saturating_sub(1).saturating_add(prefixes.len()));
    let mut built = match depth {
        0 => primary(cx, &mut inner)?,
        _ => cx.heavier(&whole, depth, |cx| chain(cx, &mut inner))?,
    };
    while let Some((start, op)) = prefixes.pop() {
        if matches!(op, UnaryOp::Increment | UnaryOp::Decrement) {
            check_target(&built, false)?;
        }
        let place = start..built.place.end;
        built = Expr { kind: ExprKind::Unary(op, Box::new(built)), place };
    }
    Ok(built)
}

fn unary(pair: &Pair<'_, Rule>) -> Result<UnaryOp, SyntaxError> {
    operators::unary(pair.as_str()).ok_or_else(|| SyntaxError::internal(place(pair)))
}

/// A primary expression with all that is called on it and read from it.
fn chain(cx: &mut Context<'_>, inner: &mut Pairs<'_, Rule>) -> Result<Expr, SyntaxError> {
    let mut built = primary(cx, inner)?;
    for pair in inner {
        built = suffix(cx, built, pair)?;
    }
    Ok(built)
}

fn suffix(cx: &mut Context<'_>, base: Expr, pair: Pair<'_, Rule>) -> Result<Expr, SyntaxError> {
    let place = base.place.start..place(&pair).end;
    let kind = match pair.as_rule() {
        Rule::arguments => ExprKind::Call(Box::new(base), each(cx, parts(pair), assignment)?),
        Rule::index => ExprKind::Index(Box::new(base), Box::new(inside_selection(cx, pair)?)),
        Rule::filter => ExprKind::Filter(Box::new(base), Box::new(inside_selection(cx, pair)?)),
        Rule::member => ExprKind::Member(Box::new(base), e4x::selector_inside(cx, pair)?),
        Rule::descendants => ExprKind::Descendants(Box::new(base), e4x::selector_inside(cx, pair)?),
        Rule::postfix => {
            check_target(&base, false)?;
            ExprKind::Postfix(unary(&pair)?, Box::new(base))
        }
        _ => return Err(SyntaxError::internal(place)),
    };
    Ok(Expr { kind, place })
}

/// The first part of an operand; a name takes its `::name` along.
fn primary(cx: &mut Context<'_>, inner: &mut Pairs<'_, Rule>) -> Result<Expr, SyntaxError> {
    let pair = cx.next(inner)?;
    let place = place(&pair);
    if pair.as_rule() == Rule::identifier {
        let name = literals::name(pair.as_str());
        return match super::context::take(inner, Rule::name_qualified) {
            Some(qualified) => e4x::qualified_name(cx, name, place.start, qualified),
            None => Ok(Expr { kind: ExprKind::Name(name), place }),
        };
    }
    let kind = match pair.as_rule() {
        Rule::string => ExprKind::Text(literals::string(pair.as_str())),
        Rule::template => ExprKind::Text(literals::template(pair.as_str())),
        Rule::number => ExprKind::Number(literals::number(pair.as_str())),
        Rule::regex => literals::regex(pair)?,
        Rule::this => ExprKind::This,
        Rule::null => ExprKind::Null,
        Rule::boolean => ExprKind::Bool(pair.as_str() == "true"),
        Rule::parenthesis => inside(cx, pair)?.kind,
        Rule::array => array(cx, pair)?,
        Rule::object => literals::object(cx, pair)?,
        Rule::function => ExprKind::Function(Box::new(functions::function(cx, pair)?)),
        Rule::arrow => ExprKind::Function(Box::new(functions::arrow(cx, pair)?)),
        Rule::construction => return cx.deeper(&place, 1, |cx| construction(cx, pair)),
        Rule::xml => ExprKind::Xml(e4x::literal(cx, pair, false)?),
        Rule::xml_list => ExprKind::Xml(e4x::literal(cx, pair, true)?),
        Rule::bare_selector => e4x::bare(cx, pair)?,
        _ => return Err(SyntaxError::internal(place)),
    };
    Ok(Expr { kind, place })
}

fn array(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<ExprKind, SyntaxError> {
    let mut items = Vec::new();
    let mut waiting = None;
    for part in parts(pair) {
        if part.as_rule() == Rule::comma {
            items.push(waiting.take());
        } else {
            let value = cx.next(&mut parts(part))?;
            waiting = Some(assignment(cx, value)?);
        }
    }
    // A comma before the closing bracket adds no hole.
    items.extend(waiting.map(Some));
    Ok(ExprKind::Array(items))
}

/// `new callee(args)`. An object literal behind the arguments (Rhino's way to implement a Java
/// interface) is one argument more, as it is to the engine.
fn construction(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<Expr, SyntaxError> {
    let whole: Place = place(&pair);
    let mut inner = parts(pair);
    let depth = offset(inner.len());
    let (callee, args) = cx.heavier(&whole, depth, |cx| {
        let mut callee = primary(cx, &mut inner)?;
        let mut args = Vec::new();
        for part in inner {
            match part.as_rule() {
                Rule::arguments => args = each(cx, parts(part), assignment)?,
                Rule::object => {
                    let place = place(&part);
                    args.push(Expr { kind: literals::object(cx, part)?, place });
                }
                _ => callee = suffix(cx, callee, part)?,
            }
        }
        Ok((callee, args))
    })?;
    Ok(Expr { kind: ExprKind::New(Box::new(callee), args), place: whole })
}
