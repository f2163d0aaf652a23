//! Every rule held to its file: its fixtures, its page, its code and its words.

use std::{collections::BTreeSet, path::Path};

use super::{
    element::{mapper, script, test},
    fixture::{Channel, Fixture, Given, Tried, rules, steps, tried},
};
use crate::{
    diag::{Finding, Rule, Severity, render},
    rules::{ALL, FIXTURES},
};

/// Each rule with the name of its file and its fixtures.
fn all() -> impl Iterator<Item = (&'static Rule, &'static str, &'static [Fixture])> {
    ALL.iter().zip(FIXTURES).map(|(rule, (file, fixtures))| (*rule, *file, *fixtures))
}

#[test]
fn every_rule_has_inputs_that_fire_and_near_misses() {
    for (rule, file, fixtures) in all() {
        let fires = fixtures.iter().filter(|fixture| fixture.says.is_some()).count();
        assert!(fires > 0, "{file}: no input on which {} fires", rule.code);
        assert!(fires < fixtures.len(), "{file}: no input on which {} is silent", rule.code);
    }
}

#[test]
fn rules_say_what_their_fixtures_say() {
    let mut failures = Vec::new();
    for (rule, file, fixtures) in all() {
        for (index, fixture) in fixtures.iter().enumerate() {
            if let Err(why) = held(rule, fixture) {
                failures.push(format!("{file}, fixture {}: {why}", index + 1));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

/// Holds what a rule says about an input against the fixture.
fn held(rule: &Rule, fixture: &Fixture) -> Result<(), String> {
    let Tried { files, findings, places } = tried(&fixture.given);
    let of_rule: Vec<&Finding> = findings.iter().filter(|f| f.rule == rule).collect();
    let said: Vec<String> =
        of_rule.iter().map(|f| format!("{}: {}", files.place(f.span()), f.message)).collect();
    let Some(says) = fixture.says else {
        // A near miss that is refused for another reason would be silent about anything.
        let built = matches!(fixture.given, Given::Channel(_) | Given::Channels(_));
        let refused = findings.iter().find(|f| built && f.rule.severity == Severity::Error);
        return match refused.or(of_rule.first().copied()) {
            Some(finding) => Err(format!("not silent: {}", render::line(finding, &files))),
            None => Ok(()),
        };
    };
    let found: Vec<String> = of_rule.iter().map(|f| files.place(f.span())).collect();
    if found != places {
        return Err(format!("expected at {places:?}, found {said:#?}"));
    }
    for finding in of_rule {
        if !finding.message.contains(says) {
            return Err(format!("expected `{says}`, found {said:#?}"));
        }
        in_good_words(&finding.message)?;
        let frame = render::frame(finding, &files);
        if !frame.contains(rule.code) || !frame.contains(rule.name) {
            return Err(format!("a frame without its rule:\n{frame}"));
        }
    }
    Ok(())
}

/// One line that starts in lower case or with a name, ends without a full stop and talks to
/// nobody.
fn in_good_words(message: &str) -> Result<(), String> {
    let start = message.chars().next().unwrap_or('.');
    let bad = !(start.is_lowercase() || start == '`')
        || message.contains(['\n', '\r'])
        || message.ends_with('.')
        || message.to_lowercase().split(|c: char| !c.is_alphabetic()).any(|word| word == "you")
        || message.matches('`').count() % 2 == 1;
    if bad { Err(format!("poor words: {message}")) } else { Ok(()) }
}

#[test]
fn codes_are_sorted_and_names_are_those_of_the_files() {
    assert!(ALL.is_sorted_by(|a, b| a.code < b.code), "codes ascend");
    for (rule, file, _) in all() {
        let digits = rule.code.strip_prefix("MW").unwrap_or_default();
        assert!(digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()), "{}", rule.code);
        assert_eq!(rule.name, file.replace('_', "-"));
    }
}

#[test]
fn every_file_of_a_rule_is_listed() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let names = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let names = names.filter_map(|name| Some(name.to_str()?.strip_suffix(".rs")?.to_owned()));
    let files: BTreeSet<String> = names.filter(|name| name != "mod").collect();
    let listed: BTreeSet<String> = FIXTURES.iter().map(|(file, _)| (*file).to_owned()).collect();
    assert_eq!(files, listed);
}

#[test]
fn pages_have_their_heads_in_order() {
    const HEADS: [&str; 4] =
        ["## What it does", "## Why it matters", "## Example", "## What to do"];
    for (rule, file, _) in all() {
        let page = rule.page();
        let first = page.lines().next().unwrap_or_default();
        assert_eq!(first, format!("`{}` {}.", rule.code, rule.name));
        let heads: Vec<&str> = page.lines().filter(|line| line.starts_with('#')).collect();
        assert_eq!(heads, HEADS, "{file}");
        for part in page.split("## ").skip(1) {
            let (head, text) = part.split_once('\n').unwrap_or((part, ""));
            assert!(!text.trim().is_empty(), "{file}: nothing under {head}");
        }
        assert!(page.lines().all(|line| line.chars().count() <= 96), "{file}: a long line");
    }
}

#[test]
fn help_is_one_clause_and_severity_fits_the_range() {
    for (rule, file, _) in all() {
        in_good_words(rule.help).unwrap_or_else(|why| panic!("{file}: {why}"));
        // What is carried runs on; what the compiler itself gets wrong never does.
        let severe = match &rule.code[2..4] {
            "21" | "40" => rule.severity != Severity::Error,
            "90" => rule.severity == Severity::Error,
            _ => true,
        };
        assert!(severe, "{}: {:?} does not fit its range", rule.code, rule.severity);
    }
}

/// The marks of fixtures count lines and columns by themselves; these are counted by hand.
#[test]
fn places_in_escaped_texts_are_those_of_the_file() {
    static CASES: &[(Channel, &str, &str)] = &[
        // `&apos;` before the place, on its line.
        (steps(&[mapper("a", "msg['PID']['PID.5' + ]")]), "MW2306", "a.xml:27:53"),
        // `&#xd;` before it, with and without a line feed.
        (steps(&[script("f();\r\n  b(;")]), "MW2306", "a.xml:27:5"),
        (steps(&[script("f();\rb(;")]), "MW2306", "a.xml:26:22"),
        (steps(&[mapper("a", "'\u{e9}' +\r\n\r\n msg['PID'].toString()")]), "MW2103", "a.xml:29:2"),
        (
            rules(&[test("'\u{e9}<' + msg['PV1'].toString()", "EQUALS", &["1"])]),
            "MW2103",
            "a.xml:65:30",
        ),
    ];
    for (channel, code, place) in CASES {
        let Tried { files, findings, .. } = tried(&Given::Channel(*channel));
        let of_code = findings.iter().filter(|finding| finding.rule.code == *code);
        let found: Vec<String> = of_code.map(|finding| files.place(finding.span())).collect();
        assert_eq!(found, [*place], "{channel:?}");
    }
}
