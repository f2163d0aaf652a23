//! The properties file: every address, time and count of the routes with its legacy value, and
//! the names under which secrets are handed in.

use super::{Context, queue::stores};
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
    section(&mut out, context, source, "in", &plan::source_settings(context.connection));
    if stores(context.connection) {
        out.push("# Pause before a stored message is tried again when the platform fails; no legacy setting".into());
        out.push(format!("{}.in.retry.interval=10000", context.slug));
    }
    for destination in context.connection.destinations.iter().filter(|d| d.connector.enabled) {
        let at = format!("d{}", destination.connector.id);
        let settings = plan::destination_settings(destination);
        section(&mut out, context, &destination.connector, &at, &settings);
    }
    out.join("\n") + "\n"
}

/// Which routes start by themselves.
fn starting(context: &Context<'_>) -> Vec<String> {
    let connection = context.connection;
    let complete = plan::is_complete(connection);
    let state = connection.initial_state.to_ascii_uppercase();
    let (all, source, why) = match state.as_str() {
        _ if !complete => (false, false, "an endpoint has no route yet: a manual task".to_owned()),
        _ if connection.blocked => {
            (false, false, "the connection is blocked: see its findings and tasks".to_owned())
        }
        _ if !connection.enabled => {
            (false, false, "the connection is switched off in the legacy engine".to_owned())
        }
        "" | "STARTED" => (true, true, "the connection runs in the legacy engine".to_owned()),
        "PAUSED" => {
            (true, false, "initialState PAUSED: the source does not take messages in".to_owned())
        }
        other => (false, false, format!("initialState {other}")),
    };
    let slug = context.slug;
    vec![
        format!("# Routes that start by themselves: {}", comment(&why)),
        format!("{slug}.auto={all}"),
        format!("{slug}.in.auto={source}"),
    ]
}

fn section(
    out: &mut Vec<String>,
    context: &Context<'_>,
    connector: &Connector,
    at: &str,
    settings: &[Setting],
) {
    let (first, last) = connector.lines;
    let Connector { name, transport, .. } = connector;
    let title = format!("{} \"{name}\", {transport}, lines {first} to {last}", place(connector));
    out.extend([String::new(), format!("# {}", comment(&title))]);
    for setting in settings {
        out.push(format!("# {}", comment(setting.option)));
        if let Some(note) = setting.note {
            out.push(format!("# {note}"));
        }
        let key = format!("{}.{at}.{}", context.slug, setting.key);
        out.push(if setting.is_usable() {
            format!("{key}={}", property(&setting.value))
        } else {
            // No route refers to it, as the endpoint has none.
            format!("# {key} is {}: {}", setting.kind.demand(), comment(&setting.value))
        });
    }
    secrets(out, context, at, &connector.secrets);
}

fn place(connector: &Connector) -> String {
    if connector.id == 0 { "Source".to_owned() } else { format!("Destination {}", connector.id) }
}

/// Secrets, each under one name of the environment; never their values.
fn secrets(out: &mut Vec<String>, context: &Context<'_>, at: &str, secrets: &[Secret]) {
    for (secret, key) in secrets.iter().zip(secret_keys(secrets)) {
        let key = format!("{}.{at}.{key}", context.slug);
        let name = key.replace(['.', '-'], "_").to_ascii_uppercase();
        out.push(format!("# {}: a secret, from the vault", comment(&secret.name)));
        out.push(format!("{key}={{{{env:{name}}}}}"));
    }
}

/// The key of each secret of a connector: its name, with a number from the second of a name on.
pub(super) fn secret_keys(secrets: &[Secret]) -> Vec<String> {
    let mut seen: Vec<String> = Vec::new();
    let mut keys = Vec::new();
    for secret in secrets {
        let letter = |c: char| if c.is_ascii_alphanumeric() { c } else { '.' };
        let word: String = secret.name.chars().map(letter).collect();
        let key = format!("secret.{word}");
        let again = seen.iter().filter(|known| **known == key).count();
        keys.push(if again > 0 { format!("{key}.{}", again + 1) } else { key.clone() });
        seen.push(key);
    }
    keys
}
