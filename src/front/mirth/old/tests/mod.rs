//! Tests of the rewrite: what each old object becomes, and what is said about it.

mod mappings;
mod odd;
mod settings;

use super::rewrite;
use crate::{
    front::mirth::{
        model::{Channel, ObstacleKind},
        read,
    },
    span::Files,
    xml::{Limits, Node, parse},
};

/// A channel of 2.2 or before, of parts that a case replaces.
#[derive(Clone, Copy)]
struct Old<'p> {
    version: &'p str,
    /// Transport name and properties of the source.
    source: (&'p str, &'p str),
    /// Transport name and properties of the only destination, which is called `Practice`.
    destination: (&'p str, &'p str),
    /// Properties of the channel.
    properties: &'p str,
    /// The source's rules and its transformer (steps, templates, protocols, properties).
    rules: &'p str,
    transformer: &'p str,
}

const HL7: &str = "<steps/><inboundProtocol>HL7V2</inboundProtocol>\
                   <outboundProtocol>HL7V2</outboundProtocol>";

const PLAIN: Old<'_> = Old {
    version: "2.2.3.6825",
    source: ("Channel Reader", ""),
    destination: ("Channel Writer", ""),
    properties: "",
    rules: "<rules/>",
    transformer: HL7,
};

/// Properties from lines of `name=value`.
fn properties(lines: &str) -> String {
    let property = |line: &str| {
        let (name, value) = line.trim().split_once('=').unwrap_or((line, ""));
        format!("<property name=\"{name}\">{value}</property>")
    };
    lines.lines().filter(|line| !line.trim().is_empty()).map(property).collect()
}

/// The export of a channel: of a release before 2.0 in the words of that time.
fn xml(old: &Old<'_>) -> String {
    let Old { version, source, destination, .. } = *old;
    let first = version.starts_with('1');
    let class = |long: &'static str, short: &'static str| if first { long } else { short };
    let channel = class("com.webreach.mirth.model.Channel", "channel");
    let item = class("com.webreach.mirth.model.Connector", "connector");
    let connector = |element: &str, name: &str, transport: (&str, &str), inside: &str, mode| {
        format!(
            "<{element}><name>{name}</name><properties>{}</properties>{inside}\
             <transportName>{}</transportName><mode>{mode}</mode><enabled>true</enabled>\
             <version>{version}</version></{element}>",
            properties(transport.1),
            transport.0
        )
    };
    let inside =
        format!("<transformer>{}</transformer><filter>{}</filter>", old.transformer, old.rules);
    let plain = format!("<transformer>{HL7}</transformer><filter><rules/></filter>");
    format!(
        "<{channel}><id>i</id><name>n</name><description/><enabled>true</enabled>\
         <version>{version}</version><revision>1</revision>{}<destinationConnectors>{}\
         </destinationConnectors><properties>{}</properties>\
         <preprocessingScript>return message;</preprocessingScript>\
         <shutdownScript>return;</shutdownScript></{channel}>",
        connector("sourceConnector", "sourceConnector", source, &inside, "SOURCE"),
        connector(item, "Practice", destination, &plain, "DESTINATION"),
        properties(old.properties),
    )
}

/// The lines of an element and all below that stand for something in the file.
fn lines(node: Node<'_>) -> Vec<String> {
    let mut out = Vec::new();
    for below in node.subtree().skip(1) {
        let mut path = vec![below.name()];
        let mut at = below;
        while let Some(parent) = at.parent().filter(|parent| *parent != node) {
            path.insert(0, parent.name());
            at = parent;
        }
        if below.origins().next().is_some() && below.is_leaf() {
            out.push(format!("{}={}", path.join("/"), below.string()));
        }
    }
    out
}

/// What the rewrite makes of the element at a path of an export, and what it says.
fn made(xml: &str, path: &[&str]) -> (Vec<String>, Vec<(ObstacleKind, String)>) {
    let mut files = Files::default();
    let file = files.add("a.xml", xml);
    let document = parse(file, xml, &Limits::default()).unwrap();
    let made = rewrite(&document).expect("an old document");
    let notes = made.notes.iter().map(|note| (note.kind, named(&note.subject).to_owned()));
    let notes = notes.collect();
    let node = made.document.root().find(path).expect("the path");
    (lines(node), notes)
}

/// The property that a message begins with; the message where it begins with none.
fn named(subject: &str) -> &str {
    let inside = subject.strip_prefix('`').and_then(|rest| rest.split_once('`'));
    inside.map_or(subject, |(name, _)| name)
}

/// The channel that the reader makes of an export.
fn channel(xml: &str) -> Channel {
    let mut files = Files::default();
    let file = files.add("a.xml", xml);
    let document = parse(file, xml, &Limits::default()).unwrap();
    read::read(&document).channels.into_iter().next().expect("a channel")
}

/// Kinds and subjects of what is said about a channel.
fn said(channel: &Channel) -> Vec<(ObstacleKind, &str)> {
    channel.obstacles.iter().map(|o| (o.kind, named(&o.subject))).collect()
}
