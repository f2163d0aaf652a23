//! Code template libraries and single code templates.

use super::{
    context::{Reading, no_text, release},
    text_elsewhere,
};
use crate::{
    front::mirth::model::{CodeTemplate, Library},
    ir::disposition::{Counts, Disposition},
    xml::Node,
};

/// Metadata of libraries and templates that says nothing about how they run.
const METADATA: &[&str] = &["revision", "lastModified", "description", "tooltip", "version"];

/// The kind of properties whose code is inlined; others belong to plugins.
const BASIC: &str = "com.mirth.connect.model.codetemplates.BasicCodeTemplateProperties";

/// Reads a library with its templates.
pub(super) fn read(reading: &mut Reading, node: Node<'_>) -> Library {
    reading.claim(node);
    claim_metadata(reading, node);
    let mut library = empty(node);
    library.id = reading.string(node, "id");
    library.name = reading.string(node, "name");
    library.include_new_channels = reading.flag(node, "includeNewChannels");
    library.enabled_channels = strings(reading, node, "enabledChannelIds");
    library.disabled_channels = strings(reading, node, "disabledChannelIds");
    if let Some(list) = node.child("codeTemplates") {
        reading.claim(list);
        for template in list.children().filter(|c| c.name() == "codeTemplate") {
            library.templates.push(read_template(reading, template));
        }
    }
    library.counts = reading.ledger.counts(node, &[]);
    library
}

/// Reads a template that stands by itself, as a library without id.
pub(super) fn read_single(reading: &mut Reading, node: Node<'_>) -> Library {
    let mut library = empty(node);
    if node.child("scope").is_some() {
        "Code templates".clone_into(&mut library.name);
        library.every_before = Some(release(3, 3, 0));
    }
    library.templates.push(read_template(reading, node));
    library.counts = reading.ledger.counts(node, &[]);
    library
}

fn empty(node: Node<'_>) -> Library {
    Library {
        span: node.span(),
        id: String::new(),
        name: String::new(),
        include_new_channels: false,
        every_before: None,
        enabled_channels: Vec::new(),
        disabled_channels: Vec::new(),
        templates: Vec::new(),
        counts: Counts::default(),
    }
}

fn claim_metadata(reading: &mut Reading, node: Node<'_>) {
    reading.claim_fields(node, METADATA);
    if let Some(modified) = node.child("lastModified") {
        reading.claim_fields(modified, &["time", "timezone"]);
    }
}

fn strings(reading: &mut Reading, node: Node<'_>, name: &str) -> Vec<String> {
    let Some(list) = node.child(name) else { return Vec::new() };
    reading.claim_plain(list);
    list.children().map(Node::string).collect()
}

/// Reads a template in its shape of 3.5 and later (properties), of 3.3 and 3.4, or of before
/// (a scope instead of contexts).
fn read_template(reading: &mut Reading, node: Node<'_>) -> CodeTemplate {
    reading.claim(node);
    claim_metadata(reading, node);
    let basic = node.child("properties").filter(|p| p.attribute("class") == Some(BASIC));
    if let Some(properties) = basic {
        reading.claim(properties);
    }
    let holder = basic.unwrap_or(node);
    let code = holder.child("code").and_then(|code| {
        reading.ledger.claim(code, Disposition::Carried);
        text_elsewhere(code).is_none().then(|| code.text())
    });
    CodeTemplate {
        span: node.span(),
        id: reading.string(node, "id"),
        name: reading.text(node, "name").unwrap_or_else(|| no_text(node)).as_str().to_owned(),
        kind: kind(&reading.string(holder, "type")).to_owned(),
        contexts: contexts(reading, node),
        code,
        borrowed: false,
    }
}

fn contexts(reading: &mut Reading, node: Node<'_>) -> Vec<String> {
    if let Some(scope) = reading.optional(node, "scope") {
        return scope_contexts(&scope);
    }
    let Some(set) = node.child("contextSet") else { return Vec::new() };
    reading.claim(set);
    let Some(list) = set.child("delegate") else { return Vec::new() };
    reading.claim(list);
    let types = list.children().filter(|c| c.name() == "contextType");
    types
        .map(|context| {
            reading.claim(context);
            context.string()
        })
        .collect()
}

/// Kinds of before 3.5 under their names of today.
fn kind(name: &str) -> &str {
    match name {
        "CODE" | "VARIABLE" => "DRAG_AND_DROP_CODE",
        other => other,
    }
}

/// Contexts that a scope stands for: each scope has those of the ones after it (migration to
/// 3.3.0). No known scope has none.
const SCOPES: &[(&str, &[&str])] = &[
    ("0", &[]),
    ("1", &["GLOBAL_DEPLOY", "GLOBAL_UNDEPLOY", "GLOBAL_PREPROCESSOR"]),
    (
        "2",
        &[
            "GLOBAL_POSTPROCESSOR",
            "CHANNEL_DEPLOY",
            "CHANNEL_UNDEPLOY",
            "CHANNEL_PREPROCESSOR",
            "CHANNEL_POSTPROCESSOR",
            "CHANNEL_ATTACHMENT",
            "CHANNEL_BATCH",
        ],
    ),
    (
        "3",
        &[
            "SOURCE_RECEIVER",
            "SOURCE_FILTER_TRANSFORMER",
            "DESTINATION_FILTER_TRANSFORMER",
            "DESTINATION_DISPATCHER",
            "DESTINATION_RESPONSE_TRANSFORMER",
        ],
    ),
];

fn scope_contexts(scope: &str) -> Vec<String> {
    let from = SCOPES.iter().position(|(known, _)| *known == scope.trim());
    let rows = from.map_or(&[][..], |from| &SCOPES[from..]);
    rows.iter().flat_map(|(_, contexts)| *contexts).map(|name| (*name).to_owned()).collect()
}
