//! What the files of a run say about channels wherever they are exported, joined: which global
//! scripts run for a channel, whether it is deployed, and its groups, tags and dependencies.
//!
//! A backup is of one server, so what it says holds for its own channels. A file without channels
//! may be of any server of the run. Where two of them disagree, that is reported, and nothing is
//! chosen.

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use super::{
    model::{Channel, ChannelScript, Export, ScriptKind},
    surroundings::{
        ConfigurationEntry, ConfigurationMap, GlobalScript, GlobalScripts, Surroundings,
    },
};
use crate::{
    diag::Finding,
    ir::connection::Membership,
    rules,
    span::{FileId, Span},
};

/// One file of the run.
#[derive(Debug, Clone)]
struct Member {
    file: FileId,
    /// It holds channels, so what it says is about these.
    own: bool,
    says: Surroundings,
}

/// All files of a run.
#[derive(Debug, Clone, Default)]
pub struct Estate {
    /// The files that say something.
    members: Vec<Member>,
    /// A file with channels that says nothing: all such files have the same scope.
    silent: Option<FileId>,
    /// Ids of all channels.
    channels: BTreeSet<String>,
}

/// A piece that two files of one scope may disagree on, with what it says there.
type Said<'a> = (Span, Option<&'a str>);

impl Estate {
    /// Adds what a file says; files are added in the order of their names.
    pub fn add(&mut self, file: FileId, export: &Export) {
        let own = !export.channels.is_empty();
        self.channels.extend(export.channels.iter().map(|channel| channel.id.clone()));
        if !export.surroundings.is_empty() {
            self.members.push(Member { file, own, says: export.surroundings.clone() });
        } else if own {
            self.silent.get_or_insert(file);
        }
    }

    /// The files that are about the channels of a file: the file itself and those without
    /// channels; all of them, where the file says nothing of that kind.
    fn scope(
        &self,
        file: FileId,
        about: fn(&Surroundings) -> bool,
    ) -> impl Iterator<Item = &Member> {
        let itself = self.members.iter().any(|m| m.file == file && m.own && about(&m.says));
        self.members.iter().filter(move |m| !itself || m.file == file || !m.own)
    }

    fn global_maps(&self, file: FileId) -> impl Iterator<Item = &GlobalScripts> {
        let members = self.scope(file, |says| !says.global_scripts.is_empty());
        members.flat_map(|member| &member.says.global_scripts)
    }

    fn configuration_maps(&self, file: FileId) -> impl Iterator<Item = &ConfigurationMap> {
        let members = self.scope(file, |says| !says.configuration.is_empty());
        members.flat_map(|member| &member.says.configuration)
    }

    /// The global scripts that run for the channels of a file, by kind, each text once: more than
    /// one of a kind where the exports disagree.
    pub fn global_scripts(&self, file: FileId) -> Vec<&ChannelScript> {
        let mut seen = BTreeSet::new();
        let maps = self.global_maps(file).flat_map(|map| &map.scripts);
        let scripts = maps.filter_map(|script| script.script.as_ref());
        let mut found: Vec<_> =
            scripts.filter(|script| seen.insert((script.kind, script.text.as_str()))).collect();
        found.sort_by_key(|script| script.kind);
        found
    }

    /// Whether a channel is deployed. A channel that does not say is, unless all files of its
    /// scope that know it say otherwise.
    pub fn enabled(&self, channel: &Channel) -> bool {
        let members = self.scope(channel.span.file, |says| !says.metadata.is_empty());
        let about = members.flat_map(|member| &member.says.metadata);
        let mut said = about.filter(|m| m.channel == channel.id).filter_map(|m| m.enabled);
        channel.enabled.unwrap_or_else(|| said.next().is_none_or(|first| first || said.any(|s| s)))
    }

    /// The groups, tags and dependencies of a channel. A server keeps tags and dependencies beside
    /// its channels; the copies in their exports may be stale (facts of the export samples,
    /// item 10), so they count only where no file of the scope has any.
    pub fn membership(&self, channel: &Channel) -> Membership {
        let Channel { id, span, .. } = channel;
        let groups = self.scope(span.file, |says| !says.groups.is_empty());
        let groups =
            groups.flat_map(|m| &m.says.groups).filter(|group| group.channels.contains(id));
        let tags: Vec<_> = self.scope(span.file, |says| !says.tags.is_empty()).collect();
        let none = tags.iter().all(|member| member.says.tags.is_empty());
        let tags = tags.into_iter().flat_map(|m| &m.says.tags).filter(|t| t.channels.contains(id));
        let own = channel.tags.iter().filter(|_| none);
        let order: Vec<_> = self.scope(span.file, |says| !says.dependencies.is_empty()).collect();
        let unordered = order.iter().all(|member| member.says.dependencies.is_empty());
        let order = order.into_iter().flat_map(|m| &m.says.dependencies);
        let needed = order.filter(|d| d.dependent == *id).map(|d| &d.dependency);
        Membership {
            groups: sorted(groups.map(|group| &group.name)),
            tags: sorted(tags.map(|tag| &tag.name).chain(own)),
            depends_on: sorted(needed.chain(channel.depends_on.iter().filter(|_| unordered))),
        }
    }

