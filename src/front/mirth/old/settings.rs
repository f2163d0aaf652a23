//! Tables of old settings: which property of an old object gives which setting of today.

use super::{
    flat::{Flat, truth},
    nested::{self, Nested},
    pen::{self, Pen},
};
use crate::{
    front::mirth::{model::ObstacleKind, read::secrets},
    span::SourceText,
    xml::Node,
};

/// One setting of a class of today.
pub(super) struct Row {
    /// Its name today.
    to: &'static str,
    /// Properties that it is made from: the first that there is, or all of them, see the form.
    from: &'static [&'static str],
    /// The text without such a property.
    default: &'static str,
    form: Form,
}

/// Makes the text of a setting from all its properties.
type Make = fn(&Flat<'_>, &Row) -> String;

/// Reads the text of a setting from all its properties; `None` where one cannot be read.
type Parse = fn(&Flat<'_>, &Row) -> Option<SourceText>;

enum Form {
    /// The text of the property.
    Text,
    /// The same, in which variables of a template got other names.
    Template,
    /// `1` or `true`.
    Flag,
    /// The negation of a flag.
    Not,
    /// The text in capitals.
    Upper,
    /// A group of settings with its class.
    Group(&'static [Row], &'static str),
    /// A map in escaped XML; its values are lists where it says so.
    Pairs(Values),
    /// A list of texts in escaped XML.
    Texts,
    /// Made from all the properties.
    Made(Make),
    /// The same, where a property may be no legal one.
    Parsed(Parse),
    /// The second property where this flag is on, else the first, as a template. The other one
    /// had no effect.
    Choice(&'static str),
}

/// How a map has its values.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Values {
    /// One text for a name.
    One,
    /// A list of texts for a name.
    Lists,
}

const fn row(
    to: &'static str,
    from: &'static [&'static str],
    default: &'static str,
    form: Form,
) -> Row {
    Row { to, from, default, form }
}

/// A setting with the text of a property.
pub(super) const fn text(
    to: &'static str,
    from: &'static [&'static str],
    default: &'static str,
) -> Row {
    row(to, from, default, Form::Text)
}

/// A setting with the template of a property.
pub(super) const fn template(
    to: &'static str,
    from: &'static [&'static str],
    default: &'static str,
) -> Row {
    row(to, from, default, Form::Template)
}

/// A boolean setting.
pub(super) const fn flag(
    to: &'static str,
    from: &'static [&'static str],
    default: &'static str,
) -> Row {
    row(to, from, default, Form::Flag)
}

/// A boolean setting that says the contrary of the property.
pub(super) const fn not(
    to: &'static str,
    from: &'static [&'static str],
    default: &'static str,
) -> Row {
    row(to, from, default, Form::Not)
}

/// A setting with the text of a property in capitals.
pub(super) const fn upper(
    to: &'static str,
    from: &'static [&'static str],
    default: &'static str,
) -> Row {
    row(to, from, default, Form::Upper)
}

/// A setting that no property has: its meaning before 3.0.
pub(super) const fn fixed(to: &'static str, value: &'static str) -> Row {
    row(to, &[], value, Form::Text)
}

/// A group of settings.
pub(super) const fn group(to: &'static str, rows: &'static [Row]) -> Row {
    row(to, &[], "", Form::Group(rows, ""))
}

/// A group of settings with a class.
pub(super) const fn group_of(to: &'static str, class: &'static str, rows: &'static [Row]) -> Row {
    row(to, &[], "", Form::Group(rows, class))
}

/// A setting that is a map.
pub(super) const fn pairs(to: &'static str, from: &'static [&'static str], values: Values) -> Row {
    row(to, from, "", Form::Pairs(values))
}

/// A setting that is a list of texts.
pub(super) const fn texts(to: &'static str, from: &'static [&'static str]) -> Row {
    row(to, from, "", Form::Texts)
}

/// A setting that is made from several properties.
pub(super) const fn made(
    to: &'static str,
    from: &'static [&'static str],
    default: &'static str,
    make: Make,
) -> Row {
    row(to, from, default, Form::Made(make))
}

/// A setting that is read from several properties.
pub(super) const fn parsed(
    to: &'static str,
    from: &'static [&'static str],
    default: &'static str,
    parse: Parse,
) -> Row {
    row(to, from, default, Form::Parsed(parse))
}

/// A setting that is a script where a flag is on, else a statement.
pub(super) const fn choice(
    to: &'static str,
    from: &'static [&'static str; 2],
    flag: &'static str,
) -> Row {
    row(to, from, "", Form::Choice(flag))
}

