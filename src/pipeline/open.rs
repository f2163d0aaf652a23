//! One file: from what the store gives of it to the model of an export, or the reason why not.

use std::{collections::BTreeMap, ops::Range};

use super::{Content, around, guard, internal_error, refusal, sha256_hex};
use crate::{
    diag::{Finding, Rule},
    front::mirth::{
        companion, form,
        model::Export,
        read::{self, Stamp},
        sniff::{self, Form, Sniff},
    },
    rules,
    span::{FileId, Files, SourceText, Span},
    xml::{
        Document, Limits,
        encoding::{self, Charset},
    },
};

/// What a file is after the first look.
pub(super) enum Outcome {
    /// An export: its text, and how it is written.
    Text(String, Charset, Form),
    /// It is not read: the rule that reports it, and why.
    Refused(&'static Rule, String),
    /// No definition, though a file of the legacy engine: the rule that says so, and why.
    LeftOut(&'static Rule, String),
    /// No export.
    Ignored,
}

/// An export that was read.
pub(super) struct Opened {
    /// What it holds.
    pub(super) export: Export,
    /// What tells each of its channels from other exports of it.
    pub(super) stamps: Vec<Stamp>,
    /// What there is to say about the file.
    pub(super) findings: Vec<Finding>,
}

/// Texts of files beside an export, by the name that a reference can have.
pub(super) type Companions = BTreeMap<String, (FileId, Charset)>;

/// A file of a batch, with its text in place.
pub(super) struct Placed {
    /// Its number.
    pub(super) input: usize,
    /// Its id.
    pub(super) file: FileId,
    /// How its bytes became text.
    pub(super) charset: Charset,
    /// How it is written.
    pub(super) form: Form,
    /// Texts of files beside it.
    pub(super) companions: Companions,
}

/// What a file is and, when it is an export, its text. `sha256` is what its digest was when the
/// run began.
pub(super) fn outcome(name: &str, content: Content, sha256: &str) -> Outcome {
    match content {
        Content::Bytes(bytes) if sha256_hex(&bytes) != sha256 => {
            let why = "the file has changed while it was read".to_owned();
            Outcome::Refused(&rules::changed_while_read::RULE, why)
        }
        Content::Bytes(bytes) => look(name, bytes),
        Content::Unreadable(why) => Outcome::Refused(&rules::unreadable_file::RULE, why),
        Content::Refused(rule, why) => Outcome::Refused(rule, why),
        Content::TooLarge(bytes) => {
            let why = format!("the file has {bytes} bytes, more than an export may have");
            Outcome::Refused(&rules::limit_exceeded::RULE, why)
        }
        Content::Ignored => Outcome::Ignored,
    }
}

/// What a file is that an export refers to: its text, whatever it looks like.
pub(super) fn companion(name: &str, content: Content, sha256: &str) -> Outcome {
    match content {
        Content::Bytes(bytes) if sha256_hex(&bytes) == sha256 => text(bytes, Form::Xml),
        content => outcome(name, content, sha256),
    }
}

fn look(name: &str, bytes: Vec<u8>) -> Outcome {
    match sniff::sniff(&bytes) {
        Sniff::Export(form) => taken(name, text(bytes, form)),
        Sniff::NotReadYet(root) => {
            let why = format!("a file with the root `{root}` is not read");
            Outcome::LeftOut(&rules::not_read_yet::RULE, why)
        }
        Sniff::Message(what) => {
            let why = format!("the file holds {what}, no definition");
            Outcome::LeftOut(&rules::message_export::RULE, why)
        }
        Sniff::Encrypted => {
            let why = "the export is encrypted".to_owned();
            Outcome::Refused(&rules::encrypted_export::RULE, why)
        }
        Sniff::OtherXml(_) | Sniff::NotXml => Outcome::Ignored,
    }
}

/// Whether all of a text is what its beginning says.
fn taken(name: &str, outcome: Outcome) -> Outcome {
    match outcome {
        Outcome::Text(text, _, form) if !form.is_taken(name, &text) => {
            if !name.to_ascii_lowercase().ends_with(".properties") {
                return Outcome::Ignored;
            }
            let why = "the file is no configuration map in the form of the engine".to_owned();
            Outcome::LeftOut(&rules::properties_not_read::RULE, why)
        }
        outcome => outcome,
    }
}

/// The text of a file.
fn text(bytes: Vec<u8>, form: Form) -> Outcome {
    let (charset, copied) = match encoding::decode(&bytes) {
        Err(error) => return Outcome::Refused(refusal::encoding(error), error.to_string()),
        Ok(decoded) => {
            // The bytes of a large file are its text; a copy would hold it twice.
            let same = decoded.charset == Charset::Utf8 && decoded.text.len() == bytes.len();
            (decoded.charset, (!same).then(|| decoded.text.into_owned()))
        }
    };
    let text = copied.or_else(|| String::from_utf8(bytes).ok()).unwrap_or_default();
    Outcome::Text(text, charset, form)
}

/// Parses and reads one export: its model and what there is to say about the file.
///
/// # Errors
/// Why the file is refused.
pub(super) fn open(files: &Files, placed: &Placed) -> Result<Opened, Finding> {
    let Placed { file: id, charset, form, companions, .. } = placed;
    let (id, charset) = (*id, *charset);
    let text = files.get(id).text();
    let mut document = match guard(|| form::parse(*form, id, text, &Limits::default())) {
        Some(Ok(document)) => document,
        Some(Err(error)) => {
            let at = Span::new(id, error.offset..error.offset);
            return Err(Finding::new(refusal::xml(error.kind), error.message, at));
        }
        None => return Err(internal_error("this file", Span::new(id, 0..0))),
    };
    join(&mut document, files, companions);
    let Some(export) = guard(|| read::read(&document)) else {
        return Err(internal_error("this file", Span::new(id, 0..0)));
    };
    let mut findings: Vec<_> = guessed(files, id, charset).into_iter().collect();
    for (companion, charset) in companions.values() {
        findings.extend(guessed(files, *companion, *charset));
    }
    findings.extend(around::about(&export));
    Ok(Opened { stamps: read::stamps(&document, &export.channels), export, findings })
}

/// Gives the elements whose text is kept in a file beside the export that text, as if it stood in
/// the export itself.
fn join(document: &mut Document<'_>, files: &Files, companions: &Companions) {
    if companions.is_empty() {
        return;
    }
    let referring = document.nodes().filter_map(|node| {
        let (file, _) = companions.get(node.attribute(companion::ATTRIBUTE)?)?;
        Some((node.index(), *file))
    });
    for (index, file) in referring.collect::<Vec<_>>() {
        let text = files.get(file).text();
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        let mut joined = SourceText::new(Span::new(file, 0..end));
        joined.push_verbatim(text, 0);
        document.set_text(index, joined);
    }
}

/// That a file was read with a character set that nobody named.
fn guessed(files: &Files, id: FileId, charset: Charset) -> Option<Finding> {
    if charset != Charset::Guessed1252 {
        return None;
    }
    let at = files.get(id).text().find(|c: char| !c.is_ascii()).unwrap_or(0);
    let at = u32::try_from(at).unwrap_or(u32::MAX);
    let message = "the file is no UTF-8 and was read as windows-1252";
    Some(Finding::new(&rules::not_utf8::RULE, message, Span::new(id, at..at)))
}

/// Hides everything but the names of tags in a file that is not XML: without a tree nobody knows
/// which of its texts are secrets. Of the text, only these ranges will be shown.
pub(super) fn hide_content(files: &mut Files, file: FileId, shown: Option<&Vec<Range<u32>>>) {
    let meets = |from: u32, to: u32| {
        shown.into_iter().flatten().any(|range| range.start <= to && from <= range.end)
    };
    let text = files.get(file).text();
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    if !text.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        files.hide(Span::new(file, 0..end));
        return;
    }
    let (mut hidden, mut from, mut in_name) = (Vec::new(), 0, false);
    for (at, byte) in (0u32..).zip(text.bytes()) {
        let name = byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'_');
        in_name = byte == b'<' || in_name && name;
        if in_name {
            if from < at && meets(from, at) {
                hidden.push(from..at);
            }
            from = at + 1;
        }
    }
    hidden.push(from..end.max(from));
    for range in hidden {
        files.hide(Span::new(file, range));
    }
}
