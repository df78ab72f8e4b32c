//! Turns documents that lack an edition, without saying that they do on purpose, into diagnostics.
//!
//! Whether an edition is up to date with its source is not its question.

use crate::config::{Layout, unknown_language};
use crate::diag::rules::pairs;
use crate::diag::{Diagnostic, Finding};
use crate::lang::{Lang, LangId};
use crate::link::{Pair, PairIx, Site};
use crate::parse::Document;
use crate::source::Span;
use crate::yaml::Spanned;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    (0..site.pairs.len()).flat_map(|pair| editions(site, pair)).collect()
}

fn editions(site: &Site, index: PairIx) -> Vec<Diagnostic> {
    let (languages, pair) = (&site.config.languages, &site.pairs[index]);
    let documents = pair.editions.values().flatten().map(|&edition| &site.documents[edition]);
    let only = documents.filter_map(|document| Some((document, document.meta().only.as_ref()?)));
    let unknown = only.filter(|(_, named)| languages.by_name(&named.id).is_none());
    let mut found: Vec<Diagnostic> = unknown
        .map(|(document, named)| {
            let name = Spanned { span: named.span, value: named.id.to_string() };
            unknown_language(&name, languages).at(&document.source)
        })
        .collect();
    let Some(source) = pair.editions[pair.source].map(|edition| &site.documents[edition]) else { return found };
    // A handbook in one language has its parts in that language. A misspelt `only` is one fault, not two.
    if !site.is_in_one_language(index) {
        let missing = languages.ids().filter(|&lang| pair.editions[lang].is_none());
        found.extend(missing.map(|lang| lacking(site, pair, source, lang).at(&source.source)));
    }
    found
}

fn lacking(site: &Site, pair: &Pair, source: &Document, lang: LangId) -> Finding {
    let own = &site.config.languages[lang];
    match sibling(source.source.path(), &source.place.language, own, site.config.layout) {
        Some(path) => Finding::new(&pairs::MISSING_TRANSLATION, Span::default())
            .with("key", &*pair.key)
            .with("lang", own.segment.as_str())
            .with("own", source.place.language.segment.as_str())
            .with("path", path)
            .help("create"),
        // All languages stand side by side in this file.
        None => Finding::new(&pairs::MISSING_TEXT, source.content.title_span)
            .with("key", "title")
            .with("lang", own.segment.as_str())
            .help("add"),
    }
}

/// The path of the same document in another language, if the path says the language.
pub(super) fn sibling(path: &str, from: &Lang, to: &Lang, layout: Layout) -> Option<String> {
    let (folder, name) = path.split_at(path.rfind('/').map_or(0, |at| at + 1));
    let suffix = format!(".{}.", from.suffix);
    if let Some(at) = name.rfind(&suffix) {
        return Some(format!("{folder}{}.{}.{}", &name[..at], to.suffix, &name[at + suffix.len()..]));
    }
    let inside = path.strip_prefix(&format!("content/{}/", from.suffix)).filter(|_| layout == Layout::Trees)?;
    Some(format!("content/{}/{inside}", to.suffix))
}
