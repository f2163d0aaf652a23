//! Causes, classes and efforts on hand-made connections.
