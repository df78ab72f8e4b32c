//! Turns the wish to move something into changed files of the site, or into the reason why not.

use super::meant::{Fix, SiteWish};
use super::site;
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status};
use crate::diag::Wording;
use crate::edit::relocate::{Refusal, Relocation, Unnamed, relocate};

pub fn mv(wish: &SiteWish, from: &str, to: &str, changes: Fix, terminal: &Terminal) -> Result<Status, Failure> {
    site::require(wish, terminal)?;
    let inputs = site::inputs(wish, terminal)?;
    let relocation = match relocate(&inputs, &mut site::cache(&wish.root), from, to) {
        Ok(relocation) => relocation,
        Err(refusal) => return refuse(&refusal, terminal),
    };
    let wording = match changes {
        Fix::Write => {
            site::change(&relocation.edits, wish, terminal)?;
            w::MOVED
        }
        Fix::Show => {
            site::show(&relocation.edits, &inputs, terminal)?;
            w::WOULD_MOVE
        }
    };
    let Relocation { files, links, redirects, .. } = &relocation;
    let files = terminal.count(files.len(), w::FILE_MOVED, w::FILES_MOVED);
    let links = terminal.count(*links, w::LINK_MOVED, w::LINKS_MOVED);
    let redirects = terminal.count(*redirects, w::REDIRECT_ADDED, w::REDIRECTS_ADDED);
    let args = [("files", &*files), ("links", &*links), ("redirects", &*redirects)];
    terminal.tell(&(terminal.say(wording, &args) + "\n"));
    Ok(Status::Clean)
}

fn refuse(refusal: &Refusal, terminal: &Terminal) -> Result<Status, Failure> {
    let usage = |wording: Wording, args: &[(&str, &str)]| Err(Failure::Usage(terminal.say(wording, args)));
    match refusal {
        Refusal::NothingAt(name) => usage(w::NOTHING_AT, &[("name", name)]),
        Refusal::NoAnchor(name) => usage(w::NO_ANCHOR, &[("name", name)]),
        Refusal::Taken(name) => usage(w::NAME_TAKEN, &[("name", name)]),
        Refusal::Unsuitable(name) => usage(w::UNSUITABLE, &[("name", name)]),
        Refusal::Unnamable { place, id, what } => {
            let wording = match what {
                Unnamed::Encoding => w::UNNAMABLE_ENCODING,
                Unnamed::Title => w::UNNAMABLE_TITLE,
                Unnamed::Heading => w::UNNAMABLE_HEADING,
                Unnamed::Clause => w::UNNAMABLE_CLAUSE,
            };
            usage(wording, &[("place", place), ("id", id)])
        }
        Refusal::Describes { name, folder } => usage(w::DESCRIBES, &[("name", name), ("folder", folder)]),
        Refusal::Bound { name, folder } => usage(w::BOUND, &[("name", name), ("folder", folder)]),
        Refusal::NoAsset(name) => usage(w::NO_ASSET, &[("name", name)]),
        Refusal::Faults(diagnostics) => {
            terminal.report(&diagnostics.as_slice().into())?;
            terminal.complain(w::WOULD_BREAK.get(terminal.tongue()));
            Ok(Status::Found)
        }
    }
}
