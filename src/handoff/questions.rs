//! Turns what a support desk exports, a CSV file, into questions and answers by language, and says what was unsure.
//!
//! It gives no ids and writes no YAML. Columns are known by their headers, in French and English, or by what is said of them.

mod headers;
mod html;
mod values;

pub use headers::{Column, Field, column};

use crate::lang::{LangId, Languages, PerLang};
use jiff::civil::Date;
use std::borrow::Cow;

/// What the reader of a file was not sure of, with the line that it is on; none is of the whole file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub line: Option<u64>,
    pub doubt: Doubt,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Doubt {
    /// No UTF-8: read as Windows-1252.
    Encoding,
    /// Nothing is known of the column of this header.
    Column(String),
    /// Texts whose language no header tells are taken to be in this one.
    Language(LangId),
    /// Category titles that are the same in all languages.
    Categories,
    NoQuestion,
    NoAnswer(String),
    /// This question has no text in a language.
    Lacks(String, LangId),
    Date(String),
    /// An id that was given does not suit, or is another one's.
    Id(String, String),
    /// The same question twice: the second has this id.
    Twice(String),
    /// HTML in the answer of this question, kept as it is.
    Html(String),
    /// Something in the HTML of a cell that no text can say, left out.
    Dropped,
    /// A formula, or what a spreadsheet says of one that failed, instead of a text.
    Formula(String),
    /// A row in a language that the site has not.
    Foreign(String),
    /// A row with more cells than there are headers: what comes first of the rest.
    Cells(String),
    /// The title of the page was made from the name of the file.
    Title(String),
}

/// Why a file could not be read at all.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    NoColumns {
        headers: Vec<String>,
        lacks: Field,
    },
    /// What was said of a column names none of these.
    Unmapped {
        header: String,
        headers: Vec<String>,
    },
    Syntax {
        line: u64,
    },
}

/// A question as the file has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    pub line: u64,
    pub id: Option<String>,
    pub question: PerLang<Option<String>>,
    pub answer: PerLang<Option<String>>,
    pub category: PerLang<Option<String>>,
    pub tags: PerLang<Vec<String>>,
    pub updated: Option<Date>,
}

/// What a file says.
#[derive(Clone, Debug, PartialEq)]
pub struct Export {
    pub rows: Vec<Row>,
    pub notes: Vec<Note>,
}

/// Reads a file. `said` is what the user says of columns, by header; `lang` is the language of those that tell none, if
/// the user says one, else that of the words, else `usual`.
pub fn read(
    bytes: &[u8],
    languages: &Languages,
    (lang, usual): (Option<LangId>, LangId),
    said: &[(Column, String)],
) -> Result<Export, Fault> {
    let mut notes = Vec::new();
    // The reader of the sheet counts a line by its last sign: with two signs at the end of each it would be one behind.
    let text = decoded(bytes, &mut notes).replace("\r\n", "\n");
    let (declared, text) = declared(&text);
    let above = u64::from(declared.is_some());
    let lang = lang.or_else(|| values::tongue(text, languages)).unwrap_or(usual);
    let delimiter = declared.unwrap_or_else(|| separator(text));
    let mut reader = csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let syntax = |error: csv::Error| Fault::Syntax { line: error.position().map_or(1, csv::Position::line) + above };
    let headers: Vec<String> = reader.headers().map_err(syntax)?.iter().map(|name| name.trim().to_owned()).collect();
    let columns = headers::columns(&headers, languages, lang, said, &mut notes)?;
    let mut rows: Vec<Row> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(syntax)?;
        let line = record.position().map_or(0, csv::Position::line) + above;
        let row = row(&record, line, &columns, (languages, lang), &mut notes);
        row.into_iter().for_each(|row| join(row, &mut rows));
    }
    rows.retain(|row| keep(row, &mut notes));
    notes.sort_by_key(|note| note.line);
    Ok(Export { rows, notes })
}

/// The text, without a mark of its encoding.
fn decoded(bytes: &[u8], notes: &mut Vec<Note>) -> String {
    // "Unicode text" of a spreadsheet is UTF-16, and says so with its first two bytes.
    let wide = match bytes {
        [0xff, 0xfe, rest @ ..] => Some((rest, u16::from_le_bytes as fn([u8; 2]) -> u16)),
        [0xfe, 0xff, rest @ ..] => Some((rest, u16::from_be_bytes as fn([u8; 2]) -> u16)),
        _ => None,
    };
    if let Some((rest, unit)) = wide {
        let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        return char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.trim_start_matches('\u{feff}').to_owned(),
        Err(_) => {
            notes.push(Note { line: None, doubt: Doubt::Encoding });
            bytes.iter().map(|&byte| values::windows_1252(byte)).collect()
        }
    }
}

/// The separator that a spreadsheet says in a line of its own, `sep=;`, and what comes after it.
fn declared(text: &str) -> (Option<u8>, &str) {
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let bare = first.trim_end_matches('\r').trim_matches('"');
    let separator = bare.get(..4).filter(|key| key.eq_ignore_ascii_case("sep=")).map(|_| &bare.as_bytes()[4..]);
    match separator {
        Some(&[separator]) => (Some(separator), rest),
        _ => (None, text),
    }
}

