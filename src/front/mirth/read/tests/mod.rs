//! Tests of the reader on small exports, release by release.

mod accounting;
mod around;
mod connectors;
mod data_types;
mod transports;

pub(in crate::front::mirth) use self::accounting::check_sum;
use super::{read, secret_spans};
use crate::{
    front::mirth::model::{
        Channel, Condition, Element, ElementKind, Export,
        ObstacleKind::{self, *},
        Operator, Scope, ScriptKind,
    },
    ir::route::DataType,
    span::{Files, SourceText},
    xml::{Limits, parse},
};

/// An export with the files that its spans point into.
fn load(xml: &str) -> (Files, Export) {
    let mut files = Files::default();
    let file = files.add("a.xml", xml);
    let export = read(&parse(file, xml, &Limits::default()).expect("a well-formed sample"));
    (files, export)
}

fn channel(xml: &str) -> Channel {
    load(xml).1.channels.into_iter().next().expect("a channel")
}

fn obstacles(channel: &Channel) -> Vec<(ObstacleKind, &str)> {
    channel.obstacles.iter().map(|o| (o.kind, o.subject.as_str())).collect()
}

const RAW: &str = "<inboundDataType>RAW</inboundDataType><outboundDataType>RAW</outboundDataType>";

/// A channel of a release, of parts that a case replaces.
struct Parts<'p> {
    version: &'p str,
    /// Class and content of the source's settings.
    source: (&'p str, &'p str),
    /// Class and content of the destination's settings.
    destination: (&'p str, &'p str),
    /// The source's `elements` or `rules`, and `elements` or `steps`.
    filter: &'p str,
    steps: &'p str,
    /// Elements beside the connectors.
    rest: &'p str,
}

const PLAIN: Parts<'_> = Parts {
    version: "4.6.0",
    source: ("vm.VmReceiverProperties", "<sourceConnectorProperties version='4.6.0'/>"),
    destination: (
        "vm.VmDispatcherProperties",
        "<destinationConnectorProperties version='4.6.0'/><channelId>none</channelId>",
    ),
    filter: "<elements/>",
    steps: "<elements/>",
    rest: "",
};

fn xml(parts: &Parts<'_>) -> String {
    let Parts { version: v, source, destination, filter, steps, rest } = parts;
    let properties = |(class, content): (&str, &str)| {
        let class = format!("com.mirth.connect.connectors.{class}");
        format!("<properties class='{class}' version='{v}'>{content}</properties>")
    };
    format!(
        "<channel version='{v}'><id>i</id><name>n</name><sourceConnector version='{v}'>\
         <metaDataId>0</metaDataId>{}<filter version='{v}'>{filter}</filter>\
         <transformer version='{v}'>{steps}{RAW}</transformer></sourceConnector>\
         <destinationConnectors><connector version='{v}'><metaDataId>1</metaDataId>\
         <enabled>true</enabled>{}<filter version='{v}'/><transformer version='{v}'>{RAW}\
         </transformer></connector></destinationConnectors>{rest}</channel>",
        properties(*source),
        properties(*destination),
    )
}

fn steps_of(parts: &Parts<'_>) -> (Vec<Element>, Channel) {
    let channel = channel(&xml(parts));
    (channel.source.transformer.steps.clone(), channel)
}

const JS: &str = "com.mirth.connect.plugins.javascriptstep.JavaScriptStep";

fn js(version: &str, fields: &str) -> String {
    format!("<{JS} version='{version}'>{fields}</{JS}>")
}

#[test]
fn a_plain_channel_has_no_obstacles_and_nothing_unsupported() {
    for version in ["3.5.0", "3.12.0", "4.6.0", "26.3.1", "next"] {
        let (_, export) = load(&xml(&Parts { version, ..PLAIN }));
        let channel = &export.channels[0];
        assert_eq!(obstacles(channel), [], "{version}");
        assert_eq!(export.unsupported, [], "{version}");
        assert_eq!(channel.destinations[0].meta_data_id, 1);
        assert_eq!(channel.version_text, version);
    }
}

/// A release, steps with their numbers, the order they run in, and obstacles.
type OrderCase =
    (&'static str, &'static [(&'static str, &'static str)], &'static str, &'static [ObstacleKind]);

