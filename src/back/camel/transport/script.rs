//! Transports that run a carried script: the runtime's script beans.

use super::super::{
    Context,
    bean::{Properties, put, put_text},
    endpoint::Endpoint,
    steps::{each_item, process},
    yaml::{Yaml, map},
};
use super::{Transport, polling};
use crate::ir::route::{Polling, ScriptReader, ScriptWriter};

impl Transport for ScriptReader {
    fn endpoint(&self, context: &Context<'_>, at: &str) -> Option<Endpoint> {
        Some(polled(context, at))
    }

    fn beans(&self, context: &Context<'_>, at: &str) -> Vec<Yaml> {
        let script = script_bean(context, at, "ScriptSource", &[("script", "script")], Vec::new());
        vec![polling::bean(context, at, &self.polling), script]
    }

    fn feed(&self, context: &Context<'_>, at: &str, taken: Vec<Yaml>) -> Vec<Yaml> {
        vec![process(name(context, at)), each_item(taken)]
    }
}

impl Transport for ScriptWriter {
    fn endpoint(&self, context: &Context<'_>, at: &str) -> Option<Endpoint> {
        Some(Endpoint::new("bean", name(context, at)))
    }

    fn beans(&self, context: &Context<'_>, at: &str) -> Vec<Yaml> {
        vec![sender(context, at, "script", "ERROR")]
    }

    fn response(&self, out: &mut Properties, _context: &Context<'_>, _at: &str) {
        put(out, "answer", "script");
    }
}

/// The consumer that wakes a script at its times.
pub(super) fn polled(context: &Context<'_>, at: &str) -> Endpoint {
    polling::scheduled(Endpoint::new("scheduler", name(context, at)), context, at)
}

/// The schedule of a script that is woken.
pub(super) fn schedule(context: &Context<'_>, at: &str, polling: &Polling) -> Yaml {
    polling::bean(context, at, polling)
}

/// The name of the script bean of a connector.
pub(super) fn name(context: &Context<'_>, at: &str) -> String {
    context.name(&format!("{at}-script"))
}

/// The bean of a script that takes messages; `failed` is the status where it throws.
pub(super) fn sender(context: &Context<'_>, at: &str, setting: &str, failed: &str) -> Yaml {
    let mut more = Vec::new();
    put(&mut more, "destination", format!("#bean:{}", context.name(at)));
    put(&mut more, "failed", failed);
    script_bean(context, at, "ScriptSender", &[("script", setting)], more)
}

/// A bean that runs carried scripts: its properties, and the settings that hold them.
pub(super) fn script_bean(
    context: &Context<'_>,
    at: &str,
    class: &str,
    scripts: &[(&str, &str)],
    more: Properties,
) -> Yaml {
    let mut properties = Vec::new();
    put(&mut properties, "connection", format!("#bean:{}", context.slug));
    for (property, setting) in scripts {
        if let Some(file) = context.carried(at, setting) {
            put_text(&mut properties, property, file);
        }
    }
    properties.extend(more);
    map([
        ("name", name(context, at).into()),
        ("type", format!("mapwright.camel.{class}").into()),
        ("properties", Yaml::Map(properties)),
    ])
}
