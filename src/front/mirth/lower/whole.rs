//! Whole scripts that are carried: those of a channel, of transport settings, and of the server.

use super::{assemble, border, redact, script};
use crate::{
    diag::Finding,
    front::mirth::{
        model::{ChannelScript, ScriptKind},
        surroundings::GlobalScripts,
    },
    ir::{
        Carried,
        disposition::{Counts, Disposition},
        route::Secret,
    },
    js::parse::{self, SyntaxErrorKind},
    rules,
    span::{SourceText, Span},
};

/// A script that is carried, and what there is to say about it.
pub(super) struct Whole {
    /// The script.
    pub(super) carried: Carried,
    /// That it is carried, or does not compile.
    pub(super) finding: Finding,
    /// Secrets in it.
    pub(super) secrets: Vec<Secret>,
    /// Other places that must not be shown.
    pub(super) hidden: Vec<Span>,
    /// It compiles.
    pub(super) compiles: bool,
}

/// Carries a script. `what` it is stands in the message; `file` is the name of its file.
pub(super) fn carry(what: &str, file: String, source: &SourceText) -> Whole {
    let text = source.as_str();
    let redacted = redact::redact(text, file.trim_end_matches(".js"));
    let secrets = redacted.secrets(source);
    let facts = border::Facts::of(text);
    let (mut hidden, mut compiles) = (Vec::new(), true);
    let finding = match parse::parse_script(text) {
        Ok(_) => {
            let message = format!("{what} is carried: scripts are not compiled yet");
            Finding::new(&rules::script_carried::RULE, message, source.span())
        }
        Err(error) if error.kind != SyntaxErrorKind::Syntax => {
            let message = format!("{what} is carried: {}", error.message);
            let span = source.locate(error.place);
            Finding::new(&rules::script_carried::RULE, message, span)
        }
        Err(error) => {
            hidden = redact::quoted(source);
            compiles = false;
            let message = format!("{what} does not compile: {}", error.message);
            Finding::new(&rules::does_not_compile::RULE, message, source.locate(error.place))
        }
    };
    let carried = Carried {
        file,
        text: redacted.text,
        reason: "scripts are not compiled yet".to_owned(),
        code: rules::script_carried::RULE.code,
        reads: assemble::reads(&facts),
        writes: assemble::writes(&facts),
    };
    Whole { carried, finding, secrets, hidden, compiles }
}

/// The name of a script that is neither a step nor a rule.
pub(super) fn name(kind: ScriptKind) -> &'static str {
    match kind {
        ScriptKind::Preprocessor => "preprocessor",
        ScriptKind::Postprocessor => "postprocessor",
        ScriptKind::Deploy => "deploy",
        ScriptKind::Undeploy => "undeploy",
        ScriptKind::Batch => "batch",
        ScriptKind::Attachment => "attachment",
    }
}

/// A global script as a connection runs it. The first of its kind in scope has number 1; there
/// are more only where the exports disagree.
pub(super) fn carry_global(script: &ChannelScript, number: usize) -> (String, Whole) {
    let name = match number {
        1 => format!("global-{}", name(script.kind)),
        more => format!("global-{}-{more}", name(script.kind)),
    };
    let whole = carry(&said(script.kind), format!("{name}.js"), &script.text);
    (name, whole)
}

fn said(kind: ScriptKind) -> String {
    format!("the global {}", kind.words())
}

/// That global scripts run for a channel, whose name stands there.
pub(super) fn global_note(scripts: &[&ChannelScript], name: Span) -> Option<Finding> {
    let mut said: Vec<String> = scripts.iter().map(|script| said(script.kind)).collect();
    said.dedup();
    let last = said.pop()?;
    let all = if said.is_empty() { last } else { format!("{} and {last}", said.join(", ")) };
    let verb = if said.is_empty() { "runs" } else { "run" };
    let message = format!("{all} {verb} for this connection");
    let finding = Finding::new(&rules::global_script_runs::RULE, message, name);
    let places = scripts.iter().map(|script| script.text.span());
    Some(places.fold(finding, |finding, span| finding.also(span, "a global script")))
}

/// What there is to say about global scripts once, however many connections run them.
#[derive(Debug, Default)]
pub struct Global {
    /// Their statements by disposition.
    pub statements: Counts,
    /// That they are carried, or do not compile.
    pub findings: Vec<Finding>,
    /// Places that must not be shown.
    pub hidden: Vec<Span>,
}

/// Counts and judges the global scripts of a file.
pub fn global_scripts(scripts: &GlobalScripts) -> Global {
    let mut global = Global::default();
    for script in scripts.scripts.iter().filter_map(|one| one.script.as_ref()) {
        let counts = &mut global.statements;
        script::count_statements(script.text.as_str(), Disposition::Carried, counts);
        let whole = carry(&said(script.kind), String::new(), &script.text);
        global.findings.push(whole.finding);
        global.hidden.extend(whole.hidden);
        global.hidden.extend(whole.secrets.iter().map(|secret| secret.span));
    }
    global
}
