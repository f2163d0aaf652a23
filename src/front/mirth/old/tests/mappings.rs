//! Transformers, filters, steps, rules, data types and the channel itself.

use super::{Old, PLAIN, channel, made, said, xml};
use crate::{
    front::mirth::{
        model::{
            ElementKind, Library,
            ObstacleKind::{OldMeaning, OldServer},
            Scope,
        },
        read,
    },
    ir::route::{DataType, Hl7v2},
    span::Files,
    xml::{Limits, parse},
};

fn hl7(kind: &DataType) -> &Hl7v2 {
    match kind {
        DataType::Hl7v2(hl7) => hl7,
        other => panic!("{other:?}"),
    }
}

/// A transformer with steps and properties of its protocols.
fn transformer(steps: &str, inbound: &str, outbound: &str, template: &str) -> String {
    format!(
        "<steps>{steps}</steps><inboundTemplate encoding=\"base64\"/>\
         <outboundTemplate encoding=\"base64\">{template}</outboundTemplate>\
         <inboundProtocol>HL7V2</inboundProtocol><outboundProtocol>HL7V2</outboundProtocol>\
         <inboundProperties>{}</inboundProperties><outboundProperties>{}</outboundProperties>",
        super::properties(inbound),
        super::properties(outbound)
    )
}

const STEP: &str = "<step><sequenceNumber>0</sequenceNumber><name>s</name>\
                    <script>localMap.put('a', 1); localMap.get('a');</script>\
                    <type>JavaScript</type></step>";

#[test]
fn hl7_properties_have_the_defaults_of_their_time() {
    let read = |version, transformer: &str| {
        let channel = channel(&xml(&Old { version, transformer, ..PLAIN }));
        let hl7 = hl7(&channel.source.transformer.inbound).clone();
        (hl7.repetitions, hl7.subcomponents, hl7.strict_reader, hl7.convert_line_breaks)
    };
    let with = |inbound| transformer("", inbound, "convertLFtoCR=false", "");
    assert_eq!(read("2.2.3", super::HL7), (false, false, false, true));
    assert_eq!(read("1.4.0", super::HL7), (false, false, true, true), "HAPI was all there was");
    let on = "handleRepetitions=true\nhandleSubcomponents=true\nuseStrictParser=true";
    assert_eq!(read("2.2.3", &with(on)), (true, true, true, true));
    assert_eq!(read("2.2.3", &with("convertLFtoCR=false")), (false, false, false, false));
    assert!(read("1.7.0", &with("convertLFtoCR=false\nencodeEntities=true")).3);
}

#[test]
fn without_an_outbound_template_the_inbound_properties_write() {
    let (inbound, outbound) = ("useStrictParser=true", "useStrictParser=false\nstripNamespaces=0");
    let strict = |template| {
        let transformer = transformer("", inbound, outbound, template);
        let channel = channel(&xml(&Old { transformer: &transformer, ..PLAIN }));
        assert_eq!(channel.counts.unsupported, 0, "{:?}", channel.obstacles);
        hl7(&channel.source.transformer.outbound).strict_writer
    };
    assert!(strict(""));
    assert!(!strict("TVNIfA=="));
}

