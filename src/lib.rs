//! mapwright.
pub mod arena;
pub mod back;
pub mod check;
pub mod cli;
pub mod diag;
pub mod driver;
pub mod front;
pub mod ir;
pub mod js;
pub mod pass;
pub mod pipeline;
pub mod plan;
pub mod report;
pub mod rules;
pub mod span;
#[cfg(test)]
mod suite;
pub mod xml;
