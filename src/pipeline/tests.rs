//! The pipeline on small exports, damaged ones above all.

use proptest::prelude::*;

use super::*;
use crate::{
    back::BackEnd,
    check::Checked,
    diag::render,
    report::{self, Detail, Format},
    suite::export::{Parts, channel, mapper, script},
};

const SECRET: &str = "hunter2-Zebra";

fn input(name: &str, bytes: impl Into<Vec<u8>>) -> Input {
    Input { name: name.to_owned(), content: Content::Bytes(bytes.into()) }
}

fn run(inputs: Vec<Input>) -> Compilation {
    compile(inputs, &Options::default(), &Silent)
}

/// A channel that compiles.
fn good() -> String {
    let steps =
        mapper(0, "mrn", "msg[&apos;PID&apos;][&apos;PID.3&apos;][&apos;PID.3.1&apos;].toString()");
    channel(&Parts { steps: &steps, password: SECRET, ..Parts::default() })
}

/// Everything that a run writes or says.
fn everything(compilation: &Compilation) -> String {
    let mut all = String::new();
    for output in report::outputs(compilation) {
        all += &(output.path + "\n" + &output.text);
    }
    for format in [Format::Human(Detail::Verbose), Format::Json] {
        all += &report::render(compilation, format, None);
    }
    let files = &compilation.files;
    for reported in compilation.all_findings() {
        all += &render::frame(&reported.finding, files);
    }
    all
}

fn codes(compilation: &Compilation) -> Vec<&'static str> {
    compilation.findings.iter().map(|f| f.finding.rule.code).collect()
}

#[test]
fn a_bad_file_is_reported_and_hides_no_other() {
    let good = good();
    let deep = format!("<channel>{}", "<a>".repeat(300));
    let bomb = "<!DOCTYPE channel [<!ENTITY a \"aaaa\">]><channel>&a;</channel>";
    let cases: &[(&[u8], &str)] = &[
        (b"<channel><id>a</id><name>b</channel>", "MW1001"),
        (b"<channel></channel></channel>", "MW1001"),
        (b"<channel>", "MW1001"),
        (b"<channel a=\"\0\"/>", "MW1001"),
        (b"\xFF\xFE<\0c\0h\0a\0n\0n\0e\0l\0>\0\x00\xD8<\0", "MW1001"),
        (bomb.as_bytes(), "MW1002"),
        (deep.as_bytes(), "MW1003"),
        (b"<channel>&nbsp;</channel>", "MW1004"),
        (b"<channel>&#0;</channel>", "MW1004"),
        (b"{enc}{alg=AES}abcd", "MW1007"),
    ];
    for (bytes, code) in cases {
        let compilation = run(vec![input("a.xml", *bytes), input("b.xml", good.as_str())]);
        assert_eq!(codes(&compilation), [*code], "{}", String::from_utf8_lossy(bytes));
        assert_eq!(compilation.sources[0].state, SourceState::Unreadable);
        assert_eq!(compilation.connections.len(), 1);
        assert_eq!(compilation.connections[0].name, "Riverbend ORU");
        assert!(!everything(&compilation).is_empty());
    }
}

