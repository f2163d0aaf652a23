//! Folders: the file component.

use super::super::{
    Context,
    beans::{Properties, put_text},
    endpoint::Endpoint,
    yaml::Yaml,
};
use super::{Transport, polling};
use crate::ir::route::{AfterFile, FileReader, FileWriter, OnExisting};

impl Transport for FileReader {
    fn endpoint(&self, context: &Context<'_>, at: &str) -> Option<Endpoint> {
        let key = |key: &str| context.placeholder(at, key);
        let raw = |key: &str| format!("RAW({})", context.placeholder(at, key));
        let mut from = Endpoint::new("file", key("folder"))
            .with("autoCreate", false)
            .with("include", raw("include"))
            .with("recursive", self.recursive)
            .with("includeHiddenFiles", !self.ignore_dot)
            .with("sortBy", sort_key(&self.sort_by));
        from = polling::scheduled(from, context, at);
        if self.min_age_ms.is_some() {
            from = from
                .with("readLock", "changed")
                .with("readLockMinAge", key("age"))
                // An empty file is a message, too.
                .with("readLockMinLength", 0);
        }
        from = match &self.after {
            // Without the second option a file would be read once only.
            AfterFile::Keep => from.with("noop", true).with("idempotent", false),
            AfterFile::Move { .. } => from.with("move", raw("move")),
            AfterFile::Delete => from.with("delete", true),
        };
        if matches!(self.after_error, Some(AfterFile::Move { .. })) && raises(self) {
            from = from.with("moveFailed", raw("move.error"));
        }
        Some(from)
    }

    fn binary(&self) -> Option<bool> {
        Some(self.binary)
    }

    fn beans(&self, context: &Context<'_>, at: &str) -> Vec<Yaml> {
        vec![polling::bean(context, at, &self.polling)]
    }

    fn raises(&self) -> Option<bool> {
        Some(raises(self))
    }
}

/// Whether a message that ended in an error has another end for its file: then the route fails,
/// which tells the component.
fn raises(reader: &FileReader) -> bool {
    reader.after_error.as_ref().is_some_and(|error| *error != reader.after)
}

fn sort_key(word: &str) -> &'static str {
    match word {
        "name" => "file:name",
        "size" => "file:length",
        _ => "file:modified",
    }
}

impl Transport for FileWriter {
    fn endpoint(&self, context: &Context<'_>, at: &str) -> Option<Endpoint> {
        let exist = match self.on_existing {
            OnExisting::Append => "Append",
            OnExisting::Overwrite => "Override",
            OnExisting::Fail => "Fail",
        };
        let to = Endpoint::new("file", context.placeholder(at, "folder")).with("fileExist", exist);
        // The component refuses a temporary name together with appending; the plan says so.
        let temporary = self.temporary && self.on_existing != OnExisting::Append;
        Some(if temporary { to.with("tempPrefix", ".") } else { to })
    }

    fn binary(&self) -> Option<bool> {
        Some(self.binary)
    }

    fn stage(&self, out: &mut Properties) {
        put_text(out, "fileName", &self.name);
        put_text(out, "template", &self.template);
    }
}
