//! The legacy script language: its tree, its parser, and what can be said of a script at a glance.
pub mod ast;
pub mod parse;
pub mod scope;
pub mod sexpr;
pub mod visit;
