//! What becomes of steps and rules: a table of connectors in a short notation, and the dump of
//! the script that each is lowered to.
//!
//! A line is a step or rule: `map KEY <- MAPPING`, `map KEY <- MAPPING ; DEFAULT`,
//! `build TARGET <- MAPPING`, `js SCRIPT`, `rule FIELD COND VALUE, VALUE`, `and`/`or` before a
//! rule for its operator, `off` for a disabled one, `each TARGET INDEX` with its children
//! indented, `drop IDS FIELD COND VALUE` for a Destination Set Filter.

use std::fmt::Write as _;

use crate::{
    front::mirth::{
        lower::{library::Templates, part, script},
        model::{
            Behavior, Condition, DestinationSet, Element, ElementKind, Filter, Iterator, Mapper,
            MessageBuilder, Operator, Scope, Test, Transformer, Version,
        },
    },
    ir::{dump, route::DataType},
    span::{FileId, Files, SourceText, Span},
};

struct Case<'f> {
    files: &'f mut Files,
    file: FileId,
}

impl Case<'_> {
    fn text(&mut self, text: &str) -> SourceText {
        let file = self.files.add("fragment", text);
        let end = u32::try_from(text.len()).unwrap_or_default();
        let mut source = SourceText::new(Span::new(file, 0..end));
        source.push_verbatim(text, 0);
        source
    }

    fn element(&mut self, line: &str, children: &[&str]) -> Element {
        let (line, enabled) = match line.strip_prefix("off ") {
            Some(rest) => (rest, false),
            None => (line, true),
        };
        let (line, operator) = match (line.strip_prefix("and "), line.strip_prefix("or ")) {
            (Some(rest), _) => (rest, Some(Operator::And)),
            (_, Some(rest)) => (rest, Some(Operator::Or)),
            _ => (line, None),
        };
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        let kind = match word {
            "map" => self.mapper(rest),
            "build" => self.builder(rest),
            "js" => ElementKind::JavaScript(self.text(rest)),
            "rule" => ElementKind::RuleBuilder(self.test(rest)),
            "drop" => {
                let (ids, test) = rest.split_once(' ').unwrap_or_default();
                ElementKind::DestinationSet(DestinationSet {
                    behavior: Behavior::Remove,
                    meta_data_ids: ids.split(',').filter_map(|id| id.parse().ok()).collect(),
                    test: self.test(test),
                })
            }
            "each" => self.iterator(rest, children),
            other => ElementKind::Unknown(other.to_owned()),
        };
        let span = Span::new(self.file, 0..0);
        Element {
            span,
            n_elements: 1,
            name: String::new(),
            sequence: String::new(),
            enabled,
            operator,
            kind,
            stored_script: None,
        }
    }

    fn mapper(&mut self, rest: &str) -> ElementKind {
        let (key, value) = rest.split_once(" <- ").unwrap_or((rest, ""));
        let (mapping, default) = value.split_once(" ; ").unwrap_or((value, ""));
        ElementKind::Mapper(Mapper {
            variable: self.text(key),
            mapping: self.text(mapping),
            default_value: self.text(default),
            replacements: Vec::new(),
            scope: Scope::Channel,
        })
    }

    fn builder(&mut self, rest: &str) -> ElementKind {
        let (target, mapping) = rest.split_once(" <- ").unwrap_or((rest, ""));
        ElementKind::MessageBuilder(MessageBuilder {
            target: self.text(target),
            mapping: self.text(mapping),
            default_value: self.text(""),
            replacements: Vec::new(),
        })
    }

    fn test(&mut self, rest: &str) -> Test {
        const CONDITIONS: &[(&str, Condition)] = &[
            (" NOT_EXIST", Condition::NotExist),
            (" EXISTS", Condition::Exists),
            (" EQUALS", Condition::Equals),
            (" NOT_EQUAL", Condition::NotEqual),
            (" NOT_CONTAIN", Condition::NotContain),
            (" CONTAINS", Condition::Contains),
        ];
        let found = CONDITIONS.iter().find_map(|(word, condition)| {
            rest.split_once(word).map(|(field, values)| (field, *condition, values))
        });
        let (field, condition, values) = found.unwrap_or((rest, Condition::Exists, ""));
        let values = values.split(", ").map(str::trim).filter(|value| !value.is_empty());
        Test {
            field: self.text(field),
            condition,
            values: values.map(|value| self.text(value)).collect(),
        }
    }

    fn iterator(&mut self, rest: &str, children: &[&str]) -> ElementKind {
        let (target, index) = rest.rsplit_once(' ').unwrap_or((rest, "i"));
        ElementKind::Iterator(Iterator {
            target: self.text(target),
            index: self.text(index),
            children: self.elements(children),
            intersect: false,
            break_early: true,
        })
    }

    fn elements(&mut self, lines: &[&str]) -> Vec<Element> {
        let mut list = Vec::new();
        let mut rest = lines;
        while let Some((line, after)) = rest.split_first() {
            let n_children = after.iter().take_while(|line| line.starts_with("  ")).count();
            let children: Vec<&str> = after[..n_children].iter().map(|line| &line[2..]).collect();
            list.push(self.element(line, &children));
            rest = &after[n_children..];
        }
        list
    }
}

