//! When a polling source looks, in the shape of before and after 3.3.

use super::settings::{Table, account, gap, group, harmless, is_on, manual, mapped, only};
use crate::{
    front::mirth::{model::ObstacleKind, read::context::Reading},
    ir::route::{OptionGap, Polling},
    xml::Node,
};

fn by_clock(node: Node<'_>) -> bool {
    !node.child("pollingType").is_some_and(|kind| kind.string().eq_ignore_ascii_case("interval"))
}

/// When a source polls.
pub(super) const POLLING: Table = Table {
    title: "Polling",
    class: "",
    becomes: "The delay of a polling consumer.",
    settings: &[
        mapped("pollingType", "`INTERVAL` is a delay; `TIME` and `CRON` are a schedule"),
        mapped("pollingFrequency", "`delay`, property `in.poll`"),
        mapped("pollingHour", "the schedule"),
        mapped("pollingMinute", "the schedule"),
        only(
            "pollOnStart",
            &["false"],
            "The source also polls when it is deployed, not only at its times. Trigger the new \
             route once after a start, if that matters.",
        )
        .when(by_clock, "with a schedule"),
        mapped("cronJobs", "the schedule"),
        group("pollConnectorPropertiesAdvanced", ADVANCED.title),
    ],
};

fn all_day(node: Node<'_>) -> bool {
    is_on(node, "allDay")
}

fn monthly(node: Node<'_>) -> bool {
    !is_on(node, "weekly")
}

fn part_of_day(node: Node<'_>) -> bool {
    !all_day(node)
}

const ADVANCED_TASK: &str = "The source polls at certain days or hours only. Restrict the schedule \
                             of the new route in the same way.";

/// On which days and hours a source polls.
pub(super) const ADVANCED: Table = Table {
    title: "Polling: days and hours",
    class: "",
    becomes: "Nothing by default; a restriction is a manual task.",
    settings: &[
        mapped("weekly", "the days that follow"),
        mapped("inactiveDays", "nothing when all days are active; else a manual task"),
        manual("dayOfMonth", ADVANCED_TASK).when(monthly, "when not `weekly`"),
        mapped("allDay", "the hours that follow"),
        manual("startingHour", ADVANCED_TASK).when(part_of_day, PART_OF_DAY),
        manual("startingMinute", ADVANCED_TASK).when(part_of_day, PART_OF_DAY),
        manual("endingHour", ADVANCED_TASK).when(part_of_day, PART_OF_DAY),
        manual("endingMinute", ADVANCED_TASK).when(part_of_day, PART_OF_DAY),
        harmless("active", "a copy of the other settings"),
    ],
};

const PART_OF_DAY: &str = "when not `allDay`";

/// Reads when a source polls.
pub(super) fn polling(reading: &mut Reading, node: Node<'_>, gaps: &mut Vec<OptionGap>) -> Polling {
    let Some(group) = reading.required(node, "pollConnectorProperties") else {
        return Polling::Interval(String::new());
    };
    reading.claim(group);
    account(reading, group, group, &POLLING, gaps);
    let kind = reading.string(group, "pollingType").to_ascii_uppercase();
    if let Some(advanced) = group.child("pollConnectorPropertiesAdvanced")
        && kind != "CRON"
    {
        read_advanced(reading, advanced, gaps);
    } else if let Some(advanced) = group.child("pollConnectorPropertiesAdvanced") {
        // Cron expressions say themselves when; the engine does not look at these.
        account(reading, advanced, group, &ADVANCED, &mut Vec::new());
    }
    let jobs = cron_jobs(reading, group);
    match kind.as_str() {
        "INTERVAL" => Polling::Interval(reading.string(group, "pollingFrequency")),
        "TIME" => Polling::Daily {
            hour: reading.string(group, "pollingHour"),
            minute: reading.string(group, "pollingMinute"),
        },
        "CRON" => Polling::Cron(jobs),
        _ => {
            let subject = format!("pollingType: {kind}");
            reading.obstacle(ObstacleKind::BadValue, subject, group.span());
            Polling::Interval(reading.string(group, "pollingFrequency"))
        }
    }
}

fn read_advanced(reading: &mut Reading, node: Node<'_>, gaps: &mut Vec<OptionGap>) {
    account(reading, node, node, &ADVANCED, gaps);
    let days = node.child("inactiveDays").into_iter().flat_map(Node::children);
    let inactive: Vec<_> = days.map(|day| if day.string() == "true" { "x" } else { "-" }).collect();
    if is_on(node, "weekly") && inactive.contains(&"x") {
        let days = node.child("inactiveDays").unwrap_or(node);
        // The first of the eight entries is unused; the days begin with Sunday.
        gaps.push(gap(days, "inactiveDays", &inactive.concat(), ADVANCED_TASK));
    }
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
