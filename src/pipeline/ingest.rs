//! The first half of a run: from bytes to the models of all exports, each file by itself and in
//! parallel, with the reason where one is not read.

use rayon::prelude::*;

use super::{
    Content, Input, Source, SourceState, Watch, around, guard, internal_error, refusal, sha256_hex,
};
use crate::{
    diag::{Finding, Rule},
    front::mirth::{
        form, lower,
        model::{Channel, Export, Library},
        read::{self, secret_spans},
        sniff::{self, Form, Sniff},
        templates,
    },
    ir::disposition::Counts,
    rules,
    span::{FileId, Files, Span},
    xml::{
        Limits,
        encoding::{self, Charset},
    },
};

/// Everything that was read.
pub(super) struct Ingested {
    /// Texts.
    pub(super) files: Files,
    /// All inputs by name.
    pub(super) sources: Vec<Source>,
    /// The exports, by name of their file.
    pub(super) exports: Vec<Opened>,
    /// Findings about files.
    pub(super) findings: Vec<Finding>,
}

/// One export that was read.
pub(super) struct Opened {
    /// Its file.
    pub(super) file: FileId,
    /// Name of its file.
    pub(super) name: String,
    /// SHA-256 of its file in hex.
    pub(super) sha256: String,
    /// What it holds.
    pub(super) export: Export,
}

impl Ingested {
    /// All channels with their exports, by file and place.
    pub(super) fn channels(&self) -> Vec<(&Opened, &Channel)> {
        let mut channels = Vec::new();
        for opened in &self.exports {
            channels.extend(opened.export.channels.iter().map(|channel| (opened, channel)));
        }
        channels
    }

    /// The code template libraries that stand by themselves.
    pub(super) fn libraries(&self) -> Vec<&Library> {
        self.exports.iter().flat_map(|opened| &opened.export.libraries).collect()
    }

    /// The code template libraries that channels carry along.
    pub(super) fn carried_libraries(&self) -> Vec<&Library> {
        let channels = self.exports.iter().flat_map(|opened| &opened.export.channels);
        channels.flat_map(|channel| &channel.libraries).collect()
    }

    /// Elements outside channels, and statements of the code templates among them.
    pub(super) fn outside(&self, memo: &lower::Memo) -> (Counts, Counts) {
        let (mut elements, mut statements) = (Counts::default(), Counts::default());
        for Opened { export, .. } in &self.exports {
            elements += export.counts;
            statements += around::global_statements(export);
            for library in &export.libraries {
                elements += library.counts;
                statements += lower::library_statements(library, memo);
            }
        }
        (elements, statements)
    }
}

/// A file after the first look, without places yet.
struct Prepared {
    name: String,
    sha256: String,
    outcome: Outcome,
}

