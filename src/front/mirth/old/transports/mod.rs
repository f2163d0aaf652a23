//! The connectors of 1.x and 2.x: a table of settings for each (semantics section 8.3).

mod database;
mod dicom;
mod file;
mod http;
mod jms;
mod rest;
mod smtp;
mod tcp;
mod web;

use super::{
    flat::Flat,
    settings::{self, Quiet, Row},
};
use crate::span::SourceText;

/// One kind of connector.
pub(super) struct Transport {
    /// What it was called.
    pub(super) old: &'static [&'static str],
    /// What it is called today.
    pub(super) name: &'static str,
    /// The class of its settings of today, below `com.mirth.connect.connectors`.
    pub(super) class: &'static str,
    /// Settings.
    pub(super) rows: &'static [Row],
    /// Properties that give none.
    pub(super) quiet: &'static [Quiet],
    /// Properties that the connector itself reads (replies, codes of acknowledgements).
    pub(super) elsewhere: &'static [&'static str],
}

/// Properties that name a channel which responses are sent to.
pub(super) const REPLY_CHANNEL: &[&str] = &["replyChannelId", "dispatcherReplyChannelId"];

const ALL: &[&[Transport]] = &[
    tcp::TRANSPORTS,
    file::TRANSPORTS,
    http::TRANSPORTS,
    web::TRANSPORTS,
    database::TRANSPORTS,
    jms::TRANSPORTS,
    smtp::TRANSPORTS,
    dicom::TRANSPORTS,
    rest::TRANSPORTS,
];

/// The kind of connector of a transport name.
pub(super) fn find(name: &str) -> Option<&'static Transport> {
    ALL.iter().copied().flatten().find(|transport| transport.old.contains(&name))
}

/// The group of settings that every source has. The text of the response is made by `$make` from
/// the properties `$from`.
macro_rules! source {
    ($from:expr, $default:expr, $make:expr) => {
        source!($from, $default, $make, &[], "false")
    };
    ($from:expr, $default:expr, $make:expr, $batch:expr, $first:expr) => {
        super::settings::group(
            "sourceConnectorProperties",
            &[
                super::settings::made("responseVariable", $from, $default, $make),
                super::settings::fixed("respondAfterProcessing", "true"),
                super::settings::flag("processBatch", $batch, "false"),
                super::settings::fixed("firstResponse", $first),
            ],
        )
    };
}

/// The group of settings that every destination has: whether it queues, in a circle, after how
/// many milliseconds it tries again and how often, and whether it looks at acknowledgements.
macro_rules! destination {
    ($queue:expr, $rotate:expr, $interval:expr, $retries:expr, $validate:expr) => {
        super::settings::group(
            "destinationConnectorProperties",
            &[
                $queue,
                super::settings::fixed("sendFirst", "false"),
                super::settings::text("retryIntervalMillis", $interval, "10000"),
                super::settings::fixed("regenerateTemplate", "false"),
                super::settings::text("retryCount", $retries, "0"),
                super::settings::flag("rotate", $rotate, "false"),
                super::settings::fixed("includeFilterTransformer", "false"),
                super::settings::fixed("threadCount", "1"),
                $validate,
                super::settings::fixed("reattachAttachments", "true"),
            ],
        )
    };
    () => {
        destination!(
            super::settings::fixed("queueEnabled", "false"),
            &[],
            &[],
            &[],
            super::settings::fixed("validateResponse", "false")
        )
    };
    (queued) => {
        destination!(
            super::settings::flag("queueEnabled", &["usePersistentQueues"], "false"),
            &["rotateQueue"],
            &["reconnectMillisecs"],
            &[],
            super::settings::fixed("validateResponse", "false")
        )
    };
}

/// When a polling source looks.
macro_rules! polling {
    () => {
        super::settings::group(
            "pollConnectorProperties",
            &[
                super::settings::text("pollingType", &["pollingType"], "interval"),
                super::settings::parsed(
                    "pollingHour",
                    &["pollingTime"],
                    "0",
                    crate::front::mirth::old::transports::hour,
                ),
                super::settings::parsed(
                    "pollingMinute",
                    &["pollingTime"],
                    "0",
                    crate::front::mirth::old::transports::minute,
                ),
                super::settings::text("pollingFrequency", &["pollingFrequency"], "5000"),
            ],
        )
    };
}

use {destination, polling, source};

/// The groups of a connector that nobody here knows: of either side, the other one is not looked
/// at.
pub(super) const NO_DELIVERY: &[Row] = &[source!(&[], "None", response), destination!()];

/// What a source answers: a destination is named by its number today.
fn response(flat: &Flat<'_>, row: &Row) -> String {
    let value = row.plain(flat);
    let place = flat.destinations.iter().position(|name| *name == value);
    place.map_or(value, |place| format!("d{}", place + 1))
}

fn hour(flat: &Flat<'_>, row: &Row) -> Option<SourceText> {
    clock(&row.plain(flat)).map(|(hour, _)| row.here(flat, hour.to_string()))
}

fn minute(flat: &Flat<'_>, row: &Row) -> Option<SourceText> {
    clock(&row.plain(flat)).map(|(_, minute)| row.here(flat, minute.to_string()))
}

/// A time of day as the Administrator of 2.x wrote it (`12:30 AM`), or of 24 hours.
fn clock(text: &str) -> Option<(u32, u32)> {
    let text = text.trim();
    let (time, half) = match text.split_once(' ') {
        Some((time, half)) => (time, half.trim().to_ascii_uppercase()),
        None => (text, String::new()),
    };
    let (hour, minute) = time.split_once(':').unwrap_or((time, "0"));
    let (hour, minute): (u32, u32) = (hour.parse().ok()?, minute.parse().ok()?);
    let hour = match half.as_str() {
        "" => hour,
        "AM" if (1..=12).contains(&hour) => hour % 12,
        "PM" if (1..=12).contains(&hour) => hour % 12 + 12,
        _ => return None,
    };
    (hour < 24 && minute < 60).then_some((hour, minute))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_are_read_as_they_were_written() {
        let cases = [
            ("12:00 AM", Some((0, 0))),
            ("12:30 PM", Some((12, 30))),
            ("1:05 pm", Some((13, 5))),
            ("11:59 PM", Some((23, 59))),
            ("23:15", Some((23, 15))),
            ("0", Some((0, 0))),
            ("13:00 PM", None),
            ("24:00", None),
            ("1:60", None),
            ("noon", None),
            ("1:-5", None),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(clock(text), expected, "{text}");
        }
    }

    #[test]
    fn every_connector_is_known_by_one_name_only() {
        let mut seen = std::collections::BTreeSet::new();
        for transport in ALL.iter().copied().flatten() {
            for name in transport.old {
                assert!(seen.insert(*name), "{name}");
            }
        }
        assert_eq!(find("LLP Sender").map(|t| t.name), Some("TCP Sender"));
        assert!(find("Email Reader").is_none());
    }
}
