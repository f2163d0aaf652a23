//! Functions, their parameters, and the patterns that declarations bind.

use mapwright_grammar::Rule;
use pest::iterators::Pair;

use super::context::{Context, parts, place, take};
use super::expressions::{assignment, each};
use super::{SyntaxError, literals, statements};
use crate::js::ast::{Function, Pattern, Stmt, StmtKind};

/// `function name(..) {..}`.
pub(super) fn function(
    cx: &mut Context<'_>,
    pair: Pair<'_, Rule>,
) -> Result<Function, SyntaxError> {
    let place = place(&pair);
    let mut inner = parts(pair);
    if let Some(mark) = take(&mut inner, Rule::generator_mark) {
        let message = "generator functions (`function*`) are not supported";
        return Err(SyntaxError::unsupported(super::context::place(&mark), message));
    }
    let name = take(&mut inner, Rule::identifier).map(|name| literals::name(name.as_str()));
    let (params, block) = (cx.next(&mut inner)?, cx.next(&mut inner)?);
    let body = cx.heavier(&place, 1, |cx| statements::list(cx, block))?;
    Ok(Function { name, params: parameters(cx, params)?, body, arrow: false, place })
}

/// The function of a getter, a setter or a method: parameters and body that stand in `outer`.
pub(super) fn method(
    cx: &mut Context<'_>,
    outer: &crate::js::ast::Place,
    params: Pair<'_, Rule>,
    block: Pair<'_, Rule>,
) -> Result<Function, SyntaxError> {
    let body = cx.heavier(outer, 1, |cx| statements::list(cx, block))?;
    let params = parameters(cx, params)?;
    Ok(Function { name: None, params, body, arrow: false, place: outer.clone() })
}

/// `(a, b) => ..` and `a => ..`.
pub(super) fn arrow(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<Function, SyntaxError> {
    let whole = place(&pair);
    let mut inner = parts(pair);
    let (head, body) = (cx.next(&mut inner)?, cx.next(&mut inner)?);
    let params = match head.as_rule() {
        Rule::parameters => parameters(cx, head)?,
        _ => vec![pattern(cx, head)?],
    };
    let body = if body.as_rule() == Rule::block {
        cx.heavier(&whole, 1, |cx| statements::list(cx, body))?
    } else {
        let place = place(&body);
        let value = cx.heavier(&whole, 1, |cx| assignment(cx, body))?;
        vec![Stmt { kind: StmtKind::Return(Some(value)), place }]
    };
    Ok(Function { name: None, params, body, arrow: true, place: whole })
}

fn parameters(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<Vec<Pattern>, SyntaxError> {
    each(cx, parts(pair), pattern)
}

/// A name, or a destructuring pattern with the names that it binds.
pub(super) fn pattern(_: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<Pattern, SyntaxError> {
    let place = place(&pair);
    match pair.as_rule() {
        Rule::identifier => Ok(Pattern::Name(literals::name(pair.as_str()), place)),
        Rule::array_pattern | Rule::object_pattern => {
            let names = parts(pair).flatten().filter(|part| part.as_rule() == Rule::identifier);
            Ok(Pattern::Destructuring(
                names.map(|name| literals::name(name.as_str())).collect(),
                place,
            ))
        }
        _ => Err(SyntaxError::internal(place)),
    }
}