/// The separator of the first line: the one that stands in it most often, outside quotation marks.
fn separator(text: &str) -> u8 {
    let mut inside = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for c in text.bytes() {
        match c {
            b'"' => inside = !inside,
            b'\n' if !inside => break,
            c if !inside => counts.iter_mut().filter(|(own, _)| *own == c).for_each(|(_, count)| *count += 1),
            _ => {}
        }
    }
    // Of two that are there as often, the comma.
    counts.into_iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(own, _)| own)
}

fn row(
    record: &csv::StringRecord,
    line: u64,
    columns: &[Option<Column>],
    (languages, usual): (&Languages, LangId),
    notes: &mut Vec<Note>,
) -> Option<Row> {
    let none = || languages.map(|_| None);
    let mut row = Row {
        line,
        id: None,
        question: none(),
        answer: none(),
        category: none(),
        tags: languages.map(|_| Vec::new()),
        updated: None,
    };
    // A row that says which language it is in says so for all of its texts.
    let said =
        columns.iter().zip(record).find(|(column, _)| column.is_some_and(|column| column.field == Field::Language));
    let own = said.and_then(|(_, value)| headers::language(value, languages));
    if let Some((_, value)) = said.filter(|(_, value)| own.is_none() && !value.trim().is_empty()) {
        notes.push(Note { line: Some(line), doubt: Doubt::Foreign(value.trim().to_owned()) });
        return None;
    }
    if let Some(more) = record.iter().skip(columns.len()).find(|value| !value.trim().is_empty()) {
        notes.push(Note { line: Some(line), doubt: Doubt::Cells(values::line(more)) });
    }
    for (column, value) in columns.iter().zip(record) {
        let Some(column) = column else { continue };
        let value = value.trim();
        if value.is_empty() {
            continue;
        }
        if matches!(column.field, Field::Question | Field::Answer) && values::is_formula(value) {
            notes.push(Note { line: Some(line), doubt: Doubt::Formula(values::line(value)) });
        }
        let of = match (own, column.lang) {
            (Some(lang), _) | (None, Some(lang)) => vec![lang],
            // Categories and tags may count for all languages.
            (None, None) if matches!(column.field, Field::Category | Field::Tags) => languages.ids().collect(),
            (None, None) => vec![usual],
        };
        for lang in of {
            match column.field {
                Field::Question => row.question[lang] = Some(values::line(&text(value, line, notes))),
                Field::Answer => row.answer[lang] = Some(values::markdown(&text(value, line, notes))),
                Field::Category => row.category[lang] = Some(values::line(value)),
                Field::Tags => row.tags[lang] = values::words(value),
                Field::Id => row.id = Some(value.to_owned()),
                Field::Updated => match values::date(value, languages[lang].primary()) {
                    Some(date) => row.updated = Some(date),
                    None => notes.push(Note { line: Some(line), doubt: Doubt::Date(value.to_owned()) }),
                },
                Field::Language => {}
            }
        }
    }
    Some(row)
}

/// A cell as Markdown, if it is HTML.
fn text<'t>(cell: &'t str, line: u64, notes: &mut Vec<Note>) -> Cow<'t, str> {
    if !html::is_html(cell) {
        return Cow::Borrowed(cell);
    }
    let (text, dropped) = html::markdown(cell);
    if dropped {
        notes.push(Note { line: Some(line), doubt: Doubt::Dropped });
    }
    Cow::Owned(text)
}

/// Adds a row, or what it says in its language to the row of the same id.
fn join(row: Row, rows: &mut Vec<Row>) {
    let same = |known: &&mut Row| {
        let apart = row.question.iter().all(|(lang, text)| text.is_none() || known.question[lang].is_none());
        row.id.is_some() && known.id == row.id && apart
    };
    let Some(known) = rows.iter_mut().find(same) else { return rows.push(row) };
    for lang in row.question.iter().map(|(lang, _)| lang).collect::<Vec<_>>() {
        let Row { question, answer, category, tags, .. } = &row;
        for (own, new) in
            [(&mut known.question, question), (&mut known.answer, answer), (&mut known.category, category)]
        {
            if new[lang].is_some() {
                own[lang] = new[lang].clone();
            }
        }
        if !tags[lang].is_empty() {
            known.tags[lang] = tags[lang].clone();
        }
    }
    known.updated = known.updated.max(row.updated);
}

/// Whether a row is a question with an answer.
fn keep(row: &Row, notes: &mut Vec<Note>) -> bool {
    let question = row.question.values().flatten().next();
    let doubt = match question {
        None => Doubt::NoQuestion,
        Some(question) if row.answer.values().flatten().next().is_none() => Doubt::NoAnswer(question.clone()),
        Some(_) => return true,
    };
    // An empty line at the end of a spreadsheet is no row that somebody forgot to fill in.
    let empty = question.is_none() && row.answer.values().all(Option::is_none) && row.id.is_none();
    if !empty {
        notes.push(Note { line: Some(row.line), doubt });
    }
    false
}

/// The languages that have a question.
pub fn languages_of(rows: &[Row], languages: &Languages) -> Vec<LangId> {
    languages.ids().filter(|&lang| rows.iter().any(|row| row.question[lang].is_some())).collect()
}
