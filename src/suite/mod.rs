//! What tests of several modules share. Not part of the compiler.

pub(crate) mod connection;
pub(crate) mod export;
