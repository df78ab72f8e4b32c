//! Turns inputs into a site, its output and everything that is wrong with it: the whole pipeline on one screen.
//!
//! It is a function: the same inputs give the same output and the same diagnostics, whatever the cache lived through.
//! It touches no disk, no clock and no network.

mod assets;
mod cache;
mod data;
mod files;
mod follow;
mod kinds;
mod literals;
pub(crate) mod loaded;
mod machines;
pub mod manifest;
mod palette;
mod redirects;
mod status;
mod unused;

pub use assets::image_size;
pub use cache::{Cache, Stored};

use crate::allow::{self, Allowance};
use crate::answers::Answers;
use crate::check;
use crate::check::external::Elsewhere;
use crate::config::{Config, Which};
use crate::diag::rules::{documents as rules, settings};
use crate::diag::{Diagnostic, Finding, Severity};
use crate::ledger::{self, Ledger, Record};
use crate::link::{self, FolderFile, FolderTexts, Parts, Site};
use crate::output::Output;
use crate::parity;
use crate::parse::place::{self, Content};
use crate::parse::{self, Document, Place};
use crate::records::FolderRecord;
use crate::render::{Renderer, Stage, Templates, shows};
use crate::shared::{SHARE, Shared};
use crate::source::{Digest, Source, Span};
use crate::verdict::{self, Aside, Baseline, Terms, Verdict, Why, is_firm};
use crate::yaml::{self, Spanned};
use files::Plan;
use follow::Last;
use jiff::civil::Date;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::Arc;

/// One file of the site.
#[derive(Clone)]
pub enum File {
    Text(Source),
    Bytes(Arc<[u8]>),
}

/// Why a file that is there was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unread {
    /// In the system's words.
    Failed(String),
    /// A symbolic link that leads out of the site.
    Outside,
    /// Its name is not Unicode.
    Misnamed,
    /// A pipe or a device, which might be waited for without end, or a folder where a file must be.
    Special,
}

/// Everything that a result may depend on.
#[derive(Clone)]
pub struct Inputs {
    /// `diglot.yaml`; none if there is no such file.
    pub settings: Option<Source>,
    /// By path below `content/`.
    pub content: BTreeMap<Box<str>, File>,
    /// By name, the site's own over the built-in ones.
    pub templates: Templates,
    /// Files of `static/`, the site's own over the built-in ones; the flag says that the name is a built-in one.
    pub statics: BTreeMap<Box<str>, (Arc<[u8]>, bool)>,
    /// Files of `data/`.
    pub data: Vec<Source>,
    /// Committed records: `redirects.yaml` and `routes.txt` beside the settings, the ledger in `translations/`.
    pub records: BTreeMap<Box<str>, Source>,
    /// By path from the root.
    pub unread: BTreeMap<Box<str>, Unread>,
    /// The day that the site is built for.
    pub as_of: Date,
    /// Publishes drafts too.
    pub drafts: bool,
    /// The list of known problems, if the settings or the user name one that exists.
    pub baseline: Option<Source>,
    /// Levels that overrule the settings', the last word counting.
    pub levels: Vec<(Which, Severity)>,
    /// Replaces the settings' base URL, for a preview that search engines shall not find.
    pub base_url: Option<String>,
    /// What is known of external addresses; nothing unless the user asked for it.
    pub answers: Arc<Answers>,
}

/// What a build makes.
pub struct Outcome {
    pub site: Arc<Site>,
    pub output: Output,
    /// Everything that is wrong and counts, in order, but what only rendering shows.
    pub diagnostics: Vec<Diagnostic>,
    /// Addresses outside the site that data files and templates hold.
    pub external: Vec<Elsewhere>,
    /// What is wrong and does not count: allowed at its place, or known.
    pub aside: Vec<Aside>,
    found: Vec<Diagnostic>,
    terms: Terms,
}

impl Outcome {
    /// Adds what was found later, and judges everything anew: an allowance may now be of use.
    pub fn add(&mut self, found: impl IntoIterator<Item = Diagnostic>) {
        self.found.extend(found);
        let Verdict { diagnostics, aside } = verdict::judge(&self.found, &self.terms);
        (self.diagnostics, self.aside) = (diagnostics, aside);
    }

