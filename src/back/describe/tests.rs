//! Every connection and every kind of step in words.
