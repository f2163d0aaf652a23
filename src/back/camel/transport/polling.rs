//! Polling: the schedule of a source, which any polling consumer takes as its `scheduler`.

use super::super::{
    Context,
    bean::{Properties, put},
    endpoint::Endpoint,
    yaml::{Yaml, map},
};
use crate::ir::route::{Days, Polling, Times};

/// Days of the week as the schedule names them.
const WEEK: [&str; 7] = ["SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"];

/// The endpoint of a polling consumer, with its schedule.
pub(super) fn scheduled(endpoint: Endpoint, context: &Context<'_>, at: &str) -> Endpoint {
    endpoint.with("scheduler", format!("#{}", name(context, at)))
}

fn name(context: &Context<'_>, at: &str) -> String {
    context.name(&format!("{at}-schedule"))
}

/// The bean of the schedule.
pub(super) fn bean(context: &Context<'_>, at: &str, polling: &Polling) -> Yaml {
    let key = |key: &str| context.placeholder(at, key);
    let mut properties = Vec::new();
    match &polling.times {
        Times::Interval { days, hours, .. } => {
            put(&mut properties, "kind", "interval");
            put(&mut properties, "every", key("poll"));
            put_days(&mut properties, days);
            if hours.is_some() {
                put(&mut properties, "from", key("from"));
                put(&mut properties, "to", key("to"));
            }
        }
        Times::Daily { days, .. } => {
            put(&mut properties, "kind", "daily");
            put(&mut properties, "at", key("at"));
            put_days(&mut properties, days);
        }
        Times::Cron(_) => {
            put(&mut properties, "kind", "cron");
            put(&mut properties, "cron", key("cron"));
        }
    }
    put(&mut properties, "onStart", polling.on_start);
    map([
        ("name", name(context, at).into()),
        ("type", "mapwright.camel.Schedule".into()),
        ("properties", Yaml::Map(properties)),
    ])
}

fn put_days(out: &mut Properties, days: &Days) {
    match days {
        Days::All => {}
        Days::Weekly(days) => {
            let names: Vec<_> =
                WEEK.iter().zip(days).filter(|(_, on)| **on).map(|(name, _)| *name).collect();
            put(out, "days", names.join(" "));
        }
        Days::Monthly(day) => put(out, "dayOfMonth", day.as_str()),
    }
}
