//! Causes, classes and efforts on hand-made connections.

use std::collections::BTreeSet;

use super::*;
use crate::{
    diag::Finding,
    ir::{connection::Verdict, disposition::Disposition, route::Endpoint},
    rules,
    suite::{connection, fixture::tried},
};

fn plain() -> Connection {
    let sender = Endpoint::FileWriter(connection::file_writer());
    connection::connection(Endpoint::ChannelReader, vec![connection::destination(1, sender)])
}

/// The causes of a connection in one line each.
fn told(connection: &Connection, findings: &[Finding]) -> Vec<String> {
    let causes = cause::causes(Some(connection), findings);
    let line = |c: &Cause| format!("{} {} {}", c.verdict.word(), c.code, c.subject);
    causes.iter().map(|cause| line(cause).trim_end().to_owned()).collect()
}

#[test]
fn the_verdict_is_the_worst_cause() {
    let at = connection::export().1;
    assert_eq!(told(&plain(), &[]), Vec::<String>::new());
    assert_eq!(cause::verdict(&[]), Verdict::NotJudged);

    let unmapped = vec![connection::destination(1, connection::unmapped())];
    let unmapped = connection::connection(Endpoint::ChannelReader, unmapped);
    assert_eq!(told(&unmapped, &[]), ["blocked MW4001 Serial Writer"]);
    // The finding on the same gap is no further cause.
    let message = "`Serial Writer` of destination 1 `To` has no route yet";
    let same = Finding::new(&rules::transport_unmapped::RULE, message, at);
    assert_eq!(told(&unmapped, &[same]), ["blocked MW4001 Serial Writer"]);

    let undeployable = Connection { undeployable: Some("why".to_owned()), ..plain() };
    assert_eq!(told(&undeployable, &[]), ["blocked MW2306"]);
    let error = Finding::new(&rules::rule_without_partner::RULE, "the first rule", at);
    assert_eq!(told(&undeployable, &[error]), ["blocked MW2201"]);

    let mut carried = plain();
    carried.statements.add(Disposition::Carried, 1);
    assert_eq!(told(&carried, &[]), ["review MW3001"]);
    let mut unsupported = plain();
    unsupported.elements.add(Disposition::Unsupported, 1);
    assert_eq!(told(&unsupported, &[]), ["review MW1019"]);
    let mut unread = plain();
    unread.statements.add(Disposition::Unsupported, 1);
    assert_eq!(told(&unread, &[]), ["blocked MW2306"]);

    // A script that stands elsewhere, and is reported there, still runs with this connection.
    let mut around = plain();
    let piece = Carried {
        file: "global-deploy.js".to_owned(),
        text: String::new(),
        reason: "scripts are not compiled yet".to_owned(),
        code: rules::script_carried::RULE.code,
        reads: Vec::new(),
        writes: Vec::new(),
    };
    around.scripts.push(("deploy".to_owned(), piece));
    assert_eq!(told(&around, &[]), ["review MW3001"]);

    let advice = Finding::new(&rules::read_may_repeat::RULE, "may repeat", at);
    assert_eq!(told(&plain(), std::slice::from_ref(&advice)), Vec::<String>::new());
    let warning = Finding::new(&rules::missing_node_compared::RULE, "missing", at);
    assert_eq!(told(&plain(), &[advice, warning]), ["review MW2101"]);
    assert_eq!(cause::causes(None, &[])[0].verdict, Verdict::Blocked);
}

#[test]
fn a_task_that_stands_in_the_way_is_a_cause_once() {
    let at = connection::export().1;
    let task = crate::ir::Task {
        code: rules::unknown_class::RULE.code,
        owner: crate::plan::INTERFACE_ENGINEER,
        text: "write it".to_owned(),
        span: at,
    };
    let connection = Connection { tasks: vec![task], ..plain() };
    assert_eq!(told(&connection, &[]), ["blocked MW1012"]);
    let finding = Finding::new(&rules::unknown_class::RULE, "`a.b.Step` is not part", at);
    assert_eq!(told(&connection, &[finding]), ["blocked MW1012 a.b.Step"]);
}

#[test]
fn codes_that_name_a_construct_do_so_in_every_message() {
    for (rule, (file, fixtures)) in rules::ALL.iter().zip(rules::FIXTURES) {
        let named = !cause::subject(rule.code, "`x` is").is_empty();
        for fixture in fixtures.iter().filter(|fixture| named && fixture.says.is_some()) {
            let found = tried(&fixture.given).findings;
            for finding in found.iter().filter(|finding| finding.rule == *rule) {
                let subject = cause::subject(rule.code, &finding.message);
                let strict = finding.message.ends_with("the strict HL7 parser");
                assert!(!subject.is_empty() || strict, "{file}: {}", finding.message);
            }
        }
    }
}

#[test]
fn a_setting_is_one_cause_wherever_it_stands() {
    let code = rules::option_without_equivalent::RULE.code;
    for (message, expected) in [
        (
            "`host` is no plain absolute folder at destination 2 `To a`",
            "host is no plain absolute folder",
        ),
        ("`serverMode` is off at the source", "serverMode is off"),
        ("`keepOpen` = `a of the source` of the source has no equivalent", "keepOpen"),
        (
            "the data type of these `inboundProperties` is not modelled",
            "the data type of these inboundProperties is not modelled",
        ),
    ] {
        assert_eq!(cause::subject(code, message), expected);
    }
}

#[test]
fn estimates_are_ranges_of_rules_that_exist() {
    let codes: Vec<_> = effort::TABLE.iter().map(|(code, ..)| *code).collect();
    assert_eq!(codes.iter().collect::<BTreeSet<_>>().len(), codes.len());
    for (code, effort, meaning) in effort::TABLE {
        assert!(rules::find(code).is_some_and(|rule| rule.code == *code));
        assert!(0 < effort.low_minutes && effort.low_minutes < effort.high_minutes);
        assert!(!meaning.is_empty());
    }
    assert_eq!(effort::of("MW0000"), effort::OTHER);
    // A rule whose findings stop a connection by a task has a figure of its own.
    let task_rules = [rules::unknown_class::RULE.code, rules::data_type::RULE.code];
    assert!(task_rules.iter().all(|code| effort::of(code) != effort::OTHER));
}
