//! The migration plan of a connection: what a person has to do before it can run on the new
//! platform, and what the routes take from its settings.
//!
//! This is the one place that decides which endpoint has a route. The pipeline makes findings and
//! tasks of [`gaps`], and the back end that writes routes asks [`obstacles`], so that both agree.

mod batch;
mod part;
mod setting;
mod transport;

pub use part::{part_finding, part_task};
pub use setting::{Kind, Setting, destination_settings, source_settings};
pub use transport::{
    Target, Written, include_regex, is_plain_url, is_simple, share_account, target, written,
};

use crate::{
    diag::{Finding, Rule},
    ir::{
        Connection, Connector, Destination, Task,
        route::{Attachments, End, Endpoint, PLUGIN_OPTION, Queue, REATTACH_OPTION, STORE_OPTION},
    },
    rules,
    span::Span,
};

/// Owner of what concerns the exchange with one partner.
pub const INTERFACE_ENGINEER: &str = "interface engineer";
/// Owner of endpoints and of the platform itself.
pub const PLATFORM_ENGINEER: &str = "platform engineer";
/// Owner of secrets.
pub const SECURITY_OFFICER: &str = "security officer";

/// Something that the routes do not reproduce by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Rule of the finding.
    pub rule: &'static Rule,
    /// Role that has to act.
    pub owner: &'static str,
    /// Number of the connector.
    pub connector: u32,
    /// What it is, as the message of a finding.
    pub subject: String,
    /// What to do.
    pub task: String,
    /// Where it stands in the export.
    pub span: Span,
    /// The endpoint has no route because of it.
    pub unrouted: bool,
}

impl Gap {
    /// The manual task.
    pub fn task(&self) -> Task {
        let text = format!("{}: {}", self.subject, self.task);
        Task { code: self.rule.code, owner: self.owner, text, span: self.span }
    }

    /// The finding, for the connection of that name.
    pub fn finding(&self, connection: &str) -> Finding {
        let mut finding =
            Finding::new(self.rule, self.subject.clone(), self.span).noted(self.task.clone());
        finding.connection = Some(connection.to_owned());
        finding
    }
}

/// Everything that the routes do not reproduce by themselves, connector by connector. What is
/// switched off does not run, so it has no gaps.
pub fn gaps(connection: &Connection) -> Vec<Gap> {
    let mut gaps = of_source(connection);
    for destination in connection.destinations.iter().filter(|d| d.connector.enabled) {
        gaps.extend(of_destination(destination));
    }
    gaps
}

/// The gaps of one connector that leave its endpoint without a route; empty when it has one.
pub fn obstacles(connection: &Connection, connector: u32) -> Vec<Gap> {
    let mut found = gaps(connection);
    found.retain(|gap| gap.unrouted && gap.connector == connector);
    found
}

/// Whether every endpoint that is switched on has a route. Where one has none, the routes are
/// written all the same, but do not start by themselves.
pub fn is_complete(connection: &Connection) -> bool {
    connection.undeployable.is_none() && !gaps(connection).iter().any(|gap| gap.unrouted)
}

fn of_source(connection: &Connection) -> Vec<Gap> {
    let source = &connection.source;
    let mut gaps = batch::gaps(connection);
    gaps.extend(connection.attachments.as_ref().map(|handler| of_attachments(source, handler)));
    gaps.extend(transport::gaps(source, End::Source));
    gaps.extend(unusable(source, &source_settings(connection)));
    gaps.extend(of_connector(source));
    gaps
}

/// A handler that takes parts out of messages before anybody sees them.
fn of_attachments(source: &Connector, handler: &Attachments) -> Gap {
    let kind = if handler.kind == "Custom" { &handler.class } else { &handler.kind };
    let settings: Vec<String> =
        handler.settings.iter().map(|(key, value)| format!("{key} = `{value}`")).collect();
    let settings =
        if settings.is_empty() { String::new() } else { format!(" ({})", settings.join(", ")) };
    let task = format!(
        "Scripts see a token instead of the part that it takes out{settings}. If no step looks at either, leave it; \
         else set it up by hand."
    );
    Gap {
        rule: &rules::attachment_handler::RULE,
        subject: format!("the attachment handler `{kind}` takes parts out of messages"),
        span: handler.span,
        ..unrouted(source, "", &task)
    }
}

