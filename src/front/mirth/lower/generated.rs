//! The JavaScript that the legacy engine makes of a declarative step or rule (semantics
//! section 3). It is what runs where such an element is carried, and what a script stored before
//! 3.5 is held against.

use std::fmt::Write as _;

use crate::{
    front::mirth::model::{
        Behavior, Condition, DestinationSet, Element, ElementKind, Iterator, Mapper,
        MessageBuilder, Operator, Scope, Test,
    },
    span::SourceText,
};

/// The script of an element, or `None` where the export does not hold it (an external file, an
/// unknown class) or it is no script (XSLT).
pub(super) fn script(element: &Element) -> Option<String> {
    if let Some(stored) = &element.stored_script {
        return Some(stored.as_str().to_owned());
    }
    match &element.kind {
        ElementKind::JavaScript(text) => Some(text.as_str().to_owned()),
        ElementKind::Mapper(mapper) => Some(self::mapper(mapper, Collect::Map)),
        ElementKind::MessageBuilder(step) => Some(message_builder(step)),
        ElementKind::RuleBuilder(test) => Some(format!("return {};", condition(test))),
        ElementKind::DestinationSet(set) => Some(destination_set(set)),
        ElementKind::Iterator(_)
        | ElementKind::Xslt { .. }
        | ElementKind::External(_)
        | ElementKind::Unknown(_) => None,
    }
}

/// The script that an Administrator before 3.5 stored beside the data of an element.
pub(super) fn stored(element: &Element) -> Option<String> {
    match &element.kind {
        ElementKind::Mapper(mapper) => {
            let guarded = format!(
                "var mapping; try {{ mapping = {}; }} catch (e) {{ logger.error(e); mapping = ''; }}",
                mapper.mapping.as_str()
            );
            Some(format!("{guarded} {}", put(mapper, "mapping")))
        }
        ElementKind::RuleBuilder(test) => {
            Some(format!("if({}) {{ return true; }} return false;", condition(test)))
        }
        _ => script(&Element { stored_script: None, ..element.clone() }),
    }
}

/// Names of the engine that the script of a declarative element uses without saying so.
pub(super) fn engine_names(element: &Element) -> Vec<&'static str> {
    let names = ["validate", "createSegment", "getArrayOrXmlLength", "destinationSet", "Lists"];
    let maps = crate::ir::MapName::ALL.iter().map(|map| map.name());
    match &element.kind {
        ElementKind::JavaScript(_) => Vec::new(),
        ElementKind::Mapper(mapper) => vec!["validate", map_name(mapper.scope)],
        ElementKind::MessageBuilder(_) => vec!["validate"],
        _ => names.into_iter().chain(maps).collect(),
    }
}

/// Whether every field of a declarative element still means itself inside the script that the
/// engine pastes it into. `a || b` in a field becomes `a || b == 'x'`, which is another question;
/// the same script with each field in parentheses tells.
pub(super) fn is_pasted_whole(element: &Element, rule: bool) -> bool {
    use crate::js::{parse::parse_script, sexpr};
    if matches!(element.kind, ElementKind::JavaScript(_)) {
        return true;
    }
    let text = |element: &Element| super::border::text(element, rule);
    let plain = Element { stored_script: None, ..element.clone() };
    let (Some(pasted), Some(wrapped)) = (text(&plain), text(&in_parentheses(&plain))) else {
        return true;
    };
    match (parse_script(&pasted), parse_script(&wrapped)) {
        (Ok(pasted), Ok(wrapped)) => sexpr::program(&pasted) == sexpr::program(&wrapped),
        // What is wrong with a field by itself is told when it is lowered.
        (Err(_), Err(_)) => true,
        _ => false,
    }
}

