//! Turns documents that lack an edition, without saying that they do on purpose, into diagnostics.
//!
//! Whether an edition is up to date with its source is not its question.

use crate::config::unknown_language;
use crate::diag::rules::pairs;
use crate::diag::{Diagnostic, Finding};
use crate::lang::LangId;
use crate::link::{Pair, PairIx, Site, sibling};
use crate::parse::Document;
use crate::source::Span;
use crate::yaml::Spanned;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    (0..site.pairs.len()).flat_map(|pair| editions(site, pair)).collect()
}

fn editions(site: &Site, index: PairIx) -> Vec<Diagnostic> {
    let (languages, pair) = (&site.config.languages, &site.pairs[index]);
    let documents = pair.editions.values().flatten().map(|&edition| &site.documents[edition]);
    let own = documents.flat_map(|document| document.meta().only.iter().map(move |named| (document, named)));
    let mut found: Vec<Diagnostic> = own
        .filter(|(_, named)| languages.by_name(&named.id).is_none())
        .map(|(document, named)| {
            let name = Spanned { span: named.span, value: named.id.to_string() };
            unknown_language(&name, languages).at(&document.source)
        })
        .collect();
    // What could not be read may say that its language is the only one.
    let Some(source) = pair.editions[pair.source].filter(|_| !site.is_unread(index)).map(|at| &site.documents[at])
    else {
        return found;
    };
    // A handbook in one language has its parts in that language. A misspelt `only` is one fault, not two.
    let only: Vec<Option<LangId>> = site.only(index).iter().map(|(_, named)| languages.by_name(&named.id)).collect();
    let wanted = |lang: LangId| only.is_empty() || (only.contains(&Some(lang)) && !only.contains(&None));
    let missing = languages.ids().filter(|&lang| pair.editions[lang].is_none() && wanted(lang));
    found.extend(missing.map(|lang| lacking(site, pair, source, lang).at(&source.source)));
    found
}

fn lacking(site: &Site, pair: &Pair, source: &Document, lang: LangId) -> Finding {
    let own = &site.config.languages[lang];
    match sibling(source, own, site.config.layout) {
        Some(_) if let Some(draft) = pair.drafts[lang].map(|draft| &site.documents[draft]) => {
            Finding::new(&pairs::MISSING_TRANSLATION, Span::default())
                .with("key", &*pair.key)
                .with("lang", own.segment.as_str())
                .with("path", draft.source.path())
                .help("draft")
        }
        Some(path) => Finding::new(&pairs::MISSING_TRANSLATION, Span::default())
            .with("key", &*pair.key)
            .with("lang", own.segment.as_str())
            .with("own", existing(site, pair))
            .with("path", path)
            .help("create"),
        // All languages stand side by side in this file.
        None => Finding::new(&pairs::MISSING_TEXT, source.content.title_span)
            .with("key", "title")
            .with("lang", own.segment.as_str())
            .help("add"),
    }
}

/// The languages that a document is in, as `only` takes them.
fn existing(site: &Site, pair: &Pair) -> String {
    named(site, |lang| pair.editions[lang].is_some())
}

/// Languages as `only` takes them.
pub(super) fn named(site: &Site, wanted: impl Fn(LangId) -> bool) -> String {
    let languages = site.config.languages.iter().filter(|(lang, _)| wanted(*lang));
    let names: Vec<&str> = languages.map(|(_, language)| language.segment.as_str()).collect();
    if names.len() == 1 { names.concat() } else { format!("[{}]", names.join(", ")) }
}
