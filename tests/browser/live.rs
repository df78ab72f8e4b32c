//! Turns a folder of a test into a site that `diglot serve` itself shows, and the test's saves into builds.
//!
//! It runs the program as a writer does: whatever it does not survive, a writer's session does not survive either.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const PATIENCE: Duration = Duration::from_secs(30);

/// A running preview; ends with its test.
pub struct Live {
    folder: TempDir,
    process: Child,
    /// Scheme, host and port.
    pub origin: String,
    said: Arc<Mutex<String>>,
}

impl Live {
    /// Serves these files, with these further arguments.
    pub fn start(files: &[(&str, &str)], arguments: &[&str]) -> Live {
        let folder = tempfile::Builder::new().prefix("diglot-live").tempdir().expect("a temporary folder");
        for (path, text) in files {
            put(folder.path(), path, text);
        }
        let mut process = Command::new(env!("CARGO_BIN_EXE_diglot"))
            .args(["serve", "--port", "0", "--root"])
            .arg(folder.path())
            .args(arguments)
            .env_remove("VISUAL")
            .env_remove("EDITOR")
            .env_remove("TERM_PROGRAM")
            .env("CARGO", "")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("diglot starts");
        let said = Arc::new(Mutex::new(String::new()));
        let streams: [Box<dyn std::io::Read + Send>; 2] = [
            Box::new(process.stdout.take().expect("it is piped")),
            Box::new(process.stderr.take().expect("it is piped")),
        ];
        for stream in streams {
            let said = said.clone();
            std::thread::spawn(move || {
                for line in BufReader::new(stream).lines().map_while(Result::ok) {
                    let mut said = said.lock().expect("nothing panics while it is held");
                    *said += &line;
                    said.push('\n');
                }
            });
        }
        let mut live = Live { folder, process, origin: String::new(), said };
        live.origin = live.address();
        live
    }

    fn address(&self) -> String {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let said = self.said();
            if let Some((_, rest)) = said.split_once("http://127.0.0.1:") {
                let port: String = rest.chars().take_while(char::is_ascii_digit).collect();
                return format!("http://127.0.0.1:{port}");
            }
            assert!(Instant::now() < deadline, "the preview does not start:\n{said}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Runs another command in the same folder.
    pub fn run(&self, arguments: &[&str]) {
        let ran =
            Command::new(env!("CARGO_BIN_EXE_diglot")).args(arguments).arg("--root").arg(self.folder.path()).output();
        let ran = ran.expect("diglot starts");
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
    }

    /// What the terminal shows.
    pub fn said(&self) -> String {
        self.said.lock().expect("nothing panics while it is held").clone()
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Saves a file.
    pub fn save(&self, path: &str, text: &str) {
        put(self.folder.path(), path, text);
    }

    /// Saves a file with one piece of its text exchanged.
    pub fn exchange(&self, path: &str, old: &str, new: &str) {
        let text = fs::read_to_string(self.root().join(path)).expect("the file is there");
        assert!(text.contains(old), "{path} holds no {old}");
        self.save(path, &text.replace(old, new));
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).expect("the file is there");
    }

    pub fn rename(&self, old: &str, new: &str) {
        fs::rename(self.root().join(old), self.root().join(new)).expect("the file is there");
    }

    /// The whole address of a path such as `fr/page/`.
    pub fn url(&self, path: &str) -> String {
        format!("{}/{path}", self.origin)
    }

    /// Presses Ctrl-C, and waits for the end.
    #[cfg(unix)]
    pub fn interrupt(&mut self) -> std::process::ExitStatus {
        let number = self.process.id().to_string();
        assert!(Command::new("kill").args(["-INT", &number]).status().expect("there is kill").success());
        self.process.wait().expect("a process of ours")
    }

    pub fn is_running(&mut self) -> bool {
        matches!(self.process.try_wait(), Ok(None))
    }
}

impl Drop for Live {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn put(root: &Path, path: &str, text: &str) {
    let file = root.join(path);
    fs::create_dir_all(file.parent().expect("it is below the root")).expect("the folder can be made");
    fs::write(file, text).expect("the file can be written");
}

/// A program that writes down its arguments, one a line, and where it does.
pub struct FakeEditor {
    folder: TempDir,
}

impl FakeEditor {
    pub fn new() -> FakeEditor {
        let folder = tempfile::Builder::new().prefix("diglot editor").tempdir().expect("a temporary folder");
        let editor = FakeEditor { folder };
        let log = editor.folder.path().join("log");
        let text = match cfg!(windows) {
            true => format!("@for %%a in (%*) do @echo %%~a>> \"{}\"\r\n", log.display()),
            false => format!("#!/bin/sh\nprintf '%s\\n' \"$@\" >> '{}'\n", log.display()),
        };
        fs::write(editor.program(), text).expect("a file in it");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            fs::set_permissions(editor.program(), fs::Permissions::from_mode(0o755)).expect("it is ours");
        }
        editor
    }

    fn program(&self) -> PathBuf {
        self.folder.path().join(if cfg!(windows) { "editor.cmd" } else { "editor" })
    }

    /// What to type after `--editor`; the program's path holds a space.
    pub fn command(&self) -> String {
        format!("\"{}\" --at {{line}}:{{column}} {{file}}", self.program().display())
    }

    /// The arguments of all calls so far, once there are as many.
    pub fn calls(&self, count: usize) -> Vec<String> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            let text = fs::read_to_string(self.folder.path().join("log")).unwrap_or_default();
            let lines: Vec<String> = text.lines().map(str::to_owned).collect();
            if lines.len() >= count || Instant::now() > deadline {
                return lines;
            }
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}
