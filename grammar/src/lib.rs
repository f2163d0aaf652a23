//! The pest grammars of mapwright.
#![expect(missing_docs, reason = "the derive generates one undocumented item per rule")]

/// The parser of the scripts that exports hold (JavaScript with E4X).
#[derive(pest_derive::Parser)]
#[grammar = "script.pest"]
pub struct ScriptParser;
