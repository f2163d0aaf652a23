//! `audit_summary.md`: the first screen for whoever leads the migration, the details after it.

mod details;

use std::{collections::BTreeMap, fmt::Write as _};

use super::{Audit, Verdicts, share, time, unlocks::Unlock};
use crate::{
    back::markdown::{code, table},
    ir::disposition::{Counts, Disposition},
};

/// How many connections are named in one cell; the JSON has all.
const NAMED: usize = 6;

/// How many rows of a ranking are on the first screen.
const FIRST: usize = 10;

/// The page.
pub(super) fn page(audit: &Audit) -> String {
    let names = Names::of(audit);
    let mut out = format!("# Audit\n\n{}", first_screen(audit, &names));
    for part in details::PARTS {
        let (title, text) = part(audit, &names);
        if !text.is_empty() {
            let _ = write!(out, "## {title}\n\n{text}");
        }
    }
    out.truncate(out.trim_end().len());
    out + "\n"
}

/// The first screen for a terminal.
pub(super) fn headline(audit: &Audit) -> String {
    let mut out = plain_headline(audit);
    for (verdict, n) in verdicts(&audit.connections) {
        if n > 0 {
            let _ = writeln!(out, "  {verdict:<11} {}", share(n, audit.connections.total));
        }
    }
    let unlocks = audit.unlocks.blocked.iter().filter(|unlock| unlock.alone > 0).take(3);
    for unlock in unlocks {
        let construct =
            if unlock.construct.is_empty() { unlock.name } else { unlock.construct.as_str() };
        let code = unlock.code;
        let _ = writeln!(out, "{construct} ({code}) alone blocks {}", of(unlock.alone));
    }
    out
}

fn of(connections: u64) -> String {
    format!("{connections} connection{}", if connections == 1 { "" } else { "s" })
}

fn plain_headline(audit: &Audit) -> String {
    let files = &audit.files;
    let open = |counts: &Counts| share(counts.carried + counts.unsupported, counts.total);
    let mut out = format!(
        "{} in {} files read ({} ignored, {} unreadable)\n",
        of(audit.connections.total),
        files.read,
        files.ignored,
        files.unreadable
    );
    let (elements, statements) = (open(&audit.elements), open(&audit.statements));
    let _ = writeln!(out, "XML elements that are carried or unsupported: {elements}");
    let _ = writeln!(out, "script statements that are carried or unsupported: {statements}");
    let tasks = match audit.tasks.total {
        0 => "none".to_owned(),
        total => format!("{total}, {}", time(audit.tasks.effort)),
    };
    let _ = writeln!(out, "manual tasks: {tasks}");
    if audit.connections.total == 0 {
        out += "no connection was read: look at the paths, and at the files below\n";
    }
    out
}

fn verdicts(counts: &Verdicts) -> [(&'static str, u64); 6] {
    [
        ("equivalent", counts.equivalent),
        ("tested", counts.tested),
        ("not-judged", counts.not_judged),
        ("review", counts.review),
        ("blocked", counts.blocked),
        ("unreadable", counts.unreadable),
    ]
}

/// What each verdict means, for people.
fn meaning(verdict: &str) -> &'static str {
    match verdict {
        "equivalent" => "proved equal to the legacy engine; earned by running",
        "tested" => "all evaluators agree on the cases; earned by running",
        "not-judged" => "compiled in full, nothing to look at; nothing has run yet",
        "review" => {
            "complete, but something is carried or asks for a person's eye; nothing has run yet"
        }
        "blocked" => "cannot run before what is listed below is solved",
        _ => "cannot be read; see the files",
    }
}