fn lowered(version: Version, steps: &str, template: Option<&str>) -> (String, Vec<&'static str>) {
    let mut files = Files::default();
    let file = files.add("export", "");
    let span = Span::new(file, 0..0);
    let mut case = Case { files: &mut files, file };
    let lines: Vec<&str> = steps.lines().filter(|line| !line.trim().is_empty()).collect();
    let is_rule = |line: &&&str| {
        let line = line.trim_start_matches("off ").trim_start_matches("and ");
        line.trim_start_matches("or ").starts_with("rule ")
    };
    let rules: Vec<&str> = lines.iter().filter(is_rule).copied().collect();
    let steps: Vec<&str> = lines.iter().filter(|line| !is_rule(line)).copied().collect();
    let filter = Filter { span, rules: case.elements(&rules) };
    let outbound_template = template.map(|text| SourceText::opaque(text, span));
    let steps = case.elements(&steps);
    let hl7 = || crate::suite::connection::hl7();
    let (inbound, outbound): (DataType, DataType) = (hl7(), hl7());
    let transformer = Transformer { span, steps, inbound, outbound, outbound_template };
    let part = part::Part {
        prefix: "source".to_owned(),
        filter: Some(&filter),
        transformer: &transformer,
        version,
        source: true,
        files: &files,
        obstacles: &[],
        off: false,
    };
    let outcome = script::lower(&part, &Templates::default());
    let script = outcome.script.unwrap_or_default();
    let codes = outcome.findings.iter().map(|finding| finding.rule.code).collect();
    (dump::script(&script), codes)
}

/// Dumps the scripts of some connectors, one after the other, for a snapshot.
fn dumped(version: Version, template: Option<&str>, cases: &[&str]) -> String {
    let mut out = String::new();
    for steps in cases {
        let (dump, codes) = lowered(version, steps, template);
        let said = |line: &&str| *line != "filter accept" && !line.starts_with("template");
        let dump: Vec<&str> = dump.lines().filter(said).collect();
        let dump = dump.join("\n    ");
        let codes = if codes.is_empty() { "-".to_owned() } else { codes.join(" ") };
        let _ = writeln!(out, "{steps}\n    {dump}\n    {codes}\n");
    }
    out
}

/// Holds a dump against the snapshot of the test that calls it.
fn snapshot(dump: &str) {
    let mut settings = insta::Settings::clone_current();
    settings.set_omit_expression(true);
    settings.set_prepend_module_to_snapshot(false);
    let name = std::thread::current().name().unwrap_or_default().replace("::", "-");
    let name = name.rsplit('-').next().unwrap_or_default().to_owned();
    settings.bind(|| insta::assert_snapshot!(name, dump));
}

