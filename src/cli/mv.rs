//! Turns the wish to move something into changed files of the site, or into the reason why not.

use super::meant::{Fix, SiteWish};
use super::site;
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status};
use crate::edit::relocate::{Refusal, Relocation, relocate};

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
    let (wording, name) = match refusal {
        Refusal::NothingAt(name) => (w::NOTHING_AT, name),
        Refusal::NoAnchor(name) => (w::NO_ANCHOR, name),
        Refusal::Taken(name) => (w::NAME_TAKEN, name),
        Refusal::Unsuitable(name) => (w::UNSUITABLE, name),
        Refusal::Unnamable(name) => (w::UNNAMABLE, name),
        Refusal::Faults(diagnostics) => {
            terminal.report(&diagnostics.as_slice().into())?;
            terminal.complain(w::WOULD_BREAK.get(terminal.tongue()));
            return Ok(Status::Found);
        }
    };
    Err(Failure::Usage(terminal.say(wording, &[("name", name)])))
}
