//! What every part of the reader needs: fields of an object by name, claims, and obstacles.

use crate::{
    front::mirth::{
        ledger::Ledger,
        model::{Obstacle, ObstacleKind, Version},
    },
    ir::disposition::Disposition,
    span::{SourceText, Span},
    xml::Node,
};

/// The release whose shape the model has. What is newer or unreadable counts as this one
/// (semantics section 13).
pub(crate) const CURRENT: Version = Version([4, 6, 0]);

/// A release, `major.minor.patch`.
pub(crate) const fn release(major: u16, minor: u16, patch: u16) -> Version {
    Version([major, minor, patch])
}

/// The release that wrote an object: its `version` attribute, 3.0.0 where that is missing
/// (semantics section 8.1).
pub(crate) fn version_of(node: Node<'_>) -> Version {
    node.attribute("version").map_or(release(3, 0, 0), parse_version)
}

/// A version attribute as a release.
pub(crate) fn parse_version(text: &str) -> Version {
    let mut parts = text.trim().split('.').map(|part| part.parse::<u16>().ok());
    let Some(Some(major)) = parts.next() else { return CURRENT };
    let mut rest = || parts.next().flatten().unwrap_or(0);
    let version = release(major, rest(), rest());
    if major == 0 { CURRENT } else { version.min(CURRENT) }
}

/// The fields of a class.
pub(crate) struct Class {
    /// Fields that it has in the current release.
    pub(crate) fields: &'static [&'static str],
    /// Fields that it had before a release, and that its migrations take away.
    pub(crate) before: &'static [(Version, &'static [&'static str])],
}

/// Elements of the library classes of Java collections, as the engine writes them.
const PLAIN: &[&str] = &["entry", "string", "int", "long", "boolean", "list", "null"];

/// The state of reading one channel, library or file.
pub(crate) struct Reading {
    /// Who claims which element.
    pub(crate) ledger: Ledger,
    /// What was found odd, in file order of its finding.
    pub(crate) obstacles: Vec<Obstacle>,
}

impl Reading {
    /// Notes an obstacle.
    pub(crate) fn obstacle(&mut self, kind: ObstacleKind, subject: impl Into<String>, span: Span) {
        self.obstacles.push(Obstacle { kind, subject: subject.into(), span });
    }

    /// Claims an element as a setting or metadata.
    pub(crate) fn claim(&mut self, node: Node<'_>) {
        self.ledger.claim(node, Disposition::Transport);
    }

    /// Claims the children of those names, and collections of plain values below them.
    pub(crate) fn claim_fields(&mut self, node: Node<'_>, names: &[&str]) {
        for child in node.children().filter(|child| names.contains(&child.name())) {
            self.claim_plain(child);
        }
    }

    /// Claims an element and, below it, collections of plain values.
    pub(crate) fn claim_plain(&mut self, node: Node<'_>) {
        self.claim(node);
        for below in node.subtree().skip(1).filter(|below| PLAIN.contains(&below.name())) {
            self.claim(below);
        }
    }

    /// Notes an obstacle for each child that the class does not have, or has once only: the
    /// engine makes such a channel invalid (semantics section 3).
    pub(crate) fn check_fields(&mut self, node: Node<'_>, class: &Class, version: Version) {
        let mut seen: Vec<&str> = Vec::new();
        for child in node.children() {
            let name = child.name();
            let old =
                |(until, names): &(Version, &[&str])| version < *until && names.contains(&name);
            let known = class.fields.contains(&name) || class.before.iter().any(old);
            if !known || seen.contains(&name) {
                self.obstacle(ObstacleKind::UnknownElement, name, child.start_tag());
                continue;
            }
            seen.push(name);
        }
    }

    /// The text of a field, claimed.
    pub(crate) fn text(&mut self, node: Node<'_>, name: &str) -> Option<SourceText> {
        let child = node.child(name)?;
        self.claim(child);
        Some(child.text())
    }

    /// The text of a field as a plain value, claimed.
    pub(crate) fn optional(&mut self, node: Node<'_>, name: &str) -> Option<String> {
        self.text(node, name).map(|text| text.as_str().to_owned())
    }

    /// The text of a field, empty where it is missing.
    pub(crate) fn string(&mut self, node: Node<'_>, name: &str) -> String {
        self.optional(node, name).unwrap_or_default()
    }

    /// A boolean field. Missing is false, whatever the default of a new object: the engine's
    /// reader runs no initialisers (semantics section 1.1).
    pub(crate) fn flag(&mut self, node: Node<'_>, name: &str) -> bool {
        self.optional_flag(node, name).unwrap_or(false)
    }

    /// A boolean field that may be missing.
    pub(crate) fn optional_flag(&mut self, node: Node<'_>, name: &str) -> Option<bool> {
        let child = node.child(name)?;
        self.claim(child);
        let text = child.string();
        if !text.eq_ignore_ascii_case("true") && !text.eq_ignore_ascii_case("false") {
            self.obstacle(ObstacleKind::BadValue, format!("{name}: {text}"), child.span());
        }
        Some(text.eq_ignore_ascii_case("true"))
    }

    /// The value that a table has for the text of a field; an obstacle and `None` where it has
    /// none, plain `None` where the field is missing.
    pub(crate) fn choice<T: Copy>(
        &mut self,
        node: Node<'_>,
        name: &str,
        table: &[(&str, T)],
    ) -> Option<T> {
        let child = node.child(name)?;
        self.claim(child);
        let text = child.string();
        let found = table.iter().find(|(word, _)| *word == text).map(|(_, value)| *value);
        if found.is_none() {
            self.obstacle(ObstacleKind::BadValue, format!("{name}: {text}"), child.span());
        }
        found
    }

    /// A child that has to be there; an obstacle where it is missing.
    pub(crate) fn required<'d>(&mut self, node: Node<'d>, name: &str) -> Option<Node<'d>> {
        let child = node.child(name);
        if child.is_none() {
            self.obstacle(ObstacleKind::MissingElement, name, node.start_tag());
        }
        child
    }
}

/// An empty text that stands at an element, for a field that it does not have.
pub(crate) fn no_text(node: Node<'_>) -> SourceText {
    SourceText::new(node.span())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_parsed_and_bounded() {
        let cases = [
            ("3.8.0", [3, 8, 0]),
            ("3.12", [3, 12, 0]),
            ("4.5.2.1", [4, 5, 2]),
            ("26.3.1", [4, 6, 0]),
            ("4.7.0", [4, 6, 0]),
            ("4.6.0-dev", [4, 6, 0]),
            ("", [4, 6, 0]),
            ("next", [4, 6, 0]),
            ("99999999.1", [4, 6, 0]),
        ];
        for (text, expected) in cases {
            assert_eq!(parse_version(text), Version(expected), "{text}");
        }
    }
}
