//! Tests of the plan.

use super::*;
use crate::{
    ir::route::{
        AfterFile, DatabaseReader, Days, Endpoint, Entry, FileReader, FileScheme, Hours,
        HttpListener, HttpLogin, HttpSender, OptionGap, Pairs, Polling, Protocol, Remote, Secret,
        Sftp, Split, TimeOfDay, Times, Update, Value,
    },
    suite::{connection as suite, transports},
};

fn with_sender() -> Connection {
    let destination = suite::destination(1, Endpoint::TcpSender(suite::tcp_sender()));
    suite::connection(Endpoint::TcpListener(suite::tcp_listener()), vec![destination])
}

#[test]
fn a_plain_connection_has_no_gaps() {
    for connection in [with_sender(), suite::connection(Endpoint::ChannelReader, Vec::new())] {
        assert_eq!(gaps(&connection), Vec::new());
        assert!(is_complete(&connection));
    }
}

#[test]
fn gaps_name_rule_owner_and_place() {
    let mut connection = with_sender();
    let span = connection.source.span;
    let destination = &mut connection.destinations[0];
    destination.queue.enabled = true;
    destination.queue.rotate = true;
    destination.connector.secrets.push(Secret { name: "password".to_owned(), span });
    destination.connector.gaps.push(OptionGap {
        option: "maxConnections".to_owned(),
        value: "3".to_owned(),
        task: "Limit it.".to_owned(),
        span,
    });
    let gaps = gaps(&connection);
    let seen: Vec<_> =
        gaps.iter().map(|gap| (gap.rule.code, gap.owner, gap.subject.as_str())).collect();
    assert_eq!(
        seen,
        [
            (
                "MW4002",
                INTERFACE_ENGINEER,
                "`rotate` lets later messages overtake one that fails at destination 1 `Destination 1`"
            ),
            (
                "MW4002",
                INTERFACE_ENGINEER,
                "`maxConnections` = `3` of destination 1 `Destination 1` has no equivalent"
            ),
            (
                "MW4003",
                SECURITY_OFFICER,
                "`password` of destination 1 `Destination 1` holds a secret"
            ),
        ]
    );
    assert!(is_complete(&connection), "none of these leaves the endpoint without a route");
    assert!(gaps[1].task().text.ends_with("has no equivalent: Limit it."));
    assert_eq!(gaps[1].finding("Harbor ORU").connection.as_deref(), Some("Harbor ORU"));
}

#[test]
fn what_is_switched_off_has_no_gaps() {
    let mut connection = with_sender();
    connection.destinations[0].connector.endpoint = suite::unmapped();
    assert!(!is_complete(&connection));
    assert_eq!(obstacles(&connection, 1).len(), 1);
    connection.destinations[0].connector.enabled = false;
    assert!(is_complete(&connection));
}

/// A change of the reader, what happens to files on success and error, and whether it has a route.
type Case = (fn(&mut FileReader), Option<(AfterFile, Option<AfterFile>)>, bool);

#[test]
fn folders_without_equivalent_have_no_route() {
    let moved = || AfterFile::Move { directory: "/bad".to_owned(), name: String::new() };
    let relative = AfterFile::Move { directory: "bad".to_owned(), name: String::new() };
    let cases: &[Case] = &[
        (|_| {}, None, true),
        (|r| r.polling = Polling::every("0"), None, false),
        (|r| r.directory = "data/in".to_owned(), None, false),
        (|r| r.directory = "/data/${x}".to_owned(), None, false),
        (|r| r.directory = "C:\\data\\in".to_owned(), None, true),
        (|r| r.pattern = "{{a}}".to_owned(), None, true),
        (
            |r| {
                r.regex = true;
                r.pattern = "{{a}}".to_owned();
            },
            None,
            false,
        ),
        (|r| r.sort_by = "owner".to_owned(), None, false),
        (|_| {}, Some((AfterFile::Delete, Some(moved()))), true),
        (|_| {}, Some((AfterFile::Keep, Some(moved()))), true),
        (|_| {}, Some((AfterFile::Keep, Some(AfterFile::Delete))), true),
        (|_| {}, Some((relative.clone(), None)), false),
        (|_| {}, Some((AfterFile::Keep, Some(relative))), false),
        (|r| r.pattern = "${site}*".to_owned(), None, false),
        (|r| r.max_bytes = Some(String::new()), None, true),
        (|r| r.max_bytes = Some("${max}".to_owned()), None, false),
        (|r| r.min_bytes = "-1".to_owned(), None, false),
    ];
    for (index, (change, after, routed)) in cases.iter().enumerate() {
        let mut reader = suite::file_reader();
        change(&mut reader);
        if let Some((after, error)) = after {
            (reader.after, reader.after_error) = (after.clone(), error.clone());
        }
        let connection = suite::connection(Endpoint::FileReader(reader), Vec::new());
        assert_eq!(obstacles(&connection, 0).is_empty(), *routed, "case {index}");
    }
}

