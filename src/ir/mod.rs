//! placeholder
pub mod disposition;
pub mod route;
