//! Unlocks, graphs and pages on hand-made runs.
