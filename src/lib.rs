//! mapwright.
pub mod arena;
pub mod back;
pub mod check;
pub mod diag;
pub mod front;
pub mod ir;
pub mod js;
pub mod pass;
pub mod rules;
pub mod span;
#[cfg(test)]
mod suite;
pub mod xml;
