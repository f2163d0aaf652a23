//! `docs/audit.md`: what each part of an audit means, made from its published form.

use std::fmt::Write as _;

use serde_json::Value;

use crate::{
    back::markdown::table,
    facts::effort::{self, Effort},
    report::audit::schema,
    rules,
};

const HEAD: &str = "# Audit

Made from `src/report/audit`; do not edit.

`mapwright audit PATH...` reads exports and writes `audit_summary.md`, for people, and \
`audit_summary.json`, for programs, whose form is published as \
`schemas/audit_summary.schema.json`. It writes no definitions. Nothing is uncounted: verdicts add \
up to the connections, dispositions to the elements and statements, classes to the occurrences of \
each construct, and every file that was given has a row. Connections are named by their slug, \
which is unique in a run.

No secret and no content of a message is part of it: secrets are told by name and place.

## How to read an unlock

Whatever keeps a connection blocked or in review is a cause: a code and, where one construct would \
have to be supported, its name. A connection with one cause is held back by it alone, so it moves \
as soon as that is solved; one with several moves when the last of them is solved. The verdict is \
the worst of the causes, so the two never disagree. Causes of `review` count only for connections \
that nothing blocks.

## How to read an estimate

Each manual task is estimated by the rule that raised it, for one person who knows both engines: \
working time from picking the task up until it is checked, without waiting for partners, tests of \
whole connections, or the cutover. The figures are assumptions; they stand in \
`src/facts/effort.rs` to be corrected by experience.

";

/// The page.
pub fn audit() -> String {
    let mut out = HEAD.to_owned();
    out += &estimates();
    let schema = schema::schema();
    out += "## The form\n\n";
    out += &fields(&schema);
    let mut names = Vec::new();
    mentioned(&schema["properties"], &schema, &mut names);
    for name in names {
        let form = &schema["$defs"][&name];
        let _ = write!(out, "### {name}\n\n{}\n\n", described(form));
        out += &fields(form);
    }
    out.truncate(out.trim_end().len());
    out + "\n"
}

fn estimates() -> String {
    let minutes = |effort: Effort| format!("{} to {} min", effort.low_minutes, effort.high_minutes);
    let row = |(code, effort, meaning): &(&str, Effort, &str)| {
        let name = rules::find(code).map_or("", |rule| rule.name);
        vec![format!("{code} {name}"), minutes(*effort), (*meaning).to_owned()]
    };
    let mut rows: Vec<_> = effort::TABLE.iter().map(row).collect();
    rows.push(vec!["any other".to_owned(), minutes(effort::OTHER), effort::meaning("").to_owned()]);
    table(&["Rule", "One task", "What it is"], &rows)
}

/// The fields of an object or the words of an enumeration.
fn fields(form: &Value) -> String {
    if let Some(words) = form["oneOf"].as_array() {
        let row = |word: &Value| {
            let name = word["const"].as_str().unwrap_or_default();
            vec![format!("`{name}`"), described(word)]
        };
        return table(&["Word", "Meaning"], &words.iter().map(row).collect::<Vec<_>>());
    }
    let properties = form["properties"].as_object();
    let rows = properties
        .into_iter()
        .flatten()
        .map(|(name, field)| vec![format!("`{name}`"), kind(field), described(field)]);
    table(&["Field", "Form", "Meaning"], &rows.collect::<Vec<_>>())
}

fn described(form: &Value) -> String {
    let text = form["description"].as_str().unwrap_or_default();
    text.split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
}

/// The form of a field in a word or two.
fn kind(field: &Value) -> String {
    if let Some(name) = field["$ref"].as_str() {
        return last(name).to_owned();
    }
    match &field["type"] {
        Value::String(word) if word == "array" => format!("list of {}", kind(&field["items"])),
        Value::String(word) => word.clone(),
        Value::Array(words) => {
            words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" or ")
        }
        _ => String::new(),
    }
}

fn last(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The names of the forms that are mentioned, each once, in the order of their mention.
fn mentioned(value: &Value, schema: &Value, names: &mut Vec<String>) {
    match value {
        Value::Object(object) => {
            if let Some(name) = object.get("$ref").and_then(Value::as_str).map(last)
                && !names.iter().any(|known| known == name)
            {
                names.push(name.to_owned());
                mentioned(&schema["$defs"][name], schema, names);
            }
            object.values().for_each(|value| mentioned(value, schema, names));
        }
        Value::Array(list) => list.iter().for_each(|value| mentioned(value, schema, names)),
        _ => {}
    }
}
