//! Turns `audit.yaml` into a plain record: questions, each with how it is answered, by a check or by a person.
//!
//! It answers none, and says nothing of any law: what is asked is the user's affair.

use super::Text;
use crate::yaml::{OneOrMany, PerLanguage, Scalar, Spanned};
use jiff::civil::Date;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `audit.yaml`: the questions of an audit, and what people answered.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["items"]))]
pub struct Checklist {
    /// The title of the report, in French and English.
    pub title: PerLanguage<Text>,
    /// One or two sentences at its head: what it is for, what it is held against.
    pub introduction: PerLanguage<Text>,
    /// Texts that are the same in all languages on purpose, such as names of products.
    pub same: OneOrMany<Text>,
    /// The questions, in the order of the report.
    pub items: Vec<Item>,
}

/// One question.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[schemars(extend("required" = ["id", "question"]))]
pub struct Item {
    /// Stable name, unique in the list.
    pub id: Text,
    /// The question, in French and English; “yes” is the good answer.
    pub question: PerLanguage<Text>,
    /// The check of Diglot's that answers it; without one, a person does.
    pub check: Option<CheckName>,
    /// What a person found.
    pub by_hand: Option<ByHand>,
}

/// What a person found, and when.
#[derive(Clone, Debug, PartialEq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
pub struct ByHand {
    /// Who looked.
    pub who: Option<Spanned<Scalar>>,
    /// The day on which they did.
    pub when: Option<Spanned<Date>>,
    /// The answer; open as long as there is none.
    pub result: Option<Answer>,
    /// A remark, in French and English.
    pub note: PerLanguage<Text>,
}

/// The answer of a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    Yes,
    No,
    NotApplicable,
}

/// A check of Diglot's, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CheckName {
    /// Every page that exists in another language has a link to it.
    TogglePresent,
    /// The page that it leads to leads back.
    ToggleReciprocal,
    /// The link says the name of the other language in that language.
    ToggleLabelled,
    /// The link carries `lang` and `hreflang`.
    ToggleMarked,
    /// The `hreflang` alternates in the head of a page name all editions, on each of them.
    AlternatesReciprocal,
    /// Every page says what language it is in.
    PageLanguage,
    /// No title is the same in two languages.
    TitlesTranslated,
    /// Descriptions are in all languages, and no two are the same.
    DescriptionsTranslated,
    /// No alternative text is the same in two languages.
    AlternativesTranslated,
    /// Every document is published in all languages, or says in which it is on purpose, and why.
    BothEditions,
    /// No translation is behind its source, and dates of change agree.
    UpdatedTogether,
    /// A link to a page in another language says so.
    LinksMarked,
    /// The site has no fault that is an error.
    NoErrors,
}

impl CheckName {
    pub const ALL: [CheckName; 13] = [
        CheckName::TogglePresent,
        CheckName::ToggleReciprocal,
        CheckName::ToggleLabelled,
        CheckName::ToggleMarked,
        CheckName::AlternatesReciprocal,
        CheckName::PageLanguage,
        CheckName::TitlesTranslated,
        CheckName::DescriptionsTranslated,
        CheckName::AlternativesTranslated,
        CheckName::BothEditions,
        CheckName::UpdatedTogether,
        CheckName::LinksMarked,
        CheckName::NoErrors,
    ];
}
