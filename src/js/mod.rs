//! The legacy script language.
pub mod ast;
