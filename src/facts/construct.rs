//! What occurs in a connection and what became of it: the census held against the compiled
//! connection, so that every construct is in exactly one class.

use std::collections::BTreeMap;

use serde::Serialize;

use super::cause;
use crate::{
    diag::{Finding, Severity},
    ir::{
        Connection, Script,
        census::{Census, Group, Occurrence},
        disposition::Disposition,
    },
    plan, rules,
    span::Span,
};

/// All occurrences of one construct in one connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Construct {
    /// Kind.
    pub group: Group,
    /// Name.
    pub name: String,
    /// How many are in each class.
    pub classes: Classes,
}

/// How many occurrences are in each class.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Classes {
    /// All occurrences.
    pub total: u64,
    /// Compiled, or on the route.
    pub known: u64,
    /// Kept as a legacy script that the platform runs.
    pub carried: u64,
    /// Of the legacy engine, and neither compiled nor carried: a manual task.
    pub unsupported: u64,
    /// Not part of the legacy engine: a plug-in, or a name that nobody knows.
    pub unknown: u64,
    /// Switched off in the legacy engine.
    pub disabled: u64,
}

/// What became of one occurrence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    /// See [`Classes::known`].
    Known,
    /// See [`Classes::carried`].
    Carried,
    /// See [`Classes::unsupported`].
    Unsupported,
    /// See [`Classes::unknown`].
    Unknown,
    /// See [`Classes::disabled`].
    Disabled,
}

impl Classes {
    /// Counts `n` occurrences.
    pub fn add(&mut self, class: Class, n: u64) {
        self.total += n;
        *match class {
            Class::Known => &mut self.known,
            Class::Carried => &mut self.carried,
            Class::Unsupported => &mut self.unsupported,
            Class::Unknown => &mut self.unknown,
            Class::Disabled => &mut self.disabled,
        } += n;
    }
}

impl std::ops::AddAssign for Classes {
    fn add_assign(&mut self, other: Self) {
        self.add(Class::Known, other.known);
        self.add(Class::Carried, other.carried);
        self.add(Class::Unsupported, other.unsupported);
        self.add(Class::Unknown, other.unknown);
        self.add(Class::Disabled, other.disabled);
    }
}

/// The constructs of a connection by kind and name.
pub(super) fn constructs(
    connection: Option<&Connection>,
    census: &Census,
    findings: &[Finding],
) -> Vec<Construct> {
    let made = Made::of(connection, findings);
    let mut rows: BTreeMap<(Group, String), Classes> = BTreeMap::new();
    for one in &census.constructs {
        let class = made.class(one);
        rows.entry((one.group, one.name.clone())).or_default().add(class, 1);
    }
    for finding in findings {
        if let Some((name, class)) = setting(finding) {
            rows.entry((Group::Setting, name)).or_default().add(class, 1);
        }
    }
    let row = |((group, name), classes)| Construct { group, name, classes };
    rows.into_iter().map(row).collect()
}

/// The setting that a finding is about, where it has no equivalent or nobody knows it.
fn setting(finding: &Finding) -> Option<(String, Class)> {
    let code = finding.rule.code;
    let class = if code == rules::unknown_element::RULE.code {
        Class::Unknown
    } else if code == rules::element_not_migrated::RULE.code
        || code == rules::option_without_equivalent::RULE.code
    {
        Class::Unsupported
    } else {
        return None;
    };
    Some((cause::construct(code, &finding.message), class))
}

/// What compiling made of the pieces of a connection.
struct Made {
    compiled: bool,
    /// Rules and steps of all scripts, with what became of each.
    elements: Vec<(Span, Disposition)>,
    /// Settings of transports that have no route.
    unmapped: Vec<Span>,
    /// Places of errors.
    errors: Vec<Span>,
}

impl Made {
    fn of(connection: Option<&Connection>, findings: &[Finding]) -> Self {
        let errors = findings.iter().filter(|finding| finding.rule.severity == Severity::Error);
        let mut made = Self {
            compiled: connection.is_some(),
            elements: Vec::new(),
            unmapped: Vec::new(),
            errors: errors.map(Finding::span).collect(),
        };
        let Some(connection) = connection else { return made };
        let responses = connection.destinations.iter().filter_map(|d| d.response.as_ref());
        let own = connection.connectors().filter_map(|connector| connector.script.as_ref());
        let elements = own.chain(responses).flat_map(Script::all_elements);
        made.elements.extend(elements.map(|element| (element.span, element.disposition)));
        let gaps = plan::gaps(connection).into_iter();
        let gaps = gaps.filter(|gap| gap.rule == &rules::transport_unmapped::RULE);
        made.unmapped.extend(gaps.map(|gap| gap.span));
        made
    }

    fn class(&self, one: &Occurrence) -> Class {
        let within = |outer: &Span| {
            outer.file == one.span.file
                && outer.start <= one.span.start
                && one.span.end <= outer.end
        };
        match one.group {
            _ if !one.enabled => Class::Disabled,
            Group::DataType if !one.known => Class::Unsupported,
            _ if !one.known => Class::Unknown,
            _ if !self.compiled => Class::Unsupported,
            Group::Rule | Group::Step => {
                let own = self.elements.iter().find(|(span, _)| within(span));
                match own.map(|(_, disposition)| disposition) {
                    Some(Disposition::Lowered) => Class::Known,
                    Some(Disposition::Carried) => Class::Carried,
                    Some(Disposition::Disabled) => Class::Disabled,
                    Some(Disposition::Unsupported | Disposition::Transport) | None => {
                        Class::Unsupported
                    }
                }
            }
            Group::Script => {
                let broken = self.errors.iter().any(|at| {
                    one.span.file == at.file && one.span.start <= at.start && at.end <= one.span.end
                });
                if broken { Class::Unsupported } else { Class::Carried }
            }
            Group::Transport if self.unmapped.contains(&one.span) => Class::Unsupported,
            _ => Class::Known,
        }
    }
}
