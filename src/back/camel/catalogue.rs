//! The endpoint options of the components that routes use, from Camel's own catalogue: an option
//! that it does not have, or a value that it would refuse, is a bug of this back end.

use std::{collections::BTreeMap, sync::LazyLock};

use serde::Deserialize;

use super::yaml::Yaml;

/// The extract; where it came from stands in the file.
const EXTRACT: &str = include_str!("../../../platform/camel/catalogue/camel-4.22.0.json");

#[derive(Deserialize)]
struct Catalogue {
    components: BTreeMap<String, Component>,
}

#[derive(Deserialize)]
struct Component {
    options: BTreeMap<String, Opt>,
}

#[derive(Deserialize)]
struct Opt {
    kind: String,
    #[serde(rename = "type")]
    ty: String,
    #[serde(default, rename = "enum")]
    words: Vec<String>,
    prefix: Option<String>,
}

static CATALOGUE: LazyLock<Option<Catalogue>> =
    LazyLock::new(|| serde_json::from_str(EXTRACT).ok());

/// What is wrong with an option of an endpoint; `None` when nothing is.
pub(super) fn problem(component: &str, option: &str, value: &Yaml) -> Option<String> {
    let Some(catalogue) = CATALOGUE.as_ref() else { return Some("no catalogue".to_owned()) };
    let Some(known) = catalogue.components.get(component) else {
        return Some(format!("no component {component}"));
    };
    // `mail.smtp.localaddress` goes to the map of all options with that prefix.
    let prefixed = |opt: &&Opt| {
        let prefix = opt.prefix.as_deref().unwrap_or_default();
        !prefix.is_empty() && option.starts_with(prefix) && option != prefix
    };
    if !known.options.contains_key(option) && known.options.values().any(|opt| prefixed(&opt)) {
        return matches!(value, Yaml::Map(_) | Yaml::List(_) | Yaml::Noted(..))
            .then(|| format!("{component} takes no {value:?} for {option}"));
    }
    let Some(known) = known.options.get(option).filter(|known| known.kind == "parameter") else {
        return Some(format!("{component} has no option {option}"));
    };
    (!fits(known, value)).then(|| format!("{component} takes no {value:?} for {option}"))
}

/// One placeholder stands for a value of any type.
fn fits(known: &Opt, value: &Yaml) -> bool {
    match value {
        Yaml::Text(text) if is_placeholder(text) => true,
        Yaml::Text(text) => match known.ty.as_str() {
            "string" => true,
            "enum" => known.words.contains(text),
            "object" => text.starts_with('#'),
            "duration" => text.parse::<u64>().is_ok(),
            _ => false,
        },
        Yaml::Bool(_) => known.ty == "boolean",
        Yaml::Int(_) => matches!(known.ty.as_str(), "integer" | "duration"),
        Yaml::Map(_) | Yaml::List(_) | Yaml::Noted(..) => false,
    }
}

fn is_placeholder(text: &str) -> bool {
    let inner = text.strip_prefix("{{").and_then(|rest| rest.strip_suffix("}}"));
    inner.is_some_and(|key| !key.is_empty() && !key.contains(['{', '}']))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_and_values_are_held_against_the_catalogue() {
        for (component, option, value, good) in [
            ("netty", "sync", Yaml::Bool(true), true),
            ("netty", "sync", "{{a.sync}}".into(), true),
            ("netty", "sync", "true".into(), false),
            ("netty", "sinc", Yaml::Bool(true), false),
            ("netty", "requestTimeout", Yaml::Int(5000), true),
            ("netty", "requestTimeout", "5s".into(), false),
            ("netty", "requestTimeout", "{{a}}{{b}}".into(), false),
            ("netty", "port", Yaml::Int(6661), false),
            ("file", "readLock", "changed".into(), true),
            ("file", "readLock", "foo".into(), false),
            ("file", "include", "RAW({{a}})".into(), true),
            ("mllp", "autoAck", Yaml::Bool(false), false),
        ] {
            let problem = problem(component, option, &value);
            assert_eq!(problem.is_none(), good, "{component} {option} {value:?}: {problem:?}");
        }
    }
}
