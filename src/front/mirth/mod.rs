//! The Mirth front end.
pub mod census;
pub mod companion;
pub mod estate;
pub mod form;
mod json;
mod ledger;
pub mod lower;
pub mod model;
mod old;
pub mod properties;
pub mod read;
pub mod sniff;
pub mod surroundings;
pub mod templates;
pub mod transport;
