//! Lowering: from what an export says to the intermediate language.
//!
//! Declarative steps and rules are compiled with the JavaScript fragments in their fields.
//! Whatever cannot be read at its word is carried as the script that the legacy engine would
//! have made of it, with the reason; what is no script is a manual task. Nothing is dropped.

mod assemble;
mod border;
mod builder;
mod call;
mod convert;
mod destination_set;
mod expr;
mod filter;
mod generated;
mod iterator;
mod library;
mod mapper;
mod message_builder;
mod names;
mod part;
mod path;
mod privacy;
mod redact;
mod scope;
mod script;
mod size;
mod test;
#[cfg(test)]
mod tests;
mod validate;
mod whole;

pub use library::{Memo, statements as library_statements};
pub use whole::{Global, global_scripts};
pub(super) use {assemble::kind, scope::is_engine_name};

use crate::{
    diag::Finding,
    front::mirth::{
        estate::Estate,
        model::{self, Channel, ChannelScript, Library, ObstacleKind, ScriptKind, Transformer},
    },
    ir::{
        Carried, Connection, Connector, Destination, Origin,
        disposition::{Counts, Disposition},
        route::{Intake, Queue, Reply, Secret},
    },
    rules,
    span::{Files, SourceText, Span},
};
use part::{Outcome, Part};

/// What surrounds a channel.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// The files, for lines of the export in headers.
    pub files: &'a Files,
    /// SHA-256 of the export, in hex.
    pub sha256: &'a str,
    /// The code template libraries of the run that stand by themselves, in any order.
    pub libraries: &'a [&'a Library],
    /// Those that channels of the run carry along. They are of the server of their channel, so
    /// they apply to another one only where they name it.
    pub carried_libraries: &'a [&'a Library],
    /// What the files of the run say about channels wherever they are exported.
    pub estate: &'a Estate,
    /// What is known of code templates already.
    pub memo: &'a Memo,
}

/// A channel after lowering.
#[derive(Debug, Clone)]
pub struct Lowered {
    /// The connection.
    pub connection: Connection,
    /// What there is to say about it, in the order of the export.
    pub findings: Vec<Finding>,
    /// Places of secrets in scripts; whoever holds the files hides them.
    pub hidden: Vec<Span>,
}

/// Lowers a channel.
pub fn lower(channel: &Channel, context: &Context<'_>) -> Lowered {
    let connection = shell(channel, context);
    let mut work = Work {
        channel,
        context,
        connection,
        findings: Vec::new(),
        secrets: Vec::new(),
        hidden: Vec::new(),
    };
    work.source();
    for destination in &channel.destinations {
        work.destination(destination);
    }
    for script in &channel.scripts {
        work.channel_script(script);
    }
    work.global_scripts();
    let Work { mut connection, mut findings, mut secrets, mut hidden, .. } = work;
    secrets.sort_by_key(|secret| secret.span);
    secrets.dedup_by_key(|secret| secret.span);
    hidden.extend(secrets.iter().map(|secret| secret.span));
    for secret in secrets {
        owner(&mut connection, &secret.name).secrets.push(secret);
    }
    connection.elements = connection.elements.check();
    connection.statements = connection.statements.check();
    for finding in &mut findings {
        finding.connection = Some(connection.name.clone());
    }
    findings.sort_by(|a, b| a.order().cmp(&b.order()));
    connection.libraries.dedup();
    Lowered { connection, findings, hidden }
}

struct Work<'a> {
    channel: &'a Channel,
    context: &'a Context<'a>,
    connection: Connection,
    findings: Vec<Finding>,
    /// Secrets in scripts.
    secrets: Vec<Secret>,
    /// Other places that must not be shown.
    hidden: Vec<Span>,
}

