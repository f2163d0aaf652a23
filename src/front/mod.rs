//! Front ends.
pub mod mirth;
