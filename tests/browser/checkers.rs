//! Turns the packages that other people's checkers come in into files on this machine, below `target/`.
//!
//! It installs them once, in the versions that `package.json` names, and runs none of their scripts. A tool that is missing
//! is named, and the test fails.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

const PACKAGES: &str = include_str!("package.json");

/// A file of a package, such as `axe-core/axe.min.js`.
pub fn file(path: &str) -> PathBuf {
    static FOLDER: OnceLock<PathBuf> = OnceLock::new();
    let folder = FOLDER.get_or_init(install);
    let file = folder.join("node_modules").join(path);
    assert!(file.is_file(), "{} is not there; remove {} to install it again", file.display(), folder.display());
    file
}

fn install() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("checkers");
    let own = folder.join("installed.json");
    // What was installed from the same list is what is wanted.
    if fs::read_to_string(&own).is_ok_and(|text| text == PACKAGES) {
        return folder;
    }
    fs::create_dir_all(&folder).expect("a folder below target/");
    fs::write(folder.join("package.json"), PACKAGES).expect("a file in it");
    let npm = if cfg!(windows) { "npm.cmd" } else { "npm" };
    let arguments = ["install", "--ignore-scripts", "--no-audit", "--no-fund", "--no-package-lock"];
    let done = Command::new(npm).args(arguments).current_dir(&folder).output();
    let done = done.unwrap_or_else(|error| {
        panic!("the tests of pages need npm, which comes with Node.js: install it (`apt-get install npm` on Debian): {error}")
    });
    assert!(done.status.success(), "npm install: {}", String::from_utf8_lossy(&done.stderr));
    fs::write(own, PACKAGES).expect("a file in it");
    folder
}