    /// Whether there is a list of known problems.
    pub fn has_baseline(&self) -> bool {
        self.terms.baseline.is_some()
    }

    /// The problems that were known before and still are.
    pub fn known(&self) -> impl Iterator<Item = &Diagnostic> {
        self.aside.iter().filter(|aside| aside.why == Why::Known).map(|aside| &aside.diagnostic)
    }

    /// The problems that a list may tolerate, those that are known among them; what is wrong with a list is none.
    pub fn tolerable(&self) -> impl Iterator<Item = &Diagnostic> {
        let list = self.terms.baseline.as_ref().map(Baseline::source);
        let new = self.diagnostics.iter().filter(move |found| !is_firm(found) && Some(&found.source) != list);
        new.chain(self.known())
    }
}

/// A site and its output, before anybody has looked for what is wrong with it.
#[derive(Clone)]
pub struct Made {
    pub site: Arc<Site>,
    pub output: Output,
    /// What was found on the way.
    found: Vec<Diagnostic>,
    /// What is wrong with the templates.
    faults: Vec<Diagnostic>,
    /// Addresses outside the site that data files hold.
    external: Vec<Elsewhere>,
    /// Kinds of pages that records of folders give.
    kinds: Arc<Vec<(Source, Spanned<String>)>>,
    /// Files of `content/` that are published as they are.
    files: Arc<Vec<Box<str>>>,
}

impl Made {
    /// What was found before anybody has looked for what is wrong: faults of settings and templates among it.
    pub fn so_far(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter().chain(&self.faults)
    }
}

/// Builds a site.
pub fn build(inputs: &Inputs, cache: &mut Cache) -> Outcome {
    if let Some(made) = follow::follow(inputs, cache) {
        return judge(made, inputs, cache);
    }
    let (linked, literals) = rayon::join(|| link_all(inputs, cache), || literals::read(inputs));
    let site = linked.site.clone();
    let known = cache.take_compared();
    let look = || look(&site, literals, &known);
    let (seen, made) = rayon::join(look, || plan(linked, inputs, cache));
    judged(made, seen, known, inputs, cache)
}

/// Makes a site and its output. With a cache that [follows](Cache::following), only what a changed text changes is made
/// anew, if nothing but texts has changed.
pub fn make(inputs: &Inputs, cache: &mut Cache) -> Made {
    follow::follow(inputs, cache).unwrap_or_else(|| plan(link_all(inputs, cache), inputs, cache))
}

/// The same; a site that is made from nothing is shown before its output is planned: its pages can be rendered, and nothing
/// is known of what they follow from. The files that follow from many pages are not in it, and no search.
pub fn make_showing(inputs: &Inputs, cache: &mut Cache, show: impl FnOnce(&Made)) -> Made {
    follow::follow(inputs, cache).unwrap_or_else(|| {
        let linked = link_all(inputs, cache);
        let (renderer, faults) = Renderer::new(linked.site.clone(), cache.highlights(), linked.stage.clone());
        show(&linked.sketch(&renderer, &faults));
        plan_with((renderer, faults), linked, inputs, cache)
    })
}

/// Finds what is wrong with a site that these inputs made.
pub fn judge(made: Made, inputs: &Inputs, cache: &mut Cache) -> Outcome {
    let known = cache.take_compared();
    let seen = look(&made.site, literals::read(inputs), &known);
    judged(made, seen, known, inputs, cache)
}

/// What is seen of a site without its output.
struct Seen<'i> {
    checked: Vec<Diagnostic>,
    /// What its editions do not have in common, and what is to be kept of it.
    compared: (Vec<Diagnostic>, parity::Memo),
    literals: literals::Written<'i>,
}

fn look<'i>(site: &Site, literals: literals::Written<'i>, known: &parity::Memo) -> Seen<'i> {
    let (checked, compared) = rayon::join(|| check::check(site), || parity::check(site, known));
    Seen { checked, compared, literals }
}

/// A site that is linked, and what its pages are to be rendered with.
struct Linked {
    site: Arc<Site>,
    stage: Stage,
    found: Vec<Diagnostic>,
    external: Vec<Elsewhere>,
    kinds: Vec<(Source, Spanned<String>)>,
    files: Vec<Box<str>>,
}

