//! Turns the pages of a site into titles, descriptions and alternative texts that were copied and not translated.
//!
//! A single word may well be the same in two languages; two or more that are all the same are taken for a copy, unless
//! they are a variable's value or declared to be the same on purpose.

use super::report::Place;
use super::toggles::place;
use super::{Examined, Subject};
use crate::link::{PageIx, Shows};

/// Every two editions of a page, each in its own language.
fn pairs<'s>(subject: &'s Subject<'_>) -> impl Iterator<Item = (PageIx, PageIx)> + use<'s> {
    let site = subject.site;
    let real = |at: PageIx| site.pages[at].foreign(site).is_none();
    let repeats = |shows| matches!(shows, Shows::Whole(_) | Shows::Changes(_));
    let is_aside = |shows| matches!(shows, Shows::Root | Shows::NotFound | Shows::Search);
    let counts = move |at: &PageIx| !is_aside(site.pages[*at].shows) && !repeats(site.pages[*at].shows);
    (0..site.pages.len()).filter(move |at| counts(at) && real(*at)).flat_map(move |at| {
        let others = site.pages[at].siblings.values().flatten().copied();
        others.filter(move |&other| other > at && real(other)).map(move |other| (at, other))
    })
}

pub(super) fn titles(subject: &Subject<'_>) -> Examined {
    let mut examined = Examined::default();
    for (one, other) in pairs(subject) {
        examined.concerned += 1;
        let (title, same) = (&subject.site.pages[one].title, &subject.site.pages[other].title);
        if subject.is_copied(title, same) {
            examined.failures.push(Place { text: title.to_string(), ..place(subject, other, Some(one)) });
        }
    }
    examined
}

pub(super) fn descriptions(subject: &Subject<'_>) -> Examined {
    let mut examined = Examined::default();
    for (one, other) in pairs(subject) {
        let (own, theirs) = (&subject.pages[one].description, &subject.pages[other].description);
        if own.is_empty() && theirs.is_empty() {
            continue;
        }
        examined.concerned += 1;
        // The page named first is the one to be written.
        let (lacking, there) = if own.is_empty() { (one, other) } else { (other, one) };
        if own.is_empty() || theirs.is_empty() || subject.is_copied(own, theirs) {
            let text = subject.pages[lacking].description.clone();
            examined.failures.push(Place { text, ..place(subject, lacking, Some(there)) });
        }
    }
    examined
}

pub(super) fn alternatives(subject: &Subject<'_>) -> Examined {
    let mut examined = Examined::default();
    for (one, other) in pairs(subject) {
        let (own, theirs) = (&subject.pages[one].images, &subject.pages[other].images);
        for image in theirs.iter().filter(|image| !image.alt.is_empty()) {
            examined.concerned += 1;
            if own.iter().any(|original| subject.is_copied(&original.alt, &image.alt)) {
                let text = format!("{} ({})", image.alt, image.src);
                examined.failures.push(Place { text, ..place(subject, other, Some(one)) });
            }
        }
    }
    examined
}

impl Subject<'_> {
    fn is_copied(&self, one: &str, other: &str) -> bool {
        let (one, other) = (folded(one), folded(other));
        if one != other || self.same.contains(&one) {
            return false;
        }
        let values = self.site.variables.values().flat_map(|variables| variables.values()).map(|value| folded(value));
        let names = values.chain(self.same.iter().cloned()).filter(|name| !name.is_empty());
        let rest = names.fold(format!(" {one} "), |rest, name| rest.replace(&format!(" {name} "), " "));
        rest.split(' ').filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 1).count() > 1
    }
}

/// A text as it is compared: words in lower case, whatever stands between them.
pub(super) fn folded(text: &str) -> String {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}
