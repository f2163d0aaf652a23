//! Queues and topics of a message broker.

use super::{Address, Entry, Login};

/// Where the connections to a broker come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum JmsFactory {
    /// A Java class, made and filled with properties.
    Class(String),
    /// A directory (JNDI), which also knows the destinations by their names.
    Directory {
        /// Address of the directory.
        url: String,
        /// Java class that reads it.
        context: String,
        /// Name of the factory in it.
        name: String,
    },
}

/// A destination on a broker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JmsPeer {
    /// Where connections come from.
    pub factory: JmsFactory,
    /// Properties of the factory, in order.
    pub properties: Vec<Entry>,
    /// Who this side is.
    pub login: Login,
    /// Name of the queue or topic.
    pub destination: String,
    /// It is a topic.
    pub topic: bool,
    /// Id of this client; empty for none.
    pub client_id: String,
}

impl JmsPeer {
    pub(super) fn address(&self) -> Address {
        let broker = match &self.factory {
            JmsFactory::Directory { url, .. } => url.as_str(),
            JmsFactory::Class(class) => {
                let url = |entry: &&Entry| entry.name.to_ascii_lowercase().ends_with("url");
                let found = self.properties.iter().find(url);
                found.and_then(|entry| entry.value.text()).unwrap_or(class)
            }
        };
        Address::new(broker, "", &self.destination)
    }
}

/// Settings of a source that takes messages from a broker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JmsListener {
    /// The destination.
    pub peer: JmsPeer,
    /// Which messages are taken; empty for all.
    pub selector: String,
    /// The broker keeps messages of the topic while this client is away.
    pub durable: bool,
    /// Milliseconds between attempts to connect again.
    pub reconnect_ms: String,
}

/// Settings of a destination that puts messages on a broker.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JmsSender {
    /// The destination.
    pub peer: JmsPeer,
    /// What is sent, with its `${...}`.
    pub template: String,
}
