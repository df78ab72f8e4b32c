//! Turns all documents into one site: pairs, addresses, ids, numbers, navigation, and a target for every link.
//!
//! It sees everything and reports only what does not fit together; a broken link becomes a value that `check` words.

mod address;
mod align;
mod assemble;
mod captions;
mod data;
mod drawings;
mod editions;
mod gates;
mod generated;
mod ids;
mod index;
mod inherit;
mod join;
mod landing;
mod navigation;
mod numbers;
mod pages;
mod pins;
mod questions;
mod redirects;
mod related;
mod relink;
mod resolve;
mod routes;
mod site;
mod slug;
mod snippets;
mod unfinished;
mod units;

pub use align::{Candidate, align, rising};
pub use assemble::FolderFile;
pub use drawings::Drawings;
pub use editions::{edition_name, editions_named};
pub use gates::sibling;
pub use generated::feed_address;
pub use navigation::{collator, page_of};
pub use questions::{NamedBy, ShownEntry};
pub use relink::{Relinked, relink};
pub use resolve::{find_id, normalise, relative, scheme};
pub use routes::{Route, decoded, route, route_to};
pub use site::*;
pub use slug::{encode_path, folded, slug};
pub use unfinished::{completions, is_file_name, own_path};

use crate::config::Config;
use crate::lang::{LangId, PerLang};
use crate::ledger::{Ledger, States};
use crate::parse::Document;
use crate::records::Text;
use crate::shared::{SHARE, Shared};
use crate::source::Source;
use crate::typography;
use crate::yaml::Entries;
use assemble::Assembly;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What `link` puts together.
pub struct Parts {
    pub config: Arc<Config>,
    pub settings: Source,
    pub documents: Shared<Document>,
    pub folders: Vec<FolderFile>,
    pub folder_texts: FolderTexts,
    /// Files to publish as they are, by address in the output.
    pub assets: BTreeMap<Box<str>, Asset>,
    /// Those of them that stand below `content/`.
    pub content_files: Vec<Box<str>>,
    pub words: PerLang<Words>,
    /// Whether drafts are published.
    pub drafts: bool,
    /// The day that the site is built for.
    pub as_of: Date,
    /// `redirects.yaml`: old addresses, each with what it leads to.
    pub redirects: Option<(Source, Entries<Text>)>,
    /// `routes.txt`: everything that was ever published.
    pub routes: Option<Source>,
    /// The records of accepted translations.
    pub ledger: Ledger,
}

/// The site that the parts make.
pub fn link(parts: Parts) -> Site {
    let Parts { config, settings, mut documents, folders, assets, content_files, words, drafts, as_of, .. } = parts;
    let (record, routes, ledger, folder_texts) = (parts.redirects, parts.routes, parts.ledger, parts.folder_texts);
    let words = config.languages.map(|lang| printed(&config, lang, &words[lang]));
    let variables = config.languages.map(|lang| variables(&config, lang));
    let variable = |document: &Document, name: &str, out: &mut String| {
        let own = document.meta().variables.get(name).or_else(|| variables[document.place.lang].get(name));
        out.push_str(own.map_or(name, String::as_str));
    };
    let mut assembly = assemble::assemble(&config, &documents, &folders, &ledger, (drafts, as_of), &variable);
    inherit::inherit(&mut documents, &assembly.pairs);
    let pages::Pages { mut pages, mut redirects } = pages::pages(&config, &documents, &mut assembly, &words, &variable);
    navigation::navigate(&config, &documents, &mut assembly, &mut pages);
    let asked = redirects::asked(&config, &documents, &assembly, &pages, record.as_ref());
    let index = |assembly: &Assembly, redirects: &BTreeMap<String, Redirect>| {
        index::Index::new(&config, &documents, assembly, &pages, redirects, &content_files)
    };
    let mut moved = BTreeMap::new();
    let redirected = !asked.is_empty();
    if redirected {
        let index = index(&assembly, &redirects);
        let paths = assembly.paths(&config, &documents, &pages, &assets, &index);
        let found = redirects::resolve(&config, &documents, asked, &paths, &pages, &assembly, &redirects);
        moved = found.settle(&config, &mut assembly, &pages, &mut redirects);
    }
    editions::moved(&config, &assembly, &pages, &mut moved);
    let index = index(&assembly, &redirects);
    let (targets, snippet_targets, known_paths, withheld_paths) = {
        let paths = assembly.paths(&config, &documents, &pages, &assets, &index);
        let targets = |page| (paths.targets(page), paths.here_in_snippets(page));
        let targets = || (0..pages.len()).into_par_iter().with_max_len(SHARE).map(targets).collect::<Vec<_>>();
        let (targets, known) = rayon::join(targets, || paths.known());
        let snippets = assembly.snippets.values().flat_map(|snippet| snippet.values().flatten());
        let snippet_targets = snippets.map(|&at| (at, paths.snippet_targets(&documents[at]))).collect();
        (targets, snippet_targets, known, paths.withheld())
    };
    for (page, (targets, here)) in pages.iter_mut().zip(targets) {
        (page.targets, page.here) = (targets, here);
    }
    let frame = Frame {
        config,
        folders: assembly.folders,
        handbooks: assembly.handbooks,
        redirects: redirects.into_values().collect(),
        redirected,
        moved,
        ledger,
        routes,
        withheld: assembly.withheld,
        withheld_paths,
        withheld_urls: assembly.withheld_urls,
        snippets: assembly.snippets,
        folder_texts,
        assets,
        variables,
        words,
        known_paths,
        index,
        settings,
        as_of,
    };
    Site {
        frame: Arc::new(frame),
        documents,
        pairs: assembly.pairs,
        pages,
        snippet_targets: Arc::new(snippet_targets),
        paired_snippets: Arc::new(assembly.paired_snippets),
        states: States::default(),
        diagnostics: assembly.diagnostics,
    }
}

/// The words of a language with its typography.
fn printed(config: &Config, lang: LangId, words: &Words) -> Words {
    let table = typography::of_language(config, lang);
    words.iter().map(|(name, word)| (name.clone(), typography::set(table, word))).collect()
}

/// The settings' variables in one language.
fn variables(config: &Config, lang: LangId) -> BTreeMap<String, String> {
    let own = &config.languages[lang];
    let value = |(name, values): &(
        crate::yaml::Spanned<String>,
        crate::yaml::PerLanguage<crate::yaml::Spanned<crate::yaml::Scalar>>,
    )| { Some((name.value.clone(), values.get(own)?.value.0.clone())) };
    config.variables.iter().filter_map(value).collect()
}
