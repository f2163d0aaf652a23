//! Message brokers: the jms component with a connection factory of its own.

use super::super::{
    Context,
    bean::{Properties, put, put_text},
    endpoint::Endpoint,
    yaml::{Yaml, map},
};
use super::{Transport, put_entries, put_login};
use crate::ir::route::{JmsFactory, JmsListener, JmsPeer, JmsSender};

impl Transport for JmsListener {
    fn endpoint(&self, context: &Context<'_>, at: &str) -> Option<Endpoint> {
        let raw = |key: &str| format!("RAW({})", context.placeholder(at, key));
        let mut from = self
            .peer
            .endpoint(context, at)
            // A message is confirmed when its route is done, one after the other.
            .with("acknowledgementModeName", "CLIENT_ACKNOWLEDGE")
            .with("cacheLevelName", "CACHE_CONSUMER")
            .with("concurrentConsumers", 1)
            .with("disableReplyTo", true)
            // The receive bean makes the text, also of what is no text.
            .with("mapJmsMessage", false)
            .with("recoveryInterval", context.placeholder(at, "reconnect"));
        if !self.selector.is_empty() {
            from = from.with("selector", raw("selector"));
        }
        if self.peer.topic {
            from = from.with("pubSubNoLocal", true);
        }
        if self.durable {
            from = from
                .with("subscriptionDurable", true)
                .with("durableSubscriptionName", raw("client"));
        }
        Some(from)
    }

    fn beans(&self, context: &Context<'_>, at: &str) -> Vec<Yaml> {
        vec![self.peer.factory(context, at)]
    }

    fn receive(&self, out: &mut Properties, _context: &Context<'_>, _at: &str) {
        put(out, "jms", true);
    }

    fn raises(&self) -> Option<&'static str> {
        Some("failure")
    }
}

impl Transport for JmsSender {
    fn endpoint(&self, context: &Context<'_>, at: &str) -> Option<Endpoint> {
        let to = self.peer.endpoint(context, at);
        Some(to.with("exchangePattern", "InOnly").with("jmsMessageType", "Text"))
    }

    fn beans(&self, context: &Context<'_>, at: &str) -> Vec<Yaml> {
        vec![self.peer.factory(context, at)]
    }

    fn stage(&self, out: &mut Properties, _context: &Context<'_>, _at: &str) {
        put_text(out, "template", &self.template);
    }

    // The legacy engine looks at no answer.
    fn validates(&self) -> bool {
        false
    }

    fn response(&self, out: &mut Properties, _context: &Context<'_>, _at: &str) {
        put(out, "answer", "jms");
    }
}

impl JmsPeer {
    fn endpoint(&self, context: &Context<'_>, at: &str) -> Endpoint {
        let kind = if self.topic { "topic" } else { "queue" };
        let factory = format!("#{}", factory_name(context, at));
        let path = format!("{kind}:{}", context.placeholder(at, "destination"));
        let endpoint = Endpoint::new("jms", path).with("connectionFactory", factory.as_str());
        match self.factory {
            JmsFactory::Class(_) => endpoint,
            // A directory also knows the destinations by their names.
            JmsFactory::Directory { .. } => endpoint.with("destinationResolver", factory),
        }
    }

    fn factory(&self, context: &Context<'_>, at: &str) -> Yaml {
        let key = |key: &str| context.placeholder(at, key);
        let mut properties = Vec::new();
        let class = match &self.factory {
            JmsFactory::Class(_) => {
                put(&mut properties, "factoryClass", key("factory"));
                "JmsConnections"
            }
            JmsFactory::Directory { .. } => {
                put(&mut properties, "url", key("directory"));
                put(&mut properties, "contextFactory", key("context"));
                put(&mut properties, "factoryName", key("factory"));
                "JmsDirectory"
            }
        };
        put_entries(&mut properties, context, at, "setting", &self.properties);
        put_login(&mut properties, context, at, &self.login);
        if !self.client_id.is_empty() {
            put(&mut properties, "clientId", key("client"));
        }
        map([
            ("name", factory_name(context, at).into()),
            ("type", format!("mapwright.camel.{class}").into()),
            ("properties", Yaml::Map(properties)),
        ])
    }
}

fn factory_name(context: &Context<'_>, at: &str) -> String {
    context.name(&format!("{at}-broker"))
}
