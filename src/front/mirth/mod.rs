//! The Mirth front end.
pub mod model;
