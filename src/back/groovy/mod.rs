//! The groovy back end.

use super::{BackEnd, Naming, OutFile};
use crate::{check::Checked, span::Files};

/// The groovy back end.
#[derive(Debug)]
pub struct Groovy;

impl BackEnd for Groovy {
    fn name(&self) -> &'static str {
        "groovy"
    }

    fn write(&self, _checked: &Checked, _naming: &Naming, _files: &Files) -> Vec<OutFile> {
        Vec::new()
    }
}
