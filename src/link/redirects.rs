//! Turns the redirects that authors wrote (`redirects.yaml`, `anchors` in front matter) into where each of them ends.
//!
//! An anchor that stayed on its page becomes one more id there; what leads in a circle or nowhere is reported and dropped.

use super::address::names_a_file;
use super::assemble::Assembly;
use super::editions::is_of_past;
use super::gates::Holding;
use super::resolve::{Paths, scheme};
use super::routes::{decoded, route, route_to};
use super::site::*;
use super::slug::folded;
use crate::config::Config;
use crate::diag::rules::addresses;
use crate::diag::{Diagnostic, Finding, folded as fold, is_plain_slip, nearest};
use crate::lang::LangId;
use crate::names::{HashMap, HashSet};
use crate::parse::Document;
use crate::records::Text;
use crate::shared::Shared;
use crate::source::{Source, Span};
use crate::yaml::{Entries, value_map};
use std::collections::BTreeMap;

/// One redirect as it was asked for.
pub(super) struct Asked<'a> {
    source: &'a Source,
    from: String,
    from_span: Span,
    to: String,
    to_span: Span,
    lang: LangId,
    /// The file in the output that was at the old address, and the anchor in it.
    address: Box<str>,
    id: Option<Box<str>>,
}

/// Where redirects end.
#[derive(Default)]
pub(super) struct Found {
    redirects: Vec<Redirect>,
    anchors: Vec<Former>,
    diagnostics: Vec<Diagnostic>,
}

/// An anchor that led elsewhere, with the place of the line that says so.
struct Former {
    address: Box<str>,
    id: Box<str>,
    to: Goal,
    source: Source,
    span: Span,
}

type Key = (String, Option<Box<str>>);

impl Asked<'_> {
    fn key(&self) -> Key {
        (folded(&self.address), self.id.clone())
    }
}

/// All redirects but those of `aliases`, in the order of the files.
pub(super) fn asked<'a>(
    config: &Config,
    documents: &'a Shared<Document>,
    assembly: &Assembly,
    pages: &Shared<Page>,
    record: Option<&'a (Source, Entries<Text>)>,
) -> Vec<Asked<'a>> {
    let mut asked = Vec::new();
    for pair in &assembly.pairs {
        // A fallback page shows another edition, with that one's former anchors: what is wrong with them is told once, of
        // the page in their own language.
        let own = |lang: &LangId| pair.editions[*lang].is_some();
        let langs = config.languages.ids().filter(own).chain(config.languages.ids().filter(|lang| !own(lang)));
        for lang in langs {
            let edition = pair.editions[lang].or(pair.editions[pair.source]);
            let (Some(edition), Some(page)) = (edition, pair.pages[lang]) else { continue };
            let document = &documents[edition];
            let anchors = &document.meta().anchors;
            // Nearly every document has none.
            let here = if anchors.is_empty() { continue } else { route(&pages[page].address) };
            for (old, new) in anchors {
                let id: Box<str> = old.id.trim_start_matches('#').into();
                asked.push(Asked {
                    source: &document.source,
                    from: route_to(&here, &id),
                    from_span: old.span,
                    to: target_of(document, &here, &new.id),
                    to_span: inside(&document.source, new.span, &new.id),
                    lang,
                    address: pages[page].address.clone(),
                    id: Some(id),
                });
            }
        }
    }
    let lines = record.into_iter().flat_map(|(source, lines)| lines.iter().map(move |line| (source, line)));
    for (source, (from, to)) in lines {
        let (path, id) = decoded(from);
        let path = path.trim_start_matches('/').trim_end_matches('/');
        let address = match path {
            "" => "index.html".to_owned(),
            path if path.ends_with(".html") => path.to_owned(),
            path => format!("{path}/index.html"),
        };
        let segment = path.split('/').next().unwrap_or_default();
        asked.push(Asked {
            source,
            from: from.value.clone(),
            from_span: from.span,
            to: to.value.trim().to_owned(),
            to_span: inside(source, to.span, &to.value),
            lang: config.languages.by_segment(segment).unwrap_or(LangId(0)),
            address: address.into(),
            id: id.map(String::into_boxed_str),
        });
    }
    asked
}

