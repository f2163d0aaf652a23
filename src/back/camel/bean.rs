//! One bean: its name, class and properties.
//!
//! Texts of the export stand in it with [`percent`] marks, as Camel reads some texts as
//! references.

use super::{
    Context,
    yaml::{Yaml, map},
};
use crate::back::text::percent;

/// Properties of a bean, in order.
pub(super) type Properties = Vec<(String, Yaml)>;

/// A bean of the connection; `part` is what follows the slug in its name.
pub(super) fn bean(context: &Context<'_>, part: &str, class: &str, properties: Properties) -> Yaml {
    let name = if part.is_empty() { context.slug.to_owned() } else { context.name(part) };
    let class = format!("mapwright.camel.{class}");
    map([("name", name.into()), ("type", class.into()), ("properties", Yaml::Map(properties))])
}

/// Adds a property.
pub(super) fn put(properties: &mut Properties, name: &str, value: impl Into<Yaml>) {
    properties.push((name.to_owned(), value.into()));
}

/// Adds a text of the export, with [`percent`] marks.
pub(super) fn put_text(properties: &mut Properties, name: &str, text: &str) {
    put(properties, name, percent(text));
}
