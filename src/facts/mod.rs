//! What is known of one connection once it was compiled, as a value that borrows nothing: taken
//! right after compiling, so that the connection itself need not be kept. Inventory, summary,
//! list and audit are made of facts alone.

pub mod cause;
pub mod construct;
pub mod effort;
pub mod endpoint;
pub mod template;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use serde::Serialize;

pub use cause::Cause;
pub use construct::{Classes, Construct};
pub use template::Template;

use self::endpoint::Endpoint;
use crate::{
    diag::Finding,
    ir::{
        Carried, Connection,
        census::{self, Census, Send, Target},
        connection::Membership,
        route,
    },
    span::Files,
};

/// The facts of one connection. A connection on which the compiler failed has no endpoints, and
/// all of its constructs are unsupported.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Facts {
    /// Deployed in the legacy engine.
    pub enabled: bool,
    /// State after deployment; empty where the export has none.
    pub initial_state: String,
    /// The source, then the destinations.
    pub endpoints: Vec<Endpoint>,
    /// Its groups, tags, and the connections that are deployed before it.
    pub membership: Membership,
    /// Code template libraries in scope.
    pub libraries: Vec<String>,
    /// What occurs in it and what became of it, by kind and name.
    pub constructs: Vec<Construct>,
    /// Why pieces are carried.
    pub carried: Vec<Reason>,
    /// What keeps it from a better verdict, worst first.
    pub causes: Vec<Cause>,
    /// Names that its scripts use and do not declare.
    pub uses: Vec<Use>,
    /// Connections that it hands messages to.
    pub hands_to: Vec<HandsTo>,
    /// What a person has to do.
    pub tasks: Vec<Task>,
    /// Secrets present: which, never what.
    pub secrets: Vec<Secret>,
}

/// Why pieces of the legacy scripts are carried.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Reason {
    /// Code.
    pub code: &'static str,
    /// In words.
    pub reason: String,
    /// How many pieces.
    pub pieces: u64,
}

/// The use of a name that the scripts around it do not declare.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Use {
    /// The name.
    pub name: String,
    /// It is called.
    pub called: bool,
    /// File, line and column.
    pub place: String,
    /// The engine has a function, or may have a class, of that name.
    pub engine: bool,
}

/// A connection that gets messages from this one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct HandsTo {
    /// What hands them over.
    pub by: By,
    /// Id or name; `None` where only the running script knows.
    pub target: Option<To>,
    /// It runs.
    pub enabled: bool,
    /// File, line and column.
    pub place: String,
}

/// What hands a message to another connection.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum By {
    /// A Channel Writer.
    ChannelWriter,
    /// The router, called by a script of the connection.
    Router,
    /// The router, called by a code template that a script of the connection calls.
    CodeTemplate,
    /// Nothing: the server deploys the other one first.
    DeployOrder,
}

impl By {
    /// The words that reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::ChannelWriter => "Channel Writer",
            Self::Router => "router in a script",
            Self::CodeTemplate => "router in a code template",
            Self::DeployOrder => "deployed after it",
        }
    }
}

/// A connection, as another one names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum To {
    /// By its id.
    Id(String),
    /// By its name.
    Name(String),
}

/// A manual task.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Task {
    /// Code of the finding that raised it.
    pub code: &'static str,
    /// Who.
    pub owner: &'static str,
    /// What to do.
    pub text: String,
    /// Place.
    pub place: String,
}

/// A setting or script literal that holds a secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Secret {
    /// Its name behind that of its connector.
    pub name: String,
    /// File, line and column.
    pub place: String,
}

/// What facts are made of.
#[derive(Debug, Clone, Copy)]
pub struct Given<'a> {
    /// The connection; `None` where the compiler failed on it.
    pub connection: Option<&'a Connection>,
    /// What its export holds.
    pub census: &'a Census,
    /// All findings on it.
    pub findings: &'a [Finding],
    /// The files, for places.
    pub files: &'a Files,
}

