//! Tests of the routes on invented connections.

use proptest::prelude::*;
use serde_json::Value;

use super::{super::Naming, *};
use crate::{
    check,
    ir::route::{AfterFile, Dialling, Endpoint as Legacy, FileScheme, Reply, Secret},
    suite,
};

fn emit(connection: Connection) -> (String, String) {
    let checked = check::check(connection).expect("a connection without scripts is well-formed");
    let naming = Naming { slug: "harbor-oru".to_owned(), class: "HarborOru".to_owned() };
    let mut files = Camel.write(&checked, &naming);
    assert_eq!(files[0].path, "routes/harbor-oru.camel.yaml");
    assert_eq!(files[1].path, "properties/harbor-oru.properties");
    let properties = files.remove(1).text;
    (files.remove(0).text, properties)
}

fn parse(yaml: &str) -> Value {
    serde_saphyr::from_str(yaml).expect("routes are YAML")
}

/// The text of one route, without its comments.
fn route(yaml: &str, id: &str) -> Value {
    let all = parse(yaml);
    let items = all.as_array().cloned().unwrap_or_default();
    let mut routes = items.iter().map(|item| &item["route"]);
    routes.find(|route| route["id"] == id).cloned().unwrap_or(Value::Null)
}

fn uri(route: &Value) -> &str {
    route["from"]["uri"].as_str().unwrap_or_default()
}

/// Every placeholder of the routes has a line in the properties file, which has no line twice.
fn check_placeholders(yaml: &str, properties: &str) {
    let lines = properties.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let mut keys: Vec<&str> =
        lines.filter_map(|line| line.split_once('=')).map(|(key, _)| key).collect();
    let n_keys = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), n_keys, "a key stands twice: {properties}");
    for piece in yaml.split("{{").skip(1) {
        let key = piece.split("}}").next().unwrap_or_default();
        assert!(keys.contains(&key), "no line for {key}");
    }
}

/// A connection for each kind of endpoint and each way of running it.
fn samples() -> Vec<(&'static str, Connection)> {
    let tcp = || Legacy::TcpListener(suite::tcp_listener());
    let sender = |id| suite::destination(id, Legacy::TcpSender(suite::tcp_sender()));
    let mut queued = sender(1);
    queued.queue.enabled = true;
    let mut first = sender(2);
    first.queue.enabled = true;
    first.queue.send_first = true;
    first.queue.retry_count = "3".to_owned();
    let mut writer = suite::destination(3, Legacy::FileWriter(suite::file_writer()));
    writer.wait_for_previous = false;
    let hand_over = suite::destination(4, Legacy::ChannelWriter(suite::channel_writer()));
    let mut stored = suite::connection(tcp(), vec![sender(1)]);
    stored.intake.respond_after_processing = false;
    stored.intake.reply = Reply::BeforeProcessing;
    let reader = Legacy::FileReader(suite::file_reader());
    let mut undeployable = suite::connection(tcp(), vec![sender(1)]);
    undeployable.undeployable = Some("a script does not\ncompile".to_owned());
    vec![
        ("tcp", suite::connection(tcp(), vec![sender(1)])),
        ("queues-and-chains", suite::connection(tcp(), vec![queued, first, writer, hand_over])),
        ("stored", stored),
        ("file", suite::connection(reader, vec![suite::destination(1, suite::database_writer())])),
        ("channel", suite::connection(Legacy::ChannelReader, Vec::new())),
        ("undeployable", undeployable),
    ]
}

#[test]
fn routes_of_samples_are_as_reviewed() {
    for (name, connection) in samples() {
        let (yaml, properties) = emit(connection);
        check_placeholders(&yaml, &properties);
        insta::assert_snapshot!(name, format!("{yaml}\n=== properties\n{properties}"));
    }
}