impl Linked {
    /// The site with its pages and what they ask for, as far as it can be shown now.
    fn sketch(&self, renderer: &Renderer, faults: &[Diagnostic]) -> Made {
        Made {
            site: self.site.clone(),
            output: files::sketch(&self.site, renderer.clone()),
            found: self.found.clone(),
            faults: faults.to_vec(),
            external: Vec::new(),
            kinds: Arc::default(),
            files: Arc::default(),
        }
    }
}

fn link_all(inputs: &Inputs, cache: &mut Cache) -> Linked {
    let mut found = Vec::new();
    let source = inputs.settings.clone().unwrap_or_else(|| Source::new("diglot.yaml", Vec::new()));
    let mut findings = Vec::new();
    let mut config = Config::read(&source, &mut findings);
    if inputs.unread.contains_key("diglot.yaml") {
        findings.clear();
    } else if inputs.settings.is_none() {
        findings = vec![Finding::new(&settings::NO_SETTINGS, Span::default()).help("create")];
    }
    found.extend(findings.into_iter().map(|finding| finding.at(&source)));
    found.extend(inputs.unread.iter().map(|(path, fault)| unread(path, fault)));
    if let Some(url) = &inputs.base_url {
        config.rebase(url);
    }
    config.levels = config.levels.overruled(&inputs.levels);
    // What no page leads to is made for nobody: a theme may be without a search, and without twins in Markdown.
    let [search, twins] = shown_by(&inputs.templates);
    config.search &= search;
    config.outputs.markdown &= twins;
    let Sorted { places, folders, files, unread } = sort_content(inputs, &config, &mut found);
    let ledger = ledger(inputs, cache, &mut found);
    let words = || {
        let mut found = Vec::new();
        (data::words(inputs, &config, &mut found), found)
    };
    let (mut documents, (words, in_words)) = rayon::join(|| documents(places, &config, &ledger, cache), words);
    if !unread.is_empty() {
        documents.extend(unread);
        documents.sort_by(|one, other| one.source.path().cmp(other.source.path()));
    }
    let kinds = folders.iter().filter_map(|file| Some((file.source.clone(), file.record.kind.clone()?))).collect();
    found.extend(in_words);
    let assets = assets::assets(inputs, &config, &files);
    let config = Arc::new(config);
    let redirects = inputs.records.get("redirects.yaml").map(|source| {
        let mut findings = Vec::new();
        let lines = yaml::read(source, source.span(), &mut findings).unwrap_or_default();
        found.extend(findings.into_iter().map(|finding| finding.at(source)));
        (source.clone(), lines)
    });
    let folder_texts = folder_texts(&folders, &config);
    let mut site = link::link(Parts {
        config: config.clone(),
        settings: source,
        documents,
        folders,
        folder_texts,
        assets,
        content_files: files.clone(),
        words,
        drafts: inputs.drafts,
        as_of: inputs.as_of,
        redirects,
        routes: inputs.records.get("routes.txt").cloned(),
        ledger,
    });
    site.states = parity::status::states(&site);
    let (data, mut external) = data::data(inputs, &site, &mut found);
    let (menus, elsewhere) = data::menus(&site, &mut found);
    external.extend(elsewhere);
    let stage = Stage {
        templates: inputs.templates.clone(),
        assets: assets::names(inputs, &config),
        data,
        menus,
        noindex: inputs.base_url.is_some(),
    };
    Linked { site: Arc::new(site), stage, found, external, kinds, files }
}

/// Whether pages lead to a search, and to twins in Markdown.
fn shown_by(templates: &Templates) -> [bool; 2] {
    ["site.search", "page.markdown"].map(|what| shows(templates, what))
}

/// Plans the output of a linked site.
fn plan(linked: Linked, inputs: &Inputs, cache: &mut Cache) -> Made {
    let rendering = Renderer::new(linked.site.clone(), cache.highlights(), linked.stage.clone());
    plan_with(rendering, linked, inputs, cache)
}

fn plan_with(
    (renderer, faults): (Renderer, Vec<Diagnostic>),
    linked: Linked,
    inputs: &Inputs,
    cache: &mut Cache,
) -> Made {
    let Linked { site, stage, found, external, kinds, files } = linked;
    let kept = cache.follows().then_some(stage);
    let plan = Plan::new(&site, renderer, unused::withheld(inputs, &files, &site), cache.words());
    let output = plan.output.clone();
    let made = Made { site, output, found, faults, external, kinds: Arc::new(kinds), files: Arc::new(files) };
    if let Some(stage) = kept {
        cache.keep_last(Last::new(inputs, &made, plan, stage));
    }
    made
}