#[test]
fn files_that_hold_no_connection_are_told_apart() {
    let content = |content| vec![Input { name: "a".to_owned(), content }];
    let cases = [
        (Content::Unreadable("permission denied".to_owned()), SourceState::Unreadable, "MW1005"),
        (Content::TooLarge(1 << 30), SourceState::Unreadable, "MW1003"),
        (Content::Ignored, SourceState::Ignored, ""),
        (Content::Bytes(Vec::new()), SourceState::Ignored, ""),
        (Content::Bytes(b"PK\x03\x04".to_vec()), SourceState::Ignored, ""),
        (Content::Bytes(b"<html/>".to_vec()), SourceState::Ignored, ""),
        (Content::Bytes(b"<dashboardStatus/>".to_vec()), SourceState::Ignored, "MW1008"),
        (Content::Bytes(b"<alertModel/>".to_vec()), SourceState::Read, "MW1017"),
        (Content::Bytes(b"<message/>".to_vec()), SourceState::Ignored, "MW1032"),
        (Content::Bytes(b"a.properties = b".to_vec()), SourceState::Ignored, ""),
        (Content::Bytes(b"{\"list\":null}".to_vec()), SourceState::Read, ""),
        (Content::Bytes(b"<list/>".to_vec()), SourceState::Read, ""),
    ];
    for (what, state, code) in cases {
        let compilation = run(content(what.clone()));
        assert_eq!(compilation.sources[0].state, state, "{what:?}");
        assert_eq!(codes(&compilation).join(" "), code, "{what:?}");
        assert!(compilation.connections.is_empty());
    }
}