impl Facts {
    /// The facts of a connection.
    pub fn of(given: Given<'_>) -> Self {
        let Given { connection, census, findings, files } = given;
        let mut facts = Self {
            constructs: construct::constructs(connection, census, findings),
            causes: cause::causes(connection, findings),
            uses: uses(&census.uses, files),
            ..Self::default()
        };
        if let Some(connection) = connection {
            facts.describe(connection, files);
        }
        facts.hands_to.extend(sends(&census.sends, By::Router, files));
        facts
    }

    fn describe(&mut self, connection: &Connection, files: &Files) {
        self.enabled = connection.enabled;
        self.initial_state.clone_from(&connection.initial_state);
        self.membership.clone_from(&connection.membership);
        self.endpoints = endpoint::endpoints(connection);
        self.libraries.clone_from(&connection.libraries);
        self.carried = carried(connection);
        self.hands_to = writers(connection, files);
        let task = |task: &crate::ir::Task| Task {
            code: task.code,
            owner: task.owner,
            text: task.text.clone(),
            place: files.place(task.span),
        };
        self.tasks = connection.tasks.iter().map(task).collect();
        for connector in connection.connectors() {
            self.secrets.extend(connector.secrets.iter().map(|secret| Secret {
                name: format!("{}: {}", connector.name, secret.name),
                place: files.place(secret.span),
            }));
        }
    }

    /// Ids of the connections that its Channel Writers hand messages to.
    pub fn writers(&self) -> impl Iterator<Item = &str> {
        let writers = self.hands_to.iter().filter(|hand| hand.by == By::ChannelWriter);
        writers.filter_map(|hand| match &hand.target {
            Some(To::Id(id)) => Some(id.as_str()),
            _ => None,
        })
    }
}

/// The names that running scripts use.
fn uses(uses: &[census::Use], files: &Files) -> Vec<Use> {
    let running = uses.iter().filter(|one| one.enabled);
    let one = |one: &census::Use| Use {
        name: one.name.clone(),
        called: one.called,
        place: files.place(one.span),
        engine: one.engine,
    };
    running.map(one).collect()
}

/// The messages that scripts hand on.
fn sends(sends: &[Send], by: By, files: &Files) -> Vec<HandsTo> {
    let hand = |send: &Send| HandsTo {
        by,
        target: match &send.target {
            Target::Name(name) => Some(To::Name(name.clone())),
            Target::Id(id) => Some(To::Id(id.clone())),
            Target::Computed => None,
        },
        enabled: send.enabled,
        place: files.place(send.span),
    };
    sends.iter().map(hand).collect()
}

/// The hand-overs of Channel Writers, those of switched-off ones too.
fn writers(connection: &Connection, files: &Files) -> Vec<HandsTo> {
    let writer = |connector: &crate::ir::Connector| match &connector.endpoint {
        route::Endpoint::ChannelWriter(writer) if writer.channel != "none" => Some(HandsTo {
            by: By::ChannelWriter,
            target: Some(To::Id(writer.channel.clone())),
            enabled: connector.enabled,
            place: files.place(connector.span),
        }),
        _ => None,
    };
    connection.connectors().filter_map(writer).collect()
}

/// The pieces that are carried, by code and reason.
fn carried(connection: &Connection) -> Vec<Reason> {
    let mut counts: BTreeMap<(&'static str, &str), u64> = BTreeMap::new();
    let own = connection.scripts.iter().map(|(_, piece)| piece);
    let settings = connection.connectors().flat_map(|connector| &connector.scripts);
    let responses = connection.destinations.iter().filter_map(|d| d.response.as_ref());
    let scripts = connection.connectors().filter_map(|c| c.script.as_ref()).chain(responses);
    let pieces = scripts.flat_map(|script| script.carried.iter().map(|(_, piece)| piece));
    for Carried { code, reason, .. } in own.chain(settings.map(|(_, piece)| piece)).chain(pieces) {
        *counts.entry((*code, reason.as_str())).or_default() += 1;
    }
    let reason = |((code, reason), pieces): ((&'static str, &str), u64)| Reason {
        code,
        reason: reason.to_owned(),
        pieces,
    };
    counts.into_iter().map(reason).collect()
}
