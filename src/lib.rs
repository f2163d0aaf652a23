//! mapwright.
pub mod arena;
pub mod front;
pub mod ir;
pub mod js;
pub mod span;
pub mod xml;
