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
pub(super) enum Effect {
    /// It is read into the endpoint.
    Read,
    /// It is a group of settings with a table or reader of its own, which claims what is below.
    Group,
    /// It changes nothing on the new platform, for this reason.
    Harmless(#[expect(dead_code, reason = "the reason is for readers of the table")] &'static str),
    /// These values change nothing; for any other there is a task.
    Only(&'static [&'static str], &'static str),
}

/// One setting of a class.
pub(super) struct Setting {
    /// Name of its element.
    pub(super) name: &'static str,
    /// What it means.
    pub(super) effect: Effect,
    /// The class has it only before this release.
    pub(super) before: Option<Version>,
    /// Whether it has any effect beside the other settings.
    pub(super) applies: fn(Node<'_>) -> bool,
}

/// A setting that is read.
pub(super) const fn read(name: &'static str) -> Setting {
    Setting { name, effect: Effect::Read, before: None, applies: always }
}

/// A group of settings.
pub(super) const fn group(name: &'static str) -> Setting {
    Setting { name, effect: Effect::Group, before: None, applies: always }
}

/// A setting that was read before a release, when a migration moved it.
pub(super) const fn read_before(name: &'static str, release: Version) -> Setting {
    Setting { name, effect: Effect::Read, before: Some(release), applies: always }
}

/// A setting without effect.
pub(super) const fn harmless(name: &'static str, why: &'static str) -> Setting {
    Setting { name, effect: Effect::Harmless(why), before: None, applies: always }
}

/// A setting that has an effect unless it has one of these values.
pub(super) const fn only(
    name: &'static str,
    values: &'static [&'static str],
    task: &'static str,
) -> Setting {
    Setting { name, effect: Effect::Only(values, task), before: None, applies: always }
}

/// As [`only`], where the other settings make it apply.
pub(super) const fn only_if(
    applies: fn(Node<'_>) -> bool,
    name: &'static str,
    values: &'static [&'static str],
    task: &'static str,
) -> Setting {
    Setting { name, effect: Effect::Only(values, task), before: None, applies }
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
    table: &[Setting],
    gaps: &mut Vec<OptionGap>,
) {
    let version = version_of(version_holder);
    let mut seen: Vec<&str> = Vec::new();
    for child in node.children() {
        let name = child.name();
        let row = table.iter().find(|setting| {
            setting.name == name && setting.before.is_none_or(|release| version < release)
        });
        let Some(setting) = row.filter(|_| !seen.contains(&name)) else {
            reading.obstacle(ObstacleKind::UnknownElement, name, child.start_tag());
            continue;
        };
        seen.push(name);
        match setting.effect {
            Effect::Group => reading.claim(child),
            _ => reading.claim_plain(child),
        }
        let Effect::Only(values, task) = setting.effect else { continue };
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