fn in_parentheses(element: &Element) -> Element {
    let wrap = |text: &SourceText| match text.as_str().trim() {
        "" => text.clone(),
        _ => SourceText::opaque(format!("({}\n)", text.as_str()), text.span()),
    };
    let pairs = |list: &[(SourceText, SourceText)]| {
        list.iter().map(|(pattern, with)| (wrap(pattern), wrap(with))).collect()
    };
    let test = |test: &Test| Test {
        field: wrap(&test.field),
        condition: test.condition,
        values: test.values.iter().map(wrap).collect(),
    };
    let kind = match &element.kind {
        ElementKind::Mapper(mapper) => ElementKind::Mapper(Mapper {
            mapping: wrap(&mapper.mapping),
            default_value: wrap(&mapper.default_value),
            replacements: pairs(&mapper.replacements),
            ..mapper.clone()
        }),
        ElementKind::MessageBuilder(step) => ElementKind::MessageBuilder(MessageBuilder {
            target: wrap(&step.target),
            mapping: wrap(&step.mapping),
            default_value: wrap(&step.default_value),
            replacements: pairs(&step.replacements),
        }),
        ElementKind::RuleBuilder(inner) => ElementKind::RuleBuilder(test(inner)),
        ElementKind::DestinationSet(set) => {
            ElementKind::DestinationSet(DestinationSet { test: test(&set.test), ..set.clone() })
        }
        ElementKind::Iterator(iterator) => ElementKind::Iterator(Iterator {
            target: wrap(&iterator.target),
            children: iterator.children.iter().map(in_parentheses).collect(),
            ..iterator.clone()
        }),
        other => other.clone(),
    };
    Element { kind, ..element.clone() }
}

/// The script of an iterator step and the elements inside it.
pub(super) fn iterator(iterator: &Iterator) -> Option<String> {
    let mut mappers = Vec::new();
    collect(iterator, &mut mappers);
    let mut out = String::new();
    for mapper in &mappers {
        let _ = writeln!(out, "var {} = Lists.list();", list(mapper));
    }
    out.push_str(&loop_of(iterator, &mut Vec::new())?);
    for mapper in &mappers {
        let (map, key) = (map_name(mapper.scope), mapper.variable.as_str());
        let _ = writeln!(out, "{map}.put('{key}', {}.toArray());", list(mapper));
    }
    Some(out)
}

/// The body of an iterator rule.
pub(super) fn iterator_rule(rule: &Iterator) -> Option<String> {
    let flag = rule.intersect;
    let index = rule.index.as_str();
    let mut test = String::new();
    for child in rule.children.iter().filter(|child| child.enabled) {
        let body = match &child.kind {
            ElementKind::Iterator(inner) => iterator_rule(inner)?,
            _ => script(child)?,
        };
        let joined = match (test.is_empty(), child.operator) {
            (true, _) => "",
            (false, Some(Operator::And)) => " && ",
            (false, _) => " || ",
        };
        let _ = write!(test, "{joined}((function() {{\n{body}\n}})() == true)");
    }
    if test.is_empty() {
        return Some(format!("return {flag};"));
    }
    let decided = if flag { format!("!({test})") } else { test };
    let stop = if rule.break_early { " break;" } else { "" };
    Some(format!(
        "var flag = {flag};\nfor (var {index} = 0; {index} < getArrayOrXmlLength({}); {index}++) \
         {{\nif ({decided}) {{ flag = {};{stop} }}\n}}\nreturn flag;",
        rule.target.as_str(),
        !flag
    ))
}

/// Where a Mapper puts its value.
#[derive(Clone, Copy)]
enum Collect {
    Map,
    List,
}

fn loop_of(iterator: &Iterator, indexes: &mut Vec<String>) -> Option<String> {
    let index = iterator.index.as_str();
    indexes.push(index.to_owned());
    let mut body = String::new();
    for child in iterator.children.iter().filter(|child| child.enabled) {
        body.push_str(&match &child.kind {
            ElementKind::Iterator(inner) => loop_of(inner, indexes)?,
            ElementKind::Mapper(inner) => mapper(inner, Collect::List),
            _ => script(child)?,
        });
        body.push('\n');
    }
    indexes.pop();
    let target = iterator.target.as_str();
    Some(format!(
        "for (var {index} = 0; {index} < getArrayOrXmlLength({target}); {index}++) {{\n{body}}}\n"
    ))
}

