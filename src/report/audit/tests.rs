//! Unlocks, graphs and pages on hand-made runs; totals and the schema on arbitrary ones.

use proptest::prelude::*;
use serde_json::Value;

use super::{unlocks::Unlock, *};
use crate::{
    ir::estate::PartKind,
    pipeline::{Content, Input, Options, Silent, compile_with},
    suite::{
        export::{self, Parts, mapper, script},
        golden,
    },
};

fn run(files: &[(&str, String)]) -> Audit {
    let input = |(name, text): &(&str, String)| Input {
        name: (*name).to_owned(),
        content: Content::Bytes(text.clone().into_bytes()),
    };
    audit(&compiled(files.iter().map(input).collect()))
}

fn compiled(inputs: Vec<Input>) -> Compilation {
    compile_with(inputs, &Options::default(), &Silent, &[])
}

/// A channel that writes local files.
fn local(parts: &Parts<'_>) -> String {
    export::channel(parts).replace("FTP", "FILE").replace("emr.example/in", "/in")
}

/// A channel that writes to a folder over `WebDAV`, which has no route.
fn remote(parts: &Parts<'_>) -> String {
    export::channel(parts).replace("FTP", "WEBDAV")
}

const BROKEN: &str = "var a = ;";

#[test]
fn a_task_or_secret_that_connections_share_counts_once() {
    let global = "<map><entry><string>Deploy</string><string>var password = 'zebra-7-lake';\n\
                  return;</string></entry></map>";
    let channel = |id: &str| local(&Parts { id, name: id, ..Parts::default() });
    let estate = |global: &str| {
        let files = [("a.xml", channel("a")), ("b.xml", channel("b"))];
        run(&[&files[..], &[("scripts.xml", global.to_owned())]].concat())
    };
    let (without, with) = (estate("<map/>"), estate(global));
    let of_lists = |audit: &Audit| audit.list.iter().map(|row| row.tasks).collect::<Vec<_>>();
    let (before, after) = (of_lists(&without), of_lists(&with));
    assert_eq!(after, before.iter().map(|tasks| tasks + 1).collect::<Vec<_>>());
    assert_eq!(with.tasks.total, without.tasks.total + 1);
    let officer = |audit: &Audit| {
        audit.tasks.by_rule.iter().find(|row| row.code == "MW4003").map(|row| {
            assert_eq!(row.effort.high_minutes, row.tasks * row.each.high_minutes);
            (row.tasks, row.connections)
        })
    };
    let own = officer(&without).map_or(0, |(tasks, _)| tasks);
    assert_eq!(officer(&with), Some((own + 1, 2)));
    let shared = |row: &&SecretRow| row.place.starts_with("scripts.xml");
    let rows: Vec<_> = with.secrets.iter().filter(shared).map(|row| &row.connections).collect();
    assert_eq!(rows, [&["a", "b"]], "the secret has one row");
}

#[test]
fn an_unlock_counts_what_it_alone_holds() {
    let (broken, carried) = (script(0, BROKEN), script(0, "var a = 1;"));
    let audit = run(&[
        ("a.xml", remote(&Parts { id: "a", name: "A", ..Parts::default() })),
        ("b.xml", remote(&Parts { id: "b", name: "B", steps: &broken, ..Parts::default() })),
        ("c.xml", local(&Parts { id: "c", name: "C", steps: &broken, ..Parts::default() })),
        ("d.xml", remote(&Parts { id: "d", name: "D", steps: &carried, ..Parts::default() })),
        ("e.xml", local(&Parts { id: "e", name: "E", steps: &carried, ..Parts::default() })),
        ("f.xml", local(&Parts { id: "f", name: "F", ..Parts::default() })),
    ]);
    let told = |unlocks: &[Unlock]| -> Vec<_> {
        let one = |u: &Unlock| (u.code, u.construct.clone(), u.alone, u.with_others);
        unlocks.iter().map(one).collect()
    };
    let webdav = "File Writer (WEBDAV)".to_owned();
    let blocked = [("MW4001", webdav, 2, 1), ("MW2306", String::new(), 1, 1)];
    assert_eq!(told(&audit.unlocks.blocked), blocked);
    assert_eq!(audit.unlocks.blocked[0].connections, ["a", "d"]);
    assert_eq!(told(&audit.unlocks.review), [("MW3001", String::new(), 1, 0)]);
    let verdicts =
        Verdicts { total: 6, not_judged: 1, review: 1, blocked: 4, ..Verdicts::default() };
    assert_eq!(audit.connections, verdicts);
}

