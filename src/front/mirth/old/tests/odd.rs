//! Odd and damaged channels: nothing panics, nothing is lost, every element is counted once.

use proptest::prelude::*;

use super::{Old, PLAIN, channel, rewrite, said, xml};
use crate::{
    front::mirth::model::ObstacleKind::{
        self, MissingElement, OldRelease, OldSetting, UnknownElement,
    },
    span::Files,
    xml::{Limits, parse},
};

#[test]
fn odd_channels_say_what_is_wrong() {
    type Said = &'static [(ObstacleKind, &'static str)];
    let cases: &[(&str, Said)] = &[
        (
            "<channel><version>next</version></channel>",
            &[(MissingElement, "id"), (MissingElement, "name"), (OldRelease, "next")],
        ),
        ("<channel><id/><name/><version>3.4.0</version></channel>", &[(OldRelease, "3.4.0")]),
        ("<channel><id/><name/><version>-2.2</version></channel>", &[(OldRelease, "-2.2")]),
        (
            "<channel><id/><name/><version>2.</version></channel>",
            &[(MissingElement, "sourceConnector"), (MissingElement, "destinationConnectors")],
        ),
        (
            "<channel><id/><name/><version>2.2.1</version><invented/><sourceConnector>\
             <transportName>LLP Listener</transportName><properties><property>x</property>\
             <property name='a'><b/></property></properties><transformer/><filter/>\
             </sourceConnector><destinationConnectors><destination/></destinationConnectors>\
             </channel>",
            &[
                (UnknownElement, "invented"),
                (MissingElement, "inboundDataType"),
                (MissingElement, "outboundDataType"),
                (UnknownElement, "destination"),
                (OldSetting, "a"),
            ],
        ),
    ];
    for (xml, expected) in cases {
        assert_eq!(said(&channel(xml)), *expected, "{xml}");
    }
    let document = |text: &'static str| {
        let mut files = Files::default();
        parse(files.add("a.xml", text), text, &Limits::default()).unwrap()
    };
    for current in ["<channel version='3.0.0'/>", "<channel/>", "<list/>", "<connector/>"] {
        assert!(rewrite(&document(current)).is_none(), "{current}");
    }
}

#[test]
fn a_connector_that_nobody_knows_keeps_its_settings_and_is_not_mapped() {
    let old = Old { source: ("Email Reader", "host=mail.example.invalid\nfolder=in"), ..PLAIN };
    let channel = channel(&xml(&old));
    assert_eq!(said(&channel), []);
    let crate::ir::route::Endpoint::Unmapped(unmapped) = &channel.source.endpoint else {
        panic!("{:?}", channel.source.endpoint)
    };
    assert_eq!(unmapped.host.as_deref(), Some("mail.example.invalid"));
    assert_eq!(channel.counts.unsupported, 3);
}

/// Tags that old channels are made of.
const NAMES: &[&str] = &[
    "channel",
    "com.webreach.mirth.model.Channel",
    "com.webreach.mirth.model.Connector",
    "com.webreach.mirth.model.Step",
    "com.webreach.mirth.model.Rule",
    "com.webreach.mirth.model.CodeTemplate",
    "com.webreach.mirth.model.Unknown",
    "list",
    "version",
    "scope",
    "sourceConnector",
    "destinationConnectors",
    "connector",
    "properties",
    "transformer",
    "filter",
    "template",
    "steps",
    "step",
    "rules",
    "rule",
    "type",
    "data",
    "entry",
    "string",
    "script",
    "inboundProtocol",
    "outboundProtocol",
    "inboundProperties",
    "outboundProperties",
    "outboundTemplate",
    "transportName",
    "enabled",
    "direction",
    "codeTemplateLibraries",
    "codeTemplateLibrary",
    "exportData",
    "codeTemplate",
];

/// Properties of connectors, types and channels.
const PROPERTIES: &[&str] = &[
    "host",
    "port",
    "messageStart",
    "charEncoding",
    "sendACK",
    "ackCodeError",
    "replyChannelId",
    "useScript",
    "query",
    "script",
    "dispatcherHeaders",
    "dispatcherPassword",
    "pollingTime",
    "convertLFtoCR",
    "stripNamespaces",
    "removeNamespace",
    "synchronous",
    "unknown",
];

const TEXTS: &[&str] = &[
    "",
    "2.2.3",
    "1.3.0",
    "1.7.0.3207",
    "HL7V2",
    "XML",
    "LLP Listener",
    "LLP Sender",
    "HTTP Sender",
    "Database Reader",
    "Strange Reader",
    "0",
    "1",
    "true",
    "0x0B",
    "&lt;list/&gt;",
    "&lt;properties&gt;&lt;property name=&quot;a&quot;&gt;b&lt;/property&gt;&lt;/properties&gt;",
    "&#xb;",
    "localMap.put('a', localMap.get('b'))",
    "Rule Builder",
    "isGlobal",
];

fn arbitrary_xml() -> impl Strategy<Value = String> {
    let name = proptest::sample::select(NAMES);
    let text = proptest::sample::select(TEXTS);
    let property = proptest::sample::select(PROPERTIES);
    let leaf = (name.clone(), text.clone()).prop_map(|(n, t)| format!("<{n}>{t}</{n}>"));
    let property =
        (property, text).prop_map(|(n, t)| format!("<property name='{n}'>{t}</property>"));
    prop_oneof![leaf, property].prop_recursive(6, 64, 6, move |inner| {
        (name.clone(), proptest::collection::vec(inner, 0..6))
            .prop_map(|(n, children)| format!("<{n}>{}</{n}>", children.concat()))
    })
}

proptest! {
    #[test]
    fn every_element_of_an_old_channel_is_counted_once(
        inside in arbitrary_xml(),
        more in arbitrary_xml(),
    ) {
        use crate::front::mirth::read::check_sum;
        check_sum(&format!("<channel><version>2.2.3</version>{inside}{more}</channel>"));
        check_sum(&format!(
            "<list>{inside}<com.webreach.mirth.model.Channel>{more}\
             </com.webreach.mirth.model.Channel></list>"
        ));
        let parts = Old { rules: &format!("<rules>{more}</rules>"), transformer: &inside, ..PLAIN };
        check_sum(&xml(&parts));
        check_sum(&xml(&Old { version: "1.3.2", ..parts }));
    }

    #[test]
    fn damaged_channels_never_panic(at in 0usize..4000, with in "[<>&/=' \\x00-\\x7f]{0,3}") {
        let steps = "<steps><step><type>Mapper</type><data><entry/></data></step></steps>";
        let whole = xml(&Old {
            source: ("LLP Listener", "port=1\nmessageEnd=0x1C"),
            destination: ("HTTP Sender", "dispatcherHeaders=&lt;properties/&gt;"),
            transformer: steps,
            ..PLAIN
        });
        let at = at.min(whole.len());
        crate::front::mirth::read::check_sum(&format!("{}{with}{}", &whole[..at], &whole[at..]));
    }
}
