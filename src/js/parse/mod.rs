//! The parser of the legacy script language: text to tree.
//!
//! The grammar (`grammar/script.pest`) recognises, the modules here build the tree. Both are
//! bounded, so that no input can exhaust a stack of 2 MB: see [`MAX_NESTING`] and [`MAX_DEPTH`].

mod context;
mod e4x;
mod error;
mod expressions;
mod functions;
mod literals;
mod nesting;
mod operators;
mod statements;
#[cfg(test)]
mod tests;

use mapwright_grammar::{Rule, ScriptParser};
use pest::Parser;
use pest::iterators::Pair;

use super::ast::{Expr, Program};
use context::Context;

pub use error::{SyntaxError, SyntaxErrorKind};

/// How many brackets, statements or expressions may stand inside one another (`if (a) { f(b) }`
/// counts five: the three statements, the call, its argument). The tree builder recurses no deeper,
/// and 2 MB of stack hold that even without optimisation. The recogniser has a stack guard of its
/// own, which answers with the same error.
pub const MAX_NESTING: u32 = 150;

/// How deep a tree may become, chains included: `a + b + c` is two levels, and so is a chain of
/// two calls or of two `else if`. Whoever walks a tree recursively can rely on this bound, and so
/// can its `Drop`. The legacy engine's own recursive compiler gives up in the same region.
pub const MAX_DEPTH: u32 = 1000;

/// Parses a script: a program, or the body of a function (each step of a transformer is part of
/// one), so that a `return` may stand at its top level.
///
/// # Errors
/// [`SyntaxError`] with the first place that cannot be understood.
pub fn parse_script(text: &str) -> Result<Program, SyntaxError> {
    let root = recognise(Rule::script, text)?;
    let mut context = Context::new(text);
    Ok(Program { body: statements::list(&mut context, root)? })
}

/// Parses one whole expression (commas allowed); blanks and comments may stand around it.
///
/// # Errors
/// [`SyntaxError`] with the first place that cannot be understood.
pub fn parse_expression(text: &str) -> Result<Expr, SyntaxError> {
    let root = recognise(Rule::whole_expression, text)?;
    let mut context = Context::new(text);
    let mut parts = context::parts(root);
    let expression = context.next(&mut parts)?;
    expressions::expression(&mut context, expression)
}

fn recognise(rule: Rule, text: &str) -> Result<Pair<'_, Rule>, SyntaxError> {
    nesting::check(text)?;
    let mut pairs =
        ScriptParser::parse(rule, text).map_err(|error| error::from_pest(text, &error))?;
    pairs.next().ok_or_else(|| SyntaxError::internal(0..0))
}