fn library(name: &str, templates: &[(&str, &str)]) -> String {
    let template = |(name, code): &(&str, &str)| {
        format!(
            "<codeTemplate version=\"4.5.2\"><id>{name}</id><name>{name}</name>\
             <revision>1</revision><contextSet><delegate>\
             <contextType>SOURCE_FILTER_TRANSFORMER</contextType></delegate></contextSet>\
             <properties class=\"com.mirth.connect.model.codetemplates.BasicCodeTemplateProperties\">\
             <type>FUNCTION</type><code>{code}</code></properties></codeTemplate>"
        )
    };
    let templates: String = templates.iter().map(template).collect();
    format!(
        "<codeTemplateLibrary version=\"4.5.2\"><id>{name}</id><name>{name}</name>\
         <revision>1</revision><description/><includeNewChannels>true</includeNewChannels>\
         <enabledChannelIds/><disabledChannelIds/><codeTemplates>{templates}</codeTemplates>\
         </codeTemplateLibrary>"
    )
}

#[test]
fn code_templates_are_followed_through_each_other() {
    let library = library(
        "Helpers",
        &[
            ("outer", "function outer() { return inner() + gone() }"),
            ("inner", "function inner() { router.routeMessage(&apos;B&apos;, 1) }"),
            ("alone", "function alone() { return 1 }"),
            ("table", "var SITES = {}"),
            ("effect", "logger.info(1)"),
            ("broken", "function ("),
        ],
    );
    let steps = script(0, "outer(); missing(); var x = SITES; $('y'); parseInt('1')");
    let audit = run(&[
        ("a.xml", local(&Parts { id: "a", name: "A", steps: &steps, ..Parts::default() })),
        ("b.xml", local(&Parts { id: "b", name: "B", ..Parts::default() })),
        ("z.xml", library),
    ]);
    let rows = audit.templates.templates.iter();
    let rows: Vec<_> =
        rows.map(|row| (row.name.as_str(), row.state, row.direct, row.indirect)).collect();
    let expected = [
        ("effect", "always runs", 2, 0),
        ("inner", "used", 0, 1),
        ("outer", "used", 1, 0),
        ("table", "used", 1, 0),
        ("alone", "unused", 0, 0),
        ("broken", "broken", 0, 0),
    ];
    assert_eq!(rows, expected);
    assert_eq!(audit.templates.templates[1].used_by, ["outer"]);
    let missing: Vec<_> = audit.templates.missing.iter().map(|row| row.function.as_str()).collect();
    assert_eq!(missing, ["gone", "missing"]);
    let edge = &audit.dependencies.edges[0];
    assert_eq!((edge.by, &edge.to[..]), (crate::facts::By::CodeTemplate, &["b".to_owned()][..]));
}