impl Work<'_> {
    fn source(&mut self) {
        let source = &self.channel.source;
        let outcome = self.script(
            source,
            "SOURCE_FILTER_TRANSFORMER",
            "source".to_owned(),
            Some(&source.filter),
            &source.transformer,
        );
        self.connection.source.script = outcome;
        self.connection.source.scripts = self.connector_scripts(source, "source");
    }

    fn destination(&mut self, destination: &model::Connector) {
        let prefix = format!("d{}", destination.meta_data_id);
        let mut connector = connector(destination, self.context.files);
        connector.script = self.script(
            destination,
            "DESTINATION_FILTER_TRANSFORMER",
            prefix.clone(),
            Some(&destination.filter),
            &destination.transformer,
        );
        connector.scripts = self.connector_scripts(destination, &prefix);
        let response = destination.response_transformer.as_ref().and_then(|transformer| {
            let prefix = format!("{prefix}-response");
            self.script(destination, "DESTINATION_RESPONSE_TRANSFORMER", prefix, None, transformer)
        });
        let response_types = destination
            .response_transformer
            .as_ref()
            .map(|transformer| (transformer.inbound.clone(), transformer.outbound.clone()));
        self.connection.destinations.push(Destination {
            connector,
            wait_for_previous: destination.wait_for_previous,
            queue: destination.queue.clone().unwrap_or_else(no_queue),
            response_types,
            response,
        });
    }

    fn script(
        &mut self,
        connector: &model::Connector,
        context: &str,
        prefix: String,
        filter: Option<&model::Filter>,
        transformer: &Transformer,
    ) -> Option<crate::ir::Script> {
        // The export's own copy of a library comes first: it is the one that the channel was
        // exported with.
        let own = self.channel.libraries.iter();
        let mut all: Vec<&Library> = own.chain(self.context.libraries.iter().copied()).collect();
        let id = &self.channel.id;
        let named = self.context.carried_libraries.iter().copied();
        all.extend(named.filter(|library| library.enabled_channels.contains(id)));
        all.retain(|library| library.every_before.is_none_or(|end| self.channel.version < end));
        let templates = library::in_scope(&all, &self.channel.id, context, self.context.memo);
        let source = connector.meta_data_id == 0;
        let (version, files) = (self.channel.version, self.context.files);
        let off = !connector.enabled && !source;
        let obstacles = &self.channel.obstacles;
        let part = Part { prefix, filter, transformer, version, source, files, obstacles, off };
        let outcome = script::lower(&part, &templates);
        let connection = &mut self.connection;
        for name in templates.libraries {
            if !connection.libraries.contains(&name) {
                connection.libraries.push(name);
            }
        }
        let Outcome {
            script,
            findings,
            elements,
            statements,
            undeployable,
            tasks,
            secrets,
            hidden,
        } = outcome;
        self.hidden.extend(hidden);
        self.secrets.extend(secrets);
        if script.as_ref().is_some_and(|script| script.prelude.is_some()) {
            self.secrets.extend(templates.secrets);
        }
        connection.elements += elements;
        connection.statements += statements;
        connection.tasks.extend(tasks);
        if connector.enabled && connection.undeployable.is_none() {
            connection.undeployable = undeployable;
        }
        self.findings.extend(findings);
        script
    }

    /// Scripts inside transport settings.
    fn connector_scripts(
        &mut self,
        connector: &model::Connector,
        prefix: &str,
    ) -> Vec<(String, Carried)> {
        let mut list = Vec::new();
        let off = !connector.enabled && connector.meta_data_id != 0;
        let disposition = if off { Disposition::Disabled } else { Disposition::Carried };
        for (setting, text) in &connector.scripts {
            let statements = &mut self.connection.statements;
            script::count_statements(text.as_str(), disposition, statements);
            if off {
                continue;
            }
            let what =
                format!("the script of {} `{}`", connector.transport, connector.name.as_str());
            let file = format!("{prefix}-{}.js", setting.to_lowercase());
            list.push((setting.clone(), self.carried(&what, file, text)));
        }
        list
    }

    fn channel_script(&mut self, script: &ChannelScript) {
        let text = script.text.as_str();
        script::count_statements(text, Disposition::Carried, &mut self.connection.statements);
        let name = whole::name(script.kind);
        let what = format!("the {}", script.kind.words());
        let carried = self.carried(&what, format!("channel-{name}.js"), &script.text);
        self.connection.scripts.push((name.to_owned(), carried));
    }

    /// The scripts that the server runs for every channel. They are counted and judged once, for
    /// the file that they stand in. The engine runs the global preprocessor before that of the
    /// channel, and the global postprocessor after it (semantics section 0, steps 2 and 9).
    fn global_scripts(&mut self) {
        let scripts = self.context.estate.global_scripts(self.channel.span.file);
        let mut before = 0;
        for (index, script) in scripts.iter().enumerate() {
            let number = 1 + scripts[..index].iter().filter(|s| s.kind == script.kind).count();
            let (name, whole) = whole::carry_global(script, number);
            self.secrets.extend(whole.secrets);
            self.hidden.extend(whole.hidden);
            let own = &mut self.connection.scripts;
            if script.kind == ScriptKind::Preprocessor {
                own.insert(before, (name, whole.carried));
                before += 1;
            } else {
                own.push((name, whole.carried));
            }
        }
        self.findings.extend(whole::global_note(&scripts, self.channel.name.span()));
    }

    /// A whole script that is carried; one that does not compile keeps the channel from being
    /// deployed.
    fn carried(&mut self, what: &str, file: String, source: &SourceText) -> Carried {
        let whole = whole::carry(what, file, source);
        self.secrets.extend(whole.secrets);
        self.hidden.extend(whole.hidden);
        self.findings.push(whole.finding);
        if !whole.compiles {
            let undeployable = &mut self.connection.undeployable;
            undeployable.get_or_insert_with(|| format!("{what} does not compile"));
        }
        whole.carried
    }
}

