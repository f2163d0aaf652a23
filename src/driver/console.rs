//! The terminal: the report on standard output, everything else on standard error.

use std::io::{self, IsTerminal as _, Write as _};

use indicatif::{ProgressBar, ProgressStyle};

use crate::pipeline::Watch;

/// Prints a report. A reader that has gone away is no error.
///
/// # Errors
/// That it could not be written: a report that is lost must not look like one without findings.
pub fn report(text: &str) -> Result<(), String> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(format!("the report cannot be written: {error}"))
        }
        _ => Ok(()),
    }
}

/// Says something that is no report.
pub fn say(text: &str) {
    let _ = writeln!(io::stderr().lock(), "mapwright: {text}");
}

/// Shows progress: a bar on a terminal, a line per stage otherwise.
pub struct Progress {
    bar: Option<ProgressBar>,
    quiet: bool,
}

impl Progress {
    /// Shows progress unless asked to be quiet.
    pub fn new(quiet: bool) -> Self {
        let bar = (!quiet && io::stderr().is_terminal()).then(|| {
            let bar = ProgressBar::new(0);
            if let Ok(style) = ProgressStyle::with_template("{msg:10} {bar:40} {pos}/{len}") {
                bar.set_style(style);
            }
            bar
        });
        Self { bar, quiet }
    }

    /// Takes the bar away.
    pub fn end(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

impl Watch for Progress {
    fn stage(&self, name: &'static str, pieces: usize) {
        match &self.bar {
            Some(bar) => {
                bar.set_message(name);
                bar.set_position(0);
                bar.set_length(pieces as u64);
            }
            None if self.quiet => {}
            None => say(&format!("{name} {pieces}")),
        }
    }

    fn piece(&self) {
        if let Some(bar) = &self.bar {
            bar.inc(1);
        }
    }
}
