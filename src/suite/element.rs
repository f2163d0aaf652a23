//! Steps and rules for tests, described by their fields and written as the engine writes them:
//! one element per class from 3.5 on, a type with a map of data before (semantics sections 3 and
//! 8.2).

use std::fmt::Write as _;

/// One step or rule. Its texts are what the engine's editor shows; [`Element::xml`] escapes them.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Element<'a> {
    name: &'a str,
    enabled: bool,
    operator: &'a str,
    mark: &'a str,
    kind: Kind<'a>,
}

/// The fields of each kind.
#[derive(Debug, Clone, Copy)]
enum Kind<'a> {
    Mapper { variable: &'a str, value: Value<'a> },
    Builder { target: &'a str, value: Value<'a> },
    Script(&'a str),
    Test(Test<'a>),
    Drop { ids: &'a [&'a str], test: Test<'a> },
    Each { target: &'a str, index: &'a str, children: &'a [Element<'a>] },
    External(&'a str),
    Xslt(&'a str),
    Old { kind: &'a str, data: &'a [(&'a str, &'a str)], script: &'a str },
    Xml(&'a str),
}

/// A mapping with what follows it.
#[derive(Debug, Clone, Copy)]
struct Value<'a> {
    mapping: &'a str,
    default: &'a str,
    replacements: &'a [(&'a str, &'a str)],
}

/// A field held against values.
#[derive(Debug, Clone, Copy)]
struct Test<'a> {
    field: &'a str,
    condition: &'a str,
    values: &'a [&'a str],
}

const fn element<'a>(name: &'a str, kind: Kind<'a>) -> Element<'a> {
    Element { name, enabled: true, operator: "", mark: "", kind }
}

const fn value(mapping: &str) -> Value<'_> {
    Value { mapping, default: "", replacements: &[] }
}

/// A Mapper into the channel map, named after its variable.
pub(crate) const fn mapper<'a>(variable: &'a str, mapping: &'a str) -> Element<'a> {
    element(variable, Kind::Mapper { variable, value: value(mapping) })
}

/// A Message Builder.
pub(crate) const fn builder<'a>(target: &'a str, mapping: &'a str) -> Element<'a> {
    element("build", Kind::Builder { target, value: value(mapping) })
}

/// A JavaScript step or rule.
pub(crate) const fn script(text: &str) -> Element<'_> {
    element("script", Kind::Script(text))
}

/// A Rule Builder rule.
pub(crate) const fn test<'a>(
    field: &'a str,
    condition: &'a str,
    values: &'a [&'a str],
) -> Element<'a> {
    element("accept", Kind::Test(Test { field, condition, values }))
}

/// A Destination Set Filter that removes those destinations where a field is there.
pub(crate) const fn drop_where<'a>(ids: &'a [&'a str], field: &'a str) -> Element<'a> {
    element("route", Kind::Drop { ids, test: Test { field, condition: "EXISTS", values: &[] } })
}

/// An Iterator.
pub(crate) const fn each<'a>(
    target: &'a str,
    index: &'a str,
    children: &'a [Element<'a>],
) -> Element<'a> {
    element("each", Kind::Each { target, index, children })
}

/// An External Script.
pub(crate) const fn external(path: &str) -> Element<'_> {
    element("file", Kind::External(path))
}

/// An XSLT step with its style sheet.
pub(crate) const fn xslt(template: &str) -> Element<'_> {
    element("sheet", Kind::Xslt(template))
}

/// A step or rule as releases 3.0 to 3.4 write it.
pub(crate) const fn old<'a>(
    kind: &'a str,
    data: &'a [(&'a str, &'a str)],
    script: &'a str,
) -> Element<'a> {
    element("old", Kind::Old { kind, data, script })
}

/// A step or rule written out.
pub(crate) const fn xml(text: &str) -> Element<'_> {
    element("", Kind::Xml(text))
}

impl<'a> Element<'a> {
    /// With a default value.
    pub(crate) const fn default_value(mut self, default: &'a str) -> Self {
        if let Kind::Mapper { value, .. } | Kind::Builder { value, .. } = &mut self.kind {
            value.default = default;
        }
        self
    }

    /// With replacements: pattern and replacement.
    pub(crate) const fn replacing(mut self, replacements: &'a [(&'a str, &'a str)]) -> Self {
        if let Kind::Mapper { value, .. } | Kind::Builder { value, .. } = &mut self.kind {
            value.replacements = replacements;
        }
        self
    }

    /// Switched off.
    pub(crate) const fn off(mut self) -> Self {
        self.enabled = false;
        self
    }

    /// Joined to the rule before it by AND.
    pub(crate) const fn and(mut self) -> Self {
        self.operator = "AND";
        self
    }

    /// Joined to the rule before it by OR.
    pub(crate) const fn or(mut self) -> Self {
        self.operator = "OR";
        self
    }

    /// With a text in front of its start tag: the mark of a fixture.
    pub(crate) const fn after(mut self, mark: &'a str) -> Self {
        self.mark = mark;
        self
    }

