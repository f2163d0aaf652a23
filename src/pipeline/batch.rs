//! How much is held at once. A run holds the texts of one batch of files, and from the first pass
//! to the second those of the files that are kept: all of them when the run is small, else the
//! largest, so that it need not be read twice.

use std::ops::Range;

/// Most bytes of small files that are worked on, or kept, at once.
pub const BUDGET: u64 = 64 << 20;

/// Cuts files of these sizes, in their order, into batches: each of one file, or of several that
/// come to no more than a quarter of the budget (what is made of a text is larger than the text).
pub(super) fn batches(sizes: &[u64], budget: u64) -> Vec<Range<usize>> {
    let mut batches = Vec::new();
    let (mut from, mut sum) = (0, 0);
    for (at, size) in sizes.iter().enumerate() {
        if at > from && sum + size > budget / 4 {
            batches.push(from..at);
            (from, sum) = (at, 0);
        }
        sum += size;
    }
    if from < sizes.len() {
        batches.push(from..sizes.len());
    }
    batches
}

/// Which of files of these sizes are kept from the first pass to the second.
pub(super) fn kept(sizes: &[u64], budget: u64) -> Vec<bool> {
    let most = sizes.iter().copied().max().unwrap_or(0).max(budget);
    let mut order: Vec<usize> = (0..sizes.len()).collect();
    order.sort_by_key(|index| (std::cmp::Reverse(sizes[*index]), *index));
    let mut kept = vec![false; sizes.len()];
    let mut sum = 0;
    for index in order {
        if sum + sizes[index] <= most {
            sum += sizes[index];
            kept[index] = true;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    const MB: u64 = 1 << 20;

    #[test]
    fn small_files_share_a_batch_and_large_ones_stand_alone() {
        let cases: &[(&[u64], &[Range<usize>])] = &[
            (&[], &[]),
            (&[0, 1, 20 * MB], &[0..2, 2..3]),
            (&[10 * MB, 6 * MB, MB], &[0..2, 2..3]),
            (&[MB, 200 * MB, MB, MB], &[0..1, 1..2, 2..4]),
        ];
        for (sizes, expected) in cases {
            assert_eq!(batches(sizes, BUDGET), *expected, "{sizes:?}");
        }
    }

    #[test]
    fn small_runs_and_the_largest_file_are_kept() {
        let cases: &[(&[u64], &[bool])] = &[
            (&[], &[]),
            (&[MB, 60 * MB, MB], &[true, true, true]),
            (&[40 * MB, 40 * MB, 20 * MB], &[true, false, true]),
            (&[MB, 200 * MB, MB], &[false, true, false]),
        ];
        for (sizes, expected) in cases {
            assert_eq!(kept(sizes, BUDGET), *expected, "{sizes:?}");
        }
    }
}