#[test]
fn what_the_old_server_did_otherwise_is_said() {
    let cases: &[(&str, &str, &str, &str)] = &[
        ("", "handleRepetitions=true", "", "every message is parsed and written anew"),
        ("", "stripNamespaces=false", "", "every message is parsed and written anew"),
        ("", "handleRepetitions=false", "", ""),
        (STEP, "handleRepetitions=true", "", "the old server counts the components"),
        (
            "",
            "convertLFtoCR=false",
            "convertLFtoCR=true",
            "line breaks were converted on the way out",
        ),
        (STEP, "convertLFtoCR=true", "convertLFtoCR=false", ""),
    ];
    for (steps, inbound, outbound, expected) in cases {
        let transformer = transformer(steps, inbound, outbound, "");
        let channel = channel(&xml(&Old { transformer: &transformer, ..PLAIN }));
        let said = said(&channel);
        assert!(said.iter().all(|(kind, _)| matches!(kind, OldServer | OldMeaning)), "{said:?}");
        let hit = said.iter().any(|(_, text)| text.starts_with(expected));
        assert!(if expected.is_empty() { said.is_empty() } else { hit }, "{expected}: {said:?}");
    }
    let other = "<steps/><inboundProtocol>HL7V2</inboundProtocol>\
                 <outboundProtocol>XML</outboundProtocol>";
    for (version, n_notes) in [("1.7.0", 1), ("2.2.3", 0)] {
        let channel = channel(&xml(&Old { version, transformer: other, ..PLAIN }));
        assert_eq!(said(&channel).len(), n_notes, "{version}");
    }
    let rules = |scripts: &[&str]| {
        let rule = |script: &&str| format!("<rule><script>{script}</script></rule>");
        let rules: String = scripts.iter().map(rule).collect();
        let rules = format!("<rules>{rules}</rules>");
        said(&channel(&xml(&Old { rules: &rules, ..PLAIN }))).len()
    };
    assert_eq!(rules(&["return msg['PV1'];"]), 0, "nothing is joined behind it");
    assert_eq!(rules(&["return msg['PV1'];", "return a;"]), 1);
    assert_eq!(rules(&["return true;", "return a;"]), 0);
    let asynchronous = Old { properties: "synchronous=false", ..PLAIN };
    let channel = channel(&xml(&asynchronous));
    assert_eq!(said(&channel).len(), 1);
    assert!(!channel.destinations[0].wait_for_previous);
}

#[test]
fn protocols_become_data_types() {
    let cases =
        [("X12", "EDI/X12"), ("EDI", "EDI/X12"), ("DELIMITED", "DELIMITED"), ("XML", "XML")];
    for (protocol, expected) in cases {
        let transformer = format!(
            "<steps/><inboundProtocol>{protocol}</inboundProtocol>\
             <outboundProtocol>{protocol}</outboundProtocol>"
        );
        let old = Old { transformer: &transformer, ..PLAIN };
        let (lines, notes) = made(&xml(&old), &["sourceConnector", "transformer"]);
        assert!(lines.contains(&format!("inboundDataType={expected}")), "{lines:?}");
        assert_eq!(notes, []);
    }
}

#[test]
fn responses_for_another_channel_go_through_a_response_transformer() {
    let destination = ("LLP Sender", "replyChannelId=c-1");
    let channel = channel(&xml(&Old { destination, ..PLAIN }));
    let response = channel.destinations[0].response_transformer.as_ref().unwrap();
    let [step] = &response.steps[..] else { panic!("{response:?}") };
    let ElementKind::JavaScript(script) = &step.kind else { panic!("{step:?}") };
    assert!(script.as_str().contains("routeMessageByChannelId('c-1', response.getMessage())"));
    assert_eq!(step.n_elements, 1, "the property counts as the step");
    assert_eq!(said(&channel).len(), 1);
    hl7(&response.inbound);
}

#[test]
fn scripts_keep_their_places_under_new_names() {
    let text = xml(&Old { transformer: &transformer(STEP, "", "", ""), ..PLAIN });
    let channel = channel(&text);
    let script = channel.source.transformer.steps[0].stored_script.as_ref().unwrap();
    assert_eq!(script.as_str(), "channelMap.put('a', 1); channelMap.get('a');");
    let at = u32::try_from(script.as_str().rfind("'a'").unwrap()).unwrap();
    let span = script.locate(at..at + 3);
    let place = text.find("localMap.get('a')").unwrap() + "localMap.get(".len();
    assert_eq!((span.start as usize, span.end as usize), (place, place + 3));
}

