//! Where things stand in the files that were read: byte spans, lines and columns, and the way
//! back from decoded text (an unescaped script) to the file that holds it.
//!
//! Everything that can be reported carries a [`Span`], also inside a script that the export stores
//! escaped: [`SourceText`] keeps, for every decoded byte, the bytes of the file that it came from.

use std::{collections::BTreeSet, ops::Range};

/// One file of a run; an index into [`Files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(u32);

/// A range of bytes in one file. Ordered by file, then by place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// The file.
    pub file: FileId,
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// A span over `range` of `file`.
    pub fn new(file: FileId, range: Range<u32>) -> Self {
        Self { file, start: range.start, end: range.end }
    }

    /// The smallest span that covers both; `self` where the two are of different files.
    #[must_use]
    pub fn to(self, other: Self) -> Self {
        if self.file != other.file {
            return self;
        }
        Self { start: self.start.min(other.start), end: self.end.max(other.end), ..self }
    }
}

/// A place as a person names it: both counted from 1, the column in characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Position {
    /// Line, from 1. A line ends at LF (a CR before it belongs to the end).
    pub line: u32,
    /// Column in characters, from 1.
    pub column: u32,
}

/// One file of a run: its name, its text or what is kept of it, and the parts that must never be
/// shown.
#[derive(Debug, Clone)]
pub struct SourceFile {
    name: String,
    /// Stretches of the text, in order, apart from each other: one while all of it is held.
    parts: Vec<Part>,
    hidden: BTreeSet<(u32, u32)>,
}

/// A stretch of the text of a file.
#[derive(Debug, Clone)]
struct Part {
    /// First byte.
    start: u32,
    /// Place of that byte.
    at: Position,
    text: String,
    /// Starts of the lines that begin inside of it.
    line_starts: Vec<u32>,
}

impl Part {
    fn new(start: u32, at: Position, text: String) -> Self {
        let ends = text.bytes().zip(start + 1..).filter(|(byte, _)| *byte == b'\n');
        let line_starts = ends.map(|(_, next)| next).collect();
        Self { start, at, text, line_starts }
    }

    fn end(&self) -> u32 {
        self.start + u32::try_from(self.text.len()).unwrap_or(0)
    }

    fn slice(&self, from: u32, to: u32) -> &str {
        let to = to.min(self.end());
        let range =
            from.saturating_sub(self.start) as usize..to.saturating_sub(self.start) as usize;
        self.text.get(range).unwrap_or_default()
    }

    fn position(&self, offset: u32) -> Position {
        let lines = self.line_starts.partition_point(|start| *start <= offset);
        let (from, column) = match lines {
            0 => (self.start, self.at.column),
            _ => (self.line_starts[lines - 1], 1),
        };
        let before = self.slice(from, offset).chars().count();
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        Position {
            line: self.at.line.saturating_add(narrow(lines)),
            column: column.saturating_add(narrow(before)),
        }
    }
}

impl SourceFile {
    /// The name under which it is reported: relative, with forward slashes.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The whole text. Offsets of a [`Span`] count its bytes. After [`Files::trim`] it is only the
    /// first stretch that is kept.
    pub fn text(&self) -> &str {
        self.parts.first().map_or("", |part| &part.text)
    }

    /// The stretch of the text that holds a byte (or begins or ends there), and its first byte.
    pub fn stretch(&self, offset: u32) -> (&str, u32) {
        self.part(offset).map_or(("", 0), |part| (&part.text, part.start))
    }

    fn part(&self, offset: u32) -> Option<&Part> {
        let after = self.parts.partition_point(|part| part.start <= offset);
        self.parts.get(after.saturating_sub(1))
    }

    /// A part of the text in which every hidden byte (see [`Files::hide`]) is a `*`, so that
    /// places stay right. This is the only form that may be printed.
    pub fn shown_part(&self, part: Range<usize>) -> String {
        let narrow = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
        let (start, end) = (narrow(part.start), narrow(part.end));
        let text = self.part(start).map_or("", |part| part.slice(start, end));
        let mut bytes = text.as_bytes().to_vec();
        for (from, to) in &self.hidden {
            let from = (*from).max(start) - start;
            let to = (to.saturating_sub(start) as usize).min(bytes.len());
            for byte in bytes.get_mut(from as usize..to).unwrap_or_default() {
                if !matches!(byte, b'\n' | b'\r') {
                    *byte = b'*';
                }
            }
        }
        String::from_utf8_lossy(&bytes).into_owned()
    }

