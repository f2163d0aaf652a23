//! Back ends: what is written of a checked connection. They take nothing but [`Checked`], never
//! name a front end, and cannot fail: what has no equivalent on the platform is a manual task of
//! the connection, written out as one.

pub mod camel;
pub mod describe;
pub mod groovy;
pub mod markdown;
pub mod spec;
pub mod text;

use crate::check::Checked;

/// A file of the output folder.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutFile {
    /// Path below the output folder, with forward slashes.
    pub path: String,
    /// Content. Ends in one line feed, and has no other line ends.
    pub text: String,
}

/// What a connection is called on the new platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Naming {
    /// Name of its files, routes and queues: `riverbend-oru`. Lower-case ASCII letters, digits
    /// and dashes; unique in a run.
    pub slug: String,
    /// Name of its mapping class: `RiverbendOru`.
    pub class: String,
}

/// A back end.
pub trait BackEnd: Sync {
    /// Its name, for messages.
    fn name(&self) -> &'static str;

    /// The files of one connection, in a fixed order.
    fn write(&self, checked: &Checked, naming: &Naming) -> Vec<OutFile>;
}

/// All back ends.
pub static ALL: &[&dyn BackEnd] = &[&groovy::Groovy, &camel::Camel, &spec::Spec];
