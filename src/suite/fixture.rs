//! Fixtures of rules: an input, and whether the rule has anything to say about it.
//!
//! The place that a finding has to name is marked in the input itself by a [`MARK`], which is
//! taken out before the input is compiled. An input without a mark expects the first character
//! of its first file.

use crate::{
    check,
    diag::Finding,
    driver::config::Config,
    ir::Connection,
    pipeline::{Content, Input, Options, Silent, compile},
    span::Files,
    suite::{
        connection,
        element::{Element, escaped, list},
        export::{self, Parts},
    },
};

/// Stands in front of the place that a finding names.
pub(crate) const MARK: &str = "§";

/// An input, and what the rule that it belongs to says about it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fixture {
    /// The input.
    pub(crate) given: Given,
    /// A piece of the message at each mark; `None` for an input on which the rule is silent.
    pub(crate) says: Option<&'static str>,
}

/// An input.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Given {
    /// Channels, each in a file of its own: `a.xml`, `b.xml`.
    Channels(&'static [Channel]),
    /// One channel in `a.xml`.
    Channel(Channel),
    /// `a.xml`, written out.
    File(&'static str),
    /// A file of that name, written out.
    Named(&'static str, &'static str),
    /// `a.xml`, made by a function.
    Made(fn() -> String),
    /// `a.xml`, of which less is known than its bytes.
    Unread(fn() -> Content),
    /// The text of `mapwright.toml`, and a channel in `a.xml`.
    Expecting(&'static str, Channel),
    /// A connection that goes straight to the checker.
    Connection(fn() -> Connection),
}

/// A channel around the rules and steps of its source; see [`Parts`] for the rest.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Channel {
    version: &'static str,
    rules: &'static [Element<'static>],
    steps: &'static [Element<'static>],
    template: &'static str,
    edits: &'static [(&'static str, &'static str)],
    windows: bool,
}

/// A channel without rules and steps.
pub(crate) const fn plain() -> Channel {
    let version = Parts::PLAIN.version;
    Channel { version, rules: &[], steps: &[], template: "", edits: &[], windows: false }
}

/// A channel with these rules in the filter of its source.
pub(crate) const fn rules(rules: &'static [Element<'static>]) -> Channel {
    Channel { rules, ..plain() }
}

/// A channel with these steps in the transformer of its source.
pub(crate) const fn steps(steps: &'static [Element<'static>]) -> Channel {
    Channel { steps, ..plain() }
}

/// A file of another name than `a.xml`, written out.
pub(crate) const fn named(name: &'static str, text: &'static str) -> Given {
    Given::Named(name, text)
}

/// A file, written out.
pub(crate) const fn file(text: &'static str) -> Given {
    Given::File(text)
}

impl Channel {
    /// With an outbound template, so that there is a `tmp`.
    pub(crate) const fn template(self, template: &'static str) -> Self {
        Self { template, ..self }
    }

    /// Written by that release.
    pub(crate) const fn version(self, version: &'static str) -> Self {
        Self { version, ..self }
    }

    /// With texts of the export replaced: the first that is found, by another.
    pub(crate) const fn edited(self, edits: &'static [(&'static str, &'static str)]) -> Self {
        Self { edits, ..self }
    }

    /// In the character set windows-1252.
    pub(crate) const fn in_windows_1252(self) -> Self {
        Self { windows: true, ..self }
    }

    /// The rule says this at the mark.
    pub(crate) const fn fires(self, says: &'static str) -> Fixture {
        Given::Channel(self).fires(says)
    }

    /// The rule says nothing.
    pub(crate) const fn silent(self) -> Fixture {
        Given::Channel(self).silent()
    }

    fn text(&self) -> String {
        let rules = list(self.rules, self.version, true);
        let steps = list(self.steps, self.version, false);
        let parts = Parts {
            version: self.version,
            rules: &rules,
            steps: &steps,
            template: &escaped(self.template),
            ..Parts::PLAIN
        };
        let mut text = export::channel(&parts);
        for (from, to) in self.edits {
            assert!(text.contains(from), "nothing to replace: {from}");
            text = text.replacen(from, to, 1);
        }
        text
    }
}

