//! Maps that stand by themselves: global scripts, the configuration map, the metadata of channels.
//! A map does not say which it is, so its keys and the classes of its values have to.

use super::{around, context::Reading, scripts, secrets::is_secret};
use crate::{
    front::mirth::{
        model::{Export, ObstacleKind, ScriptKind},
        properties::WRITTEN,
        surroundings::{ConfigurationEntry, ConfigurationMap, GlobalScript, GlobalScripts},
    },
    ir::{
        disposition::Disposition,
        estate::{ConfigurationKey, Part, PartKind},
    },
    xml::Node,
};

/// Keys of the map of global scripts. `Shutdown` is the name of `Undeploy` before 3.1.
const GLOBAL: &[(&str, ScriptKind)] = &[
    ("Deploy", ScriptKind::Deploy),
    ("Undeploy", ScriptKind::Undeploy),
    ("Shutdown", ScriptKind::Undeploy),
    ("Preprocessor", ScriptKind::Preprocessor),
    ("Postprocessor", ScriptKind::Postprocessor),
];

/// Class of the values of a configuration map.
const PROPERTY: &str = "com.mirth.connect.util.ConfigurationProperty";

/// What a map holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Holds {
    Nothing,
    GlobalScripts,
    Configuration,
    /// Texts by key: a configuration map of an old release, or a map of a message.
    Texts,
    Metadata,
    Unknown,
}

/// Reads a map, or a part of a backup that is one; false when the element is none.
pub(super) fn read(reading: &mut Reading, node: Node<'_>, export: &mut Export) -> bool {
    if !matches!(node.name(), "map" | "globalScripts" | "configurationMap") {
        return false;
    }
    match holds(node) {
        Holds::Nothing => reading.claim(node),
        Holds::GlobalScripts => {
            let scripts = global_scripts(reading, node);
            export.surroundings.global_scripts.push(scripts);
        }
        Holds::Configuration => configuration(reading, node, export),
        Holds::Texts => {
            configuration(reading, node, export);
            export.hidden.extend(values(node).map(Node::content));
            reading.obstacle(ObstacleKind::MapOfTexts, node.name(), node.start_tag());
        }
        Holds::Metadata => {
            reading.claim(node);
            for (key, value) in claimed_entries(reading, node) {
                let metadata = around::metadata(reading, key, value);
                export.surroundings.metadata.push(metadata);
            }
        }
        Holds::Unknown => unknown(node, export),
    }
    true
}

/// The entries of a map as pairs; entries of another shape are left out.
fn entries(node: Node<'_>) -> impl Iterator<Item = (Node<'_>, Node<'_>, Node<'_>)> {
    node.children().filter(|child| child.name() == "entry").filter_map(|entry| {
        let mut sides = entry.children();
        match (sides.next(), sides.next(), sides.next()) {
            (Some(key), Some(value), None) => Some((entry, key, value)),
            _ => None,
        }
    })
}

fn values(node: Node<'_>) -> impl Iterator<Item = Node<'_>> {
    entries(node).map(|(_, _, value)| value)
}

fn claimed_entries<'d>(reading: &mut Reading, node: Node<'d>) -> Vec<(Node<'d>, Node<'d>)> {
    let all = entries(node).map(|(entry, key, value)| {
        reading.claim(entry);
        (key, value)
    });
    all.collect()
}

fn holds(node: Node<'_>) -> Holds {
    let n = node.children().count();
    if n == 0 {
        return Holds::Nothing;
    }
    if entries(node).filter(|(_, key, _)| key.name() == "string").count() != n {
        return Holds::Unknown;
    }
    let all = |class: &str| values(node).all(|value| value.name() == class);
    let named = |(_, key, _): (Node<'_>, Node<'_>, Node<'_>)| {
        GLOBAL.iter().any(|(name, _)| *name == key.string())
    };
    match node.name() {
        "globalScripts" if all("string") => Holds::GlobalScripts,
        "map" if all("string") && entries(node).all(named) => Holds::GlobalScripts,
        "configurationMap" if all("string") || all(PROPERTY) => Holds::Configuration,
        "map" if all(PROPERTY) => Holds::Configuration,
        "map" if all(around::METADATA) => Holds::Metadata,
        // Names of channels by their ids are texts as well; no configuration has such keys.
        "map" if all("string") && !entries(node).all(|(_, key, _)| is_uuid(&key.string())) => {
            Holds::Texts
        }
        _ => Holds::Unknown,
    }
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.bytes().all(|b| b.is_ascii_hexdigit()))
}

fn global_scripts(reading: &mut Reading, node: Node<'_>) -> GlobalScripts {
    reading.claim(node);
    let mut found = GlobalScripts { span: node.span(), scripts: Vec::new() };
    // Of two entries with one key, the engine's map keeps the later.
    for (entry, key, value) in entries(node).collect::<Vec<_>>().into_iter().rev() {
        let name = key.string();
        // A key that is not known stays unclaimed, and is reported.
        let Some((_, kind)) = GLOBAL.iter().find(|(known, _)| *known == name) else { continue };
        reading.claim(entry);
        reading.claim(key);
        if found.scripts.iter().any(|other| other.kind == *kind) {
            reading.ledger.claim(value, Disposition::Disabled);
            continue;
        }
        let script = scripts::read_one(reading, value, *kind);
        found.scripts.push(GlobalScript { kind: *kind, span: value.content(), script });
    }
    found.scripts.sort_by_key(|script| script.kind);
    found
}

fn configuration(reading: &mut Reading, node: Node<'_>, export: &mut Export) {
    reading.claim(node);
    let mut map = ConfigurationMap { span: node.span(), entries: Vec::new() };
    for (key, value) in claimed_entries(reading, node) {
        reading.claim(key);
        reading.claim(value);
        reading.claim_fields(value, &["value", "comment"]);
        let holder = if value.name() == PROPERTY { value.child("value") } else { Some(value) };
        let name = key.string();
        let secret = is_secret(&name);
        let entry = ConfigurationKey { key: name, secret, span: key.content() };
        let value = holder.map(Node::string).unwrap_or_default();
        let written = holder.and_then(|holder| holder.attribute(WRITTEN)).map(str::to_owned);
        map.entries.push(ConfigurationEntry { key: entry, value, written });
    }
    if !map.entries.is_empty() {
        export.parts.push(part(PartKind::ConfigurationMap, node));
    }
    export.surroundings.configuration.push(map);
}

/// A map that may be anything, one of a message as well: nothing of it is shown.
fn unknown(node: Node<'_>, export: &mut Export) {
    export.parts.push(part(PartKind::UnknownMap, node));
    export.hidden.push(node.content());
}

fn part(kind: PartKind, node: Node<'_>) -> Part {
    Part { kind, element: node.name().to_owned(), name: String::new(), span: node.span() }
}
