//! What tests of several modules share. Not part of the compiler.

pub(crate) mod connection;
pub(crate) mod element;
pub(crate) mod export;
pub(crate) mod fixture;
mod rules;
