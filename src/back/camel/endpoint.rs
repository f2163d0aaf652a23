//! An endpoint: a URI and its options, in the order in which they were given.

use super::{
    catalogue,
    yaml::{Yaml, map},
};

/// An endpoint under construction.
#[derive(Debug, Clone)]
pub(super) struct Endpoint {
    component: &'static str,
    /// What follows the component and a colon, or the whole URI.
    path: String,
    whole: bool,
    options: Vec<(String, Yaml)>,
}

impl Endpoint {
    /// The endpoint of a component; the path is what follows the colon.
    pub(super) fn new(component: &'static str, path: impl Into<String>) -> Self {
        Self { component, path: path.into(), whole: false, options: Vec::new() }
    }

    /// An endpoint whose whole URI is a setting.
    pub(super) fn dynamic(placeholder: String) -> Self {
        Self::whole("", placeholder)
    }

    /// An endpoint of that component whose whole URI is a setting.
    pub(super) fn whole(component: &'static str, placeholder: String) -> Self {
        Self { component, path: placeholder, whole: true, options: Vec::new() }
    }

    /// Adds an option. One that the catalogue does not know is a bug, which a debug build stops at.
    pub(super) fn with(mut self, option: &str, value: impl Into<Yaml>) -> Self {
        let value = value.into();
        debug_assert_eq!(catalogue::problem(self.component, option, &value), None);
        self.options.push((option.to_owned(), value));
        self
    }

    /// Its entries in a `from` or `to`.
    pub(super) fn entries(self) -> Vec<(String, Yaml)> {
        let uri = if self.whole { self.path } else { format!("{}:{}", self.component, self.path) };
        let mut entries = vec![("uri".to_owned(), uri.into())];
        if !self.options.is_empty() {
            entries.push(("parameters".to_owned(), Yaml::Map(self.options)));
        }
        entries
    }

    /// A step that sends to it.
    pub(super) fn to(self) -> Yaml {
        map([("to", Yaml::Map(self.entries()))])
    }
}
