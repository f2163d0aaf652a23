//! What there is: every connection with its endpoints, queues, replies, libraries and links to
//! other connections. Passwords and keys are not part of it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{
    ir::{
        connection::{Connection, Connector, Destination},
        route::{self, Intake, Queue, Reply},
    },
    pipeline::{Compilation, Compiled},
};

/// One connection.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// Id in the legacy engine.
    pub id: String,
    /// Name in the legacy engine.
    pub name: String,
    /// Name on the new platform.
    pub slug: String,
    /// Release that wrote the export.
    pub release: String,
    /// File and line.
    pub place: String,
    /// Deployed in the legacy engine.
    pub enabled: bool,
    /// State after deployment; empty where the export has none.
    pub initial_state: String,
    /// The source, then the destinations.
    pub endpoints: Vec<Endpoint>,
    /// Names of its channel groups.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// Names of its tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Connections that are deployed before it: a name, or `unknown` with the id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub depends_on: Vec<String>,
    /// Code template libraries in scope.
    pub libraries: Vec<String>,
    /// Connections that this one hands messages to: a name, or `unknown` with the id.
    pub hands_to: Vec<String>,
}

/// One end of a connection.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Endpoint {
    /// `in` or `out`.
    pub direction: &'static str,
    /// Name of the connector.
    pub name: String,
    /// Switched on.
    pub enabled: bool,
    /// The legacy engine's name of the transport.
    pub transport: String,
    /// Host, address or folder, as the export writes it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// Port.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<String>,
    /// Path, file name, queue or channel id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// Data type that its script reads.
    pub inbound: String,
    /// Data type that its script writes.
    pub outbound: String,
    /// Source: what the sender gets, and when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reply: Option<String>,
    /// Destination: how it queues and retries.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub queue: Option<String>,
    /// Source: the settings behind `reply`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub intake: Option<IntakeSettings>,
    /// Destination: the settings behind `queue`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub delivery: Option<DeliverySettings>,
}

/// How a source takes messages in and acknowledges them.
#[derive(Debug, Clone, Serialize)]
pub struct IntakeSettings {
    /// The sender waits for the processing (no source queue).
    pub respond_after_processing: bool,
    /// What arrives is split into several messages.
    pub batch: bool,
    /// Of a batch, the first reply is given (else the last).
    pub first_response: bool,
    /// Threads, as written.
    pub threads: String,
    /// Codes of acknowledgements on success, error and rejection; HL7 v2 only.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ack_codes: Option<[String; 3]>,
}

/// How a destination queues, retries and judges answers. Numbers are as written, times in
/// milliseconds.
#[derive(Debug, Clone, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "independent switches of the legacy engine")]
pub struct DeliverySettings {
    /// There is a queue.
    pub queued: bool,
    /// The first attempt is made before queueing.
    pub send_first: bool,
    /// Pause between attempts.
    pub retry_interval_ms: String,
    /// More attempts by the caller after the first.
    pub retry_count: String,
    /// A failed message goes to the end of the queue.
    pub rotate: bool,
    /// Threads that drain the queue.
    pub threads: String,
    /// The answer is validated.
    pub validate_response: bool,
    /// Runs after the destination before it.
    pub waits_for_previous: bool,
}

/// The inventory of a run, in the order of its connections. A connection on which the compiler
/// failed has its name and place alone.
pub fn inventory(compilation: &Compilation) -> Vec<Entry> {
    let names: BTreeMap<&str, &str> =
        compilation.connections.iter().map(|c| (c.id.as_str(), c.name.as_str())).collect();
    compilation.connections.iter().map(|compiled| entry(compiled, &names)).collect()
}

fn entry(compiled: &Compiled, names: &BTreeMap<&str, &str>) -> Entry {
    let connection = compiled.connection.as_ref();
    let membership = connection.map(|c| c.membership.clone()).unwrap_or_default();
    Entry {
        id: compiled.id.clone(),
        name: compiled.name.clone(),
        slug: compiled.naming.slug.clone(),
        release: compiled.release.clone(),
        place: format!("{}:{}", compiled.file, compiled.line),
        enabled: connection.is_some_and(|c| c.enabled),
        initial_state: connection.map(|c| c.initial_state.clone()).unwrap_or_default(),
        groups: membership.groups.clone(),
        tags: membership.tags.clone(),
        depends_on: membership.depends_on.iter().map(|id| known(id, names)).collect(),
        endpoints: connection.map(endpoints).unwrap_or_default(),
        libraries: connection.map(|c| c.libraries.clone()).unwrap_or_default(),
        hands_to: connection.map(|c| links(c, names)).unwrap_or_default(),
    }
}

