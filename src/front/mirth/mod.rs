//! The Mirth front end.
pub mod census;
mod ledger;
pub mod lower;
pub mod model;
pub mod read;
pub mod sniff;
pub mod transport;
