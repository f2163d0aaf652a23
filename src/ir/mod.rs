//! The typed intermediate language: what a connection does to a message, whatever engine said so.
//!
//! # What a mapping means
//!
//! This is the meaning that front ends lower to, that `run` will execute and that back ends
//! print. It is written before the types; where the two disagree, the types are wrong.
//!
//! **Run.** A [`Connection`] takes a message in at its source. The source [`Script`] filters and
//! transforms it; every destination in the destination set then does the same with the encoded
//! result, chain by chain. A [`Script`] is one scope: its rules and elements share variables.
//! Rules run first, in the order and with the short circuits of the [`Filter`]; elements run
//! next, in list order. A connector without a script passes text through without parsing it.
//!
//! **Values and effects.** An [`Expr`] is pure and total: it has no effect and cannot fail. It is
//! evaluated where the step that holds it runs, operands from left to right. Whatever may fail,
//! write or be observed is a [`Step`]; a step that gives a value gives it to a variable. So the
//! order of effects and the point of an error are those of the step list, and nothing else.
//!
//! **Errors.** A failing step ends the script with status ERROR, unless a [`Step::Try`] around it
//! catches. Effects made before stay (map entries, the destination set).
//!
//! **The tree.** A message is an ordered tree: children are in the order of their making and are
//! never sorted. A [`Ty::Node`] is a handle to one node: it stays the same node when the tree
//! around it changes, and may be detached. A [`Ty::Nodes`] is a snapshot of handles, in document
//! order, that remembers where it was read (parent and name), so that it can be written to.
//! A read by name never fails: no match is an empty `Nodes`. A read by index gives the node or
//! `undefined`. Indexes count from 0 here; the notation for people (`OBX[1]`) counts from 1.
//!
//! **Absent, empty, null.** A missing node has text `''` and equals nothing, not even `''`. An
//! empty node has text `''` and equals `''`. The HL7 null is the two characters `""` and a text
//! like any other. Escapes are never decoded.
//!
//! **Text of nodes.** The text of no node is `''`; of one node without element children, its
//! text; of anything else (several nodes, a node with children), the XML text of all of them.
//!
//! **Writing** (semantics section 4). `put` by name: no match appends a node to the parent (and
//! makes missing levels), one match is replaced, several are reduced to one; where several nodes
//! stand in the middle of the path, it fails. `put` by index: an existing one is replaced, else
//! one node is appended at the end of the parent. What is written is always copied.
//!
//! **Types.** [`Ty`] tells apart what behaves differently: text of the script language and text
//! objects of its host, numbers, nodes and lists of nodes. Where a type is unknown it is
//! [`Ty::Any`], and the functions on it are the explicit dynamic ones of [`func`], which decide
//! when they run. Nothing is guessed.
//!
//! **Spans.** Every node of a script has the span of the export that it stands for. Spans stand
//! beside the nodes ([`crate::arena`]), so equality and dumps do not depend on them.

pub mod census;
pub mod connection;
pub mod disposition;
pub mod dump;
pub mod estate;
pub mod func;
pub mod path;
pub mod route;
pub mod script;
pub mod types;

pub use connection::{Connection, Connector, Destination, Origin, Task};
pub use func::Func;
pub use script::{
    Block, Body, Carried, Element, Expr, Filter, Function, Literal, Loop, Script, Step, Var,
    VarKind,
};
pub use types::{MapName, Root, Ty};
