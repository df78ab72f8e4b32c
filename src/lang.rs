//! Turns the `languages` of a site into typed indexes and total maps "one value per language".
//!
//! Beside the names of the months it does not know any particular language's words or typography, and no language in it
//! comes before another: the order is the order of the settings, used for display and for `x-default` only.

pub mod months;

mod address;

pub use address::language_of;

use serde::{Deserialize, Serialize};
use std::ops::{Index, IndexMut};

/// A language of the site, by its place in the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LangId(pub u8);

/// How one language is written down in tags, addresses and file names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Lang {
    /// BCP 47 tag, such as `fr-CA`.
    pub tag: String,
    /// First segment of the addresses in this language, such as `fr`.
    pub segment: String,
    /// Suffix of the files in this language, such as `fr` in `guide.fr.md`.
    pub suffix: String,
    /// The language's name in itself, such as `Français`.
    pub name: String,
}

impl Lang {
    /// The primary subtag (`fr` of `fr-CA`).
    pub fn primary(&self) -> &str {
        primary_subtag(&self.tag)
    }

    /// The direction of its script, from the primary subtag (Unicode CLDR, script metadata).
    pub fn dir(&self) -> &'static str {
        match self.primary() {
            "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "ku" | "ps" | "sd" | "ug" | "ur" | "yi" => "rtl",
            _ => "ltr",
        }
    }
}

/// The part of a BCP 47 tag before the first hyphen.
pub fn primary_subtag(tag: &str) -> &str {
    tag.split('-').next().unwrap_or(tag)
}

/// The languages of a site, in the order of its settings; at least one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Languages(Vec<Lang>);

impl Languages {
    /// The languages given, or `None` if there is none or there are more than 255.
    pub fn new(langs: Vec<Lang>) -> Option<Languages> {
        (!langs.is_empty() && langs.len() <= usize::from(u8::MAX)).then_some(Languages(langs))
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn ids(&self) -> impl DoubleEndedIterator<Item = LangId> + use<> {
        (0..self.0.len() as u8).map(LangId)
    }

    pub fn iter(&self) -> impl Iterator<Item = (LangId, &Lang)> {
        self.ids().zip(&self.0)
    }

    /// The language whose files end in `.suffix`.
    pub fn by_suffix(&self, suffix: &str) -> Option<LangId> {
        self.find(|lang| lang.suffix == suffix)
    }

    /// The language whose addresses begin with `segment`.
    pub fn by_segment(&self, segment: &str) -> Option<LangId> {
        self.find(|lang| lang.segment == segment)
    }

    /// The language a user named by segment, suffix or full tag.
    pub fn by_name(&self, name: &str) -> Option<LangId> {
        self.find(|lang| lang.segment == name || lang.suffix == name || lang.tag == name)
    }

    fn find(&self, test: impl Fn(&Lang) -> bool) -> Option<LangId> {
        self.iter().find(|(_, lang)| test(lang)).map(|(id, _)| id)
    }

    /// A total map made by calling `make` for every language.
    pub fn map<T>(&self, make: impl FnMut(LangId) -> T) -> PerLang<T> {
        PerLang(self.ids().map(make).collect())
    }
}

impl Index<LangId> for Languages {
    type Output = Lang;
    fn index(&self, id: LangId) -> &Lang {
        &self.0[usize::from(id.0)]
    }
}

/// One value for every language of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub struct PerLang<T>(Vec<T>);

impl<T> PerLang<T> {
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = (LangId, &T)> + ExactSizeIterator {
        self.0.iter().enumerate().map(|(at, value)| (LangId(at as u8), value))
    }

    pub fn values(&self) -> std::slice::Iter<'_, T> {
        self.0.iter()
    }
}

impl<T> Index<LangId> for PerLang<T> {
    type Output = T;
    fn index(&self, id: LangId) -> &T {
        &self.0[usize::from(id.0)]
    }
}

impl<T> IndexMut<LangId> for PerLang<T> {
    fn index_mut(&mut self, id: LangId) -> &mut T {
        &mut self.0[usize::from(id.0)]
    }
}
