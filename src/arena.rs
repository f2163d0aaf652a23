//! Arenas: values in the order of their making, named by small typed handles, with their spans
//! beside them, so that equality and dumps of a value never depend on where it stood.

use std::{fmt, marker::PhantomData};

use crate::span::Span;

/// The name of one value of an [`Arena`].
pub struct Handle<T> {
    index: u32,
    of: PhantomData<fn() -> T>,
}

impl<T> Handle<T> {
    /// Position in the arena, from 0.
    pub fn index(self) -> usize {
        self.index as usize
    }
}

// Written out because a derive would ask the same of `T`.
impl<T> Clone for Handle<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Handle<T> {}
impl<T> PartialEq for Handle<T> {
    fn eq(&self, other: &Self) -> bool {
        self.index == other.index
    }
}
impl<T> Eq for Handle<T> {}
impl<T> PartialOrd for Handle<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}
impl<T> Ord for Handle<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.index.cmp(&other.index)
    }
}
impl<T> fmt::Debug for Handle<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.index)
    }
}

/// Values of one kind with their spans.
#[derive(Debug, Clone)]
pub struct Arena<T> {
    values: Vec<T>,
    spans: Vec<Span>,
}

impl<T> Default for Arena<T> {
    fn default() -> Self {
        Self { values: Vec::new(), spans: Vec::new() }
    }
}

/// Equality of the values alone: where they stood does not matter.
impl<T: PartialEq> PartialEq for Arena<T> {
    fn eq(&self, other: &Self) -> bool {
        self.values == other.values
    }
}

impl<T> Arena<T> {
    /// Adds a value that stands at `span` and gives its handle.
    pub fn add(&mut self, value: T, span: Span) -> Handle<T> {
        let index = u32::try_from(self.values.len()).expect("fewer than 2^32 nodes");
        self.values.push(value);
        self.spans.push(span);
        Handle { index, of: PhantomData }
    }

    /// The span of a value.
    pub fn span(&self, handle: Handle<T>) -> Span {
        self.spans[handle.index()]
    }

    /// The value, if the handle is of this arena.
    pub fn get(&self, handle: Handle<T>) -> Option<&T> {
        self.values.get(handle.index())
    }

    /// All handles with their values, in the order of their making.
    pub fn iter(&self) -> impl Iterator<Item = (Handle<T>, &T)> {
        (0u32..).zip(&self.values).map(|(index, value)| (Handle { index, of: PhantomData }, value))
    }

    /// How many values there are.
    #[expect(clippy::len_without_is_empty, reason = "nobody asks whether an arena is empty")]
    pub fn len(&self) -> usize {
        self.values.len()
    }
}

impl<T> std::ops::Index<Handle<T>> for Arena<T> {
    type Output = T;
    fn index(&self, handle: Handle<T>) -> &T {
        &self.values[handle.index()]
    }
}

impl<T> std::ops::IndexMut<Handle<T>> for Arena<T> {
    fn index_mut(&mut self, handle: Handle<T>) -> &mut T {
        &mut self.values[handle.index()]
    }
}