    /// The element as XML, a line for each field.
    pub(crate) fn xml(&self, version: &str, sequence: usize, rule: bool) -> String {
        let Self { name, enabled, operator, mark, kind } = self;
        if let Kind::Xml(text) = kind {
            return format!("{mark}{text}\n");
        }
        let mut head = tagged("name", name);
        let _ = write!(head, "\n  <sequenceNumber>{sequence}</sequenceNumber>");
        if let Kind::Old { kind, data, script } = kind {
            let tag = if rule { "rule" } else { "step" };
            let operator = if rule { tagged("operator", operator) } else { String::new() };
            let data: String = data.iter().map(|(key, value)| entry(key, value)).collect();
            return format!(
                "{mark}<{tag}>{head}{}<type>{kind}</type><data class=\"map\">{data}</data>\
                 {operator}</{tag}>\n",
                tagged("script", script)
            );
        }
        let _ = write!(head, "\n  <enabled>{enabled}</enabled>");
        if rule {
            let operator = if operator.is_empty() { "NONE" } else { operator };
            let _ = write!(head, "\n  <operator>{operator}</operator>");
        }
        let class = class(kind, rule);
        let fields = fields(kind, version, rule);
        format!("{mark}<{class} version=\"{version}\">{head}{fields}\n</{class}>\n")
    }
}

/// Elements one after the other, numbered from 0.
pub(crate) fn list(elements: &[Element<'_>], version: &str, rule: bool) -> String {
    elements.iter().enumerate().map(|(at, element)| element.xml(version, at, rule)).collect()
}

fn class(kind: &Kind<'_>, rule: bool) -> &'static str {
    match (kind, rule) {
        (Kind::Mapper { .. }, _) => "com.mirth.connect.plugins.mapper.MapperStep",
        (Kind::Builder { .. }, _) => "com.mirth.connect.plugins.messagebuilder.MessageBuilderStep",
        (Kind::Script(_), false) => "com.mirth.connect.plugins.javascriptstep.JavaScriptStep",
        (Kind::Script(_), true) => "com.mirth.connect.plugins.javascriptrule.JavaScriptRule",
        (Kind::Test(_), _) => "com.mirth.connect.plugins.rulebuilder.RuleBuilderRule",
        (Kind::Drop { .. }, _) => {
            "com.mirth.connect.plugins.destinationsetfilter.DestinationSetFilterStep"
        }
        (Kind::Each { .. }, false) => "com.mirth.connect.model.IteratorStep",
        (Kind::Each { .. }, true) => "com.mirth.connect.model.IteratorRule",
        (Kind::External(_), false) => "com.mirth.connect.plugins.scriptfilestep.ExternalScriptStep",
        (Kind::External(_), true) => "com.mirth.connect.plugins.scriptfilerule.ExternalScriptRule",
        (Kind::Xslt(_), _) => "com.mirth.connect.plugins.xsltstep.XsltStep",
        (Kind::Old { .. } | Kind::Xml(_), _) => "",
    }
}

fn fields(kind: &Kind<'_>, version: &str, rule: bool) -> String {
    match kind {
        Kind::Mapper { variable, value } => {
            let scope = "\n  <scope>CHANNEL</scope>";
            format!("{}{}{scope}", tagged("variable", variable), mapped(value))
        }
        Kind::Builder { target, value } => tagged("messageSegment", target) + &mapped(value),
        Kind::Script(text) => tagged("script", text),
        Kind::Test(test) => tested(test),
        Kind::Drop { ids, test } => {
            let ids: String = ids.iter().flat_map(|id| ["<int>", id, "</int>"]).collect();
            let behavior = "\n  <behavior>REMOVE</behavior>";
            format!("{behavior}\n  <metaDataIds>{ids}</metaDataIds>{}", tested(test))
        }
        Kind::Each { target, index, children } => {
            let word = if rule { "Rule" } else { "Step" };
            format!(
                "<properties class=\"com.mirth.connect.model.Iterator{word}Properties\" \
                 version=\"{version}\">{}{}<prefixSubstitutions/><children>\n{}</children>\
                 </properties>",
                tagged("target", target),
                tagged("indexVariable", index),
                list(children, version, rule)
            )
        }
        Kind::External(path) => tagged("scriptPath", path),
        Kind::Xslt(template) => {
            let result = "\n  <sourceXml>msg</sourceXml><resultVariable>out</resultVariable>";
            format!("{result}{}", tagged("template", template))
        }
        Kind::Old { .. } | Kind::Xml(_) => String::new(),
    }
}

fn mapped(value: &Value<'_>) -> String {
    const PAIR: &str = "org.apache.commons.lang3.tuple.ImmutablePair";
    let pair = |(left, right): &(&str, &str)| {
        format!("<{PAIR}>{}{}</{PAIR}>", tagged("left", left), tagged("right", right))
    };
    let pairs: String = value.replacements.iter().map(pair).collect();
    let replacements = match pairs.as_str() {
        "" => "\n  <replacements/>".to_owned(),
        pairs => format!("\n  <replacements>{pairs}</replacements>"),
    };
    let default = tagged("defaultValue", value.default);
    format!("{}{default}{replacements}", tagged("mapping", value.mapping))
}

fn tested(test: &Test<'_>) -> String {
    let values: String = test.values.iter().map(|value| tagged("string", value)).collect();
    let condition = tagged("condition", test.condition);
    format!("{}{condition}\n  <values>{values}</values>", tagged("field", test.field))
}

fn entry(key: &str, value: &str) -> String {
    format!("<entry>{}{}</entry>", tagged("string", key), tagged("string", value))
}

fn tagged(name: &str, text: &str) -> String {
    format!("\n  <{name}>{}</{name}>", escaped(text))
}

/// A text as the engine's writer escapes it (semantics section 8).
pub(crate) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\r' => out.push_str("&#xd;"),
            other => out.push(other),
        }
    }
    out
}
