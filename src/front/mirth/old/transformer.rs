//! A transformer: protocols become data types with the properties that the old server used.

use super::{
    channel::has_remove_namespace,
    connector::Surroundings,
    data_type::{self, Which},
    element,
    flat::Flat,
    pen::Pen,
};
use crate::{
    front::mirth::{model::ObstacleKind, read::context::release},
    xml::Node,
};

/// What a transformer works on.
struct Types<'d> {
    inbound: String,
    outbound: String,
    /// Properties of the inbound type.
    reader: Flat<'d>,
    /// Properties that the old server wrote with.
    writer: Flat<'d>,
}

/// Rewrites the transformer of a connector with that number and those properties.
pub(super) fn rewrite<'d>(
    pen: &mut Pen<'d>,
    node: Node<'d>,
    id: u32,
    around: &Surroundings<'d>,
    connector: &Flat<'d>,
) {
    pen.open("transformer", node);
    inside(pen, node, id, around, connector);
    pen.close();
}

/// Rewrites what is in a transformer.
pub(super) fn inside<'d>(
    pen: &mut Pen<'d>,
    node: Node<'d>,
    id: u32,
    around: &Surroundings<'d>,
    connector: &Flat<'d>,
) {
    let types = types(pen, node, id, around);
    for child in node.children() {
        match child.name() {
            "steps" => element::list(pen, child, around.release),
            "inboundProtocol" => data_type::name(pen, child, "inboundDataType"),
            "outboundProtocol" => data_type::name(pen, child, "outboundDataType"),
            "inboundProperties" | "outboundProperties" => {}
            "template" if around.release < release(1, 4, 0) => template(pen, child, &types),
            _ => pen.copy(child),
        }
    }
    if node.child("inboundProtocol").is_none() && around.release < release(1, 4, 0) {
        pen.leaf("inboundDataType", &types.inbound, node.start_tag());
        pen.leaf("outboundDataType", &types.outbound, node.start_tag());
    }
    let acks =
        if id == 0 { connector.clone() } else { Flat::none(node.start_tag(), around.release) };
    let inbound = node.child("inboundProperties");
    data_type::write(pen, Which::Inbound, inbound, &types.inbound, &types.reader, &acks);
    let outbound = node.child("outboundProperties");
    let no_acks = Flat::none(node.start_tag(), around.release);
    data_type::write(pen, Which::Outbound, outbound, &types.outbound, &types.writer, &no_acks);
    differences(pen, node, &types, around);
}

/// The protocols with their properties. Without an outbound template, a message that stays in its
/// protocol is written with the inbound properties.
fn types<'d>(pen: &mut Pen<'d>, node: Node<'d>, id: u32, around: &Surroundings<'d>) -> Types<'d> {
    let old = around.release < release(1, 4, 0);
    let (in_default, out_default) = match (old, around.outbound, id) {
        (false, ..) => ("", ""),
        (_, true, 0) => ("XML", "XML"),
        (_, true, _) => ("XML", "HL7V2"),
        _ => ("HL7V2", "HL7V2"),
    };
    let protocol = |name: &str, default: &str| {
        node.child(name)
            .map_or_else(|| default.to_owned(), |child| child.string().trim().to_owned())
    };
    let inbound = protocol("inboundProtocol", in_default);
    let outbound = protocol("outboundProtocol", out_default);
    let flat = |name: &str| {
        let absent = Flat::none(node.start_tag(), around.release);
        node.child(name).map_or(absent, |child| Flat::of(child, around.release))
    };
    let namespaces = around.properties.get("removeNamespace");
    let namespaces = namespaces.filter(|_| has_remove_namespace(around.release));
    let mut reader = flat("inboundProperties").or("stripNamespaces", namespaces);
    let writer = flat("outboundProperties");
    if inbound == "HL7V2" && outbound == "HL7V2" {
        reader = line_breaks(pen, reader, &writer);
    }
    let same = inbound == outbound && template_of(node).is_none();
    let twin = node.child("outboundProperties").filter(|_| same);
    let writer = if same { reader.clone().also_for(twin) } else { writer };
    Types { inbound, outbound, reader, writer }
}

/// The migration converts line breaks on the way in where the old server did so on the way out.
fn line_breaks<'d>(pen: &mut Pen<'d>, reader: Flat<'d>, writer: &Flat<'d>) -> Flat<'d> {
    const NAME: &str = "convertLFtoCR";
    let off = reader.get(NAME).filter(|_| !reader.is_on(NAME, true));
    match off.filter(|_| writer.is_on(NAME, true)) {
        Some(property) => {
            let what = "line breaks were converted on the way out only; the migrated channel \
                        converts them on the way in";
            pen.note(ObstacleKind::OldServer, what, property.start_tag());
            reader.with(NAME, "true")
        }
        None => reader,
    }
}

/// The outbound template, unless it is blank.
fn template_of(node: Node<'_>) -> Option<Node<'_>> {
    node.child("outboundTemplate").filter(|template| !template.string().is_empty())
}

/// Before 1.4 a transformer had one template, of the HL7 message.
fn template<'d>(pen: &mut Pen<'d>, child: Node<'d>, types: &Types<'d>) {
    match (types.inbound.as_str(), types.outbound.as_str()) {
        ("HL7V2", "HL7V2") => pen.copy_as(child, "inboundTemplate"),
        (_, "HL7V2") => pen.copy_as(child, "outboundTemplate"),
        _ => pen.stand_for_all(child),
    }
}

/// Says where the old server did something else than the migrated channel.
fn differences<'d>(
    pen: &mut Pen<'d>,
    node: Node<'d>,
    types: &Types<'d>,
    around: &Surroundings<'d>,
) {
    let filter = node.parent().and_then(|connector| connector.find(&["filter", "rules"]));
    let rules = filter.is_some_and(|rules| !rules.is_leaf());
    let steps = node.child("steps").is_some_and(|steps| !steps.is_leaf());
    let hl7 = types.inbound == "HL7V2" && types.outbound == "HL7V2";
    let template = template_of(node).is_some();
    if hl7 && !rules && !steps && !template && !data_type::has_old_defaults(&types.reader) {
        let at = node.child("inboundProperties").unwrap_or(node);
        let what = "every message is parsed and written anew, since an HL7 property is not the \
                    default of 2.x; later releases pass messages on as they are";
        pen.note(ObstacleKind::OldMeaning, what, at.start_tag());
    }
    let tree = if template { &types.writer } else { &types.reader };
    for name in ["handleRepetitions", "handleSubcomponents"] {
        if let Some(property) = tree.get(name).filter(|_| tree.is_on(name, false))
            && types.outbound == "HL7V2"
            && steps
        {
            let what = "the old server counts the components before the first one of a repetition \
                        (sub-component) from the last one before it, so gaps are written shorter";
            pen.note(ObstacleKind::OldServer, what, property.start_tag());
            break;
        }
    }
    let other = types.inbound != types.outbound && types.inbound != "XML" && !template;
    if around.release < release(1, 8, 0) && other {
        let what = "servers before 1.8 may have written the message in its inbound protocol, as \
                    there is no outbound template";
        let at = node.child("outboundProtocol").unwrap_or(node);
        pen.note(ObstacleKind::OldServer, what, at.start_tag());
    }
}
