//! XML with places: a document as a flat tree whose every element, attribute and character knows
//! where it stands in the file.
//!
//! The reader takes what the legacy engine's own XML reader takes (illegal character references
//! such as `&#xb;` among it), refuses document types, and has limits with named errors.

pub mod encoding;
mod error;
mod limits;
mod make;
mod parse;
mod reference;
mod tree;

#[cfg(test)]
mod tests;

pub use error::{XmlError, XmlErrorKind};
pub use limits::Limits;
pub use make::{Maker, Place};
pub use parse::parse;
pub use tree::{Attribute, Document, Node};