impl Given {
    /// The rule says this at the mark.
    pub(crate) const fn fires(self, says: &'static str) -> Fixture {
        Fixture { given: self, says: Some(says) }
    }

    /// The rule says nothing.
    pub(crate) const fn silent(self) -> Fixture {
        Fixture { given: self, says: None }
    }
}

/// What came of an input.
pub(crate) struct Tried {
    /// The files, for places.
    pub(crate) files: Files,
    /// All findings.
    pub(crate) findings: Vec<Finding>,
    /// The marked places; the first character where there is no mark.
    pub(crate) places: Vec<String>,
}

/// Compiles an input.
pub(crate) fn tried(given: &Given) -> Tried {
    let mut case = Case::default();
    let content = match given {
        Given::Channel(channel) => case.channel("a.xml", channel),
        Given::Channels(all) => {
            for (name, channel) in ["a.xml", "b.xml"].into_iter().zip(*all) {
                let content = case.channel(name, channel);
                case.add(name, content);
            }
            return case.compiled();
        }
        Given::File(text) => Content::Bytes(case.unmarked("a.xml", text).into_bytes()),
        Given::Named(name, text) => {
            let content = Content::Bytes(case.unmarked(name, text).into_bytes());
            case.add(name, content);
            return case.compiled();
        }
        Given::Made(make) => Content::Bytes(case.unmarked("a.xml", &make()).into_bytes()),
        Given::Unread(content) => content(),
        Given::Expecting(config, channel) => {
            let name = "mapwright.toml";
            let config = case.unmarked(name, config);
            let read = Config::parse(name, &config).and_then(|read| read.expected());
            case.options.expected = read.expect("the configuration of a fixture");
            case.options.config = Some((name.to_owned(), config));
            case.channel("a.xml", channel)
        }
        Given::Connection(make) => return checked(make()),
    };
    case.add("a.xml", content);
    case.compiled()
}

fn checked(connection: Connection) -> Tried {
    let (files, span) = connection::export();
    let places = vec![files.place(span)];
    let findings = check::check(connection).err().unwrap_or_default();
    Tried { files, findings, places }
}

#[derive(Default)]
struct Case {
    inputs: Vec<Input>,
    options: Options,
    places: Vec<String>,
}

impl Case {
    fn channel(&mut self, name: &str, channel: &Channel) -> Content {
        let text = self.unmarked(name, &channel.text());
        if !channel.windows {
            return Content::Bytes(text.into_bytes());
        }
        let bytes = text.chars().map(|c| u8::try_from(u32::from(c)).expect("a Latin letter"));
        Content::Bytes(bytes.collect())
    }

    /// Takes the marks out of a file and keeps their places.
    fn unmarked(&mut self, name: &str, text: &str) -> String {
        let mut clean = String::with_capacity(text.len());
        for (index, part) in text.split(MARK).enumerate() {
            if index > 0 {
                let line = clean.matches('\n').count() + 1;
                let last = clean.rsplit('\n').next().unwrap_or_default();
                self.places.push(format!("{name}:{line}:{}", last.chars().count() + 1));
            }
            clean.push_str(part);
        }
        clean
    }

    fn add(&mut self, name: &str, content: Content) {
        self.inputs.push(Input { name: name.to_owned(), content });
    }

    fn compiled(self) -> Tried {
        let Self { inputs, options, mut places } = self;
        if places.is_empty() {
            places.push(format!("{}:1:1", inputs[0].name));
        }
        let compilation = compile(inputs, &options, &Silent);
        let findings = compilation.all_findings().map(|reported| reported.finding.clone());
        let findings = findings.collect();
        Tried { files: compilation.files, findings, places }
    }
}
