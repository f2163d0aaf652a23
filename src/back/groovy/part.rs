//! One script of a connection as methods of its class: the filter, the transformer, and a method
//! for each legacy rule or step.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::{
    arena::Handle,
    ir::{Block, Body as ElementBody, Element, Expr, Filter, Script, Var},
    pass::fold,
    rules,
};

use super::{stmt::Body, text, value::Printer};
use crate::back::text as back_text;

/// A script of a connection.
pub(super) struct Part<'a> {
    /// Start of the names of its methods (`source`, `d1`, `d1Response`).
    pub(super) prefix: String,
    /// What it is, for people.
    pub(super) title: String,
    /// Connector number.
    pub(super) connector: u32,
    /// A response transformer.
    pub(super) response: bool,
    /// The script.
    pub(super) script: &'a Script,
    /// Names of the fields that hold its variables.
    pub(super) fields: BTreeMap<Handle<Var>, String>,
}

impl Part<'_> {
    /// Whether it decides on messages.
    pub(super) fn filters(&self) -> bool {
        !matches!(self.script.filter, None | Some(Filter::Accept))
    }

    /// Whether it changes them.
    pub(super) fn transforms(&self) -> bool {
        !self.script.elements.is_empty()
    }

    /// All methods, in the order in which they run.
    pub(super) fn methods(&self) -> String {
        let mut out = String::new();
        if self.filters() {
            self.filter(&mut out);
        }
        if self.transforms() {
            self.transformer(&mut out);
        }
        out
    }

    fn filter(&self, out: &mut String) {
        let mut inline = BTreeMap::new();
        for (index, rule) in self.script.rules.iter().enumerate() {
            if let Some(verdict) = self.plain_verdict(rule) {
                inline.insert(index, verdict);
            }
        }
        let filter = self.script.filter.as_ref().unwrap_or(&Filter::Accept);
        let name = |index| format!("rule {}", index + 1);
        let words = filter.in_words("accepts everything", &name, true);
        let _ = writeln!(out, "\n    /**\n     * {} filter: {words}.", self.title);
        for (index, rule) in self.script.rules.iter().enumerate() {
            let _ = writeln!(out, "     * Rule {}{}.", index + 1, described(rule));
        }
        let verdict = self.decision(filter, &inline, true);
        let _ = writeln!(out, "     */\n    boolean {}Filter() {{", self.prefix);
        let _ = writeln!(out, "        return {verdict}\n    }}");
        for (index, rule) in self.script.rules.iter().enumerate() {
            if rule.body != ElementBody::Nothing && !inline.contains_key(&index) {
                self.element(out, &format!("Rule {}", index + 1), rule, "boolean", "Rule", index);
            }
        }
    }

    /// The verdict of a rule that takes no statements.
    fn plain_verdict(&self, rule: &Element) -> Option<String> {
        let ElementBody::Steps { block, verdict: Some(verdict) } = &rule.body else { return None };
        let (stmts, verdict) = fold::block(self.script, block, Some(*verdict));
        if stmts.is_empty() { Some(self.printer().value(&verdict?)) } else { None }
    }

    fn decision(&self, filter: &Filter, inline: &BTreeMap<usize, String>, top: bool) -> String {
        let join = |parts: &[Filter], with: &str, several: bool| {
            let parts: Vec<String> =
                parts.iter().map(|part| self.decision(part, inline, false)).collect();
            let joined = parts.join(with);
            if several && !top { format!("({joined})") } else { joined }
        };
        match filter {
            Filter::Accept => "true".to_owned(),
            Filter::Rule(index) => match inline.get(index) {
                Some(verdict) if verdict.contains(" || ") || verdict.contains(" && ") => {
                    format!("({verdict})")
                }
                Some(verdict) => verdict.clone(),
                None => format!("{}Rule{}()", self.prefix, index + 1),
            },
            Filter::All(parts) => join(parts, " &&\n            ", true),
            Filter::Any(parts) => join(parts, " ||\n            ", true),
            // The verdict of the first rule is called like a function, which fails.
            Filter::Juxtaposed(parts) => {
                format!("js.callVerdict({})", self.decision(&parts[0], inline, true))
            }
        }
    }

    fn transformer(&self, out: &mut String) {
        let _ = writeln!(out, "\n    /** {} transformer. */", self.title);
        let _ = writeln!(out, "    void {}Transformer() {{", self.prefix);
        if self.script.prelude.is_some() {
            let _ = writeln!(
                out,
                "        // The code templates in scope run first: see the carried files."
            );
        }
        for (index, element) in self.script.elements.iter().enumerate() {
            let number = index + 1;
            match &element.body {
                ElementBody::Nothing => {
                    let what = described(element);
                    let _ = writeln!(out, "        // Step {number}{what}");
                }
                _ => {
                    let _ = writeln!(out, "        {}Step{number}()", self.prefix);
                }
            }
        }
        out.push_str("    }\n");
        for (index, element) in self.script.elements.iter().enumerate() {
            if element.body != ElementBody::Nothing {
                let label = format!("Step {}", index + 1);
                self.element(out, &label, element, "void", "Step", index);
            }
        }
    }

    /// The method of one element.
    fn element(
        &self,
        out: &mut String,
        label: &str,
        element: &Element,
        result: &str,
        word: &str,
        index: usize,
    ) {
        let name = format!("{}{word}{}", self.prefix, index + 1);
        let _ =
            writeln!(out, "\n    /** {label}{}. */\n    {result} {name}() {{", described(element));
        match &element.body {
            ElementBody::Nothing => {}
            ElementBody::Missing { reason } => {
                let message = format!("{}: {reason}", element.codes.first().unwrap_or(&"MW3006"));
                let _ = writeln!(out, "        throw new LegacyError({})", text::literal(&message));
            }
            ElementBody::Steps { block, verdict } => {
                let body = self.body(&name, block, *verdict);
                out.push_str(&body.0);
                out.push_str("    }\n");
                out.push_str(&body.1);
                return;
            }
        }
        out.push_str("    }\n");
    }

    /// The statements of a method, and the methods that parts of it went to.
    fn body(&self, name: &str, block: &Block, verdict: Option<Handle<Expr>>) -> (String, String) {
        let (stmts, verdict) = fold::block(self.script, block, verdict);
        let mut printer = self.printer();
        let mut body = Body {
            printer: &mut printer,
            name: name.to_owned(),
            out: String::new(),
            apart: Vec::new(),
        };
        body.stmts(&stmts, 2);
        if let Some(verdict) = verdict {
            // After a statement that always fails nothing may follow.
            let verdict = body.printer.value(&verdict);
            body.line(2, &format!("return {verdict}"));
        }
        (body.out, body.apart.concat())
    }

    fn printer(&self) -> Printer<'_> {
        Printer { script: self.script, fields: &self.fields, locals: BTreeMap::new() }
    }
}

/// ` "Name", lines 3-9, MW2103 field-read-without-component`.
fn described(element: &Element) -> String {
    let mut out = match element.name.as_str() {
        "" => format!(" ({})", element.kind),
        name => format!(" \"{}\"", text::comment(back_text::short_name(name))),
    };
    let _ = match element.lines {
        (first, last) if first == last => write!(out, ", line {first}"),
        (first, last) => write!(out, ", lines {first}-{last}"),
    };
    if element.disposition != crate::ir::disposition::Disposition::Lowered {
        let _ = write!(out, ", {}", element.disposition);
    }
    for code in &element.codes {
        let name = rules::find(code).map_or("", |rule| rule.name);
        let _ = write!(out, "; {code} {name}");
    }
    out
}
