//! Turns the command line into what to measure.

use std::path::PathBuf;

use crate::generated::arguments::{number, peers, themes};
use crate::generated::diglot::Theme;

const PEERS: [&str; 3] = ["hugo", "hugo-plain", "mdbook"];

pub struct Options {
    pub pages: usize,
    pub seed: u64,
    pub rounds: usize,
    pub corpus_only: Option<PathBuf>,
    pub work: PathBuf,
    pub peers: Vec<String>,
    pub themes: Vec<Theme>,
    pub diglot: PathBuf,
    pub hugo: PathBuf,
    pub mdbook: PathBuf,
    pub scaling: bool,
    pub keep: bool,
}

pub const HELP: &str = "\
Times Diglot and its peers on the same generated bilingual corpus.

cargo bench --bench peers -- [OPTIONS]

  --pages N            documents per language [1000]
  --seed S             another corpus of the same shape [1]
  --rounds R           runs of each kind, interleaved; medians are printed [3]
  --peers LIST         hugo, hugo-plain (code not highlighted), mdbook, or none [hugo,mdbook]
  --theme WHICH        minimal (the template all share), default (Diglot's own), both or none [both]
  --scaling            also Diglot's cost per page with N = 1000 and N = 10000
  --corpus-only DIR    write the corpus for every generator into DIR, and stop
  --work DIR           where to build [a folder in Cargo's target directory]
  --keep               leave the corpus and the finished sites there
  --diglot, --hugo, --mdbook PATH    the programs, if not the ones of this build and of PATH
";

impl Options {
    pub fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Self, String> {
        let mut options = Options {
            pages: 1000,
            seed: 1,
            rounds: 3,
            corpus_only: None,
            work: PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("peers"),
            peers: vec!["hugo".into(), "mdbook".into()],
            themes: vec![Theme::Minimal, Theme::Default],
            diglot: PathBuf::from(env!("CARGO_BIN_EXE_diglot")),
            hugo: PathBuf::from("hugo"),
            mdbook: PathBuf::from("mdbook"),
            scaling: false,
            keep: false,
        };
        while let Some(argument) = arguments.next() {
            let mut value = || arguments.next().ok_or(format!("`{argument}` wants a value"));
            match argument.as_str() {
                // Cargo's own, to every benchmark.
                "--bench" => {}
                "--scaling" => options.scaling = true,
                "--keep" => options.keep = true,
                "--pages" => options.pages = number(&value()?, 2)?,
                "--rounds" => options.rounds = number(&value()?, 1)?,
                "--seed" => options.seed = number(&value()?, 0)? as u64,
                "--corpus-only" => options.corpus_only = Some(value()?.into()),
                "--work" => options.work = value()?.into(),
                "--diglot" => options.diglot = value()?.into(),
                "--hugo" => options.hugo = value()?.into(),
                "--mdbook" => options.mdbook = value()?.into(),
                "--peers" => options.peers = peers(&value()?, &PEERS)?,
                "--theme" => options.themes = themes(&value()?)?,
                _ => return Err(format!("unknown option `{argument}`")),
            }
        }
        Ok(options)
    }
}
