//! The ends of a connection: whom it talks to, how it answers, queues and retries. Passwords and
//! keys are not part of it.

use serde::Serialize;

use crate::ir::{
    connection::{Connection, Connector, Destination},
    route::{self, Intake, Queue, Reply},
};

/// One end of a connection.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Endpoint {
    /// `in` or `out`.
    pub direction: &'static str,
    /// Number of the connector: 0 for the source.
    pub number: u32,
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
#[derive(Debug, Clone, PartialEq, Serialize)]
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
#[derive(Debug, Clone, PartialEq, Serialize)]
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
    let route::Address { host, port, path } = connector.endpoint.address();
    Endpoint {
        number: connector.id,
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
