//! Tests of the routes on invented connections.

use proptest::prelude::*;
use serde_json::Value;

use super::{super::Naming, *};
use crate::{
    check,
    ir::route::{
        AfterFile, Dialling, Endpoint as Legacy, Entry, FileReader, FileScheme, FileWriter,
        HttpLogin, Pairs, Protocol, Reply, Secret, Split, Value as Text,
    },
    suite::connection as suite,
};

pub(super) fn emit(connection: Connection) -> (String, String) {
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
pub(super) fn route(yaml: &str, id: &str) -> Value {
    let all = parse(yaml);
    let items = all.as_array().cloned().unwrap_or_default();
    let mut routes = items.iter().map(|item| &item["route"]);
    routes.find(|route| route["id"] == id).cloned().unwrap_or(Value::Null)
}

fn uri(route: &Value) -> &str {
    route["from"]["uri"].as_str().unwrap_or_default()
}

/// Every placeholder of the routes has a line in the properties file, which has no line twice.
pub(super) fn check_placeholders(yaml: &str, properties: &str) {
    let lines = properties.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let mut keys: Vec<&str> =
        lines.filter_map(|line| line.split_once('=')).map(|(key, _)| key).collect();
    let n_keys = keys.len();
    keys.sort_unstable();
    keys.dedup();
    assert_eq!(keys.len(), n_keys, "a key stands twice: {properties}");
    let code: Vec<&str> = yaml.lines().filter(|line| !line.trim_start().starts_with('#')).collect();
    for piece in code.join("\n").split("{{").skip(1) {
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
        ("file", suite::connection(reader, vec![suite::destination(1, suite::unmapped())])),
        ("remote-folders", remote_folders()),
        ("http", http()),
        ("batch", batch()),
        ("channel", suite::connection(Legacy::ChannelReader, Vec::new())),
        ("undeployable", undeployable),
    ]
}

/// A reader and writers by protocol.
fn remote_folders() -> Connection {
    let scheme = |protocol: Option<Protocol>| {
        let mut server = suite::remote();
        server.protocol = protocol.unwrap_or(server.protocol);
        FileScheme::Remote(Box::new(server))
    };
    let reader =
        FileReader { scheme: scheme(None), after: AfterFile::Delete, ..suite::file_reader() };
    let writer = |id, scheme: FileScheme| {
        let writer = FileWriter { scheme, temporary: id == 1, ..suite::file_writer() };
        let mut destination = suite::destination(id, Legacy::FileWriter(writer));
        let span = suite::secret_span();
        destination.connector.secrets = vec![Secret { name: "password".to_owned(), span }];
        destination
    };
    let mut share = suite::remote();
    share.protocol = Protocol::Smb { min: String::new(), max: String::new() };
    share.user = "HARBOR\\lab".to_owned();
    let mut bucket = suite::bucket();
    bucket.metadata = vec![suite::entry("x-site", "north")];
    let destinations = vec![
        writer(1, scheme(Some(Protocol::Ftp { passive: false, commands: Vec::new() }))),
        writer(2, FileScheme::Remote(Box::new(share))),
        writer(3, scheme(Some(Protocol::S3(bucket)))),
        writer(4, scheme(Some(Protocol::WebDav { secure: true }))),
    ];
    suite::connection(Legacy::FileReader(reader), destinations)
}

/// A folder whose files hold several records.
fn batch() -> Connection {
    let mut connection = suite::connection(Legacy::FileReader(suite::file_reader()), Vec::new());
    let setting = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    connection.intake.batch = true;
    connection.intake.first_response = true;
    connection.intake.split = Some(Split {
        data_type: "DELIMITED".to_owned(),
        kind: "Record".to_owned(),
        settings: vec![setting("batchSkipRecords", "1")],
    });
    connection
}

/// HTTP in and out: a plain sender, and one with templates, headers, login and proxy.
fn http() -> Connection {
    let plain = suite::destination(1, Legacy::HttpSender(suite::http_sender()));
    let token = plain.connector.span;
    let password = Some(suite::secret_span());
    let mut sender = suite::http_sender();
    sender.url = "http://${host}/api/${id}".to_owned();
    sender.headers = Pairs::Fixed(vec![
        suite::entry("Accept", "application/json"),
        Entry { name: "X-Token".to_owned(), value: Text::Secret(token) },
    ]);
    sender.parameters = Pairs::Variable("query".to_owned());
    sender.login =
        Some(HttpLogin { digest: true, preemptive: false, user: "lab".to_owned(), password });
    sender.proxy = Some(("proxy.harbor.invalid".to_owned(), "3128".to_owned()));
    let mut other = suite::destination(2, Legacy::HttpSender(sender.clone()));
    let secret = |name: &str, span| Secret { name: name.to_owned(), span };
    // A header may have the name of a setting.
    other.connector.secrets =
        vec![secret("password", token), secret("password", suite::secret_span())];
    // A challenge cannot be waited for with a name that is known per message only.
    sender.login =
        Some(HttpLogin { digest: true, preemptive: false, user: "${u}".to_owned(), password });
    let without = suite::destination(3, Legacy::HttpSender(sender.clone()));
    sender.login =
        Some(HttpLogin { digest: false, preemptive: true, user: "${u}".to_owned(), password });
    let mut template = suite::destination(4, Legacy::HttpSender(sender));
    template.connector.secrets =
        vec![secret("X-Token", token), secret("password", suite::secret_span())];
    let destinations = vec![plain, other, without, template];
    suite::connection(Legacy::HttpListener(suite::http_listener()), destinations)
}

#[test]
fn routes_of_samples_are_as_reviewed() {
    for (name, connection) in samples() {
        let (yaml, properties) = emit(connection);
        check_placeholders(&yaml, &properties);
        insta::assert_snapshot!(name, format!("{yaml}\n=== properties\n{properties}"));
    }
}

type Change = fn(&mut Connection);

fn listener(connection: &mut Connection) -> Option<&mut crate::ir::route::TcpListener> {
    if let Legacy::TcpListener(listener) = &mut connection.source.endpoint {
        Some(listener)
    } else {
        None
    }
}

fn sender(connection: &mut Connection) -> Option<&mut crate::ir::route::TcpSender> {
    match &mut connection.destinations[0].connector.endpoint {
        Legacy::TcpSender(sender) => Some(sender),
        _ => None,
    }
}

/// What has no route gets none, names its task, and keeps the connection from starting.
#[test]
fn what_has_no_route_fails_closed() {
    let cases: &[(&str, u32, Change)] = &[
        ("MW4002", 0, |c| c.intake.batch = true),
        ("MW4002", 0, |c| listener(c).unwrap().framing.commit_blocks = true),
        ("MW4002", 0, |c| listener(c).unwrap().framing.end.clear()),
        ("MW4002", 0, |c| listener(c).unwrap().port = "${port}".to_owned()),
        ("MW4002", 0, |c| listener(c).unwrap().port = "65536".to_owned()),
        ("MW4002", 0, |c| c.intake.threads = "0".to_owned()),
        ("MW4002", 0, |c| listener(c).unwrap().host = "a?b=c".to_owned()),
        ("MW4002", 0, |c| listener(c).unwrap().reply_to = Some(("h".into(), "1".into()))),
        ("MW4002", 0, |c| {
            let (host, port) = ("h".to_owned(), "1".to_owned());
            listener(c).unwrap().dialling =
                Dialling::Client { host, port, reconnect_ms: "5".to_owned() };
        }),
        ("MW4001", 0, |c| c.source.endpoint = suite::unmapped()),
        ("MW4002", 1, |c| sender(c).unwrap().server_mode = true),
        ("MW4002", 1, |c| sender(c).unwrap().host = "{{env:HOME}}".to_owned()),
        ("MW4002", 1, |c| sender(c).unwrap().response_timeout_ms = "5s".to_owned()),
        ("MW4002", 1, |c| c.destinations[0].queue.retry_count = "-1".to_owned()),
        ("MW4001", 1, |c| c.destinations[0].connector.endpoint = suite::unmapped()),
    ];
    for (index, (code, at, change)) in cases.iter().enumerate() {
        let destination = suite::destination(1, Legacy::TcpSender(suite::tcp_sender()));
        let mut connection =
            suite::connection(Legacy::TcpListener(suite::tcp_listener()), vec![destination]);
        connection.destinations[0].queue.enabled = true;
        change(&mut connection);
        let (yaml, properties) = emit(connection);
        check_placeholders(&yaml, &properties);
        assert!(yaml.contains(&format!("# MANUAL TASK {code}")), "case {index}: {yaml}");
        assert!(properties.contains("\nharbor-oru.auto=false\n"), "case {index}");
        assert!(properties.contains("\nharbor-oru.in.auto=false\n"), "case {index}");
        let attempt = route(&yaml, "harbor-oru-d1").to_string();
        assert_eq!(attempt.contains("throwException"), *at == 1, "case {index}: {attempt}");
        assert_eq!(attempt.contains("netty"), *at != 1, "case {index}: {attempt}");
        assert_eq!(route(&yaml, "harbor-oru-d1-queue").is_null(), *at == 1, "case {index}");
        assert_eq!(route(&yaml, "harbor-oru-in").is_null(), *at == 0, "case {index}");
        assert_eq!(uri(&route(&yaml, "harbor-oru-channel")), "direct:{{harbor-oru.in.channel}}");
    }
}

/// After success, after an error, after a failure, and the options that say so.
type Folder<'a> = (AfterFile, Option<AfterFile>, AfterFile, &'a [(&'a str, Value)]);

/// Options of the file component, by what differs from the sample.
#[test]
fn folders_keep_what_happens_to_a_file() {
    let moved = || AfterFile::Move {
        directory: "/data/bad".to_owned(),
        name: "x-${originalFilename}".to_owned(),
    };
    let template = AfterFile::Move { directory: "/data/${day}".to_owned(), name: String::new() };
    let by_option = "RAW({{harbor-oru.in.move}})".into();
    let by_bean = "RAW(${bean:harbor-oru-in-outcome?method=target})".into();
    let outcome = || ("processStrategy", Value::from("#harbor-oru-in-outcome"));
    let keep = || AfterFile::Keep;
    let cases: &[Folder<'_>] = &[
        (keep(), None, keep(), &[("noop", true.into()), ("idempotent", false.into())]),
        (AfterFile::Delete, None, keep(), &[("delete", true.into())]),
        (AfterFile::Delete, Some(moved()), keep(), &[outcome()]),
        (keep(), Some(AfterFile::Delete), keep(), &[outcome()]),
        (AfterFile::Delete, None, moved(), &[outcome()]),
        (moved(), Some(moved()), keep(), &[("move", by_option)]),
        (template, None, keep(), &[("move", by_bean)]),
    ];
    for (after, after_error, after_failure, expected) in cases {
        let mut reader = suite::file_reader();
        (reader.after, reader.after_error) = (after.clone(), after_error.clone());
        reader.after_failure = after_failure.clone();
        let (yaml, properties) = emit(suite::connection(Legacy::FileReader(reader), Vec::new()));
        check_placeholders(&yaml, &properties);
        let route = route(&yaml, "harbor-oru-in");
        let options = &route["from"]["parameters"];
        for name in ["noop", "idempotent", "delete", "move", "moveFailed", "processStrategy"] {
            let wanted = expected.iter().find(|(known, _)| *known == name).map(|(_, value)| value);
            assert_eq!(options.get(name), wanted, "{after:?} {after_error:?} {name}");
        }
        let bean = yaml.contains("name: harbor-oru-in-outcome");
        assert_eq!(bean, expected.iter().any(|(_, v)| v.to_string().contains("outcome")), "{yaml}");
    }
}

#[test]
fn sizes_of_files_are_a_filter() {
    for (min, max, expected) in [
        ("", None, Value::Null),
        ("0", None, Value::Null),
        ("5", None, "RAW(${file:size} >= {{harbor-oru.in.size.min}})".into()),
        ("", Some(""), "RAW(${file:size} <= {{harbor-oru.in.size.max}})".into()),
    ] {
        let mut reader = suite::file_reader();
        reader.min_bytes = min.to_owned();
        reader.max_bytes = max.map(str::to_owned);
        let (yaml, properties) = emit(suite::connection(Legacy::FileReader(reader), Vec::new()));
        check_placeholders(&yaml, &properties);
        let options = &route(&yaml, "harbor-oru-in")["from"]["parameters"];
        assert_eq!(options["filterFile"], expected);
    }
}

#[test]
fn states_of_the_legacy_engine_decide_what_starts() {
    for (enabled, state, auto, source) in [
        (true, "STARTED", true, true),
        (true, "", true, true),
        (true, "PAUSED", true, false),
        (true, "STOPPED", false, false),
        (true, "BROKEN", false, false),
        (false, "STARTED", false, false),
    ] {
        let mut connection = suite::connection(Legacy::ChannelReader, Vec::new());
        connection.enabled = enabled;
        connection.initial_state = state.to_owned();
        let (_, properties) = emit(connection);
        let lines = format!("\nharbor-oru.auto={auto}\nharbor-oru.in.auto={source}\n");
        assert!(properties.contains(&lines), "{enabled} {state}: {properties}");
    }
}

#[test]
fn secrets_are_names_of_the_environment() {
    let mut connection = suite::connection(Legacy::ChannelReader, Vec::new());
    let secret = |name: &str| Secret { name: name.to_owned(), span: connection.source.span };
    connection.source.secrets = vec![secret("password"), secret("password"), secret("a=b\nc")];
    let (_, properties) = emit(connection);
    let lines: Vec<&str> = properties.lines().filter(|line| line.contains("{{env:")).collect();
    let expected = [
        "harbor-oru.in.secret.password={{env:HARBOR_ORU_IN_SECRET_PASSWORD}}",
        "harbor-oru.in.secret.password.2={{env:HARBOR_ORU_IN_SECRET_PASSWORD_2}}",
        "harbor-oru.in.secret.a.b.c={{env:HARBOR_ORU_IN_SECRET_A_B_C}}",
    ];
    assert_eq!(lines, expected);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    /// Whatever an export says, the files stay ASCII, parse, and have the same routes.
    #[test]
    fn texts_of_an_export_cannot_break_out(text in "(?s).{0,20}|[\r\n#\"'{}$&?%: -]{0,8}") {
        let sender = crate::ir::route::TcpSender { template: text.clone(), ..suite::tcp_sender() };
        let mut destination = suite::destination(1, Legacy::TcpSender(sender));
        destination.connector.name.clone_from(&text);
        let listener = crate::ir::route::TcpListener { host: text.clone(), ..suite::tcp_listener() };
        let mut connection = suite::connection(Legacy::TcpListener(listener), vec![destination]);
        connection.name.clone_from(&text);
        connection.id.clone_from(&text);
        connection.intake.reply = Reply::Entry(text.clone());
        connection.initial_state.clone_from(&text);
        let (yaml, properties) = emit(connection);
        for file in [&yaml, &properties] {
            prop_assert!(file.bytes().all(|b| matches!(b, b'\n' | 0x20..=0x7e)));
        }
        check_placeholders(&yaml, &properties);
        let routes = parse(&yaml);
        let ids: Vec<&str> = routes.as_array().into_iter().flatten().filter_map(|item| item["route"]["id"].as_str()).collect();
        let without_source = ["harbor-oru-channel", "harbor-oru-main", "harbor-oru-d1"];
        prop_assert!(ids == without_source || (ids[0] == "harbor-oru-in" && ids[1..] == without_source), "{ids:?}");
        let keys = properties.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        prop_assert!(keys.into_iter().all(|line| line.starts_with("harbor-oru.") && line.contains('=')));
    }
}
