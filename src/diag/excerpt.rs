//! The lines of an export that a frame shows: only those, with hidden values blanked out and
//! over-long lines cut, however large the file is.

use std::ops::Range;

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::span::{Files, SourceFile, Span, ceil, floor, last};

/// How many bytes of a line are shown on each side of the place.
const SIDE: usize = 160;

/// How many bytes of a line are marked at most.
const MARKED: usize = 2000;

/// Excerpts of one file around some places.
pub(super) struct Excerpts {
    name: String,
    list: Vec<Excerpt>,
}

struct Excerpt {
    text: String,
    /// First byte of the excerpt in the file.
    start: usize,
    /// Line and column of that byte, from 0.
    at: (usize, usize),
}

impl Excerpts {
    /// The excerpts for the given places (start and length in bytes), all of the same file.
    pub(super) fn of(files: &Files, main: Span, places: &[(usize, usize)]) -> Self {
        let file = files.get(main.file);
        let list = places.iter().map(|(start, len)| {
            let window = window(file, *start, *len);
            let offset = narrow(window.start);
            let at = files.position_of(main.file, offset);
            let at = (at.line as usize - 1, at.column as usize - 1);
            Excerpt { start: window.start, text: file.shown_part(window), at }
        });
        Self { name: file.name().to_owned(), list: list.collect() }
    }
}

/// What is looked at to show findings: kept of a file, they look the same as with all of it. A
/// frame is only made of what asks for one.
pub(super) fn needed(files: &Files, span: Span, framed: bool) -> Vec<Range<u32>> {
    let end = last(span);
    let mut needed = vec![span.start..span.start, end..end];
    if framed {
        let (start, len) = first_line(files, span);
        let window = window(files.get(span.file), start, len);
        needed.push(narrow(window.start)..narrow(window.end));
    }
    needed
}

/// A span with what a frame can show around it.
pub fn around(files: &Files, span: Span) -> Range<u32> {
    let file = files.get(span.file);
    let (start, end) = (span.start as usize, last(span) as usize);
    narrow(window(file, start, 0).start)..narrow(window(file, end, 1).end)
}

/// Start and length of the part of a span that is marked: what is on its first line, since a
/// frame around a whole connector would show pages of settings, and no more of an endless line
/// than can be shown.
pub(super) fn first_line(files: &Files, span: Span) -> (usize, usize) {
    let (text, from) = files.get(span.file).stretch(span.start);
    let start = span.start as usize;
    let inside = (span.start - from.min(span.start)) as usize;
    let end = ceil(text, (inside + (span.end - span.start) as usize).min(inside + MARKED));
    let part = text.get(inside..end).unwrap_or_default();
    (start, part.find(['\n', '\r']).unwrap_or(part.len()))
}

/// The bytes that are shown for a marked place.
fn window(file: &SourceFile, start: usize, len: usize) -> Range<usize> {
    let (text, base) = file.stretch(narrow(start));
    let base = base as usize;
    let inside = start.saturating_sub(base);
    let from = line_start(text, inside).max(floor(text, inside.saturating_sub(SIDE)));
    let to = line_end(text, inside + len).min(ceil(text, inside + len + SIDE));
    base + from..base + to.max(from)
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

impl SourceCode for Excerpts {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        _after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let (start, end) = (span.offset(), span.offset() + span.len());
        let holds = |e: &&Excerpt| e.start <= start && end <= e.start + e.text.len();
        let excerpt = self.list.iter().find(holds).ok_or(MietteError::OutOfBounds)?;
        // Without context the handler only asks for the place, for the head of the frame.
        let skipped = if before == 0 { start - excerpt.start } else { 0 };
        let columns = excerpt.text.get(..skipped).unwrap_or_default().chars().count();
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            &excerpt.text.as_bytes()[skipped..],
            SourceSpan::from((excerpt.start + skipped, excerpt.text.len() - skipped)),
            excerpt.at.0,
            excerpt.at.1 + columns,
            1,
        )))
    }
}

fn line_start(text: &str, at: usize) -> usize {
    text.as_bytes()[..at.min(text.len())].iter().rposition(|b| *b == b'\n').map_or(0, |p| p + 1)
}

fn line_end(text: &str, at: usize) -> usize {
    let at = at.min(text.len());
    let end = text.as_bytes()[at..].iter().position(|b| matches!(b, b'\n' | b'\r'));
    end.map_or(text.len(), |p| at + p)
}
