//! Turns the whole text of a unit, as a record keeps it, into the texts that a translator sees: keys, titles, bodies, cells.
//!
//! It reads what was accepted once, of which no tree is left; what stands in the files now is read in [`super::fields`].

use super::fields::{Field, Form, pieces};
use super::pieces::Pieces;

/// The texts in the whole text of a unit, as a record keeps it: keys with their values, then Markdown, then keys again.
pub fn split(whole: &str, like: &[Field]) -> Vec<(String, Pieces)> {
    if like.iter().any(|field| is_row(&field.name)) {
        return table(whole, like);
    }
    let mut rest = whole.trim();
    let mut out = Vec::new();
    let names = || like.iter().filter(|field| field.name != "text");
    let keyed = |line: &str| {
        let (key, value) = line.split_once(": ")?;
        let field = names().find(|field| field.name.rsplit(':').next() == Some(key))?;
        Some((field.name.clone(), pieces(value, field.form)))
    };
    while let Some(found) = keyed(rest.split('\n').next().unwrap_or_default()) {
        out.push(found);
        rest = rest.split_once('\n').map_or("", |(_, rest)| rest).trim_start_matches('\n');
    }
    while let Some(found) = rest.rsplit("\n\n").next().and_then(keyed) {
        out.push(found);
        rest = rest.rsplit_once("\n\n").map_or("", |(rest, _)| rest).trim_end();
    }
    // The first paragraph of an entry is its title.
    let title = like.iter().find(|field| matches!(&*field.name, "question" | "term"));
    if let Some(title) = title {
        let (first, body) = rest.split_once("\n\n").unwrap_or((rest, ""));
        out.push((title.name.clone(), pieces(first, title.form)));
        rest = body;
    }
    let text = like.iter().find(|field| matches!(&*field.name, "text" | "answer" | "definition" | "intro"));
    out.extend(text.map(|text| (text.name.clone(), pieces(rest, text.form))));
    out
}

/// Whether a text is a cell of a table that is written in YAML.
pub fn is_row(name: &str) -> bool {
    name.starts_with("row:")
}

/// The texts of a table: its caption, the titles of its columns, its rows, its notes, as [`crate::parse`] wrote them down.
fn table(whole: &str, like: &[Field]) -> Vec<(String, Pieces)> {
    let form = |name: &str| like.iter().find(|field| field.name == name).map_or(Form::Line, |field| field.form);
    let mut out: Vec<(String, Pieces)> = Vec::new();
    let mut columns: Vec<&str> = Vec::new();
    let mut row = 0;
    for (at, block) in whole.trim().split("\n\n").enumerate() {
        let mut push = |name: String, value: &str| {
            let pieces = pieces(value, form(&name));
            out.push((name, pieces));
        };
        let key = block.split_once(": ").map(|(key, _)| key).filter(|key| !key.contains('\n'));
        match key {
            _ if at == 0 => push("caption".to_owned(), block),
            // All columns have titles, and they come before all rows.
            Some(key) if row == 0 && !columns.contains(&key) && !block.contains('\n') => {
                columns.push(key);
                push(format!("column:{key}"), &block[key.len() + 2..]);
            }
            Some(key) if columns.contains(&key) => {
                row += 1;
                cells(block, &columns).into_iter().for_each(|(key, value)| push(format!("row:{row}:{key}"), value));
            }
            Some(key) => push(format!("note:{key}"), &block[key.len() + 2..]),
            None => {}
        }
    }
    out
}

/// The cells of a row, each with what follows it up to the next.
fn cells<'t>(row: &'t str, columns: &[&str]) -> Vec<(&'t str, &'t str)> {
    let mut starts: Vec<(usize, &str)> = Vec::new();
    let mut at = 0;
    for line in row.split_inclusive('\n') {
        let key = line.split_once(": ").map(|(key, _)| key).filter(|key| columns.contains(key));
        starts.extend(key.map(|key| (at, key)));
        at += line.len();
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([row.len()]);
    starts.iter().zip(ends).map(|((start, key), end)| (*key, row[start + key.len() + 2..end].trim_end())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_cells_of_a_row_are_told_apart() {
        let row = "sign: Noise: a lot\nof it\ndelay: 5";
        assert_eq!(cells(row, &["sign", "delay"]), [("sign", "Noise: a lot\nof it"), ("delay", "5")]);
    }
}
