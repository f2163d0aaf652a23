//! The transports: settings of a connector to an endpoint, with a table per class in which every
//! setting is accounted for (semantics section 8.1; what a setting does: Camel target facts,
//! section 5).

mod batch;
pub(crate) mod channel;
pub(crate) mod data_type;
mod database;
pub(crate) mod delivery;
mod dicom;
mod document;
mod entries;
mod file;
mod frame;
mod http;
mod jms;
mod page;
mod poll;
mod scheme;
mod script;
mod settings;
mod smtp;
mod soap;
mod tcp;
mod unmapped;
mod vm;

use settings::{account, harmless, mapped, only};

pub use page::page;
use settings::Effect;
pub(crate) use settings::Table;

use super::{
    model::ObstacleKind,
    read::context::{Reading, release, version_of},
};
use crate::{
    ir::{
        disposition::Disposition,
        route::{Endpoint, OptionGap, PLUGIN_OPTION},
    },
    span::SourceText,
    xml::Node,
};

/// What the settings of one connector say.
pub(crate) struct Settings {
    /// The endpoint.
    pub(crate) endpoint: Endpoint,
    /// Settings without an equivalent.
    pub(crate) gaps: Vec<OptionGap>,
    /// Scripts inside the settings, by name of the setting.
    pub(crate) scripts: Vec<(String, SourceText)>,
}

