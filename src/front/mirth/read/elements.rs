//! Steps and rules as releases from 3.5 on write them: one element per class (semantics
//! section 3), in the order in which the engine runs them.

use super::{
    context::{Class, Reading, no_text, release, version_of},
    legacy,
};
use crate::{
    front::mirth::model::{
        Behavior, Condition, DestinationSet, Element, ElementKind, Iterator, Mapper,
        MessageBuilder, ObstacleKind, Operator, Scope, Test, Version,
    },
    span::SourceText,
    xml::Node,
};

const SCOPES: &[(&str, Scope)] = &[
    ("CONNECTOR", Scope::Connector),
    ("CHANNEL", Scope::Channel),
    ("GLOBAL_CHANNEL", Scope::GlobalChannel),
    ("GLOBAL", Scope::Global),
    ("RESPONSE", Scope::Response),
];

const CONDITIONS: &[(&str, Condition)] = &[
    ("EXISTS", Condition::Exists),
    ("NOT_EXIST", Condition::NotExist),
    ("EQUALS", Condition::Equals),
    ("NOT_EQUAL", Condition::NotEqual),
    ("CONTAINS", Condition::Contains),
    ("NOT_CONTAIN", Condition::NotContain),
];

const BEHAVIORS: &[(&str, Behavior)] = &[
    ("REMOVE", Behavior::Remove),
    ("REMOVE_ALL_EXCEPT", Behavior::RemoveAllExcept),
    ("REMOVE_ALL", Behavior::RemoveAll),
];

pub(super) const OPERATORS: &[(&str, Option<Operator>)] =
    &[("NONE", None), ("AND", Some(Operator::And)), ("OR", Some(Operator::Or))];