const NOW: Version = Version([4, 6, 0]);

#[test]
fn mappings() {
    snapshot(&dumped(
        NOW,
        None,
        &[
            "map v <- msg['PID']['PID.5']['PID.5.1'].toString()",
            "map v <- msg['PID']['PID.5']['PID.5.1']",
            "map v <- msg.PID['PID.5']['PID.5.1'].toString() ; 'none'",
            "map v <- msg['NTE'][2]['NTE.3']['NTE.3.1'].toString() ; 'none'",
            "map v <- msg['OBX'][9]",
            "map v <- noSuchVar.x",
            "map v <- 'a' ; foo",
            "map v <- 'a' ; UNKNOWN",
            "map v <- ",
            "map v <-  ; 'x'",
            "map v <- null",
            "map v <- undefined ; 'x'",
            "map v <- 5",
            "map v <- -1.5",
            "map v <- true",
            "map v <- [1,'x']",
            "map v <- {k:1}",
            "map v <- /a/g",
            "map v <- msg['OBX'].length() + 1",
            "map v <- '2.' + (2 + 1)",
            "map v <- $('d')+$('e')",
            "map v <- channelMap.get('a') == 'b'",
            "map v <- $c('a') === 'b'",
            "map v <- formatPhone('x')",
            "map v <- a; b",
            "map v <- msg['PID'",
            "map it's <- 'x'",
        ],
    ));
}

#[test]
fn operators_and_strings() {
    snapshot(&dumped(
        NOW,
        None,
        &[
            "map v <- msg['PID']['PID.5']['PID.5.1'].indexOf('O')",
            "map v <- msg['PID']['PID.8']['PID.8.1'] || 'U'",
            "map v <- msg['PID']['PID.8']['PID.8.1'].toString() || 'U'",
            "map v <- msg['PID']['PID.8']['PID.8.1'].toString() && 'U'",
            "map v <- msg['PID']['PID.8']['PID.8.1'].toString() == 'F' ? 'w' : $('m')",
            "map v <- !msg['PID']['PID.8']",
            "map v <- msg['OBX'][0]['OBX.5']['OBX.5.1'] - 1",
            "map v <- msg['OBX'][0]['OBX.5']['OBX.5.1'] + 1",
            "map v <- msg['OBX'][0]['OBX.5']['OBX.5.1'] > 7",
            "map v <- 'a,b'.split(',')[0]",
            "map v <- 'a,b'.split(',')[1]",
            "map v <- msg['PID']['PID.13']['PID.13.1'].toString().replace(/-/g, '').substring(0, 10).trim().toUpperCase()",
            "map v <- msg['PID']['PID.5'].toString().toUpperCase().charAt(0)",
            "map v <- {'S': 'STAT'}[msg['OBR'][0]['OBR.27']['OBR.27.6'].toString()]",
            "map v <- 'x'.length",
            "map v <- String(msg['PID']['PID.5']['PID.5.1'])",
            "map v <- 1 == '1'",
            "map v <- null == undefined",
            "map v <- 'b' < 'a'",
            "map v <- $('a') < 5",
        ],
    ));
}

