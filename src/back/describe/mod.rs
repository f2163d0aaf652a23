//! What a connection does, in plain words and step by step, for somebody who has never seen it.
//! The words of values are those of the mapping spec.

mod delivery;
pub mod page;
mod script;
#[cfg(test)]
mod tests;

pub use page::Form;

use self::page::{Page, name};
use super::{BackEnd, Naming, OutFile};
use crate::{
    check::Checked,
    ir::{Carried, Connection, Connector, disposition::Disposition},
};

/// The back end that describes.
#[derive(Debug)]
pub struct Describe {
    /// Form of the pages.
    pub form: Form,
}

impl BackEnd for Describe {
    fn name(&self) -> &'static str {
        "describe"
    }

    fn write(&self, checked: &Checked, naming: &Naming) -> Vec<OutFile> {
        let path = format!("descriptions/{}.md", naming.slug);
        vec![OutFile { path, text: describe(checked.connection(), self.form) }]
    }
}

fn describe(connection: &Connection, form: Form) -> String {
    let mut page = Page::new(form);
    page.heading(1, &name(&connection.name));
    overview(&mut page, connection);
    page.heading(2, "Where messages come from");
    delivery::source(&mut page, connection);
    if !connection.scripts.is_empty() {
        page.heading(2, "Scripts of the connection");
        for (which, piece) in &connection.scripts {
            page.point(0, &format!("{}: {}", moment(which), carried(piece)));
        }
    }
    page.heading(2, "What happens to each message");
    connector(&mut page, &connection.source);
    page.heading(2, "Where messages go");
    delivery::order(&mut page, connection);
    for destination in &connection.destinations {
        let own = &destination.connector;
        page.heading(3, &format!("Destination {} {}", own.id, name(&own.name)));
        delivery::destination(&mut page, destination);
        if own.enabled {
            connector(&mut page, own);
            delivery::response(&mut page, destination);
        }
    }
    tasks(&mut page, connection);
    page.end()
}

/// When the scripts of a connection run (semantics section 0), by a word in their name. The first
/// that fits holds, so a longer word stands before one that is part of it.
const MOMENTS: &[(&str, &str)] = &[
    ("preprocessor", "with every message, before it is parsed"),
    ("postprocessor", "with every message, after all destinations"),
    ("undeploy", "once, when the connection is undeployed"),
    ("deploy", "once, when the connection is deployed"),
    ("batch", "on what arrives, to split it into messages"),
    ("attachment", "with every message, to take attachments out of it"),
];

fn moment(which: &str) -> String {
    let when = MOMENTS.iter().find(|(word, _)| which.contains(word));
    let when = when.map_or("at a time of its own", |(_, when)| when);
    format!("The {which} script runs {when}")
}

fn overview(page: &mut Page, connection: &Connection) {
    let on = connection.destinations.iter().filter(|d| d.connector.enabled).count();
    let off = connection.destinations.len() - on;
    let off = if off > 0 { format!(" ({off} more switched off)") } else { String::new() };
    let goes = match on {
        0 => "and sends them nowhere".to_owned(),
        1 => "and sends them to one destination".to_owned(),
        n => format!("and sends them to {n} destinations"),
    };
    let from = delivery::peer(&connection.source);
    page.point(0, &format!("Takes messages in {from} {goes}{off}."));
    if !connection.description.is_empty() {
        page.point(0, &format!("Its own description: {}", name(&connection.description)));
    }
    page.point(0, &state(connection));
    let origin = &connection.origin;
    let lines = format!("lines {} to {}", origin.lines.0, origin.lines.1);
    let release = name(&origin.release);
    page.point(0, &format!("Written by {release}; it stands in {}, {lines}.", name(&origin.file)));
    let parts = Disposition::ALL.into_iter().filter(|d| connection.elements.of(*d) > 0);
    let parts: Vec<_> = parts.map(|d| format!("{} {d}", connection.elements.of(d))).collect();
    if !parts.is_empty() {
        page.point(0, &format!("Of its XML elements: {}.", parts.join(", ")));
    }
    if !connection.libraries.is_empty() {
        let libraries: Vec<_> = connection.libraries.iter().map(|library| name(library)).collect();
        page.point(0, &format!("Code template libraries in scope: {}.", libraries.join(", ")));
    }
}

fn state(connection: &Connection) -> String {
    if let Some(reason) = &connection.undeployable {
        return format!("The legacy engine does not deploy it: {reason}.");
    }
    let runs = match (connection.enabled, connection.initial_state.as_str()) {
        (false, _) => "It is switched off in the legacy engine".to_owned(),
        (true, "") => "It is deployed in the legacy engine".to_owned(),
        (true, state) => {
            format!("It is deployed in the legacy engine with the state {}", name(state))
        }
    };
    let blocked = if connection.blocked {
        "; on the new platform it does not start by itself before what is listed below is solved"
    } else {
        ""
    };
    format!("{runs}{blocked}.")
}

/// The data types, settings scripts, filter and steps of a connector.
fn connector(page: &mut Page, connector: &Connector) {
    for (setting, piece) in &connector.scripts {
        page.point(
            0,
            &format!("The script {} of the transport: {}", name(setting), carried(piece)),
        );
    }
    let (inbound, outbound) = (name(connector.inbound.name()), name(connector.outbound.name()));
    match &connector.script {
        None => {
            page.point(0, "No filter and no step: the text passes through unparsed.");
        }
        Some(script) => {
            let types = format!("Its script reads {inbound} and writes {outbound}.");
            page.point(0, &types);
            script::script(page, script);
        }
    }
}

/// A piece that runs as the legacy script that it was.
fn carried(piece: &Carried) -> String {
    let names = |names: &[String]| names.iter().map(|n| name(n)).collect::<Vec<_>>().join(", ");
    let Carried { file, code, reason, reads, writes, .. } = piece;
    let mut parts = vec![format!("kept as the legacy script {} ({code}: {reason})", name(file))];
    if !reads.is_empty() {
        parts.push(format!("it may read {}", names(reads)));
    }
    if !writes.is_empty() {
        parts.push(format!("it may write {}", names(writes)));
    }
    parts.join("; ")
}

fn tasks(page: &mut Page, connection: &Connection) {
    page.heading(2, "What a person has to do");
    if connection.tasks.is_empty() {
        page.point(0, "Nothing.");
    }
    for task in &connection.tasks {
        page.point(0, &format!("{} ({}): {}", task.owner, task.code, task.text));
    }
}
