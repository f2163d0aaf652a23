//! Message brokers: what their endpoints lack, and their settings.

use super::super::{Gap, Kind, Setting, option, setting::setting, unrouted};
use crate::ir::{
    Connector,
    route::{JmsFactory, JmsListener, JmsPeer, JmsSender},
};

/// What the endpoint of a JMS Listener lacks.
pub(super) fn listener(connector: &Connector, listener: &JmsListener) -> Vec<Gap> {
    let mut gaps = peer(connector, &listener.peer);
    if listener.durable && listener.peer.client_id.is_empty() {
        let task = "The broker knows a durable subscription by the client id. Find out which name the legacy \
                    engine subscribed under, and set it up by hand.";
        gaps.push(unrouted(connector, "`durableTopic` is on without a `clientId`", task));
    }
    if never_again(listener) {
        let task = "The legacy engine does not connect again by itself; the new route does, every five seconds. \
                    Make sure that nobody relies on the former.";
        gaps.push(option(connector, "`reconnectIntervalMillis` is 0", task));
    }
    gaps
}

fn never_again(listener: &JmsListener) -> bool {
    listener.reconnect_ms.parse::<i64>().is_ok_and(|pause| pause <= 0)
}

/// What the endpoint of a JMS Sender lacks.
pub(super) fn sender(connector: &Connector, sender: &JmsSender) -> Vec<Gap> {
    let mut gaps = peer(connector, &sender.peer);
    gaps.extend(super::hidden(connector, &["template"]));
    gaps
}

fn peer(connector: &Connector, peer: &JmsPeer) -> Vec<Gap> {
    let mut gaps = super::mixed(connector, &peer.properties);
    let task = "The platform speaks Jakarta Messaging 3, the legacy engine javax.jms. Put the Jakarta edition of the \
                broker's client library on the class path; where its classes have other names, change the \
                property.";
    gaps.push(option(connector, "the connection factory needs another client library", task));
    gaps
}

/// The settings of a JMS Listener.
pub(super) fn listening(listener: &JmsListener) -> Vec<Setting> {
    let mut settings = of_peer(&listener.peer);
    if !listener.selector.is_empty() {
        settings.push(setting("selector", "selector", &listener.selector, Kind::Plain));
    }
    let pause = if never_again(listener) { "5000" } else { &listener.reconnect_ms };
    settings.push(setting("reconnect", "reconnectIntervalMillis", pause, Kind::Count));
    settings
}

/// The settings of a JMS Sender.
pub(super) fn sending(sender: &JmsSender) -> Vec<Setting> {
    of_peer(&sender.peer)
}

fn of_peer(peer: &JmsPeer) -> Vec<Setting> {
    let mut settings = match &peer.factory {
        JmsFactory::Class(class) => {
            vec![setting("factory", "connectionFactoryClass", class, Kind::Class)]
        }
        JmsFactory::Directory { url, context, name } => vec![
            setting("directory", "jndiProviderUrl", url, Kind::Plain),
            setting("context", "jndiInitialContextFactory", context, Kind::Class),
            setting("factory", "jndiConnectionFactoryName", name, Kind::Plain),
        ],
    };
    settings.extend(super::user(&peer.login));
    settings.push(setting("destination", "destinationName", &peer.destination, Kind::Name));
    if !peer.client_id.is_empty() {
        settings.push(setting("client", "clientId", &peer.client_id, Kind::Plain));
    }
    settings
}
