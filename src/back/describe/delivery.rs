//! The connection around its mappings in words: how messages come in, what is acknowledged and
//! when, how destinations follow each other, queue, retry and judge answers.

use super::{
    page::{Page, name},
    script,
};
use crate::{
    ir::{
        Connection, Connector, Destination,
        route::{DataType, Endpoint, Queue, Reply},
    },
    plan::{self, Kind, Setting},
};

/// The other side of a connector, as the end of a sentence.
pub(super) fn peer(connector: &Connector) -> String {
    let transport = name(&connector.transport);
    match &connector.endpoint {
        Endpoint::ChannelReader => format!("from other connections ({transport})"),
        Endpoint::ChannelWriter(writer) if writer.channel == "none" => {
            format!("to nobody: {transport} without a target")
        }
        Endpoint::ChannelWriter(writer) => {
            format!("to the connection with the id {} ({transport})", name(&writer.channel))
        }
        other => match other.address().to_string() {
            address if address.is_empty() => format!("through {transport}"),
            address => format!("through {transport} at {}", name(&address)),
        },
    }
}

/// How messages come in and what the sender gets.
pub(super) fn source(page: &mut Page, connection: &Connection) {
    let intake = &connection.intake;
    page.point(0, &format!("Messages come in {}.", peer(&connection.source)));
    settings(page, &plan::source_settings(connection));
    page.point(0, &format!("The sender gets {}.", reply(connection)));
    let waits = if intake.respond_after_processing {
        "The sender waits until the message has been processed; there is no source queue."
    } else {
        "The message is stored in a source queue first, and processed after the sender has its answer."
    };
    page.point(0, waits);
    if intake.batch {
        let which = if intake.first_response { "first" } else { "last" };
        page.point(
            0,
            &format!("What arrives is split into messages; the sender gets the {which} reply."),
        );
    }
    let threads = match intake.threads.as_str() {
        "1" => "One message is processed at a time, in order.".to_owned(),
        n => format!("Up to {} messages are processed at a time.", name(n)),
    };
    page.point(0, &threads);
    gaps(page, &connection.source);
}

fn reply(connection: &Connection) -> String {
    let what = match &connection.intake.reply {
        Reply::None => return "no reply".to_owned(),
        Reply::BeforeProcessing => {
            "a positive reply before the message is processed, whatever happens later".to_owned()
        }
        Reply::AfterSource => {
            "a reply by what came of the source filter and transformer alone".to_owned()
        }
        Reply::AfterDestinations => {
            "a reply by the worst that came of any destination, after all of them".to_owned()
        }
        Reply::Postprocessor => "what the postprocessor gives, after all destinations".to_owned(),
        Reply::Entry(entry) => format!("the entry {} of the response map", name(entry)),
    };
    let DataType::Hl7v2(hl7) = &connection.source.inbound else { return what };
    let ack = &hl7.acknowledgement;
    let codes = [&ack.success, &ack.error, &ack.rejected].map(|(code, _)| name(code));
    let [success, error, rejected] = codes;
    let only = if ack.honour_msh15 { "; `MSH-15` decides whether there is one" } else { "" };
    format!(
        "{what} ({success} for success, {error} for an error, {rejected} when filtered out{only})"
    )
}

/// The settings that the route takes over, on one line.
fn settings(page: &mut Page, settings: &[Setting]) {
    let own =
        settings.iter().filter(|setting| setting.kind != Kind::Target && !setting.value.is_empty());
    let words: Vec<_> =
        own.map(|setting| format!("{} {}", setting.option, name(&setting.value))).collect();
    if !words.is_empty() {
        page.point(1, &format!("Settings: {}.", words.join(", ")));
    }
}

fn gaps(page: &mut Page, connector: &Connector) {
    for gap in &connector.gaps {
        let value = if gap.value.is_empty() { "set" } else { &name(&gap.value) };
        let option = name(&gap.option);
        page.point(1, &format!("{option} is {value}, which has no equivalent: {}", gap.task));
    }
}

/// In which order destinations run (semantics section 0, item 5).
pub(super) fn order(page: &mut Page, connection: &Connection) {
    let chains = connection.chains();
    let numbers = |chain: &Vec<&Destination>| {
        let numbers: Vec<_> = chain.iter().map(|d| d.connector.id.to_string()).collect();
        numbers.join(", then ")
    };
    match &chains[..] {
        [] => page.point(0, "Nowhere: no destination is switched on."),
        [chain] if chain.len() == 1 => {
            page.point(0, &format!("There is one destination: {}.", numbers(chain)));
        }
        [chain] => {
            page.point(
                0,
                &format!("The destinations run one after the other: {}.", numbers(chain)),
            );
        }
        chains => {
            page.point(0, "The destinations run in chains that do not wait for each other:");
            for chain in chains {
                page.point(1, &format!("{}.", numbers(chain)));
            }
        }
    }
}

/// How a destination is reached, queues and retries.
pub(super) fn destination(page: &mut Page, destination: &Destination) {
    let connector = &destination.connector;
    if !connector.enabled {
        page.point(0, "Switched off in the legacy engine: nothing of it runs.");
        return;
    }
    page.point(0, &format!("Messages go {}.", peer(connector)));
    settings(page, &plan::destination_settings(destination));
    page.point(0, &queue(&destination.queue));
    gaps(page, connector);
}

fn queue(queue: &Queue) -> String {
    let retries = match queue.retry_count.as_str() {
        "0" => String::new(),
        n => format!(", with {} more attempts after a failed one", name(n)),
    };
    if !queue.enabled {
        return format!(
            "There is no queue: a message is sent at once{retries}, and a failure is final."
        );
    }
    let first = if queue.send_first {
        format!("A message is sent at once{retries}; where that fails, it goes to a queue")
    } else {
        "Every message goes to a queue".to_owned()
    };
    let threads = match queue.threads.as_str() {
        "1" => "one at a time".to_owned(),
        n => format!("by {} threads", name(n)),
    };
    let rotate = if queue.rotate {
        "; one that fails goes to the end of the queue"
    } else {
        "; one that fails holds up those behind it"
    };
    let every = name(&queue.retry_interval_ms);
    let again = match (queue.include_filter_transformer, queue.regenerate_template) {
        (true, _) => "; filter and steps run again before each attempt",
        (false, true) => "; what is sent is made anew before each attempt",
        (false, false) => "",
    };
    format!("{first}, which is worked off {threads}, tried again after {every} ms{rotate}{again}.")
}

/// What is done with the answer of a destination.
pub(super) fn response(page: &mut Page, destination: &Destination) {
    if destination.queue.validate_response {
        page.point(0, "The answer is judged: a negative acknowledgement is an error.");
    }
    let Some(script) = &destination.response else {
        page.point(0, "The answer is kept as it is.");
        return;
    };
    page.point(0, "The answer goes through steps of its own:");
    script::steps(page, script, 1);
}
