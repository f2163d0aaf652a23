//! The ledger of one file: exactly one disposition for every XML element, and none by default.
//!
//! Whoever reads an element claims it. What nobody claims is unsupported, so that an element that
//! no one thought of is reported instead of dropped.

use std::ops::Range;

use crate::{
    ir::disposition::{Counts, Disposition},
    xml::{Document, Node},
};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Unclaimed,
    Claimed(Disposition),
    /// Part of a step or rule: lowering decides.
    Lowering,
}

/// One mark per element of a document.
#[derive(Debug, Clone)]
pub(crate) struct Ledger {
    marks: Vec<Mark>,
}

impl Ledger {
    /// A ledger in which nothing is claimed.
    pub(crate) fn new(document: &Document<'_>) -> Self {
        Self { marks: vec![Mark::Unclaimed; document.len()] }
    }

    /// Claims one element. The first claim stands: an element has one disposition.
    pub(crate) fn claim(&mut self, node: Node<'_>, disposition: Disposition) {
        let mark = &mut self.marks[node.index()];
        if *mark == Mark::Unclaimed {
            *mark = Mark::Claimed(disposition);
        }
    }

    /// Claims what is still unclaimed of an element and all below it.
    pub(crate) fn claim_subtree(&mut self, node: Node<'_>, disposition: Disposition) {
        for below in node.subtree() {
            self.claim(below, disposition);
        }
    }

    /// Leaves a step or rule to lowering, and gives the number of its elements that nobody has
    /// counted before (children of an iterator are left before the iterator itself).
    pub(crate) fn leave_to_lowering(&mut self, node: Node<'_>) -> u64 {
        let mut left = 0;
        for mark in &mut self.marks[node.range()] {
            if *mark != Mark::Lowering {
                *mark = Mark::Lowering;
                left += 1;
            }
        }
        left
    }

    /// The unsupported elements that do not stand below another one, in document order.
    pub(crate) fn unsupported<'d>(&self, document: &'d Document<'d>) -> Vec<Node<'d>> {
        let unsupported = |node: Node<'_>| {
            let mark = self.marks[node.index()];
            matches!(mark, Mark::Unclaimed | Mark::Claimed(Disposition::Unsupported))
        };
        document
            .nodes()
            .filter(|node| unsupported(*node) && !node.parent().is_some_and(unsupported))
            .collect()
    }

    /// Counts the elements of a range, but for those inside `except` (in document order, apart
    /// from each other) and those left to lowering.
    pub(crate) fn counts(&self, range: Range<usize>, except: &[Range<usize>]) -> Counts {
        let mut counts = Counts::default();
        let mut from = range.start;
        for inner in except {
            self.count(from..inner.start, &mut counts);
            from = inner.end;
        }
        self.count(from..range.end, &mut counts);
        counts.check()
    }

    fn count(&self, range: Range<usize>, counts: &mut Counts) {
        for mark in &self.marks[range] {
            let disposition = match mark {
                Mark::Lowering => continue,
                Mark::Claimed(disposition) => *disposition,
                Mark::Unclaimed => Disposition::Unsupported,
            };
            counts.total += 1;
            counts.add(disposition, 1);
        }
    }
}
