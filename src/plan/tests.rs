//! Tests of the plan.

use super::*;
use crate::{
    ir::route::{
        AfterFile, Days, Endpoint, FileReader, Hours, OnExisting, OptionGap, Polling, Secret,
        TimeOfDay, Times,
    },
    suite::connection as suite,
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
        (|_| {}, Some((AfterFile::Keep, Some(moved()))), false),
        (|_| {}, Some((AfterFile::Keep, Some(AfterFile::Delete))), false),
        (|_| {}, Some((relative, None)), false),
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
    let mut writer = suite::file_writer();
    (writer.temporary, writer.on_existing) = (true, OnExisting::Append);
    let connection = suite::connection(
        Endpoint::ChannelReader,
        vec![suite::destination(1, Endpoint::FileWriter(writer))],
    );
    assert_eq!(gaps(&connection).len(), 1);
    assert!(is_complete(&connection));
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
    for (directory, name, expected) in [
        ("/done", "", Some("/done/${file:onlyname}")),
        ("/done/", "x-${originalFilename}.bak", Some("/done/x-${file:onlyname}.bak")),
        ("", "old.hl7", Some("old.hl7")),
        ("", "", None),
        ("done", "", None),
        ("/done", "${date.get('yyyy')}", None),
        ("/done", "{{env:HOME}}", None),
        ("/done?x=1", "", None),
    ] {
        assert_eq!(move_expression(directory, name).as_deref(), expected, "{directory} {name}");
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
