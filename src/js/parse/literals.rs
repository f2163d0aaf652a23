//! Literals: names, numbers, strings, regular expressions, objects.

use mapwright_grammar::Rule;
use pest::iterators::Pair;

use super::context::{Context, parts, place};
use super::expressions::assignment;
use super::{SyntaxError, functions};
use crate::js::ast::{Expr, ExprKind, JsText, Property, PropertyValue};

/// A name with its `\uXXXX` escapes decoded. One that names no letter stays as written.
pub(super) fn name(text: &str) -> String {
    let mut pieces = text.split("\\u");
    let mut decoded = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let letter = piece
            .get(..4)
            .and_then(|digits| u32::from_str_radix(digits, 16).ok())
            .and_then(char::from_u32);
        if let (Some(letter), Some(rest)) = (letter, piece.get(4..)) {
            decoded.push(letter);
            decoded.push_str(rest);
        } else {
            decoded.push_str("\\u");
            decoded.push_str(piece);
        }
    }
    decoded
}

/// A number in any of its notations. A leading zero means octal where all digits allow it.
pub(super) fn number(text: &str) -> f64 {
    let lower = text.to_ascii_lowercase();
    if let Some(digits) = lower.strip_prefix("0x") {
        return digits_in_base(digits, 16);
    }
    if let Some(digits) = lower.strip_prefix("0b") {
        return digits_in_base(digits, 2);
    }
    if let Some(digits) = lower.strip_prefix("0o") {
        return digits_in_base(digits, 8);
    }
    if lower.len() > 1
        && lower.starts_with('0')
        && lower.bytes().all(|digit| (b'0'..=b'7').contains(&digit))
    {
        return digits_in_base(&lower, 8);
    }
    // The grammar lets through only what reads as a decimal number.
    lower.parse().unwrap_or(f64::NAN)
}

fn digits_in_base(digits: &str, base: u32) -> f64 {
    // Up to 128 bits the integer is exact and the conversion rounds once, as the engine's does.
    u128::from_str_radix(digits, base).map_or_else(
        |_| {
            let digits = digits.chars().filter_map(|digit| digit.to_digit(base));
            digits.fold(0.0, |sum, digit| sum * f64::from(base) + f64::from(digit))
        },
        to_double,
    )
}

#[expect(clippy::cast_precision_loss, reason = "a script's number is the nearest double")]
fn to_double(value: u128) -> f64 {
    value as f64
}

/// A string with its quotes, decoded.
pub(super) fn string(text: &str) -> JsText {
    let body = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
    if body.contains('\\') { decode(body) } else { JsText::Plain(body.to_owned()) }
}

/// A template literal: the characters between the backquotes as written. The engine reads it as
/// plain text (semantics section 5.3).
pub(super) fn template(text: &str) -> JsText {
    JsText::Plain(text.get(1..text.len().saturating_sub(1)).unwrap_or_default().to_owned())
}

fn decode(body: &str) -> JsText {
    let mut units = Vec::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find('\\') {
        units.extend(rest[..at].encode_utf16());
        rest = escape(&rest[at + 1..], &mut units);
    }
    units.extend(rest.encode_utf16());
    String::from_utf16(&units).map_or(JsText::Units(units), JsText::Plain)
}

/// Decodes what stands behind a backslash and gives what is left.
fn escape<'t>(text: &'t str, units: &mut Vec<u16>) -> &'t str {
    let mut chars = text.chars();
    let Some(first) = chars.next() else {
        return text;
    };
    let rest = chars.as_str();
    let control = match first {
        'b' => 0x08,
        'f' => 0x0C,
        'n' => 0x0A,
        'r' => 0x0D,
        't' => 0x09,
        'v' => 0x0B,
        '\r' => return rest.strip_prefix('\n').unwrap_or(rest),
        '\n' | '\u{2028}' | '\u{2029}' => return rest,
        'x' => return hex(first, rest, 2, units),
        'u' => return hex(first, rest, 4, units),
        '0'..='7' => return octal(text, units),
        _ => {
            units.extend(first.encode_utf16(&mut [0; 2]).iter());
            return rest;
        }
    };
    units.push(control);
    rest
}