    fn position(&self, offset: u32) -> Position {
        let start = Position { line: 1, column: 1 };
        self.part(offset).map_or(start, |part| part.position(offset))
    }

    /// The stretches that cover some ranges, as far as they are still held.
    fn cover(&self, mut ranges: Vec<Range<u32>>) -> Vec<Part> {
        // The start is always known, so that every place has a stretch before it.
        ranges.push(0..0);
        ranges.sort_unstable_by_key(|range| (range.start, range.end));
        let mut merged: Vec<Range<u32>> = Vec::new();
        for range in ranges {
            match merged.last_mut() {
                Some(last) if range.start <= last.end => last.end = last.end.max(range.end),
                _ => merged.push(range),
            }
        }
        let parts = merged.into_iter().filter_map(|range| {
            let whole = self.part(range.start)?;
            let inside = |at: u32| (at.min(whole.end()) - whole.start) as usize;
            let from = floor(&whole.text, inside(range.start));
            let to = ceil(&whole.text, inside(range.end));
            let start = whole.start + u32::try_from(from).unwrap_or(0);
            Some(Part::new(start, whole.position(start), whole.text[from..to].to_owned()))
        });
        parts.collect()
    }
}

/// All files of one run, in the order in which they were added.
#[derive(Debug, Clone, Default)]
pub struct Files {
    list: Vec<SourceFile>,
}

impl Files {
    /// Adds a file and gives its id.
    ///
    /// # Panics
    /// When the text has 4 GiB or more; the reader's size limit lies far below.
    pub fn add(&mut self, name: impl Into<String>, text: impl Into<String>) -> FileId {
        let id = FileId(u32::try_from(self.list.len()).expect("fewer than 2^32 files"));
        let (name, hidden) = (name.into(), BTreeSet::new());
        self.list.push(SourceFile { name, parts: Vec::new(), hidden });
        self.hold(id, text);
        id
    }

    /// Holds the whole text of a file, in place of what was held of it.
    ///
    /// # Panics
    /// As [`Self::add`].
    pub fn hold(&mut self, file: FileId, text: impl Into<String>) {
        let text = text.into();
        assert!(u32::try_from(text.len()).is_ok(), "a file of 4 GiB passed the size limit");
        let start = Position { line: 1, column: 1 };
        self.list[file.0 as usize].parts = vec![Part::new(0, start, text)];
    }

    /// Lets the text of a file go but for these ranges: places inside of them, and their first
    /// and last byte, stay known.
    pub fn trim(&mut self, file: FileId, ranges: Vec<Range<u32>>) {
        let file = &mut self.list[file.0 as usize];
        file.parts = file.cover(ranges);
    }

    /// The file of that id.
    pub fn get(&self, file: FileId) -> &SourceFile {
        &self.list[file.0 as usize]
    }

    /// Marks a place whose text must never be shown (a password, a key).
    pub fn hide(&mut self, span: Span) {
        self.list[span.file.0 as usize].hidden.insert((span.start, span.end));
    }

    /// Adds all files of `other` and gives the number by which their ids have moved.
    pub fn append(&mut self, other: Self) -> FileShift {
        let shift = FileShift(u32::try_from(self.list.len()).expect("fewer than 2^32 files"));
        self.list.extend(other.list);
        shift
    }

    /// Line and column of the first byte of `span`.
    pub fn position(&self, span: Span) -> Position {
        self.position_of(span.file, span.start)
    }

    /// Line and column of one byte.
    pub fn position_of(&self, file: FileId, offset: u32) -> Position {
        self.get(file).position(offset)
    }

    /// First and last line of a span, from 1.
    pub fn lines(&self, span: Span) -> (u32, u32) {
        (self.position(span).line, self.position_of(span.file, last(span)).line)
    }

    /// `name:line:column`, as compilers print it.
    pub fn place(&self, span: Span) -> String {
        let at = self.position(span);
        format!("{}:{}:{}", self.get(span.file).name(), at.line, at.column)
    }
}

