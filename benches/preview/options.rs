//! Turns the command line into what to measure.

use std::path::PathBuf;

use crate::generated::arguments::{number, peers, themes};
use crate::generated::diglot::Theme;

const PEERS: [&str; 2] = ["hugo", "mdbook"];

pub struct Options {
    pub pages: usize,
    pub seed: u64,
    pub edits: usize,
    pub peer_edits: usize,
    pub work: PathBuf,
    pub peers: Vec<String>,
    pub themes: Vec<Theme>,
    pub diglot: PathBuf,
    pub hugo: PathBuf,
    pub mdbook: PathBuf,
    pub wrk: PathBuf,
    pub task: Task,
    pub keep: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Task {
    /// From the write of a file to the frame that shows it.
    Latency,
    /// So many random edits, and what they leave.
    Soak(usize),
    /// Many readers for so many seconds, while somebody writes.
    Load(u64),
}

pub const HELP: &str = "\
Times, in a real Chromium, how long after a save a preview shows it; or tries to break a preview.

cargo bench --bench preview -- [OPTIONS]

  --pages N            documents per language [2000]; with --load too
  --seed S             other edits, another corpus of the same shape [1]
  --edits N            edits of texts; a tenth as many of a template and of a title in menus [100]
  --peer-edits N       the same for the peers, which take seconds for each [20]
  --peers LIST         hugo, mdbook, or none [hugo,mdbook]
  --theme WHICH        default (Diglot's own), minimal (the template all share), both or none [default]
  --soak N             instead: N random edits of a small site; output and memory are compared
  --load SECONDS       instead: 200 connections of `wrk` for so long, during edits
  --work DIR, --keep   where to work [a folder in Cargo's target directory]; leave everything there
  --diglot, --hugo, --mdbook, --wrk PATH    the programs, if not the ones of this build and of PATH
";

impl Options {
    pub fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Options {
            pages: 2000,
            seed: 1,
            edits: 100,
            peer_edits: 20,
            work: PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("preview"),
            peers: vec!["hugo".into(), "mdbook".into()],
            themes: vec![Theme::Default],
            diglot: PathBuf::from(env!("CARGO_BIN_EXE_diglot")),
            hugo: PathBuf::from("hugo"),
            mdbook: PathBuf::from("mdbook"),
            wrk: PathBuf::from("wrk"),
            task: Task::Latency,
            keep: false,
        };
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("`{argument}` wants a value"));
            match argument.as_str() {
                // Cargo's own, to every benchmark.
                "--bench" => {}
                "--keep" => options.keep = true,
                "--pages" => options.pages = number(&value()?, 100)?,
                "--edits" => options.edits = number(&value()?, 1)?,
                "--peer-edits" => options.peer_edits = number(&value()?, 1)?,
                "--seed" => options.seed = number(&value()?, 0)? as u64,
                "--soak" => options.task = Task::Soak(number(&value()?, 1)?),
                "--load" => options.task = Task::Load(number(&value()?, 1)? as u64),
                "--work" => options.work = value()?.into(),
                "--diglot" => options.diglot = value()?.into(),
                "--hugo" => options.hugo = value()?.into(),
                "--mdbook" => options.mdbook = value()?.into(),
                "--wrk" => options.wrk = value()?.into(),
                "--peers" => options.peers = peers(&value()?, &PEERS)?,
                "--theme" => options.themes = themes(&value()?)?,
                _ => return Err(format!("unknown option `{argument}`")),
            }
        }
        Ok(options)
    }
}
