//! The properties file: every address, time and count of the routes with its legacy value, and
//! the names under which secrets are handed in.

use super::{Context, source::stores};
use crate::{
    back::text::{comment, property},
    ir::{Connector, route::Secret},
    plan::{self, Setting},
};

/// The lines below the head.
pub(super) fn lines(context: &Context<'_>) -> String {
    if context.connection.undeployable.is_some() {
        return String::new();
    }
    let mut out = starting(context);
    let source = &context.connection.source;
    out += &section(context, source, "in", &plan::source_settings(context.connection));
    if stores(context.connection) {
        out += "# Pause before a stored message is tried again after a failure of the platform; no legacy setting.\n";
        out += &format!("{}.in.retry.interval=10000\n", context.slug);
    }
    for destination in context.connection.destinations.iter().filter(|d| d.connector.enabled) {
        let at = format!("d{}", destination.connector.id);
        out += &section(context, &destination.connector, &at, &plan::destination_settings(destination));
    }
    out
}

/// Whether a connector has that setting in a form that the file can hold.
pub(super) fn has(context: &Context<'_>, at: &str, key: &str) -> bool {
    let settings = match at {
        "in" => plan::source_settings(context.connection),
        _ => {
            let mut all = context.connection.destinations.iter();
            let found = all.find(|d| format!("d{}", d.connector.id) == at);
            found.map(plan::destination_settings).unwrap_or_default()
        }
    };
    settings.iter().any(|setting| setting.key == key && setting.is_usable())
}

/// Which routes start by themselves.
fn starting(context: &Context<'_>) -> String {
    let connection = context.connection;
    let complete = plan::is_complete(connection);
    let state = connection.initial_state.to_ascii_uppercase();
    let (all, source, why) = match state.as_str() {
        _ if !complete => (false, false, "an endpoint has no route yet: a manual task".to_owned()),
        _ if !connection.enabled => (false, false, "the connection is switched off in the legacy engine".to_owned()),
        "" | "STARTED" => (true, true, "the connection runs in the legacy engine".to_owned()),
        "PAUSED" => (true, false, "initialState PAUSED: the source does not take messages in".to_owned()),
        other => (false, false, format!("initialState {other}")),
    };
    let slug = context.slug;
    format!("# Start by themselves: {}.\n{slug}.auto={all}\n{slug}.in.auto={source}\n", comment(&why))
}

fn section(context: &Context<'_>, connector: &Connector, at: &str, settings: &[Setting]) -> String {
    let (first, last) = context.files.lines(connector.span);
    let title = format!("{} \"{}\", {}, lines {first} to {last}", place(connector), connector.name, connector.transport);
    let mut out = format!("\n# {}\n", comment(&title));
    for setting in settings {
        out += &format!("# {}\n", comment(setting.option));
        let key = format!("{}.{at}.{}", context.slug, setting.key);
        if setting.is_usable() {
            out += &format!("{key}={}\n", property(&setting.value));
        } else {
            // No route refers to it, as the endpoint has none.
            out += &format!("# {key}: {}: {}\n", setting.kind.demand(), comment(&setting.value));
        }
    }
    out + &secrets(context, at, &connector.secrets)
}

fn place(connector: &Connector) -> String {
    if connector.id == 0 { "Source".to_owned() } else { format!("Destination {}", connector.id) }
}

/// Secrets, each under one name of the environment; never their values.
fn secrets(context: &Context<'_>, at: &str, secrets: &[Secret]) -> String {
    let mut seen: Vec<String> = Vec::new();
    let mut out = String::new();
    for secret in secrets {
        let word: String = secret.name.chars().map(|c| if c.is_ascii_alphanumeric() { c } else { '.' }).collect();
        let mut key = format!("{}.{at}.secret.{word}", context.slug);
        let again = seen.iter().filter(|known| **known == key).count();
        seen.push(key.clone());
        if again > 0 {
            key += &format!(".{}", again + 1);
        }
        let name = key.replace(['.', '-'], "_").to_ascii_uppercase();
        out += &format!("# {}: a secret, from the vault\n{key}={{{{env:{name}}}}}\n", comment(&secret.name));
    }
    out
}
