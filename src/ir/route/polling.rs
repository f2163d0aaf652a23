//! When a polling source looks.

/// When a polling source looks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Polling {
    /// Every so many milliseconds.
    Interval(String),
    /// Once a day at hour and minute.
    Daily {
        /// Hour, 0 to 23.
        hour: String,
        /// Minute, 0 to 59.
        minute: String,
    },
    /// By cron expressions of the legacy engine (Quartz), in order.
    Cron(Vec<String>),
}
