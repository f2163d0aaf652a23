//! Flat properties of before 3.0: a list of names with texts.

use super::pen;
use crate::{
    front::mirth::model::Version,
    span::{SourceText, Span},
    xml::Node,
};

/// The properties of one object.
#[derive(Debug, Clone)]
pub(super) struct Flat<'d> {
    /// Where they stand, for what is made without a property.
    pub(super) at: Span,
    /// The release that wrote them.
    pub(super) release: Version,
    properties: Vec<(&'d str, Node<'d>)>,
    /// Properties of another object that have the same values by definition.
    twins: Vec<(&'d str, Node<'d>)>,
    /// Texts that hold in place of those of the properties.
    overrides: Vec<(&'static str, &'static str)>,
    /// Names of the destinations in their order, which a response may be named after.
    pub(super) destinations: Vec<String>,
}

impl<'d> Flat<'d> {
    /// The properties below an element.
    pub(super) fn of(node: Node<'d>, release: Version) -> Self {
        Self { properties: named(node).collect(), ..Self::none(node.start_tag(), release) }
    }

    /// No properties, at a place.
    pub(super) fn none(at: Span, release: Version) -> Self {
        let (properties, twins, overrides) = (Vec::new(), Vec::new(), Vec::new());
        Self { at, release, properties, twins, overrides, destinations: Vec::new() }
    }

    /// These properties, also in place of those below another element.
    pub(super) fn also_for(mut self, other: Option<Node<'d>>) -> Self {
        self.twins = other.into_iter().flat_map(named).collect();
        self
    }

    /// These properties, with another one under that name unless they have it.
    pub(super) fn or(mut self, name: &'static str, node: Option<Node<'d>>) -> Self {
        if self.get(name).is_none() {
            self.properties.extend(node.map(|node| (name, node)));
        }
        self
    }

    /// These properties, where one has a text of its own.
    pub(super) fn with(mut self, name: &'static str, text: &'static str) -> Self {
        self.overrides.push((name, text));
        self
    }

    /// These properties without those of certain names.
    pub(super) fn without(&self, other: &dyn Fn(&str) -> bool) -> Self {
        let mut rest = self.clone();
        rest.properties.retain(|(name, _)| !other(name));
        rest
    }

    /// Whether there is no property at all.
    pub(super) fn is_empty(&self) -> bool {
        self.properties.is_empty()
    }

    /// The property of that name. Of several the engine takes the last.
    pub(super) fn get(&self, name: &str) -> Option<Node<'d>> {
        self.properties.iter().rfind(|(known, _)| *known == name).map(|(_, node)| *node)
    }

    /// The property of another object that has the same value.
    pub(super) fn twin(&self, name: &str) -> Option<Node<'d>> {
        self.twins.iter().rfind(|(known, _)| *known == name).map(|(_, node)| *node)
    }

    /// The first of these properties that there is.
    pub(super) fn first(&self, names: &[&str]) -> Option<Node<'d>> {
        names.iter().find_map(|name| self.get(name))
    }

    /// The text of the first of these properties that there is.
    pub(super) fn text(&self, names: &[&str]) -> Option<SourceText> {
        let name = names.iter().find(|name| self.get(name).is_some())?;
        let node = self.get(name)?;
        let other = self.overrides.iter().find(|(known, _)| known == name);
        Some(
            other.map_or_else(
                || pen::text(node),
                |(_, text)| SourceText::opaque(*text, node.content()),
            ),
        )
    }

    /// The text of a property, or a default.
    pub(super) fn value(&self, name: &str, default: &str) -> String {
        self.text(&[name]).map_or_else(|| default.to_owned(), |text| text.as_str().to_owned())
    }

    /// A boolean property: `1` and `true` are true.
    pub(super) fn is_on(&self, name: &str, default: bool) -> bool {
        self.text(&[name]).map_or(default, |text| truth(text.as_str()))
    }

    /// All properties in file order, those with a doubled name too.
    pub(super) fn all(&self) -> impl Iterator<Item = (&'d str, Node<'d>)> + use<'_, 'd> {
        self.properties.iter().chain(&self.twins).copied()
    }
}

/// Whether the engine takes the text of a property for true.
pub(super) fn truth(text: &str) -> bool {
    text == "1" || text.eq_ignore_ascii_case("true")
}

fn named(node: Node<'_>) -> impl Iterator<Item = (&str, Node<'_>)> {
    node.children().filter_map(|child| Some((child.attribute("name")?, child)))
}