impl Row {
    /// The text of the first property, or the default.
    pub(super) fn plain(&self, flat: &Flat<'_>) -> String {
        flat.text(self.from).map_or_else(|| self.default.to_owned(), |t| t.as_str().to_owned())
    }

    /// A text that stands at the first of the properties that there is.
    pub(super) fn here(&self, flat: &Flat<'_>, text: impl Into<String>) -> SourceText {
        SourceText::opaque(text, flat.first(self.from).map_or(flat.at, Node::content))
    }

    /// The properties that it is made from.
    pub(super) fn names(&self) -> &'static [&'static str] {
        self.from
    }

    /// Whether the setting is made from that property.
    fn uses(&self, name: &str) -> bool {
        match &self.form {
            Form::Group(rows, _) => rows.iter().any(|row| row.uses(name)),
            _ => self.from.contains(&name),
        }
    }
}

/// A property that gives no setting.
pub(super) struct Quiet {
    /// Its name.
    pub(super) name: &'static str,
    /// The texts with which it changes nothing; none: with any.
    pub(super) harmless: &'static [&'static str],
    /// What it said, for those that do not know it.
    pub(super) meaning: &'static str,
}

/// A property that changes nothing whatever its text.
pub(super) const fn unused(name: &'static str) -> Quiet {
    Quiet { name, harmless: &[], meaning: "" }
}

/// A property that changes nothing with one of these texts, and has no equivalent with any other.
pub(super) const fn unless(
    name: &'static str,
    harmless: &'static [&'static str],
    meaning: &'static str,
) -> Quiet {
    Quiet { name, harmless, meaning }
}

/// Writes settings below the open element, and says which properties it could not take over.
pub(super) fn write<'d>(pen: &mut Pen<'d>, rows: &'static [Row], quiet: &[Quiet], flat: &Flat<'d>) {
    for (name, node) in flat.all() {
        let used = rows.iter().any(|row| row.uses(name));
        match quiet.iter().find(|quiet| quiet.name == name) {
            _ if is_shadowed(flat, name, node) => {
                pen.note(ObstacleKind::OldSetting, name, node.start_tag());
            }
            _ if used => {}
            Some(quiet) if quiet.is_harmless(&node.string()) => pen.stand_for(node),
            Some(quiet) => option(pen, name, node, quiet.meaning),
            None => pen.note(ObstacleKind::OldSetting, name, node.start_tag()),
        }
    }
    write_rows(pen, rows, flat);
}

/// Writes settings below the open element.
pub(super) fn write_rows<'d>(pen: &mut Pen<'d>, rows: &'static [Row], flat: &Flat<'d>) {
    for row in rows {
        if let Form::Choice(switch) = row.form {
            let without = row.from[usize::from(!flat.is_on(switch, false))];
            flat.get(without).into_iter().for_each(|node| pen.stand_for(node));
        }
    }
    for row in rows {
        write_row(pen, row, flat);
    }
}

impl Quiet {
    fn is_harmless(&self, text: &str) -> bool {
        self.harmless.is_empty()
            || self.harmless.contains(&text.trim())
            || self.harmless.contains(&text)
    }
}

/// Whether a property is given again below, which is the one that counts.
fn is_shadowed(flat: &Flat<'_>, name: &str, node: Node<'_>) -> bool {
    flat.get(name) != Some(node) && flat.twin(name) != Some(node)
}

/// Says that a property has no equivalent, and what it said.
pub(super) fn option<'d>(pen: &mut Pen<'d>, name: &str, node: Node<'d>, meaning: &str) {
    let text = format!("{} has no equivalent from 3.0 on: it says {meaning}", shown(name, node));
    pen.note(ObstacleKind::OldOption, text, node.start_tag());
}

/// Says that a property is no legal one.
fn unreadable<'d>(pen: &mut Pen<'d>, name: &str, node: Node<'d>) {
    let text = format!("{} cannot be read, so its default is taken", shown(name, node));
    pen.note(ObstacleKind::OldOption, text, node.start_tag());
}

/// A property with its value, unless that is a secret, long or of several lines.
fn shown(name: &str, node: Node<'_>) -> String {
    let value = secrets::strip(&node.string());
    let short = value.len() <= 40 && !value.contains(|c: char| c.is_control());
    if secrets::is_secret(name) || !short {
        return format!("`{name}`");
    }
    format!("`{name}` = `{value}`")
}

