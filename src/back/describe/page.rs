//! A page of headings and nested points, as plain text or as Markdown. Texts of the export stand
//! in it as names, which nothing in them can end.

use std::fmt::Write as _;

use crate::back::markdown::prose;

/// Forms of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// For a terminal.
    Text,
    /// For a document.
    Markdown,
}

/// A page that is being written.
#[derive(Debug)]
pub struct Page {
    form: Form,
    out: String,
}

impl Page {
    /// An empty page.
    pub fn new(form: Form) -> Self {
        Self { form, out: String::new() }
    }

    /// A heading; 1 is the title of the page.
    pub fn heading(&mut self, level: usize, text: &str) {
        if !self.out.is_empty() {
            self.out.push('\n');
        }
        match self.form {
            Form::Markdown => {
                let _ = writeln!(self.out, "{} {}\n", "#".repeat(level), prose(text));
            }
            Form::Text => {
                let text = visible(text);
                let line = if level == 1 { "=" } else { "-" };
                let rule = line.repeat(text.chars().count().min(80));
                let _ = match level {
                    1 | 2 => writeln!(self.out, "{text}\n{rule}"),
                    _ => writeln!(self.out, "{text}"),
                };
            }
        }
    }

    /// A point, so many levels deep. Names stand in backticks.
    pub fn point(&mut self, depth: usize, text: &str) {
        let indent = "  ".repeat(depth);
        let text = match self.form {
            Form::Markdown => prose(text),
            Form::Text => visible(text),
        };
        let _ = writeln!(self.out, "{indent}- {text}");
    }

    /// The page.
    pub fn end(self) -> String {
        self.out
    }
}

/// A text of the export as a name: in backticks, on one line. Backticks in it become straight
/// quotes, so that it cannot end early.
pub fn name(text: &str) -> String {
    if text.is_empty() {
        return "(empty)".to_owned();
    }
    format!("`{}`", visible(text).replace('`', "'"))
}

/// A text on one line, with control characters made visible.
fn visible(text: &str) -> String {
    let mut out = String::new();
    for c in text.chars() {
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{202a}'..='\u{202e}') {
            out.extend(c.escape_default());
        } else {
            out.push(c);
        }
    }
    out
}