/// One class of steps or rules: its name, its fields, and how it is read.
struct Kind {
    class: &'static str,
    fields: Class,
    read: fn(&mut Reading, Node<'_>, Version) -> ElementKind,
}

macro_rules! class {
    ($($field:literal),*) => {
        Class {
            fields: &["name", "sequenceNumber", "enabled", "operator", $($field),*],
            before: &[],
        }
    };
}

const KINDS: &[Kind] = &[
    Kind {
        class: "com.mirth.connect.plugins.mapper.MapperStep",
        fields: class!("variable", "mapping", "defaultValue", "replacements", "scope"),
        read: mapper,
    },
    Kind {
        class: "com.mirth.connect.plugins.messagebuilder.MessageBuilderStep",
        fields: class!("messageSegment", "mapping", "defaultValue", "replacements"),
        read: message_builder,
    },
    Kind {
        class: "com.mirth.connect.plugins.javascriptstep.JavaScriptStep",
        fields: class!("script"),
        read: java_script,
    },
    Kind {
        class: "com.mirth.connect.plugins.javascriptrule.JavaScriptRule",
        fields: class!("script"),
        read: java_script,
    },
    Kind {
        class: "com.mirth.connect.plugins.xsltstep.XsltStep",
        fields: class!(
            "sourceXml",
            "resultVariable",
            "template",
            "useCustomFactory",
            "customFactory"
        ),
        read: xslt,
    },
    Kind {
        class: "com.mirth.connect.plugins.scriptfilestep.ExternalScriptStep",
        fields: class!("scriptPath"),
        read: external,
    },
    Kind {
        class: "com.mirth.connect.plugins.scriptfilerule.ExternalScriptRule",
        fields: class!("scriptPath"),
        read: external,
    },
    Kind {
        class: "com.mirth.connect.plugins.destinationsetfilter.DestinationSetFilterStep",
        fields: class!("behavior", "metaDataIds", "field", "condition", "values"),
        read: destination_set,
    },
    Kind {
        class: "com.mirth.connect.plugins.rulebuilder.RuleBuilderRule",
        fields: class!("field", "condition", "values"),
        read: rule_builder,
    },
    Kind {
        class: "com.mirth.connect.model.IteratorStep",
        fields: class!("properties"),
        read: iterator,
    },
    Kind {
        class: "com.mirth.connect.model.IteratorRule",
        fields: class!("properties"),
        read: iterator,
    },
];

const ITERATOR: Class = Class {
    fields: &[
        "target",
        "indexVariable",
        "prefixSubstitutions",
        "children",
        "intersectIterations",
        "breakEarly",
    ],
    before: &[],
};

/// Reads the steps or rules of a transformer or filter, in either shape. `old` is the name of the
/// list before 3.5 (`steps`, `rules`).
pub(super) fn read_of(
    reading: &mut Reading,
    node: Node<'_>,
    old: &str,
    channel: Version,
) -> Vec<Element> {
    let mut all = Vec::new();
    if let Some(list) = node.child(old).filter(|_| version_of(node) < release(3, 5, 0)) {
        reading.claim(list);
        let steps: Vec<_> = list.children().map(|step| legacy::read(reading, step)).collect();
        all.extend(in_order(reading, steps, channel));
    }
    if let Some(list) = node.child("elements") {
        reading.claim(list);
        all.extend(read_list(reading, list, channel));
    }
    all
}

/// Reads a list of steps or rules.
fn read_list(reading: &mut Reading, list: Node<'_>, channel: Version) -> Vec<Element> {
    let elements: Vec<_> = list.children().map(|node| read(reading, node, channel)).collect();
    in_order(reading, elements, channel)
}

/// Orders elements as the engine does: from 4.1 by sequence number with all non-digits removed,
/// before in file order (semantics section 8.1).
fn in_order(reading: &mut Reading, elements: Vec<Element>, channel: Version) -> Vec<Element> {
    if channel < release(4, 1, 0) || elements.len() < 2 {
        return elements;
    }
    let mut keyed: Vec<(u32, Element)> = elements
        .into_iter()
        .map(|element| {
            let digits: String = element.sequence.chars().filter(char::is_ascii_digit).collect();
            // Java parses it as an int.
            let number = digits.parse::<i32>().ok().and_then(|n| u32::try_from(n).ok());
            if element.sequence.is_empty() {
                let kind = ObstacleKind::MissingSequenceNumber;
                reading.obstacle(kind, element.name.clone(), element.span);
            } else if number.is_none() {
                let subject = format!("sequenceNumber: {}", element.sequence);
                reading.obstacle(ObstacleKind::BadValue, subject, element.span);
            }
            (number.unwrap_or(u32::MAX), element)
        })
        .collect();
    keyed.sort_by_key(|(number, _)| *number);
    keyed.into_iter().map(|(_, element)| element).collect()
}

/// Reads one step or rule.
pub(super) fn read(reading: &mut Reading, node: Node<'_>, channel: Version) -> Element {
    let known = KINDS.iter().find(|kind| kind.class == node.name());
    let kind = if let Some(known) = known {
        reading.check_fields(node, &known.fields, version_of(node));
        (known.read)(reading, node, channel)
    } else {
        reading.obstacle(ObstacleKind::UnknownClass, node.name(), node.start_tag());
        ElementKind::Unknown(node.name().to_owned())
    };
    // Added as true by the migration to 3.7.0; from then on a missing boolean is false.
    let enabled = reading.optional_flag(node, "enabled");
    let enabled = enabled.unwrap_or(version_of(node) < release(3, 7, 0));
    Element {
        span: node.span(),
        name: reading.string(node, "name"),
        sequence: reading.string(node, "sequenceNumber"),
        enabled,
        operator: reading.choice(node, "operator", OPERATORS).flatten(),
        kind,
        stored_script: None,
        n_elements: reading.ledger.leave_to_lowering(node),
    }
}

fn field(reading: &mut Reading, node: Node<'_>, name: &str) -> SourceText {
    reading.text(node, name).unwrap_or_else(|| no_text(node))
}

fn mapper(reading: &mut Reading, node: Node<'_>, _: Version) -> ElementKind {
    ElementKind::Mapper(Mapper {
        variable: field(reading, node, "variable"),
        mapping: field(reading, node, "mapping"),
        default_value: field(reading, node, "defaultValue"),
        replacements: replacements(node),
        scope: reading.choice(node, "scope", SCOPES).unwrap_or(Scope::Channel),
    })
}

fn message_builder(reading: &mut Reading, node: Node<'_>, _: Version) -> ElementKind {
    ElementKind::MessageBuilder(MessageBuilder {
        target: field(reading, node, "messageSegment"),
        mapping: field(reading, node, "mapping"),
        default_value: field(reading, node, "defaultValue"),
        replacements: replacements(node),
    })
}

fn replacements(node: Node<'_>) -> Vec<(SourceText, SourceText)> {
    let pairs = node.child("replacements").into_iter().flat_map(Node::children);
    let side = |pair: Node<'_>, name| pair.child(name).map_or_else(|| no_text(pair), Node::text);
    pairs.map(|pair| (side(pair, "left"), side(pair, "right"))).collect()
}

fn java_script(reading: &mut Reading, node: Node<'_>, _: Version) -> ElementKind {
    ElementKind::JavaScript(field(reading, node, "script"))
}

fn xslt(reading: &mut Reading, node: Node<'_>, _: Version) -> ElementKind {
    ElementKind::Xslt {
        source: field(reading, node, "sourceXml"),
        template: field(reading, node, "template"),
        result: reading.string(node, "resultVariable"),
    }
}

fn external(reading: &mut Reading, node: Node<'_>, _: Version) -> ElementKind {
    ElementKind::External(reading.string(node, "scriptPath"))
}

fn rule_builder(reading: &mut Reading, node: Node<'_>, _: Version) -> ElementKind {
    ElementKind::RuleBuilder(test(reading, node))
}

fn test(reading: &mut Reading, node: Node<'_>) -> Test {
    let values = node.child("values").into_iter().flat_map(Node::children);
    if node.child("condition").is_none() {
        reading.required(node, "condition");
    }
    Test {
        field: field(reading, node, "field"),
        condition: reading.choice(node, "condition", CONDITIONS).unwrap_or(Condition::Exists),
        values: values.map(Node::text).collect(),
    }
}

fn destination_set(reading: &mut Reading, node: Node<'_>, _: Version) -> ElementKind {
    let ids = node.child("metaDataIds").into_iter().flat_map(Node::children);
    let mut meta_data_ids = Vec::new();
    for id in ids {
        if let Ok(number) = id.string().parse() {
            meta_data_ids.push(number);
        } else {
            let subject = format!("metaDataIds: {}", id.string());
            reading.obstacle(ObstacleKind::BadValue, subject, id.span());
        }
    }
    reading.required(node, "behavior");
    ElementKind::DestinationSet(DestinationSet {
        behavior: reading.choice(node, "behavior", BEHAVIORS).unwrap_or(Behavior::Remove),
        meta_data_ids,
        test: test(reading, node),
    })
}

fn iterator(reading: &mut Reading, node: Node<'_>, channel: Version) -> ElementKind {
    let Some(properties) = reading.required(node, "properties") else {
        return ElementKind::Unknown(node.name().to_owned());
    };
    reading.check_fields(properties, &ITERATOR, version_of(node));
    let children = properties.child("children");
    ElementKind::Iterator(Iterator {
        target: field(reading, properties, "target"),
        index: field(reading, properties, "indexVariable"),
        children: children.map(|list| read_list(reading, list, channel)).unwrap_or_default(),
        intersect: reading.flag(properties, "intersectIterations"),
        break_early: reading.flag(properties, "breakEarly"),
    })
}
