//! Turns whatever Chromium this machine has into a running process that ends, with its files, when it is dropped.
//!
//! It does not speak to it.

use super::{Fault, Manner};
use std::env;
use std::ffi::OsString;
use std::fs::{self, DirBuilder, File};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::Ordering;
use std::thread::sleep;
use std::time::{Duration, Instant};

/// How long a browser that was asked to close may take.
const END: Duration = Duration::from_secs(5);

const PAUSE: Duration = Duration::from_millis(20);

/// What the program is called where it is installed as a command.
const NAMES: &[&str] = &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge"];

/// Where it is elsewhere: macOS keeps it in a bundle, Windows below a folder named by a variable.
const PLACES: &[(&str, &str)] = &[
    ("", "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
    ("", "/Applications/Chromium.app/Contents/MacOS/Chromium"),
    ("", "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge"),
    ("ProgramFiles", "Google/Chrome/Application/chrome.exe"),
    ("ProgramFiles(x86)", "Google/Chrome/Application/chrome.exe"),
    ("LOCALAPPDATA", "Google/Chrome/Application/chrome.exe"),
    ("LOCALAPPDATA", "Chromium/Application/chrome.exe"),
    ("ProgramFiles(x86)", "Microsoft/Edge/Application/msedge.exe"),
    ("ProgramFiles", "Microsoft/Edge/Application/msedge.exe"),
];

const FLAGS: &[&str] = &[
    "--headless",
    "--disable-gpu",
    // Containers give shared memory of 64 MB, which is too little for one large page.
    "--disable-dev-shm-usage",
    // What follows would ask the network for things that no page asked for.
    "--disable-quic",
    "--no-first-run",
    "--no-default-browser-check",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    "--remote-debugging-port=0",
];

/// What it takes where its sandbox cannot be: for root, and in most containers. It only ever sees this site.
const WITHOUT_SANDBOX: &str = "--no-sandbox";

/// The program that is named, else the first that is there.
pub fn find(named: Option<&Path>) -> Result<PathBuf, Fault> {
    let folders: Vec<PathBuf> = env::var_os("PATH").map(|path| env::split_paths(&path).collect()).unwrap_or_default();
    let command = |name: &Path| {
        let mut whole = name.as_os_str().to_owned();
        whole.push(env::consts::EXE_SUFFIX);
        let mut paths = folders.iter().flat_map(|folder| [folder.join(name), folder.join(&whole)]);
        paths.find(|path| path.is_file())
    };
    if let Some(named) = named {
        // A bare name is one that a shell would find.
        let found = if named.components().count() == 1 { command(named) } else { None };
        let there = || named.is_file().then(|| named.to_owned());
        return found.or_else(there).ok_or_else(|| Fault::NoSuchBrowser(named.to_owned()));
    }
    let mut places = PLACES.iter().filter_map(|(variable, path)| match *variable {
        "" => Some(PathBuf::from(path)),
        variable => env::var_os(variable).map(|folder| Path::new(&folder).join(path)),
    });
    let installed = NAMES.iter().find_map(|name| command(Path::new(name)));
    installed.or_else(|| places.find(|path| path.is_file())).ok_or(Fault::NoBrowser)
}

/// A Chromium of our own.
pub struct Browser {
    process: Child,
    profile: Option<PathBuf>,
    /// The address of its DevTools: host and port, then path.
    pub devtools: (String, String),
}

impl Browser {
    /// Starts one with a profile of its own.
    pub fn start(manner: &Manner) -> Result<Browser, Fault> {
        match Browser::started(manner, &[]) {
            // It says so in words that change; the one that names the way out is always among them.
            Err(Fault::NotStarted { said, .. }) if said.contains("sandbox") => {
                Browser::started(manner, &[WITHOUT_SANDBOX])
            }
            done => done,
        }
    }

    fn started(manner: &Manner, more: &[&str]) -> Result<Browser, Fault> {
        let profile = new_folder().map_err(Fault::Profile)?;
        let failed = |error: std::io::Error| {
            let _ = fs::remove_dir_all(&profile);
            Fault::NotStarted { program: manner.program.clone(), said: error.to_string() }
        };
        let log = File::create(profile.join("stderr")).map_err(failed)?;
        let mut argument = OsString::from("--user-data-dir=");
        argument.push(&profile);
        let process = Command::new(&manner.program)
            .args(FLAGS)
            .args(more)
            .arg(argument)
            .arg("about:blank")
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(log)
            .spawn()
            .map_err(failed)?;
        let mut browser = Browser { process, profile: Some(profile), devtools: Default::default() };
        browser.devtools = browser.wait_for_port(manner)?;
        Ok(browser)
    }

    fn wait_for_port(&mut self, manner: &Manner) -> Result<(String, String), Fault> {
        let profile = self.profile.clone().expect("taken only by drop");
        let deadline = Instant::now() + manner.patience;
        loop {
            let text = fs::read_to_string(profile.join("DevToolsActivePort")).unwrap_or_default();
            // The second line comes last, so a file with both is complete.
            if let Some((port, path)) = text.split_once('\n')
                && !path.is_empty()
            {
                return Ok((format!("127.0.0.1:{}", port.trim()), path.trim().to_owned()));
            }
            if !matches!(self.process.try_wait(), Ok(None)) {
                let said = fs::read_to_string(profile.join("stderr")).unwrap_or_default();
                return Err(Fault::NotStarted { program: manner.program.clone(), said: last_lines(&said) });
            }
            if manner.stop.load(Ordering::Relaxed) {
                return Err(Fault::Interrupted);
            }
            if Instant::now() > deadline {
                return Err(Fault::Slow { patience: manner.patience });
            }
            sleep(PAUSE);
        }
    }

    /// Ends it now: nobody could ask it to close.
    pub fn kill(&mut self) {
        let _ = self.process.kill();
    }
}

impl Drop for Browser {
    /// Whoever drives it has asked it to close; it is not waited for longer than [`END`].
    fn drop(&mut self) {
        if self.devtools.0.is_empty() {
            self.kill();
        }
        let deadline = Instant::now() + END;
        while matches!(self.process.try_wait(), Ok(None)) {
            if Instant::now() > deadline {
                self.kill();
                let _ = self.process.wait();
            }
            sleep(PAUSE);
        }
        // Its helpers outlive it by a moment and may still write to the profile.
        let profile = self.profile.take().expect("dropped once");
        while fs::remove_dir_all(&profile).is_err() && profile.exists() && Instant::now() < deadline + END {
            sleep(PAUSE);
        }
    }
}

/// A folder for temporary files that nobody else has, or can look into.
fn new_folder() -> std::io::Result<PathBuf> {
    let mut number = [0; 8];
    getrandom::fill(&mut number).map_err(std::io::Error::other)?;
    let path = env::temp_dir().join(format!("diglot-pdf-{:016x}", u64::from_ne_bytes(number)));
    // Elsewhere the folder for temporary files is the user's own.
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut DirBuilder::new(), 0o700).create(&path)?;
    #[cfg(not(unix))]
    DirBuilder::new().create(&path)?;
    Ok(path)
}

/// What a program says last is why it ended; what comes before is often about something else.
fn last_lines(said: &str) -> String {
    let lines: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
    lines[lines.len().saturating_sub(3)..].join("\n")
}
