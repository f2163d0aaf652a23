//! Tests that every element of any XML is counted exactly once.

use proptest::prelude::*;

use super::{PLAIN, Parts, read, xml};
use crate::{
    front::mirth::{
        form,
        model::{Element, ElementKind},
        sniff::Form,
    },
    span::Files,
    xml::{Document, Limits, parse},
};

fn elements(list: &[Element]) -> u64 {
    let inside = |kind: &ElementKind| match kind {
        ElementKind::Iterator(iterator) => elements(&iterator.children),
        _ => 0,
    };
    list.iter().map(|e| e.n_elements + inside(&e.kind)).sum()
}

/// Every element of the file is counted once: outside, in a channel, a library, a step or a rule.
pub(in crate::front::mirth) fn check_sum(xml: &str) {
    let mut files = Files::default();
    let file = files.add("a.xml", xml);
    let Ok(document) = parse(file, xml, &Limits::default()) else { return };
    check_document(&document, xml);
}

fn check_document(document: &Document<'_>, text: &str) {
    let export = read(document);
    let mut total = export.counts.check().total;
    let fragments = export.fragments.iter().map(|fragment| &fragment.channel);
    for channel in export.channels.iter().chain(fragments) {
        total += channel.counts.check().total;
        for connector in std::iter::once(&channel.source).chain(&channel.destinations) {
            total += elements(&connector.filter.rules) + elements(&connector.transformer.steps);
            total += connector.response_transformer.as_ref().map_or(0, |t| elements(&t.steps));
        }
    }
    let inside = export.channels.iter().flat_map(|channel| &channel.libraries);
    total += inside.chain(&export.libraries).map(|l| l.counts.check().total).sum::<u64>();
    assert_eq!(total, document.len() as u64, "{text}");
}

const NAMES: &[&str] = &[
    "channel",
    "list",
    "channels",
    "serverConfiguration",
    "channelGroup",
    "channelGroups",
    "sourceConnector",
    "destinationConnectors",
    "connector",
    "filter",
    "transformer",
    "responseTransformer",
    "elements",
    "rules",
    "steps",
    "rule",
    "step",
    "data",
    "entry",
    "string",
    "properties",
    "children",
    "exportData",
    "metadata",
    "codeTemplateLibraries",
    "codeTemplateLibrary",
    "codeTemplates",
    "codeTemplate",
    "enabled",
    "id",
    "revision",
    "name",
    "pluginProperties",
    "sourceConnectorProperties",
    "schemeProperties",
    "inboundProperties",
    "batchProperties",
    "batchScript",
    "attachmentProperties",
    "preprocessingScript",
    "password",
    "unknown",
    "com.x.Unknown",
    "com.mirth.connect.model.IteratorStep",
    "com.mirth.connect.model.IteratorRule",
    "com.mirth.connect.plugins.mapper.MapperStep",
    "com.mirth.connect.plugins.javascriptrule.JavaScriptRule",
    "inboundDataType",
    "alerts",
    "alertModel",
    "map",
    "set",
    "globalScripts",
    "configurationMap",
    "channelTags",
    "channelTag",
    "channelIds",
    "backgroundColor",
    "channelDependency",
    "dependentId",
    "com.mirth.connect.util.ConfigurationProperty",
    "com.mirth.connect.model.ChannelMetadata",
    "pluginProperties",
    "com.mirth.connect.plugins.xsltstep.XsltStep",
];

const ATTRIBUTES: &[&str] = &[
    "",
    "",
    " version='4.6.0'",
    " version='3.4.2'",
    " version='3.0.0'",
    " version=''",
    " class='com.mirth.connect.connectors.tcp.TcpReceiverProperties'",
    " class='com.mirth.connect.connectors.file.FileReceiverProperties' version='3.0.0'",
    " class='com.mirth.connect.connectors.vm.VmDispatcherProperties'",
    " class='com.mirth.connect.connectors.js.JavaScriptReceiverProperties'",
    " msync-fileref='x'",
    " reference='..'",
    " encoding='base64'",
];

fn arbitrary_xml() -> impl Strategy<Value = String> {
    let tag = (0..NAMES.len(), 0..ATTRIBUTES.len());
    let leaf = (
        tag.clone(),
        prop_oneof![Just(""), Just("Deploy"), Just("HL7V2"), Just("&#xb;"), Just("1-0")],
    );
    let leaf =
        leaf.prop_map(|((n, a), text)| format!("<{0}{1}>{text}</{0}>", NAMES[n], ATTRIBUTES[a]));
    leaf.prop_recursive(8, 96, 6, move |inner| {
        (tag.clone(), proptest::collection::vec(inner, 0..6)).prop_map(|((n, a), children)| {
            format!("<{0}{1}>{2}</{0}>", NAMES[n], ATTRIBUTES[a], children.concat())
        })
    })
}

fn arbitrary_json() -> impl Strategy<Value = String> {
    let leaf =
        prop_oneof![Just("null"), Just("true"), Just("\"HL7V2\""), Just("\"1-0\""), Just("1")];
    leaf.prop_map(str::to_owned).prop_recursive(8, 96, 6, move |inner| {
        let name = prop_oneof![
            4 => (0..NAMES.len()).prop_map(|n| NAMES[n].to_owned()),
            1 => Just("@version".to_owned()),
            1 => Just("$".to_owned()),
        ];
        let members = proptest::collection::btree_map(name, inner.clone(), 0..6);
        let object = members.prop_map(|members| {
            let all = members.iter().map(|(name, value)| format!("\"{name}\":{value}"));
            format!("{{{}}}", all.collect::<Vec<_>>().join(","))
        });
        let array = proptest::collection::vec(inner, 0..4);
        prop_oneof![3 => object, 1 => array.prop_map(|all| format!("[{}]", all.join(",")))]
    })
}

proptest! {
    #[test]
    fn every_element_is_counted_once(inside in arbitrary_xml()) {
        check_sum(&inside);
        check_sum(&format!("<channel version='4.6.0'>{inside}</channel>"));
        check_sum(&format!("<list>{inside}{inside}</list>"));
        check_sum(&xml(&Parts { steps: &format!("<elements>{inside}</elements>"), rest: &inside, ..PLAIN }));
        check_sum(&xml(&Parts { source: ("tcp.TcpReceiverProperties", &inside), filter: &inside, ..PLAIN }));
        check_sum(&xml(&Parts { version: "3.4.2", steps: &format!("<steps>{inside}</steps>"), ..PLAIN }));
    }

    #[test]
    fn every_element_of_json_is_counted_once(value in arbitrary_json()) {
        for text in [value.clone(), format!("{{\"list\":{value}}}"), format!("{{\"channel\":{value}}}")] {
            let file = Files::default().add("a.json", text.as_str());
            if let Ok(document) = form::parse(Form::Json, file, &text, &Limits::default()) {
                check_document(&document, &text);
            }
        }
    }
}
