//! Turns the files of `data/` into values for templates and words of the interface, in every language.
//!
//! Addresses that the settings declare are resolved here; everything else is passed on as it is.

use super::Inputs;
use crate::check::external::Elsewhere;
use crate::config::{Config, LinkSetting};
use crate::diag::rules::settings::BAD_SETTING;
use crate::diag::rules::templates as rules;
use crate::diag::{Diagnostic, Finding};
use crate::lang::{LangId, Languages, PerLang};
use crate::link::{Site, Words, scheme};
use crate::render::view::{LinkView, Menus};
use crate::source::Source;
use crate::theme;
use crate::yaml::{self, Node, Value};

/// The words of the interface: the shipped ones, and over them those of `data/words.*.yaml`.
pub(super) fn words(inputs: &Inputs, config: &Config, found: &mut Vec<Diagnostic>) -> PerLang<Words> {
    let languages = &config.languages;
    let mut words = languages.map(|lang| shipped(languages[lang].primary()));
    for source in &inputs.data {
        let Some((_, lang)) = named(source, languages).filter(|(name, _)| *name == "words") else { continue };
        let Some(node) = parse(source, found) else { continue };
        let Value::Map(entries) = &node.value else { continue };
        for (key, value) in entries {
            let Some(text) = value.text() else { continue };
            for own in languages.ids().filter(|own| lang.is_none_or(|lang| lang == *own)) {
                words[own].insert(key.name.clone(), text.to_owned());
            }
        }
    }
    words
}

fn shipped(primary: &str) -> Words {
    let Some((tongue, text)) = theme::WORDS.iter().find(|(tongue, _)| *tongue == primary) else { return Words::new() };
    let source = Source::new(format!("words/{tongue}.yaml"), text.as_bytes().to_vec());
    let mut findings = Vec::new();
    let node = yaml::parse(&source, source.span(), &mut findings);
    let entries = match node.map(|node| node.value) {
        Some(Value::Map(entries)) => entries,
        _ => Vec::new(),
    };
    entries.into_iter().filter_map(|(key, value)| Some((key.name.clone(), value.text()?.to_owned()))).collect()
}

fn parse(source: &Source, found: &mut Vec<Diagnostic>) -> Option<Node> {
    let mut findings = Vec::new();
    let node = yaml::parse(source, source.span(), &mut findings);
    found.extend(findings.into_iter().map(|finding| finding.at(source)));
    node
}

/// The name of a data file, and its language if it is for one only.
fn named<'s>(source: &'s Source, languages: &Languages) -> Option<(&'s str, Option<LangId>)> {
    let file = source.path().strip_prefix("data/")?;
    let stem = file.strip_suffix(".yaml").or_else(|| file.strip_suffix(".yml"))?;
    match stem.rsplit_once('.').and_then(|(name, suffix)| Some((name, languages.by_name(suffix)?))) {
        Some((name, lang)) => Some((name, Some(lang))),
        None => Some((stem, None)),
    }
}

