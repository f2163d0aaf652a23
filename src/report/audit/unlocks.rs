//! What holds connections back. A construct that alone keeps many connections from a better
//! verdict is worth the most: solving it moves all of them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use crate::{facts::Cause, ir::connection::Verdict, pipeline::Compiled, rules};

/// What holds connections back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unlocks {
    /// What keeps connections blocked.
    pub blocked: Vec<Unlock>,
    /// What keeps connections that are not blocked in review.
    pub review: Vec<Unlock>,
}

/// One thing that holds connections back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Unlock {
    /// Code of the findings.
    pub code: &'static str,
    /// Name of the rule.
    pub name: &'static str,
    /// The construct that would have to be supported; empty where the code says it all.
    pub construct: String,
    /// Connections that would leave the verdict if this alone were solved.
    pub alone: u64,
    /// Connections that it holds back together with other things.
    pub with_others: u64,
    /// Slugs of the connections that it alone holds back.
    pub connections: Vec<String>,
}

type Key<'a> = (&'static str, &'a str);

/// What holds the connections back, by verdict: the most connections that it alone holds first.
pub(super) fn unlocks(connections: &[Compiled]) -> Unlocks {
    Unlocks { blocked: of(connections, Verdict::Blocked), review: of(connections, Verdict::Review) }
}

fn of(connections: &[Compiled], verdict: Verdict) -> Vec<Unlock> {
    let mut found: BTreeMap<Key<'_>, (Vec<String>, u64)> = BTreeMap::new();
    for connection in connections.iter().filter(|c| c.verdict == verdict) {
        let causes = connection.facts.causes.iter().filter(|cause| cause.verdict == verdict);
        let keys: Vec<Key<'_>> =
            causes.map(|Cause { code, subject, .. }| (*code, subject.as_str())).collect();
        for key in &keys {
            let (alone, with_others) = found.entry(*key).or_default();
            if keys.len() == 1 {
                alone.push(connection.naming.slug.clone());
            } else {
                *with_others += 1;
            }
        }
    }
    let mut unlocks: Vec<_> = found.into_iter().map(unlock).collect();
    let rank = |unlock: &Unlock| (u64::MAX - unlock.alone, u64::MAX - unlock.with_others);
    unlocks.sort_by_key(rank);
    unlocks
}

fn unlock(((code, subject), (connections, with_others)): (Key<'_>, (Vec<String>, u64))) -> Unlock {
    Unlock {
        code,
        name: rules::find(code).map_or("", |rule| rule.name),
        construct: subject.to_owned(),
        alone: connections.len() as u64,
        with_others,
        connections,
    }
}
