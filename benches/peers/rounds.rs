//! Builds every site cold, warm and after an edit, tool by tool in turn, and proves what came out.
//!
//! Nothing is deleted between timed runs: what a tool finds absent was moved away or never made,
//! because some file systems make files slowly for minutes after many were removed.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::generated::corpus::{Corpus, Document};
use crate::generated::generator::Generator;
use crate::generated::prose::Lang;
use crate::measure::{self, Figures};
use crate::verify::{self, Tree};

pub const KINDS: [&str; 3] = ["cold", "warm cache, empty output", "one page changed"];
pub const COLD: usize = 0;
pub const WARM: usize = 1;
pub const EDIT: usize = 2;

/// One generator, where it works, and what was measured of it.
pub struct Contender {
    pub tool: Box<dyn Generator>,
    pub figures: [Vec<Figures>; 3],
    pub tree: Tree,
    folder: PathBuf,
}

impl Contender {
    /// Writes the corpus for the tool into a folder of its own.
    pub fn prepare(tool: Box<dyn Generator>, corpus: &Corpus, work: &Path) -> io::Result<Self> {
        let folder = work.join(tool.name().replace([',', ' '], "-"));
        tool.write(corpus, &folder.join("site"))?;
        Ok(Contender { tool, folder, figures: Default::default(), tree: Tree::default() })
    }

    pub fn out(&self, round: usize, kind: usize) -> PathBuf {
        // The edited site is the one the warm build made.
        let name = ["cold", "warm", "warm"][kind];
        self.folder.join(format!("{name}-{round}"))
    }

    pub fn time(&mut self, corpus: &Corpus, round: usize, kind: usize) -> Result<Figures, String> {
        let site = self.folder.join("site");
        let cache = self.folder.join("cache");
        let guide = Document::Guide((round * 37 + corpus.guides() / 2) % corpus.guides());
        let sentence = format!("This sentence was added in round {round}.");
        let prepared = match kind {
            COLD => self.forget(round, &site, &cache),
            EDIT => append(&self.tool.source(&site, Lang::En, guide), &sentence),
            _ => Ok(()),
        };
        prepared.map_err(|error| format!("{}: {error}", self.tool.name()))?;
        measure::settle();
        let out = self.out(round, kind);
        let commands = self.tool.build(&site, &out, &cache);
        let figures = measure::run(commands, &self.folder.join("log"))?;
        match kind {
            COLD => self.tree = verify::site(self.tool.as_ref(), corpus, &out)?,
            WARM => self.prove_warm(round)?,
            _ => {
                let page = self.tool.page(&out, Lang::En, guide);
                if !verify::contains(&page, &sentence) {
                    return Err(format!("{}: the edit is absent", page.display()));
                }
            }
        }
        self.figures[kind].push(figures);
        Ok(figures)
    }

    fn forget(&self, round: usize, site: &Path, cache: &Path) -> io::Result<()> {
        let mut kept = self.tool.kept(site);
        kept.push(cache.to_path_buf());
        for (number, path) in kept.into_iter().enumerate() {
            if path.exists() {
                fs::rename(path, self.folder.join(format!("forgotten-{round}-{number}")))?;
            }
        }
        Ok(())
    }

    /// A warm build must have made the very site the cold one made.
    fn prove_warm(&self, round: usize) -> Result<(), String> {
        let (cold, warm) = (self.out(round, COLD), self.out(round, WARM));
        let tree = verify::tree(&warm).map_err(|error| error.to_string())?;
        if tree.files != self.tree.files {
            return Err(format!("{}: {} files warm, not as cold", warm.display(), tree.files));
        }
        match verify::difference(&cold, &warm).map_err(|error| error.to_string())? {
            Some(file) => Err(format!("{}: not the same when warm", file.display())),
            None => Ok(()),
        }
    }
}

/// Every kind of build of every contender in turn, and after them a plain copy of the first
/// one's site, whose figures are returned.
pub fn run(contenders: &mut [Contender], corpus: &Corpus, rounds: usize) -> Result<Vec<Figures>, String> {
    let mut copies = Vec::new();
    for round in 0..rounds {
        for (kind, name) in KINDS.iter().enumerate() {
            for contender in &mut *contenders {
                let figures = contender.time(corpus, round, kind)?;
                let wall = figures.wall.as_secs_f64();
                eprintln!("round {}, {name}, {}: {wall:.3} s", round + 1, contender.tool.name());
            }
        }
        let Some(first) = contenders.first() else {
            continue;
        };
        let mut copy = Command::new("cp");
        copy.arg("-r").arg(first.out(round, COLD));
        copy.arg(first.folder.join(format!("copy-{round}")));
        measure::settle();
        // No `cp` on this system: no floor, which the report says.
        copies.extend(measure::run(vec![copy], &first.folder.join("log")).ok());
    }
    Ok(copies)
}

fn append(path: &Path, sentence: &str) -> io::Result<()> {
    let mut file = OpenOptions::new().append(true).open(path)?;
    writeln!(file, "\n{sentence}")
}
