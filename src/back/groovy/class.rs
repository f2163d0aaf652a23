//! The class of a connection: its header, the fields that its scripts share, the methods of each
//! script, and the entry points that the platform calls by connector number.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::ir::{
    Connection, Connector, Script, VarKind,
    disposition::{Counts, Disposition},
};

use super::{super::Naming, part::Part, stmt::type_name, text, value::field_name};

/// The text of the class.
pub(super) fn class(connection: &Connection, naming: &Naming) -> String {
    let (parts, fields) = parts(connection);
    let mut out = header(connection);
    let _ = writeln!(out, "@CompileStatic\nclass {} extends Mapping {{", naming.class);
    for (name, ty) in &fields {
        let _ = writeln!(out, "    {ty} {name}");
    }
    for part in &parts {
        out.push_str(&part.methods());
    }
    out.push_str(&entries(&parts));
    out.push_str("}\n");
    out
}

/// Source, content hash and counts; no clock.
fn header(connection: &Connection) -> String {
    let origin = &connection.origin;
    let (first, last) = origin.lines;
    let mut out = String::new();
    let _ = writeln!(out, "// {}", text::comment(&connection.name));
    let _ = writeln!(
        out,
        "// Compiled by mapwright from {}, lines {first}-{last}; do not edit.",
        text::comment(&origin.file)
    );
    let _ = writeln!(
        out,
        "// {}, id {}, sha256 of the export {}",
        text::comment(&origin.release),
        text::comment(&connection.id),
        origin.sha256
    );
    let _ = writeln!(out, "// Elements: {}", counts(&connection.elements));
    let _ = writeln!(out, "// Statements: {}", counts(&connection.statements));
    if let Some(why) = &connection.undeployable {
        let _ = writeln!(out, "// The legacy engine cannot deploy it: {}.", text::comment(why));
    }
    out.push_str("package mappings\n\n");
    out.push_str("import groovy.transform.CompileStatic\n");
    for class in ["LegacyError", "Mapping", "Node", "Nodes"] {
        let _ = writeln!(out, "import mapwright.{class}");
    }
    out.push('\n');
    out
}

fn counts(counts: &Counts) -> String {
    let parts: Vec<String> = Disposition::ALL
        .iter()
        .filter(|disposition| counts.of(**disposition) > 0)
        .map(|disposition| format!("{} {disposition}", counts.of(*disposition)))
        .collect();
    format!("{} = {}", counts.total, if parts.is_empty() { "0".into() } else { parts.join(" + ") })
}

type Fields = BTreeMap<String, &'static str>;

/// The scripts of a connection in running order, and the fields that hold their variables.
fn parts(connection: &Connection) -> (Vec<Part<'_>>, Fields) {
    let mut fields = Fields::new();
    let mut parts = Vec::new();
    for connector in connection.connectors() {
        let source = connector.id == 0;
        let prefix = if source { "source".to_owned() } else { format!("d{}", connector.id) };
        let title = if source { "Source".to_owned() } else { destination(connector) };
        if let Some(script) = &connector.script {
            parts.push(part(script, connector, prefix, title, false, &mut fields));
        }
    }
    for destination in &connection.destinations {
        let connector = &destination.connector;
        if let Some(script) = &destination.response {
            let prefix = format!("d{}Response", connector.id);
            let title = format!("Response of destination {}", connector.id);
            parts.push(part(script, connector, prefix, title, true, &mut fields));
        }
    }
    (parts, fields)
}

fn destination(connector: &Connector) -> String {
    format!("Destination {} \"{}\"", connector.id, text::comment(&connector.name))
}

fn part<'a>(
    script: &'a Script,
    connector: &Connector,
    prefix: String,
    title: String,
    response: bool,
    fields: &mut Fields,
) -> Part<'a> {
    let mut own = BTreeMap::new();
    for (handle, var) in script.vars.iter().filter(|(_, var)| var.kind == VarKind::Named) {
        let ty = type_name(var.ty);
        let mut name = field_name(&var.name);
        // Another script of the class may use the name for another type.
        while fields.get(&name).is_some_and(|known| *known != ty) {
            name.push('_');
            name.push_str(&prefix);
        }
        fields.insert(name.clone(), ty);
        own.insert(handle, name);
    }
    Part { prefix, title, connector: connector.id, response, script, fields: own }
}

/// What the platform calls: each entry point asks for a connector number.
fn entries(parts: &[Part<'_>]) -> String {
    let mut out = String::new();
    let filters = |part: &&Part<'_>| part.filters();
    let steps = |part: &&Part<'_>| part.transforms() && !part.response;
    let answers = |part: &&Part<'_>| part.transforms() && part.response;
    entry(
        &mut out,
        "boolean filter(int connector)",
        "return true",
        parts.iter().filter(filters),
        |part| format!("return {}Filter()", part.prefix),
    );
    entry(&mut out, "void transform(int connector)", "", parts.iter().filter(steps), |part| {
        format!("{}Transformer()", part.prefix)
    });
    entry(
        &mut out,
        "void transformResponse(int connector)",
        "",
        parts.iter().filter(answers),
        |part| format!("{}Transformer()", part.prefix),
    );
    let template = |response| {
        move |part: &&Part<'_>| part.script.template.is_some() && part.response == response
    };
    let give = |part: &Part<'_>| {
        let template = part.script.template.as_deref().unwrap_or_default();
        format!("return {}", text::literal(template))
    };
    entry(
        &mut out,
        "String template(int connector)",
        "return null",
        parts.iter().filter(template(false)),
        give,
    );
    entry(
        &mut out,
        "String responseTemplate(int connector)",
        "return null",
        parts.iter().filter(template(true)),
        give,
    );
    out
}

fn entry<'p, 'a: 'p>(
    out: &mut String,
    signature: &str,
    otherwise: &str,
    parts: impl Iterator<Item = &'p Part<'a>>,
    call: impl Fn(&Part<'_>) -> String,
) {
    let mut parts = parts.peekable();
    if parts.peek().is_none() {
        return;
    }
    let _ = writeln!(out, "\n    @Override\n    {signature} {{");
    for part in parts {
        let _ = writeln!(
            out,
            "        if (connector == {}) {{\n            {}\n        }}",
            part.connector,
            call(part)
        );
    }
    if !otherwise.is_empty() {
        let _ = writeln!(out, "        {otherwise}");
    }
    out.push_str("    }\n");
}
