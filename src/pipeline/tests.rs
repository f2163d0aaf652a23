//! The pipeline on small exports, damaged ones above all.

use proptest::prelude::*;

use super::*;
use crate::{
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

#[test]
fn no_secret_reaches_an_output_or_report() {
    let compilation = run(vec![input("a.xml", good())]);
    let all = everything(&compilation);
    assert!(!all.contains(SECRET));
    assert!(all.contains("To EMR: password"), "that there is one is said");
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
fn an_id_that_comes_again_is_reported_at_the_later_channel() {
    let two = vec![input("b.xml", good()), input("a.xml", format!("<list>{}</list>", good()))];
    let compilation = run(two);
    let repeats = compilation.all_findings().filter(|f| f.finding.rule.code == "MW1016");
    let places: Vec<_> = repeats.map(|f| compilation.files.place(f.finding.span())).collect();
    assert_eq!(places, ["b.xml:4:9"]);
    let slugs: Vec<_> = compilation.connections.iter().map(|c| &c.naming.slug).collect();
    assert_eq!(slugs.len(), 2);
    assert_ne!(slugs[0], slugs[1]);
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
    let compilation = compile_with(inputs, &Options::default(), &Silent, &[&Fussy]);
    let [bad, good] = compilation.connections.as_slice() else { panic!("two connections") };
    let internal = |c: &Compiled| c.findings.iter().any(|f| f.finding.rule.code == "MW9001");
    assert!(internal(bad) && !internal(good));
    assert_eq!(bad.verdict, Verdict::Blocked);
    assert!(bad.elements.check().unsupported > 0);
    assert_eq!(good.outputs.len(), 1);
    assert!(everything(&compilation).contains("MW9001"));
}
