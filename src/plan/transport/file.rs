//! Folders: what their endpoints lack, their settings, and the expressions of the file component.

use super::super::{
    Gap, Kind, Setting, option,
    setting::{charset, is_absolute, setting},
    unmapped, unrouted,
};
use super::{UNMAPPED, polling};
use crate::ir::{
    Connector,
    route::{AfterFile, FileReader, FileScheme, FileWriter, OnExisting},
};

/// What the endpoint of a File Reader lacks.
pub(super) fn reader(connector: &Connector, reader: &FileReader) -> Vec<Gap> {
    if let FileScheme::Remote(scheme) = &reader.scheme {
        let transport = format!("{} ({scheme})", connector.transport);
        return vec![unmapped(connector, &transport, UNMAPPED)];
    }
    let mut gaps = polling::gaps(connector, &reader.polling);
    if !matches!(reader.sort_by.as_str(), "date" | "name" | "size") {
        let task = "Set up the order of the files by hand.";
        gaps.push(unrouted(connector, "`sortBy` is not known", task));
    }
    let hard = match (&reader.after, &reader.after_error) {
        (after, Some(error)) if after == error => false,
        (_, None | Some(AfterFile::Keep)) => false,
        (AfterFile::Keep, Some(_)) | (_, Some(AfterFile::Delete)) => true,
        (_, Some(AfterFile::Move { .. })) => false,
    };
    if hard {
        let task = "The file component cannot do this with a file whose message failed. Set up \
                    the error handling of the folder by hand.";
        gaps.push(unrouted(
            connector,
            "`errorResponseAction` differs from the one on success",
            task,
        ));
    }
    gaps
}

/// What the endpoint of a File Writer lacks.
pub(super) fn writer(connector: &Connector, writer: &FileWriter) -> Vec<Gap> {
    if let FileScheme::Remote(scheme) = &writer.scheme {
        let transport = format!("{} ({scheme})", connector.transport);
        return vec![unmapped(connector, &transport, UNMAPPED)];
    }
    let mut gaps = Vec::new();
    if writer.temporary && writer.on_existing == OnExisting::Append {
        let task = "The file component appends in place. Agree with the reader of the folder how \
                    it knows that a file is complete.";
        gaps.push(option(connector, "`temporary` together with `outputAppend`", task));
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

/// Where a file is moved to, in the expression language of the component; `None` where the
/// template says more than the name of the file, or the folder is not absolute.
pub fn move_expression(directory: &str, name: &str) -> Option<String> {
    const FILE_NAME: &str = "${originalFilename}";
    const ONLY_NAME: &str = "${file:onlyname}";
    let name = if name.is_empty() { FILE_NAME } else { name };
    let joined = match directory {
        "" if name == FILE_NAME => return None,
        "" => name.to_owned(),
        _ if is_absolute(directory) => format!("{}/{name}", directory.trim_end_matches('/')),
        _ => return None,
    };
    let rest = joined.replace(FILE_NAME, "");
    let plain = !rest.contains(['$', '{', '}', '?', '&', '%', '#', '+']);
    plain.then(|| joined.replace(FILE_NAME, ONLY_NAME))
}

/// The settings of a File Reader.
pub(super) fn reading(reader: &FileReader) -> Vec<Setting> {
    if reader.scheme != FileScheme::Local {
        return Vec::new();
    }
    let include = include_regex(&reader.pattern, reader.regex);
    let mut settings = vec![
        setting("folder", "host", &reader.directory, Kind::Folder),
        setting("include", "fileFilter", &include, Kind::Expression),
    ];
    settings.extend(polling::settings(&reader.polling));
    if let Some(age) = &reader.min_age_ms {
        settings.push(setting("age", "fileAge", age, Kind::Number));
    }
    if let AfterFile::Move { directory, name } = &reader.after {
        let target = move_expression(directory, name).unwrap_or_default();
        settings.push(setting("move", "moveToDirectory", &target, Kind::Expression));
    }
    if let Some(AfterFile::Move { directory, name }) = &reader.after_error {
        let target = move_expression(directory, name).unwrap_or_default();
        settings.push(setting("move.error", "errorMoveToDirectory", &target, Kind::Expression));
    }
    settings.push(charset(&reader.charset));
    settings
}

/// The settings of a File Writer.
pub(super) fn writing(writer: &FileWriter) -> Vec<Setting> {
    if writer.scheme != FileScheme::Local {
        return Vec::new();
    }
    vec![setting("folder", "host", &writer.directory, Kind::Folder), charset(&writer.charset)]
}
