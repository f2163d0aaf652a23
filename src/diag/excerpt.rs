//! The lines of an export that a frame shows: only those, with hidden values blanked out and
//! over-long lines cut, however large the file is.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use crate::span::{Files, Span};

/// How many bytes of a line are shown on each side of the place.
const SIDE: usize = 160;

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
            let text = file.text();
            let from = line_start(text, *start).max(floor(text, start.saturating_sub(SIDE)));
            let to = line_end(text, start + len).min(ceil(text, start + len + SIDE));
            let offset = u32::try_from(from).unwrap_or(u32::MAX);
            let at = files.position_of(main.file, offset);
            let at = (at.line as usize - 1, at.column as usize - 1);
            Excerpt { text: file.shown_part(from..to), start: from, at }
        });
        Self { name: file.name().to_owned(), list: list.collect() }
    }
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

fn floor(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

fn ceil(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}
