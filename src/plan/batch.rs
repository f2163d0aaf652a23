//! Batches: which of them the runtime's splitter cuts as the legacy engine does.

use super::{Gap, unrouted};
use crate::ir::{
    Connection,
    route::{Endpoint, Split, Update},
};

/// The ways in which each data type can be cut (semantics section 1.6); any type by a script.
const KINDS: &[(&str, &[&str])] = &[
    ("HL7V2", &["MSH_Segment"]),
    ("DELIMITED", &["Record", "Delimiter", "Grouping_Column"]),
    ("XML", &["Element_Name", "Level", "XPath_Query"]),
];

const SCRIPT: &str = "JavaScript";

/// What the batch of a source lacks; nothing where there is none.
pub(super) fn gaps(connection: &Connection) -> Vec<Gap> {
    let source = &connection.source;
    if !connection.intake.batch {
        return Vec::new();
    }
    let problem = match &connection.intake.split {
        None => Some(("the export does not say how", "Find out how the messages are told apart.")),
        Some(split) => problem(connection, split),
    };
    let Some((why, task)) = problem else { return Vec::new() };
    let subject = format!("`processBatch` is on, and {why}");
    let task = format!("{task} Then have the batch cut before the route.");
    vec![unrouted(source, &subject, &task)]
}

fn problem(connection: &Connection, split: &Split) -> Option<(&'static str, &'static str)> {
    let known = KINDS.iter().find(|(data_type, _)| *data_type == split.data_type);
    let by_script = split.kind == SCRIPT;
    if !by_script && !known.is_some_and(|(_, kinds)| kinds.contains(&split.kind.as_str())) {
        return Some((
            "`splitType` is not known for the data type",
            "Find out how the messages are told apart.",
        ));
    }
    if by_script && !connection.scripts.iter().any(|(name, _)| *name == "batch") {
        return Some(("there is no batch script", "Find out how the messages are told apart."));
    }
    match &connection.source.endpoint {
        // The listener cuts the stream itself, in a way that is measured for HL7 v2 only.
        Endpoint::TcpListener(_) if split.kind != "MSH_Segment" => Some((
            "the stream of a TCP Listener is not cut at `MSH`",
            "Agree with the sender on one message per frame.",
        )),
        Endpoint::HttpListener(http) if http.body.xml => Some((
            "the message is an XML envelope, which the legacy engine refuses to deploy",
            "Find out what was meant.",
        )),
        // Camel updates once per row.
        Endpoint::DatabaseReader(reader)
            if reader.when == Update::AfterMessage && !reader.aggregate =>
        {
            Some((
                "the update runs after each message of a row",
                "Find out whether one update per row does the same.",
            ))
        }
        _ => None,
    }
}
