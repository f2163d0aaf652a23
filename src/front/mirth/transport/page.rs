//! `docs/transports.md`: the tables of settings as a page, so that nobody has to read them in code.

use std::fmt::Write as _;

use super::{Effect, Table, settings::Setting, tables};

const HEAD: &str = "\
# Transports

Made from the tables in `src/front/mirth/transport`; do not edit.

Every setting of every connector has one class:

- **mapped**: it is read, and becomes what stands beside it;
- **equal**: with these values it is what the new platform does anyway; any other value is a manual task
  (finding MW4002), with what to do;
- **harmless**: it changes nothing on the new platform, for the reason given;
- **manual**: it has no equivalent, so it is a manual task whatever its value;
- **group**: it holds settings, which the table of that title accounts for.

A setting that no table has is one that the legacy engine would refuse: finding MW1011. `in` is the source
in names of properties, `dN` the destination of that number.
";

/// The page.
pub fn page() -> String {
    let (connectors, groups) = tables();
    let mut out = String::from(HEAD);
    out += "\n## Settings by class\n\n";
    out += "| Table | Settings | Mapped | Equal | Harmless | Manual | Group |\n";
    out += "| --- | ---: | ---: | ---: | ---: | ---: | ---: |\n";
    let all = || connectors.iter().chain(&groups).copied();
    let mut sum = [0; 6];
    for table in all() {
        let counts = counts(table);
        sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        row(&mut out, table.title, counts);
    }
    row(&mut out, "**all**", sum);
    for table in all() {
        out += &section(table);
    }
    out
}

fn row(out: &mut String, title: &str, counts: [usize; 6]) {
    let cells: Vec<_> = counts.iter().map(ToString::to_string).collect();
    let _ = writeln!(out, "| {title} | {} |", cells.join(" | "));
}

/// How many settings there are, and how many of each class.
fn counts(table: &Table) -> [usize; 6] {
    let mut counts = [table.settings.len(), 0, 0, 0, 0, 0];
    for setting in table.settings {
        let class = match setting.effect {
            Effect::Mapped(_) => 1,
            Effect::Equal([_, ..], _) => 2,
            Effect::Harmless(_) => 3,
            Effect::Equal([], _) => 4,
            Effect::Group(_) => 5,
        };
        counts[class] += 1;
    }
    counts
}

fn section(table: &Table) -> String {
    let mut out = format!("\n## {}\n\n", table.title);
    if !table.class.is_empty() {
        let _ = writeln!(out, "Class `com.mirth.connect.{}`.", table.class);
    }
    let _ = writeln!(out, "{}\n", table.becomes);
    out += "| Setting | Class | On the new platform |\n| --- | --- | --- |\n";
    for setting in table.settings {
        let (class, text) = effect(setting);
        let _ = writeln!(out, "| {} | {class} | {text} |", name(setting));
    }
    out
}

/// The name of a setting, with when it counts.
fn name(setting: &Setting) -> String {
    let mut name = format!("`{}`", setting.name);
    if let Some(release) = setting.before {
        let [major, minor, patch] = release.0;
        let _ = write!(name, " (before {major}.{minor}.{patch})");
    }
    if !setting.when.is_empty() {
        let _ = write!(name, ", {}", setting.when);
    }
    name
}

fn effect(setting: &Setting) -> (&'static str, String) {
    match setting.effect {
        Effect::Mapped(to) => ("mapped", to.to_owned()),
        Effect::Group(title) => ("group", format!("see {title}")),
        Effect::Harmless(why) => ("harmless", why.to_owned()),
        Effect::Equal([], task) => ("manual", task.to_owned()),
        Effect::Equal(values, task) => {
            let spell = |value: &&str| match *value {
                "" => "nothing".to_owned(),
                value => format!("`{value}`"),
            };
            let values: Vec<_> = values.iter().map(spell).collect();
            ("equal", format!("{}; else: {task}", values.join(" or ")))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_group_has_a_table_and_no_setting_stands_twice() {
        let (connectors, groups) = tables();
        let titles: Vec<_> = groups.iter().map(|table| table.title).collect();
        // What resources hold is not the engine's own.
        let own = [super::super::RESOURCES];
        for table in connectors.iter().chain(&groups) {
            for (index, setting) in table.settings.iter().enumerate() {
                let same = |other: &Setting| other.name == setting.name;
                let earlier = &table.settings[..index];
                assert!(!earlier.iter().any(same), "{}: {} twice", table.title, setting.name);
                if let Effect::Group(title) = setting.effect {
                    let known = titles.iter().any(|known| known.starts_with(title));
                    assert!(known || own.contains(&title), "{}: no table `{title}`", table.title);
                }
            }
        }
    }

    #[test]
    fn every_setting_says_what_becomes_of_it() {
        for table in tables().0.iter().chain(&tables().1) {
            assert!(table.becomes.ends_with('.'), "{}", table.title);
            for setting in table.settings {
                let (_, text) = effect(setting);
                assert!(text.len() > 3 && !text.contains(['|', '\n']), "{}", setting.name);
            }
        }
    }
}
