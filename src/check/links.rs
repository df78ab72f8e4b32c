//! Turns every address that leads nowhere into a diagnostic with what to write instead.
//!
//! An address with one fault gives one diagnostic, at the characters that are wrong.

use super::paths::{Paths, Wanted};
use super::typed::{Typed, encoded, folder, id_span, neutral, relative};
use super::uses::{Use, uses};
use crate::config::Layout;
use crate::diag::rules::links;
use crate::diag::{Diagnostic, Finding, Rule};
use crate::lang::LangId;
use crate::link::{Anchored, Breakage, PageIx, PairIx, Site, Target, find_id, is_file_name};
use crate::parse::facts::{Address, Purpose};
use crate::parse::{Document, Kind};
use crate::source::Span;
use percent_encoding::percent_decode_str;
use std::collections::HashSet;
use unicode_normalization::UnicodeNormalization;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let paths = Paths::new(site);
    // Two uses of one reference definition, or two languages that share a text, are one cause.
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for use_ in uses(site) {
        let Target::Broken(breakage) = use_.target else { continue };
        if seen.insert((use_.document.source.path(), use_.address.span)) {
            found.extend(broken(site, &paths, &use_, breakage));
        }
    }
    found
}

fn broken(site: &Site, paths: &Paths<'_>, use_: &Use<'_>, breakage: &Breakage) -> Option<Diagnostic> {
    let typed = Typed::new(&use_.address.text);
    let source = &use_.document.source;
    let finding = match breakage {
        Breakage::Template => {
            Finding::new(&links::TEMPLATE_TEXT, use_.address.span).with("what", &*use_.address.text).help("address")
        }
        Breakage::Nothing { .. } if in_formula(use_, &typed) => {
            Finding::new(&links::NOT_A_LINK, use_.address.span).with_words("reason", &["link-formula"]).help("escape")
        }
        Breakage::Anchor { page, pair, .. } => return anchor(site, paths, use_, &typed, *page, *pair),
        Breakage::Nothing { .. } | Breakage::Outside => missing(paths, use_, &typed),
        Breakage::Language { pair, lang } => language(site, paths, use_, &typed, *pair, *lang),
        Breakage::Withheld { key } => return withheld(site, use_, &typed, key),
        Breakage::Scheme { scheme } => {
            Finding::new(&links::FORBIDDEN_SCHEME, use_.address.span).with("scheme", &**scheme).help("remove")
        }
    };
    let diagnostic = finding.at(source);
    Some(match use_.address.used.filter(|_| diagnostic.rule().related.iter().any(|(name, _)| *name == "use")) {
        Some(used) => diagnostic.also(source, used, "use"),
        None => diagnostic,
    })
}

/// Whether what was taken for a link stands between dollar signs, like `$f[x](y)$`.
fn in_formula(use_: &Use<'_>, typed: &Typed<'_>) -> bool {
    if typed.fragment.is_some() || typed.path.len() > 12 || typed.path.contains(['.', '/', '%']) {
        return false;
    }
    let text = use_.document.source.text();
    let (before, after) = (&text[..use_.address.span.start as usize], &text[use_.address.span.end as usize..]);
    let line = &before[before.rfind('\n').map_or(0, |at| at + 1)..];
    line.matches('$').count() % 2 == 1 && after.lines().next().is_some_and(|rest| rest.contains('$'))
}

/// No page and no file at this path.
fn missing(paths: &Paths<'_>, use_: &Use<'_>, typed: &Typed<'_>) -> Finding {
    let rule = missing_rule(use_.address, typed);
    let finding = Finding::new(rule, use_.address.span).with("target", typed.path);
    let wanted = Wanted {
        document: use_.document,
        purpose: use_.address.purpose,
        file: rule.code == links::MISSING_FILE.code,
        path: typed.decoded_path(),
        id: typed.id(),
        empty: use_.address.empty,
    };
    if let Some(outside) = outside(typed.path).filter(|_| use_.address.purpose == Purpose::Link) {
        let suggestion = typed.with(&outside, typed.fragment);
        return finding.with("suggestion", suggestion.as_str()).help("nearest").fix(suggestion);
    }
    let Some(nearest) = paths.nearest(&wanted) else { return finding.help("none") };
    let lang = use_.document.place.lang;
    let fragment = match (typed.fragment, nearest.pair) {
        (Some(fragment), Some(pair)) if !fragment.is_empty() => paths.anchors.kept(pair, lang, fragment),
        (fragment, _) => fragment.map(str::to_owned),
    };
    // Two guesses in one address help nobody.
    let fragment = fragment.filter(|id| nearest.meant || typed.fragment == Some(id));
    let suggestion = typed.with(&nearest.text, fragment.as_deref());
    let finding = finding.with("suggestion", suggestion.as_str());
    // A fragment that would become another one is a second guess.
    let same = typed.fragment.is_none_or(|id| fragment.as_deref() == Some(id));
    match nearest.meant {
        true if is_respelt(typed.path, &nearest.text) => {
            finding.help("letters").fix_if(nearest.sure && same, suggestion)
        }
        true => finding.help("nearest").fix_if(nearest.sure && same, suggestion),
        false => finding.help("far"),
    }
}

