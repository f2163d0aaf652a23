//! The camel back end.

use super::{BackEnd, Naming, OutFile};
use crate::check::Checked;

/// The camel back end.
#[derive(Debug)]
pub struct Camel;

impl BackEnd for Camel {
    fn name(&self) -> &'static str {
        "camel"
    }

    fn write(&self, _checked: &Checked, _naming: &Naming) -> Vec<OutFile> {
        Vec::new()
    }
}
