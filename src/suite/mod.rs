//! What tests of several modules share. Not part of the compiler.

pub(crate) mod export;
