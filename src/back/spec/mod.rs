//! The spec back end.

use super::{BackEnd, Naming, OutFile};
use crate::check::Checked;

/// The spec back end.
#[derive(Debug)]
pub struct Spec;

impl BackEnd for Spec {
    fn name(&self) -> &'static str {
        "spec"
    }

    fn write(&self, _checked: &Checked, _naming: &Naming) -> Vec<OutFile> {
        Vec::new()
    }
}