#[test]
fn steps_run_in_the_order_of_their_release() {
    let step = |name: &str, number: &str| {
        js("3.7.0", &format!("<name>{name}</name><sequenceNumber>{number}</sequenceNumber>"))
    };
    let list = |steps: &[String]| format!("<elements>{}</elements>", steps.concat());
    let cases: &[OrderCase] = &[
        ("4.1.0", &[("a", "2"), ("b", "1")], "ba", &[]),
        ("4.0.1", &[("a", "2"), ("b", "1")], "ab", &[]),
        ("4.6.0", &[("a", "1-10"), ("b", "1-2"), ("c", "12")], "bca", &[]),
        ("4.6.0", &[("a", "1-0"), ("b", "9")], "ba", &[]),
        ("4.6.0", &[("a", "x"), ("b", "0")], "ba", &[BadValue]),
        ("4.6.0", &[("a", "99999999999"), ("b", "0")], "ba", &[BadValue]),
        ("4.6.0", &[("a", ""), ("b", "0")], "ba", &[MissingSequenceNumber]),
        ("4.6.0", &[("a", "")], "a", &[]),
        ("3.12.0", &[("a", ""), ("b", "0")], "ab", &[]),
    ];
    for (version, steps, order, expected) in cases {
        let steps: Vec<_> = steps.iter().map(|(name, number)| step(name, number)).collect();
        let (elements, channel) = steps_of(&Parts { version, steps: &list(&steps), ..PLAIN });
        let names: String = elements.iter().map(|e| e.name.as_str()).collect();
        assert_eq!(names, *order, "{version}");
        let kinds: Vec<_> = channel.obstacles.iter().map(|o| o.kind).collect();
        assert_eq!(kinds, *expected, "{version} {order}");
    }
}

#[test]
fn a_missing_enabled_means_what_it_means_in_its_release() {
    let cases = [
        ("3.6.2", "", true),
        ("3.6.2", "<enabled>false</enabled>", false),
        ("3.7.0", "", false),
        ("4.6.0", "<enabled>true</enabled>", true),
    ];
    for (version, field, expected) in cases {
        let steps = format!("<elements>{}</elements>", js(version, field));
        let (elements, _) = steps_of(&Parts { steps: &steps, ..PLAIN });
        assert_eq!(elements[0].enabled, expected, "{version} {field}");
    }
}

/// A channel, the steps in it, and its obstacles.
type OddCase<'c> = (Parts<'c>, String, Vec<(ObstacleKind, &'static str)>);

#[test]
fn odd_content_becomes_an_obstacle_of_its_kind() {
    let element = |content: &str| format!("<elements>{content}</elements>");
    let step = js("4.6.0", "<script>x</script><enabled>yes</enabled><colour/>");
    let rule = "<com.mirth.connect.plugins.javascriptrule.JavaScriptRule version='4.6.0'>\
                <operator>XOR</operator>\
                </com.mirth.connect.plugins.javascriptrule.JavaScriptRule>";
    let odd_rule = element(rule);
    let cases: Vec<OddCase<'_>> = vec![
        (PLAIN, element(&step), vec![(UnknownElement, "colour"), (BadValue, "enabled: yes")]),
        (PLAIN, element("<com.x.Step/>"), vec![(UnknownClass, "com.x.Step")]),
        (PLAIN, "<elements/><elements/>".into(), vec![(UnknownElement, "elements")]),
        (PLAIN, "<steps/>".into(), vec![(UnknownElement, "steps")]),
        (Parts { filter: "<elements/><x/>", ..PLAIN }, String::new(), vec![(UnknownElement, "x")]),
        (Parts { filter: &odd_rule, ..PLAIN }, String::new(), vec![(BadValue, "operator: XOR")]),
        (
            Parts { rest: "<preprocessingScript msync-fileref='p.js'/>", ..PLAIN },
            String::new(),
            vec![(ExternalText, "p.js")],
        ),
        (
            Parts { rest: "<description reference='../names'/>", ..PLAIN },
            String::new(),
            vec![(Reference, "../names")],
        ),
        (Parts { rest: "<description reference='../name'/>", ..PLAIN }, String::new(), vec![]),
        (
            Parts { rest: "<enabled>true</enabled>", ..PLAIN },
            String::new(),
            vec![(UnknownElement, "enabled")],
        ),
    ];
    for (parts, steps, expected) in cases {
        let (_, channel) = steps_of(&Parts { steps: &steps, ..parts });
        assert_eq!(obstacles(&channel), expected);
    }
}