enum Outcome {
    Text(String, Charset, Form),
    Refused(&'static Rule, String),
    /// Left out, with a finding that says why.
    LeftOut(&'static Rule, String),
    Ignored,
}

/// An export that is to be read: its text, and how it is written.
#[derive(Debug, Clone, Copy)]
struct Placed {
    file: FileId,
    charset: Charset,
    form: Form,
}

/// Reads all inputs.
pub(super) fn ingest(inputs: Vec<Input>, watch: &dyn Watch) -> Ingested {
    watch.stage("reading", inputs.len());
    let mut prepared: Vec<_> = inputs.into_par_iter().map(prepare).collect();
    prepared.sort_by(|a, b| (&a.name, &a.sha256).cmp(&(&b.name, &b.sha256)));
    let mut read = Ingested {
        files: Files::default(),
        sources: Vec::new(),
        exports: Vec::new(),
        findings: Vec::new(),
    };
    let placed: Vec<_> = prepared.into_iter().map(|file| place(&mut read, file)).collect();
    let opened: Vec<_> = placed
        .par_iter()
        .map(|file| {
            let opened = file.map(|placed| open(&read.files, placed));
            watch.piece();
            opened
        })
        .collect();
    for (index, opened) in opened.into_iter().enumerate() {
        let (Some(placed), Some(opened)) = (placed[index], opened) else { continue };
        settle(&mut read, index, placed.file, opened);
    }
    let exports = read.exports.iter_mut().map(|opened| &mut opened.export);
    let mut libraries: Vec<_> = exports.flat_map(around::libraries).collect();
    read.findings.extend(templates::join(&mut libraries));
    read
}

/// What a file is and, when it is an export, its text.
fn prepare(input: Input) -> Prepared {
    let (sha256, outcome) = match input.content {
        Content::Bytes(bytes) => (sha256_hex(&bytes), look(&input.name, &bytes)),
        Content::Unreadable(why) => {
            (String::new(), Outcome::Refused(&rules::unreadable_file::RULE, why))
        }
        Content::TooLarge(bytes) => {
            let why = format!("the file has {bytes} bytes, more than an export may have");
            (String::new(), Outcome::Refused(&rules::limit_exceeded::RULE, why))
        }
        Content::Ignored => (String::new(), Outcome::Ignored),
    };
    Prepared { name: input.name, sha256, outcome }
}

fn look(name: &str, bytes: &[u8]) -> Outcome {
    match sniff::sniff(bytes) {
        Sniff::Export(form) => match encoding::decode(bytes) {
            Ok(decoded) if form.is_taken(name, &decoded.text) => {
                Outcome::Text(decoded.text.into_owned(), decoded.charset, form)
            }
            Ok(_) if !name.to_ascii_lowercase().ends_with(".properties") => Outcome::Ignored,
            Ok(_) => {
                let why = "the file is no configuration map in the form of the engine".to_owned();
                Outcome::LeftOut(&rules::properties_not_read::RULE, why)
            }
            Err(error) => Outcome::Refused(refusal::encoding(error), error.to_string()),
        },
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

/// Gives a file its place among the sources; its id when it has to be read on.
fn place(read: &mut Ingested, file: Prepared) -> Option<Placed> {
    let Prepared { name, sha256, outcome } = file;
    let mut state = SourceState::Ignored;
    let mut placed = None;
    match outcome {
        Outcome::Text(text, charset, form) => {
            let file = read.files.add(name.as_str(), text);
            placed = Some(Placed { file, charset, form });
            state = SourceState::Read;
        }
        Outcome::Refused(rule, why) => {
            let id = read.files.add(name.as_str(), "");
            read.findings.push(Finding::new(rule, why, Span::new(id, 0..0)));
            state = SourceState::Unreadable;
        }
        Outcome::LeftOut(rule, why) => {
            let id = read.files.add(name.as_str(), "");
            read.findings.push(Finding::new(rule, why, Span::new(id, 0..0)));
        }
        Outcome::Ignored => {}
    }
    read.sources.push(Source { name, sha256, state });
    placed
}

/// Parses and reads one export: its model and what there is to say about the file.
fn open(files: &Files, placed: Placed) -> Result<(Export, Vec<Finding>), Finding> {
    let Placed { file: id, charset, form } = placed;
    let text = files.get(id).text();
    let document = match guard(|| form::parse(form, id, text, &Limits::default())) {
        Some(Ok(document)) => document,
        Some(Err(error)) => {
            let at = Span::new(id, error.offset..error.offset);
            return Err(Finding::new(refusal::xml(error.kind), error.message, at));
        }
        None => return Err(internal_error("this file", Span::new(id, 0..0))),
    };
    let Some(export) = guard(|| read::read(&document)) else {
        return Err(internal_error("this file", Span::new(id, 0..0)));
    };
    let mut findings = Vec::new();
    if charset == Charset::Guessed1252 {
        let at = text.find(|c: char| !c.is_ascii()).unwrap_or(0);
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        let message = "the file is no UTF-8 and was read as windows-1252";
        findings.push(Finding::new(&rules::not_utf8::RULE, message, Span::new(id, at..at)));
    }
    findings.extend(around::about(&export));
    Ok((export, findings))
}

/// Takes the result of one file in.
fn settle(
    read: &mut Ingested,
    index: usize,
    file: FileId,
    opened: Result<(Export, Vec<Finding>), Finding>,
) {
    let source = &mut read.sources[index];
    match opened {
        Ok((export, findings)) => {
            for span in secret_spans(&export).into_iter().chain(around::hidden(&export)) {
                read.files.hide(span);
            }
            read.findings.extend(findings);
            let (name, sha256) = (source.name.clone(), source.sha256.clone());
            read.exports.push(Opened { file, name, sha256, export });
        }
        Err(finding) => {
            source.state = SourceState::Unreadable;
            hide_content(&mut read.files, file);
            read.findings.push(finding);
        }
    }
}

/// Hides everything but the names of tags in a file that is not XML: without a tree nobody knows
/// which of its texts are secrets.
fn hide_content(files: &mut Files, file: FileId) {
    let mut hidden = Vec::new();
    let mut from = 0;
    let mut in_name = false;
    let text = files.get(file).text();
    if !text.trim_start_matches('\u{feff}').trim_start().starts_with('<') {
        let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
        files.hide(Span::new(file, 0..end));
        return;
    }
    for (at, byte) in (0u32..).zip(files.get(file).text().bytes()) {
        let shown = byte == b'<'
            || in_name && (byte.is_ascii_alphanumeric() || matches!(byte, b'/' | b'.' | b'_'));
        in_name = shown;
        if shown {
            if from < at {
                hidden.push(from..at);
            }
            from = at + 1;
        }
    }
    hidden.push(from..u32::try_from(files.get(file).text().len()).unwrap_or(u32::MAX));
    for range in hidden {
        files.hide(Span::new(file, range));
    }
}