#[test]
fn hand_overs_are_followed_and_circles_told() {
    let to = |name: &str| script(0, &format!("router.routeMessage(&apos;{name}&apos;, 1)"));
    let channel = |id: &str, steps: &str| local(&Parts { id, name: id, steps, ..Parts::default() });
    let (ab, bc, ca, self_, far) = (to("b"), to("c"), to("a"), to("s"), to("nowhere"));
    let computed = script(0, "router.routeMessageByChannelId(id, 1)");
    let off = to("a").replace("<enabled>true", "<enabled>false");
    let audit = run(&[
        ("a.xml", channel("a", &ab)),
        ("b.xml", channel("b", &bc)),
        ("c.xml", channel("c", &(ca + &far))),
        ("d.xml", channel("d", &(off + &computed))),
        ("s.xml", channel("s", &self_)),
    ]);
    assert_eq!(audit.dependencies.cycles, [vec!["a", "b", "c"], vec!["s"]]);
    let unknown = audit.dependencies.edges.iter().filter(|edge| edge.to.is_empty());
    let unknown: Vec<_> = unknown.map(|edge| edge.target.as_deref()).collect();
    assert_eq!(unknown, [Some("nowhere"), None]);
}

#[test]
fn a_peer_that_connections_share_has_one_row() {
    let channel = |id: &str| remote(&Parts { id, name: id, ..Parts::default() });
    let audit = run(&[("a.xml", channel("a")), ("b.xml", channel("b"))]);
    let [peer] = &audit.transports.peers[..] else { panic!("{:?}", audit.transports.peers) };
    assert_eq!((peer.direction, peer.transport.as_str()), ("out", "File Writer"));
    assert_eq!([peer.host.as_str(), &peer.port, &peer.path], ["emr.example", "", "in/a.hl7"]);
    assert_eq!(peer.connections, ["a", "b"]);
    let steps = mapper(0, "other", "1");
    let other = remote(&Parts { id: "a", name: "a", steps: &steps, ..Parts::default() });
    let same = run(&[("a.xml", channel("a")), ("b.xml", other)]);
    let told =
        same.duplicates.iter().map(|row| (row.by, row.value.as_str(), row.connections.len()));
    assert_eq!(told.collect::<Vec<_>>(), [("id", "a", 2), ("name", "a", 2)]);
}

#[test]
fn files_have_their_reason() {
    let encrypted = "{enc}AES/CBC".to_owned();
    let audit = run(&[
        ("a.xml", local(&Parts::default())),
        ("b.xml", "<channel>".to_owned()),
        ("c.xml", encrypted),
        ("d.txt", "nothing".to_owned()),
    ]);
    let rows = audit.manifest.iter();
    let rows: Vec<_> = rows.map(|f| (f.state, f.connections, f.reason.as_str(), f.bytes)).collect();
    assert_eq!((rows[0].0, rows[0].1, rows[0].2), (SourceState::Read, 1, ""));
    assert!(rows[1].2.starts_with("MW1001: ") && rows[1].0 == SourceState::Unreadable, "{rows:?}");
    assert!(rows[2].2.starts_with("MW1007: ") && rows[2].0 == SourceState::Unreadable, "{rows:?}");
    assert_eq!(rows[3], (SourceState::Ignored, 0, "no export of the legacy engine", Some(7)));
}

#[test]
fn an_entry_that_repeats_a_name_has_no_connections() {
    let read = Content::Bytes(local(&Parts::default()).into_bytes());
    let rule = &crate::rules::repeated_entry::RULE;
    let repeated = Content::Refused(rule, "an earlier entry has this name".to_owned());
    let inputs = [read, repeated].map(|content| Input { name: "z.zip/a.xml".to_owned(), content });
    let audit = audit(&compiled(inputs.to_vec()));
    let told: Vec<_> = audit.manifest.iter().map(|row| (row.state, row.connections)).collect();
    assert!(told.contains(&(SourceState::Read, 1)), "{told:?}");
    assert!(told.contains(&(SourceState::Unreadable, 0)), "{told:?}");
}

