//! Findings as people and machines read them. The only file that knows miette.

use miette::{Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan};
use serde::Serialize;
use std::fmt;

use crate::{
    diag::{
        Finding, Label, Severity,
        excerpt::{Excerpts, first_line},
    },
    span::Files,
};

/// A finding as one JSON object.
#[derive(Debug, Serialize)]
pub struct JsonFinding {
    /// Stable code.
    pub code: &'static str,
    /// Name of the rule.
    pub name: &'static str,
    /// Severity.
    pub severity: Severity,
    /// What and where.
    pub message: String,
    /// Name of the connection, if it is about one.
    pub connection: Option<String>,
    /// Main place and others.
    pub places: Vec<JsonPlace>,
    /// What to do.
    pub help: &'static str,
    /// What to do in this case, where it is more than the help.
    pub note: Option<String>,
    /// Whether the project expects it; then it does not count for `--fail-on`.
    pub expected: bool,
}

/// A place of a [`JsonFinding`].
#[derive(Debug, Serialize)]
pub struct JsonPlace {
    /// File.
    pub file: String,
    /// Line, from 1.
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
    /// Last line.
    pub end_line: u32,
    /// What is there.
    pub label: String,
}

/// The finding as data.
pub fn json(finding: &Finding, files: &Files, expected: bool) -> JsonFinding {
    let places = finding.labels.iter().map(|label| {
        let at = files.position(label.span);
        JsonPlace {
            file: files.get(label.span.file).name().to_owned(),
            line: at.line,
            column: at.column,
            end_line: files.lines(label.span).1,
            label: label.text.clone(),
        }
    });
    JsonFinding {
        code: finding.rule.code,
        name: finding.rule.name,
        severity: finding.rule.severity,
        message: finding.message.clone(),
        connection: finding.connection.clone(),
        places: places.collect(),
        help: finding.rule.help,
        note: finding.note.clone(),
        expected,
    }
}

/// One line: place, severity, code, message.
pub fn line(finding: &Finding, files: &Files) -> String {
    let Finding { rule, message, .. } = finding;
    format!("{}: {}[{}]: {message}", files.place(finding.span()), rule.severity.word(), rule.code)
}

/// The finding with the lines of the export around it, without colour, 100 columns wide.
pub fn frame(finding: &Finding, files: &Files) -> String {
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor())
        .with_width(100)
        .with_links(false)
        .with_context_lines(1);
    let mut out = String::new();
    let places: Vec<_> = same_file(finding).map(|label| first_line(files, label.span)).collect();
    let source = Excerpts::of(files, finding.span(), &places);
    let view = View { finding, source, places };
    if handler.render_report(&mut out, &view).is_err() {
        return line(finding, files) + "\n";
    }
    out
}

/// The labels that stand in the file of the main one; a frame shows one file.
fn same_file(finding: &Finding) -> impl Iterator<Item = &Label> {
    let file = finding.span().file;
    finding.labels.iter().filter(move |label| label.span.file == file)
}

struct View<'a> {
    finding: &'a Finding,
    source: Excerpts,
    places: Vec<(usize, usize)>,
}

impl fmt::Debug for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.finding.message)
    }
}

impl fmt::Display for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.finding.message)?;
        match &self.finding.connection {
            Some(name) => write!(f, " (connection `{name}`)"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for View<'_> {}

impl Diagnostic for View<'_> {
    fn code<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(format!("{} {}", self.finding.rule.code, self.finding.rule.name)))
    }

    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.rule.severity {
            Severity::Advice => miette::Severity::Advice,
            Severity::Warning => miette::Severity::Warning,
            Severity::Error => miette::Severity::Error,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        let help = self.finding.note.as_deref().unwrap_or(self.finding.rule.help);
        Some(Box::new(help.to_owned()))
    }

    fn source_code(&self) -> Option<&dyn miette::SourceCode> {
        Some(&self.source)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let labels = same_file(self.finding).zip(&self.places);
        Some(Box::new(labels.map(|(label, (start, len))| {
            let text = (!label.text.is_empty()).then(|| label.text.clone());
            LabeledSpan::new(text, *start, *len)
        })))
    }
}