fn collect<'a>(iterator: &'a Iterator, into: &mut Vec<&'a Mapper>) {
    for child in iterator.children.iter().filter(|child| child.enabled) {
        match &child.kind {
            ElementKind::Iterator(inner) => collect(inner, into),
            ElementKind::Mapper(mapper) => into.push(mapper),
            _ => {}
        }
    }
}

fn list(mapper: &Mapper) -> String {
    let legal = |c: &char| c.is_ascii_alphanumeric() || *c == '_' || *c == '$';
    format!("_{}", mapper.variable.as_str().chars().filter(legal).collect::<String>())
}

fn mapper(mapper: &Mapper, collect: Collect) -> String {
    let guarded = format!(
        "var mapping;\ntry {{\nmapping = {};\n}} catch (e) {{ mapping = ''; }}\n",
        or_empty(&mapper.mapping)
    );
    guarded
        + &match collect {
            Collect::Map => put(mapper, "mapping"),
            Collect::List => format!(
                "{}.add(validate(mapping, {}, {}));",
                list(mapper),
                or_empty(&mapper.default_value),
                pairs(&mapper.replacements)
            ),
        }
}

fn put(mapper: &Mapper, value: &str) -> String {
    format!(
        "{}.put('{}', validate({value}, {}, {}));",
        map_name(mapper.scope),
        mapper.variable.as_str(),
        or_empty(&mapper.default_value),
        pairs(&mapper.replacements)
    )
}

fn message_builder(step: &MessageBuilder) -> String {
    format!(
        "{} = validate({}, {}, {});",
        step.target.as_str(),
        or_empty(&step.mapping),
        or_empty(&step.default_value),
        pairs(&step.replacements)
    )
}

fn destination_set(set: &DestinationSet) -> String {
    let ids: Vec<String> = set.meta_data_ids.iter().map(ToString::to_string).collect();
    let call = match set.behavior {
        Behavior::Remove => format!("remove([{}])", ids.join(", ")),
        Behavior::RemoveAllExcept => format!("removeAllExcept([{}])", ids.join(", ")),
        Behavior::RemoveAll => "removeAll()".to_owned(),
    };
    let field = set.test.field.as_str();
    let test = match set.test.condition {
        Condition::Exists => format!("getArrayOrXmlLength({field}) > 0"),
        Condition::NotExist => format!("getArrayOrXmlLength({field}) == 0"),
        _ => condition(&set.test),
    };
    format!("if ({test}) {{ destinationSet.{call}; }}")
}

fn condition(test: &Test) -> String {
    let field = test.field.as_str();
    let joined = |with: &str, each: &dyn Fn(&str) -> String| {
        let parts: Vec<String> = match &test.values[..] {
            [] => vec![each("\"\"")],
            values => values.iter().map(|value| each(value.as_str())).collect(),
        };
        parts.join(with)
    };
    match test.condition {
        Condition::Exists => format!("{field}.length > 0"),
        Condition::NotExist => format!("{field}.length == 0"),
        Condition::Equals => joined(" || ", &|value| format!("{field} == {value}")),
        Condition::NotEqual => joined(" && ", &|value| format!("{field} != {value}")),
        Condition::Contains => joined(" || ", &|v| format!("({field}.indexOf({v}) != -1)")),
        Condition::NotContain => joined(" && ", &|v| format!("({field}.indexOf({v}) == -1)")),
    }
}

fn pairs(replacements: &[(SourceText, SourceText)]) -> String {
    let pairs: Vec<String> = replacements
        .iter()
        .map(|(pattern, with)| format!("new Array({}, {})", pattern.as_str(), with.as_str()))
        .collect();
    format!("new Array({})", pairs.join(", "))
}

fn or_empty(text: &SourceText) -> &str {
    if text.as_str().trim().is_empty() { "''" } else { text.as_str() }
}

fn map_name(scope: Scope) -> &'static str {
    super::mapper::map_of(scope).name()
}