/// The place of a value without its quotes, so that another one can be put there.
fn inside(source: &Source, span: Span, value: &str) -> Span {
    value_map(source, span, value).span(0, value.len())
}

/// What a value of `anchors` means, as an address from the root: an id of the same page, or an address like a link's.
fn target_of(document: &Document, here: &str, typed: &str) -> String {
    let typed = typed.trim();
    if let Some(id) = typed.strip_prefix('#') {
        return format!("{here}#{id}");
    }
    if scheme(typed).is_some() || typed.starts_with('/') {
        return typed.to_owned();
    }
    if !typed.contains(['#', '/', '.']) {
        return format!("{here}#{typed}");
    }
    let path = document.source.path().strip_prefix("content/").unwrap_or_default();
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (path, id) = typed.split_once('#').map_or((typed, ""), |(path, id)| (path, id));
    let path = super::normalise(folder, path).unwrap_or_else(|| path.to_owned());
    if id.is_empty() { path } else { format!("{path}#{id}") }
}

/// What the text of a redirect's target leads to.
enum Step {
    End(Goal),
    /// To another redirect.
    Next(usize),
    /// To an address that redirects by `aliases`.
    Alias(Goal),
    /// The own address of an edition, which leads to the plain one as long as the edition is in force.
    Edition(Goal),
    /// To a document of this key, which is not published.
    Held(Box<str>),
    Nothing,
}

/// Where every redirect ends, and what is wrong with them.
pub(super) fn resolve(
    config: &Config,
    documents: &Shared<Document>,
    asked: Vec<Asked<'_>>,
    paths: &Paths<'_>,
    pages: &Shared<Page>,
    assembly: &Assembly,
    aliases: &BTreeMap<String, Redirect>,
) -> Found {
    let Assembly { pairs, withheld, .. } = assembly;
    let holding = Holding { config, documents, pairs, withheld };
    let resolver = Resolver { config, holding, paths, pages, assembly, aliases, by_address: by_address(pages) };
    let mut found = Found::default();
    let mut first: HashMap<Key, usize> = HashMap::default();
    let mut usable = vec![false; asked.len()];
    for (at, one) in asked.iter().enumerate() {
        let fault = resolver.fault(one).or_else(|| {
            let alias = aliases.get(&one.key().0).filter(|alias| !is_of_past(assembly, pages, alias));
            let twice = first.contains_key(&one.key()) || (one.id.is_none() && alias.is_some());
            let finding = || Finding::new(&addresses::REDIRECTED_TWICE, one.from_span).with("url", one.from.as_str());
            twice.then(|| finding().help("remove"))
        });
        match fault {
            Some(finding) => found.diagnostics.push(finding.at(one.source)),
            None => {
                first.insert(one.key(), at);
                usable[at] = true;
            }
        }
    }
    let steps: Vec<Step> = asked.iter().map(|one| resolver.step(one, &first)).collect();
    for (at, one) in asked.iter().enumerate().filter(|(at, _)| usable[*at]) {
        resolver.follow(at, one, &asked, &steps, &mut found);
    }
    let mut told = HashSet::default();
    found.diagnostics.retain(|fault| told.insert((fault.source.path().to_owned(), fault.finding.span)));
    found
}

fn by_address(pages: &Shared<Page>) -> HashMap<String, PageIx> {
    pages.iter().enumerate().map(|(at, page)| (folded(&page.address), at)).collect()
}

struct Resolver<'a> {
    config: &'a Config,
    holding: Holding<'a>,
    paths: &'a Paths<'a>,
    pages: &'a Shared<Page>,
    assembly: &'a Assembly,
    aliases: &'a BTreeMap<String, Redirect>,
    by_address: HashMap<String, PageIx>,
}