#[test]
fn an_export_cut_anywhere_is_refused_and_shows_no_secret() {
    let good = good();
    for cut in (1..good.trim_end().len()).step_by(13) {
        let compilation = run(vec![input("a.xml", &good.as_bytes()[..cut])]);
        assert!(compilation.connections.is_empty(), "{cut}");
        let all = everything(&compilation);
        for length in [SECRET.len(), 7] {
            assert!(!all.contains(&SECRET[..length]), "{cut}: {all}");
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A damaged export compiles or is refused, and nothing in it is lost or counted twice.
    #[test]
    fn a_damaged_export_never_breaks_the_compiler(
        from in 0_usize..9000,
        length in 0_usize..400,
        put in "(<[a-z]{1,3}/>|</filter>|[&<>'\"a]|true|){0,3}",
    ) {
        let mut text = good();
        let from = from.min(text.len());
        let to = (from + length).min(text.len());
        text.replace_range(from..to, &put);
        let compilation = run(vec![input("a.xml", text)]);
        let internal = |f: &Reported| f.finding.rule.code == "MW9001";
        prop_assert!(!compilation.all_findings().any(internal));
        // Rendering checks that the counts add up.
        prop_assert!(!everything(&compilation).is_empty());
    }
}

#[test]
fn one_text_in_every_form_gives_the_same_connection() {
    let steps = script(0, "if (a &lt; &apos;\u{fc}&#xb;&#x1;&apos;) {&#xd;\n\tb();\n}");
    let parts = Parts { name: "M\u{fc}llerhof", steps: &steps, ..Parts::default() };
    let text = channel(&parts);
    let utf16 = |unit: fn(u16) -> [u8; 2]| -> Vec<u8> {
        std::iter::once(0xFEFF).chain(text.encode_utf16()).flat_map(unit).collect()
    };
    let latin: Vec<u8> = text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect();
    let after = |head: &str, body: &[u8]| [head.as_bytes(), body].concat();
    let cases = [
        ("UTF-8", text.clone().into_bytes(), ""),
        ("a byte order mark", after("\u{feff}", text.as_bytes()), ""),
        (
            "a declaration",
            after("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n", text.as_bytes()),
            "",
        ),
        ("UTF-16, little end first", utf16(u16::to_le_bytes), ""),
        ("UTF-16, big end first", utf16(u16::to_be_bytes), ""),
        ("ISO-8859-1", after("<?xml version='1.0' encoding='ISO-8859-1'?>\n", &latin), ""),
        ("windows-1252", after("<?xml version='1.0' encoding='windows-1252'?>", &latin), ""),
        ("UTF-8 that is none", after("<?xml version='1.0' encoding='UTF-8'?>", &latin), "MW1006"),
        ("no declaration", latin, "MW1006"),
        ("Windows line ends", text.replace('\n', "\r\n").into_bytes(), ""),
        ("old Macintosh line ends", text.replace('\n', "\r").into_bytes(), ""),
        ("comments", after("<!-- a licence -->\n<?p i?>\n", text.as_bytes()), ""),
        ("a document type", after("<!DOCTYPE channel>\n", text.as_bytes()), ""),
        ("blank lines", after("\r\n \t\n", text.as_bytes()), ""),
        ("a list", format!("<list>{text}</list>").into_bytes(), ""),
    ];
    let mut first = None;
    for (form, bytes, code) in cases {
        let compilation = run(vec![input("a.xml", bytes)]);
        assert_eq!(codes(&compilation).join(" "), code, "{form}");
        let compiled = &compilation.connections[0];
        assert_eq!(compiled.naming.slug, "muellerhof", "{form}");
        let is_script = |output: &&OutFile| output.path.contains(".js");
        let carried = compiled.outputs.iter().find(is_script).unwrap().text.clone();
        let written = "if (a < '\u{fc}\u{b}\u{1}') {\n\tb();\n}";
        assert!(carried.contains(written), "{form}: {carried:?}");
        let found = (compiled.name.clone(), carried, compiled.elements, compiled.statements);
        let known = first.get_or_insert_with(|| found.clone());
        assert_eq!(found, *known, "{form}");
    }
}

#[test]
fn threads_and_the_order_of_files_change_no_byte() {
    let steps = script(0, "var a = 1;");
    let other = channel(&Parts { name: "B", id: "b", steps: &steps, ..Parts::default() });
    let inputs = [
        input("a.xml", good()),
        input("b.xml", other.as_str()),
        input("c/d.xml", format!("<list>{other}{}</list>", good())),
        input("e.xml", "<channel>"),
        Input { name: "f".to_owned(), content: Content::Ignored },
    ];
    let of = |threads, order: &[usize]| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        let inputs = order.iter().map(|index| inputs[*index].clone()).collect();
        everything(&pool.install(|| run(inputs)))
    };
    let first = of(1, &[0, 1, 2, 3, 4]);
    for (threads, order) in [(2, [0, 1, 2, 3, 4]), (2, [4, 3, 2, 1, 0]), (3, [2, 0, 4, 1, 3])] {
        assert_eq!(first, of(threads, &order), "{threads} {order:?}");
    }
}

/// Runs with no more room than the largest file needs.
fn run_in_little_room(store: &dyn Store) -> Compilation {
    let setup = Setup { back_ends: back::ALL, sink: None, budget: 0 };
    super::run(store, &Options::default(), &Silent, &setup)
}

#[test]
fn a_run_in_little_room_comes_to_the_same() {
    let side = "var a = 1;\nvar b = msg[\u{27}PID\u{27}];";
    let other = channel(&Parts { name: "B", id: "b", ..Parts::default() });
    let apart = copy("<revision>7</revision>", "", "X");
    let apart = apart.replace("<script>X</script>", "<script msync-fileref=\"s.js\"/>");
    let inputs = || {
        vec![
            input("a.xml", good()),
            input("b.xml", other.as_str()),
            input("c/d.xml", format!("<list>{other}{}</list>", good())),
            input("e.xml", "<channel>"),
            input("f.xml", apart.as_str()),
            input("f/s.js", side),
            Input { name: "g".to_owned(), content: Content::Ignored },
        ]
    };
    let whole = run(inputs());
    let little = run_in_little_room(&Memory::new(inputs()));
    assert_eq!(everything(&whole), everything(&little));
    assert!(whole.connections.iter().any(|c| c.file == "f.xml"));
}

/// A store one of whose files is another one when it is read again.
struct Moving(Memory, std::sync::atomic::AtomicBool);

impl Store for Moving {
    fn items(&self) -> &[Item] {
        self.0.items()
    }

    fn load(&self, numbers: &[usize]) -> Vec<Content> {
        let mut contents = self.0.load(numbers);
        for (number, content) in numbers.iter().zip(&mut contents) {
            let moving = self.0.items()[*number].name == "b.xml";
            if moving && self.1.swap(true, std::sync::atomic::Ordering::Relaxed) {
                *content = Content::Bytes(good().into_bytes());
            }
        }
        contents
    }
}

#[test]
fn a_file_that_changes_between_the_passes_gives_no_result() {
    let large = format!("{}<!-- {} -->", good(), "x".repeat(9000));
    let other = channel(&Parts { name: "B", id: "b", ..Parts::default() });
    let inputs = vec![input("a.xml", large), input("b.xml", other)];
    let compilation = run_in_little_room(&Moving(Memory::new(inputs), false.into()));
    let names: Vec<_> = compilation.connections.iter().map(|c| c.name.as_str()).collect();
    assert_eq!((names, codes(&compilation)), (vec!["Riverbend ORU"], vec!["MW1029"]));
    assert_eq!(compilation.sources[1].state, SourceState::Unreadable);
    assert!(!everything(&compilation).is_empty());
}

#[test]
fn texts_of_files_beside_an_export_count_as_its_own() {
    let text = "var sex = msg[\u{27}PID\u{27}][\u{27}PID.8\u{27}].toString();\nbroken(;\n";
    let inline = channel(&Parts { steps: &script(0, text), ..Parts::default() });
    let apart = inline.replace(
        &format!("<script>{text}</script>"),
        "<script msync-fileref=\"sourceConnector-transformer-step-0.js\"/>",
    );
    assert_ne!(inline, apart);
    let name = "in/a/sourceConnector-transformer-step-0.js";
    let one = run(vec![input("in/a.xml", inline)]);
    let two = run(vec![input("in/a.xml", apart.as_str()), input(name, text)]);
    let of = |run: &Compilation| {
        let c = &run.connections[0];
        let said = c.findings.iter().map(|f| (f.finding.rule.code, f.finding.message.clone()));
        (c.verdict, c.elements, c.statements, said.collect::<std::collections::BTreeSet<_>>())
    };
    assert_eq!(of(&one), of(&two));
    let syntax = |run: &Compilation| {
        let found = run.all_findings().find(|f| f.finding.rule.code == "MW2306").unwrap();
        (run.files.place(found.finding.span()), render::frame(&found.finding, &run.files))
    };
    let (place, frame) = syntax(&two);
    assert_eq!(place, format!("{name}:2:8"));
    assert!(frame.contains("broken(;"), "{frame}");
    assert_eq!(two.sources[1].state, SourceState::Read);
    assert_eq!(two.sources[1].sha256, sha256_hex(text.as_bytes()));

    // Missing, elsewhere, unreadable or no text: said, and never taken for an empty script.
    let not_there: &[Input] = &[
        input("in/b/sourceConnector-transformer-step-0.js", text),
        input(name, "\0"),
        Input { name: name.to_owned(), content: Content::Unreadable("gone".to_owned()) },
    ];
    for file in not_there {
        let run = run(vec![input("in/a.xml", apart.as_str()), file.clone()]);
        let connection = &run.connections[0];
        let lost = connection.findings.iter().filter(|f| f.finding.rule.code == "MW3004");
        assert_eq!(lost.count(), 1, "{file:?}");
        let task = |code: &str| connection.facts.tasks.iter().any(|task| task.code == code);
        assert!(task("MW3004") && !task("MW1013"), "the task is that of the finding");
        assert_eq!(run.connections[0].verdict, Verdict::Blocked);
    }
}

#[test]
fn no_secret_reaches_an_output_or_report() {
    let compilation = run(vec![input("a.xml", good())]);
    let all = everything(&compilation);
    assert!(!all.contains(SECRET));
    assert!(all.contains("To EMR: password"), "that there is one is said");
}

/// A channel of some revision, saved at some time, with some text in it.
fn copy(revision: &str, time: &str, text: &str) -> String {
    let data = format!(
        "<exportData><metadata><enabled>true</enabled><lastModified><time>{time}</time>\
         </lastModified></metadata></exportData></channel>"
    );
    let steps = script(0, text);
    channel(&Parts { steps: &steps, ..Parts::default() })
        .replace("<revision>1</revision>", revision)
        .replace("</channel>", if time.is_empty() { "</channel>" } else { &data })
}

/// A channel as a backup holds it.
fn indented(channel: &str) -> String {
    let lines = channel.replace("><", ">\n    <").replace(">\n    </", "></");
    format!("<list>\n{lines}</list>")
}

#[test]
fn of_two_exports_of_a_channel_the_newest_is_compiled() {
    let of = |n: u32| format!("<revision>{n}</revision>");
    let [one, two, ten] = [1, 2, 10].map(of);
    let later = "var a = 1; var b = 2;";
    // Two exports, and which of them are compiled.
    let cases: &[(String, String, &str, &str)] = &[
        (copy(&one, "", "1;"), copy(&two, "", "1;"), "b", "is newer: revision 2, this is 1"),
        (copy(&ten, "5", "1;"), copy(&two, "9", later), "a", "is newer: revision 10, this is 2"),
        (copy(&two, "5", "1;"), copy(&two, "6", later), "b", "was saved later"),
        (copy(&two, "5", "1;"), copy(&two, "5", "1;"), "a", "is another export of the same"),
        (copy(&two, "", "1;"), copy(&two, "5", "1;"), "a", "is another export of the same"),
        (
            copy(&two, "", "1;"),
            indented(&copy(&two, "", "1;")),
            "a",
            "is another export of the same",
        ),
        (copy(&two, "", "1;"), copy(&two, "", " 1;"), "ab", "has the same id"),
        (copy(&two, "5", "1;"), copy(&two, "5", later), "ab", "has the same id"),
        (copy(&two, "", "1;"), copy(&two, "5", later), "ab", "has the same id"),
        (copy("", "", "1;"), copy(&two, "", later), "ab", "has the same id"),
        (copy("<revision>x</revision>", "7", "1;"), copy("", "6", later), "a", "was saved later"),
    ];
    for (a, b, compiled, says) in cases {
        let run = run(vec![input("a.xml", a.as_str()), input("b.xml", b.as_str())]);
        let files: String = run.connections.iter().map(|c| &c.file[..1]).collect();
        assert_eq!(files, *compiled, "{says}");
        let ambiguous = compiled.len() == 2;
        let code = if ambiguous { "MW1016" } else { "MW1028" };
        let found: Vec<_> = run.all_findings().filter(|f| f.finding.rule.code == code).collect();
        assert_eq!(found.len(), 1, "{says}");
        assert!(found[0].finding.message.contains(says), "{}", found[0].finding.message);
        assert_eq!(run.superseded.len(), usize::from(!ambiguous));
        let slugs: std::collections::BTreeSet<_> =
            run.connections.iter().map(|c| &c.naming.slug).collect();
        assert_eq!(slugs.len(), run.connections.len());
        // What is not compiled is counted all the same: the two together are the sum of each.
        let alone = [a, b].map(|text| self::run(vec![input("a.xml", text.as_str())]));
        let sum = |count: fn(&report::summary::Summary) -> u64| {
            let each: u64 = alone.iter().map(|run| count(&report::summary::summary(run))).sum();
            assert_eq!(each, count(&report::summary::summary(&run)), "{says}");
        };
        sum(|summary| summary.elements.total);
        sum(|summary| summary.statements.total);
    }
}

#[test]
fn nothing_of_a_message_a_map_or_a_secret_key_is_shown() {
    let map = |key: &str, value: &str| {
        format!("<map><entry><string>{key}</string>\n{value}</entry></map>")
    };
    let class = "com.mirth.connect.util.ConfigurationProperty";
    let property = format!("<{class}><value>{SECRET}</value></{class}>");
    let json = format!("{{\"channel\":{{\"@version\":\"4.6.0\",\"password\":\"{SECRET}\",");
    let sender = format!(
        "{{\"map\":{{\"entry\":{{\"string\":\"db.password\",\"{class}\":{{\"value\":\"{SECRET}\"}}}}}}}}"
    );
    let cases = [
        ("a.xml", map("mrn", &format!("<string>{SECRET}</string>")), "MW1017 MW1031"),
        ("a.xml", map("mrn", &format!("<response>{SECRET}</response>")), "MW1017"),
        ("a.xml", map("db.password", &property), "MW1017 MW4003"),
        ("a.json", sender, "MW1017 MW4003"),
        ("a.json", json.clone(), "MW1001"),
        ("a.json", json.replace("\"channel\"", "\"channel\":1,\"b\"") + "\"c\":1}}", "MW1001"),
        ("a.xml", format!("<message><raw>{SECRET}</raw></message>"), "MW1032"),
        ("a.xml", format!("<list>\n<message><raw>{SECRET}</raw></message></list>"), "MW1032"),
        ("a.txt", format!("MSH|^~\\&|A\rPID|{SECRET}\r"), "MW1032"),
        ("a.txt", format!("<map></map>\r\n\r\n<map>{SECRET}</map>"), "MW1032"),
        ("a.xml", format!("{{enc}}{SECRET}"), "MW1007"),
        ("a.properties", format!("db.password = {SECRET}\n"), "MW1017 MW4003"),
        ("mirth.properties", format!("b = 1\ndatabase.password = {SECRET}\na = 2\n"), "MW1036"),
    ];
    for (name, text, expected) in cases {
        let compilation = run(vec![input(name, text.as_str())]);
        let mut codes = codes(&compilation);
        codes.sort_unstable();
        assert_eq!(codes.join(" "), expected, "{text}");
        assert!(!everything(&compilation).contains(SECRET), "{text}");
    }
}

#[test]
fn which_copy_is_compiled_depends_on_nothing_else() {
    let named = |name: &str, revision: u32, text: &str| {
        copy(&format!("<revision>{revision}</revision>"), "", text)
            .replace("<name>Riverbend ORU", &format!("<name>{name}"))
    };
    let [old, middle, new] = [1, 2, 3].map(|revision| named("Live", revision, "1;"));
    // A clone keeps the id; its revision says nothing of the other.
    let clone = named("Clone", 9, "1;");
    let inputs = || {
        vec![
            input("a.xml", format!("<list>{old}{new}</list>")),
            input("b.xml", format!("<list>{new}{clone}{middle}</list>")),
        ]
    };
    let only = |name: &str| Options {
        only: vec![globset::Glob::new(name).unwrap().compile_matcher()],
        ..Options::default()
    };
    let all = run(inputs());
    let compiled: Vec<_> = all.connections.iter().map(|c| (&*c.name, &*c.file)).collect();
    assert_eq!(compiled, [("Live", "a.xml"), ("Clone", "b.xml")]);
    let superseded: Vec<_> = all.superseded.iter().map(|s| (&*s.name, &*s.revision)).collect();
    assert_eq!(superseded, [("Live", "1"), ("Live", "3"), ("Live", "2")]);
    assert!(all.superseded.iter().all(|s| s.by.starts_with("a.xml:")));
    let says = |text: &str| all.all_findings().filter(|f| f.finding.message.contains(text)).count();
    assert_eq!(says("has the same id"), 1);
    // Asked for by name, what is superseded stays so.
    let live = compile(inputs(), &only("Live"), &Silent);
    assert_eq!((live.connections.len(), live.superseded.len()), (1, 3));
    let clone = compile(inputs(), &only("Clone"), &Silent);
    assert_eq!((clone.connections.len(), clone.superseded.len()), (1, 0));
}

#[test]
fn a_global_script_is_carried_for_each_connection_without_its_secret_and_counted_once() {
    let body = format!("var password = &apos;{SECRET}&apos;; a(password);");
    let scripts = format!(
        "<map><entry><string>Preprocessor</string><string>{body} return message;</string></entry></map>"
    );
    let other = channel(&Parts { name: "B", id: "b", ..Parts::default() });
    let alone = run(vec![input("a.xml", good()), input("b.xml", other.as_str())]);
    let compilation =
        run(vec![input("a.xml", good()), input("b.xml", other.as_str()), input("c.xml", scripts)]);
    assert_eq!(compilation.outside_statements.carried, 3);
    for (with, without) in compilation.connections.iter().zip(&alone.connections) {
        assert_eq!((with.elements, with.statements), (without.elements, without.statements));
        let file = |output: &&OutFile| output.path.ends_with("global-preprocessor.js");
        let script = &with.outputs.iter().find(file).unwrap().text;
        assert!(script.contains("secret('global-preprocessor-1')"), "{script}");
        assert!(with.verdict >= Verdict::Review, "what is carried has to be looked at");
    }
    assert!(!everything(&compilation).contains(SECRET));
}

#[test]
fn verdicts_follow_what_was_found() {
    let carried = script(0, "var a = 1;");
    let broken = script(0, "var a = ;");
    let plug_in = "<com.example.LookupStep version=\"4.5.2\"><name>x</name>\
                   <sequenceNumber>0</sequenceNumber><enabled>true</enabled></com.example.LookupStep>";
    let cases = [
        (carried.as_str(), Verdict::Review),
        (&broken, Verdict::Blocked),
        (plug_in, Verdict::Blocked),
    ];
    for (steps, verdict) in cases {
        let export = channel(&Parts { steps, ..Parts::default() })
            .replace("FTP", "FILE")
            .replace("emr.example/in", "/srv/emr/in");
        let compilation = run(vec![input("a.xml", export)]);
        assert_eq!(compilation.connections[0].verdict, verdict, "{}", everything(&compilation));
    }
}

#[test]
fn expected_findings_are_marked_and_idle_entries_reported() {
    let text = "[[expected]]\n\n[[expected]]\n";
    let entry = |code: &str, file: &str, place| Expected {
        code: code.to_owned(),
        file: globset::Glob::new(file).unwrap().compile_matcher(),
        reason: "known".to_owned(),
        place,
    };
    let options = |only: &[&str]| Options {
        only: only.iter().map(|o| globset::Glob::new(o).unwrap().compile_matcher()).collect(),
        expected: vec![entry("MW3001", "x/*.xml", 0..12), entry("MW3001", "y/*", 14..26)],
        config: Some(("mapwright.toml".to_owned(), text.to_owned())),
    };
    let steps = script(0, "var a = 1;");
    let inputs = || vec![input("x/a.xml", channel(&Parts { steps: &steps, ..Parts::default() }))];
    let compilation = compile(inputs(), &options(&[]), &Silent);
    let carried =
        compilation.connections[0].findings.iter().find(|f| f.finding.rule.code == "MW3001");
    assert!(carried.is_some_and(|f| f.expected));
    assert_eq!(codes(&compilation), ["MW1018"]);
    let place = compilation.files.place(compilation.findings[0].finding.span());
    assert_eq!(place, "mapwright.toml:3:1");

    let some = compile(inputs(), &options(&["riverbend*"]), &Silent);
    assert_eq!((some.connections.len(), codes(&some).len()), (1, 0));
    let none = compile(inputs(), &options(&["other"]), &Silent);
    assert_eq!((none.connections.len(), codes(&none).len()), (0, 0));
}

#[test]
fn a_compiler_that_panics_on_one_connection_goes_on_with_the_others() {
    #[derive(Debug)]
    struct Fussy;
    impl BackEnd for Fussy {
        fn name(&self) -> &'static str {
            "fussy"
        }
        fn write(&self, _: &Checked, naming: &Naming) -> Vec<OutFile> {
            assert_ne!(naming.slug, "bad", "the panic that this test is about");
            vec![OutFile { path: naming.slug.clone(), text: "x\n".to_owned() }]
        }
    }
    let steps = script(0, "var a = 1;");
    let bad = channel(&Parts { name: "bad", id: "b", steps: &steps, ..Parts::default() });
    let inputs = vec![input("a.xml", bad), input("b.xml", good())];
    let setup = Setup { back_ends: &[&Fussy], sink: None, budget: BUDGET };
    let compilation = super::run(&Memory::new(inputs), &Options::default(), &Silent, &setup);
    let [bad, good] = compilation.connections.as_slice() else { panic!("two connections") };
    let internal = |c: &Compiled| c.findings.iter().any(|f| f.finding.rule.code == "MW9001");
    assert!(internal(bad) && !internal(good));
    assert_eq!(bad.verdict, Verdict::Blocked);
    assert!(bad.elements.check().unsupported > 0);
    assert_eq!(good.outputs.len(), 1);
    assert!(everything(&compilation).contains("MW9001"));
}

