//! Transports that are nothing but a script, which is carried.

use super::Polling;

/// Settings of a source whose messages a script makes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptReader {
    /// When the script runs.
    pub polling: Polling,
}

/// Settings of a destination that runs a script for each message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScriptWriter;