impl Resolver<'_> {
    /// What is wrong with the old address.
    fn fault(&self, one: &Asked<'_>) -> Option<Finding> {
        let bad = || Finding::new(&addresses::BAD_REDIRECT, one.from_span).with("url", one.from.as_str());
        let folder = one.address.strip_suffix("/index.html").unwrap_or(&one.address);
        if one.id.is_none() && !(one.from.starts_with('/') && folder.split('/').all(names_a_file)) {
            return Some(bad().help("root"));
        }
        let page = self.by_address.get(&folded(&one.address)).copied();
        let Some(id) = &one.id else {
            let page = page?;
            let finding = Finding::new(&addresses::ALIAS_TAKEN, one.from_span);
            return Some(finding.with("url", &*self.pages[page].url).help("remove"));
        };
        if !one.from.starts_with('/') || id.is_empty() || id.contains(char::is_whitespace) {
            return Some(bad().help("root"));
        }
        let ids = page.and_then(|page| Some(&self.assembly.pairs[self.pages[page].pair?].ids[self.pages[page].lang]));
        ids.is_some_and(|ids| ids.targets.contains_key(id)).then(|| {
            let finding = Finding::new(&addresses::ALIAS_TAKEN, one.from_span);
            finding.with("url", one.from.as_str()).help("remove")
        })
    }

    fn step(&self, one: &Asked<'_>, first: &HashMap<Key, usize>) -> Step {
        let to = one.to.as_str();
        match scheme(to).as_deref() {
            Some("http" | "https") => return Step::End(Goal::Url(to.into())),
            Some(_) => return Step::Nothing,
            None if to.is_empty() || to.starts_with("//") => return Step::Nothing,
            None => {}
        }
        if to.starts_with('/') {
            let (path, id) = decoded(to);
            let path = path.trim_matches('/');
            let address = if path.ends_with(".html") { path.to_owned() } else { format!("{path}/index.html") };
            let key = folded(&address);
            let exact = first.get(&(key.clone(), id.clone().map(String::into_boxed_str)));
            if let Some(&next) = exact.or_else(|| first.get(&(key.clone(), None))) {
                return Step::Next(next);
            }
            if let Some(alias) = self.aliases.get(&key) {
                return if alias.lasting { Step::Alias(alias.to.clone()) } else { Step::Edition(alias.to.clone()) };
            }
        }
        match self.paths.rooted(to, one.lang) {
            Target::Page { page, fragment, .. } => Step::End(Goal::Page { page, fragment }),
            Target::File { address, suffix } => {
                let path = super::encode_path(&address);
                Step::End(Goal::Url(format!("{}{path}{suffix}", self.config.base.path).into()))
            }
            Target::External => Step::End(Goal::Url(to.into())),
            // Which anchors it has is not known; which page it is, is.
            Target::Broken(Breakage::Anchor { page, pair: Some(pair), .. }) if self.paths.is_unread(pair) => {
                Step::End(Goal::Page { page, fragment: None })
            }
            Target::Broken(Breakage::Anchor { page, anchor, .. }) => {
                let key = (folded(&self.pages[page].address), Some(anchor));
                first.get(&key).map_or(Step::Nothing, |&next| Step::Next(next))
            }
            Target::Broken(Breakage::Withheld { key }) => Step::Held(key),
            Target::Broken(_) => Step::Nothing,
        }
    }

    /// Where a redirect ends: kept, or reported.
    fn follow(&self, at: usize, one: &Asked<'_>, asked: &[Asked<'_>], steps: &[Step], found: &mut Found) {
        let mut seen = vec![at];
        let goal = loop {
            let last = seen[seen.len() - 1];
            match &steps[last] {
                Step::End(goal) | Step::Alias(goal) | Step::Edition(goal) => break goal.clone(),
                Step::Held(key) if last == at => {
                    return found.diagnostics.push(self.holding.link(key, one.source, one.to_span, &one.to));
                }
                Step::Nothing if last == at => return found.diagnostics.push(self.unknown(one).at(one.source)),
                // The last one of the chain is what is wrong.
                Step::Nothing | Step::Held(_) => return,
                Step::Next(next) => match seen.iter().position(|known| known == next) {
                    None => seen.push(*next),
                    Some(start) => {
                        // A circle is one fault, told where it is first written.
                        if seen[start..].iter().min() == Some(&at) {
                            let chain: Vec<&str> =
                                seen[start..].iter().chain([&at]).map(|&at| asked[at].from.as_str()).collect();
                            let finding = Finding::new(&addresses::REDIRECT_LOOP, one.from_span);
                            let finding = finding.with("url", one.from.as_str()).with("chain", chain.join(" → "));
                            found.diagnostics.push(finding.help("end").at(one.source));
                        }
                        return;
                    }
                },
            }
        };
        let last = seen[seen.len() - 1];
        if seen.len() > 1 || matches!(steps[last], Step::Alias(_)) {
            let end = match &steps[last] {
                Step::Alias(Goal::Page { page, fragment: None }) => route(&self.pages[*page].address),
                _ => asked[last].to.clone(),
            };
            let finding = Finding::new(&addresses::REDIRECT_CHAIN, one.to_span).with("url", one.from.as_str());
            let finding = finding.with("target", one.to.as_str()).with("suggestion", end.as_str()).help("nearest");
            let diagnostic = finding.fix(end).at(one.source);
            found.diagnostics.push(match last == at {
                true => diagnostic,
                false => diagnostic.also(asked[last].source, asked[last].from_span, "next"),
            });
        }
        match &one.id {
            None => {
                let lasting = !matches!(steps[last], Step::Edition(_));
                found.redirects.push(Redirect { address: one.address.clone(), to: goal, lasting });
            }
            Some(id) => found.anchors.push(Former {
                address: one.address.clone(),
                id: id.clone(),
                to: goal,
                source: one.source.clone(),
                span: one.from_span,
            }),
        }
    }

    fn unknown(&self, one: &Asked<'_>) -> Finding {
        let finding = Finding::new(&addresses::REDIRECT_TARGET, one.to_span).with("target", one.to.as_str());
        let (path, id) = decoded(&one.to);
        if let Target::Broken(Breakage::Anchor { page, anchor, .. }) = self.paths.rooted(&one.to, one.lang) {
            return self.unknown_anchor(finding, one, page, &anchor);
        }
        let known: Vec<String> = match one.to.starts_with('/') {
            true => self.pages.iter().map(|page| route(&page.address)).collect(),
            false => self.paths_of_documents(),
        };
        let Some(near) = nearest(&path, known.iter().map(String::as_str)) else { return finding.help("none") };
        // The anchor comes along if it is there; another one would be a second guess.
        let is_there = |to: &String| !matches!(self.paths.rooted(to, one.lang), Target::Broken(_));
        let whole = id.as_ref().map(|id| route_to(near, id)).filter(is_there);
        let sure = (id.is_none() || whole.is_some()) && is_plain_slip(&path, near, known.iter().map(String::as_str));
        let suggestion = in_the_manner_of(one, whole.as_deref().unwrap_or(near));
        finding.with("suggestion", suggestion.as_str()).help("nearest").fix_if(sure, suggestion)
    }

    /// The paths of all documents from the root of the content, as they are named in every language.
    fn paths_of_documents(&self) -> Vec<String> {
        let neutral = |path: &str| -> Option<String> {
            let (stem, extension) = path.rsplit_once('.')?;
            let (base, suffix) = stem.rsplit_once('.')?;
            self.config.languages.by_suffix(suffix).map(|_| format!("{base}.{extension}"))
        };
        let below =
            self.holding.documents.iter().filter_map(|document| document.source.path().strip_prefix("content/"));
        let mut paths: Vec<String> = below.map(|path| neutral(path).unwrap_or_else(|| path.to_owned())).collect();
        paths.sort_unstable();
        paths.dedup();
        paths
    }

    /// The page is there, the anchor is not.
    fn unknown_anchor(&self, finding: Finding, one: &Asked<'_>, page: PageIx, id: &str) -> Finding {
        let shown = &self.pages[page];
        let ids = shown.pair.map(|pair| &self.assembly.pairs[pair].ids[shown.lang].targets);
        let mut ids: Vec<&str> = ids.into_iter().flat_map(|ids| ids.keys()).map(|id| &**id).collect();
        ids.sort_unstable();
        let forms: Vec<String> = ids.iter().map(|id| fold(id)).collect();
        let form = fold(id);
        let meant = || nearest(&form, forms.iter().map(String::as_str));
        let Some(at) = meant().and_then(|near| forms.iter().position(|other| other == near)) else {
            return finding.help("none");
        };
        let (near, sure) = (ids[at], is_plain_slip(&form, &forms[at], forms.iter().map(String::as_str)));
        // In the manner of what is there: an id alone, a path from the file, an address from the root.
        let typed = one.source.slice(one.to_span);
        let path = typed.split_once('#').map_or("", |(path, _)| path);
        let suggestion = if path.is_empty() { near.to_owned() } else { route_to(path, near) };
        finding.with("suggestion", suggestion.as_str()).help("nearest").fix_if(sure, suggestion)
    }
}

