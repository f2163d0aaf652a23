//! The ledger of one file: exactly one disposition for every XML element, and none by default.
//!
//! Whoever reads an element claims it. What nobody claims is unsupported, so that an element that
//! no one thought of is reported instead of dropped.
//!
//! What is counted are the elements of the file. Where the reader was given a rewritten document
//! (an older release), a claim on a made element counts for all elements that it stands for.

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

/// One mark per element of the original of a document.
#[derive(Debug, Clone)]
pub(crate) struct Ledger {
    marks: Vec<Mark>,
}

impl Ledger {
    /// A ledger in which nothing is claimed.
    pub(crate) fn new(document: &Document<'_>) -> Self {
        Self { marks: vec![Mark::Unclaimed; document.original().len()] }
    }

    /// Claims one element. The first claim stands: an element has one disposition.
    pub(crate) fn claim(&mut self, node: Node<'_>, disposition: Disposition) {
        for origin in node.origins() {
            let mark = &mut self.marks[origin];
            if *mark == Mark::Unclaimed {
                *mark = Mark::Claimed(disposition);
            }
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
        for origin in node.subtree().flat_map(Node::origins) {
            let mark = &mut self.marks[origin];
            if *mark != Mark::Lowering {
                *mark = Mark::Lowering;
                left += 1;
            }
        }
        left
    }

    /// The unsupported elements of the original that do not stand below another one, in document
    /// order.
    pub(crate) fn unsupported<'d>(&self, document: &'d Document<'d>) -> Vec<Node<'d>> {
        let unsupported = |node: Node<'_>| {
            let mark = self.marks[node.index()];
            matches!(mark, Mark::Unclaimed | Mark::Claimed(Disposition::Unsupported))
        };
        document
            .original()
            .nodes()
            .filter(|node| unsupported(*node) && !node.parent().is_some_and(unsupported))
            .collect()
    }

    /// Counts the original elements of an element and all below, but for those of the elements
    /// `except` (apart from each other) and those left to lowering.
    pub(crate) fn counts(&self, node: Node<'_>, except: &[Node<'_>]) -> Counts {
        self.counts_of(node.original_range(), except)
    }

    /// As [`Self::counts`], of the whole file.
    pub(crate) fn counts_outside(&self, except: &[Node<'_>]) -> Counts {
        self.counts_of(0..self.marks.len(), except)
    }

    fn counts_of(&self, range: Range<usize>, except: &[Node<'_>]) -> Counts {
        let mut except: Vec<_> = except.iter().map(|node| node.original_range()).collect();
        except.sort_by_key(|inner| inner.start);
        let mut counts = Counts::default();
        let mut from = range.start;
        for inner in except.into_iter().filter(|inner| !inner.is_empty()) {
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
