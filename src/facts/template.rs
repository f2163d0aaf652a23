//! What is known of a code template, as a value: taken while the text of its file is at hand.

use std::collections::BTreeSet;

use serde::Serialize;

use super::{By, HandsTo, Use, sends, uses};
use crate::{
    ir::census::{self, TemplateState},
    span::Files,
};

/// A code template.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Template {
    /// Name of its library.
    pub library: String,
    /// Name.
    pub name: String,
    /// Kind, in the legacy engine's word (`FUNCTION`).
    pub kind: String,
    /// File, line and column.
    pub place: String,
    /// Names that it declares.
    pub declares: Vec<String>,
    /// Names that it uses and does not declare.
    pub uses: Vec<Use>,
    /// Connections that it hands messages to.
    pub hands_to: Vec<HandsTo>,
    /// What can be said of its code.
    #[serde(skip)]
    pub state: TemplateState,
    /// Its code without carriage returns: releases write line ends differently, which changes
    /// nothing that runs.
    #[serde(skip)]
    code: String,
}

impl Template {
    /// The facts of a template with that code.
    pub fn of(template: census::Template, code: &str, files: &Files) -> Self {
        Self {
            place: files.place(template.span),
            uses: uses(&template.uses, files),
            hands_to: sends(&template.sends, By::CodeTemplate, files),
            library: template.library,
            name: template.name,
            kind: template.kind,
            declares: template.declares,
            state: template.state,
            code: code.replace('\r', ""),
        }
    }
}

/// The templates by library and name. Channels carry copies of libraries along: each code that a
/// template has counts once, at the first place of it.
pub fn each_once(mut templates: Vec<Template>) -> Vec<Template> {
    let mut seen = BTreeSet::new();
    templates.retain(|t| seen.insert((t.library.clone(), t.name.clone(), t.code.clone())));
    templates.sort_by(|a, b| (&a.library, &a.name).cmp(&(&b.library, &b.name)));
    templates
}
