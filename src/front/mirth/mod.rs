//! The Mirth front end.
pub mod census;
pub mod companion;
mod ledger;
pub mod lower;
pub mod model;
mod old;
pub mod read;
pub mod sniff;
pub mod transport;