#[test]
fn missing_parts_become_obstacles_and_the_channel_stays() {
    let bare = channel("<channel version='4.6.0'/>");
    let expected = ["id", "name", "sourceConnector", "destinationConnectors"];
    assert_eq!(obstacles(&bare), expected.map(|name| (MissingElement, name)));
    let connector = channel(
        "<channel version='4.6.0'><id/><name/><sourceConnector version='4.6.0'/>\
         <destinationConnectors/></channel>",
    );
    let expected = ["metaDataId", "properties", "filter", "transformer"];
    assert_eq!(obstacles(&connector), expected.map(|name| (MissingElement, name)));
}

#[test]
fn a_channel_without_a_release_gives_its_names_and_says_that_it_is_not_read() {
    let old = channel(
        "<channel><id>i</id><name>n</name><version>3.4.1</version><sourceConnector>\
         <name>s</name><transportName>LLP Listener</transportName><properties>\
         <property name='password'>pw</property></properties></sourceConnector>\
         <destinationConnectors><connector><name>d</name></connector></destinationConnectors>\
         </channel>",
    );
    assert_eq!(obstacles(&old), [(OldRelease, "3.4.1")]);
    assert_eq!((old.source.transport.as_str(), old.destinations.len()), ("LLP Listener", 1));
    assert_eq!(old.source.secrets.len(), 1);
    assert_eq!((old.counts.total, old.counts.transport), (12, 3));
}

#[test]
fn steps_of_before_3_5_give_the_model_and_keep_the_stored_script() {
    let entry = |key: &str, value: &str| format!("<entry><string>{key}</string>{value}</entry>");
    let text = |key: &str, value: &str| entry(key, &format!("<string>{value}</string>"));
    let mapper = [
        text("Variable", "v"),
        text("Mapping", "msg['A'].toString()"),
        text("DefaultValue", "'d'"),
        text("isGlobal", "globalChannel"),
        entry(
            "RegularExpressions",
            "<list><string-array><string>'a'</string><string>'b'</string></string-array></list>",
        ),
    ]
    .concat();
    let steps = format!(
        "<steps><step><sequenceNumber>0</sequenceNumber><name>m</name><script>stored</script>\
         <type>Mapper</type><data class='map'>{mapper}</data></step>\
         <step><type>JavaScript</type><script>stored</script><data>{}</data></step>\
         <step><type>Something Else</type><script>only</script></step></steps>",
        text("Script", "of data"),
    );
    let values = entry("Values", "<list><string>'x'</string><string>'y'</string></list>");
    let rules = format!(
        "<rules><rule><type>Rule Builder</type><data>{}{}{values}</data><script>s</script>\
         <operator>NONE</operator></rule><rule><type>JavaScript</type><script>return 1</script>\
         <operator>OR</operator></rule></rules>",
        text("Field", "msg['B']"),
        text("Equals", "0"),
    );
    let source = ("vm.VmReceiverProperties", "<sourceConnectorProperties version='3.4.2'/>");
    let parts = Parts { version: "3.4.2", source, steps: &steps, filter: &rules, ..PLAIN };
    let (steps, channel) = steps_of(&parts);
    assert_eq!(obstacles(&channel), []);
    let ElementKind::Mapper(mapper) = &steps[0].kind else { panic!("a mapper") };
    assert_eq!((mapper.variable.as_str(), mapper.scope), ("v", Scope::GlobalChannel));
    let (from, to) = &mapper.replacements[0];
    assert_eq!((from.as_str(), to.as_str()), ("'a'", "'b'"));
    assert_eq!(steps[0].stored_script.as_ref().map(SourceText::as_str), Some("stored"));
    let texts = steps[1..].iter().map(|step| match &step.kind {
        ElementKind::JavaScript(script) => script.as_str(),
        _ => "",
    });
    assert_eq!(texts.collect::<Vec<_>>(), ["of data", "only"]);
    let rules = &channel.source.filter.rules;
    let ElementKind::RuleBuilder(rule) = &rules[0].kind else { panic!("a rule builder") };
    assert_eq!((rule.condition, rule.values.len()), (Condition::NotEqual, 2));
    assert_eq!((rules[0].operator, rules[1].operator), (None, Some(Operator::Or)));
}

#[test]
fn iterator_children_are_elements_of_their_own() {
    let class = "com.mirth.connect.model.IteratorStep";
    let child = js("4.6.0", "<sequenceNumber>0-0</sequenceNumber><script>x</script>");
    let steps = format!(
        "<elements><{class} version='4.6.0'><enabled>true</enabled><properties>\
         <target>msg['OBX']</target><indexVariable>i</indexVariable><prefixSubstitutions>\
         <string>p</string></prefixSubstitutions><children>{child}</children></properties>\
         </{class}></elements>"
    );
    let (steps, channel) = steps_of(&Parts { steps: &steps, ..PLAIN });
    assert_eq!(obstacles(&channel), []);
    let ElementKind::Iterator(iterator) = &steps[0].kind else { panic!("an iterator") };
    assert_eq!((steps[0].n_elements, iterator.children[0].n_elements), (8, 3));
    assert_eq!((iterator.target.as_str(), iterator.index.as_str()), ("msg['OBX']", "i"));
}

