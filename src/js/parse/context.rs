//! What the tree builder carries along: how deep it stands, and small helpers on grammar pairs.

use mapwright_grammar::Rule;
use pest::iterators::{Pair, Pairs};

use super::{MAX_DEPTH, MAX_NESTING, SyntaxError};
use crate::js::ast::Place;

/// The state of the tree builder.
pub(super) struct Context<'t> {
    /// The whole script.
    pub(super) text: &'t str,
    nesting: u32,
    depth: u32,
    /// Inside how many filters and indexes the builder stands: only there may `*` stand alone.
    pub(super) selecting: u32,
}

impl<'t> Context<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, nesting: 0, depth: 0, selecting: 0 }
    }

    /// Runs `build` one level of recursion and `depth` levels of the tree further down.
    pub(super) fn deeper<T>(
        &mut self,
        place: &Place,
        depth: u32,
        build: impl FnOnce(&mut Self) -> Result<T, SyntaxError>,
    ) -> Result<T, SyntaxError> {
        self.nesting += 1;
        let result = self.heavier(place, depth, build);
        self.nesting -= 1;
        result
    }

    /// As [`Self::deeper`] where a `deeper` call around this one counts the recursion already.
    pub(super) fn heavier<T>(
        &mut self,
        place: &Place,
        depth: u32,
        build: impl FnOnce(&mut Self) -> Result<T, SyntaxError>,
    ) -> Result<T, SyntaxError> {
        let before = self.depth;
        self.depth = self.depth.saturating_add(depth);
        if self.nesting > MAX_NESTING || self.depth > MAX_DEPTH {
            return Err(SyntaxError::too_deep(place.clone()));
        }
        let result = build(self);
        self.depth = before;
        result
    }

    /// The next part of a rule, which the grammar says is there.
    pub(super) fn next<'p>(
        &self,
        pairs: &mut Pairs<'p, Rule>,
    ) -> Result<Pair<'p, Rule>, SyntaxError> {
        pairs.next().ok_or_else(|| self.missing())
    }

    /// The error for a part that the grammar promised and the builder did not find.
    pub(super) fn missing(&self) -> SyntaxError {
        let end = offset(self.text.len());
        SyntaxError::internal(end..end)
    }
}

/// The byte range of a pair.
pub(super) fn place(pair: &Pair<'_, Rule>) -> Place {
    let span = pair.as_span();
    offset(span.start())..offset(span.end())
}

/// The parts of a pair.
pub(super) fn parts(pair: Pair<'_, Rule>) -> Pairs<'_, Rule> {
    pair.into_inner()
}

/// A byte offset as the tree stores it; scripts of 4 GiB do not pass the reader's size limit.
pub(super) fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// The next part, where it is of that rule.
pub(super) fn take<'p>(pairs: &mut Pairs<'p, Rule>, rule: Rule) -> Option<Pair<'p, Rule>> {
    if pairs.peek()?.as_rule() == rule { pairs.next() } else { None }
}
