//! mapwright: compiles the exports of a legacy HL7 v2 interface engine into mapping definitions,
//! Camel routes and mapping specs. ARCHITECTURE.md shows the stages; the modules below stand in the
//! order in which they build on each other.

pub mod arena;
pub mod span;

pub mod diag;
pub mod js;
pub mod rules;
pub mod xml;

pub mod ir;

pub mod check;
pub mod facts;
pub mod pass;
pub mod plan;

pub mod back;
pub mod front;

pub mod pipeline;
pub mod report;

pub mod cli;
pub mod driver;

#[cfg(test)]
mod suite;
