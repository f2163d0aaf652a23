//! `mapwright.toml`: defaults of the command line, and the findings that the project expects.

use std::path::PathBuf;

use globset::{Glob, GlobMatcher};
use serde::Deserialize;
use toml::Spanned;

use super::exit::FailOn;
use crate::{pipeline::Expected, rules};

/// Name of the file in the current folder that is read when none is given.
pub const DEFAULT: &str = "mapwright.toml";

/// The file.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    /// Defaults of `mapwright compile`.
    #[serde(default)]
    pub compile: Compile,
    #[serde(default)]
    expected: Vec<Spanned<Entry>>,
}

/// Defaults of `mapwright compile`; the command line goes before them.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Compile {
    /// Files and folders that are read.
    #[serde(default)]
    pub paths: Vec<PathBuf>,
    /// The output folder.
    pub out: Option<PathBuf>,
    /// From which severity on findings fail a run.
    pub fail_on: Option<FailOn>,
    /// Partial lowering fails a run.
    #[serde(default)]
    pub strict: bool,
    /// Names or slugs of the connections that are compiled.
    #[serde(default)]
    pub only: Vec<String>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    code: String,
    file: String,
    reason: String,
}

impl Config {
    /// Reads the text of the file.
    ///
    /// # Errors
    /// A message with the line: no TOML, an unknown key, or a value of the wrong kind.
    pub fn parse(name: &str, text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| format!("{name}: {}", error.to_string().trim_end()))
    }

    /// The expected findings.
    ///
    /// # Errors
    /// A message: a code that no rule has, a pattern that is none, or no reason.
    pub fn expected(&self) -> Result<Vec<Expected>, String> {
        self.expected.iter().map(expected).collect()
    }
}

fn expected(entry: &Spanned<Entry>) -> Result<Expected, String> {
    let Entry { code, file, reason } = entry.get_ref();
    let Some(rule) = rules::find(code) else {
        return Err(format!("[[expected]]: there is no rule `{code}`"));
    };
    if reason.trim().is_empty() {
        return Err(format!("[[expected]] for {code}: the reason is empty"));
    }
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Ok(Expected {
        code: rule.code.to_owned(),
        file: glob(file)?,
        reason: reason.clone(),
        place: narrow(entry.span().start)..narrow(entry.span().end),
    })
}

/// A pattern with `*` and `?`.
///
/// # Errors
/// A message that quotes the pattern.
pub fn glob(pattern: &str) -> Result<GlobMatcher, String> {
    let glob = Glob::new(pattern).map_err(|error| format!("bad pattern: {error}"))?;
    Ok(glob.compile_matcher())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_whole_file_is_understood() {
        let text = "[compile]\npaths = [\"a\"]\nout = \"o\"\nfail_on = \"warning\"\nstrict = true\n\
                    only = [\"x*\"]\n\n[[expected]]\ncode = \"and-before-or\"\nfile = \"a/*\"\nreason = \"known\"\n";
        let config = Config::parse("m.toml", text).unwrap();
        assert_eq!(config.compile.fail_on, Some(FailOn::Warning));
        assert_eq!(config.compile.only, ["x*"]);
        let expected = config.expected().unwrap();
        assert_eq!(expected[0].code, "MW2203");
        assert!(text[expected[0].place.start as usize..].starts_with("[[expected]]"));
    }

    #[test]
    fn mistakes_are_named() {
        let entry = "[[expected]]\ncode = \"MW2203\"\nfile = \"a\"\nreason = \"r\"\n";
        let cases = [
            ("[compile]\n\nthread = 2\n", "line 3"),
            ("[compile]\nfail_on = \"all\"\n", "line 2"),
            ("color = 1", "unknown field `color`"),
            ("[compile", "line 1"),
            (&entry.replace("MW2203", "MW0000"), "no rule `MW0000`"),
            (&entry.replace("\"r\"", "\" \""), "reason is empty"),
            (&entry.replace("\"a\"", "\"a[\""), "bad pattern"),
            (&entry.replace("reason", "why"), "line 4"),
        ];
        for (text, message) in cases {
            let result = Config::parse("m.toml", text).and_then(|c| c.expected().map(|_| ()));
            let error = result.expect_err(text);
            assert!(error.contains(message), "{text}: {error}");
        }
    }
}