/// Whether two texts look the same and are not: letters with their accents, and letters with accents apart (Unicode,
/// NFC and NFD), as some systems write names of files.
fn is_respelt(typed: &str, meant: &str) -> bool {
    let decoded = |text: &'_ str| percent_decode_str(text).decode_utf8_lossy().nfc().collect::<String>();
    typed != meant && decoded(typed) == decoded(meant) && !typed.contains('%')
}

/// The address outside the site that was meant by a path without its scheme, or with a slash before it.
fn outside(path: &str) -> Option<String> {
    if path.starts_with("/https://") || path.starts_with("/http://") {
        return Some(path[1..].to_owned());
    }
    for slip in ["https;//", "http;//", "https//", "http//"] {
        if let Some(rest) = path.strip_prefix(slip) {
            let scheme = slip.trim_end_matches(['/', ';']);
            return Some(format!("{scheme}://{}", rest.trim_start_matches(':')));
        }
    }
    if path.starts_with("www.") {
        return Some(format!("https://{path}"));
    }
    let (name, host) = path.split_once('@')?;
    let is_mail = !name.is_empty() && host.contains('.') && !path.contains('/');
    is_mail.then(|| format!("mailto:{path}"))
}

/// What shows a file, or names one of a known type that is no document's, misses a file; the rest misses a page.
///
/// An id, and a text that the target is to give, are a page's too.
fn missing_rule(address: &Address, typed: &Typed<'_>) -> &'static Rule {
    let of_file = is_file_name(&typed.decoded_path());
    let of_page = address.empty || typed.id().is_some() || !of_file || outside(typed.path).is_some();
    if address.purpose == Purpose::Link && of_page { &links::BROKEN_PAGE } else { &links::MISSING_FILE }
}

/// The page is there, the id is not.
fn anchor(
    site: &Site,
    paths: &Paths<'_>,
    use_: &Use<'_>,
    typed: &Typed<'_>,
    page: PageIx,
    pair: Option<PairIx>,
) -> Option<Diagnostic> {
    let document = use_.document;
    let lang = site.pages[page].lang;
    let wanted = typed.id().unwrap_or_default();
    let file = document.source.path().rsplit('/').next().unwrap_or_default();
    let shown = match use_.reader {
        Some((reader, _)) => reader.source.path(),
        None if typed.path.is_empty() => file,
        None => typed.path,
    };
    let exact = id_span(document, use_.address);
    let finding = |span| Finding::new(&links::BROKEN_ANCHOR, span).with("page", shown).with("anchor", &*wanted);
    let Some(pair) = pair else {
        let whole = exact.map(|span| Span { start: span.start - 1, ..span });
        let finding = finding(whole.unwrap_or(use_.address.span)).help("remove");
        return Some(if whole.is_some() { finding.fix("") } else { finding }.at(&document.source));
    };
    if site.is_unread(pair) {
        return None;
    }
    let finding = finding(exact.unwrap_or(use_.address.span));
    let including = |diagnostic: Diagnostic| match use_.reader {
        Some((reader, span)) => diagnostic.also(&reader.source, span, "included"),
        None => diagnostic,
    };
    if let Some((there, span)) = elsewhere(site, pair, lang, &wanted) {
        let own = site.edition(pair, lang).map_or("", |document| document.source.path());
        let segment = site.config.languages[there.place.lang].segment.as_str();
        let finding = finding.with("path", own).with("lang", segment).help("translate");
        return Some(including(finding.at(&document.source)).also(&there.source, span, "elsewhere"));
    }
    let Some(nearest) = paths.anchors.nearest(pair, lang, &wanted) else {
        return Some(including(finding.help("none").at(&document.source)));
    };
    let id = encoded(nearest.anchor.id);
    let suggestion = if exact.is_some() { id } else { typed.with(typed.path, Some(&id)) };
    let finding = finding.with("suggestion", suggestion.as_str());
    let finding = match (nearest.meant, nearest.sure) {
        (true, true) if is_respelt(&wanted, nearest.anchor.id) => finding.help("letters").fix(suggestion),
        (true, true) => finding.help("nearest").fix(suggestion),
        (true, false) => finding.help("nearest"),
        (false, _) => finding.help("far"),
    };
    let mut diagnostic = including(finding.at(&document.source));
    if let Some(used) = use_.address.used {
        diagnostic = diagnostic.also(&document.source, used, "use");
    }
    Some(match nearest.anchor.place(site, lang) {
        Some((there, span)) => diagnostic.also(&there.source, span, "nearest"),
        None => diagnostic,
    })
}

/// The section or clause that an id means in another edition, or the outermost one around it, which this one lacks.
fn elsewhere<'s>(site: &'s Site, at: PairIx, lang: LangId, id: &str) -> Option<(&'s Document, Span)> {
    let pair = &site.pairs[at];
    pair.editions[lang]?;
    let others = site.config.languages.ids().filter(|&other| other != lang && pair.editions[other].is_some());
    let mut unit = others.into_iter().find_map(|other| match find_id(&pair.ids[other], id)?.1 {
        Anchored::Unit(unit) => Some(unit),
        _ => None,
    })?;
    let lacks = |unit: u32| pair.units[unit as usize].members[lang].is_none();
    if !lacks(unit) {
        return None;
    }
    while let Some(parent) = pair.units[unit as usize].parent.filter(|&parent| lacks(parent)) {
        unit = parent;
    }
    let (there, member) =
        pair.units[unit as usize].members.iter().find_map(|(there, member)| Some((there, (*member)?)))?;
    let document = site.edition(at, there)?;
    Some((document, document.facts().units[member as usize].span))
}