fn first_screen(audit: &Audit, names: &Names<'_>) -> String {
    let mut out = plain_headline(audit).lines().fold(String::new(), |mut out, line| {
        let _ = writeln!(out, "- {line}");
        out
    });
    out += "\n## Verdicts\n\n";
    let total = audit.connections.total;
    let row = |(verdict, n): (&'static str, u64)| {
        vec![verdict.to_owned(), share(n, total), meaning(verdict).to_owned()]
    };
    out += &table(&["Verdict", "Connections", "Meaning"], &verdicts(&audit.connections).map(row));
    out += &dispositions(&audit.elements, &audit.statements);
    out += "## Biggest unlocks\n\n";
    out +=
        "What alone keeps connections from a better verdict: solve it, and all of them move.\n\n";
    out += &unlocks("Blocked", &audit.unlocks.blocked, FIRST, names);
    out += &unlocks("In review", &audit.unlocks.review, FIRST, names);
    if audit.unlocks.blocked.is_empty() && audit.unlocks.review.is_empty() {
        out += "Nothing holds any connection back.\n\n";
    }
    out += &owners(audit);
    out
}

fn dispositions(elements: &Counts, statements: &Counts) -> String {
    let row = |d: Disposition| {
        vec![
            d.word().to_owned(),
            share(elements.of(d), elements.total),
            share(statements.of(d), statements.total),
        ]
    };
    table(&["Disposition", "XML elements", "Script statements"], &Disposition::ALL.map(row))
}

/// A ranking; all rows of it up to a number.
fn unlocks(title: &str, unlocks: &[Unlock], first: usize, names: &Names<'_>) -> String {
    let row = |unlock: &Unlock| {
        let construct = match unlock.construct.as_str() {
            "" => String::new(),
            construct => code(construct),
        };
        vec![
            format!("{} {}", unlock.code, unlock.name),
            construct,
            unlock.alone.to_string(),
            unlock.with_others.to_string(),
            names.list(&unlock.connections),
        ]
    };
    let rows: Vec<_> = unlocks.iter().take(first).map(row).collect();
    let head = [title, "Construct", "Alone holds", "With others", "Which it alone holds"];
    let mut out = table(&head, &rows);
    if unlocks.len() > first {
        let _ = writeln!(out, "{} more: see the JSON.\n", unlocks.len() - first);
    }
    out
}

fn owners(audit: &Audit) -> String {
    let rows = audit.tasks.by_owner.iter().map(|row| {
        let (tasks, connections) = (row.tasks.to_string(), row.connections.to_string());
        vec![row.owner.to_owned(), tasks, connections, time(row.effort)]
    });
    let rows: Vec<_> = rows.collect();
    if rows.is_empty() {
        return "## Manual tasks by owner\n\nNone.\n\n".to_owned();
    }
    let note = "Working time of the tasks alone, without waiting for partners, testing of whole \
                connections or the cutover; what each figure assumes stands under \"Manual tasks by \
                rule\".\n\n";
    let head = ["Owner", "Tasks", "Connections", "Estimate"];
    format!("## Manual tasks by owner\n\n{}{note}", table(&head, &rows))
}

/// The names of connections by slug. A name that several have is followed by the slug.
struct Names<'a>(BTreeMap<&'a str, String>);

impl<'a> Names<'a> {
    fn of(audit: &'a Audit) -> Self {
        let mut often: BTreeMap<&str, usize> = BTreeMap::new();
        for row in &audit.list {
            *often.entry(&row.name).or_default() += 1;
        }
        let shown = |row: &'a super::Row| {
            let unique = often.get(row.name.as_str()) == Some(&1) && !row.name.is_empty();
            let name = code(&row.name);
            let name = if unique { name } else { format!("{name} ({})", row.slug) };
            (row.slug.as_str(), name)
        };
        Self(audit.list.iter().map(shown).collect())
    }

    fn one(&self, slug: &str) -> String {
        self.0.get(slug).cloned().unwrap_or_else(|| code(slug))
    }

    /// The first few of a list, and how many more there are.
    fn list(&self, slugs: &[String]) -> String {
        let shown: Vec<_> = slugs.iter().take(NAMED).map(|slug| self.one(slug)).collect();
        let more = slugs.len().saturating_sub(NAMED);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        shown.join(", ") + &more
    }
}
