//! E4X: XML literals and the names that only E4X has.

use mapwright_grammar::Rule;
use pest::iterators::{Pair, Pairs};

use super::context::{Context, parts, place, take};
use super::expressions::{inside, inside_selection};
use super::{SyntaxError, literals};
use crate::js::ast::{Expr, ExprKind, Selector, Xml, XmlPart};

/// An XML literal, cut at its holes. The text is taken byte for byte.
pub(super) fn literal(
    cx: &mut Context<'_>,
    pair: Pair<'_, Rule>,
    list: bool,
) -> Result<Xml, SyntaxError> {
    let span = pair.as_span();
    let mut from = span.start();
    let mut cut = Vec::new();
    for hole in parts(pair) {
        let at = hole.as_span();
        push_text(&mut cut, &cx.text[from..at.start()]);
        from = at.end();
        cut.push(XmlPart::Hole(inside(cx, hole)?));
    }
    push_text(&mut cut, &cx.text[from..span.end()]);
    Ok(Xml { parts: cut, list })
}

fn push_text(parts: &mut Vec<XmlPart>, text: &str) {
    if !text.is_empty() {
        parts.push(XmlPart::Text(text.to_owned()));
    }
}

/// The selector behind `.` or `..`.
pub(super) fn selector_inside(
    cx: &mut Context<'_>,
    pair: Pair<'_, Rule>,
) -> Result<Selector, SyntaxError> {
    let selector = cx.next(&mut parts(pair))?;
    read(cx, parts(selector))
}

/// `@name` or `*` with nothing before it. `*` alone means something in filters and indexes only.
pub(super) fn bare(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<ExprKind, SyntaxError> {
    let place = place(&pair);
    let selector = read(cx, parts(pair))?;
    if selector == Selector::Any && cx.selecting == 0 {
        let message = "expected an expression, found `*`, which may stand alone only in an XML filter or index";
        return Err(SyntaxError::syntax(place, message));
    }
    Ok(ExprKind::Selector(selector))
}

/// `namespace::name` with no object before it.
pub(super) fn qualified_name(
    cx: &mut Context<'_>,
    namespace: String,
    start: u32,
    pair: Pair<'_, Rule>,
) -> Result<Expr, SyntaxError> {
    let place = start..place(&pair).end;
    let name = cx.next(&mut parts(pair))?;
    let name = Box::new(one(cx, name, false)?);
    let selector = Selector::Qualified { namespace, name, attribute: false };
    Ok(Expr { kind: ExprKind::Selector(selector), place })
}

fn read(cx: &mut Context<'_>, mut inner: Pairs<'_, Rule>) -> Result<Selector, SyntaxError> {
    let attribute = take(&mut inner, Rule::attribute_mark).is_some();
    let first = cx.next(&mut inner)?;
    let Some(second) = inner.next() else {
        return one(cx, first, attribute);
    };
    let namespace = literals::name(first.as_str());
    let name = Box::new(one(cx, second, false)?);
    Ok(Selector::Qualified { namespace, name, attribute })
}

fn one(
    cx: &mut Context<'_>,
    pair: Pair<'_, Rule>,
    attribute: bool,
) -> Result<Selector, SyntaxError> {
    Ok(match (pair.as_rule(), attribute) {
        (Rule::wildcard, false) => Selector::Any,
        (Rule::wildcard, true) => Selector::AnyAttribute,
        (Rule::name, false) => Selector::Name(literals::name(pair.as_str())),
        (Rule::name, true) => Selector::Attribute(literals::name(pair.as_str())),
        // `@[expr]`, and `ns::[expr]`, whose owner says whether it is an attribute.
        (Rule::computed, _) => Selector::AttributeIndex(Box::new(inside_selection(cx, pair)?)),
        _ => return Err(SyntaxError::internal(place(&pair))),
    })
}
