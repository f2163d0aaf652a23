//! The Mirth front end.
mod ledger;
pub mod lower;
pub mod model;
mod old;
pub mod read;
pub mod sniff;
mod transport;