/// The suffix names a language that the document does not have.
fn language(site: &Site, paths: &Paths<'_>, use_: &Use<'_>, typed: &Typed<'_>, pair: PairIx, lang: LangId) -> Finding {
    let languages = &site.config.languages;
    let path = neutral(typed.path, languages).map_or_else(|| typed.path.to_owned(), |(path, _)| path);
    let own = use_.document.place.lang;
    let there = &site.pairs[pair];
    // Where the reader's own language is missing too, the link changes language: that is for the author to decide.
    let elsewhere = there.editions[own].is_none() && site.config.layout == Layout::SideBySide;
    let written = match path.rsplit_once('.').filter(|_| elsewhere) {
        Some((stem, extension)) => format!("{stem}.{}.{extension}", languages[there.source].suffix),
        None => path.clone(),
    };
    let lang_there = if elsewhere { there.source } else { own };
    let fragment = typed.fragment.map(|id| paths.anchors.kept(pair, lang_there, id).unwrap_or_default());
    let suggestion = typed.with(&written, fragment.as_deref());
    Finding::new(&links::LANGUAGE_ONLY_ELSEWHERE, use_.address.span)
        .with("target", path)
        .with("lang", languages[lang].segment.as_str())
        .with("suggestion", suggestion.as_str())
        .help("nearest")
        .fix_if(!elsewhere, suggestion)
}

/// A draft. A part that its handbook does not list is reported where it stands, and not at every link to it.
fn withheld(site: &Site, use_: &Use<'_>, typed: &Typed<'_>, key: &str) -> Option<Diagnostic> {
    let known = site.pairs.iter().find(|pair| *pair.key == *key);
    let source = &use_.document.source;
    let Some(pair) = known.filter(|pair| pair.draft_editions().next().is_none()) else {
        return Some(site.withheld_link(key, source, use_.address.span, typed.path));
    };
    let kind = pair.editions[pair.source].map(|edition| site.documents[edition].place.kind);
    let reported = matches!(kind, Some(Kind::Part | Kind::HandbookText)) && pair.part_of.is_none();
    let finding = || Finding::new(&links::BROKEN_PAGE, use_.address.span).with("target", typed.path).help("none");
    (!reported).then(|| finding().at(source))
}

/// The address of the same document in the reader's own language.
pub(super) fn own_edition(site: &Site, use_: &Use<'_>, typed: &Typed<'_>, path: &str) -> Option<String> {
    let languages = &site.config.languages;
    match site.config.layout {
        Layout::SideBySide => neutral(typed.path, languages).map(|(path, _)| path),
        Layout::Trees => {
            let (_, inside) = path.split_once('/')?;
            let own = format!("{}/{inside}", languages[use_.document.place.lang].suffix);
            Some(relative(folder(use_.document), &own))
        }
    }
}
