//! Inputs that are all in memory.

use super::{Content, Input, Item, Store, sha256_hex};

/// Inputs that are all in memory.
#[derive(Debug, Default)]
pub struct Memory {
    items: Vec<Item>,
    contents: Vec<Content>,
}

impl Memory {
    /// A store of these inputs.
    pub fn new(inputs: Vec<Input>) -> Self {
        let mut memory = Self::default();
        for Input { name, content } in inputs {
            let (bytes, sha256) = match &content {
                Content::Bytes(bytes) => (bytes.len() as u64, sha256_hex(bytes)),
                _ => (0, String::new()),
            };
            memory.items.push(Item { name, bytes, sha256 });
            memory.contents.push(content);
        }
        memory
    }
}

impl Store for Memory {
    fn items(&self) -> &[Item] {
        &self.items
    }

    fn load(&self, numbers: &[usize]) -> Vec<Content> {
        numbers.iter().map(|number| self.contents[*number].clone()).collect()
    }
}
