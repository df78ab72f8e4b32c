//! Turns a site's folder into the same with the typography of each language written into its sources.

use super::meant::{Fix, SiteWish};
use super::site;
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status};
use crate::build::build;
use crate::edit::typeset::typeset;

/// Writes or shows the changes; `check` makes it a failure that there are any.
pub fn fmt(wish: &SiteWish, changes: Fix, check: bool, terminal: &Terminal) -> Result<Status, Failure> {
    site::require(wish, terminal)?;
    let inputs = site::inputs(wish, terminal)?;
    let outcome = build(&inputs, &mut site::cache(&wish.root));
    let (edits, places) = typeset(&outcome.site);
    let wording = match changes {
        Fix::Write => {
            site::change(&edits, wish, terminal)?;
            w::TYPESET
        }
        Fix::Show => {
            site::show(&edits, &inputs, terminal)?;
            w::WOULD_TYPESET
        }
    };
    let places = terminal.count(places, w::PLACE, w::PLACES);
    let files = terminal.count(edits.len(), w::IN_FILE, w::IN_FILES);
    let wording = if edits.is_empty() { w::NOTHING_TO_TYPESET } else { wording };
    terminal.tell(&(terminal.say(wording, &[("places", &*places), ("files", &*files)]) + "\n"));
    Ok(if check && !edits.is_empty() { Status::Found } else { Status::Clean })
}