/// Reads the settings of a class.
type Read = fn(&mut Reading, Node<'_>, &mut Vec<OptionGap>) -> Endpoint;

const PREFIX: &str = "com.mirth.connect.";

/// Title of what plugins add to any connector.
const PLUGINS: &str = "Plugins";

/// Title of the Java libraries that scripts of a connector may use.
const RESOURCES: &str = "Resources";

/// The classes of connectors with their tables and readers.
const CONNECTORS: &[(&Table, Read)] = &[
    (&tcp::LISTENER, tcp::read_listener),
    (&tcp::SENDER, tcp::read_sender),
    (&file::READER, file::read_reader),
    (&file::WRITER, file::read_writer),
    (&vm::READER, vm::read_reader),
    (&vm::WRITER, vm::read_writer),
    (&http::LISTENER, http::read_listener),
    (&http::SENDER, http::read_sender),
    (&database::READER, database::read_reader),
    (&database::WRITER, database::read_writer),
    (&jms::LISTENER, jms::read_listener),
    (&jms::SENDER, jms::read_sender),
    (&smtp::SENDER, smtp::read_sender),
    (&soap::LISTENER, soap::read_listener),
    (&soap::SENDER, soap::read_sender),
    (&script::READER, script::read_reader),
    (&script::WRITER, script::read_writer),
    (&document::WRITER, document::read_writer),
    (&dicom::LISTENER, dicom::read_listener),
    (&dicom::SENDER, dicom::read_sender),
];

/// The tables of groups of settings that several connectors have.
const GROUPS: &[&Table] = &[
    &delivery::SOURCE,
    &delivery::DESTINATION,
    &ADDRESS,
    &poll::POLLING,
    &poll::ADVANCED,
    &frame::FRAMES,
    &frame::MLLP_FRAMES,
    &scheme::FTP,
    &scheme::SFTP,
    &scheme::SMB,
    &scheme::S3_BUCKET,
    &PLUGIN_CLASSES,
];

/// The address of a listener.
const ADDRESS: Table = Table {
    title: "Address of a listener",
    class: "donkey.model.channel.ListenerConnectorProperties",
    becomes: "The URI of the consumer.",
    settings: &[
        mapped("host", "the URI, property `in.host`"),
        mapped("port", "the URI, property `in.port`"),
    ],
};

/// All tables: those of the connectors, then those of the groups that they share.
fn tables() -> (Vec<&'static Table>, Vec<&'static Table>) {
    let groups = GROUPS.iter().chain(channel::TABLES).chain(data_type::TABLES).copied();
    (CONNECTORS.iter().map(|(table, _)| *table).collect(), groups.collect())
}

/// Reads the `properties` of a connector.
pub(crate) fn read(reading: &mut Reading, node: Node<'_>, transport: &str) -> Settings {
    let class = node.attribute("class");
    if class.is_none() {
        let kind = ObstacleKind::MissingElement;
        reading.obstacle(kind, "class of properties", node.start_tag());
    }
    let name = class.and_then(|class| class.strip_prefix(PREFIX)).unwrap_or_default();
    let mut gaps = resources(node);
    if let Some((_, read)) = CONNECTORS.iter().find(|(known, _)| known.class == name) {
        reading.claim(node);
        // A script is carried, which its table would claim as a setting.
        let scripts = script::scripts(reading, node, name);
        let endpoint = read(reading, node, &mut gaps);
        plugins(reading, node, &mut gaps);
        return Settings { endpoint, gaps, scripts };
    }
    reading.ledger.claim(node, Disposition::Unsupported);
    let endpoint = Endpoint::Unmapped(unmapped::read(node, transport));
    Settings { endpoint, gaps, scripts: Vec::new() }
}

/// What plugins add to connectors, by the class that their element is named by.
const PLUGIN_CLASSES: Table = Table {
    title: PLUGINS,
    class: "",
    becomes: "A manual task without which the endpoint has no route, but for no authentication. \
              Whatever is not here is a plugin that nobody here knows: a manual task, too.",
    settings: &[
        only("plugins.ssl.model.SSLConnectorPluginProperties", &[], SSL_TASK),
        harmless("plugins.httpauth.NoneHttpAuthProperties", "no authentication"),
        only("plugins.httpauth.basic.BasicHttpAuthProperties", &[], AUTH_TASK),
        only("plugins.httpauth.digest.DigestHttpAuthProperties", &[], AUTH_TASK),
        only("plugins.httpauth.javascript.JavaScriptHttpAuthProperties", &[], AUTH_TASK),
        only("plugins.httpauth.custom.CustomHttpAuthProperties", &[], AUTH_TASK),
        only("plugins.httpauth.oauth2.OAuth2HttpAuthProperties", &[], AUTH_TASK),
    ],
};

const AUTH_TASK: &str = "Requests have to log in here. Put the same authentication in front of \
                         the new endpoint (a security handler of its server, or a proxy), with \
                         the accounts in the vault.";

const SSL_TASK: &str = "The SSL Manager encrypts this connection. Bring its certificates and keys \
                        to the new platform, and turn TLS on for the endpoint with the same \
                        protocols and client check.";

const PLUGIN_TASK: &str = "A plugin of the legacy engine has settings here (TLS or authentication, \
                           perhaps). Find out what it does and set up the same for the new \
                           endpoint.";

/// Settings of plugins (TLS, for one) change the connection in ways that nobody here knows, so
/// their elements stay unclaimed.
fn plugins(reading: &mut Reading, node: Node<'_>, gaps: &mut Vec<OptionGap>) {
    let Some(group) = node.child("pluginProperties") else { return };
    reading.claim(group);
    for plugin in group.children() {
        let name = plugin.name();
        let class = name.strip_prefix(PREFIX).unwrap_or_default();
        let known = PLUGIN_CLASSES.settings.iter().find(|setting| setting.name == class);
        let task = match known.map(|setting| setting.effect) {
            Some(Effect::Equal(_, task)) => task,
            Some(_) => {
                reading.ledger.claim_subtree(plugin, Disposition::Transport);
                continue;
            }
            None => PLUGIN_TASK,
        };
        gaps.push(OptionGap {
            option: format!("{PLUGIN_OPTION}{name}"),
            value: String::new(),
            task: task.to_owned(),
            span: plugin.span(),
        });
    }
}

/// Libraries beside the engine's own that scripts of the connector may use.
fn resources(node: Node<'_>) -> Vec<OptionGap> {
    let group = ["sourceConnectorProperties", "destinationConnectorProperties"]
        .into_iter()
        .find_map(|name| node.find(&[name, "resourceIds"]));
    group.map(resources_in).unwrap_or_default()
}

/// The libraries of a list that are not the engine's own.
fn resources_in(group: Node<'_>) -> Vec<OptionGap> {
    let entry = |child: Node<'_>| {
        if child.name() == "entry" {
            child.children().map(Node::string).last()
        } else {
            Some(child.string())
        }
    };
    let named: Vec<_> = group.children().filter_map(entry).collect();
    let default =
        |name: &String| matches!(name.as_str(), "Default Resource" | "[Default Resource]");
    if named.iter().all(default) {
        return Vec::new();
    }
    vec![OptionGap {
        option: "resourceIds".to_owned(),
        value: named.into_iter().filter(|name| !default(name)).collect::<Vec<_>>().join(", "),
        task: "Scripts can use Java libraries of these resources. Put those \
               that are used on the class path of the new platform."
            .to_owned(),
        span: group.span(),
    }]
}

/// The host and port of a listener, from the group that all listeners have.
fn listener_address(reading: &mut Reading, node: Node<'_>) -> (String, String) {
    let Some(group) = reading.required(node, "listenerConnectorProperties") else {
        return (String::new(), String::new());
    };
    reading.claim(group);
    account(reading, group, group, &ADDRESS, &mut Vec::new());
    (reading.string(group, "host"), reading.string(group, "port"))
}

/// A text setting without the secrets that a URL in it may hold.
fn shown(reading: &mut Reading, node: Node<'_>, name: &str) -> String {
    super::read::secrets::strip(&reading.string(node, name))
}

/// Whether settings were written before a release.
fn older(node: Node<'_>, major: u16, minor: u16, patch: u16) -> bool {
    version_of(node) < release(major, minor, patch)
}
