//! What is wrong with a script, in a person's words. No name of a grammar rule gets out.

use mapwright_grammar::Rule;
use pest::error::{Error, ErrorVariant, InputLocation};
use thiserror::Error;

use super::context::offset;
use super::nesting;
use crate::js::ast::Place;

/// Why a text is no script.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[error("{message}")]
pub struct SyntaxError {
    /// The bytes that cannot be understood; empty at the end of the text.
    pub place: Place,
    /// What was expected and what was found.
    pub message: String,
    /// What sort of trouble it is.
    pub kind: SyntaxErrorKind,
}

/// Sorts of trouble.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// The engine would refuse the script as well.
    Syntax,
    /// Deeper than [`MAX_NESTING`](super::MAX_NESTING) or [`MAX_DEPTH`](super::MAX_DEPTH).
    TooDeep,
    /// The engine may take it; this compiler does not.
    Unsupported,
    /// Grammar and tree builder disagree: a bug of this compiler.
    Internal,
}

impl SyntaxError {
    pub(super) fn syntax(place: Place, message: impl Into<String>) -> Self {
        Self { place, message: message.into(), kind: SyntaxErrorKind::Syntax }
    }

    pub(super) fn unsupported(place: Place, message: impl Into<String>) -> Self {
        Self { kind: SyntaxErrorKind::Unsupported, ..Self::syntax(place, message) }
    }

    pub(super) fn too_deep(place: Place) -> Self {
        let message = "brackets, statements or operators are nested too deeply here";
        Self { kind: SyntaxErrorKind::TooDeep, ..Self::syntax(place, message) }
    }

    pub(super) fn internal(place: Place) -> Self {
        let message = "this construct is recognised but not understood: a bug of the compiler";
        Self { kind: SyntaxErrorKind::Internal, ..Self::syntax(place, message) }
    }
}

/// The parser's furthest failure as an error of ours.
pub(super) fn from_pest(text: &str, error: &Error<Rule>) -> SyntaxError {
    let at = match error.location {
        InputLocation::Pos(at) | InputLocation::Span((at, _)) => at,
    };
    let at = past_blanks(text, at.min(text.len()));
    match &error.variant {
        // The only custom errors are the parser's own limits.
        ErrorVariant::CustomError { .. } => SyntaxError::too_deep(place_at(text, at)),
        ErrorVariant::ParsingError { positives, .. } => {
            SyntaxError::syntax(place_at(text, at), message(text, at, positives))
        }
    }
}

fn past_blanks(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    at + rest.len() - rest.trim_start().len()
}

fn place_at(text: &str, at: usize) -> Place {
    offset(at)..offset(at + token(text, at).len())
}

/// The word or the character at a place; empty at the end.
fn token(text: &str, at: usize) -> &str {
    let rest = text.get(at..).unwrap_or_default();
    let word =
        rest.find(|c: char| !(c.is_alphanumeric() || c == '_' || c == '$')).unwrap_or(rest.len());
    let first = rest.chars().next().map_or(0, char::len_utf8);
    // A word can be a whole pasted document; its beginning is enough for a message.
    let shown = rest.char_indices().nth(40).map_or(rest.len(), |(at, _)| at);
    &rest[..word.max(first).min(shown)]
}

fn message(text: &str, at: usize, expected: &[Rule]) -> String {
    let rest = text.get(at..).unwrap_or_default();
    match rest.as_bytes().first() {
        Some(b'"' | b'\'' | b'`') if !closes(rest) => {
            return "this string is not closed".to_owned();
        }
        Some(b'/') if rest.starts_with("/*") => return "this comment is not closed".to_owned(),
        _ => {}
    }
    if rest.is_empty() {
        if let Some((bracket, start)) = nesting::unclosed(text) {
            let line = line_of(text, start);
            let closing = match bracket {
                b'(' => ')',
                b'[' => ']',
                _ => '}',
            };
            let bracket = char::from(bracket);
            return format!(
                "expected `{closing}` for the `{bracket}` of line {line}, found the end of the script"
            );
        }
        return format!("expected {}, found the end of the script", noun(expected));
    }
    format!("expected {}, found `{}`", noun(expected), token(text, at).escape_debug())
}

fn closes(rest: &str) -> bool {
    let mut chars = rest.chars();
    let quote = chars.next();
    while let Some(next) = chars.next() {
        match next {
            '\\' => drop(chars.next()),
            '\n' | '\r' if quote != Some('`') => return false,
            _ if Some(next) == quote => return true,
            _ => {}
        }
    }
    false
}

fn line_of(text: &str, at: u32) -> usize {
    let before = text.get(..at as usize).unwrap_or_default();
    let lone = before.matches('\r').count() - before.matches("\r\n").count();
    before.matches('\n').count() + lone + 1
}

/// What the grammar was ready to take, most telling first.
fn noun(expected: &[Rule]) -> &'static str {
    const NOUNS: &[(&[Rule], &str)] = &[
        (
            &[Rule::declaration, Rule::if_statement, Rule::expression_statement, Rule::label],
            "a statement",
        ),
        (&[Rule::case, Rule::case_test], "`case`, `default` or a closing `}`"),
        (
            &[
                Rule::expression,
                Rule::assignment,
                Rule::operand,
                Rule::string,
                Rule::expression_without_in,
            ],
            "an expression",
        ),
        (
            &[Rule::infix, Rule::infix_without_in, Rule::choice, Rule::arguments],
            "an operator, a closing bracket or `;`",
        ),
        (&[Rule::block], "`{`"),
        (&[Rule::condition, Rule::parameters], "`(`"),
        (&[Rule::property_name, Rule::plain_property], "the name of a property"),
        (&[Rule::name, Rule::selector, Rule::wildcard], "the name of a property"),
        (&[Rule::identifier, Rule::array_pattern, Rule::declarator], "a name"),
        (&[Rule::hole], "XML markup or `{`"),
        (&[Rule::loop_over, Rule::loop_count, Rule::over_kind], "`in`, `of` or `;`"),
        (&[Rule::whole_expression], "an expression"),
        (&[Rule::EOI, Rule::script], "a statement or the end of the script"),
    ];
    let matching = NOUNS.iter().find(|(rules, _)| rules.iter().any(|rule| expected.contains(rule)));
    matching.map_or("something else", |(_, noun)| noun)
}
