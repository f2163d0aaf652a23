//! Folders: what their endpoints lack, their settings, and the expressions of the file component.

use super::super::{
    Gap, Kind, Setting, option,
    setting::{charset, is_absolute, setting},
    unrouted,
};
use super::{polling, remote};
use crate::ir::{
    Connector,
    route::{AfterFile, FileReader, FileScheme, FileWriter, OnExisting},
};

/// Settings that say where a file goes after it was read.
const MOVED: &[&str] =
    &["moveToDirectory", "moveToFileName", "errorMoveToDirectory", "errorMoveToFileName"];

/// What the endpoint of a File Reader lacks.
pub(super) fn reader(connector: &Connector, reader: &FileReader) -> Vec<Gap> {
    let mut gaps = polling::gaps(connector, &reader.polling);
    gaps.extend(super::hidden(connector, MOVED));
    if let FileScheme::Remote(server) = &reader.scheme {
        gaps.extend(remote::reader(connector, reader, server));
    }
    if !matches!(reader.sort_by.as_str(), "date" | "name" | "size") {
        let task = "Set up the order of the files by hand.";
        gaps.push(unrouted(connector, "`sortBy` is not known", task));
    }
    if reader.pattern.contains("${") {
        let task = "Find out what the pattern stands for, and set up the endpoint by hand.";
        gaps.push(unrouted(connector, "`fileFilter` is a template", task));
    }
    for (action, option) in actions(reader) {
        if matches!(action, AfterFile::Move { directory, name } if target(directory, name).is_none())
        {
            let task = "Find out which folder it means, and set up the endpoint by hand.";
            let subject = format!("`{option}` moves to a folder that is not absolute");
            gaps.push(unrouted(connector, &subject, task));
        }
    }
    if reader.recursive {
        let task = "The legacy engine reads folder by folder, each in the order of `sortBy`; the \
                    new route orders the files of all folders together. Check that nobody needs \
                    the former.";
        gaps.push(option(connector, "`directoryRecursion` is on", task));
    }
    gaps
}

/// What can happen to a file, with the setting that says so.
fn actions(reader: &FileReader) -> impl Iterator<Item = (&AfterFile, &'static str)> {
    [
        (Some(&reader.after), "afterProcessingAction"),
        (reader.after_error.as_ref(), "errorResponseAction"),
        (Some(&reader.after_failure), "errorReadingAction"),
    ]
    .into_iter()
    .filter_map(|(action, option)| Some((action?, option)))
}

/// Whether the component's own options say what happens to a file: the same after an error, and
/// after a failure it stays.
pub fn is_simple(reader: &FileReader) -> bool {
    reader.after_error.as_ref().is_none_or(|error| *error == reader.after)
        && reader.after_failure == AfterFile::Keep
}

/// What the endpoint of a File Writer lacks.
pub(super) fn writer(connector: &Connector, writer: &FileWriter) -> Vec<Gap> {
    let mut gaps = super::hidden(connector, &["outputPattern", "template"]);
    if let FileScheme::Remote(server) = &writer.scheme {
        gaps.extend(remote::writer(connector, writer, server));
    }
    gaps
}

/// The file name pattern as a regular expression over the whole name. The component ignores the
/// case of letters, the legacy engine does not.
pub fn include_regex(pattern: &str, regex: bool) -> String {
    if regex {
        return format!("(?-i:{pattern})");
    }
    let alternatives: Vec<String> = pattern.split(',').map(|one| wildcards(one.trim())).collect();
    format!("(?-i:{})", alternatives.join("|"))
}