/// A remote folder, what it lacks by code, and whether it has a route as reader and as writer.
#[test]
fn folders_of_other_servers_have_a_route_where_the_component_is_exact() {
    type Change = fn(&mut Remote);
    fn sftp(server: &mut Remote) -> &mut Sftp {
        match &mut server.protocol {
            Protocol::Sftp(sftp) => sftp,
            _ => panic!("the sample is SFTP"),
        }
    }
    let cases: &[(Change, bool, bool)] = &[
        (|_| {}, true, true),
        (|s| sftp(s).host_key = "ask".to_owned(), true, true),
        (|s| sftp(s).host_key = "maybe".to_owned(), false, false),
        (|s| sftp(s).key_file = Some("${key}".to_owned()), false, false),
        (|s| sftp(s).library = vec![suite::entry("a", "b")], false, false),
        (|s| s.host = "${host}".to_owned(), false, false),
        (|s| s.port = "2222".to_owned(), true, true),
        (|s| s.port = "x".to_owned(), false, false),
        (|s| s.folder = "a?b".to_owned(), false, false),
        (|s| s.folder.clear(), true, true),
        (|s| s.user.clear(), false, false),
        (|s| s.timeout_ms = "soon".to_owned(), false, false),
        (|s| s.protocol = Protocol::Ftp { passive: true, commands: Vec::new() }, true, true),
        (
            |s| s.protocol = Protocol::Ftp { passive: true, commands: vec!["X".into()] },
            false,
            false,
        ),
        (|s| s.protocol = Protocol::Smb { min: "SMB202".into(), max: "SMB311".into() }, true, true),
        (|s| s.protocol = Protocol::Smb { min: "SMB1".into(), max: "SMB1".into() }, false, false),
        (|s| s.protocol = Protocol::WebDav { secure: true }, false, false),
        (|s| s.protocol = Protocol::Other("GOPHER".into()), false, false),
        (|s| s.protocol = Protocol::S3(suite::bucket()), false, true),
        (
            |s| {
                s.protocol = Protocol::S3(suite::bucket());
                s.anonymous = true;
            },
            false,
            false,
        ),
    ];
    for (index, (change, reads, writes)) in cases.iter().enumerate() {
        let mut server = suite::remote();
        change(&mut server);
        let scheme = FileScheme::Remote(Box::new(server));
        let mut reader = suite::file_reader();
        reader.after = AfterFile::Delete;
        reader.scheme = scheme.clone();
        let mut writer = suite::file_writer();
        writer.scheme = scheme;
        let destination = suite::destination(1, Endpoint::FileWriter(writer));
        let connection = suite::connection(Endpoint::FileReader(reader), vec![destination]);
        assert_eq!(obstacles(&connection, 0).is_empty(), *reads, "reader {index}");
        assert_eq!(obstacles(&connection, 1).is_empty(), *writes, "writer {index}");
    }
}

#[test]
fn patterns_and_targets_of_files_become_expressions() {
    for (pattern, regex, expected) in [
        ("*.hl7", false, "(?-i:.*\\.hl7)"),
        ("a?.txt, *", false, "(?-i:a.\\.txt|.*)"),
        ("\u{e4}(1)|b", false, "(?-i:\u{e4}\\(1\\)\\|b)"),
        ("[A-Z]+", true, "(?-i:[A-Z]+)"),
    ] {
        assert_eq!(include_regex(pattern, regex), expected);
    }
    let expression = |text: &str| Some(Target::Expression(text.to_owned()));
    for (directory, name, expected) in [
        ("/done", "", expression("/done/${file:onlyname}")),
        ("/done/", "x-${originalFilename}.bak", expression("/done/x-${file:onlyname}.bak")),
        ("", "old.hl7", expression("old.hl7")),
        ("", "", None),
        ("done", "", None),
        ("/done", "${date.get('yyyy')}", Some(Target::Template)),
        ("/done", "{{env:HOME}}", Some(Target::Template)),
        ("/done?x=1", "", Some(Target::Template)),
        ("${OUT}/done", "${originalFilename}_${COUNT}", Some(Target::Template)),
    ] {
        assert_eq!(target(directory, name), expected, "{directory} {name}");
    }
    for (directory, name, expected) in [
        ("/out", "a.hl7", ("/out", "a.hl7", false)),
        ("/out/${year}/", "a.hl7", ("/out", "${year}/a.hl7", false)),
        ("/out/x-${site}/new", "${id}", ("/out", "x-${site}/new/${id}", false)),
        ("${out}/x/", "a", ("/", "${out}/x/a", true)),
        ("/${out}", "a", ("/${out}", "a", false)),
        ("", "a", ("", "a", false)),
    ] {
        let mut writer = suite::file_writer();
        (writer.directory, writer.name) = (directory.to_owned(), name.to_owned());
        let Written { folder, name, absolute } = written(&writer);
        assert_eq!((folder.as_str(), name.as_str(), absolute), expected, "{directory}");
    }
}

