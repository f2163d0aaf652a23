//! Manual tasks by owner and by rule, with estimates.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::{
    facts::effort::{self, Effort},
    pipeline::{Compilation, Compiled},
    rules,
};

/// Manual tasks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Tasks {
    /// All tasks; one that several connections share counts once here and in the rows below, and
    /// on each of these connections.
    pub total: u64,
    /// What all of them take.
    pub effort: Effort,
    /// By the role that owns them, the most work first.
    pub by_owner: Vec<OwnerRow>,
    /// By the rule that raised them and their owner, the most work first.
    pub by_rule: Vec<RuleRow>,
}

/// The tasks of one role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OwnerRow {
    /// Role.
    pub owner: &'static str,
    /// How many.
    pub tasks: u64,
    /// On how many connections.
    pub connections: u64,
    /// What they take.
    pub effort: Effort,
}

/// The tasks that one rule raised for one role.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct RuleRow {
    /// Code.
    pub code: &'static str,
    /// Name of the rule.
    pub name: &'static str,
    /// Role.
    pub owner: &'static str,
    /// How many.
    pub tasks: u64,
    /// On how many connections.
    pub connections: u64,
    /// What one of them takes.
    pub each: Effort,
    /// What all of them take.
    pub effort: Effort,
    /// What the estimate means.
    pub meaning: &'static str,
}

#[derive(Default)]
struct Sum<'a> {
    tasks: u64,
    connections: BTreeSet<&'a str>,
    effort: Effort,
}

impl<'a> Sum<'a> {
    fn add(&mut self, connection: Option<&'a str>, tasks: u64, effort: Effort) {
        self.tasks += tasks;
        self.connections.extend(connection);
        self.effort += effort;
    }
}

/// The tasks of all connections, and those of what stands around them. What several connections
/// share (a secret of a global script runs in all of them) is done once, so it counts once.
pub(super) fn tasks(compilation: &Compilation) -> Tasks {
    let mut owners: BTreeMap<&'static str, Sum<'_>> = BTreeMap::new();
    let mut by_rule: BTreeMap<(&'static str, &'static str), Sum<'_>> = BTreeMap::new();
    let mut all = Sum::default();
    let mut first_at: BTreeMap<(&str, &str), &str> = BTreeMap::new();
    let around = compilation.estate.tasks.iter().map(|task| (None, task.code, task.owner));
    let inside = compilation.connections.iter().flat_map(|connection| {
        let slug = connection.naming.slug.as_str();
        connection.facts.tasks.iter().map(move |task| (slug, task))
    });
    let inside = inside.map(|(slug, task)| {
        let first = *first_at.entry((task.code, &task.place)).or_insert(slug);
        (Some(slug), task.code, task.owner, first == slug)
    });
    let around = around.map(|(slug, code, owner)| (slug, code, owner, true));
    for (slug, code, owner, counts) in inside.chain(around) {
        let effort = if counts { effort::of(code) } else { Effort::default() };
        for sum in
            [&mut all, owners.entry(owner).or_default(), by_rule.entry((code, owner)).or_default()]
        {
            sum.add(slug, u64::from(counts), effort);
        }
    }
    let mut by_owner: Vec<_> = owners.into_iter().map(owner_row).collect();
    by_owner.sort_by_key(|row| u64::MAX - row.effort.high_minutes);
    let mut by_rule: Vec<_> = by_rule.into_iter().map(rule_row).collect();
    by_rule.sort_by_key(|row| u64::MAX - row.effort.high_minutes);
    Tasks { total: all.tasks, effort: all.effort, by_owner, by_rule }
}

fn owner_row((owner, sum): (&'static str, Sum<'_>)) -> OwnerRow {
    let connections = sum.connections.len() as u64;
    OwnerRow { owner, tasks: sum.tasks, connections, effort: sum.effort }
}

fn rule_row(((code, owner), sum): ((&'static str, &'static str), Sum<'_>)) -> RuleRow {
    RuleRow {
        code,
        name: rules::find(code).map_or("", |rule| rule.name),
        owner,
        tasks: sum.tasks,
        connections: sum.connections.len() as u64,
        each: effort::of(code),
        effort: sum.effort,
        meaning: effort::meaning(code),
    }
}

/// What the tasks of one connection take.
pub(super) fn effort(connection: &Compiled) -> Effort {
    let mut sum = Effort::default();
    for task in &connection.facts.tasks {
        sum += effort::of(task.code);
    }
    sum
}
