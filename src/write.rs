//! Turns an `Output` into a directory on the disk: only what changed, whole files, completed after a kill.
//!
//! It does not know what a page is, never deletes or overwrites what another hand made, and writes nothing at all if
//! rendering found an error. What it does is journalled in the site's state folder, which may be deleted at any time.

mod disk;

mod place;

mod record;

mod glance;

mod commit;

mod edits;

mod survey;

mod swap;

mod fresh;

mod shelf;

pub use edits::{apply, apply_watched, behind_links, recover};
pub use glance::Glance;
pub use shelf::Shelf;

use crate::diag::{Diagnostic, Severity, Tongue, Wording, fill};
use crate::output::{Entry, Output, Rendered};
pub use record::sound_keys;

use disk::{Disk, Sight, is_empty, look};
use place::{Place, STAGES, Stage, refuse_impossible, share_a_file_system};
use record::{Journal, Prior, Record, seal_record};
use std::fs::File;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

/// Address of the file that says that a directory is ours and what in it is: a JSON object with a field `diglot` of any
/// value, and a field `files`, either a list of addresses or an object by address.
pub const MANIFEST: &str = "diglot-manifest.json";

/// How to publish.
#[derive(Clone, Copy, Default)]
pub struct How<'a> {
    /// Exchange the whole directory in one step instead of file by file.
    pub swap: bool,
    /// Publish into a directory, and over files, that are not ours. What is in no one's way still stays.
    pub force: bool,
    /// What the directory looked like while the site was built.
    pub glance: Option<&'a Glance>,
    /// Called with its path before each change of the disk, so that a test can look, or stop there.
    #[doc(hidden)]
    pub watch: Option<&'a (dyn Fn(&Path) + Sync)>,
}

/// What was published.
#[derive(Debug, Default)]
pub struct Published {
    pub written: usize,
    pub unchanged: usize,
    pub deleted: usize,
    /// Of the files written.
    pub bytes: u64,
    /// All that rendering found, none of it an error. What is not rendered again was silent the last time.
    pub warnings: Vec<Diagnostic>,
}

/// Why nothing was published.
///
/// After [`Refused::Io`] alone, part may be on the disk: the next run completes it.
#[derive(Debug)]
pub enum Refused {
    /// The directory holds files, and nothing says that we made them.
    NotOurs {
        path: PathBuf,
    },
    /// A file that we did not make stands where one is to be published.
    Foreign {
        path: PathBuf,
    },
    /// Rendering found errors; these are all its diagnostics.
    Diagnostics(Vec<Diagnostic>),
    SwapUnsupported,
    /// A file that was to be edited is no longer what it was when it was read.
    Changed {
        path: PathBuf,
    },
    /// A file that was to be edited lies outside the site, or behind a link.
    Unsafe {
        path: PathBuf,
    },
    /// Something stands where a file was to be moved.
    Taken {
        path: PathBuf,
    },
    /// The target holds the site's sources or the user's home, or is one of the folders that a build reads.
    Inside {
        path: PathBuf,
    },
    Io {
        path: PathBuf,
        error: io::Error,
    },
}

impl Refused {
    fn io(path: &Path, error: io::Error) -> Refused {
        Refused::Io { path: path.to_owned(), error }
    }

    /// What happened and what to do, in one sentence or two; empty for diagnostics, which speak for themselves.
    pub fn message(&self, tongue: Tongue) -> String {
        let (wording, path, error) = match self {
            Refused::NotOurs { path } => (NOT_OURS, Some(path), None),
            Refused::Foreign { path } => (FOREIGN, Some(path), None),
            Refused::Diagnostics(_) => return String::new(),
            Refused::SwapUnsupported => (SWAP_UNSUPPORTED, None, None),
            Refused::Changed { path } => (CHANGED, Some(path), None),
            Refused::Unsafe { path } => (UNSAFE, Some(path), None),
            Refused::Taken { path } => (TAKEN, Some(path), None),
            Refused::Inside { path } => (INSIDE, Some(path), None),
            Refused::Io { path, error } => (IO, Some(path), Some(error.to_string())),
        };
        let path = path.map(|path| dunce::simplified(path).display().to_string());
        fill(wording.get(tongue), |name| match name {
            "path" => path.as_deref(),
            "error" => error.as_deref(),
            _ => None,
        })
    }
}

const NOT_OURS: Wording = Wording {
    fr: "`{path}` contient des fichiers que Diglot n'a pas faits; choisissez un autre dossier, ou `--force` pour publier parmi eux",
    en: "`{path}` holds files that Diglot did not make; choose another directory, or `--force` to publish among them",
};
const FOREIGN: Wording = Wording {
    fr: "Diglot n'a pas fait `{path}`, là où une page doit venir; déplacez-le, ou `--force` pour le remplacer",
    en: "Diglot did not make `{path}`, where a page must come; move it, or `--force` to replace it",
};
const SWAP_UNSUPPORTED: Wording = Wording {
    fr: "ce système ne peut échanger deux dossiers en une étape; publiez sans `--swap`",
    en: "this system cannot exchange two directories in one step; publish without `--swap`",
};
const CHANGED: Wording = Wording {
    fr: "`{path}` a changé entre-temps; rien n'est écrit, relancez la commande",
    en: "`{path}` changed in the meantime; nothing is written, run the command again",
};
const UNSAFE: Wording = Wording {
    fr: "`{path}` est hors du site ou derrière un lien symbolique; rien n'est écrit",
    en: "`{path}` is outside the site or behind a symbolic link; nothing is written",
};
const TAKEN: Wording =
    Wording { fr: "`{path}` existe déjà; rien n'est écrit", en: "`{path}` exists already; nothing is written" };