/// The values of `data/`, a file for all languages first, then those of one language over it.
/// With them, the addresses outside the site.
pub(super) fn data(
    inputs: &Inputs,
    site: &Site,
    found: &mut Vec<Diagnostic>,
) -> (PerLang<serde_json::Value>, Vec<Elsewhere>) {
    let mut external = Vec::new();
    let languages = &site.config.languages;
    let mut data = languages.map(|_| serde_json::Map::new());
    let mut seen = vec![false; site.config.data_addresses.len()];
    let mut files: Vec<(&Source, &str, Option<LangId>)> = inputs
        .data
        .iter()
        .filter_map(|source| named(source, languages).map(|(name, lang)| (source, name, lang)))
        .filter(|(_, name, _)| *name != "words")
        .collect();
    files.sort_by_key(|(source, _, lang)| (lang.is_some(), source.path()));
    for (source, name, lang) in files {
        let Some(node) = parse(source, found) else { continue };
        for own in languages.ids().filter(|own| lang.is_none_or(|lang| lang == *own)) {
            let mut value = node.to_json();
            for (at, declared) in site.config.data_addresses.iter().enumerate() {
                let mut path = declared.split('.');
                if path.next() != Some(name) {
                    continue;
                }
                let path: Vec<&str> = path.collect();
                resolve(&node, &mut value, &path, &mut |node, value| {
                    seen[at] = true;
                    let Some(text) = node.text() else { return };
                    let (url, fault) = site.data_address(source, node.span, text, own);
                    if fault.is_none() && scheme(text).is_some() {
                        external.push(Elsewhere { source: source.clone(), span: node.span, text: text.into() });
                    }
                    found.extend(fault);
                    *value = serde_json::Value::String(url);
                });
            }
            data[own].insert(name.to_owned(), value);
        }
    }
    for (declared, seen) in site.config.data_addresses.iter().zip(seen) {
        if !seen {
            let finding = Finding::new(&rules::DATA_ADDRESS, declared.span).with("path", declared.as_str());
            found.push(finding.help("declare").at(&site.settings));
        }
    }
    (languages.map(|lang| serde_json::Value::Object(std::mem::take(&mut data[lang]))), external)
}

/// The links of the header, the menu and the footer, in every language. With them, the addresses outside the site.
pub(super) fn menus(site: &Site, found: &mut Vec<Diagnostic>) -> (PerLang<Menus>, Vec<Elsewhere>) {
    let mut external = Vec::new();
    let theme = &site.config.theme;
    let is_known = |path: &str| {
        site.folders.iter().any(|folder| *folder.path == *path) || site.pairs.iter().any(|pair| *pair.key == *path)
    };
    for path in theme.navigation.order.iter().filter(|path| !is_known(path)) {
        let finding = Finding::new(&BAD_SETTING, path.span).with("key", "order").with("value", path.as_str());
        let finding = finding.with("example", "guides").with_words("expected", &["path-in-content"]);
        found.push(finding.help("write").at(&site.settings));
    }
    let menus = site.config.languages.map(|lang| {
        let language = &site.config.languages[lang];
        let mut links = |links: &[LinkSetting]| {
            let mut views = Vec::new();
            for setting in links {
                let (Some(text), Some(link)) = (setting.text.get(language), setting.link.get(language)) else {
                    continue;
                };
                let (url, fault) = site.data_address(&site.settings, link.span, link, lang);
                if fault.is_none() && scheme(link).is_some() {
                    external.push(Elsewhere {
                        source: site.settings.clone(),
                        span: link.span,
                        text: link.as_str().into(),
                    });
                }
                found.extend(fault);
                views.push(LinkView { title: site.printed_in(lang, text), url });
            }
            views
        };
        Menus {
            header: links(&theme.header.links),
            navigation: links(&theme.navigation.links),
            footer: links(&theme.footer.links),
            sections: theme.header.sections,
            text: theme.footer.text.get(language).map_or_else(String::new, |text| site.printed_in(lang, text)),
        }
    });
    (menus, external)
}

/// Calls `change` with every value at a path in which `*` stands for any key or place.
fn resolve(
    node: &Node,
    json: &mut serde_json::Value,
    path: &[&str],
    change: &mut dyn FnMut(&Node, &mut serde_json::Value),
) {
    let Some((first, rest)) = path.split_first() else {
        change(node, json);
        return;
    };
    match (&node.value, json) {
        (Value::Map(entries), serde_json::Value::Object(map)) => {
            for (key, value) in entries.iter().filter(|(key, _)| *first == "*" || key.name == *first) {
                if let Some(json) = map.get_mut(&key.name) {
                    resolve(value, json, rest, change);
                }
            }
        }
        (Value::Seq(items), serde_json::Value::Array(list)) => {
            let wanted = items.iter().zip(list).enumerate().filter(|(at, _)| *first == "*" || at.to_string() == *first);
            for (_, (item, json)) in wanted {
                resolve(item, json, rest, change);
            }
        }
        _ => {}
    }
}