/// `known` is what editions did not have in common before.
fn judged(made: Made, seen: Seen<'_>, known: parity::Memo, inputs: &Inputs, cache: &mut Cache) -> Outcome {
    let Seen { checked, compared: (compared, memo), literals } = seen;
    cache.keep_compared(&known, memo);
    let Made { site, output, mut found, faults, mut external, kinds, files } = made;
    found.extend(faults);
    found.extend(unfit(inputs));
    found.extend(assets::in_the_way(inputs, &files, &site));
    let kinds = kinds.iter().map(|(source, kind)| kinds::Typed { kind, span: kind.span, source });
    found.extend(kinds::unknown(inputs, &kinds.collect::<Vec<_>>(), &site));
    found.extend(checked);
    let in_templates = literals::check(&literals, &site, &output);
    found.extend(compared);
    let loaded = loaded::check(inputs, &files, &site, &output, cache.idle());
    found.extend(loaded.found);
    external.extend(loaded.external);
    let unused = unused::check(inputs, &files, &site, &loaded.used, &found);
    found.extend(unused);
    found.extend(in_templates);
    unmerged(inputs, &mut found);
    external.extend(literals::external(literals));
    let elsewhere = check::external::check(&site, &external, &inputs.answers, &found);
    found.extend(elsewhere);
    let terms = Terms {
        levels: site.config.levels.clone(),
        baseline: baseline(inputs, &site.config, &site.settings, &mut found),
        allowances: allowances(inputs, &site).into_iter().chain(loaded.allowances).collect(),
        unfinished: check::unpublished(&site).map(|source| source.path().into()).collect(),
    };
    let Verdict { diagnostics, aside } = verdict::judge(&found, &terms);
    Outcome { site, output, diagnostics, external, aside, found, terms }
}

/// Reads the records of accepted translations that are not known from an earlier run.
fn ledger(inputs: &Inputs, cache: &mut Cache, found: &mut Vec<Diagnostic>) -> Ledger {
    let sources = inputs.records.range(Box::from(ledger::FOLDER)..);
    let sources: Vec<&Source> =
        sources.take_while(|(path, _)| path.starts_with(ledger::FOLDER)).map(|(_, source)| source).collect();
    let known = &*cache;
    let files: Vec<ledger::File> = sources
        .into_par_iter()
        .with_max_len(SHARE)
        .map(|source| {
            let record = known.record(source.digest()).unwrap_or_else(|| Arc::new(Record::read(source)));
            ledger::File { source: source.clone(), record }
        })
        .collect();
    cache.keep_records(&files);
    for file in &files {
        found.extend(file.record.findings.iter().map(|finding| finding.clone().at(&file.source)));
    }
    Ledger::new(files)
}

/// The list of known problems, if there is one.
fn baseline(inputs: &Inputs, config: &Config, from: &Source, found: &mut Vec<Diagnostic>) -> Option<Baseline> {
    let Some(source) = &inputs.baseline else {
        let path = config.baseline.as_ref().filter(|path| !inputs.unread.contains_key(path.as_str()))?;
        let finding = Finding::new(&settings::MISSING_BASELINE, path.span).with("path", path.as_str());
        found.push(finding.help("write").at(from));
        return None;
    };
    let mut findings = Vec::new();
    let baseline = Baseline::read(source, &mut findings);
    found.extend(findings.into_iter().map(|finding| finding.at(source)));
    Some(baseline)
}

/// What authors allow, in documents and in all other texts that are read but style sheets and drawings.
fn allowances(inputs: &Inputs, site: &Site) -> Vec<(Source, Allowance)> {
    let of_documents = site.documents.iter().flat_map(|document| {
        document.facts().allowances.iter().map(|allowance| (document.source.clone(), allowance.clone()))
    });
    let folders = inputs.content.iter().filter_map(|(path, file)| match file {
        File::Text(source) if is_folder_record(path) => Some(source),
        _ => None,
    });
    let texts = inputs.settings.iter().chain(&inputs.data).chain(folders);
    let of_texts = texts.flat_map(|source| {
        let found = yaml::allowances(source, source.span());
        found.into_iter().map(|allowance| (source.clone(), allowance))
    });
    let of_templates = inputs
        .templates
        .values()
        .flat_map(|source| allow::in_template(source).into_iter().map(|allowance| (source.clone(), allowance)));
    of_documents.chain(of_texts).chain(of_templates).collect()
}

