//! When a polling source looks.

/// When a polling source looks. All times are those of the time zone of the server.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Polling {
    /// The times.
    pub times: Times,
    /// Looks once more at its first start after a deployment, whatever the times say.
    pub on_start: bool,
}

impl Polling {
    /// Every so many milliseconds, day and night.
    pub fn every(milliseconds: impl Into<String>) -> Self {
        let (days, hours) = (Days::All, None);
        let times = Times::Interval { every_ms: milliseconds.into(), days, hours };
        Self { times, on_start: false }
    }
}

/// The times at which a source looks. A look that is due while another runs is left out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Times {
    /// At the multiples of an interval since the beginning of the day (or of the hours).
    Interval {
        /// Milliseconds between two looks.
        every_ms: String,
        /// On these days.
        days: Days,
        /// At these hours; `None` for the whole day.
        hours: Option<Hours>,
    },
    /// Once a day.
    Daily {
        /// Hour and minute.
        at: TimeOfDay,
        /// On these days.
        days: Days,
    },
    /// By cron expressions of the legacy engine (Quartz), in order.
    Cron(Vec<String>),
}

/// On which days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Days {
    /// Every day.
    All,
    /// On these days of the week: Sunday first, `true` where the source looks.
    Weekly([bool; 7]),
    /// On one day of the month, a number from 1 to 31.
    Monthly(String),
}

/// Part of a day. Where it begins later than it ends, it goes past midnight.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hours {
    /// First time, included.
    pub from: TimeOfDay,
    /// Last time, included.
    pub to: TimeOfDay,
}

/// An hour and a minute, as the export writes them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TimeOfDay {
    /// 0 to 23.
    pub hour: String,
    /// 0 to 59.
    pub minute: String,
}

impl TimeOfDay {
    /// Minutes since midnight; `None` where hour or minute are no such numbers.
    pub fn minutes(&self) -> Option<u32> {
        let number = |text: &str, end: u32| {
            let digits = text.bytes().all(|b| b.is_ascii_digit());
            text.parse::<u32>().ok().filter(|n| digits && *n < end)
        };
        Some(number(&self.hour, 24)? * 60 + number(&self.minute, 60)?)
    }
}

impl std::fmt::Display for TimeOfDay {
    /// `HH:MM`, or what the export says where it is no time.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.minutes() {
            Some(minutes) => write!(f, "{:02}:{:02}", minutes / 60, minutes % 60),
            None => write!(f, "{}:{}", self.hour, self.minute),
        }
    }
}