/// `\xHH` and `\uHHHH`; where the digits are missing, the letter stands for itself.
fn hex<'t>(letter: char, rest: &'t str, count: usize, units: &mut Vec<u16>) -> &'t str {
    let digits =
        rest.get(..count).filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
    if let Some(unit) = digits.and_then(|digits| u16::from_str_radix(digits, 16).ok()) {
        units.push(unit);
        &rest[count..]
    } else {
        units.extend(letter.encode_utf16(&mut [0; 2]).iter());
        rest
    }
}

/// `\0` to `\377`.
fn octal<'t>(text: &'t str, units: &mut Vec<u16>) -> &'t str {
    let longest = if text.starts_with(['0', '1', '2', '3']) { 3 } else { 2 };
    let digits = text.bytes().take(longest).take_while(|digit| (b'0'..=b'7').contains(digit));
    let (count, value) = digits
        .fold((0, 0), |(count, value), digit| (count + 1, value * 8 + u16::from(digit - b'0')));
    units.push(value);
    &text[count..]
}

/// `/body/flags`. The engine knows the flags g, i, m and y.
pub(super) fn regex(pair: Pair<'_, Rule>) -> Result<ExprKind, SyntaxError> {
    let place = place(&pair);
    let mut inner = parts(pair);
    let (Some(body), Some(flags)) = (inner.next(), inner.next()) else {
        return Err(SyntaxError::internal(place));
    };
    if let Some(flag) = flags.as_str().chars().find(|flag| !"gimy".contains(*flag)) {
        let message = format!("`{flag}` is not a flag of a regular expression");
        return Err(SyntaxError::syntax(super::context::place(&flags), message));
    }
    Ok(ExprKind::Regex { body: body.as_str().to_owned(), flags: flags.as_str().to_owned() })
}

/// `{a: 1, get b() {..}}`.
pub(super) fn object(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<ExprKind, SyntaxError> {
    Ok(ExprKind::Object(super::expressions::each(cx, parts(pair), property)?))
}

fn property(cx: &mut Context<'_>, pair: Pair<'_, Rule>) -> Result<Property, SyntaxError> {
    let whole = place(&pair);
    let accessor = pair.as_rule() == Rule::accessor;
    let mut inner = parts(pair);
    let kind = if accessor { Some(cx.next(&mut inner)?) } else { None };
    let name = cx.next(&mut inner)?;
    let name = property_name(cx, name)?;
    let next = cx.next(&mut inner)?;
    let value = match (kind, inner.next()) {
        (None, None) => PropertyValue::Value(assignment(cx, next)?),
        (Some(kind), Some(block)) => {
            let function = functions::method(cx, &whole, next, block)?;
            if kind.as_str() == "get" {
                PropertyValue::Getter(function)
            } else {
                PropertyValue::Setter(function)
            }
        }
        (None, Some(block)) => {
            let function = functions::method(cx, &whole, next, block)?;
            let kind = ExprKind::Function(Box::new(function));
            PropertyValue::Value(Expr { kind, place: whole.clone() })
        }
        (Some(_), None) => return Err(SyntaxError::internal(whole)),
    };
    Ok(Property { name, value, place: whole })
}

fn property_name(cx: &Context<'_>, pair: Pair<'_, Rule>) -> Result<JsText, SyntaxError> {
    let token = cx.next(&mut parts(pair))?;
    Ok(match token.as_rule() {
        Rule::string => string(token.as_str()),
        Rule::number => JsText::Plain(number_name(number(token.as_str()))),
        _ => JsText::Plain(name(token.as_str())),
    })
}

/// A number as the name of a property: JavaScript's `String(n)`.
fn number_name(value: f64) -> String {
    if value == 0.0 || (1e-6..1e21).contains(&value.abs()) {
        return format!("{value}");
    }
    let text = format!("{value:e}");
    if text.contains("e-") { text } else { text.replace('e', "e+") }
}