/// A channel of 2.2 with one JavaScript step at its source, HL7 properties and settings of its
/// only destination, an LLP Sender.
fn older(step: &str, hl7: &str, settings: &str) -> String {
    let protocols = "<inboundProtocol>HL7V2</inboundProtocol>\
                     <outboundProtocol>HL7V2</outboundProtocol>";
    format!(
        "<channel><id>i</id><name>Older</name><version>2.2.3</version><sourceConnector>\
         <name>s</name><properties/><transformer><steps>{step}</steps>{protocols}</transformer>\
         <filter><rules/></filter><transportName>LLP Listener</transportName>\
         <enabled>true</enabled></sourceConnector><destinationConnectors><connector>\
         <name>d</name><properties>{settings}</properties><transformer><steps/>{protocols}\
         <inboundProperties>{hl7}</inboundProperties></transformer><filter><rules/></filter>\
         <transportName>LLP Sender</transportName><enabled>true</enabled></connector>\
         </destinationConnectors><properties/></channel>"
    )
}

#[test]
fn an_older_channel_runs_what_its_server_ran() {
    let step = "<step><sequenceNumber>0</sequenceNumber><name>n</name><script>twice(1);</script>\
                <type>JavaScript</type></step>";
    let template = |scope, kind, body: &str| {
        format!(
            "<codeTemplate><id>{scope}{kind}</id><name>t</name><code>{body}</code>\
             <type>{kind}</type><scope>{scope}</scope><version>2.2.3</version></codeTemplate>"
        )
    };
    let templates = [
        template("0", "FUNCTION", "function twice(x) { return inner; }"),
        template("3", "CODE", "dragged();"),
    ];
    let reply = "<property name='replyChannelId'>other</property>";
    let hl7 = "<property name='handleRepetitions'>true</property>";
    let compilation = run(vec![
        input("a.xml", older(step, hl7, reply)),
        input("b.xml", format!("<list>{}</list>", templates.concat())),
        input("c.xml", channel(&Parts { steps: &script(0, "twice(1);"), ..Parts::default() })),
    ]);
    let text = |of: &str, end: &str| {
        let all = compilation.outputs();
        let found = all.into_iter().filter(|o| o.path.contains(of) && o.path.ends_with(end));
        found.map(|output| output.text.clone()).collect::<String>()
    };
    // Templates of that time are in every channel, but only of that time.
    let older = text("/older/", ".js");
    assert!(older.contains("function twice") && !older.contains("dragged"), "{older}");
    assert!(!text("/good/", ".js").contains("function twice"));
    assert!(
        older.contains("routeMessageByChannelId(&apos;other&apos;") || older.contains("'other'")
    );
    // A property that is not its default of 2.x has every message written anew.
    let route = text("routes/older", ".yaml");
    let stage = route.split("- name: older-d1\n").nth(1).unwrap_or_default();
    assert!(stage.lines().any(|line| line.trim() == "passThrough: false"), "{route}");
    let older = compilation.connections.iter().find(|c| c.name == "Older").unwrap();
    assert_eq!((older.elements.unsupported, older.statements.unsupported), (0, 0));
}
