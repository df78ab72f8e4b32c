//! Turns the record of what was published into the addresses and anchors that are gone and lead nowhere.
//!
//! What is not in the record was never promised; what is redirected is not lost.

use crate::diag::rules::addresses;
use crate::diag::{Diagnostic, Finding, Spelling};
use crate::link::{Anchored, Goal, PageIx, Route, Site, decoded, folded, route, route_to};
use crate::source::{Source, Span};
use std::collections::{BTreeMap, HashMap, HashSet};

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let Some(record) = site.routes.as_ref().filter(|_| !site.is_partly_unread()) else { return Vec::new() };
    let history = History::new(site);
    let pages: HashSet<String> =
        lines(record).filter(|(_, line)| !line.contains('#')).map(|(_, line)| decoded(line).0).collect();
    let told = |line: &str| {
        let (path, id) = decoded(line);
        // A page that is gone stands for its anchors.
        id.is_none() || !pages.contains(&path) || history.is_kept(&path, None)
    };
    let lines = lines(record).filter(|(_, line)| told(line));
    lines.filter_map(|(span, line)| history.line(record, span, line)).collect()
}

/// The lines that say something, with their places.
fn lines(record: &Source) -> impl Iterator<Item = (Span, &str)> {
    let text = record.text();
    let mut at = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let start = at;
        at += line.len();
        let bare = line.trim_start_matches('\u{feff}');
        let start = start + line.len() - bare.len();
        let said = bare.trim_end();
        (!said.is_empty() && !said.starts_with("# ") && said != "#")
            .then(|| (Span::new(start, start + said.len()), said))
    })
}

struct History<'s> {
    site: &'s Site,
    routes: BTreeMap<String, Route<'s>>,
    redirects: HashMap<String, &'s Goal>,
}

