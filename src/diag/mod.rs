//! Findings: what the compiler has to say to a person, each under a stable code.
//!
//! A finding says what, where (a place in the export, also inside an escaped script), why, and
//! what to do. Its code, severity and page come from its [`Rule`]; see [`crate::rules`].

mod excerpt;
pub mod render;

pub use excerpt::around;

use std::ops::Range;

use crate::span::{FileId, Files, Span};

/// How bad a finding is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth knowing; behaviour is reproduced and nobody has to act.
    Advice,
    /// Surprising behaviour, or something that is carried or left to a person.
    Warning,
    /// The connection cannot move as it is, or its file cannot be read.
    Error,
}

impl Severity {
    /// The word that reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::Advice => "advice",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A rule: everything that is the same in all findings of one code.
#[derive(Debug)]
pub struct Rule {
    /// `MW` and four digits. Never reused.
    pub code: &'static str,
    /// Reads well after "allow": `missing-node-compared`.
    pub name: &'static str,
    /// Severity of its findings.
    pub severity: Severity,
    /// What to do, in one sentence: the help line of its findings.
    pub help: &'static str,
    /// The source file of the rule; its doc head is the page that `explain` shows.
    pub source: &'static str,
}

impl Rule {
    /// The page: the doc head of the rule's file, as Markdown.
    pub fn page(&self) -> String {
        let head = self.source.lines().take_while(|line| line.starts_with("//!"));
        head.map(|line| {
            line.trim_start_matches("//!").strip_prefix(' ').unwrap_or("").to_owned() + "\n"
        })
        .collect()
    }
}

impl PartialEq for Rule {
    fn eq(&self, other: &Self) -> bool {
        self.code == other.code
    }
}
impl Eq for Rule {}

/// A place with a few words on what is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// The place.
    pub span: Span,
    /// What is there; empty for the place alone.
    pub text: String,
}

/// One thing to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// Its rule.
    pub rule: &'static Rule,
    /// What and where, in one line: lower case, no full stop, names in backticks.
    pub message: String,
    /// Places; the first is the main one.
    pub labels: Vec<Label>,
    /// What to do in this case, in place of the rule's help.
    pub note: Option<String>,
    /// Name of the connection, where it is about one.
    pub connection: Option<String>,
}

impl Finding {
    /// A finding at one place.
    pub fn new(rule: &'static Rule, message: impl Into<String>, span: Span) -> Self {
        Self {
            rule,
            message: message.into(),
            labels: vec![Label { span, text: String::new() }],
            note: None,
            connection: None,
        }
    }

    /// Says what is at the main place.
    #[must_use]
    pub fn labelled(mut self, text: impl Into<String>) -> Self {
        if let Some(label) = self.labels.first_mut() {
            label.text = text.into();
        }
        self
    }

    /// Adds another place.
    #[must_use]
    pub fn also(mut self, span: Span, text: impl Into<String>) -> Self {
        self.labels.push(Label { span, text: text.into() });
        self
    }

    /// Says what to do in this case, in place of the rule's help.
    #[must_use]
    pub fn noted(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// The main place.
    pub fn span(&self) -> Span {
        self.labels[0].span
    }

    /// What rendering it looks at, file by file: of a file that is trimmed to it, it looks the
    /// same. Advice is told in one line, without a frame.
    pub fn needs(&self, files: &Files) -> Vec<(FileId, Vec<Range<u32>>)> {
        let framed = self.rule.severity != Severity::Advice;
        let own = |label: &Label| framed && label.span.file == self.span().file;
        let needed = |label: &Label| excerpt::needed(files, label.span, own(label));
        self.labels.iter().map(|label| (label.span.file, needed(label))).collect()
    }

    /// Sorts as findings are reported: by place, then code, then message.
    pub fn order(&self) -> (Span, &'static str, &str) {
        (self.span(), self.rule.code, &self.message)
    }
}
