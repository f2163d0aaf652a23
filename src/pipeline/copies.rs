//! Several exports of one channel in a run: which of them is compiled.
//!
//! The newest revision is; at the same revision, the one that was saved last; of those that are
//! the same in content, the first by name of file and place. Where neither revision nor time tells
//! which of two with other content is newer, nobody can tell, and both are compiled. So are those
//! with other names: a clone on another server has the same id, too. Channels are the same by
//! their id, so one without an id has no copies.

use std::collections::BTreeMap;

use super::survey::Head;
use crate::{diag::Finding, rules, span::Files};

/// What becomes of one export of a channel. Numbers are those of heads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate {
    /// It is compiled.
    Compiled,
    /// It is compiled, and so is this one, which has the same id.
    Ambiguous(usize),
    /// This one is compiled in its place.
    Superseded(usize),
}

/// The fates of all channels of a run, in their order.
pub(super) fn fates(heads: &[Head]) -> Vec<Fate> {
    let mut groups: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, head) in heads.iter().enumerate().filter(|(_, head)| !head.id.is_empty()) {
        groups.entry(&head.id).or_default().push(index);
    }
    let mut fates = vec![Fate::Compiled; heads.len()];
    for group in groups.into_values().filter(|group| group.len() > 1) {
        let mut winners: Vec<usize> = Vec::new();
        for named in by_name(heads, &group).into_values() {
            winners.extend(settle(heads, &named, &mut fates));
        }
        winners.sort_unstable();
        for index in winners.iter().skip(1) {
            fates[*index] = Fate::Ambiguous(winners[0]);
        }
    }
    fates
}

/// Exports of the same id, by name.
fn by_name<'h>(heads: &'h [Head], group: &[usize]) -> BTreeMap<&'h str, Vec<usize>> {
    let mut names: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for index in group {
        names.entry(heads[*index].name.trim()).or_default().push(*index);
    }
    names
}

/// Settles the fates of exports of one channel; gives those that are compiled.
fn settle(heads: &[Head], group: &[usize], fates: &mut [Fate]) -> Vec<usize> {
    let newest = newest(heads, group);
    let mut winners: Vec<usize> = Vec::new();
    for index in &newest {
        let same = |other: &&usize| heads[**other].stamp.content == heads[*index].stamp.content;
        match winners.iter().find(same) {
            Some(winner) => fates[*index] = Fate::Superseded(*winner),
            None => winners.push(*index),
        }
    }
    for index in group.iter().filter(|index| !newest.contains(index)) {
        fates[*index] = Fate::Superseded(winners[0]);
    }
    winners
}

/// The exports of a channel than which none is newer.
fn newest(heads: &[Head], group: &[usize]) -> Vec<usize> {
    let revision = |index: &usize| heads[*index].stamp.revision;
    let modified = |index: &usize| heads[*index].stamp.modified;
    let mut newest = group.to_vec();
    for number in [&revision as &dyn Fn(&usize) -> Option<u64>, &modified] {
        // One that does not say cannot be told from the others.
        if newest.iter().all(|index| number(index).is_some()) {
            let most = newest.iter().filter_map(number).max();
            newest.retain(|index| number(index) == most);
        }
    }
    newest
}

/// What there is to say about an export of a channel that has copies.
pub(super) fn finding(files: &Files, heads: &[Head], index: usize, fate: Fate) -> Option<Finding> {
    let own = &heads[index];
    let (rule, other, label) = match fate {
        Fate::Compiled => return None,
        Fate::Ambiguous(other) => (&rules::duplicate_connection::RULE, other, "the first one"),
        Fate::Superseded(other) => {
            (&rules::superseded_connection::RULE, other, "this one is compiled")
        }
    };
    let other = &heads[other];
    let place = files.place(other.name_span);
    let message = match fate {
        Fate::Ambiguous(_) if own.name != other.name => {
            format!("the channel `{}` at {place} has the same id", other.name)
        }
        Fate::Ambiguous(_) => format!("the channel at {place} has the same id"),
        _ if own.stamp.content == other.stamp.content => {
            format!("the channel at {place} is another export of the same")
        }
        _ if own.stamp.revision == other.stamp.revision => {
            format!("the channel at {place} was saved later")
        }
        _ => {
            let newer = &other.revision;
            format!("the channel at {place} is newer: revision {newer}, this is {}", own.revision)
        }
    };
    Some(Finding::new(rule, message, own.name_span).also(other.name_span, label))
}
