//! How large a document may be before reading it is refused.

/// Limits of one document. Each has an error of its own when it is passed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Most elements inside each other; the root is at depth 1.
    pub depth: u32,
    /// Most bytes of the decoded file. Spans are 32 bits wide, so 4 GiB is the end in any case.
    pub bytes: u64,
    /// Most attributes of one element.
    pub attributes: u32,
    /// Most bytes of the name of an element or attribute.
    pub name_bytes: u32,
}

impl Default for Limits {
    /// Far above the largest exports seen (semantics section 8: nesting stays below 20; the
    /// largest public export has a few MB), far below what would exhaust a machine.
    fn default() -> Self {
        Self { depth: 200, bytes: 512 << 20, attributes: 100, name_bytes: 1024 }
    }
}
