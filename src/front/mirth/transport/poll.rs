//! When a polling source looks, in the shape of before and after 3.3 (semantics section 8.2).

use super::{
    older,
    settings::{Setting, Table, account, group, harmless, is_on, mapped},
};
use crate::{
    front::mirth::{model::ObstacleKind, read::context::Reading},
    ir::route::{Days, Hours, OptionGap, Polling, TimeOfDay, Times},
    xml::Node,
};

fn by_cron(node: Node<'_>) -> bool {
    node.child("pollingType").is_some_and(|kind| kind.string().eq_ignore_ascii_case("cron"))
}

/// When a source polls.
pub(super) const POLLING: Table = Table {
    title: "Polling",
    class: "",
    becomes: "The runtime's `Schedule`, the scheduler of the polling consumer.",
    settings: &[
        mapped("pollingType", "`kind` of the schedule"),
        mapped("pollOnStart", "`onStart` of the schedule"),
        mapped("pollingFrequency", "`every` of the schedule, property `in.poll`"),
        mapped("pollingHour", "`at` of the schedule, property `in.at`"),
        mapped("pollingMinute", "`at` of the schedule, property `in.at`"),
        mapped("cronJobs", "`cron` of the schedule, property `in.cron`"),
        group("pollConnectorPropertiesAdvanced", ADVANCED.title),
    ],
};

const fn part_of_day(name: &'static str) -> Setting {
    mapped(name, "`from` and `to` of the schedule, unless `allDay`; only an interval looks at them")
}

/// On which days and hours a source polls.
pub(super) const ADVANCED: Table = Table {
    title: "Polling: days and hours",
    class: "",
    becomes: "The days and hours of the schedule; cron expressions say them themselves.",
    settings: &[
        mapped("weekly", "`days` or `dayOfMonth` of the schedule"),
        mapped("inactiveDays", "`days` of the schedule"),
        mapped("dayOfMonth", "`dayOfMonth` of the schedule, unless `weekly`"),
        mapped("allDay", "no `from` and `to` in the schedule"),
        part_of_day("startingHour"),
        part_of_day("startingMinute"),
        part_of_day("endingHour"),
        part_of_day("endingMinute"),
        harmless("active", "a copy of the other settings"),
    ],
};

/// Longest interval that the migration to 3.3 leaves: one millisecond less than a day.
const LONGEST: u32 = 86_399_999;

/// Reads when a source polls.
pub(super) fn polling(reading: &mut Reading, node: Node<'_>, gaps: &mut Vec<OptionGap>) -> Polling {
    let Some(group) = reading.required(node, "pollConnectorProperties") else {
        return Polling::every("");
    };
    reading.claim(group);
    account(reading, group, group, &POLLING, gaps);
    let before = older(group, 3, 3, 0);
    let advanced = group.child("pollConnectorPropertiesAdvanced");
    if let Some(advanced) = advanced {
        account(reading, advanced, group, &ADVANCED, gaps);
    }
    // The engine looks at days and hours unless there are cron expressions.
    let advanced = advanced.filter(|_| !by_cron(group));
    let days = advanced.map_or(Days::All, |advanced| days(reading, advanced));
    let crons = cron_jobs(reading, group);
    let kind = reading.string(group, "pollingType").to_ascii_uppercase();
    let times = match kind.as_str() {
        "CRON" => Times::Cron(crons),
        "TIME" => Times::Daily { at: time(reading, group, "pollingHour", "pollingMinute"), days },
        _ => {
            if kind != "INTERVAL" {
                let subject = format!("pollingType: {kind}");
                reading.obstacle(ObstacleKind::BadValue, subject, group.span());
            }
            let every_ms = interval(reading.string(group, "pollingFrequency"), before);
            Times::Interval { every_ms, days, hours: advanced.and_then(|a| hours(reading, a)) }
        }
    };
    // Before 3.3 an interval began with the start.
    let on_start = if before && group.child("pollOnStart").is_none() {
        matches!(times, Times::Interval { .. })
    } else {
        reading.flag(group, "pollOnStart")
    };
    Polling { times, on_start }
}

/// The interval as the migration to 3.3 makes it.
fn interval(text: String, before: bool) -> String {
    match text.parse::<i64>() {
        Ok(number) if before && number <= 0 => "5000".to_owned(),
        Ok(number) if before && number > i64::from(LONGEST) => LONGEST.to_string(),
        _ => text,
    }
}

/// The days, of eight switches of which the first is unused and which are on for idle days.
fn days(reading: &mut Reading, node: Node<'_>) -> Days {
    if !is_on(node, "weekly") {
        return Days::Monthly(reading.string(node, "dayOfMonth"));
    }
    let switches = node.child("inactiveDays").into_iter().flat_map(Node::children);
    let mut days = [true; 7];
    for (day, switch) in days.iter_mut().zip(switches.skip(1)) {
        *day = switch.string() != "true";
    }
    if days == [true; 7] { Days::All } else { Days::Weekly(days) }
}

fn hours(reading: &mut Reading, node: Node<'_>) -> Option<Hours> {
    (!is_on(node, "allDay")).then(|| Hours {
        from: time(reading, node, "startingHour", "startingMinute"),
        to: time(reading, node, "endingHour", "endingMinute"),
    })
}

fn time(reading: &mut Reading, node: Node<'_>, hour: &str, minute: &str) -> TimeOfDay {
    TimeOfDay { hour: reading.string(node, hour), minute: reading.string(node, minute) }
}

fn cron_jobs(reading: &mut Reading, node: Node<'_>) -> Vec<String> {
    let Some(list) = node.child("cronJobs") else { return Vec::new() };
    let mut expressions = Vec::new();
    for job in list.children() {
        reading.claim(job);
        reading.claim_fields(job, &["description"]);
        expressions.push(reading.string(job, "expression"));
    }
    expressions
}