#[test]
fn names_of_the_export_stay_in_their_cells() {
    let name = "a|b `c` &lt;script&gt;\n| x | y |";
    let page = outputs(&run(&[("a|`.xml", remote(&Parts { name, ..Parts::default() }))]));
    let page = &page[1].text;
    let place = page.lines().filter(|line| line.contains("script>")).collect::<Vec<_>>();
    assert!(!place.is_empty());
    assert!(!page.contains("\n| x | y |"), "{page}");
    let cells = |line: &str| line.replace("\\|", "").matches('|').count();
    let mut head = 0;
    for line in page.lines() {
        if line.starts_with('|') {
            head = if head == 0 { cells(line) } else { head };
            assert_eq!(cells(line), head, "{line}");
        } else {
            head = 0;
        }
    }
}

#[test]
fn shares_and_times_are_honest() {
    let shares =
        [(0, 0), (0, 5), (1, 1000), (999, 1000), (21, 33), (5, 5)].map(|(a, b)| share(a, b));
    let expected = [
        "0 of 0",
        "0 of 5 (0 %)",
        "1 of 1000 (< 1 %)",
        "999 of 1000 (> 99 %)",
        "21 of 33 (64 %)",
        "5 of 5 (100 %)",
    ];
    assert_eq!(shares, expected);
    let times = [(15, 30), (60, 120), (61, 181)];
    let times = times.map(|(low, high)| time(Effort { low_minutes: low, high_minutes: high }));
    assert_eq!(times, ["15 to 30 min", "60 to 120 min", "2 to 4 h"]);
}

/// The schema with nothing allowed that it does not name.
fn strict(mut schema: Value) -> Value {
    if let Some(object) = schema.as_object_mut() {
        if object.get("properties").is_some_and(Value::is_object) {
            object.insert("additionalProperties".to_owned(), Value::Bool(false));
        }
        object.values_mut().for_each(|value| *value = strict(value.take()));
    }
    schema
}

#[test]
fn the_audit_of_the_exports_is_of_its_schema() {
    let validator = jsonschema::validator_for(&strict(schema::schema())).unwrap();
    let audit = audit(&compiled(golden::inputs()));
    let value = serde_json::to_value(&audit).unwrap();
    let errors: Vec<_> = validator.iter_errors(&value).map(|error| error.to_string()).collect();
    assert!(errors.is_empty(), "{errors:#?}");
    // And what is not of it is refused.
    let mut more = value.clone();
    more["list"][0]["surprise"] = Value::from(1);
    assert!(!validator.is_valid(&more), "a field that the schema does not name");
    for broken in ["connections", "unlocks", "manifest"] {
        let mut value = value.clone();
        value[broken] = Value::from(1);
        assert!(!validator.is_valid(&value), "{broken}");
    }
}

/// A step of some kind, as XML, and how many steps it is.
fn step() -> impl Strategy<Value = String> {
    let texts = ["var a = 1;", BROKEN, "helper(msg)", "router.routeMessage(&apos;A&apos;, 1)", ""];
    let off = |text: String, on: bool| {
        if on { text } else { text.replace("<enabled>true", "<enabled>false") }
    };
    prop_oneof![
        (0..texts.len(), any::<bool>()).prop_map(move |(i, on)| off(script(0, texts[i]), on)),
        any::<bool>()
            .prop_map(move |on| off(mapper(0, "a", "msg[&apos;PID&apos;].toString()"), on)),
        any::<bool>().prop_map(move |on| off(
            mapper(0, "a", "1").replace("plugins.mapper.MapperStep", "plugins.other.OtherStep"),
            on
        )),
    ]
}

