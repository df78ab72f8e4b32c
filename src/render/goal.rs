//! Turns where something went into an address, a title, and a place on the page that it left.
//!
//! It does not decide what went where: `link` has.

use super::escape::escape;
use crate::link::{Goal, PageIx, Site, route_to};
use std::fmt::Write as _;

/// The address of a goal as a page carries it.
pub fn goal_url(site: &Site, goal: &Goal) -> String {
    match goal {
        Goal::Url(url) => url.to_string(),
        Goal::Page { page, fragment: None } => site.pages[*page].url.to_string(),
        Goal::Page { page, fragment: Some(id) } => route_to(&site.pages[*page].url, id),
    }
}

/// The title of a goal, else its address.
pub fn goal_title(site: &Site, goal: &Goal) -> String {
    match goal {
        Goal::Page { page, .. } if !site.pages[*page].title.is_empty() => site.pages[*page].title.to_string(),
        _ => goal_url(site, goal),
    }
}

/// What stands on a page for the anchors that left it: shown to who comes for one, passed over by the theme's script.
pub(super) fn moved(site: &Site, page: PageIx) -> String {
    let shown = &site.pages[page];
    let word = site.words[shown.lang].get("moved").map_or("", String::as_str);
    let mut html = String::new();
    for moved in site.moved.get(&shown.address).into_iter().flatten() {
        let url = escape(&goal_url(site, &moved.to));
        let (id, title) = (escape(&moved.id), escape(&goal_title(site, &moved.to)));
        let _ = writeln!(html, "<p class=\"moved\" id=\"{id}\">{} <a href=\"{url}\">{title}</a></p>", escape(word));
    }
    html
}