fn is_folder_record(path: &str) -> bool {
    path.rsplit('/').next().is_some_and(|name| name.starts_with("folder."))
}

/// What is wrong with a file that was not read.
fn unread(path: &str, fault: &Unread) -> Diagnostic {
    let unreadable = || Finding::new(&rules::UNREADABLE, Span::default());
    let finding = match fault {
        Unread::Failed(reason) => unreadable().with("reason", reason.as_str()).help("rights"),
        Unread::Outside => Finding::new(&rules::OUTSIDE_ROOT, Span::default()).help("copy"),
        Unread::Misnamed => unreadable().with_words("reason", &["name-not-unicode"]).help("rename"),
        Unread::Special => unreadable().with_words("reason", &["no-regular-file"]).help("replace"),
    };
    finding.at(&Source::new(path, Vec::new()))
}

/// What is wrong with texts whatever they say; those of documents are told of where they are parsed.
fn unfit(inputs: &Inputs) -> Vec<Diagnostic> {
    let folders = inputs.content.iter().filter_map(|(path, file)| match file {
        File::Text(source) if is_folder_record(path) => Some(source),
        _ => None,
    });
    // Those of the ledger may not have been read, and need not be.
    let records = inputs.records.values().filter(|source| !source.path().starts_with(ledger::FOLDER));
    let yaml = inputs.settings.iter().chain(&inputs.data).chain(records).chain(folders);
    // Who reads YAML sees its control characters.
    let not_utf8 = yaml.filter_map(|source| Some(parse::not_utf8(source)?.at(source)));
    not_utf8.chain(inputs.templates.values().filter_map(|source| Some(parse::unfit(source)?.at(source)))).collect()
}

/// Puts the conflicts that a merge has left in a text in the place of all that is wrong with it; documents tell of theirs.
fn unmerged(inputs: &Inputs, found: &mut Vec<Diagnostic>) {
    let folders = inputs.content.iter().filter_map(|(path, file)| match file {
        File::Text(source) if is_folder_record(path) => Some(source),
        _ => None,
    });
    // In lists of lines both sides are right, and who reads them says so.
    let records = inputs.records.get("redirects.yaml");
    let texts = inputs.settings.iter().chain(&inputs.data).chain(records).chain(folders);
    for source in texts.chain(inputs.templates.values()) {
        let conflicts = parse::conflicts(source);
        if !conflicts.is_empty() {
            found.retain(|fault| fault.source.path() != source.path());
            found.extend(conflicts.into_iter().map(|finding| finding.at(source)));
        }
    }
}

/// The files of `content/`, by what they are.
#[derive(Default)]
struct Sorted {
    places: Vec<(Source, Place)>,
    folders: Vec<FolderFile>,
    /// Published as they are, by path below `content/`.
    files: Vec<Box<str>>,
    /// Documents that are there and could not be had: those who name them are not at fault.
    unread: Vec<Document>,
}

/// The folders with a handbook.
fn handbook_folders(inputs: &Inputs, config: &Config) -> place::HandbookFolders {
    // Only the records' texts are asked for: others may not have been read, and need not be.
    let records = inputs.content.iter();
    let records = records.filter(|(path, _)| path.rsplit('/').next().is_some_and(|name| name.starts_with("handbook.")));
    let texts = records.filter_map(|(path, file)| match file {
        File::Text(source) => Some((&**path, source.text())),
        File::Bytes(_) => None,
    });
    place::handbook_folders(texts, &config.languages, config.layout)
}