/// `*` is any text, `?` any character; all else stands for itself.
fn wildcards(pattern: &str) -> String {
    let mut out = String::new();
    for c in pattern.chars() {
        match c {
            '*' => out.push_str(".*"),
            '?' => out.push('.'),
            c if c.is_ascii_punctuation() && c != '_' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

/// Where a file is moved to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Target {
    /// In the expression language of the file component.
    Expression(String),
    /// A template that only the runtime can evaluate.
    Template,
}

/// Where a file is moved to; `None` where the folder is not absolute, or nothing would move.
pub fn target(directory: &str, name: &str) -> Option<Target> {
    const FILE_NAME: &str = "${originalFilename}";
    const ONLY_NAME: &str = "${file:onlyname}";
    let name = if name.is_empty() { FILE_NAME } else { name };
    let joined = match directory {
        "" if name == FILE_NAME => return None,
        "" => name.to_owned(),
        // Whether a template is absolute, the runtime looks at when it has evaluated it.
        _ if is_absolute(directory) || directory.starts_with("${") => {
            format!("{}/{name}", directory.trim_end_matches('/'))
        }
        _ => return None,
    };
    let rest = joined.replace(FILE_NAME, "");
    let plain = !rest.contains(['$', '{', '}', '?', '&', '%', '#', '+']);
    Some(if plain {
        Target::Expression(joined.replace(FILE_NAME, ONLY_NAME))
    } else {
        Target::Template
    })
}

/// Where a file is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Folder of the endpoint.
    pub folder: String,
    /// Name below it, may be a template.
    pub name: String,
    /// The folder is the root, and the name has to turn out to be an absolute path.
    pub absolute: bool,
}

/// The folder and the name that a file is written to: a template inside the folder is part of the
/// name, as the component creates folders below its own.
pub fn written(writer: &FileWriter) -> Written {
    let directory = writer.directory.as_str();
    let plain = directory.split("${").next().unwrap_or_default();
    let cut = plain.rfind('/').unwrap_or_default();
    let local = writer.scheme == FileScheme::Local;
    let below = |folder: &str, rest: &str, absolute| Written {
        folder: folder.to_owned(),
        name: format!("{}/{}", rest.trim_end_matches('/'), writer.name),
        absolute,
    };
    if local && plain.is_empty() && !directory.is_empty() {
        return below("/", directory, true);
    }
    if !local || plain.len() == directory.len() || cut == 0 {
        let (folder, name) = (directory.to_owned(), writer.name.clone());
        return Written { folder, name, absolute: false };
    }
    below(&directory[..cut], &directory[cut + 1..], false)
}

/// The settings of a File Reader.
pub(super) fn reading(reader: &FileReader) -> Vec<Setting> {
    let include = include_regex(&reader.pattern, reader.regex);
    let mut settings = match &reader.scheme {
        FileScheme::Local => vec![setting("folder", "host", &reader.directory, Kind::Folder)],
        FileScheme::Remote(server) => remote::settings(server),
    };
    settings.push(setting("include", "fileFilter", &include, Kind::Expression));
    settings.extend(polling::settings(&reader.polling));
    if let Some(age) = &reader.min_age_ms {
        settings.push(setting("age", "fileAge", age, Kind::Number));
    }
    settings.extend(sizes(reader));
    if let AfterFile::Move { directory, name } = &reader.after
        && is_simple(reader)
        && let Some(Target::Expression(target)) = target(directory, name)
    {
        settings.push(setting("move", "moveToDirectory", &target, Kind::Expression));
    }
    settings.push(charset(&reader.charset));
    settings
}

/// The bounds of the size of a file; the engine takes what is no number for 0.
fn sizes(reader: &FileReader) -> Vec<Setting> {
    let number = |text: &str| if text.is_empty() { "0".to_owned() } else { text.to_owned() };
    let (min, max) = (number(&reader.min_bytes), reader.max_bytes.as_deref().map(number));
    let mut sizes = Vec::new();
    if min != "0" {
        sizes.push(setting("size.min", "fileSizeMinimum", &min, Kind::Number));
    }
    if let Some(max) = max {
        sizes.push(setting("size.max", "fileSizeMaximum", &max, Kind::Number));
    }
    sizes
}

/// The settings of a File Writer.
pub(super) fn writing(writer: &FileWriter) -> Vec<Setting> {
    let mut settings = match &writer.scheme {
        FileScheme::Local => vec![setting("folder", "host", &written(writer).folder, Kind::Folder)],
        FileScheme::Remote(server) => remote::settings(server),
    };
    settings.push(charset(&writer.charset));
    settings
}

/// Whether a file that exists must not be written.
pub(super) fn fails_on_existing(writer: &FileWriter) -> bool {
    writer.on_existing == OnExisting::Fail
}
