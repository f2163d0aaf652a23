//! Polling: what a schedule lacks, and its settings.

use super::super::{Gap, Kind, Setting, setting::setting, unrouted};
use crate::ir::{
    Connector,
    route::{Days, Hours, Polling, Times},
};

/// What the schedule of a source lacks: times that the legacy engine does not take either.
pub(super) fn gaps(connector: &Connector, polling: &Polling) -> Vec<Gap> {
    let never = match &polling.times {
        Times::Cron(expressions) if expressions.is_empty() => Some("`cronJobs` has no expression"),
        Times::Interval { days: Days::Weekly(days), .. }
        | Times::Daily { days: Days::Weekly(days), .. }
            if !days.contains(&true) =>
        {
            Some("`inactiveDays` leaves no day")
        }
        Times::Interval { days: Days::Monthly(day), .. }
        | Times::Daily { days: Days::Monthly(day), .. }
            if !is_day(day) =>
        {
            Some("`dayOfMonth` is no day of a month")
        }
        Times::Interval { hours: Some(hours), .. } if turns_back(hours) => {
            Some("the hours of polling end before they begin")
        }
        _ => None,
    };
    let task = "The legacy engine does not run such a schedule. Find out when the source should \
                look, and set it in the export or by hand.";
    never.map(|subject| unrouted(connector, subject, task)).into_iter().collect()
}

fn is_day(text: &str) -> bool {
    text.parse::<u8>().is_ok_and(|day| (1..=31).contains(&day)) && !text.starts_with('+')
}

/// Going past midnight is told by the hours alone; in one hour the engine refuses it.
fn turns_back(hours: &Hours) -> bool {
    let minutes = |time: &crate::ir::route::TimeOfDay| time.minutes();
    let (from, to) = (minutes(&hours.from), minutes(&hours.to));
    from.zip(to).is_some_and(|(from, to)| from / 60 == to / 60 && from > to)
}

/// The settings of a schedule.
pub(super) fn settings(polling: &Polling) -> Vec<Setting> {
    match &polling.times {
        Times::Interval { every_ms, hours, .. } => {
            let mut settings = vec![setting("poll", "pollingFrequency", every_ms, Kind::Count)];
            if let Some(Hours { from, to }) = hours {
                settings.push(setting("from", "startingHour", &from.to_string(), Kind::Time));
                settings.push(setting("to", "endingHour", &to.to_string(), Kind::Time));
            }
            settings
        }
        Times::Daily { at, .. } => vec![setting("at", "pollingHour", &at.to_string(), Kind::Time)],
        Times::Cron(expressions) => {
            vec![setting("cron", "cronJobs", &expressions.join(" | "), Kind::Cron)]
        }
    }
}
