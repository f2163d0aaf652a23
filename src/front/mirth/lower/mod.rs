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

pub use library::{Memo, statements as library_statements};

use crate::{
    diag::Finding,
    front::mirth::model::{
        self, Channel, ChannelScript, Library, ObstacleKind, ScriptKind, Transformer,
    },
    ir::{
        Carried, Connection, Connector, Destination, Origin,
        disposition::{Counts, Disposition},
        route::{Intake, Queue, Reply, Secret},
    },
    js::parse::{self, SyntaxErrorKind},
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
        let (name, what) = match script.kind {
            ScriptKind::Preprocessor => ("preprocessor", "the preprocessor"),
            ScriptKind::Postprocessor => ("postprocessor", "the postprocessor"),
            ScriptKind::Deploy => ("deploy", "the deploy script"),
            ScriptKind::Undeploy => ("undeploy", "the undeploy script"),
            ScriptKind::Batch => ("batch", "the batch script"),
            ScriptKind::Attachment => ("attachment", "the attachment script"),
        };
        let text = script.text.as_str();
        script::count_statements(text, Disposition::Carried, &mut self.connection.statements);
        let file = format!("channel-{name}.js");
        let carried = self.carried(what, file, &script.text);
        self.connection.scripts.push((name, carried));
    }

    /// A whole script that is carried; one that does not compile keeps the channel from being
    /// deployed.
    fn carried(&mut self, what: &str, file: String, source: &SourceText) -> Carried {
        let text = source.as_str();
        let redacted = redact::redact(text, file.trim_end_matches(".js"));
        self.secrets.extend(redacted.secrets(source));
        let facts = border::Facts::of(text);
        match parse::parse_script(text) {
            Ok(_) => {
                let message = format!("{what} is carried: scripts are not compiled yet");
                let rule = &rules::script_carried::RULE;
                self.findings.push(Finding::new(rule, message, source.span()));
            }
            Err(error) if error.kind != SyntaxErrorKind::Syntax => {
                let message = format!("{what} is carried: {}", error.message);
                let span = source.locate(error.place);
                self.findings.push(Finding::new(&rules::script_carried::RULE, message, span));
            }
            Err(error) => {
                self.hidden.extend(redact::quoted(source));
                let message = format!("{what} does not compile: {}", error.message);
                let span = source.locate(error.place);
                self.findings.push(Finding::new(&rules::does_not_compile::RULE, message, span));
                let undeployable = &mut self.connection.undeployable;
                undeployable.get_or_insert_with(|| format!("{what} does not compile"));
            }
        }
        Carried {
            file,
            text: redacted.text,
            reason: "scripts are not compiled yet".to_owned(),
            code: rules::script_carried::RULE.code,
            reads: assemble::reads(&facts),
            writes: assemble::writes(&facts),
        }
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
    let invalid = |kind| !matches!(kind, ObstacleKind::UnknownClass | ObstacleKind::OldRelease);
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
        enabled: channel.enabled,
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
