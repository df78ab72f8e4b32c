//! Turns the wish to lead a former address on into a line of `redirects.yaml`, or into the reason why not.

use super::meant::{Fix, SiteWish};
use super::site;
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status};
use crate::edit::redirect::{Redirected, Refusal, redirect as lead};

pub fn redirect(wish: &SiteWish, from: &str, to: &str, changes: Fix, terminal: &Terminal) -> Result<Status, Failure> {
    site::require(wish, terminal)?;
    let inputs = site::inputs(wish, terminal)?;
    let Redirected { edits, anchors } = match lead(&inputs, &mut site::cache(&wish.root), from, to) {
        Ok(redirected) => redirected,
        Err(Refusal::NoAddress(name)) => {
            return Err(Failure::Usage(terminal.say(w::NO_ADDRESS, &[("name", &name)])));
        }
        Err(Refusal::Faults(diagnostics)) => {
            terminal.report(&diagnostics.as_slice().into())?;
            terminal.complain(w::WOULD_BREAK.get(terminal.tongue()));
            return Ok(Status::Found);
        }
    };
    match changes {
        Fix::Write => site::change(&edits, wish, terminal)?,
        Fix::Show => return site::show(&edits, &inputs, terminal).map(|()| Status::Clean),
    }
    terminal.tell(&(terminal.say(w::REDIRECTED, &[("from", from), ("to", to)]) + "\n"));
    for (from, to) in &anchors {
        terminal.tell(&(terminal.say(w::REDIRECTED, &[("from", from), ("to", to)]) + "\n"));
    }
    Ok(Status::Clean)
}
