//! Turns checks, answers and headings of a report into French and English.
//!
//! Questions are not here: they are the list's.

use super::report::Status;
use crate::diag::Wording;
use crate::records::CheckName;

const fn w(fr: &'static str, en: &'static str) -> Wording {
    Wording { fr, en }
}

pub const SUMMARY: Wording = w("Résultat", "Result");
pub const PAGES: Wording = w("Pages examinées", "Pages examined");
pub const KIND: Wording = w("Genre de page", "Kind of page");
pub const QUESTIONS: Wording = w("Questions", "Questions");
pub const BY_CHECK: Wording = w("Vérifié par Diglot", "Checked by Diglot");
pub const BY_HAND: Wording = w("Vérifié par une personne", "Checked by a person");
pub const OPEN_HAND: Wording = w("Une personne doit encore répondre", "A person has yet to answer");
pub const CONCERNED: Wording = w("{count} examinés, {failed} en défaut", "{count} examined, {failed} failing");
pub const FAILS: Wording = w("En défaut", "Failing");
pub const DECLARED: Wording = w("Exceptions déclarées", "Declared exceptions");
pub const WHERE: Wording = w("Page", "Page");
pub const OTHER: Wording = w("Autre page", "Other page");
pub const TEXT: Wording = w("Constat", "What is there");
pub const MORE: Wording = w("et {count} autres, dans la version JSON", "and {count} more, in the JSON version");
pub const MADE: Wording = w(
    "Établi le {date} par Diglot {version}, d'après les pages telles qu'elles sont publiées.",
    "Made on {date} by Diglot {version}, from the pages as they are published.",
);
pub const NEUTRAL: Wording = w(
    "Ce rapport répond aux questions de sa liste, et à elles seules. Il n'est pas un avis juridique.",
    "This report answers the questions of its list, and those alone. It is no legal advice.",
);

/// The name of a status.
pub fn status(status: Status) -> Wording {
    match status {
        Status::Passed => w("Oui", "Yes"),
        Status::Failed => w("Non", "No"),
        Status::NotApplicable => w("Sans objet", "Not applicable"),
        Status::Open => w("À vérifier", "To be checked"),
    }
}

/// What pages of a kind are; none for a kind of the author's own.
pub(super) fn kind(name: &str) -> Option<Wording> {
    Some(match name {
        "fallback" => {
            w("Page de repli, sans version dans cette langue", "Fallback page, with no edition in this language")
        }
        "faq" => w("FAQ", "FAQ"),
        "glossary" => w("Glossaire", "Glossary"),
        "guide" | "page" => w("Page", "Page"),
        "handbook" => w("Manuel", "Handbook"),
        "home" => w("Page d'accueil", "Home page"),
        "notfound" => w("Page introuvable", "Page not found"),
        "part" => w("Partie d'un manuel", "Part of a handbook"),
        "root" => w("Choix de la langue", "Choice of language"),
        "section" => w("Page d'un dossier", "Page of a folder"),
        "whole" => w("Manuel sur une page", "Handbook on one page"),
        _ => return None,
    })
}

/// What a check looks at.
pub(super) fn about(check: CheckName) -> Wording {
    match check {
        CheckName::TogglePresent => w(
            "Sur chaque page qui a une version dans une autre langue, un lien y mène.",
            "On every page that has an edition in another language, a link leads to it.",
        ),
        CheckName::ToggleReciprocal => w(
            "La page où ce lien mène a elle-même un lien vers la première. La page de choix de la langue n'est pas comptée.",
            "The page that this link leads to has itself a link to the first. The page that offers the languages is not counted.",
        ),
        CheckName::ToggleLabelled => w(
            "Le texte du lien contient le nom que l'autre langue se donne, ou son code.",
            "The text of the link contains what the other language calls itself, or its code.",
        ),
        CheckName::ToggleMarked => w(
            "Le lien a `hreflang`, et son texte `lang`, à la langue où il mène.",
            "The link has `hreflang`, and its text `lang`, of the language that it leads to.",
        ),
        CheckName::AlternatesReciprocal => w(
            "L'en-tête de chaque version nomme toutes les versions de la page, elle-même comprise (`rel=\"alternate\"`).",
            "The head of each edition names all editions of the page, itself among them (`rel=\"alternate\"`).",
        ),
        CheckName::PageLanguage => {
            w("`<html lang>` est la langue de la page.", "`<html lang>` is the language of the page.")
        }
        CheckName::TitlesTranslated => w(
            "Deux versions d'une page n'ont pas le même titre de plusieurs mots, sauf les noms déclarés sous `same`.",
            "No two editions of a page have the same title of several words, except names declared under `same`.",
        ),
        CheckName::DescriptionsTranslated => w(
            "Une description présente dans une langue l'est dans l'autre, et n'y est pas recopiée.",
            "A description that is there in one language is there in the other, and is not a copy.",
        ),
        CheckName::AlternativesTranslated => w(
            "Le texte de remplacement d'une image n'est pas recopié d'une langue à l'autre.",
            "The alternative text of an image is not copied from one language to the other.",
        ),
        CheckName::BothEditions => w(
            "Chaque document publié l'est dans toutes les langues, ou déclare `only` avec une raison.",
            "Every document that is published is so in all languages, or declares `only` with a reason.",
        ),
        CheckName::UpdatedTogether => w(
            "Les deux textes de chaque section sont ceux qui ont été acceptés (`diglot accept`), et les dates de mise à jour concordent. Sans registre, une personne doit répondre.",
            "Both texts of every section are those that were accepted (`diglot accept`), and the dates of change agree. Without records, a person has to answer.",
        ),
        CheckName::LinksMarked => w(
            "Un lien vers une page dans une autre langue, de ce site ou d'un autre, a `hreflang`. La langue d'un autre site se lit dans l'adresse ou sous `external.languages`.",
            "A link to a page in another language, of this site or another, has `hreflang`. The language of another site is read from the address or from `external.languages`.",
        ),
        CheckName::NoErrors => w("`diglot check` ne trouve aucune erreur.", "`diglot check` finds no error."),
    }
}