#[test]
fn writes() {
    snapshot(&dumped(
        NOW,
        Some("MSH|^~\\&|T1\rPID|1||||\r"),
        &[
            "build tmp['PID']['PID.5'] <- 'x'",
            "build tmp['PID']['PID.8']['PID.8.1'] <- 'F'\nbuild tmp['PID']['PID.7']['PID.7.1'] <- '1970'",
            "build msg['PID']['PID.3'][1]['PID.3.4'] <- msg['PID']['PID.3'][0]['PID.3.4']",
            "build msg['PID']['PID.3'][1] <- 'x|y'",
            "build msg['PID']['@x'] <- 'y'",
            "build mrn <- msg['PID']['PID.2']['PID.2.1']\nbuild tmp['PID']['PID.4']['PID.4.1'] <- mrn",
            "build msg <- 'x'",
            "build f() <- 'x'",
            "each msg['OBX'] i\n  build tmp['OBX'][i]['OBX.1'] <- i + 1\n  map codes <- msg['OBX'][i]['OBX.3']['OBX.3.1'].toString()",
            "each msg['PID']['PID.3'] r\n  build tmp['PID']['PID.3'][r]['PID.3.1'] <- msg['PID']['PID.3'][r]['PID.3.1'].toString()",
            "each msg['OBR'] i\n  each msg['OBR'][i]['OBR.4'] j\n    map all <- msg['OBR'][i]['OBR.4'][j]['OBR.4.1'].toString()\nmap after <- i",
            "drop 1,2 msg['SPM'] NOT_EXIST",
            "drop 1 msg['MSH']['MSH.4']['MSH.4.1'].toString() EQUALS 'LAB'",
        ],
    ));
}

#[test]
fn rules() {
    snapshot(&dumped(
        NOW,
        None,
        &[
            "rule msg['PID']['PID.5']['PID.5.1'] EXISTS",
            "rule msg['PID']['PID.5']['PID.5.1'].toString() EXISTS",
            "rule msg['PID']['PID.5']['PID.5.1'].toString() NOT_EXIST",
            "rule msg['PID']['PID.88']['PID.88.1'] CONTAINS 'O'",
            "rule msg['PID']['PID.88']['PID.88.1'].toString() NOT_CONTAIN 'O', 'P'",
            "rule msg['ZZZ'][3]['ZZZ.1'].toString() EQUALS 'x'",
            "rule $('x') EXISTS",
            "rule $('x') NOT_EXIST",
            "rule $('x') EQUALS 'A', 'B'",
            "rule $('x') NOT_EQUAL 'A', 'B'",
            "rule $('x') CONTAINS 'A'",
            "rule msg['MSH']['MSH.9']['MSH.9.1'].toString() EQUALS 'A', 'B'",
            "rule msg['ZZZ'] EQUALS",
            "rule 'A' EQUALS 'A'\nor rule 'B' EQUALS 'A'\nand rule 'C' EQUALS 'C'",
            "rule 'A' EQUALS 'A'\nrule 'B' EQUALS 'A'",
            "off rule 'A' EQUALS 'A'\nand rule 'B' EQUALS 'A'",
            "rule 'A' EQUALS 'A'\noff and rule 'B' EQUALS 'A'",
        ],
    ));
}

#[test]
fn the_border_of_carried_scripts() {
    snapshot(&dumped(
        NOW,
        None,
        &[
            "js var x = 1;\nmap v <- x",
            "js return;\nmap v <- 'a'",
            "map v <- 'a'\njs if (a) return;\nmap w <- 'b'",
            "js function f() { return 1; }\nmap v <- 'a'\njs f();",
            "js for (var i = 0; i < 3; i++) {}\nmap v <- 'a'\njs for (var i = 0; i < 3; i++) {}",
            "js msg = new XML('<a/>');\nmap v <- 'a'",
            "js String.prototype.trim = function() {};\nmap v <- ' a '.trim()",
            "js // nothing\nmap v <- 'a'",
            "build mrn <- 'x'\njs channelMap.put('m', mrn);",
            "js if (a) {\njs b(); }\nmap v <- 'a'",
            "js if (a {",
            "Lookup\nmap v <- 'a'",
        ],
    ));
}

#[test]
fn older_releases() {
    let cases = ["map v <- msg['OBX'].length()", "map v <- true", "map v <- $cfg('a')"];
    let mut out = String::new();
    for version in [[3, 0, 3], [3, 2, 2], [3, 3, 0], [3, 3, 1]] {
        let dump = dumped(Version(version), None, &cases);
        let _ = write!(out, "== {version:?}\n{dump}");
    }
    snapshot(&out);
}

