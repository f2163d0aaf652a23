//! JSON, as the API gives it on request, read to the document that the XML of the same object has.
//!
//! Attributes are `@name`, the text beside them `$`; a list or map with one entry is an object, an
//! empty one and empty text are `null` (facts of the export samples, item 14).

#[cfg(test)]
mod tests;
mod value;

use self::value::{Kind, Member, Value};
use crate::{
    span::{FileId, SourceText, Span},
    xml::{Document, Limits, Maker, Place, XmlError, XmlErrorKind},
};

/// Lists whose items have several classes. JSON groups them by class, so that their order is only
/// in their numbers.
const ORDERED: &[&str] = &["elements", "children"];

/// Reads a JSON export.
///
/// # Errors
/// The first reason for which it cannot be read.
pub(super) fn parse<'t>(
    file: FileId,
    text: &'t str,
    limits: &Limits,
) -> Result<Document<'t>, XmlError> {
    let value = value::parse(file, text, limits)?;
    let no_root = |message: &str| {
        let (kind, message) = (XmlErrorKind::NoRoot, message.to_owned());
        XmlError { kind, offset: value.span.start, message }
    };
    let Kind::Object(members) = &value.kind else {
        return Err(no_root("the file holds no JSON object"));
    };
    let [root] = &members[..] else {
        return Err(no_root("an export has one object in it, under the name of its kind"));
    };
    if matches!(root.value.kind, Kind::Array(_)) {
        return Err(no_root("an export has one object in it, no array"));
    }
    let mut maker = Maker::new(file, text);
    member(&mut maker, root, limits)?;
    maker.finish().ok_or_else(|| no_root("the file has no element"))
}

/// Makes the elements of a member: one, or one for each item of an array.
fn member(maker: &mut Maker<'_>, member: &Member, limits: &Limits) -> Result<(), XmlError> {
    check_name(member, limits)?;
    let Kind::Array(items) = &member.value.kind else {
        let whole = member.place.to(member.value.span);
        return element(maker, &member.name, (whole, member.place), &member.value, limits);
    };
    for item in items {
        let start = Span { end: item.span.start, ..item.span };
        element(maker, &member.name, (item.span, start), item, limits)?;
    }
    Ok(())
}

/// Makes one element. `places` are those of the whole and of what begins it.
fn element(
    maker: &mut Maker<'_>,
    name: &str,
    places: (Span, Span),
    value: &Value,
    limits: &Limits,
) -> Result<(), XmlError> {
    let (whole, start) = places;
    let content = match &value.kind {
        Kind::Text(text) => text.span(),
        _ => value.span,
    };
    maker.open(name.to_owned(), Place { whole, start, content });
    match &value.kind {
        // `null` is no text, so it has a place without characters.
        Kind::Null => maker.text(SourceText::new(Span { end: content.start, ..content })),
        Kind::Text(text) => maker.text(text.clone()),
        Kind::Object(members) => object(maker, name, members, limits)?,
        Kind::Array(_) => {
            let message = "an array in an array, which no export has".to_owned();
            let kind = XmlErrorKind::Malformed;
            return Err(XmlError { kind, offset: value.span.start, message });
        }
    }
    maker.close();
    Ok(())
}

fn object(
    maker: &mut Maker<'_>,
    name: &str,
    members: &[Member],
    limits: &Limits,
) -> Result<(), XmlError> {
    // Attributes go before everything that is opened in an element.
    for attribute in members {
        if let Some(name) = attribute.name.strip_prefix('@') {
            check_name(attribute, limits)?;
            let Kind::Text(text) = &attribute.value.kind else { continue };
            maker.attribute(name.to_owned(), text.as_str().to_owned());
        }
    }
    if let Some(Member { value: Value { kind: Kind::Text(text), .. }, .. }) =
        members.iter().find(|member| member.name == "$")
    {
        maker.text(text.clone());
    }
    let below: Vec<&Member> =
        members.iter().filter(|m| m.name != "$" && !m.name.starts_with('@')).collect();
    if below.len() > 1 && ORDERED.contains(&name) {
        return in_order(maker, &below, limits);
    }
    below.into_iter().try_for_each(|below| member(maker, below, limits))
}

/// Makes the items of a list of several classes in the order of their numbers.
fn in_order(maker: &mut Maker<'_>, below: &[&Member], limits: &Limits) -> Result<(), XmlError> {
    let mut items: Vec<(Vec<u32>, &Member, &Value)> = Vec::new();
    for member in below {
        check_name(member, limits)?;
        match &member.value.kind {
            Kind::Array(all) => items.extend(all.iter().map(|item| (number(item), *member, item))),
            _ => items.push((number(&member.value), *member, &member.value)),
        }
    }
    items.sort_by(|a, b| a.0.cmp(&b.0));
    for (_, member, item) in items {
        let start = Span { end: item.span.start, ..item.span };
        element(maker, &member.name, (item.span, start), item, limits)?;
    }
    Ok(())
}

/// The number of a step or rule: `1-10` is `[1, 10]`.
fn number(item: &Value) -> Vec<u32> {
    let Kind::Object(members) = &item.kind else { return Vec::new() };
    let number = members.iter().find(|member| member.name == "sequenceNumber");
    let Some(Value { kind: Kind::Text(text), .. }) = number.map(|member| &member.value) else {
        return Vec::new();
    };
    text.as_str().split('-').map(|part| part.parse().unwrap_or(u32::MAX)).collect()
}

/// Names are those of XML elements; the engine's own have letters, digits and `_ - . :`.
fn check_name(member: &Member, limits: &Limits) -> Result<(), XmlError> {
    let refused =
        |kind, message: String| Err(XmlError { kind, offset: member.place.start, message });
    let name = member.name.strip_prefix('@').unwrap_or(&member.name);
    if name.len() > limits.name_bytes as usize {
        let message = format!("a name of more than {} bytes", limits.name_bytes);
        return refused(XmlErrorKind::NameTooLong, message);
    }
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':');
    if name == "$" || !name.is_empty() && name.chars().all(part) {
        return Ok(());
    }
    refused(XmlErrorKind::BadName, "a name that no element has".to_owned())
}
