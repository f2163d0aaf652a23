//! Properties of the repository itself: layers, sizes, heads of files. What CI checks beyond
//! these is the same commands that anybody runs.

use std::path::{Path, PathBuf};

use walkdir::WalkDir;

use super::{project, read};

/// Layers, and what the code of each must never name (see ARCHITECTURE.md).
const FORBIDDEN: &[(&str, &[&str])] = &[
    ("span.rs", &["arena", "diag", "ir", "front", "pass", "check", "back", "pipeline", "driver"]),
    ("arena.rs", &["diag", "ir", "front", "pass", "check", "back", "pipeline", "driver"]),
    ("diag", &["ir", "js", "xml", "front", "pass", "check", "plan", "back", "pipeline", "driver"]),
    ("rules", &["ir", "js", "xml", "front", "pass", "check", "plan", "back", "pipeline", "driver"]),
    ("xml", &["diag", "ir", "js", "front", "pass", "check", "plan", "back", "pipeline", "driver"]),
    ("js", &["diag", "ir", "xml", "front", "pass", "check", "plan", "back", "pipeline", "driver"]),
    ("ir", &["diag", "js", "xml", "front", "pass", "check", "plan", "back", "pipeline", "driver"]),
    ("pass", &["js", "xml", "front", "check", "plan", "back", "report", "pipeline", "driver"]),
    ("front", &["check", "plan", "back", "report", "pipeline", "driver", "cli"]),
    ("check", &["js", "xml", "front", "plan", "back", "report", "pipeline", "driver", "cli"]),
    ("plan", &["js", "xml", "front", "check", "back", "report", "pipeline", "driver", "cli"]),
    ("back", &["js", "xml", "front", "report", "pipeline", "driver", "cli"]),
    ("facts", &["js", "xml", "front", "check", "back", "report", "pipeline", "driver", "cli"]),
    ("pipeline", &["report", "driver", "cli"]),
    ("report", &["front", "js", "xml", "driver", "cli"]),
];

/// Whether a path is that of a test module, which may look anywhere.
fn is_test(path: &Path) -> bool {
    path.components().any(|part| matches!(part.as_os_str().to_str(), Some("suite" | "tests")))
        || path.ends_with("tests.rs")
}

fn sources() -> Vec<(PathBuf, String)> {
    let root = project().join("src");
    let files = WalkDir::new(&root).sort_by_file_name().into_iter().filter_map(Result::ok);
    files
        .filter(|entry| entry.path().extension().is_some_and(|e| e == "rs"))
        .map(|entry| {
            let path = entry.path().strip_prefix(&root).unwrap_or(entry.path()).to_owned();
            (path, String::from_utf8_lossy(&read(entry.path())).into_owned())
        })
        .collect()
}

/// The code of a file without comments, its test module, and the fixtures of a rule.
fn code(text: &str) -> String {
    let mut code = text;
    for start in ["#[cfg(test)]\nmod tests {", "#[cfg(test)]\npub(crate) static FIXTURES"] {
        code = code.split(start).next().unwrap_or_default();
    }
    let code = code.replace("#[cfg(test)]\nuse crate::", "use test::");
    code.lines().filter(|line| !line.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

/// The modules of the crate that some code names: `crate::x`, also inside a braced list.
fn named(code: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        text.trim_start().chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect()
    };
    let parts = code.match_indices("crate::").map(|(at, found)| &code[at + found.len()..]);
    parts
        .flat_map(|rest| match rest.strip_prefix('{') {
            Some(list) => items(list).into_iter().map(word).collect(),
            None => vec![word(rest)],
        })
        .filter(|name| !name.is_empty())
        .collect()
}

/// The items of a braced list, up to its closing brace.
fn items(list: &str) -> Vec<&str> {
    let (mut depth, mut start, mut found) = (0, 0, Vec::new());
    for (at, char) in list.char_indices() {
        match char {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                found.push(&list[start..at]);
                start = at + 1;
                if char == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    found
}

#[test]
fn layers_name_nothing_above_them() {
    let mut offences = Vec::new();
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        let layer = path.iter().next().and_then(|part| part.to_str()).unwrap_or_default();
        let Some((_, forbidden)) = FORBIDDEN.iter().find(|(name, _)| *name == layer) else {
            continue;
        };
        let mut names = named(&code(text));
        names.retain(|name| forbidden.contains(&name.as_str()));
        offences.extend(names.into_iter().map(|name| format!("{} names {name}", path.display())));
    }
    assert!(offences.is_empty(), "{offences:#?}");
}

#[test]
fn the_layer_test_sees_every_spelling() {
    for (code, expected) in [
        ("use crate::back::X;", vec!["back"]),
        ("use crate::{\n    diag::{A, B},\n    front::mirth,\n};", vec!["diag", "front"]),
        ("crate::ir::path::notation(x)", vec!["ir"]),
        ("use crate::{check, driver as d};", vec!["check", "driver"]),
    ] {
        assert_eq!(named(code), expected, "{code}");
    }
}

#[test]
fn only_one_module_touches_the_file_system() {
    for (path, text) in sources().iter().filter(|(path, _)| !is_test(path)) {
        let touches = code(text).contains("std::fs") || code(text).contains("fs::");
        assert!(!touches || path.ends_with("driver/files.rs"), "{}", path.display());
    }
}

#[test]
fn files_are_small_and_say_what_they_are_for() {
    let sources = sources();
    for (path, text) in &sources {
        let lines = text.lines().count();
        assert!(lines <= 900, "{}: {lines} lines", path.display());
        assert!(text.starts_with("//! "), "{} has no head", path.display());
    }
    let mut lengths: Vec<usize> = sources.iter().map(|(_, text)| text.lines().count()).collect();
    lengths.sort_unstable();
    assert!(lengths[lengths.len() / 2] <= 250, "the median file is too long");
}