/// Sorts the files of `content/`.
fn sort_content(inputs: &Inputs, config: &Config, found: &mut Vec<Diagnostic>) -> Sorted {
    let languages = &config.languages;
    let handbooks = handbook_folders(inputs, config);
    let kinds = inputs.content.par_iter().map(|(path, file)| match file {
        File::Text(source) => {
            Some((source, place::content(path, languages, config.layout, &handbooks, || source.text())))
        }
        File::Bytes(_) => None,
    });
    let kinds: Vec<Option<(&Source, Content)>> = kinds.collect();
    let mut sorted = Sorted::default();
    // Of which kind it would be does not matter, as long as it is one.
    let stand_in = |path: &str| match place::content(path, languages, config.layout, &handbooks, || "entries:") {
        Content::Documents(places) => {
            places.into_iter().map(|place| Document::unread(&format!("content/{path}"), place)).collect()
        }
        _ => Vec::new(),
    };
    for (path, fault) in &inputs.unread {
        let path = path.strip_prefix("content/").filter(|_| *fault != Unread::Misnamed);
        sorted.unread.extend(path.map(stand_in).unwrap_or_default());
    }
    for (path, text) in inputs.content.keys().zip(kinds) {
        let Some((source, kind)) = text else {
            if !path.split('/').any(|part| part.starts_with(['.', '_'])) {
                sorted.files.push(path.clone());
            }
            continue;
        };
        match kind {
            Content::Documents(places) => sorted.places.extend(places.into_iter().map(|place| (source.clone(), place))),
            Content::Folder(path, lang) => {
                let mut findings = Vec::new();
                let record = yaml::read::<FolderRecord>(source, source.span(), &mut findings).unwrap_or_default();
                found.extend(findings.into_iter().map(|finding| finding.at(source)));
                sorted.folders.push(FolderFile { path, lang, source: source.clone(), record });
            }
            Content::Asset => sorted.files.push(path.clone()),
            Content::NoLanguage(suggestion) => {
                let finding = Finding::new(&rules::NO_LANGUAGE, Span::default());
                found.push(finding.with("suggestion", suggestion).help("rename").at(source));
            }
            Content::Unknown if source.text().trim_start_matches('\u{feff}').trim().is_empty() => {
                found.push(Finding::new(&rules::EMPTY_DOCUMENT, Span::default()).help("write").at(source));
                sorted.unread.extend(stand_in(path));
            }
            Content::Unknown => {
                found.push(Finding::new(&rules::UNKNOWN_CONTENT, Span::default()).help("kinds").at(source));
                sorted.unread.extend(stand_in(path));
            }
            Content::Hidden => {}
        }
    }
    sorted
}

/// What `folder.yaml` says in each language. Of a file with all languages, those are there that it says something in.
fn folder_texts(folders: &[FolderFile], config: &Config) -> FolderTexts {
    let mut texts = FolderTexts::new();
    for file in folders {
        let name = if file.path.is_empty() { "folder.yaml".to_owned() } else { format!("{}/folder.yaml", file.path) };
        let editions = texts.entry(name.as_str().into()).or_insert_with(|| config.languages.map(|_| None));
        for (lang, own) in config.languages.iter().filter(|(lang, _)| file.lang.is_none_or(|only| only == *lang)) {
            if file.record.title.get(own).is_none() && file.record.description.get(own).is_none() {
                continue;
            }
            let (key, folder, language) = (name.as_str().into(), file.path.clone(), Arc::new(own.clone()));
            let place = Place { lang, language, kind: parse::Kind::Folder, key, folder };
            editions[lang] = Some(parse::parse(&file.source, place));
        }
    }
    texts
}

/// Parses what is not known from an earlier run, and works out what those texts mean that are on record.
fn documents(places: Vec<(Source, Place)>, config: &Config, ledger: &Ledger, cache: &mut Cache) -> Shared<Document> {
    let known = &*cache;
    let parsed = places.into_par_iter().with_max_len(SHARE).map(|(source, place)| {
        let key = cache::key(&source, &place);
        let recorded = |key: &str| ledger.has(key, &config.languages);
        let enough = |content: &Arc<parse::Content>| content.is_understood() || !recorded(content.key(&place));
        if let Some(content) = known.recall(key).filter(enough) {
            return (key, Document::recalled(source, place, content));
        }
        let document = parse::parse(&source, place);
        if recorded(document.key()) {
            document.meanings();
        }
        (key, document)
    });
    let (keys, documents): (Vec<Digest>, Vec<Document>) = parsed.unzip();
    let documents = Shared::from(documents);
    cache.keep(keys.into_iter().zip(&documents));
    documents
}