/// The nearest boundary of a character at or before a byte.
pub fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The nearest boundary of a character at or behind a byte.
pub fn ceil(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}

/// The last byte of a span; the first of an empty one.
pub fn last(span: Span) -> u32 {
    span.end.saturating_sub(1).max(span.start)
}

/// By how much file ids moved when one [`Files`] was appended to another.
#[derive(Debug, Clone, Copy)]
pub struct FileShift(u32);

impl FileShift {
    /// The id after the move.
    #[must_use]
    pub fn file(self, id: FileId) -> FileId {
        FileId(id.0 + self.0)
    }
}

/// A stretch of decoded text and where it came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    /// First decoded byte.
    decoded: u32,
    /// First byte in the file.
    file: u32,
    /// `None`: the bytes are the same in the file, one for one. `Some(n)`: the whole run stands
    /// for these `n` bytes of the file (a reference, a normalised line end, encoded text).
    atom: Option<u32>,
}

/// Decoded text (a script, a name, a template) with the way back to the file for every byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceText {
    text: String,
    runs: Vec<Run>,
    span: Span,
}

impl SourceText {
    /// Starts an empty text that stands at `span` of the file (the content of an element).
    pub fn new(span: Span) -> Self {
        Self { text: String::new(), runs: Vec::new(), span }
    }

    /// A text that has no byte-wise relation to the file: every byte of it maps to all of `span`
    /// (base64 content, text made by a migration).
    pub fn opaque(text: impl Into<String>, span: Span) -> Self {
        let text = text.into();
        let atom = Some(span.end - span.start);
        Self { text, runs: vec![Run { decoded: 0, file: span.start, atom }], span }
    }

    /// Appends text that stands in the file, byte for byte, from `at` on.
    pub fn push_verbatim(&mut self, text: &str, at: u32) {
        self.runs.push(Run { decoded: self.len(), file: at, atom: None });
        self.text.push_str(text);
    }

    /// Appends text that the file spells otherwise, in `file_len` bytes from `at` on.
    pub fn push_atom(&mut self, text: &str, at: u32, file_len: u32) {
        self.runs.push(Run { decoded: self.len(), file: at, atom: Some(file_len) });
        self.text.push_str(text);
    }

    /// The text with every `from` spelled `to`; each of these keeps the place of what it replaces.
    #[must_use]
    pub fn replaced(&self, from: &str, to: &str) -> Self {
        let mut out = Self::new(self.span);
        let mut done = 0;
        for (at, _) in self.text.match_indices(from) {
            out.push_part(self, done..at);
            done = at + from.len();
            let place = self.locate(narrow(at)..narrow(done));
            out.push_atom(to, place.start, place.end - place.start);
        }
        out.push_part(self, done..self.text.len());
        out
    }

    /// Appends a part of another text with its places.
    fn push_part(&mut self, other: &Self, range: Range<usize>) {
        for (index, run) in other.runs.iter().enumerate() {
            let run_end =
                other.runs.get(index + 1).map_or(other.text.len(), |r| r.decoded as usize);
            let (start, end) = (range.start.max(run.decoded as usize), range.end.min(run_end));
            let Some(text) = other.text.get(start..end).filter(|text| !text.is_empty()) else {
                continue;
            };
            match run.atom {
                Some(length) => self.push_atom(text, run.file, length),
                None => self.push_verbatim(text, run.file + (narrow(start) - run.decoded)),
            }
        }
    }

    /// The decoded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Number of decoded bytes.
    #[expect(clippy::len_without_is_empty, reason = "as_str().is_empty() reads better at the uses")]
    pub fn len(&self) -> u32 {
        u32::try_from(self.text.len()).expect("decoded text is no longer than its file")
    }

    /// The place of the whole text in the file.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The place in the file of a range of decoded bytes. A range past the end gives the end.
    pub fn locate(&self, range: Range<u32>) -> Span {
        let start = self.file_range(range.start).start;
        let end = if range.end > range.start { self.file_range(range.end - 1).end } else { start };
        Span { start, end: end.max(start), ..self.span }
    }