/// The source and the destinations of a connection.
pub fn endpoints(connection: &Connection) -> Vec<Endpoint> {
    let source = Endpoint {
        direction: "in",
        reply: Some(reply(&connection.intake)),
        intake: Some(intake_settings(connection)),
        ..endpoint(&connection.source)
    };
    let destination = |destination: &Destination| Endpoint {
        direction: "out",
        queue: Some(queue(&destination.queue)),
        delivery: Some(delivery_settings(destination)),
        ..endpoint(&destination.connector)
    };
    std::iter::once(source).chain(connection.destinations.iter().map(destination)).collect()
}

fn endpoint(connector: &Connector) -> Endpoint {
    let [host, port, path] = address(&connector.endpoint);
    Endpoint {
        name: connector.name.clone(),
        enabled: connector.enabled,
        transport: connector.transport.clone(),
        host,
        port,
        path,
        inbound: connector.inbound.name().to_owned(),
        outbound: connector.outbound.name().to_owned(),
        ..Endpoint::default()
    }
}

fn intake_settings(connection: &Connection) -> IntakeSettings {
    let intake = &connection.intake;
    let ack_codes = match &connection.source.inbound {
        route::DataType::Hl7v2(hl7) => {
            let ack = &hl7.acknowledgement;
            Some([&ack.success, &ack.error, &ack.rejected].map(|(code, _)| code.clone()))
        }
        _ => None,
    };
    IntakeSettings {
        respond_after_processing: intake.respond_after_processing,
        batch: intake.batch,
        first_response: intake.first_response,
        threads: intake.threads.clone(),
        ack_codes,
    }
}

fn delivery_settings(destination: &Destination) -> DeliverySettings {
    let queue = &destination.queue;
    DeliverySettings {
        queued: queue.enabled,
        send_first: queue.send_first,
        retry_interval_ms: queue.retry_interval_ms.clone(),
        retry_count: queue.retry_count.clone(),
        rotate: queue.rotate,
        threads: queue.threads.clone(),
        validate_response: queue.validate_response,
        waits_for_previous: destination.wait_for_previous,
    }
}

/// Host, port and path, as far as the transport has them.
fn address(endpoint: &route::Endpoint) -> [Option<String>; 3] {
    let known = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    match endpoint {
        route::Endpoint::TcpListener(tcp) => match &tcp.dialling {
            route::Dialling::Server => [known(&tcp.host), known(&tcp.port), None],
            route::Dialling::Client { host, port, .. } => [known(host), known(port), None],
        },
        route::Endpoint::TcpSender(tcp) => [known(&tcp.host), known(&tcp.port), None],
        route::Endpoint::FileReader(file) => [known(&file.directory), None, known(&file.pattern)],
        route::Endpoint::FileWriter(file) => [known(&file.directory), None, known(&file.name)],
        route::Endpoint::ChannelReader => [None, None, None],
        route::Endpoint::ChannelWriter(writer) => [None, None, known(&writer.channel)],
        route::Endpoint::Unmapped(peer) => {
            [peer.host.clone(), peer.port.clone(), peer.path.clone()]
        }
    }
}

fn reply(intake: &Intake) -> String {
    let what = match &intake.reply {
        Reply::None => "none".to_owned(),
        Reply::BeforeProcessing => "before processing".to_owned(),
        Reply::AfterSource => "after the source transformer".to_owned(),
        Reply::AfterDestinations => "after the destinations".to_owned(),
        Reply::Postprocessor => "from the postprocessor".to_owned(),
        Reply::Entry(name) => format!("from `{name}`"),
    };
    let waits = if intake.respond_after_processing { "" } else { ", source queue" };
    let batch = if intake.batch { ", batch" } else { "" };
    format!("{what}{waits}{batch}, threads {}", intake.threads)
}

fn queue(queue: &Queue) -> String {
    if !queue.enabled {
        return format!("none, {} retries", queue.retry_count);
    }
    let first = if queue.send_first { "after a failed attempt" } else { "always" };
    let rotate = if queue.rotate { ", rotates" } else { "" };
    let every = &queue.retry_interval_ms;
    format!("{first}, every {every} ms, threads {}{rotate}", queue.threads)
}

/// The name of a connection, or `unknown` with its id.
fn known(id: &str, names: &BTreeMap<&str, &str>) -> String {
    names.get(id).map_or_else(|| format!("unknown ({id})"), |name| (*name).to_owned())
}

/// Connections that get messages from this one through a Channel Writer.
fn links(connection: &Connection, names: &BTreeMap<&str, &str>) -> Vec<String> {
    let target = |connector: &Connector| match &connector.endpoint {
        route::Endpoint::ChannelWriter(writer) if writer.channel != "none" => {
            Some(known(&writer.channel, names))
        }
        _ => None,
    };
    connection.connectors().filter_map(target).collect()
}
