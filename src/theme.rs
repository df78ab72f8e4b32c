//! Turns the built-in theme of this repository (its `templates/` and `static/`) into files that are always there.
//!
//! It does not decide which file wins: a site's own file of the same name does, in `load`.

use crate::source::Source;
use rust_embed::RustEmbed;
use std::borrow::Cow;
use std::collections::BTreeMap;

#[derive(RustEmbed)]
#[folder = "templates"]
struct Templates;

#[derive(RustEmbed)]
#[folder = "static"]
struct Statics;

/// The built-in templates, by name such as `partials/head.html`.
pub fn templates() -> impl Iterator<Item = (String, Cow<'static, [u8]>)> {
    files::<Templates>()
}

/// Whether none of these templates is the site's own.
pub fn is_all(used: &BTreeMap<Box<str>, Source>) -> bool {
    let own: BTreeMap<String, Cow<'static, [u8]>> = templates().collect();
    let is_own = |name: &str, source: &Source| own.get(name).is_some_and(|bytes| **bytes == *source.text().as_bytes());
    used.iter().all(|(name, source)| is_own(name, source))
}

/// The built-in assets, by name such as `diglot.css`.
pub fn statics() -> impl Iterator<Item = (String, Cow<'static, [u8]>)> {
    files::<Statics>()
}

fn files<T: RustEmbed>() -> impl Iterator<Item = (String, Cow<'static, [u8]>)> {
    // File names are given with the separator of the machine that compiled.
    T::iter().filter_map(|name| Some((name.replace('\\', "/"), T::get(&name)?.data)))
}

/// The words of the interface that ship with the theme, by primary subtag of the language.
pub const WORDS: &[(&str, &str)] = &[("fr", include_str!("words/fr.yaml")), ("en", include_str!("words/en.yaml"))];
