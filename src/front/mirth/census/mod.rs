//! The census of a channel and of its code templates: what the export holds, before any of it is
//! compiled.

mod script;
#[cfg(test)]
mod tests;

use self::script::Scripts;
use super::{
    lower,
    model::{
        Channel, CodeTemplate, Connector, Element, ElementKind, Library, ObstacleKind, ScriptKind,
        Transformer,
    },
};
use crate::{
    ir::{
        census::{Census, Group, Occurrence, Template, TemplateState},
        route::DataType,
    },
    span::Span,
};

/// Everything that occurs in a channel.
pub fn census(channel: &Channel) -> Census {
    let mut taking = Taking { channel, census: Census::default() };
    taking.connector(&channel.source, true);
    for destination in &channel.destinations {
        taking.connector(destination, destination.enabled);
    }
    for script in &channel.scripts {
        taking.occurs(Group::Script, script_name(script.kind), script.text.span(), true, true);
        taking.take(&Scripts::of([&script.text]), true);
    }
    taking.census
}

/// The templates of a library, in its order.
pub fn templates(library: &Library) -> Vec<Template> {
    library.templates.iter().map(|template| self::template(library, template)).collect()
}

fn template(library: &Library, template: &CodeTemplate) -> Template {
    let scripts = template.code.iter().collect::<Scripts>();
    let state = match &template.code {
        None => TemplateState::NoCode,
        Some(_) if scripts.broken => TemplateState::Broken,
        Some(_) if template.kind == "DRAG_AND_DROP_CODE" => TemplateState::DragAndDrop,
        Some(code) if scripts.declared.is_empty() && !code.as_str().trim().is_empty() => {
            TemplateState::Always
        }
        Some(_) => TemplateState::Runs,
    };
    Template {
        library: library.name.clone(),
        name: template.name.clone(),
        kind: template.kind.clone(),
        span: template.span,
        uses: scripts.uses(true),
        sends: scripts.sends(true),
        declares: scripts.declared.into_iter().collect(),
        state,
    }
}

/// What the legacy engine calls a script of the channel itself.
fn script_name(kind: ScriptKind) -> &'static str {
    match kind {
        ScriptKind::Preprocessor => "Preprocessor",
        ScriptKind::Postprocessor => "Postprocessor",
        ScriptKind::Deploy => "Deploy script",
        ScriptKind::Undeploy => "Undeploy script",
        ScriptKind::Batch => "Batch script",
        ScriptKind::Attachment => "Attachment script",
    }
}

struct Taking<'a> {
    channel: &'a Channel,
    census: Census,
}

impl Taking<'_> {
    fn occurs(&mut self, group: Group, name: &str, span: Span, enabled: bool, known: bool) {
        let name = name.to_owned();
        self.census.constructs.push(Occurrence { group, name, span, enabled, known });
    }

    fn take(&mut self, scripts: &Scripts<'_>, enabled: bool) {
        self.census.uses.extend(scripts.uses(enabled));
        self.census.sends.extend(scripts.sends(enabled));
    }

    fn connector(&mut self, connector: &Connector, enabled: bool) {
        let span = connector.properties_span;
        let unknown = |at: &super::model::Obstacle| {
            at.kind == ObstacleKind::UnknownClass && at.span.start == span.start
        };
        let known = !self.channel.obstacles.iter().any(unknown);
        self.occurs(Group::Transport, &connector.transport, span, enabled, known);
        for (setting, text) in &connector.scripts {
            let name = format!("{}: {setting}", connector.transport);
            self.occurs(Group::Script, &name, text.span(), enabled, true);
            self.take(&Scripts::of([text]), enabled);
        }
        let mut scripts = Scripts::default();
        for rule in &connector.filter.rules {
            self.element(Group::Rule, rule, enabled, &mut scripts);
        }
        self.transformer(&connector.transformer, enabled, &mut scripts);
        self.take(&scripts, enabled);
        if let Some(response) = &connector.response_transformer {
            let mut scripts = Scripts::default();
            self.transformer(response, enabled, &mut scripts);
            self.take(&scripts, enabled);
        }
    }

    fn transformer<'t>(
        &mut self,
        transformer: &'t Transformer,
        enabled: bool,
        scripts: &mut Scripts<'t>,
    ) {
        for step in &transformer.steps {
            self.element(Group::Step, step, enabled, scripts);
        }
        for data_type in [&transformer.inbound, &transformer.outbound] {
            let modelled = !matches!(data_type, DataType::Other(_));
            let span = transformer.span;
            self.occurs(Group::DataType, data_type.name(), span, enabled, modelled);
        }
    }

    /// A rule or step, and the children of an iterator.
    fn element<'t>(
        &mut self,
        group: Group,
        element: &'t Element,
        around: bool,
        scripts: &mut Scripts<'t>,
    ) {
        let enabled = around && element.enabled;
        let (name, known) = match &element.kind {
            ElementKind::Unknown(class) => (class.as_str(), false),
            _ => (lower::kind(element, group == Group::Rule), true),
        };
        self.occurs(group, name, element.span, enabled, known);
        if enabled {
            scripts.extend(texts(element));
        }
        if let ElementKind::Iterator(iterator) = &element.kind {
            for child in &iterator.children {
                self.element(group, child, enabled, scripts);
            }
        }
    }
}

/// The scripts and fragments of an element by itself. A script that an old release stored is what
/// its engine ran.
fn texts(element: &Element) -> Vec<&crate::span::SourceText> {
    if let Some(stored) = &element.stored_script {
        return vec![stored];
    }
    match &element.kind {
        ElementKind::JavaScript(text) => vec![text],
        ElementKind::Mapper(mapper) => {
            let pairs = mapper.replacements.iter().flat_map(|(from, to)| [from, to]);
            [&mapper.mapping, &mapper.default_value].into_iter().chain(pairs).collect()
        }
        ElementKind::MessageBuilder(step) => {
            let pairs = step.replacements.iter().flat_map(|(from, to)| [from, to]);
            let own = [&step.target, &step.mapping, &step.default_value];
            own.into_iter().chain(pairs).collect()
        }
        ElementKind::RuleBuilder(test) => {
            std::iter::once(&test.field).chain(&test.values).collect()
        }
        ElementKind::DestinationSet(set) => {
            std::iter::once(&set.test.field).chain(&set.test.values).collect()
        }
        ElementKind::Xslt { source, template, .. } => vec![source, template],
        ElementKind::Iterator(iterator) => vec![&iterator.target],
        ElementKind::External(_) | ElementKind::Unknown(_) => Vec::new(),
    }
}