fn of_destination(destination: &Destination) -> Vec<Gap> {
    let connector = &destination.connector;
    let mut gaps = transport::gaps(connector, End::Destination);
    gaps.extend(unusable(connector, &destination_settings(destination)));
    if destination.queue.enabled && !is_unmapped(connector) {
        gaps.extend(of_queue(connector, &destination.queue));
    }
    gaps.extend(of_connector(connector));
    gaps
}

fn is_unmapped(connector: &Connector) -> bool {
    matches!(connector.endpoint, Endpoint::Unmapped(_))
}

/// Settings of a queue that the route runs more strictly than the legacy engine.
fn of_queue(connector: &Connector, queue: &Queue) -> Vec<Gap> {
    let mut gaps = Vec::new();
    if queue.rotate {
        let task = "The new queue keeps the order: a message that cannot be sent holds up those \
                    behind it. Agree with the receiver that this is wanted.";
        gaps.push(option(connector, "`rotate` lets later messages overtake one that fails", task));
    }
    if !queue.thread_variable.is_empty() && queue.threads != "1" {
        let task = "The new queue is drained by one consumer, which keeps the order of all \
                    messages. If that is too slow, group the messages of the queue by this entry.";
        gaps.push(option(connector, "`threadAssignmentVariable` keeps the order per value", task));
    }
    gaps
}

/// Gaps that every kind of connector can have: settings without equivalent, and secrets.
fn of_connector(connector: &Connector) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for gap in &connector.gaps {
        let value =
            if gap.value.is_empty() { String::new() } else { format!(" = `{}`", gap.value) };
        let subject = format!("`{}`{value} of {} has no equivalent", gap.option, place(connector));
        let mut gap_of_option = option(connector, "", &gap.task);
        gap_of_option.subject = subject;
        gap_of_option.span = gap.span;
        gap_of_option.unrouted = gap.option.starts_with(PLUGIN_OPTION)
            || [REATTACH_OPTION, STORE_OPTION].contains(&gap.option.as_str());
        gaps.push(gap_of_option);
    }
    for secret in &connector.secrets {
        gaps.push(Gap {
            rule: &rules::secret_present::RULE,
            owner: SECURITY_OFFICER,
            connector: connector.id,
            subject: format!("`{}` of {} holds a secret", secret.name, place(connector)),
            task: "Store it in the vault and hand it to the platform as the environment variable \
                   that the properties file names."
                .to_owned(),
            span: secret.span,
            unrouted: false,
        });
    }
    gaps
}

/// Values that no properties file can hold as they are: templates, and what is no number.
fn unusable(connector: &Connector, settings: &[Setting]) -> Vec<Gap> {
    let bad = settings.iter().filter(|setting| !setting.is_usable());
    bad.map(|setting| {
        let subject = format!("`{}` is {}", setting.option, setting.kind.demand());
        let task = format!(
            "Its value is `{}`. Find out what it stands for, and set up the endpoint by hand.",
            setting.value
        );
        unrouted(connector, &subject, &task)
    })
    .collect()
}

/// A connector as messages name it.
fn place(connector: &Connector) -> String {
    match connector.id {
        0 => "the source".to_owned(),
        id => format!("destination {id} `{}`", connector.name),
    }
}

/// A setting that the route leaves out.
fn option(connector: &Connector, subject: &str, task: &str) -> Gap {
    Gap {
        rule: &rules::option_without_equivalent::RULE,
        owner: INTERFACE_ENGINEER,
        connector: connector.id,
        subject: format!("{subject} at {}", place(connector)),
        task: task.to_owned(),
        span: connector.span,
        unrouted: false,
    }
}

/// A setting that leaves the endpoint without a route.
fn unrouted(connector: &Connector, subject: &str, task: &str) -> Gap {
    Gap { unrouted: true, ..option(connector, subject, task) }
}

/// A transport that has no route.
fn unmapped(connector: &Connector, transport: &str, task: &str) -> Gap {
    Gap {
        rule: &rules::transport_unmapped::RULE,
        owner: PLATFORM_ENGINEER,
        subject: format!("`{transport}` of {} has no route yet", place(connector)),
        ..unrouted(connector, "", task)
    }
}

#[cfg(test)]
mod tests;