const INSIDE: Wording = Wording {
    fr: "publier dans `{path}` atteindrait les sources du site ou votre dossier personnel; choisissez un autre dossier",
    en: "publishing into `{path}` would reach the site's sources or your home directory; choose another directory",
};
const IO: Wording = Wording { fr: "impossible d'écrire `{path}`: {error}", en: "cannot write `{path}`: {error}" };

/// Makes the directory `target` hold `output`; `state_dir` is the folder `.diglot` in the site's root.
///
/// `progress` is told, from several threads, how many more entries are settled.
pub fn publish(
    output: &Output,
    target: &Path,
    state_dir: &Path,
    how: &How,
    progress: &(dyn Fn(usize) + Sync),
) -> Result<Published, Refused> {
    refuse_impossible(how, output.entries().keys())?;
    let place = Place::find(target, state_dir)?;
    let disk = Disk { watch: how.watch };
    disk.create_dirs(&place.state)?;
    let _held = lock(&place);
    commit::recover(&disk, &place)?;
    let job = Job { output, place: &place, how, progress, disk };
    match look(&place.target)? {
        Sight::Absent => {
            disk.create_dirs(place.target.parent().expect("a root folder is refused"))?;
            job.fresh()
        }
        Sight::Directory if is_empty(&place.target)? && job.can_be_replaced() => job.fresh(),
        Sight::Directory => job.update(),
        Sight::File(_) | Sight::Other => Err(Refused::io(&place.target, ErrorKind::NotADirectory.into())),
    }
}

/// Keeps a second run for the same target waiting. Where files cannot be locked, runs are the user's to keep apart.
fn lock(place: &Place) -> Option<File> {
    let file = File::create(place.lock()).ok()?;
    file.lock().ok()?;
    Some(file)
}

/// One call of [`publish`].
struct Job<'a> {
    output: &'a Output,
    place: &'a Place,
    how: &'a How<'a>,
    progress: &'a (dyn Fn(usize) + Sync),
    disk: Disk<'a>,
}

impl<'a> Job<'a> {
    fn entries(&self) -> Vec<(&'a str, &'a Entry)> {
        self.output.entries().iter().map(|(address, entry)| (&**address, entry)).collect()
    }

    fn render(&self, address: &str) -> Rendered {
        self.output.render(address).expect("an address of the output")
    }

    fn fresh(&self) -> Result<Published, Refused> {
        let tree = self.place.tree();
        if look(&self.place.target)? == Sight::Directory {
            self.disk.create_dir_like(&self.place.target, &tree)?;
        } else {
            self.disk.create_dir(&tree)?;
        }
        self.or_clear(fresh::publish(self, &tree))
    }

    /// Whether a new tree can take the name of the empty target: not if that is where a file system is mounted, nor if
    /// only the target itself may be written to.
    fn can_be_replaced(&self) -> bool {
        let tree = self.place.tree();
        let beside = tree.parent().expect("the tree has a name");
        share_a_file_system(beside, &self.place.target) && self.disk.create_dir(&tree).is_ok()
    }

    fn update(&self) -> Result<Published, Refused> {
        let prior = match Prior::read(self.place)? {
            Some(prior) => prior,
            None if self.how.force || is_empty(&self.place.target)? => Prior::default(),
            None => return Err(Refused::NotOurs { path: self.place.target.clone() }),
        };
        let stage = self.make_stage()?;
        self.or_clear(self.update_through(stage, &prior))
    }

    fn update_through(&self, stage: Stage, prior: &Prior) -> Result<Published, Refused> {
        let stamp = self.disk.clock(&self.place.stage(stage))?;
        let mut plan = survey::survey(self, prior, stage)?;
        let published = Published {
            written: plan.files.len() - plan.unchanged.len(),
            unchanged: plan.unchanged.len(),
            deleted: plan.deleted,
            bytes: plan.bytes,
            warnings: std::mem::take(&mut plan.warnings),
        };
        let known = &prior.record;
        let record = Record::new(stamp, std::mem::take(&mut plan.files));
        if published.written + published.deleted == 0 {
            let is_told =
                known.files == record.files && known.files.iter().all(|file| known.vouches_for(file, file.stat()));
            if !is_told {
                self.disk.replace(&self.place.record(), &self.place.next_record(), &seal_record(&record))?;
            }
            commit::clear(&self.disk, self.place)?;
            return Ok(published);
        }
        self.disk.create(&self.place.next_record(), &seal_record(&record))?;
        if self.how.swap {
            swap::publish(self, plan, &record)?;
        } else {
            commit::commit(&self.disk, self.place, &Journal::Update(plan.update))?;
        }
        Ok(published)
    }

    fn make_stage(&self) -> Result<Stage, Refused> {
        let mut last = Refused::io(&self.place.target, ErrorKind::CrossesDevices.into());
        for stage in STAGES {
            let path = self.place.stage(stage);
            if !share_a_file_system(path.parent().expect("a stage has a name"), &self.place.target) {
                continue;
            }
            match self.disk.create_dir(&path) {
                Ok(()) => return Ok(stage),
                Err(refused) => last = refused,
            }
        }
        Err(last)
    }

    /// Leaves nothing behind if nothing was published. Once there is a journal, the next run completes it instead.
    fn or_clear(&self, result: Result<Published, Refused>) -> Result<Published, Refused> {
        if result.is_err() && matches!(look(&self.place.journal()), Ok(Sight::Absent)) {
            // The first failure is the one to tell.
            let _ = commit::clear(&self.disk, self.place);
        }
        result
    }
}

fn has_errors(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
}