fn file() -> impl Strategy<Value = String> {
    let channel = (proptest::collection::vec(step(), 0..4), any::<bool>(), 0..3u8, ".{0,12}");
    let channel = channel.prop_map(|(steps, far, id, name)| {
        let number = |(index, step): (usize, &String)| {
            step.replace("<sequenceNumber>0", &format!("<sequenceNumber>{index}"))
        };
        let steps: String = steps.iter().enumerate().map(number).collect();
        let name: String = name.chars().filter(|c| !c.is_control()).collect();
        let name = name.replace('&', "&amp;").replace('<', "&lt;");
        let id = ["", "a", "b"][usize::from(id)];
        let parts = Parts { id, name: &name, steps: &steps, ..Parts::default() };
        if far { remote(&parts) } else { local(&parts) }
    });
    prop_oneof![
        4 => channel,
        1 => Just("<channel version=\"4.5.2\"><id>x</id>".to_owned()),
        1 => Just("<channel version=\"2.2.1\"><id>x</id><name>Old</name></channel>".to_owned()),
        1 => Just("nothing".to_owned()),
        1 => Just(String::new()),
        1 => Just(library("L", &[("helper", "function helper() {}"), ("b", "(")])),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn totals_add_up_on_arbitrary_files(texts in proptest::collection::vec(file(), 0..5)) {
        let files: Vec<_> = texts.iter().enumerate().map(|(i, t)| (format!("{i}.xml"), t)).collect();
        let files: Vec<_> = files.iter().map(|(name, text)| (name.as_str(), (*text).clone())).collect();
        let audit = run(&files);
        let n = |text: &str| files.iter().map(|(_, t)| t.matches(text).count() as u64).sum::<u64>();
        let Verdicts { total, equivalent, tested, not_judged, review, blocked, unreadable } =
            audit.connections;
        prop_assert_eq!(total, equivalent + tested + not_judged + review + blocked + unreadable);
        prop_assert_eq!(total, audit.list.len() as u64);
        let f = &audit.files;
        prop_assert_eq!(f.read + f.ignored + f.unreadable, files.len() as u64);
        prop_assert_eq!(audit.manifest.len(), files.len());
        prop_assert!(audit.manifest.iter().all(|f| f.reason.is_empty() == (f.state == SourceState::Read)));
        let mut elements = audit.outside.elements;
        audit.list.iter().for_each(|row| elements += row.elements);
        let copied = audit.superseded.iter().map(|copy| copy.elements).sum::<u64>();
        let disabled = Counts { total: copied, disabled: copied, ..Counts::default() };
        elements += disabled;
        prop_assert_eq!(elements.check(), audit.elements);
        // Every row says what became of all of its occurrences, and every step has a row.
        for row in &audit.constructs {
            let c = &row.classes;
            prop_assert_eq!(c.total, c.known + c.carried + c.unsupported + c.unknown + c.disabled);
        }
        let steps = audit.constructs.iter().filter(|row| row.group == Group::Step);
        let steps = steps.map(|row| row.classes.total).sum::<u64>();
        // Of an export that another one supersedes, only the totals are told.
        let all = audit.superseded.is_empty();
        prop_assert!(!all || steps == n("JavaScriptStep version") + n("MapperStep version") + n("OtherStep version"));
        // A verdict below the best one has its causes, and what alone holds a connection holds one.
        for row in &audit.list {
            prop_assert_eq!(row.causes.is_empty(), row.verdict == Verdict::NotJudged);
        }
        let alone = |unlocks: &[Unlock]| unlocks.iter().map(|u| u.alone).sum::<u64>();
        prop_assert!(alone(&audit.unlocks.blocked) <= blocked);
        prop_assert!(alone(&audit.unlocks.review) <= review);
        let own = audit.list.iter().map(|row| row.tasks).sum::<u64>();
        let parts = audit.around.parts.iter().filter(|part| part.kind != PartKind::UpdateSettings);
        prop_assert_eq!(audit.tasks.total, own + parts.count() as u64);
        let by_owner = audit.tasks.by_owner.iter().map(|row| row.tasks).sum::<u64>();
        let by_rule = audit.tasks.by_rule.iter().map(|row| row.tasks).sum::<u64>();
        prop_assert_eq!([by_owner, by_rule], [audit.tasks.total; 2]);
        let validator = jsonschema::validator_for(&schema::schema()).unwrap();
        prop_assert!(validator.is_valid(&serde_json::to_value(&audit).unwrap()));
    }
}