/// A target as it is typed there: a path in front matter begins at its file.
fn in_the_manner_of(one: &Asked<'_>, to: &str) -> String {
    let here = one.source.path().strip_prefix("content/").filter(|_| !to.starts_with('/'));
    let Some(here) = here else { return to.to_owned() };
    let folder = here.rsplit_once('/').map_or("", |(folder, _)| folder);
    let (path, id) = to.split_at(to.find('#').unwrap_or(to.len()));
    super::relative(folder, path) + id
}

impl Found {
    /// Puts redirects among those of `aliases`, and gives anchors that stayed on their page to what they lead to; the
    /// others, by the address where they were.
    pub fn settle(
        self,
        config: &Config,
        assembly: &mut Assembly,
        pages: &Shared<Page>,
        redirects: &mut BTreeMap<String, Redirect>,
    ) -> BTreeMap<Box<str>, Vec<Moved>> {
        assembly.diagnostics.extend(self.diagnostics);
        for redirect in self.redirects {
            redirects.insert(folded(&redirect.address), redirect);
        }
        let pages_at = by_address(pages);
        let mut moved: BTreeMap<Box<str>, Vec<Moved>> = BTreeMap::new();
        for Former { address, id, to, source, span } in self.anchors {
            let page = pages_at.get(&folded(&address)).copied();
            let stayed = page.filter(|page| matches!(&to, Goal::Page { page: to, .. } if to == page));
            if let (Some(page), Goal::Page { fragment: Some(fragment), .. }) = (stayed, &to)
                && give_id(assembly, &pages[page], &id, fragment)
            {
                continue;
            }
            if page.is_none() && !redirects.contains_key(&folded(&address)) && !is_withheld(config, assembly, &address)
            {
                let url = format!("/{}", address.trim_end_matches("index.html"));
                let finding = Finding::new(&addresses::IDLE_REDIRECT, span).with("url", url).with("anchor", &*id);
                assembly.diagnostics.push(finding.help("page").at(&source));
            }
            let address = page.map_or(address, |page| pages[page].address.clone());
            moved.entry(address).or_default().push(Moved { id, to });
        }
        moved
    }
}

/// Whether a page that is not published yet would be at an address.
fn is_withheld(config: &Config, assembly: &Assembly, address: &str) -> bool {
    let path = super::encode_path(address.trim_end_matches("index.html"));
    assembly.withheld_urls.contains_key(&*format!("{}{path}", config.base.path))
}

/// Gives one more id to the unit that has, or holds, `fragment`.
fn give_id(assembly: &mut Assembly, page: &Page, id: &str, fragment: &str) -> bool {
    let Some(pair) = page.pair else { return false };
    let ids = &mut assembly.pairs[pair].ids[page.lang];
    let (extra, anchored) = match ids.targets.get(fragment) {
        Some(Anchored::Unit(unit) | Anchored::Inside(Some(unit))) => {
            (ids.extra.get_mut(*unit as usize), Anchored::Unit(*unit))
        }
        Some(Anchored::Included(at)) => (ids.included.get_mut(*at as usize), Anchored::Included(*at)),
        _ => return false,
    };
    let Some(extra) = extra else { return false };
    extra.push(id.into());
    ids.targets.insert(id.into(), anchored);
    true
}
