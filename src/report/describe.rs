//! The description of one connection: which one is meant, the words of the back end, and the
//! findings by code.

use super::{audit::dependencies, near};
use crate::{
    back::describe::{
        Form,
        page::{Page, name},
    },
    diag::Finding,
    pipeline::{Compilation, Compiled},
};

/// How many connections are suggested.
const SUGGESTIONS: usize = 5;

/// The connection of that slug, id or name; the case of letters counts only where it tells two
/// apart.
///
/// # Errors
/// That there is none or that there are several, and which ones are near.
pub fn pick<'c>(compilation: &'c Compilation, wanted: &str) -> Result<&'c Compiled, String> {
    let all = &compilation.connections;
    let exact = |c: &&Compiled| [&c.naming.slug, &c.id, &c.name].into_iter().any(|t| t == wanted);
    let lower = wanted.to_lowercase();
    let loose = |c: &&Compiled| {
        [&c.naming.slug, &c.id, &c.name].into_iter().any(|t| t.to_lowercase() == lower)
    };
    if let Some(by_slug) = all.iter().find(|c| c.naming.slug == wanted) {
        return Ok(by_slug);
    }
    let mut found: Vec<&Compiled> = all.iter().filter(exact).collect();
    if found.is_empty() {
        found = all.iter().filter(loose).collect();
    }
    let told = |c: &Compiled| format!("`{}` ({}, {}:{})", c.naming.slug, c.name, c.file, c.line);
    match &found[..] {
        [one] => Ok(one),
        [] => {
            let names = all
                .iter()
                .map(|c| (vec![c.naming.slug.as_str(), c.name.as_str(), c.id.as_str()], told(c)));
            let near = near::nearest(wanted, names, SUGGESTIONS).join("\n  ");
            Err(format!("there is no connection `{wanted}`; near it:\n  {near}"))
        }
        several => {
            let several: Vec<_> = several.iter().map(|c| told(c)).collect();
            let several = several.join("\n  ");
            Err(format!("`{wanted}` is several connections; name one by its slug:\n  {several}"))
        }
    }
}

/// The connections that it hands messages to or gets messages from.
fn neighbours(page: &mut Page, compilation: &Compilation, compiled: &Compiled) {
    let slug = &compiled.naming.slug;
    let named = |slug: &String| {
        let found = compilation.connections.iter().find(|c| c.naming.slug == *slug);
        found.map_or_else(|| name(slug), |c| format!("{} ({slug})", name(&c.name)))
    };
    let mut lines = Vec::new();
    for edge in &dependencies(compilation).edges {
        let by = format!("{}{}", edge.by.word(), if edge.enabled { "" } else { ", switched off" });
        if edge.from == *slug {
            let to: Vec<_> = edge.to.iter().map(named).collect();
            let to = match (&edge.target, &to[..]) {
                (None, _) => "a connection that is known only when the script runs".to_owned(),
                (Some(target), []) => format!("{}, which is not among the inputs", name(target)),
                (Some(_), to) => to.join(", "),
            };
            lines.push(format!("Hands messages to {to}: {by}, {}.", edge.place));
        }
        if edge.to.contains(slug) && edge.from != *slug {
            lines.push(format!("Gets messages from {}: {by}, {}.", named(&edge.from), edge.place));
        }
    }
    if !lines.is_empty() {
        page.heading(2, "Connections that it works with");
        lines.iter().for_each(|line| page.point(0, line));
    }
}

/// The page of a connection that the back end described.
pub fn page(compilation: &Compilation, compiled: &Compiled, form: Form) -> String {
    let described = compiled.outputs.iter().map(|output| output.text.as_str()).collect::<String>();
    let mut page = Page::new(form);
    if described.is_empty() {
        page.heading(1, &name(&compiled.name));
        page.point(0, "The compiler failed on this connection, so nothing else is known of it.");
    }
    let mut findings = Page::new(form);
    neighbours(&mut findings, compilation, compiled);
    findings.heading(2, "Findings");
    findings.point(0, &format!("Verdict: {}.", compiled.verdict.word()));
    let mut reported: Vec<&Finding> = compiled.findings.iter().map(|r| &r.finding).collect();
    reported.sort_by_key(|finding| finding.rule.code);
    let mut code = "";
    for finding in reported {
        let rule = finding.rule;
        if code != rule.code {
            let (name, word) = (rule.name, rule.severity.word());
            findings.point(0, &format!("{} {name} ({word}): {}", rule.code, rule.help));
            code = rule.code;
        }
        let place = compilation.files.place(finding.span());
        findings.point(1, &format!("{place}: {}", finding.message));
    }
    format!("{described}{}\n{}", page.end(), findings.end())
}