#[test]
fn a_place_in_an_escaped_script_is_the_place_in_the_file() {
    let steps = format!(
        "<elements>{}</elements>",
        js("4.6.0", "<script>if (a &lt; b &amp;&amp;\r\n  c)&#xd;<![CDATA[ d < e]]></script>")
    );
    let xml = xml(&Parts { steps: &steps, ..PLAIN });
    let (files, export) = load(&xml);
    let ElementKind::JavaScript(script) = &export.channels[0].source.transformer.steps[0].kind
    else {
        panic!("a script")
    };
    assert_eq!(script.as_str(), "if (a < b &&\n  c)\r d < e");
    let column = u32::try_from(xml.find("if (").unwrap() + 1).unwrap();
    let places = [("if", 1, column), ("b", 1, column + 11), ("c)", 2, 3), ("e", 2, 24)];
    for (word, line, column) in places {
        let at = u32::try_from(script.as_str().rfind(word).unwrap()).unwrap();
        let position = files.position(script.locate(at..at + 1));
        assert_eq!((position.line, position.column), (line, column), "{word}");
    }
}

#[test]
fn default_scripts_are_dropped_and_others_kept() {
    let rest = "<preprocessingScript>// x&#xd;return message;</preprocessingScript>\
                <postprocessingScript>return 1;</postprocessingScript><deployScript/>\
                <undeployScript>return;</undeployScript>";
    let channel = channel(&xml(&Parts { rest, ..PLAIN }));
    let kinds: Vec<_> = channel.scripts.iter().map(|s| s.kind).collect();
    assert_eq!(kinds, [ScriptKind::Postprocessor]);
    assert_eq!((channel.counts.lowered, channel.counts.carried), (3, 1));
    let shutdown = "<shutdownScript>log()</shutdownScript>";
    let old = Parts { version: "3.0.3", rest: shutdown, ..PLAIN };
    let channel = self::channel(&xml(&old));
    assert_eq!(channel.scripts[0].kind, ScriptKind::Undeploy);
}

#[test]
fn hl7_settings_are_those_of_their_release() {
    let hl7 = |version: &str| {
        let groups: String = ["serialization", "deserialization", "responseGeneration", "responseValidation"]
            .map(|g| format!("<{g}Properties version='{version}'><segmentDelimiter>\\r</segmentDelimiter></{g}Properties>"))
            .concat();
        let groups = groups.replace("<responseValidationProperties version='3.0.0'><segmentDelimiter>\\r</segmentDelimiter>", "<responseValidationProperties version='3.0.0'>");
        format!(
            "<inboundDataType>HL7V2</inboundDataType><inboundProperties version='{version}'>{groups}</inboundProperties>"
        )
    };
    let cases = [
        ("3.0.0", Some("MSH_Segment"), Some("yyyyMMddHHmmss")),
        ("3.1.0", None, Some("yyyyMMddHHmmss")),
        ("3.2.0", None, None),
    ];
    for (version, split, date) in cases {
        let channel = channel(&xml(&PLAIN).replacen(
            "<inboundDataType>RAW</inboundDataType>",
            &hl7(version),
            1,
        ));
        let DataType::Hl7v2(hl7) = &channel.source.transformer.inbound else { panic!("HL7") };
        assert_eq!(hl7.batch_split.as_deref(), split, "{version}");
        assert_eq!(hl7.acknowledgement.date_format.as_deref(), date, "{version}");
        assert!(!hl7.repetitions && !hl7.convert_line_breaks && !hl7.validation.check_control_id);
        assert_eq!(hl7.reader_delimiter.as_deref(), Some("\\r"));
    }
}