    fn file_range(&self, decoded: u32) -> Range<u32> {
        if decoded >= self.len() {
            return self.span.end..self.span.end;
        }
        let run = self.runs[self.runs.partition_point(|run| run.decoded <= decoded) - 1];
        if let Some(len) = run.atom {
            return run.file..run.file + len;
        }
        let at = run.file + (decoded - run.decoded);
        at..at + 1
    }
}

/// Offsets fit 32 bits: decoded text is no longer than its file.
fn narrow(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_count_lines_and_characters_from_one() {
        let mut files = Files::default();
        let file = files.add("a.xml", "ab\r\nüx\n");
        let at = |offset| {
            let p = files.position_of(file, offset);
            (p.line, p.column)
        };
        assert_eq!([at(0), at(3), at(4), at(6), at(8)], [(1, 1), (1, 4), (2, 1), (2, 2), (3, 1)]);
    }

    #[test]
    fn what_is_kept_of_a_trimmed_file_stands_where_it_stood() {
        let text = "ab\nüx secret yz\n\nlast line";
        let mut files = Files::default();
        let file = files.add("a.xml", text);
        files.hide(Span::new(file, 7..13));
        let whole = files.clone();
        files.trim(file, vec![9..16, 5..10, 20..20, 4..5, 18..19]);
        let known = (4..=16).chain([0, 18, 19, 20]);
        for at in known {
            assert_eq!(files.position_of(file, at), whole.position_of(file, at), "{at}");
        }
        assert_eq!(files.get(file).shown_part(5..16), "x ****** yz");
        assert_eq!(files.get(file).stretch(9), ("üx secret yz", 3));
        let held: usize = files.get(file).parts.iter().map(|part| part.text.len()).sum();
        assert!(held < text.len());
        // Trimmed again, less is known, and nothing is made up.
        files.trim(file, vec![9..10, 21..25]);
        assert_eq!(files.get(file).shown_part(9..10), "*");
        files.hold(file, text);
        assert_eq!(files.place(Span::new(file, 22..23)), whole.place(Span::new(file, 22..23)));
    }

    #[test]
    fn decoded_text_maps_back_to_the_file() {
        let mut files = Files::default();
        let file = files.add("a.xml", "<s>a &lt; b</s>");
        let mut text = SourceText::new(Span::new(file, 3..11));
        text.push_verbatim("a ", 3);
        text.push_atom("<", 5, 4);
        text.push_verbatim(" b", 9);
        assert_eq!(text.locate(2..3), Span::new(file, 5..9));
        assert_eq!(text.locate(4..5), Span::new(file, 10..11));
        assert_eq!(text.locate(0..5), Span::new(file, 3..11));
        assert_eq!(text.locate(5..9), Span::new(file, 11..11));
    }

    #[test]
    fn replaced_text_keeps_its_places() {
        let mut files = Files::default();
        let file = files.add("a.xml", "<s>f(a &lt; a)b</s>");
        let mut text = SourceText::new(Span::new(file, 3..15));
        text.push_verbatim("f(a ", 3);
        text.push_atom("<", 7, 4);
        text.push_verbatim(" a)b", 11);
        let cases: &[(&str, &str, &str, u32, Range<u32>)] = &[
            ("a", "long", "f(long < long)b", 14, 14..15),
            ("a", "long", "f(long < long)b", 10, 12..13),
            ("a", "", "f( < )b", 3, 7..11),
            ("a <", "x", "f(x a)b", 2, 5..11),
            ("z", "x", "f(a < a)b", 8, 14..15),
        ];
        for (from, to, expected, at, place) in cases {
            let made = text.replaced(from, to);
            assert_eq!(made.as_str(), *expected);
            assert_eq!(made.locate(*at..*at + 1), Span::new(file, place.clone()), "{from} {to}");
        }
        assert_eq!(SourceText::new(Span::new(file, 0..0)).replaced("a", "b").as_str(), "");
    }

    #[test]
    fn hidden_text_is_never_shown() {
        let mut files = Files::default();
        let file = files.add("a.xml", "<p>secret</p>");
        files.hide(Span::new(file, 3..9));
        assert_eq!(files.get(file).shown_part(0..13), "<p>******</p>");
    }
}
