//! Turns the addresses in the site's own style sheets and drawings into what they have to be after a move, of the file that
//! they lead to or of the one that they stand in.

use crate::build::{Inputs, loaded::sheets};
use crate::edit::Edits;
use crate::finished::{Goes, Load, loads};
use crate::link::{Site, encode_path, relative, route};
use crate::source::{Source, Span};
use percent_encoding::percent_decode_str;
use std::collections::HashMap;

/// Rewrites them; how many there were. `files` are the old and new paths of what moved, `routes` the addresses from the
/// root of the site that are others now.
pub(super) fn rewrite(
    inputs: &Inputs,
    site: &Site,
    files: &[(String, String)],
    routes: &HashMap<String, String>,
    edits: &mut Edits,
) -> usize {
    let content = inputs.content.keys().map(|path| &**path).filter(|path| site.assets.contains_key(*path));
    let mut count = 0;
    for (source, address) in sheets(inputs, content, |_| true) {
        let moved = files.iter().find(|(old, _)| *old == source.path());
        let there = moved.map_or(address, |(_, new)| new.split_once('/').map_or(new.as_str(), |(_, below)| below));
        let pass = Pass { site, routes, here: folder(address), there: folder(there), own: address };
        for load in loads(address, source.text(), &site.config.base) {
            if let Some((span, text)) = pass.written(&source, &load) {
                edits.replace(&source, span, text);
                count += 1;
            }
        }
    }
    count
}

fn folder(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

struct Pass<'p> {
    site: &'p Site,
    routes: &'p HashMap<String, String>,
    /// The folder of the file before and after.
    here: &'p str,
    there: &'p str,
    own: &'p str,
}

impl Pass<'_> {
    /// What to write in the place of an address, if it has to be another.
    fn written(&self, source: &Source, load: &Load) -> Option<(Span, String)> {
        let Goes::Here { path, .. } = &load.goes else { return None };
        let base = &self.site.config.base;
        let old = path.strip_prefix(base.path.as_str()).filter(|old| *old != self.own)?;
        let typed = load.typed.split(['?', '#']).next().unwrap_or_default();
        let is_rooted = typed.starts_with('/') || typed.contains("://");
        let new = self.routes.get(&route(old)).map(|new| percent_decode_str(new).decode_utf8_lossy().into_owned());
        let new = new.as_deref().map(|new| new.trim_start_matches('/'));
        // From another folder the same file has another path, if there is one.
        let stays = is_rooted || self.here == self.there || !self.is_there(old);
        if new.is_none() && stays {
            return None;
        }
        let new = new.unwrap_or(old);
        let text = match is_rooted {
            true => {
                let before = typed.find("://").and_then(|at| Some(at + 3 + typed[at + 3..].find('/')?)).unwrap_or(0);
                format!("{}{}{}", &typed[..before], base.path, encode_path(new))
            }
            false => encode_path(&relative(self.there, new)),
        };
        let slash = if new.ends_with('/') && !text.ends_with('/') { "/" } else { "" };
        let raw = source.slice(load.span);
        let end = raw.find(['?', '#']).unwrap_or(raw.len());
        let text = text.replace('(', "%28").replace(')', "%29").replace('\'', "%27") + slash;
        Some((Span { end: load.span.start + end as u32, ..load.span }, text))
    }

    fn is_there(&self, address: &str) -> bool {
        let index = format!("{}/index.html", address.trim_end_matches('/'));
        let is_page = |page: &crate::link::Page| *page.address == *address || *page.address == *index;
        self.site.assets.contains_key(address) || self.site.pages.iter().any(is_page)
    }
}
