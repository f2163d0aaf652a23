//! Tables of settings: what each setting of a class means for the route, as data.

use crate::{
    front::mirth::{
        model::{ObstacleKind, Version},
        read::{
            context::{Reading, version_of},
            secrets,
        },
    },
    ir::route::OptionGap,
    xml::Node,
};

/// What a setting means for the route.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Effect {
    /// It is read; what it becomes on the new platform.
    Mapped(&'static str),
    /// It is a group of settings, which the table of that title accounts for.
    Group(&'static str),
    /// It changes nothing on the new platform, for this reason.
    Harmless(&'static str),
    /// With these values it is what the new platform does anyway; for any other there is a task.
    Equal(&'static [&'static str], &'static str),
}

/// One setting of a class.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Setting {
    /// Name of its element.
    pub(crate) name: &'static str,
    /// What it means.
    pub(crate) effect: Effect,
    /// The class has it only before this release.
    pub(crate) before: Option<Version>,
    /// When it has any effect beside the other settings, in words; empty for always.
    pub(crate) when: &'static str,
    applies: fn(Node<'_>) -> bool,
}

impl Setting {
    const fn new(name: &'static str, effect: Effect) -> Self {
        Self { name, effect, before: None, when: "", applies: always }
    }

    /// The class has it only before that release, when a migration moved it or took it away.
    pub(super) const fn until(mut self, release: Version) -> Self {
        self.before = Some(release);
        self
    }

    /// It has an effect only where the other settings make it apply, and when that is in words.
    pub(super) const fn when(mut self, applies: fn(Node<'_>) -> bool, words: &'static str) -> Self {
        self.applies = applies;
        self.when = words;
        self
    }
}

/// All settings of one class, as data: the reader goes by it, and `docs/transports.md` shows it.
#[derive(Debug)]
pub(crate) struct Table {
    /// What people call it (`TCP Listener`), or the group (`Polling`).
    pub(crate) title: &'static str,
    /// Class behind `com.mirth.connect.`; empty for a group without one.
    pub(crate) class: &'static str,
    /// What it becomes on the new platform, in a sentence.
    pub(crate) becomes: &'static str,
    /// Its settings in the order in which the engine writes them.
    pub(crate) settings: &'static [Setting],
}

/// A setting that is read, and what it becomes on the new platform.
pub(super) const fn mapped(name: &'static str, to: &'static str) -> Setting {
    Setting::new(name, Effect::Mapped(to))
}

/// A group of settings, and the title of its table.
pub(super) const fn group(name: &'static str, title: &'static str) -> Setting {
    Setting::new(name, Effect::Group(title))
}

/// A setting without effect on the new platform, and why.
pub(super) const fn harmless(name: &'static str, why: &'static str) -> Setting {
    Setting::new(name, Effect::Harmless(why))
}

/// A setting that with these values is what the new platform does anyway.
pub(super) const fn only(
    name: &'static str,
    values: &'static [&'static str],
    task: &'static str,
) -> Setting {
    Setting::new(name, Effect::Equal(values, task))
}

fn always(_: Node<'_>) -> bool {
    true
}

/// Whether a boolean setting is on.
pub(super) fn is_on(node: Node<'_>, name: &str) -> bool {
    node.child(name).is_some_and(|child| child.string().eq_ignore_ascii_case("true"))
}

/// Claims the settings that the table knows, and gives those without an equivalent. A setting
/// that the table does not have makes the legacy engine refuse the channel: an obstacle.
pub(super) fn account(
    reading: &mut Reading,
    node: Node<'_>,
    version_holder: Node<'_>,
    table: &Table,
    gaps: &mut Vec<OptionGap>,
) {
    let version = version_of(version_holder);
    let mut seen: Vec<&str> = Vec::new();
    for child in node.children() {
        let name = child.name();
        let row = table.settings.iter().find(|setting| {
            setting.name == name && setting.before.is_none_or(|release| version < release)
        });
        let Some(setting) = row.filter(|_| !seen.contains(&name)) else {
            reading.obstacle(ObstacleKind::UnknownElement, name, child.start_tag());
            continue;
        };
        seen.push(name);
        match setting.effect {
            Effect::Group(_) => reading.claim(child),
            _ => reading.claim_plain(child),
        }
        let Effect::Equal(values, task) = setting.effect else { continue };
        let value = plain(child);
        if (setting.applies)(node) && !(child.is_leaf() && values.contains(&value.as_str())) {
            gaps.push(gap(child, name, &value, task));
        }
    }
}

/// The value of a setting, empty for a group of settings.
pub(super) fn plain(node: Node<'_>) -> String {
    if node.is_leaf() { node.string() } else { String::new() }
}

/// The gap of one setting; a secret is never its value.
pub(super) fn gap(node: Node<'_>, option: &str, value: &str, task: &str) -> OptionGap {
    let value = if secrets::is_secret(option) { String::new() } else { secrets::strip(value) };
    OptionGap { option: option.to_owned(), value, task: task.to_owned(), span: node.span() }
}