#[test]
fn steps_and_rules_of_1_x_have_their_types_of_today() {
    let entry = |key: &str, value: &str| {
        format!("<entry><string>{key}</string><string>{value}</string></entry>")
    };
    let step = |kind: &str, data: &str| {
        format!(
            "<com.webreach.mirth.model.Step><sequenceNumber>0</sequenceNumber><name>s</name>\
             <script>x();</script><type>{kind}</type><data class=\"map\">{data}</data>\
             </com.webreach.mirth.model.Step>"
        )
    };
    let mapper =
        |global| [entry("Variable", "v"), entry("Mapping", "m"), entry("isGlobal", global)];
    let steps = [
        step("HL7 Message Builder", &entry("Variable", "tmp['A']")),
        step("Mapper", &mapper("1").concat()),
        step("Mapper", &mapper("0").concat()),
    ];
    let rule = |kind: &str, data: &str| {
        format!(
            "<com.webreach.mirth.model.Rule><sequenceNumber>0</sequenceNumber><name>r</name>\
             <script>return true;</script><operator>NONE</operator>{kind}{data}\
             </com.webreach.mirth.model.Rule>"
        )
    };
    let built = |accept| {
        let data = [entry("Field", "f"), entry("Equals", "1"), entry("Accept", accept)].concat();
        rule("<type>Rule Builder</type>", &format!("<data class=\"map\">{data}</data>"))
    };
    let rules = format!("<rules>{}{}{}</rules>", rule("", ""), built("0"), built("1"));
    let transformer = transformer(&steps.concat(), "", "", "");
    let old = Old { version: "1.7.0.3207", rules: &rules, transformer: &transformer, ..PLAIN };
    let channel = channel(&xml(&old));
    assert_eq!(said(&channel), []);
    assert_eq!(channel.counts.unsupported, 0);
    let kinds: Vec<_> = channel
        .source
        .transformer
        .steps
        .iter()
        .chain(&channel.source.filter.rules)
        .map(|element| match &element.kind {
            ElementKind::Mapper(mapper) => format!("Mapper {:?}", mapper.scope),
            ElementKind::MessageBuilder(step) => format!("Builder {}", step.target.as_str()),
            ElementKind::RuleBuilder(test) => format!("Rule {:?}", test.condition),
            ElementKind::JavaScript(script) => script.as_str().to_owned(),
            other => format!("{other:?}"),
        })
        .collect();
    let global = format!("Mapper {:?}", Scope::Global);
    let expected = [
        "Builder tmp['A']",
        &global,
        "Mapper Channel",
        "return true;",
        "return true;",
        "Rule Equals",
    ];
    assert_eq!(kinds, expected);
}

#[test]
fn channels_of_before_1_4_have_a_direction() {
    let old = |direction: &str| {
        format!(
            "<com.webreach.mirth.model.Channel><id>i</id><name>n</name><version>1.3.2.1</version>\
             <direction>{direction}</direction><protocol>HL7</protocol><mode>APPLICATION</mode>\
             <sourceConnector><name>s</name><properties/><transformer><steps/>\
             <template>MSH|</template></transformer><filter><rules/><template/></filter>\
             <transportName>Channel Reader</transportName></sourceConnector>\
             <destinationConnectors><com.webreach.mirth.model.Connector><name>d</name>\
             <properties/><transformer><steps/><template>MSH|^</template></transformer>\
             <filter><rules/></filter><transportName>Channel Writer</transportName>\
             <enabled>false</enabled></com.webreach.mirth.model.Connector></destinationConnectors>\
             <properties/></com.webreach.mirth.model.Channel>"
        )
    };
    let types = |direction| {
        let channel = channel(&old(direction));
        assert_eq!(channel.counts.unsupported, 0);
        assert!(channel.destinations[0].enabled && channel.source.enabled);
        let name =
            |kind: &DataType| if matches!(kind, DataType::Hl7v2(_)) { "HL7V2" } else { "XML" };
        let destination = &channel.destinations[0].transformer;
        let template = destination.outbound_template.as_ref().map(|t| t.as_str().to_owned());
        let source = &channel.source.transformer;
        (
            [&source.inbound, &source.outbound, &destination.inbound, &destination.outbound]
                .map(name),
            template,
        )
    };
    assert_eq!(types("INBOUND"), (["HL7V2"; 4], None));
    assert_eq!(types("OUTBOUND"), (["XML", "XML", "XML", "HL7V2"], Some("MSH|^".to_owned())));
}