#[test]
fn values_are_usable_where_they_are_plain() {
    for (kind, value, usable) in [
        (Kind::Host, "lis.harbor.invalid", true),
        (Kind::Host, "", false),
        (Kind::Host, "::1", false),
        (Kind::Host, "a b", false),
        (Kind::Port, "6661", true),
        (Kind::Port, "0", false),
        (Kind::Port, "65535", true),
        (Kind::Port, "65536", false),
        (Kind::Port, "+6661", false),
        (Kind::Number, "0", true),
        (Kind::Number, "2147483647", true),
        (Kind::Number, "2147483648", false),
        (Kind::Number, " 5", false),
        (Kind::Count, "0", false),
        (Kind::Folder, "/data/in box", true),
        (Kind::Folder, "//server/share", true),
        (Kind::Folder, "C:data", false),
        (Kind::Folder, "//server/share$/x", true),
        (Kind::Folder, "/data/${x}", false),
        (Kind::RemoteFolder, "", true),
        (Kind::RemoteFolder, "share$/x", true),
        (Kind::RemoteFolder, "${x}", false),
        (Kind::User, "EXAMPLE\\lab", true),
        (Kind::User, "a)b", false),
        (Kind::User, "${u}", false),
        (Kind::Template, "${u}", true),
        (Kind::Template, "", false),
        (Kind::UrlPath, "", true),
        (Kind::UrlPath, "/a/b-c", true),
        (Kind::UrlPath, "a", false),
        (Kind::UrlPath, "/a?b", false),
        (Kind::Url, "https://h:8443/a?b=c", true),
        (Kind::Url, "ftp://h", false),
        (Kind::Url, "http://${h}", false),
        (Kind::Url, "http://h/a b", false),
        (Kind::Time, "06:30", true),
        (Kind::Time, "6:60", false),
        (Kind::Time, "630", false),
        (Kind::Cron, "0 0/10 7-18 ? * MON-FRI", true),
        (Kind::Cron, "0 0 * * * ? {{x}}", false),
        (Kind::Cron, "", false),
        (Kind::Folder, "/a&b", false),
        (Kind::Folder, "/a\n", false),
        (Kind::Expression, "a{2}", true),
        (Kind::Expression, "a)&b", false),
        (Kind::Charset, "ISO-8859-1", true),
        (Kind::Charset, "UTF 8", false),
    ] {
        let setting = Setting { key: "k", option: "o", value: value.to_owned(), kind, note: None };
        assert_eq!(setting.is_usable(), usable, "{kind:?} {value:?}");
    }
}

#[test]
fn schedules_that_the_legacy_engine_refuses_have_no_route() {
    let time = |hour: &str, minute: &str| TimeOfDay { hour: hour.into(), minute: minute.into() };
    let interval = |days: Days, hours: Option<Hours>| Times::Interval {
        every_ms: "5000".to_owned(),
        days,
        hours,
    };
    let hours = |from, to| Some(Hours { from, to });
    let cases = [
        (interval(Days::All, None), true),
        (interval(Days::Weekly([false; 7]), None), false),
        (interval(Days::Monthly("31".to_owned()), None), true),
        (interval(Days::Monthly("0".to_owned()), None), false),
        (interval(Days::All, hours(time("8", "0"), time("17", "30"))), true),
        (interval(Days::All, hours(time("22", "0"), time("6", "0"))), true),
        (interval(Days::All, hours(time("8", "30"), time("8", "0"))), false),
        (interval(Days::All, hours(time("8", "0"), time("24", "0"))), false),
        (Times::Daily { at: time("6", "30"), days: Days::All }, true),
        (Times::Daily { at: time("6", "${m}"), days: Days::All }, false),
        (Times::Daily { at: time("6", "30"), days: Days::Weekly([false; 7]) }, false),
        (Times::Cron(Vec::new()), false),
        (Times::Cron(vec!["0 0 * * * ?".to_owned(), "0 15 10 ? * 6#3 2027".to_owned()]), true),
        (Times::Cron(vec!["0 0 * * *".to_owned()]), false),
        (Times::Cron(vec!["0 0 * * * ? | x".to_owned()]), false),
    ];
    for (times, routed) in cases {
        let mut reader = suite::file_reader();
        reader.polling = Polling { times: times.clone(), on_start: true };
        let connection = suite::connection(Endpoint::FileReader(reader), Vec::new());
        assert_eq!(obstacles(&connection, 0).is_empty(), routed, "{times:?}");
    }
}

