//! JSON text as values that know their places, down to each character of a decoded string: a
//! finding inside a script has to name the line and column of the file, which no library gives.

use std::collections::BTreeSet;

use crate::{
    span::{FileId, SourceText, Span},
    xml::{Limits, XmlError, XmlErrorKind},
};

/// A value and where it stands.
#[derive(Debug)]
pub(super) struct Value {
    /// The whole of it, with quotes and brackets.
    pub(super) span: Span,
    /// What it is.
    pub(super) kind: Kind,
}

/// What a value is.
#[derive(Debug)]
pub(super) enum Kind {
    /// `null`.
    Null,
    /// A string; or a number or boolean, as it is written.
    Text(SourceText),
    /// An array.
    Array(Vec<Value>),
    /// An object: its members in the order of the file.
    Object(Vec<Member>),
}

/// A member of an object.
#[derive(Debug)]
pub(super) struct Member {
    /// The name, decoded.
    pub(super) name: String,
    /// Where the name stands.
    pub(super) place: Span,
    /// The value.
    pub(super) value: Value,
}

/// Reads a JSON text (RFC 8259).
pub(super) fn parse(file: FileId, text: &str, limits: &Limits) -> Result<Value, XmlError> {
    if text.len() as u64 > limits.bytes || u32::try_from(text.len()).is_err() {
        let message = format!("the file has more than {} bytes", limits.bytes);
        return Err(error(XmlErrorKind::TooLarge, 0, message));
    }
    let mut reader = Reader { file, text, at: 0, limits };
    reader.eat("\u{feff}");
    let value = reader.value(1)?;
    reader.blanks();
    if reader.at < text.len() {
        return Err(reader.wrong(XmlErrorKind::ContentOutsideRoot, "text behind the JSON value"));
    }
    Ok(value)
}

fn error(kind: XmlErrorKind, at: usize, message: impl Into<String>) -> XmlError {
    XmlError { kind, offset: narrow(at), message: message.into() }
}

/// Offsets fit 32 bits because the size was checked first.
fn narrow(value: usize) -> u32 {
    u32::try_from(value).unwrap_or(u32::MAX)
}

struct Reader<'t> {
    file: FileId,
    text: &'t str,
    at: usize,
    limits: &'t Limits,
}

