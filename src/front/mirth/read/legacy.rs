//! Steps and rules as releases 3.0 to 3.4 write them: `step` and `rule` with a type, a map of
//! data and the JavaScript made from it. The engine ran that stored text; the data give the model
//! (migration to 3.5.0, semantics section 8.2).

use super::{
    context::{Class, Reading, no_text, release},
    elements::OPERATORS,
};
use crate::{
    front::mirth::model::{
        Condition, Element, ElementKind, Mapper, MessageBuilder, ObstacleKind, Scope, Test,
    },
    span::SourceText,
    xml::Node,
};

const STEP: Class = Class {
    fields: &["sequenceNumber", "name", "script", "type", "data", "operator"],
    before: &[],
};

/// Reads one `step` or `rule`.
pub(super) fn read(reading: &mut Reading, node: Node<'_>) -> Element {
    if !matches!(node.name(), "step" | "rule") {
        reading.obstacle(ObstacleKind::UnknownClass, node.name(), node.start_tag());
    }
    reading.check_fields(node, &STEP, release(3, 0, 0));
    let data = Data { node, map: node.child("data") };
    let kind = match (node.name(), node.child("type").map(Node::string).as_deref()) {
        ("step", Some("Mapper")) => mapper(&data),
        ("step", Some("Message Builder")) => ElementKind::MessageBuilder(MessageBuilder {
            target: data.text("Variable"),
            mapping: data.text("Mapping"),
            default_value: data.text("DefaultValue"),
            replacements: data.pairs("RegularExpressions"),
        }),
        ("step", Some("XSLT Step")) => ElementKind::Xslt {
            source: data.text("Source"),
            template: data.text("XsltTemplate"),
            result: data.text("Result").as_str().to_owned(),
        },
        ("rule", Some("Rule Builder")) => rule_builder(&data),
        ("step" | "rule", Some("External Script")) => {
            ElementKind::External(data.text("Variable").as_str().to_owned())
        }
        ("step" | "rule", _) => ElementKind::JavaScript(data.script()),
        (other, _) => ElementKind::Unknown(other.to_owned()),
    };
    Element {
        span: node.span(),
        name: reading.string(node, "name"),
        sequence: reading.string(node, "sequenceNumber"),
        enabled: true,
        operator: reading.choice(node, "operator", OPERATORS).flatten(),
        kind,
        stored_script: reading.text(node, "script"),
        n_elements: reading.ledger.leave_to_lowering(node),
    }
}

fn mapper(data: &Data<'_>) -> ElementKind {
    let scope = match data.text("isGlobal").as_str() {
        "global" => Scope::Global,
        "globalChannel" => Scope::GlobalChannel,
        "response" => Scope::Response,
        "connector" => Scope::Connector,
        _ => Scope::Channel,
    };
    ElementKind::Mapper(Mapper {
        variable: data.text("Variable"),
        mapping: data.text("Mapping"),
        default_value: data.text("DefaultValue"),
        replacements: data.pairs("RegularExpressions"),
        scope,
    })
}

fn rule_builder(data: &Data<'_>) -> ElementKind {
    let condition = match data.text("Equals").as_str() {
        "0" => Condition::NotEqual,
        "1" => Condition::Equals,
        "3" => Condition::NotExist,
        "4" => Condition::Contains,
        "5" => Condition::NotContain,
        _ => Condition::Exists,
    };
    let values = data.value("Values").into_iter().flat_map(Node::children).map(Node::text);
    let values = values.collect();
    ElementKind::RuleBuilder(Test { field: data.text("Field"), condition, values })
}

/// The data map of a step: entries of a key and a value.
struct Data<'d> {
    node: Node<'d>,
    map: Option<Node<'d>>,
}

impl<'d> Data<'d> {
    fn value(&self, key: &str) -> Option<Node<'d>> {
        self.map?.children().find_map(|entry| {
            let mut parts = entry.children();
            let named = parts.next().is_some_and(|name| name.string() == key);
            parts.next().filter(|_| named)
        })
    }

    fn text(&self, key: &str) -> SourceText {
        self.value(key).map_or_else(|| no_text(self.node), Node::text)
    }

    /// Pairs of a list of two strings each.
    fn pairs(&self, key: &str) -> Vec<(SourceText, SourceText)> {
        let pairs = self.value(key).into_iter().flat_map(Node::children);
        pairs
            .map(|pair| {
                let mut sides = pair.children().map(Node::text);
                let mut side = || sides.next().unwrap_or_else(|| no_text(pair));
                (side(), side())
            })
            .collect()
    }

    fn script(&self) -> SourceText {
        let stored = || self.node.child("script");
        self.value("Script").or_else(stored).map_or_else(|| no_text(self.node), Node::text)
    }
}