#[test]
fn code_templates_of_1_x_count_the_channel_s_global_map() {
    let template = |scope, version| {
        format!(
            "<com.webreach.mirth.model.CodeTemplate><id>t</id><name>t</name><code>x</code>\
             <type>FUNCTION</type><scope>{scope}</scope>{version}</com.webreach.mirth.model.CodeTemplate>"
        )
    };
    let version = "<version>2.0.0</version>";
    let list = [template(0, ""), template(2, ""), template(2, version), template(7, "")].concat();
    let xml = format!("<list>{list}</list>");
    let mut files = Files::default();
    let document = parse(files.add("a.xml", &*xml), &xml, &Limits::default()).unwrap();
    let export = read::read(&document);
    let first = |library: &Library| library.templates[0].contexts.first().cloned();
    let contexts: Vec<_> = export.libraries.iter().filter_map(first).collect();
    // The second counts as 3; no scope has the number of the last.
    assert_eq!(contexts, ["GLOBAL_DEPLOY", "SOURCE_RECEIVER", "GLOBAL_POSTPROCESSOR"]);
    assert_eq!(export.counts.unsupported, 0);
}

#[test]
fn pieces_of_channels_are_rewritten_by_themselves() {
    let transformer = format!("<transformer>{}</transformer>", super::HL7);
    let connector = |mode: &str, version: &str| {
        format!(
            "<connector><name>n</name><properties>\
             <property name=\"host\">h</property></properties>{transformer}<filter><rules/>\
             </filter><transportName>LLP Sender</transportName><mode>{mode}</mode>\
             <enabled>true</enabled>{version}</connector>"
        )
    };
    let destination = connector("DESTINATION", "<version>2.2.1</version>");
    let cases: &[(&str, &[&str], &str)] = &[
        (&destination, &["properties"], "remoteAddress=h"),
        (&transformer, &[], "inboundDataType=HL7V2"),
        ("<filter><rules><rule><name>r</name></rule></rules></filter>", &["rules"], "rule/name=r"),
    ];
    for (xml, path, line) in cases {
        let (lines, notes) = made(xml, path);
        assert!(lines.iter().any(|made| made == line), "{line}: {lines:?}");
        assert_eq!(notes, []);
    }
    let release = |xml: &str, name: &str| {
        let mut files = Files::default();
        let document = parse(files.add("a.xml", xml), xml, &Limits::default()).unwrap();
        let made = super::rewrite(&document)?;
        let root = made.document.root();
        let node = if root.name() == "list" { root.child(name)? } else { root };
        assert_eq!(node.name(), name);
        let id = node.child("metaDataId").map(crate::xml::Node::string);
        Some((node.attribute("version")?.to_owned(), id.unwrap_or_default()))
    };
    let found = |version: &str, id: &str| Some((version.to_owned(), id.to_owned()));
    let source = connector("SOURCE", "<version>2.1.0</version>");
    assert_eq!(release(&destination, "connector"), found("2.2.1", "1"));
    assert_eq!(release(&format!("<list>{source}</list>"), "connector"), found("2.1.0", "0"));
    assert_eq!(release(&transformer, "transformer"), found("2.x", ""));
    assert_eq!(release(&connector("SOURCE", ""), "connector"), None);
    assert_eq!(release("<filter version='3.0.0'><rules/></filter>", "filter"), None);
}

#[test]
fn what_is_not_old_stays_as_it_is() {
    let script = "<preprocessingScript>localMap.put('a');</preprocessingScript>";
    let newer = format!("<channel version=\"3.4.2\"><name>n</name>{script}</channel>");
    let older = format!("<channel><name>o</name><version>2.2.3</version>{script}</channel>");
    let xml = format!("<list>{newer}{older}<x a=\"b\">localMap.put</x></list>");
    let mut files = Files::default();
    let document = parse(files.add("a.xml", &*xml), &xml, &Limits::default()).unwrap();
    let made = super::rewrite(&document).unwrap();
    let texts: Vec<_> = made.document.nodes().map(crate::xml::Node::string).collect();
    let renamed = texts.iter().filter(|text| text.contains("channelMap")).count();
    let kept = texts.iter().filter(|text| text.contains("localMap")).count();
    assert_eq!((renamed, kept), (1, 2));
    assert_eq!(made.document.root().child("x").and_then(|x| x.attribute("a")), Some("b"));
}