#[test]
fn templates_are_decoded_or_refused() {
    let cases: &[(&str, Option<&str>, usize)] = &[
        ("<outboundTemplate encoding='base64'>TVNI\nfF4=</outboundTemplate>", Some("MSH|^"), 0),
        ("<outboundTemplate encoding='base64'>TVNIfF4</outboundTemplate>", Some("MSH|^"), 0),
        ("<outboundTemplate encoding='base64'>ICA=</outboundTemplate>", None, 0),
        ("<outboundTemplate encoding='base64'>*</outboundTemplate>", None, 1),
        ("<outboundTemplate encoding='base64'>/w==</outboundTemplate>", None, 1),
        ("<outboundTemplate>{}</outboundTemplate>", Some("{}"), 0),
        ("<outboundTemplate> </outboundTemplate>", None, 0),
        ("", None, 0),
    ];
    for (steps, expected, bad) in cases {
        let channel = channel(&xml(&Parts { steps, ..PLAIN }));
        let template = channel.source.transformer.outbound_template.as_ref();
        assert_eq!(template.map(SourceText::as_str), *expected, "{steps}");
        let found = channel.obstacles.iter().filter(|o| o.kind == BadBase64).count();
        assert_eq!(found, *bad, "{steps}");
    }
}

const LIBRARY: &str = "<codeTemplateLibrary version='4.6.0'><id>l</id><name>L</name>\
    <includeNewChannels>true</includeNewChannels><enabledChannelIds><string>i</string>\
    </enabledChannelIds><codeTemplates><codeTemplate version='4.6.0'><id>t</id><name>T</name>\
    <contextSet><delegate><contextType>CHANNEL_DEPLOY</contextType></delegate></contextSet>\
    <properties class='com.mirth.connect.model.codetemplates.BasicCodeTemplateProperties'>\
    <type>FUNCTION</type><code>function f() {}</code></properties></codeTemplate>\
    </codeTemplates></codeTemplateLibrary>";

#[test]
fn libraries_are_found_wherever_they_stand() {
    let listed = format!("<codeTemplateLibraries>{LIBRARY}</codeTemplateLibraries>");
    let exported =
        format!("<exportData>{listed}<metadata><enabled>false</enabled></metadata></exportData>");
    let cases = [
        (LIBRARY.to_owned(), 0, 1),
        (format!("<list>{LIBRARY}{LIBRARY}</list>"), 0, 2),
        (format!("<serverConfiguration>{listed}</serverConfiguration>"), 0, 1),
        (xml(&Parts { rest: &exported, ..PLAIN }), 1, 0),
        (xml(&Parts { version: "3.4.2", rest: &listed, ..PLAIN }), 1, 0),
        ("<codeTemplate><id>t</id><code>x</code></codeTemplate>".to_owned(), 0, 1),
    ];
    for (xml, inside, outside) in cases {
        let (_, export) = load(&xml);
        let of_channels: Vec<_> = export.channels.iter().flat_map(|c| &c.libraries).collect();
        assert_eq!((of_channels.len(), export.libraries.len()), (inside, outside), "{xml}");
        let library = of_channels.first().copied().unwrap_or_else(|| &export.libraries[0]);
        assert!(library.templates[0].code.is_some());
        assert_eq!(library.counts.carried, 1);
        assert_eq!(library.counts.unsupported, 0);
        assert!(export.channels.iter().all(|c| c.enabled != Some(xml.contains("<enabled>false"))));
    }
}

#[test]
fn channels_are_found_at_any_depth_and_stubs_are_none() {
    let whole = xml(&PLAIN);
    let stub = "<channel version='4.6.0'><id>s</id><revision>0</revision></channel>";
    let group = |content: &str| {
        format!(
            "<channelGroup version='4.6.0'><id>g</id><name>G</name><channels>{content}</channels></channelGroup>"
        )
    };
    let backup = format!(
        "<serverConfiguration><date>d</date><channelGroups>{}</channelGroups><channels>{whole}\
         {whole}</channels><alerts><alertModel/></alerts><serverSettings><smtpPassword>pw\
         </smtpPassword></serverSettings></serverConfiguration>",
        group(stub)
    );
    let cases: &[(&str, usize, &[&str])] = &[
        (&whole, 1, &[]),
        (&format!("<list>{whole}{whole}</list>"), 2, &[]),
        (&group(&whole), 1, &[]),
        (&group(stub), 0, &[]),
        (&backup, 2, &["alertModel", "serverSettings"]),
        ("<alertModel><x/></alertModel>", 0, &["alertModel"]),
        (&format!("<strange><deep>{whole}</deep></strange>"), 1, &["strange"]),
    ];
    for (xml, channels, others) in cases {
        let (_, export) = load(xml);
        let names: Vec<_> = export.parts.iter().map(|part| part.element.as_str()).collect();
        assert_eq!((export.channels.len(), names.as_slice()), (*channels, *others), "{xml}");
        check_sum(xml);
    }
    assert_eq!(load(&backup).1.secrets[0].name, "smtpPassword");
}
