//! Lowering.
mod builder; mod call; mod convert; mod destination_set; mod expr; mod iterator; mod mapper; mod message_builder; mod names; mod path; mod scope; mod test; mod validate;
use crate::{diag::Finding, front::mirth::model::{Channel, Library}, ir::Connection, rules, span::{Files, Span}};

/// What surrounds a channel.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The files, for lines of the export in headers.
    pub files: &'a Files,
    /// SHA-256 of the export, in hex.
    pub sha256: &'a str,
    /// All code template libraries of the run, in any order.
    pub libraries: &'a [&'a Library],
}

/// A channel after lowering.
#[derive(Debug, Clone)]
pub struct Lowered {
    /// The connection.
    pub connection: Connection,
    /// What there is to say about it.
    pub findings: Vec<Finding>,
}

pub(super) fn undeployable(reason: &str, span: Span) -> builder::Carry {
    builder::Carry { rule: &rules::does_not_compile::RULE, reason: reason.to_owned(), span }
}

/// Lowers a channel.
pub fn lower(channel: &Channel, context: &Context<'_>) -> Lowered {
    let _ = (channel, context);
    unreachable!("being written")
}
