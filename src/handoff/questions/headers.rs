//! Turns the headers of a spreadsheet into what its columns hold: a field, and the language of its texts.
//!
//! Spelling, accents and signs do not count. What nobody told it, it leaves out and names.

use super::{Doubt, Fault, Note};
use crate::lang::{LangId, Languages};
use unicode_normalization::UnicodeNormalization;

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    Question,
    Answer,
    Category,
    Tags,
    Id,
    Updated,
    /// The language that the row is in.
    Language,
}

impl Field {
    /// Its name, as the user says it.
    pub fn name(self) -> &'static str {
        match self {
            Field::Question => "question",
            Field::Answer => "answer",
            Field::Category => "category",
            Field::Tags => "tags",
            Field::Id => "id",
            Field::Updated => "updated",
            Field::Language => "language",
        }
    }
}

/// A column: its field, and the language of its texts if that is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    pub field: Field,
    pub lang: Option<LangId>,
}

/// What headers are called, in one word after folding; the first of a name's words that is here decides.
const NAMES: [(Field, &[&str]); 7] = [
    (Field::Question, &["question", "questions", "titre", "title", "sujet", "subject"]),
    (
        Field::Answer,
        &[
            "answer", "answers", "reponse", "reponses", "solution", "contenu", "content", "body", "corps", "texte",
            "text",
        ],
    ),
    (
        Field::Category,
        &[
            "category",
            "categorie",
            "categories",
            "rubrique",
            "section",
            "theme",
            "dossier",
            "folder",
            "group",
            "groupe",
        ],
    ),
    (Field::Tags, &["tags", "tag", "etiquettes", "etiquette", "keywords", "labels", "mots"]),
    (Field::Id, &["id", "identifiant", "identifier", "slug", "cle", "key", "reference", "numero", "number"]),
    (Field::Updated, &["updated", "date", "modified", "modifie", "modification", "jour", "revised", "revision"]),
    (Field::Language, &["language", "langue", "locale", "lang"]),
];

/// What languages are called in headers, by primary subtag.
const TONGUES: [(&str, &[&str]); 2] =
    [("fr", &["francais", "francaise", "french", "fra", "fre"]), ("en", &["anglais", "anglaise", "english", "eng"])];

/// A field and a language as the user says them: `question`, `answer.fr`.
pub fn column(name: &str, languages: &Languages) -> Option<Column> {
    let (field, lang) = match name.split_once('.') {
        Some((field, lang)) => (field, Some(language(lang, languages)?)),
        None => (name, None),
    };
    let field = NAMES.iter().map(|(field, _)| *field).find(|known| known.name() == field)?;
    Some(Column { field, lang })
}

/// The language that a word names.
pub fn language(word: &str, languages: &Languages) -> Option<LangId> {
    let word = folded(word).join("-");
    let named = |tongue: &str| {
        TONGUES.iter().any(|(primary, names)| *primary == tongue && (*primary == word || names.contains(&&*word)))
    };
    languages.by_name(&word).or_else(|| {
        let mut found = languages.iter();
        found
            .find(|(_, own)| own.tag.to_lowercase() == word || own.primary() == word || named(own.primary()))
            .map(|(lang, _)| lang)
    })
}

/// The words of a header without accents, capitals and signs.
fn folded(header: &str) -> Vec<String> {
    let bare: String = header.nfd().filter(|c| !('\u{300}'..='\u{36f}').contains(c)).collect();
    let words = bare.to_lowercase();
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

fn guessed(header: &str, languages: &Languages) -> Option<Column> {
    let words = folded(header);
    let lang = words.iter().find_map(|word| language(word, languages));
    let field =
        words.iter().find_map(|word| NAMES.iter().find(|(_, names)| names.contains(&&**word)).map(|(field, _)| *field));
    Some(Column { field: field?, lang })
}

/// What each column holds.
pub(super) fn columns(
    headers: &[String],
    languages: &Languages,
    usual: LangId,
    said: &[(Column, String)],
    notes: &mut Vec<Note>,
) -> Result<Vec<Option<Column>>, Fault> {
    for (_, header) in said {
        if !headers.iter().any(|known| folded(known) == folded(header)) {
            return Err(Fault::Unmapped { header: header.clone(), headers: headers.to_vec() });
        }
    }
    let mut columns: Vec<Option<Column>> = Vec::new();
    for header in headers {
        let own = said.iter().find(|(_, name)| folded(name) == folded(header)).map(|(column, _)| *column);
        let taken = |column: &Column| said.iter().any(|(known, _)| known == column) || columns.contains(&Some(*column));
        let column = own.or_else(|| guessed(header, languages).filter(|column| !taken(column)));
        if column.is_none() {
            notes.push(Note { line: None, doubt: Doubt::Column(header.clone()) });
        }
        columns.push(column);
    }
    let has = |field: Field| columns.iter().flatten().any(|column| column.field == field);
    if let Some(lacks) = [Field::Question, Field::Answer].into_iter().find(|field| !has(*field)) {
        return Err(Fault::NoColumns { headers: headers.to_vec(), lacks });
    }
    let untold = |field: Field| columns.iter().flatten().any(|column| column.field == field && column.lang.is_none());
    if languages.len() > 1 && !has(Field::Language) {
        if untold(Field::Question) {
            notes.push(Note { line: None, doubt: Doubt::Language(usual) });
        } else if untold(Field::Category) {
            notes.push(Note { line: None, doubt: Doubt::Categories });
        }
    }
    Ok(columns)
}
