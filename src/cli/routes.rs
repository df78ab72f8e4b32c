//! Turns a site's folder into the list of its pages and anchors, or into the record that keeps them from being lost.

use super::meant::{Fix, SiteWish};
use super::site;
use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status};
use crate::build::build;
use crate::edit::snapshot::{RECORD, routes as all, snapshot};

pub fn routes(wish: &SiteWish, write: Option<Fix>, terminal: &Terminal) -> Result<Status, Failure> {
    site::require(wish, terminal)?;
    let inputs = site::inputs(wish, terminal)?;
    let outcome = build(&inputs, &mut site::cache(&wish.root));
    let Some(write) = write else {
        let lines = all(&outcome.site).into_iter().map(|line| line + "\n");
        terminal.answer(&lines.collect::<String>())?;
        return Ok(Status::Clean);
    };
    let snapshot = snapshot(&inputs, &outcome.site);
    let wording = match write {
        Fix::Write => {
            site::change(&snapshot.edits, wish, terminal)?;
            w::RECORDED
        }
        Fix::Show => {
            site::show(&snapshot.edits, &inputs, terminal)?;
            w::WOULD_RECORD
        }
    };
    let (total, added) = (snapshot.total.to_string(), snapshot.added.to_string());
    let args = [("path", RECORD), ("total", &*total), ("added", &*added)];
    terminal.tell(&(terminal.say(wording, &args) + "\n"));
    Ok(Status::Clean)
}
