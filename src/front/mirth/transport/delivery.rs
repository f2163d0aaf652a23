//! What sources and destinations of every transport have: replies, batches, queues and retries,
//! with the renames and additions of releases 3.1 to 3.5 (semantics section 8.2).

use super::{
    RESOURCES, batch,
    channel::{SCRIPTED, is_scripted},
    settings::{Table, account, group as group_of, harmless, mapped, only},
};
use crate::{
    front::mirth::{
        model::{ObstacleKind, Version},
        read::context::{Reading, release, version_of},
    },
    ir::route::{Intake, OptionGap, Queue, REATTACH_OPTION, Reply},
    xml::Node,
};

/// What all sources have.
pub(super) const SOURCE: Table = Table {
    title: "Source: replies, batches, threads",
    class: "donkey.model.channel.SourceConnectorProperties",
    becomes: "The reply bean, the lane, and the source queue.",
    settings: &[
        mapped("responseVariable", "`reply` and `entry` of the reply bean"),
        mapped("respondAfterProcessing", "a lane that waits, or a JMS queue"),
        mapped("processBatch", "the `Splitter` bean when on; see the tables of batches"),
        mapped("firstResponse", "`first` of the `BatchReply` bean"),
        mapped("processingThreads", "consumers of the lane, property `in.threads`"),
        group_of("resourceIds", RESOURCES),
        harmless("queueBufferSize", "how many messages of the queue the engine keeps in memory"),
        harmless("defaultQueueOnResponses", "names that the editor offers").until(LISTS),
        harmless("defaultQueueOffResponses", "names that the editor offers").until(LISTS),
    ],
};

const LISTS: Version = release(3, 1, 0);

/// What all destinations have.
pub(super) const DESTINATION: Table = Table {
    title: "Destination: queues and retries",
    class: "donkey.model.channel.DestinationConnectorProperties",
    becomes: "The attempts of the destination route, and a JMS queue with one consumer.",
    settings: &[
        mapped("queueEnabled", "`queue` of the destination bean, and the queue's routes"),
        mapped("sendFirst", "`queue: after-attempts`"),
        mapped("retryIntervalMillis", "`redeliveryDelay`, property `dN.retry.interval`"),
        mapped("regenerateTemplate", "`regenerateTemplate` of the restore bean"),
        mapped("retryCount", "`retries` of the response bean, property `dN.retry.count`"),
        mapped("rotate", "the order is kept; when on, a manual task"),
        mapped("includeFilterTransformer", "`runScriptAgain` of the restore bean"),
        mapped("threadCount", "`concurrentConsumers`, property `dN.threads`"),
        mapped("threadAssignmentVariable", "one consumer keeps every order; a manual task"),
        mapped("validateResponse", "`validate` of the response bean; a file has no answer"),
        group_of("resourceIds", RESOURCES),
        harmless("queueBufferSize", "how many messages of the queue the engine keeps in memory"),
        only(
            REATTACH_OPTION,
            &["true"],
            "The receiver gets the tokens of the attachments, not their content. The runtime always puts the content \
             back: agree with the receiver on what it gets, then switch the setting on or send by hand.",
        )
        .when(has_script, SCRIPTED),
    ],
};

/// Whether the channel around the settings of a destination has a script as attachment handler.
fn has_script(group: Node<'_>) -> bool {
    let above = std::iter::successors(Some(group), |node| node.parent());
    above.filter_map(|node| node.child("properties")).any(is_scripted)
}

/// Class names of the receiver whose batch moved into the common settings with `firstResponse`.
const TCP_RECEIVER: &str = "com.mirth.connect.connectors.tcp.TcpReceiverProperties";

/// The names of resources are plain; [`super::resources`] reports those that matter.
fn claim_resources(reading: &mut Reading, group: Node<'_>) {
    reading.claim_fields(group, &["resourceIds"]);
}

/// The group of settings under its name of today, or of before 3.1.
fn group<'d>(reading: &mut Reading, node: Node<'d>, today: &str, before: &str) -> Option<Node<'d>> {
    let old = version_of(node) < release(3, 1, 0);
    let found = node.child(today).or_else(|| node.child(before).filter(|_| old));
    if found.is_none() {
        reading.obstacle(ObstacleKind::MissingElement, today, node.start_tag());
    }
    found
}

/// Reads how a source takes messages in, from the settings of its transport.
pub(crate) fn read_intake(reading: &mut Reading, node: Node<'_>) -> Option<Intake> {
    let group = group(reading, node, "sourceConnectorProperties", "responseConnectorProperties")?;
    reading.claim(group);
    account(reading, group, group, &SOURCE, &mut Vec::new());
    claim_resources(reading, group);
    for name in ["defaultQueueOnResponses", "defaultQueueOffResponses"] {
        if let Some(list) = group.child(name) {
            reading.claim_plain(list);
            list.children().filter(|c| c.name() == "string-array").for_each(|c| reading.claim(c));
        }
    }
    let reply = reply(&reading.string(group, "responseVariable"));
    let respond_after_processing = reading.flag(group, "respondAfterProcessing");
    let mut batch = reading.flag(group, "processBatch");
    let mut first_response = reading.flag(group, "firstResponse");
    if version_of(node) < release(3, 1, 0) && node.child("processBatch").is_some() {
        batch = reading.flag(node, "processBatch");
        first_response = node.attribute("class") == Some(TCP_RECEIVER);
    }
    let threads = reading.optional(group, "processingThreads");
    let before_threads = version_of(group) < release(3, 4, 0);
    let threads = threads.unwrap_or_else(|| if before_threads { "1" } else { "0" }.to_owned());
    let split = if batch { batch::split(reading, node) } else { None };
    Some(Intake { reply, respond_after_processing, batch, split, first_response, threads })
}

/// Which reply a response variable means (semantics section 9).
fn reply(variable: &str) -> Reply {
    match variable {
        "" | "None" => Reply::None,
        "Auto-generate (Before processing)" => Reply::BeforeProcessing,
        "Auto-generate (After source transformer)" => Reply::AfterSource,
        "Auto-generate (Destinations completed)" => Reply::AfterDestinations,
        "Postprocessor" => Reply::Postprocessor,
        entry => Reply::Entry(entry.to_owned()),
    }
}

/// Reads how a destination queues and retries, from the settings of its transport; what has no
/// equivalent goes to the gaps.
pub(crate) fn read_queue(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Option<Queue> {
    let group = group(reading, node, "destinationConnectorProperties", "queueConnectorProperties")?;
    reading.claim(group);
    account(reading, group, group, &DESTINATION, gaps);
    claim_resources(reading, group);
    // Only the TCP sender had it before it became common.
    let moved = version_of(node) < release(3, 1, 0) && node.child("processHL7ACK").is_some();
    let validate_response = if moved {
        reading.flag(node, "processHL7ACK")
    } else {
        reading.flag(group, "validateResponse")
    };
    Some(Queue {
        enabled: reading.flag(group, "queueEnabled"),
        send_first: reading.flag(group, "sendFirst"),
        retry_interval_ms: reading.string(group, "retryIntervalMillis"),
        retry_count: reading.string(group, "retryCount"),
        regenerate_template: reading.flag(group, "regenerateTemplate"),
        include_filter_transformer: reading.flag(group, "includeFilterTransformer"),
        rotate: reading.flag(group, "rotate"),
        threads: reading.string(group, "threadCount"),
        thread_variable: reading.string(group, "threadAssignmentVariable"),
        validate_response,
    })
}
