//! `MW9001` ill-formed-mapping.
//!
//! ## What it does
//! Reports a mapping that the checker refuses, or a connection or file on which the compiler
//! itself failed.
//!
//! ## Why it matters
//! Lowering must never make one. The connection is not emitted, so that nothing wrong
//! reaches the platform.
//!
//! ## Example
//! A step that reads a variable before it has a value
//!
//! ## What to do
//! Report it with the export; it is a bug of mapwright.

use crate::diag::{Rule, Severity};
#[cfg(test)]
use crate::suite::fixture::{Fixture, Given};
#[cfg(test)]
use crate::{
    ir::{
        Body, Connection, Element, Expr, Literal, Script, Step, Ty, Var, VarKind,
        disposition::Disposition, route::Endpoint,
    },
    suite::connection,
};

/// The rule.
pub static RULE: Rule = Rule {
    code: "MW9001",
    name: "ill-formed-mapping",
    severity: Severity::Error,
    help: "report it with the export; it is a bug of mapwright",
    source: include_str!("ill_formed_mapping.rs"),
};

/// Inputs on which the rule fires, and near misses.
#[cfg(test)]
pub(crate) static FIXTURES: &[Fixture] = &[
    Given::Connection(|| made(false)).fires("`mrn` is read before it has a value"),
    Given::Connection(|| made(true)).silent(),
];

/// A connection whose only step reads a variable, which has a value or not.
#[cfg(test)]
fn made(assigned: bool) -> Connection {
    let mut made = connection::connection(Endpoint::ChannelReader, Vec::new());
    let span = made.source.span;
    let mut script = Script::default();
    let kind = VarKind::Named;
    let var = script.vars.add(Var { name: "mrn".to_owned(), ty: Ty::Text, kind }, span);
    let text = script.exprs.add(Expr::Literal(Literal::Text("a".to_owned())), span);
    let read = script.exprs.add(Expr::Var(var), span);
    let first = if assigned { text } else { read };
    let block = vec![
        script.steps.add(Step::Let { var, value: first }, span),
        script.steps.add(Step::Let { var, value: read }, span),
    ];
    script.elements.push(Element {
        name: "mrn".to_owned(),
        kind: "Mapper",
        sequence: "0".to_owned(),
        span,
        lines: (1, 2),
        disposition: Disposition::Lowered,
        body: Body::Steps { block, verdict: None },
        codes: Vec::new(),
    });
    made.source.script = Some(script);
    made
}