impl<'s> History<'s> {
    fn new(site: &'s Site) -> History<'s> {
        let routes = site.routes().into_iter().map(|(route, to)| (decoded(&route).0, to)).collect();
        let old = |address: &str| folded(&decoded(&route(address)).0);
        let redirects = site.redirects.iter().map(|one| (old(&one.address), &one.to)).collect();
        History { site, routes, redirects }
    }

    fn line(&self, record: &Source, span: Span, line: &str) -> Option<Diagnostic> {
        const MARKS: [&str; 4] = ["<<<<<<<", "|||||||", "=======", ">>>>>>>"];
        if !line.starts_with('/') {
            let finding = Finding::new(&addresses::ROUTE_LINE, span).with("value", line);
            let whole = record.text()[span.end as usize..].find('\n').map_or(span.end, |at| span.end + at as u32 + 1);
            let conflict = MARKS.iter().any(|mark| line.starts_with(mark));
            let mut finding = finding.help(if conflict { "conflict" } else { "remove" });
            if conflict {
                finding.fix = Some(crate::diag::Fix { span: Span { end: whole, ..span }, replacement: String::new() });
            }
            return Some(finding.at(record));
        }
        let (path, id) = decoded(line);
        if self.is_kept(&path, id.as_deref()) {
            return None;
        }
        let url = format!("{}{}", self.site.config.base.path, crate::link::encode_path(path.trim_start_matches('/')));
        if let Some(key) = self.site.withheld_paths.get(&*url) {
            let finding = Finding::new(&addresses::LOST_ADDRESS, span).with("url", line);
            return Some(self.site.held(key, finding, record));
        }
        let (suggestion, page, unit) = self.nearest(&path, id.as_deref());
        let finding = Finding::new(&addresses::LOST_ADDRESS, span).with("url", line);
        let shell = |address: &str| match address.contains(|c: char| !c.is_alphanumeric() && !"/-_.%".contains(c)) {
            true => format!("'{}'", address.replace('\'', "'\\''")),
            false => address.to_owned(),
        };
        let command = format!("diglot redirect {} {}", shell(line), shell(&suggestion));
        let finding = finding.with("suggestion", format!("{line}: {suggestion}"));
        let finding = finding.with("command", command).help("redirect");
        Some(self.also(finding.at(record), page, unit))
    }

    fn is_kept(&self, path: &str, id: Option<&str>) -> bool {
        let address = match path.strip_suffix('/') {
            Some(folder) => format!("{}/index.html", folder.trim_start_matches('/')),
            None => path.trim_start_matches('/').to_owned(),
        };
        let address = address.trim_start_matches('/');
        let moved =
            |id: &str| self.site.moved.get(address).is_some_and(|moved| moved.iter().any(|moved| *moved.id == *id));
        if let Some(route) = self.routes.get(path) {
            return id.is_none_or(|id| route.ids.contains(id) || moved(id));
        }
        match (self.redirects.get(&folded(path)), id) {
            (None, _) => false,
            (Some(_), None) => true,
            // The redirect takes the anchor along.
            (Some(Goal::Page { page, fragment: None }), Some(id)) => {
                self.site.page_ids(*page).contains(id)
                    || moved(id)
                    || self
                        .site
                        .moved
                        .get(&self.site.pages[*page].address)
                        .is_some_and(|m| m.iter().any(|m| *m.id == *id))
            }
            (Some(_), Some(_)) => true,
        }
    }

    /// What to redirect to, and its page and unit.
    fn nearest(&self, path: &str, id: Option<&str>) -> (String, PageIx, Option<u32>) {
        let page = self.routes.get(path).map(|route| route.page);
        let page = page.or_else(|| match self.redirects.get(&folded(path))? {
            Goal::Page { page, .. } => Some(*page),
            Goal::Url(_) => None,
        });
        let page = page.unwrap_or_else(|| self.nearest_page(path));
        let here = route(&self.site.pages[page].address);
        let Some(id) = id else { return (here, page, None) };
        let ids = self.site.page_ids(page);
        let forms: Vec<Spelling> = ids.iter().map(|id| Spelling::new(id.to_lowercase())).collect();
        let nearest = Spelling::new(id.to_lowercase()).least_different(&forms).map(|(at, _)| at);
        let Some(near) = nearest.and_then(|at| ids.iter().nth(at)) else { return (here, page, None) };
        let shown = &self.site.pages[page];
        let unit = shown.pair.and_then(|pair| match self.site.pairs[pair].ids[shown.lang].targets.get(*near)? {
            Anchored::Unit(unit) | Anchored::Inside(Some(unit)) => Some(*unit),
            Anchored::Included(_) | Anchored::Inside(None) => None,
        });
        (route_to(&here, near), page, unit)
    }

    /// Of the pages in the same language, the one whose address is most alike.
    fn nearest_page(&self, path: &str) -> PageIx {
        let segment = |path: &str| path.split('/').nth(1).unwrap_or_default().to_owned();
        let same: Vec<(&String, PageIx)> = self
            .routes
            .iter()
            .filter(|(route, _)| segment(route) == segment(path))
            .map(|(route, to)| (route, to.page))
            .collect();
        let forms: Vec<Spelling> = same.iter().map(|(route, _)| Spelling::new(route.to_lowercase())).collect();
        let nearest = Spelling::new(path.to_lowercase()).least_different(&forms);
        nearest.map_or(0, |(at, _)| same[at].1)
    }

    fn also(&self, diagnostic: Diagnostic, page: PageIx, unit: Option<u32>) -> Diagnostic {
        let shown = &self.site.pages[page];
        let place = shown.pair.zip(unit).and_then(|(pair, unit)| self.site.unit_place(pair, unit, shown.lang));
        if let Some((document, span)) = place {
            return diagnostic.also(&document.source, span, "nearest");
        }
        match shown.edition {
            Some(edition) => {
                let document = &self.site.documents[edition];
                diagnostic.also(&document.source, document.content.title_span, "nearest")
            }
            None => diagnostic,
        }
    }
}
