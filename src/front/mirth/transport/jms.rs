//! JMS Listener and JMS Sender.

use super::{
    PLUGINS,
    delivery::{DESTINATION, SOURCE},
    entries::{entries, login},
    settings::{Table, account, group, harmless, is_on, mapped},
    shown,
};
use crate::{
    front::mirth::read::context::{Reading, release},
    ir::route::{Endpoint, JmsFactory, JmsListener, JmsPeer, JmsSender, OptionGap},
    xml::Node,
};

fn by_directory(node: Node<'_>) -> bool {
    is_on(node, "useJndi")
}

/// The settings that both have, in the order in which the engine writes them.
macro_rules! with_connection {
    ($($setting:expr),* $(,)?) => {
        &[
            mapped("useJndi", "the class of the factory bean"),
            mapped("jndiProviderUrl", "`url` of the factory bean"),
            mapped("jndiInitialContextFactory", "`contextFactory` of the factory bean"),
            mapped("jndiConnectionFactoryName", "`factoryName` of the factory bean"),
            mapped("connectionFactoryClass", "`factoryClass` of the factory bean; a task to get its library"),
            mapped("connectionProperties", "`settingNames` and `settingValues` of the factory bean; a secret from the vault"),
            mapped("username", "`user` of the factory bean, property `user`"),
            mapped("password", "`password` of the factory bean, a secret"),
            mapped("destinationName", "the URI, property `destination`"),
            mapped("topic", "`queue:` or `topic:` of the URI"),
            mapped("clientId", "`clientId` of the factory bean, property `client`"),
            $($setting),*
        ]
    };
}

/// JMS Listener.
pub(super) const LISTENER: Table = Table {
    title: "JMS Listener",
    class: "connectors.jms.JmsReceiverProperties",
    becomes: "A `jms` consumer with a connection factory of its own; a message is confirmed when it is done.",
    settings: with_connection![
        group("pluginProperties", PLUGINS),
        group("sourceConnectorProperties", SOURCE.title),
        group("responseConnectorProperties", SOURCE.title).until(release(3, 1, 0)),
        mapped("selector", "`selector`, property `in.selector`"),
        mapped(
            "reconnectIntervalMillis",
            "`recoveryInterval`, property `in.reconnect`; 0 is a manual task"
        ),
        mapped("durableTopic", "`subscriptionDurable` and `durableSubscriptionName`"),
    ],
};

/// JMS Sender.
pub(super) const SENDER: Table = Table {
    title: "JMS Sender",
    class: "connectors.jms.JmsDispatcherProperties",
    becomes: "A `jms` producer of text messages with a connection factory of its own.",
    settings: with_connection![
        group("pluginProperties", PLUGINS),
        group("destinationConnectorProperties", DESTINATION.title),
        group("queueConnectorProperties", DESTINATION.title).until(release(3, 1, 0)),
        harmless(
            "reconnectIntervalMillis",
            "the new producer connects anew for the next message by itself"
        ),
        mapped("template", "`template` of the destination bean"),
    ],
};

/// Reads the settings of a JMS Listener.
pub(super) fn read_listener(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, &LISTENER, gaps);
    let peer = peer(reading, node);
    Endpoint::JmsListener(Box::new(JmsListener {
        // A subscription outlives its connection for topics only.
        durable: reading.flag(node, "durableTopic") && peer.topic,
        selector: reading.string(node, "selector"),
        reconnect_ms: reading.string(node, "reconnectIntervalMillis"),
        peer,
    }))
}

/// Reads the settings of a JMS Sender.
pub(super) fn read_sender(
    reading: &mut Reading,
    node: Node<'_>,
    gaps: &mut Vec<OptionGap>,
) -> Endpoint {
    account(reading, node, node, &SENDER, gaps);
    Endpoint::JmsSender(Box::new(JmsSender {
        peer: peer(reading, node),
        template: shown(reading, node, "template"),
    }))
}

fn peer(reading: &mut Reading, node: Node<'_>) -> JmsPeer {
    let factory = if by_directory(node) {
        JmsFactory::Directory {
            url: shown(reading, node, "jndiProviderUrl"),
            context: shown(reading, node, "jndiInitialContextFactory"),
            name: shown(reading, node, "jndiConnectionFactoryName"),
        }
    } else {
        JmsFactory::Class(shown(reading, node, "connectionFactoryClass"))
    };
    JmsPeer {
        factory,
        properties: entries(node, "connectionProperties"),
        login: login(reading, node),
        destination: reading.string(node, "destinationName"),
        topic: reading.flag(node, "topic"),
        client_id: reading.string(node, "clientId"),
    }
}