    /// What files of one scope disagree on, each disagreement once.
    pub fn findings(&self) -> Vec<Finding> {
        let mut found: BTreeMap<Vec<Span>, Finding> = BTreeMap::new();
        for file in self.scopes() {
            for finding in self.scripts_that_differ(file).into_iter().chain(self.keys(file)) {
                let spans = finding.labels.iter().map(|label| label.span).collect();
                found.entry(spans).or_insert(finding);
            }
        }
        found.into_values().chain(self.channels_that_are_missing()).collect()
    }

    /// The files whose scopes can hold a disagreement. Backups of several servers may differ, as
    /// long as no channel has to choose.
    fn scopes(&self) -> impl Iterator<Item = FileId> {
        let own = self.members.iter().filter(|member| member.own).map(|member| member.file);
        let channels = self.silent.is_some() || self.members.iter().any(|member| member.own);
        // Without channels, the first file stands for those that are yet to come.
        let first = self.members.first().filter(|_| !channels).map(|member| member.file);
        own.chain(self.silent).chain(first)
    }

    /// The groups that name channels of which the run has no export.
    fn channels_that_are_missing(&self) -> Vec<Finding> {
        let groups = self.members.iter().flat_map(|member| &member.says.groups);
        let missing = groups.filter_map(|group| {
            let absent = |id: &&String| !self.channels.contains(*id);
            let n = group.channels.iter().filter(absent).count();
            let name: String =
                group.name.chars().filter(|c| *c != '`' && !c.is_control()).collect();
            let of = group.channels.len();
            let message =
                format!("group `{name}` names {of} channels, of which {n} are not in this run");
            let finding = Finding::new(&rules::channel_not_in_run::RULE, message, group.span);
            (n > 0 && !self.channels.is_empty()).then_some(finding)
        });
        missing.collect()
    }

    fn scripts_that_differ(&self, file: FileId) -> Vec<Finding> {
        let mut by_kind: BTreeMap<ScriptKind, Vec<Said<'_>>> = BTreeMap::new();
        for map in self.global_maps(file) {
            for GlobalScript { kind, span, script } in &map.scripts {
                let text = script.as_ref().map(|script| script.text.as_str());
                by_kind.entry(*kind).or_default().push((*span, text));
            }
        }
        let found = by_kind.into_iter().filter_map(|(kind, said)| {
            let message = format!("the global {} is not the same in all exports", kind.words());
            differ(message, &said)
        });
        found.collect()
    }

    /// The keys of configuration maps whose values differ.
    fn keys(&self, file: FileId) -> Vec<Finding> {
        let mut by_key: BTreeMap<&str, Vec<Said<'_>>> = BTreeMap::new();
        for map in self.configuration_maps(file) {
            for ConfigurationEntry { key, value, written } in &map.entries {
                // A properties file loses the blanks before a value.
                let value = written.as_ref().unwrap_or(value).trim_start();
                by_key.entry(&key.key).or_default().push((key.span, Some(value)));
            }
        }
        let found = by_key.into_iter().filter_map(|(key, said)| {
            let message = format!("the value of `{key}` is not the same in all configuration maps");
            differ(message, &said)
        });
        found.collect()
    }
}

/// The finding for what is said differently; at the first place, with the first place of each
/// other text beside it.
fn differ(message: String, said: &[Said<'_>]) -> Option<Finding> {
    let mut texts: Vec<Said<'_>> = Vec::new();
    for (span, text) in said {
        if !texts.iter().any(|(_, other)| other == text) {
            texts.push((*span, *text));
        }
    }
    let ((first, _), others) = texts.split_first()?;
    let finding = Finding::new(&rules::exports_disagree::RULE, message, *first);
    let all =
        others.iter().fold(finding, |finding, (span, _)| finding.also(*span, "here it differs"));
    (!others.is_empty()).then_some(all)
}

fn sorted<'s>(names: impl Iterator<Item = &'s String>) -> Vec<String> {
    names.cloned().collect::<BTreeSet<_>>().into_iter().collect()
}