#[test]
fn thousands_of_steps_behind_a_broken_one_take_no_time() {
    let steps = (0..3_000).map(|n| format!("map v{n} <- 'x'\n"));
    let (dump, codes) = lowered(NOW, &format!("map w <- 'x\n{}", steps.collect::<String>()), None);
    assert_eq!(dump.matches(": lowered").count(), 3_000);
    assert_eq!(codes, ["MW2306"]);
    let scripts = (0..1_000).map(|n| format!("map v{n} <- 'x'\njs a{n} = 1; b = a{n};\n"));
    let (dump, _) = lowered(NOW, &scripts.collect::<String>(), None);
    assert_eq!(dump.matches(": carried").count(), 1_999);
}

#[test]
fn expressions_too_large_for_a_method_are_carried() {
    let arms: Vec<String> = (0..400).map(|n| format!("$('a') == '{n}' ? '{n}' : ")).collect();
    let choice = arms.concat();
    let list: Vec<String> = (0..6_000).map(|n| n.to_string()).collect();
    for mapping in [format!("{choice}'x'"), format!("[{}]", list.join(","))] {
        let (dump, codes) = lowered(NOW, &format!("map v <- {mapping}"), None);
        assert!(dump.contains("Mapper \"\": carried"), "{dump}");
        assert_eq!(codes, ["MW3002"]);
    }
    let values: Vec<String> = (0..900).map(|n| format!("'{n}'")).collect();
    let (dump, _) = lowered(NOW, &format!("rule $('a').b EQUALS {}", values.join(", ")), None);
    assert!(dump.contains("Rule Builder \"\": lowered"), "{dump}");
}

#[test]
fn a_password_in_a_literal_is_carried() {
    let (dump, codes) = lowered(NOW, "map v <- 'jdbc:x://h/db?user=u&password=pw'", None);
    assert!(!dump.contains("pw"), "{dump}");
    assert_eq!(codes, ["MW4003"]);
    let (dump, codes) = lowered(NOW, "map dbPassword <- 'pw'", None);
    assert!(!dump.contains("pw"), "{dump}");
    assert_eq!(codes, ["MW4003"]);
}

#[test]
fn fields_that_run_together_with_the_script_around_them_are_carried() {
    for (line, whole) in [
        ("rule $('a') + $('b') EXISTS", false),
        ("rule 'x' + $('a') CONTAINS 'x'", false),
        ("rule $('a') || $('b') EQUALS 'x'", false),
        ("rule $('a') EQUALS 'x' || 'y'", false),
        ("rule $('a') ? 'x' : 'y' EQUALS 'x'", false),
        ("rule $('a') + 'x' EQUALS 'x'", true),
        ("rule ($('a') || $('b')) EQUALS 'x'", true),
        ("rule $('a').b EXISTS", true),
        ("drop 1 $('a') || 'b' EQUALS 'x'", false),
        ("map v <- 'a' // why", true),
        ("map v <- 'a', 'b'", false),
        ("build tmp['PID']['PID.2'] <- 'a'", true),
    ] {
        let (dump, _) = lowered(NOW, line, Some("MSH|^~\\&|\r"));
        assert_eq!(dump.contains(": lowered"), whole, "{line}\n{dump}");
    }
}

#[test]
fn names_that_a_script_takes_from_the_engine_are_its_own() {
    for script in [
        "function validate() { return 1; }",
        "var validate = f;",
        "channelMap = new java.util.HashMap();",
        "this['x'] = 1;",
        "default xml namespace = 'urn:x';",
        "channelMap.put('m', mapping);",
    ] {
        let (dump, _) = lowered(NOW, &format!("js {script}\nmap v <- msg['A']"), None);
        assert_eq!(dump.matches(": carried").count(), 2, "{script}\n{dump}");
    }
    let steps = "map a <- f('x')\nmap v <- 'x'\nmap b <- f('x')";
    let (dump, _) = lowered(NOW, steps, None);
    assert_eq!(dump.matches(": lowered").count(), 1, "{dump}");
}
