//! Tests of the reader on small exports.