fn write_row<'d>(pen: &mut Pen<'d>, row: &'static Row, flat: &Flat<'d>) {
    if let Form::Group(rows, class) = &row.form {
        pen.open_new(row.to, flat.at);
        if !class.is_empty() {
            pen.attribute("class", *class);
        }
        rows.iter().for_each(|row| write_row(pen, row, flat));
        return pen.close();
    }
    let names = origins(row, flat);
    match names.first().and_then(|name| flat.get(name).or(flat.twin(name))) {
        Some(first) => pen.open(row.to, first),
        None => pen.open_new(row.to, flat.at),
    }
    let value = value(row, flat);
    if value.is_none() {
        for name in &names {
            flat.get(name).into_iter().for_each(|node| unreadable(pen, name, node));
        }
    }
    for name in &names {
        let nodes = [flat.get(name), flat.twin(name)];
        nodes.into_iter().flatten().for_each(|node| pen.stand_for(node));
    }
    match value.unwrap_or_else(|| Value::Text(SourceText::opaque(row.default, flat.at))) {
        Value::Text(text) => pen.text(text),
        Value::Pairs(pairs, values) => write_pairs(pen, pairs, values),
        Value::Texts(texts) => texts.into_iter().for_each(|text| string(pen, text)),
    }
    pen.close();
}

/// The properties that a setting stands for.
fn origins(row: &Row, flat: &Flat<'_>) -> Vec<&'static str> {
    let is_there = |name: &&str| flat.get(name).or(flat.twin(name)).is_some();
    let there = row.from.iter().copied().filter(is_there);
    match row.form {
        Form::Made(_) | Form::Parsed(_) => there.collect(),
        Form::Choice(switch) => {
            let chosen = row.from[usize::from(flat.is_on(switch, false))];
            there.filter(|name| *name == chosen).collect()
        }
        _ => there.take(1).collect(),
    }
}

enum Value {
    Text(SourceText),
    Pairs(Vec<(SourceText, SourceText)>, Values),
    Texts(Vec<SourceText>),
}

/// The value of a setting; `None` where a property cannot be read.
fn value(row: &Row, flat: &Flat<'_>) -> Option<Value> {
    let here = |text: String| Some(Value::Text(row.here(flat, text)));
    let own = flat.text(row.from);
    let own = || own.clone().unwrap_or_else(|| SourceText::opaque(row.default, flat.at));
    match &row.form {
        Form::Text => Some(Value::Text(own())),
        Form::Template => Some(Value::Text(pen::template(&own()))),
        Form::Flag => here(truth(&row.plain(flat)).to_string()),
        Form::Not => here((!truth(&row.plain(flat))).to_string()),
        Form::Upper => here(row.plain(flat).to_uppercase()),
        Form::Made(make) => here(make(flat, row)),
        Form::Parsed(parse) => parse(flat, row).map(Value::Text),
        Form::Pairs(values) => match nested::read(&pen::template(&own()))? {
            Nested::Pairs(pairs) => Some(Value::Pairs(pairs, *values)),
            Nested::Texts(texts) => texts.is_empty().then(|| Value::Pairs(Vec::new(), *values)),
        },
        Form::Texts => match nested::read(&pen::template(&own()))? {
            Nested::Texts(texts) => Some(Value::Texts(texts)),
            Nested::Pairs(pairs) => pairs.is_empty().then(|| Value::Texts(Vec::new())),
        },
        Form::Choice(switch) => Some(Value::Text(chosen(row, flat, switch))),
        Form::Group(..) => None,
    }
}

fn chosen(row: &Row, flat: &Flat<'_>, switch: &str) -> SourceText {
    let script = flat.is_on(switch, false);
    let text = flat.text(&[row.from[usize::from(script)]]);
    let text = text.unwrap_or_else(|| SourceText::opaque(row.default, flat.at));
    if script { text } else { pen::template(&text) }
}

fn write_pairs(pen: &mut Pen<'_>, pairs: Vec<(SourceText, SourceText)>, values: Values) {
    for (key, value) in pairs {
        pen.open_new("entry", key.span());
        string(pen, key);
        if values == Values::Lists {
            pen.open_new("list", value.span());
            string(pen, value);
            pen.close();
        } else {
            string(pen, value);
        }
        pen.close();
    }
}

fn string(pen: &mut Pen<'_>, text: SourceText) {
    pen.open_at("string", text.span());
    pen.text(text);
    pen.close();
}
