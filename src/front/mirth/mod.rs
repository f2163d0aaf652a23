//! The Mirth front end.
pub mod estate;
pub mod form;
mod json;
mod ledger;
pub mod lower;
pub mod model;
pub mod properties;
pub mod read;
pub mod sniff;
pub mod surroundings;
pub mod templates;
mod transport;
