//! Databases that are polled or written to.

use super::{Address, Login, Polling};

/// How a database is reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Database {
    /// Java class of the driver.
    pub driver: String,
    /// JDBC URL without the secrets that it may hold.
    pub url: String,
    /// The URL held a secret, which is missing in `url`.
    pub url_has_secret: bool,
    /// Who this side is.
    pub login: Login,
}

impl Database {
    pub(super) fn address(&self) -> Address {
        Address::new("", "", &self.url)
    }
}

/// What is run on a database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Query {
    /// A statement, in which each `${...}` stands for a parameter.
    Statement(String),
    /// A script, which is carried.
    Script,
}

impl Query {
    /// How many parameters a statement has: each stands between `${` and the next `}`.
    pub fn parameters(&self) -> usize {
        let Self::Statement(text) = self else { return 0 };
        let (mut rest, mut found) = (text.as_str(), 0);
        while let Some((_, behind)) = rest.split_once("${") {
            let Some((_, after)) = behind.split_once('}') else { break };
            (rest, found) = (after, found + 1);
        }
        found
    }
}

/// When the second statement of a reader is run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Update {
    /// Never.
    Never,
    /// Once after each poll.
    AfterPoll,
    /// After each message.
    AfterMessage,
}

/// Settings of a polled database.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseReader {
    /// The database.
    pub database: Database,
    /// Polling.
    pub polling: Polling,
    /// What gives the rows.
    pub select: Query,
    /// What is run afterwards.
    pub update: Query,
    /// When that is run.
    pub when: Update,
    /// All rows of a poll are one message (else each row is one).
    pub aggregate: bool,
    /// Connections stay open between polls.
    pub keep_open: bool,
    /// More attempts after the first, for a poll and for an update.
    pub retry_count: String,
    /// Milliseconds between attempts of a poll.
    pub retry_interval_ms: String,
    /// Character set of binary columns.
    pub charset: String,
}

/// Settings of a database that is written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DatabaseWriter {
    /// The database.
    pub database: Database,
    /// What is run for each message.
    pub query: Query,
}
