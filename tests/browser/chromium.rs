//! Turns whatever Chromium this machine has into a running process that ends, with its files, when it is dropped.
//!
//! It does not speak to it.

use diglot::pdf::find;
use std::env;
use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// A busy machine with two cores has taken fifteen.
const START: Duration = Duration::from_secs(60);

const END: Duration = Duration::from_secs(5);

const PAUSE: Duration = Duration::from_millis(20);

const FLAGS: &[&str] = &[
    "--headless",
    // Its sandbox needs rights that a container does not give; it only ever sees pages of this test.
    "--no-sandbox",
    "--disable-gpu",
    // Containers give shared memory of 64 MB, which is too little for one large page.
    "--disable-dev-shm-usage",
    // What follows would ask the network for things that no page asked for.
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-port=0",
];

/// A Chromium of one test.
pub struct Chromium {
    process: Child,
    profile: Option<TempDir>,
    /// The address of its DevTools: host and port, then path.
    pub devtools: (String, String),
}

impl Chromium {
    /// Starts one with a profile of its own.
    pub fn start() -> Chromium {
        let program = program();
        let profile = tempfile::Builder::new().prefix("diglot-browser").tempdir().expect("a temporary folder");
        let log = fs::File::create(profile.path().join("stderr")).expect("a file in it");
        let mut argument = OsString::from("--user-data-dir=");
        argument.push(profile.path());
        let process = Command::new(&program)
            .args(FLAGS)
            .arg(argument)
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .unwrap_or_else(|error| panic!("{} does not start: {error}", program.display()));
        let mut chromium = Chromium { process, profile: Some(profile), devtools: Default::default() };
        chromium.devtools = chromium.wait_for_port();
        chromium
    }

    fn wait_for_port(&mut self) -> (String, String) {
        let profile = self.profile.as_ref().expect("taken only by drop").path().to_owned();
        let deadline = Instant::now() + START;
        loop {
            let text = fs::read_to_string(profile.join("DevToolsActivePort")).unwrap_or_default();
            // The second line comes last, so a file with both is complete.
            if let Some((port, path)) = text.split_once('\n')
                && !path.is_empty()
            {
                return (format!("127.0.0.1:{}", port.trim()), path.trim().to_owned());
            }
            let ended = self.process.try_wait().expect("a process of ours");
            if ended.is_some() || Instant::now() > deadline {
                let said = fs::read_to_string(profile.join("stderr")).unwrap_or_default();
                panic!("Chromium opened no debugging port ({ended:?}); it said:\n{said}");
            }
            sleep(PAUSE);
        }
    }
}

impl Drop for Chromium {
    /// Whoever drives it has asked it to close; it is not waited for longer than [`END`].
    fn drop(&mut self) {
        let deadline = Instant::now() + END;
        while matches!(self.process.try_wait(), Ok(None)) {
            if Instant::now() > deadline {
                let _ = self.process.kill();
                let _ = self.process.wait();
            }
            sleep(PAUSE);
        }
        // Its helpers outlive it by a moment and may still write to the profile.
        let profile = self.profile.take().expect("dropped once").keep();
        while fs::remove_dir_all(&profile).is_err() && profile.exists() && Instant::now() < deadline + END {
            sleep(PAUSE);
        }
    }
}

/// The program that `DIGLOT_CHROMIUM` names, else the first that is there.
fn program() -> PathBuf {
    if let Some(named) = env::var_os("DIGLOT_CHROMIUM").filter(|named| !named.is_empty()) {
        return PathBuf::from(named);
    }
    find(None).unwrap_or_else(|_| {
        panic!(
            "the browser tests need Chromium, Chrome or Edge: install one (`chromium` on Debian), \
             or name the program in DIGLOT_CHROMIUM"
        )
    })
}
