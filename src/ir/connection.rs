//! A connection: one channel of the legacy engine, with everything that its migration needs.

use crate::{
    ir::{
        disposition::Counts,
        route::{Attachments, DataType, Endpoint, Intake, OptionGap, Queue, Secret},
        script::{Carried, Script},
    },
    span::Span,
};

/// One connection of the estate.
#[derive(Debug, Clone, PartialEq)]
pub struct Connection {
    /// Id in the legacy engine.
    pub id: String,
    /// Name.
    pub name: String,
    /// Description, as written.
    pub description: String,
    /// Where it came from.
    pub origin: Origin,
    /// Deployed in the legacy engine.
    pub enabled: bool,
    /// Its groups, tags and dependencies.
    pub membership: Membership,
    /// State after deployment: `STARTED`, `PAUSED`, `STOPPED`, or empty where the export has none.
    pub initial_state: String,
    /// What is taken out of messages first; `None` for nothing, or what a script takes out.
    pub attachments: Option<Attachments>,
    /// The source connector.
    pub source: Connector,
    /// How the source takes messages in and answers.
    pub intake: Intake,
    /// Destinations in list order.
    pub destinations: Vec<Destination>,
    /// Scripts of the connection itself, all carried, with their names: its own, and those that
    /// the server runs for all connections (`global-preprocessor`). Of two pre- or postprocessors
    /// the first in this list runs first.
    pub scripts: Vec<(String, Carried)>,
    /// Names of the code template libraries in scope, in the order in which they apply.
    pub libraries: Vec<String>,
    /// Why the legacy engine itself would not deploy it; it then runs nothing.
    pub undeployable: Option<String>,
    /// Something stands in the way, so it must not start by itself on the new platform.
    pub blocked: bool,
    /// Elements of the export by disposition.
    pub elements: Counts,
    /// Statements of its scripts by disposition.
    pub statements: Counts,
    /// What a person has to do.
    pub tasks: Vec<Task>,
}

impl Connection {
    /// The source and then the destinations.
    pub fn connectors(&self) -> impl Iterator<Item = &Connector> {
        std::iter::once(&self.source).chain(self.destinations.iter().map(|d| &d.connector))
    }

    /// Destinations grouped into chains: each runs in order by itself (semantics section 0,
    /// item 5). Disabled destinations are left out.
    pub fn chains(&self) -> Vec<Vec<&Destination>> {
        let mut chains: Vec<Vec<&Destination>> = Vec::new();
        let mut open = false;
        for destination in &self.destinations {
            // A disabled destination neither runs nor starts a chain of its own.
            if !destination.connector.enabled {
                continue;
            }
            match chains.last_mut() {
                Some(chain) if open && destination.wait_for_previous => chain.push(destination),
                _ => chains.push(vec![destination]),
            }
            open = true;
        }
        chains
    }
}

/// How a connection stands to others.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Membership {
    /// Names of its groups.
    pub groups: Vec<String>,
    /// Names of its tags.
    pub tags: Vec<String>,
    /// Ids of the connections that are deployed before it.
    pub depends_on: Vec<String>,
}

/// Where a connection came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Name of the export file, relative to where the run started.
    pub file: String,
    /// SHA-256 of that file, in hex.
    pub sha256: String,
    /// Product and release that wrote the export (`Mirth 3.8.0`).
    pub release: String,
    /// First and last line of the connection in that file.
    pub lines: (u32, u32),
    /// Place of the connection in that file.
    pub span: Span,
    /// Place of its name.
    pub name_span: Span,
}

/// A source or destination.
#[derive(Debug, Clone, PartialEq)]
pub struct Connector {
    /// Number: 0 for the source.
    pub id: u32,
    /// Name.
    pub name: String,
    /// Switched on.
    pub enabled: bool,
    /// The legacy engine's name of the transport.
    pub transport: String,
    /// Transport settings.
    pub endpoint: Endpoint,
    /// Where the settings stand.
    pub span: Span,
    /// First and last line of the settings in the export.
    pub lines: (u32, u32),
    /// Data type that the script reads.
    pub inbound: DataType,
    /// Data type that the script writes.
    pub outbound: DataType,
    /// Filter and transformer; `None` passes text through without parsing it.
    pub script: Option<Script>,
    /// Scripts inside the transport settings, with the name of the setting.
    pub scripts: Vec<(String, Carried)>,
    /// Secrets present.
    pub secrets: Vec<Secret>,
    /// Settings that the route cannot reproduce.
    pub gaps: Vec<OptionGap>,
}

/// A destination.
#[derive(Debug, Clone, PartialEq)]
pub struct Destination {
    /// What all connectors have.
    pub connector: Connector,
    /// Runs after the destination before it, in one chain.
    pub wait_for_previous: bool,
    /// Queue, retries, validation.
    pub queue: Queue,
    /// Data types of the answer, before and after its transformer.
    pub response_types: Option<(DataType, DataType)>,
    /// Response transformer; `None` passes the answer through.
    pub response: Option<Script>,
}

/// Something that a person has to do before the connection can move.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// Code of the finding that raised it.
    pub code: &'static str,
    /// Who: a role of the migration team.
    pub owner: &'static str,
    /// What to do.
    pub text: String,
    /// What it is about.
    pub span: Span,
}

/// How far a connection can be trusted. `equivalent` and `tested` are earned by running, which
/// no compilation does, so the compiler never gives them.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// Compiled in full; nothing has run yet, so nothing is proved.
    NotJudged,
    /// Something is carried, or a finding asks for a person's eye.
    Review,
    /// A manual task stands in the way, or the legacy engine itself would not deploy it.
    Blocked,
    /// The file could not be read.
    Unreadable,
}

impl Verdict {
    /// All, from best to worst.
    pub const ALL: [Self; 4] = [Self::NotJudged, Self::Review, Self::Blocked, Self::Unreadable];

    /// The word that reports use.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotJudged => "not-judged",
            Self::Review => "review",
            Self::Blocked => "blocked",
            Self::Unreadable => "unreadable",
        }
    }
}
