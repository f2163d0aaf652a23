//! The first half of a run: from bytes to the models of all exports, each file by itself and in
//! parallel, with the reason where one is not read.

use rayon::prelude::*;

use super::{
    Content, Input, Source, SourceState, Watch, guard, internal_error, refusal, sha256_hex,
};
use crate::{
    diag::{Finding, Rule},
    facts::template::{self, Template},
    front::mirth::{
        census, lower,
        model::{Channel, Export, Library},
        read::{self, secret_spans},
        sniff::{self, Sniff},
    },
    ir::disposition::Counts,
    rules,
    span::{FileId, Files, Span},
    xml::{
        self, Limits,
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

    /// What is known of the code templates of all libraries.
    pub(super) fn templates(&self) -> Vec<Template> {
        let all = self.libraries().into_iter().chain(self.carried_libraries());
        let facts = all.flat_map(|library| {
            census::templates(library).into_iter().zip(&library.templates).map(
                |(template, model)| {
                    let code = model.code.as_ref().map_or("", |code| code.as_str());
                    Template::of(template, code, &self.files)
                },
            )
        });
        template::each_once(facts.collect())
    }

    /// Elements outside channels, and statements of the code templates among them.
    pub(super) fn outside(&self, memo: &lower::Memo) -> (Counts, Counts) {
        let (mut elements, mut statements) = (Counts::default(), Counts::default());
        for Opened { export, .. } in &self.exports {
            elements += export.counts;
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
    bytes: Option<u64>,
    outcome: Outcome,
}

enum Outcome {
    Text(String, Charset),
    Refused(&'static Rule, String),
    NotReadYet(String),
    Ignored,
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
            let opened = file.map(|(id, charset)| open(&read.files, id, charset));
            watch.piece();
            opened
        })
        .collect();
    for (index, opened) in opened.into_iter().enumerate() {
        let (Some((file, _)), Some(opened)) = (placed[index], opened) else { continue };
        settle(&mut read, index, file, opened);
    }
    read
}

/// What a file is and, when it is an export, its text.
fn prepare(input: Input) -> Prepared {
    let bytes = match &input.content {
        Content::Bytes(bytes) => Some(bytes.len() as u64),
        Content::TooLarge(bytes) => Some(*bytes),
        Content::Unreadable(_) | Content::Ignored => None,
    };
    let (sha256, outcome) = match input.content {
        Content::Bytes(bytes) => (sha256_hex(&bytes), look(&bytes)),
        Content::Unreadable(why) => {
            (String::new(), Outcome::Refused(&rules::unreadable_file::RULE, why))
        }
        Content::TooLarge(bytes) => {
            let why = format!("the file has {bytes} bytes, more than an export may have");
            (String::new(), Outcome::Refused(&rules::limit_exceeded::RULE, why))
        }
        Content::Ignored => (String::new(), Outcome::Ignored),
    };
    Prepared { name: input.name, sha256, bytes, outcome }
}

fn look(bytes: &[u8]) -> Outcome {
    match sniff::sniff(bytes) {
        Sniff::Export(_) => match encoding::decode(bytes) {
            Ok(decoded) => Outcome::Text(decoded.text.into_owned(), decoded.charset),
            Err(error) => Outcome::Refused(refusal::encoding(error), error.to_string()),
        },
        Sniff::NotReadYet(root) => Outcome::NotReadYet(root),
        Sniff::Encrypted => {
            let why = "the export is encrypted".to_owned();
            Outcome::Refused(&rules::encrypted_export::RULE, why)
        }
        Sniff::OtherXml(_) | Sniff::NotXml => Outcome::Ignored,
    }
}

/// Gives a file its place among the sources; its id when it has to be read on.
fn place(read: &mut Ingested, file: Prepared) -> Option<(FileId, Charset)> {
    let Prepared { name, sha256, bytes, outcome } = file;
    let mut state = SourceState::Ignored;
    let mut placed = None;
    match outcome {
        Outcome::Text(text, charset) => {
            placed = Some((read.files.add(name.as_str(), text), charset));
            state = SourceState::Read;
        }
        Outcome::Refused(rule, why) => {
            let id = read.files.add(name.as_str(), "");
            read.findings.push(Finding::new(rule, why, Span::new(id, 0..0)));
            state = SourceState::Unreadable;
        }
        Outcome::NotReadYet(root) => {
            let id = read.files.add(name.as_str(), "");
            let why = format!("a file with the root `{root}` is not read");
            read.findings.push(Finding::new(&rules::not_read_yet::RULE, why, Span::new(id, 0..0)));
        }
        Outcome::Ignored => {}
    }
    read.sources.push(Source { name, sha256, bytes, state });
    placed
}

/// Parses and reads one export: its model and what there is to say about the file.
fn open(files: &Files, id: FileId, charset: Charset) -> Result<(Export, Vec<Finding>), Finding> {
    let text = files.get(id).text();
    let document = match guard(|| xml::parse(id, text, &Limits::default())) {
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
    findings.extend(about(&export));
    Ok((export, findings))
}

/// What there is to say about the parts of an export that belong to no channel.
fn about(export: &Export) -> Vec<Finding> {
    let channels = export.channels.iter().map(|channel| channel.span);
    let told: Vec<_> = channels.chain(export.other_parts.iter().map(|(_, span)| *span)).collect();
    let parts = export.other_parts.iter().map(|(name, span)| {
        let message = format!("`{name}` is no connection and is not migrated");
        Finding::new(&rules::part_not_migrated::RULE, message, *span)
    });
    let secrets = export.secrets.iter().map(|secret| {
        let message = format!("`{}` holds a secret", secret.name);
        Finding::new(&rules::secret_present::RULE, message, secret.span)
    });
    let unknown = export.unsupported.iter().filter_map(|(name, span)| {
        let told = told.iter().any(|whole| whole.start <= span.start && span.end <= whole.end);
        let message = format!("`{name}` is not migrated");
        (!told).then(|| Finding::new(&rules::element_not_migrated::RULE, message, *span))
    });
    parts.chain(secrets).chain(unknown).collect()
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
            for span in secret_spans(&export) {
                read.files.hide(span);
            }
            read.findings.extend(findings);
            let (name, sha256) = (source.name.clone(), source.sha256.clone());
            read.exports.push(Opened { name, sha256, export });
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
