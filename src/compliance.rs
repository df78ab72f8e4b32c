//! Turns a built site and a list of questions into a report: for each question, what answers it and where it fails.
//!
//! It reads pages as they would be published, and what the site knows of its documents. It knows no law: the list says
//! what is asked. It prints nothing and writes nothing.

pub mod checklist;
mod editions;
mod html;
mod links;
mod report;
mod texts;
mod toggles;
mod words;

pub use html::html;
pub use report::{Place, Report, Status, schema};
pub use words::{FAILS, status};

use crate::diag::Diagnostic;
use crate::finished::{Overview, overview};
use crate::link::Site;
use crate::output::Output;
use crate::records::{CheckName, Checklist};
use rayon::prelude::*;

/// What checks look at.
struct Subject<'a> {
    site: &'a Site,
    /// Every page as it is published.
    pages: Vec<Overview>,
    /// Texts that are the same in all languages on purpose, as they are compared.
    same: Vec<String>,
    found: &'a [Diagnostic],
}

/// What a check found.
#[derive(Default)]
struct Examined {
    /// How many things it looked at; none means that the question does not arise.
    concerned: usize,
    failures: Vec<Place>,
    /// Whether the check cannot know the answer: unless it found a failure, a person has to give it.
    unknown: bool,
    /// What is otherwise on purpose, with the author's reason.
    declared: Vec<Place>,
}

/// The answers to the questions of a list; `found` is what is wrong with the site.
pub fn audit(site: &Site, output: &Output, found: &[Diagnostic], list: &Checklist) -> Report {
    let read = |address: &str| {
        let bytes = output.render(address).map(|rendered| rendered.bytes);
        bytes.map_or_else(Overview::default, |bytes| overview(&String::from_utf8_lossy(&bytes)))
    };
    let subject = Subject {
        site,
        pages: site.pages.par_iter().map(|page| read(&page.address)).collect(),
        same: list.same.iter().map(|text| texts::folded(text)).collect(),
        found,
    };
    let answers = list.items.par_iter().map(|item| item.check.map(|check| subject.examine(check)));
    report::report(&subject, list, answers.collect())
}

impl Subject<'_> {
    fn examine(&self, check: CheckName) -> Examined {
        match check {
            CheckName::TogglePresent => toggles::present(self),
            CheckName::ToggleReciprocal => toggles::reciprocal(self),
            CheckName::ToggleLabelled => toggles::labelled(self),
            CheckName::ToggleMarked => toggles::marked(self),
            CheckName::AlternatesReciprocal => toggles::alternates(self),
            CheckName::PageLanguage => toggles::page_language(self),
            CheckName::TitlesTranslated => texts::titles(self),
            CheckName::DescriptionsTranslated => texts::descriptions(self),
            CheckName::AlternativesTranslated => texts::alternatives(self),
            CheckName::BothEditions => editions::published(self),
            CheckName::UpdatedTogether => editions::updated(self),
            CheckName::LinksMarked => links::marked(self),
            CheckName::NoErrors => editions::sound(self),
        }
    }
}