/// A header with a password inside.
fn mixed() -> Entry {
    Entry { name: "X-Back".to_owned(), value: Value::Mixed }
}

#[test]
fn http_endpoints_have_a_route_where_the_runtime_is_exact() {
    type Listening = fn(&mut HttpListener);
    type Sending = fn(&mut HttpSender);
    let cases: &[(Listening, bool)] = &[
        (|_| {}, true),
        (|l| l.port = "${port}".to_owned(), false),
        (|l| l.path = "/a/${b}".to_owned(), false),
        (|l| l.path = "a?b".to_owned(), false),
        (|l| l.path.clear(), true),
        (|l| l.path = "/".to_owned(), true),
        (|l| l.timeout_ms = "soon".to_owned(), false),
        (|l| l.static_resources = 2, false),
        (|l| l.status = "${code}".to_owned(), true),
        (|l| l.charset = "a b".to_owned(), false),
        (|l| l.headers = Pairs::Fixed(vec![mixed()]), false),
    ];
    for (index, (change, routed)) in cases.iter().enumerate() {
        let mut listener = suite::http_listener();
        change(&mut listener);
        let connection = suite::connection(Endpoint::HttpListener(listener), Vec::new());
        assert_eq!(obstacles(&connection, 0).is_empty(), *routed, "listener {index}");
    }
    let login = |user: &str, digest, preemptive| {
        Some(HttpLogin { user: user.to_owned(), password: None, digest, preemptive })
    };
    let cases: &[(Sending, bool)] = &[
        (|_| {}, true),
        (|s| s.url = "${url}".to_owned(), true),
        (|s| s.url = "${http://{{x}}}".to_owned(), true),
        (|s| s.url.clear(), false),
        (|s| s.secret_in_url = true, false),
        (|s| s.method = "pAtCh".to_owned(), true),
        (|s| s.method = "BREW".to_owned(), false),
        (|s| s.method.clear(), false),
        (|s| s.timeout_ms = "never".to_owned(), true),
        (|s| s.timeout_ms = "${t}".to_owned(), false),
        (|s| s.charset = "NONE".to_owned(), true),
        (|s| s.charset = "${c}".to_owned(), false),
        (|s| s.proxy = Some(("p".into(), "3128".into())), true),
        (|s| s.headers = Pairs::Fixed(vec![mixed()]), false),
        (|s| s.parameters = Pairs::Fixed(vec![mixed()]), false),
        (|s| s.proxy = Some(("${p}".into(), "3128".into())), false),
    ];
    let routed = |sender: HttpSender| {
        let destination = suite::destination(1, Endpoint::HttpSender(sender));
        obstacles(&suite::connection(Endpoint::ChannelReader, vec![destination]), 1).is_empty()
    };
    for (index, (change, expected)) in cases.iter().enumerate() {
        let mut sender = suite::http_sender();
        change(&mut sender);
        assert_eq!(routed(sender), *expected, "sender {index}");
    }
    for (user, digest, preemptive, expected) in [
        ("lab", false, false, true),
        ("lab", true, true, true),
        ("${u}", false, true, true),
        ("${u}", true, true, false),
        ("${u}", false, false, false),
        ("", false, true, false),
    ] {
        let sender = HttpSender { login: login(user, digest, preemptive), ..suite::http_sender() };
        assert_eq!(routed(sender), expected, "{user} {digest} {preemptive}");
    }
}

/// A plugin may be TLS or authentication: without it the endpoint would be another.
#[test]
fn plugins_leave_an_endpoint_without_a_route() {
    let mut connection = with_sender();
    let span = connection.source.span;
    let gap = |option: &str| OptionGap {
        option: option.to_owned(),
        value: String::new(),
        task: "Set it up.".to_owned(),
        span,
    };
    connection.source.gaps = vec![gap("overrideLocalBinding")];
    assert!(is_complete(&connection));
    connection.source.gaps = vec![gap("pluginProperties/com.x.Tls")];
    assert_eq!(obstacles(&connection, 0).len(), 1);
}

