//! Folders: the file component for local ones, and that of the protocol for others.

use super::super::{
    Context,
    bean::{Properties, put, put_text},
    endpoint::Endpoint,
    yaml::{Yaml, map},
};
use super::{Transport, polling, remote};
use crate::{
    ir::route::{AfterFile, FileReader, FileScheme, FileWriter, OnExisting, Protocol},
    plan::{self, Target},
};

impl Transport for FileReader {
    fn endpoint(&self, context: &Context<'_>, at: &str) -> Option<Endpoint> {
        let raw = |key: &str| format!("RAW({})", context.placeholder(at, key));
        let mut from = match &self.scheme {
            FileScheme::Local => Endpoint::new("file", context.placeholder(at, "folder"))
                .with("includeHiddenFiles", !self.ignore_dot)
                .with("includeHiddenDirs", true),
            FileScheme::Remote(server) => remote::endpoint(server, context, at)?,
        };
        from = from
            .with("autoCreate", false)
            .with("include", raw("include"))
            .with("recursive", self.recursive)
            .with("sortBy", sort_key(&self.sort_by));
        from = polling::scheduled(from, context, at);
        if let Some(sizes) = sizes(context, at) {
            from = from.with("filterFile", sizes);
        }
        Some(if plan::is_simple(self) {
            self.simple(from, context, at)
        } else {
            from.with("processStrategy", format!("#{}", outcome_name(context, at)))
        })
    }

    fn binary(&self) -> Option<bool> {
        Some(self.binary)
    }

    fn beans(&self, context: &Context<'_>, at: &str) -> Vec<Yaml> {
        let mut beans = vec![polling::bean(context, at, &self.polling)];
        beans.extend(self.outcome(context, at));
        beans
    }

    fn raises(&self) -> Option<&'static str> {
        let other = self.after_error.as_ref().is_some_and(|error| *error != self.after);
        Some(if other { "error" } else { "failure" })
    }
}

fn outcome_name(context: &Context<'_>, at: &str) -> String {
    context.name(&format!("{at}-outcome"))
}

impl FileReader {
    /// What the component's own options say about a file: when it is read, and what follows.
    fn simple(&self, mut from: Endpoint, context: &Context<'_>, at: &str) -> Endpoint {
        if self.min_age_ms.is_some() {
            from = from
                .with("readLock", "changed")
                .with("readLockMinAge", context.placeholder(at, "age"))
                // An empty file is a message, too.
                .with("readLockMinLength", 0);
        }
        match &self.after {
            // Without the second option a file would be read once only.
            AfterFile::Keep => from.with("noop", true).with("idempotent", false),
            AfterFile::Move { directory, name } => {
                let text = match plan::target(directory, name) {
                    Some(Target::Template) => {
                        format!("${{bean:{}?method=target}}", outcome_name(context, at))
                    }
                    _ => context.placeholder(at, "move"),
                };
                from.with("move", format!("RAW({text})"))
            }
            AfterFile::Delete => from.with("delete", true),
        }
    }

    /// The bean that the options cannot do without: where a file goes by a template, or all that
    /// can happen to it.
    fn outcome(&self, context: &Context<'_>, at: &str) -> Option<Yaml> {
        let mut properties = Vec::new();
        let class = if plan::is_simple(self) {
            let AfterFile::Move { directory, name } = &self.after else { return None };
            if plan::target(directory, name) != Some(Target::Template) {
                return None;
            }
            put_text(&mut properties, "directory", directory);
            put_text(&mut properties, "name", name);
            "mapwright.camel.FileTarget"
        } else {
            if self.min_age_ms.is_some() {
                put(&mut properties, "minAgeMillis", context.placeholder(at, "age"));
            }
            let failed = self.after_error.as_ref().unwrap_or(&self.after);
            put_action(&mut properties, "done", &self.after);
            put_action(&mut properties, "failed", failed);
            put_action(&mut properties, "unread", &self.after_failure);
            "mapwright.camel.FileOutcome"
        };
        Some(map([
            ("name", outcome_name(context, at).into()),
            ("type", class.into()),
            ("properties", Yaml::Map(properties)),
        ]))
    }
}

/// The bounds of the size of a file, as an expression.
fn sizes(context: &Context<'_>, at: &str) -> Option<String> {
    let bound = |key: &str, sign: &str| {
        let known = context.has(at, key);
        known.then(|| format!("${{file:size}} {sign} {}", context.placeholder(at, key)))
    };
    let bounds = [bound("size.min", ">="), bound("size.max", "<=")];
    let bounds: Vec<String> = bounds.into_iter().flatten().collect();
    (!bounds.is_empty()).then(|| format!("RAW({})", bounds.join(" && ")))
}

fn put_action(out: &mut Properties, name: &str, action: &AfterFile) {
    match action {
        AfterFile::Keep => put(out, name, "keep"),
        AfterFile::Delete => put(out, name, "delete"),
        AfterFile::Move { directory, name: file } => {
            put(out, name, "move");
            put_text(out, &format!("{name}Directory"), directory);
            put_text(out, &format!("{name}Name"), file);
        }
    }
}

fn sort_key(word: &str) -> &'static str {
    match word {
        "name" => "ignoreCase:file:name",
        "size" => "file:length",
        _ => "file:modified",
    }
}

impl Transport for FileWriter {
    fn endpoint(&self, context: &Context<'_>, at: &str) -> Option<Endpoint> {
        let to = match &self.scheme {
            FileScheme::Local => Endpoint::new("file", context.placeholder(at, "folder")),
            FileScheme::Remote(server) => {
                let to = remote::endpoint(server, context, at)?;
                match &server.protocol {
                    Protocol::S3(_) => return Some(to),
                    // A share is counted from the same root as in the legacy engine.
                    Protocol::Smb { .. } => to,
                    _ => to.with("autoCreate", false),
                }
            }
        };
        let exist = match self.on_existing {
            OnExisting::Append => "Append",
            OnExisting::Overwrite => "Override",
            OnExisting::Fail => "Fail",
        };
        let to = to.with("fileExist", exist);
        Some(if self.temporary { to.with("tempFileName", "RAW(${file:onlyname}.tmp)") } else { to })
    }

    fn binary(&self) -> Option<bool> {
        Some(self.binary)
    }

    fn validates(&self) -> bool {
        false
    }

    fn stage(&self, out: &mut Properties, context: &Context<'_>, at: &str) {
        let written = plan::written(self);
        put_text(out, "fileName", &written.name);
        if written.absolute {
            put(out, "absolute", true);
        }
        put_text(out, "template", &self.template);
        if let FileScheme::Remote(server) = &self.scheme {
            remote::stage(out, server, context, at);
        }
    }
}