impl Reader<'_> {
    fn wrong(&self, kind: XmlErrorKind, message: &str) -> XmlError {
        error(kind, self.at, message)
    }

    /// The error of a text that ends too early, or has something else here.
    fn expected(&self, what: &str) -> XmlError {
        if self.at >= self.text.len() {
            return self.wrong(XmlErrorKind::Truncated, "the file ends before its JSON does");
        }
        self.wrong(XmlErrorKind::Malformed, &format!("not well-formed JSON: {what} is expected"))
    }

    fn rest(&self) -> &str {
        &self.text[self.at..]
    }

    fn blanks(&mut self) {
        let blank = |c: char| matches!(c, ' ' | '\t' | '\r' | '\n');
        self.at = self.text.len() - self.rest().trim_start_matches(blank).len();
    }

    fn eat(&mut self, token: &str) -> bool {
        let found = self.rest().starts_with(token);
        self.at += if found { token.len() } else { 0 };
        found
    }

    fn span(&self, from: usize) -> Span {
        Span::new(self.file, narrow(from)..narrow(self.at))
    }

    fn value(&mut self, depth: u32) -> Result<Value, XmlError> {
        self.blanks();
        let from = self.at;
        if depth > self.limits.depth {
            let message = format!("more than {} values stand inside each other", self.limits.depth);
            return Err(self.wrong(XmlErrorKind::TooDeep, &message));
        }
        let kind = match self.rest().chars().next() {
            Some('{') => Kind::Object(self.object(depth)?),
            Some('[') => Kind::Array(self.array(depth)?),
            Some('"') => Kind::Text(self.string()?),
            _ => self.word()?,
        };
        Ok(Value { span: self.span(from), kind })
    }

    fn object(&mut self, depth: u32) -> Result<Vec<Member>, XmlError> {
        self.at += 1;
        let mut members: Vec<Member> = Vec::new();
        let mut names = BTreeSet::new();
        self.blanks();
        if self.eat("}") {
            return Ok(members);
        }
        loop {
            self.blanks();
            if !self.rest().starts_with('"') {
                return Err(self.expected("a name"));
            }
            let from = self.at;
            let name = self.string()?.as_str().to_owned();
            let place = self.span(from);
            if !names.insert(name.clone()) {
                let message = "the same name stands twice in one JSON object";
                return Err(error(XmlErrorKind::DuplicateAttribute, from, message));
            }
            self.blanks();
            if !self.eat(":") {
                return Err(self.expected("`:`"));
            }
            let value = self.value(depth + 1)?;
            members.push(Member { name, place, value });
            self.blanks();
            if self.eat("}") {
                return Ok(members);
            }
            if !self.eat(",") {
                return Err(self.expected("`,` or `}`"));
            }
        }
    }

    fn array(&mut self, depth: u32) -> Result<Vec<Value>, XmlError> {
        self.at += 1;
        let mut values = Vec::new();
        self.blanks();
        if self.eat("]") {
            return Ok(values);
        }
        loop {
            values.push(self.value(depth + 1)?);
            self.blanks();
            if self.eat("]") {
                return Ok(values);
            }
            if !self.eat(",") {
                return Err(self.expected("`,` or `]`"));
            }
        }
    }

    /// `null`, `true`, `false`, or a number.
    fn word(&mut self) -> Result<Kind, XmlError> {
        let from = self.at;
        let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.');
        let length = self.rest().find(|c| !part(c)).unwrap_or(self.rest().len());
        let word = &self.text[from..from + length];
        let number = word.starts_with(|c: char| c == '-' || c.is_ascii_digit())
            && word.parse::<f64>().is_ok_and(f64::is_finite);
        if !number && !matches!(word, "null" | "true" | "false") {
            return Err(self.expected("a value"));
        }
        self.at += length;
        if word == "null" {
            return Ok(Kind::Null);
        }
        let mut text = SourceText::new(self.span(from));
        text.push_verbatim(&self.text[from..self.at], narrow(from));
        Ok(Kind::Text(text))
    }

    /// A string; its place is what stands between the quotes.
    fn string(&mut self) -> Result<SourceText, XmlError> {
        self.at += 1;
        let from = self.at;
        let end = self.closing_quote()?;
        let mut text = SourceText::new(Span::new(self.file, narrow(from)..narrow(end)));
        while self.at < end {
            let plain = self.text[self.at..end].find('\\').unwrap_or(end - self.at);
            if plain > 0 {
                text.push_verbatim(&self.text[self.at..self.at + plain], narrow(self.at));
                self.at += plain;
                continue;
            }
            let start = self.at;
            let c = self.escape()?;
            text.push_atom(c.encode_utf8(&mut [0; 4]), narrow(start), narrow(self.at - start));
        }
        self.at = end + 1;
        Ok(text)
    }

    /// Where the string ends in which the reader stands.
    fn closing_quote(&self) -> Result<usize, XmlError> {
        let mut escaped = false;
        for (at, byte) in self.rest().bytes().enumerate() {
            match byte {
                0..0x20 => {
                    let message = "not well-formed JSON: a control character in a string";
                    return Err(error(XmlErrorKind::Malformed, self.at + at, message));
                }
                _ if escaped => escaped = false,
                b'\\' => escaped = true,
                b'"' => return Ok(self.at + at),
                _ => {}
            }
        }
        Err(error(XmlErrorKind::Truncated, self.text.len(), "the file ends inside a string"))
    }

    fn escape(&mut self) -> Result<char, XmlError> {
        let start = self.at;
        self.at += 1;
        let c = self.rest().chars().next().unwrap_or_default();
        let simple = match c {
            '"' | '\\' | '/' => c,
            'b' => '\u{8}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'u' => return self.unit_escape(start),
            _ => return Err(error(XmlErrorKind::BadReference, start, "an unknown escape")),
        };
        self.at += 1;
        Ok(simple)
    }

    /// `\uXXXX`, or a pair of them.
    fn unit_escape(&mut self, start: usize) -> Result<char, XmlError> {
        let unit = |at: usize| -> Option<u16> {
            let digits = self.text.get(at..at + 6)?.strip_prefix("\\u")?;
            let hex = digits.bytes().all(|b| b.is_ascii_hexdigit());
            hex.then(|| u16::from_str_radix(digits, 16).ok()).flatten()
        };
        let bad = |kind, message| Err(error(kind, start, message));
        let Some(first) = unit(start) else {
            return bad(XmlErrorKind::BadReference, "an escape without four hexadecimal digits");
        };
        if first == 0 {
            return bad(XmlErrorKind::NulCharacter, "an escape of the NUL character");
        }
        let units: Vec<u16> = std::iter::once(first).chain(unit(start + 6)).collect();
        match char::decode_utf16(units).next() {
            Some(Ok(c)) => {
                self.at = start + if u32::from(c) > 0xFFFF { 12 } else { 6 };
                Ok(c)
            }
            _ => bad(XmlErrorKind::SurrogateReference, "an escape of half of a surrogate pair"),
        }
    }
}