#[test]
fn batches_have_a_route_where_the_cut_is_known() {
    let tcp = || Endpoint::TcpListener(suite::tcp_listener());
    let file = || Endpoint::FileReader(suite::file_reader());
    let http = |xml: bool| {
        let mut listener = suite::http_listener();
        listener.body.xml = xml;
        Endpoint::HttpListener(listener)
    };
    let database = |when, aggregate| {
        let reader = transports::database_reader();
        Endpoint::DatabaseReader(Box::new(DatabaseReader { when, aggregate, ..reader }))
    };
    for (source, data_type, kind, routed) in [
        (tcp(), "HL7V2", "MSH_Segment", true),
        (database(Update::Never, false), "XML", "Level", true),
        (database(Update::AfterPoll, false), "XML", "Level", true),
        (database(Update::AfterMessage, false), "XML", "Level", false),
        (database(Update::AfterMessage, true), "XML", "Level", true),
        (file(), "HL7V2", "MSH_Segment", true),
        (Endpoint::ChannelReader, "HL7V2", "MSH_Segment", true),
        (file(), "HL7V2", "Record", false),
        (file(), "HL7V2", "", false),
        (file(), "DELIMITED", "Record", true),
        (file(), "DELIMITED", "Delimiter", true),
        (file(), "DELIMITED", "Grouping_Column", true),
        (file(), "XML", "Element_Name", true),
        (file(), "XML", "XPath_Query", true),
        (file(), "RAW", "MSH_Segment", false),
        // There is no script.
        (file(), "RAW", "JavaScript", false),
        (tcp(), "DELIMITED", "Record", false),
        (http(false), "HL7V2", "MSH_Segment", true),
        (http(true), "HL7V2", "MSH_Segment", false),
    ] {
        let mut connection = suite::connection(source, Vec::new());
        connection.intake.batch = true;
        connection.intake.split = Some(Split {
            data_type: data_type.to_owned(),
            kind: kind.to_owned(),
            settings: Vec::new(),
        });
        assert_eq!(obstacles(&connection, 0).is_empty(), routed, "{data_type} {kind}");
        connection.intake.split = None;
        assert_eq!(obstacles(&connection, 0).len(), 1);
        connection.intake.batch = false;
        assert_eq!(obstacles(&connection, 0), []);
    }
}

/// A text that the legacy engine sends, with a password of a URL inside, is not shown, so it
/// cannot be sent either. A whole password has a placeholder.
#[test]
fn a_text_with_a_secret_inside_leaves_its_endpoint_without_a_route() {
    for (endpoint, name, routed) in [
        (Endpoint::TcpSender(suite::tcp_sender()), "template", false),
        (Endpoint::FileWriter(suite::file_writer()), "template", false),
        (Endpoint::FileWriter(suite::file_writer()), "outputPattern", false),
        (Endpoint::FileWriter(suite::file_writer()), "password", true),
        (Endpoint::JmsSender(Box::new(transports::jms_sender())), "template", false),
        (Endpoint::SmtpSender(Box::new(transports::smtp_sender())), "body", false),
        (Endpoint::HttpSender(suite::http_sender()), "content", false),
        (Endpoint::HttpSender(suite::http_sender()), "password", true),
    ] {
        let mut destination = suite::destination(1, endpoint);
        let span = destination.connector.span;
        destination.connector.secrets.push(Secret { name: name.to_owned(), span });
        let connection = suite::connection(Endpoint::ChannelReader, vec![destination]);
        assert_eq!(obstacles(&connection, 1).is_empty(), routed, "{name}");
    }
}

#[test]
fn tokens_of_attachments_that_are_sent_or_lost_have_no_route() {
    for option in [REATTACH_OPTION, STORE_OPTION] {
        let mut connection = with_sender();
        let span = connection.source.span;
        let gap = OptionGap {
            option: option.to_owned(),
            value: "false".to_owned(),
            task: "Ask the receiver.".to_owned(),
            span,
        };
        if option == STORE_OPTION {
            connection.source.gaps.push(gap);
        } else {
            connection.destinations[0].connector.gaps.push(gap);
        }
        assert!(gaps(&connection).iter().any(|gap| gap.unrouted), "{option}");
        assert!(!is_complete(&connection), "{option}");
    }
}
