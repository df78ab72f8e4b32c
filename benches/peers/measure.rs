//! Runs processes and turns each into wall time, processor time and peak memory, as the system counted them.
//!
//! `wait4` gives the figures of one child and of what that child waited for; no shell and no other
//! tool stands between. A child's peak can never read lower than this program's own at the time
//! it started it, which is why the corpus is made one document at a time.

use std::fs::{File, read_to_string};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

#[derive(Clone, Copy, Default)]
pub struct Figures {
    pub wall: Duration,
    /// User and system time, and the largest resident set in bytes; `None` where the system does
    /// not say.
    pub cpu: Option<Duration>,
    pub peak: Option<u64>,
}

/// Runs the processes one after the other: times add up, memory is that of the largest.
pub fn run(commands: Vec<Command>, log: &Path) -> Result<Figures, String> {
    let mut total = Figures { cpu: Some(Duration::ZERO), peak: Some(0), ..Figures::default() };
    for mut command in commands {
        let shown = format!("{command:?}");
        let output = File::create(log).map_err(|error| format!("{}: {error}", log.display()))?;
        let errors = output.try_clone().map_err(|error| error.to_string())?;
        command.stdin(Stdio::null()).stdout(output).stderr(errors);
        let start = Instant::now();
        let child = command.spawn().map_err(|error| format!("{shown}: {error}"))?;
        let ended = system::wait(child).map_err(|error| format!("{shown}: {error}"))?;
        let wall = start.elapsed();
        if !ended.success {
            let said = read_to_string(log).unwrap_or_default();
            let last: Vec<&str> = said.lines().rev().take(20).collect();
            let last: Vec<&str> = last.into_iter().rev().collect();
            return Err(format!("{shown} failed:\n{}", last.join("\n")));
        }
        total.wall += wall;
        total.cpu = total.cpu.zip(ended.cpu).map(|(all, cpu)| all + cpu);
        total.peak = total.peak.zip(ended.peak).map(|(all, peak)| all.max(peak));
    }
    Ok(total)
}

/// The middle value of each figure on its own.
pub fn median(rounds: &[Figures]) -> Figures {
    Figures {
        wall: middle(rounds.iter().map(|round| round.wall)).unwrap_or_default(),
        cpu: middle(rounds.iter().filter_map(|round| round.cpu)),
        peak: middle(rounds.iter().filter_map(|round| round.peak)),
    }
}

fn middle<T: Ord + Copy>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut values: Vec<T> = values.collect();
    values.sort();
    values.get(values.len() / 2).copied()
}

/// What the disk still has to write for one tool must not slow the next one.
pub fn settle() {
    if cfg!(unix) {
        // Where there is no `sync` the figures are noisier, not wrong.
        let _ = Command::new("sync").status();
    }
}

struct Ended {
    success: bool,
    cpu: Option<Duration>,
    peak: Option<u64>,
}

#[cfg(all(unix, target_pointer_width = "64"))]
mod system {
    use super::Ended;
    use std::ffi::{c_int, c_long};
    use std::io;
    use std::os::unix::process::ExitStatusExt;
    use std::process::{Child, ExitStatus};
    use std::time::Duration;

    #[cfg(target_vendor = "apple")]
    type Microseconds = c_int;
    #[cfg(not(target_vendor = "apple"))]
    type Microseconds = c_long;

    #[repr(C)]
    #[derive(Default)]
    struct Time {
        seconds: c_long,
        microseconds: Microseconds,
    }

    /// `struct rusage` of POSIX, with the fourteen long integers Linux, macOS and the BSDs give it.
    #[repr(C)]
    #[derive(Default)]
    struct Usage {
        user: Time,
        system: Time,
        peak: c_long,
        rest: [c_long; 13],
    }

    unsafe extern "C" {
        fn wait4(process: c_int, status: *mut c_int, options: c_int, usage: *mut Usage) -> c_int;
    }

    pub fn wait(child: Child) -> io::Result<Ended> {
        let process = c_int::try_from(child.id()).map_err(io::Error::other)?;
        let (mut status, mut usage) = (0, Usage::default());
        // SAFETY: both pointers are to live values of the layout the system expects, and the child
        // has not been waited for: it is owned here, and dropping it afterwards waits for nothing.
        while unsafe { wait4(process, &mut status, 0, &mut usage) } < 0 {
            let error = io::Error::last_os_error();
            if error.kind() != io::ErrorKind::Interrupted {
                return Err(error);
            }
        }
        // Kibibytes everywhere but on Apple's systems.
        let unit = if cfg!(target_vendor = "apple") { 1 } else { 1024 };
        Ok(Ended {
            success: ExitStatus::from_raw(status).success(),
            cpu: Some(duration(&usage.user) + duration(&usage.system)),
            peak: u64::try_from(usage.peak).ok().map(|peak| peak * unit),
        })
    }

    fn duration(time: &Time) -> Duration {
        Duration::from_secs(whole(time.seconds)) + Duration::from_micros(whole(time.microseconds))
    }

    /// The two numbers have different types on some systems, and neither is ever negative.
    fn whole(number: impl TryInto<u64>) -> u64 {
        number.try_into().unwrap_or(0)
    }
}

#[cfg(not(all(unix, target_pointer_width = "64")))]
mod system {
    use super::Ended;
    use std::io;
    use std::process::Child;

    pub fn wait(mut child: Child) -> io::Result<Ended> {
        let success = child.wait()?.success();
        Ok(Ended { success, cpu: None, peak: None })
    }
}