/// The connector whose script holds a secret, by the start of its name; the source stands for
/// the connection itself.
fn owner<'c>(connection: &'c mut Connection, name: &str) -> &'c mut Connector {
    let of = |destination: &&mut Destination| {
        name.starts_with(&format!("d{}-", destination.connector.id))
    };
    match connection.destinations.iter_mut().find(of) {
        Some(destination) => &mut destination.connector,
        None => &mut connection.source,
    }
}

/// The connection before any of its scripts.
fn shell(channel: &Channel, context: &Context<'_>) -> Connection {
    // A plug-in may be installed on the legacy server; anything else keeps it from loading.
    let invalid = |kind: ObstacleKind| {
        !kind.is_remark() && !matches!(kind, ObstacleKind::UnknownClass | ObstacleKind::OldRelease)
    };
    let obstacle = channel.obstacles.iter().find(|obstacle| invalid(obstacle.kind));
    Connection {
        id: channel.id.clone(),
        name: channel.name.as_str().to_owned(),
        description: redact::masked(&channel.description),
        origin: Origin {
            file: context.files.get(channel.span.file).name().to_owned(),
            sha256: context.sha256.to_owned(),
            release: format!("Mirth {}", channel.version_text),
            lines: context.files.lines(channel.span),
            span: channel.span,
            name_span: channel.name.span(),
        },
        enabled: context.estate.enabled(channel),
        membership: context.estate.membership(channel),
        initial_state: channel.properties.initial_state.clone(),
        attachments: channel.properties.attachments.clone(),
        source: connector(&channel.source, context.files),
        intake: channel.source.intake.clone().unwrap_or_else(no_intake),
        destinations: Vec::new(),
        scripts: Vec::new(),
        libraries: Vec::new(),
        undeployable: obstacle
            .map(|obstacle| format!("the engine cannot load `{}`", obstacle.subject)),
        blocked: false,
        elements: {
            let mut counts = channel.counts;
            counts += own_libraries(channel, |library| library.counts);
            counts
        },
        statements: own_libraries(channel, |library| library_statements(library, context.memo)),
        tasks: Vec::new(),
    }
}

fn connector(connector: &model::Connector, files: &Files) -> Connector {
    Connector {
        id: connector.meta_data_id,
        name: connector.name.as_str().to_owned(),
        enabled: connector.enabled,
        transport: connector.transport.clone(),
        endpoint: connector.endpoint.clone(),
        span: connector.properties_span,
        lines: files.lines(connector.properties_span),
        inbound: connector.transformer.inbound.clone(),
        outbound: connector.transformer.outbound.clone(),
        script: None,
        scripts: Vec::new(),
        secrets: connector.secrets.clone(),
        gaps: connector.gaps.clone(),
    }
}

/// The queue of a destination whose settings say nothing of one.
fn no_queue() -> Queue {
    Queue {
        enabled: false,
        send_first: false,
        retry_interval_ms: "10000".to_owned(),
        retry_count: "0".to_owned(),
        regenerate_template: false,
        include_filter_transformer: false,
        rotate: false,
        threads: "1".to_owned(),
        thread_variable: String::new(),
        validate_response: false,
    }
}

/// The intake of a source whose settings say nothing of one.
fn no_intake() -> Intake {
    Intake {
        reply: Reply::None,
        respond_after_processing: true,
        batch: false,
        split: None,
        first_response: false,
        threads: "1".to_owned(),
    }
}

fn undeployable(reason: &str, span: Span) -> builder::Carry {
    builder::Carry { rule: &rules::does_not_compile::RULE, reason: reason.to_owned(), span }
}

/// The sum of counts over the libraries that a channel carries along.
fn own_libraries(channel: &Channel, of: impl Fn(&Library) -> Counts) -> Counts {
    let mut sum = Counts::default();
    for library in &channel.libraries {
        sum += of(library);
    }
    sum
}
