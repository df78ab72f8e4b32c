//! Turns what a clause says in two editions into one text with its changes marked: words in sentences, cells in tables.
//!
//! Which clauses belong together is not its business.

use super::view::{CellChangeView, PieceView, RewordingView, RowChangeView};
use crate::ledger::{self, Piece};
use crate::parity::{Marks, pairs};

/// What readers see of a clause, in its order.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Said(Vec<Passage>);

#[derive(Clone, Debug, PartialEq)]
enum Passage {
    Lines(String),
    /// Rows of cells, the head first.
    Table(Vec<Vec<String>>),
}

impl Said {
    pub fn add(&mut self, text: &str) {
        match self.0.last_mut() {
            _ if text.is_empty() => {}
            Some(Passage::Lines(lines)) => {
                lines.push('\n');
                lines.push_str(text);
            }
            _ => self.0.push(Passage::Lines(text.to_owned())),
        }
    }

    pub fn add_table(&mut self, rows: Vec<Vec<String>>) {
        self.0.push(Passage::Table(rows));
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn first_line(&self) -> &str {
        match self.0.first() {
            Some(Passage::Lines(lines)) => lines.lines().next().unwrap_or_default(),
            Some(Passage::Table(rows)) => {
                rows.iter().flatten().find(|cell| !cell.is_empty()).map_or("", String::as_str)
            }
            None => "",
        }
    }
}

/// A text that is wholly new or gone.
pub(super) fn whole(change: &'static str, said: &Said) -> Vec<RewordingView> {
    said.0.iter().map(|passage| whole_passage(change, passage)).collect()
}

fn whole_passage(change: &'static str, passage: &Passage) -> RewordingView {
    match passage {
        Passage::Lines(lines) => RewordingView { pieces: all(change, lines), rows: Vec::new() },
        Passage::Table(rows) => RewordingView { pieces: Vec::new(), rows: whole_rows(change, rows) },
    }
}

fn whole_rows(change: &'static str, rows: &[Vec<String>]) -> Vec<RowChangeView> {
    let row = |(at, cells): (usize, &Vec<String>)| RowChangeView {
        change,
        head: at == 0,
        cells: cells.iter().map(|cell| CellChangeView { change, pieces: all(change, cell) }).collect(),
    };
    rows.iter().enumerate().map(row).collect()
}

fn all(change: &'static str, text: &str) -> Vec<PieceView> {
    (!text.is_empty()).then(|| PieceView { change, text: text.to_owned() }).into_iter().collect()
}

/// What is said in the newer edition with what it said before; nothing if nothing differs.
pub(super) fn reworded(old: &Said, new: &Said) -> Vec<RewordingView> {
    let tables = |said: &Said| -> Vec<usize> {
        (0..said.0.len()).filter(|&at| matches!(said.0[at], Passage::Table(_))).collect()
    };
    let (before, after) = (tables(old), tables(new));
    let likeness = |a: usize, b: usize| match (&old.0[before[a]], &new.0[after[b]]) {
        (Passage::Table(old), Passage::Table(new)) => alike(old, new) - 0.2,
        _ => 0.0,
    };
    let joined = pairs(before.len(), after.len(), likeness);
    let mut out: Vec<RewordingView> = Vec::new();
    let (mut from, mut until) = (0, 0);
    for (a, b) in joined.into_iter().map(|(a, b)| (before[a], after[b])).chain([(old.0.len(), new.0.len())]) {
        between(&old.0[from..a], &new.0[until..b], &mut out);
        if let (Some(Passage::Table(old)), Some(Passage::Table(new))) = (old.0.get(a), new.0.get(b)) {
            out.push(RewordingView { pieces: Vec::new(), rows: rows(old, new) });
        }
        (from, until) = (a + 1, b + 1);
    }
    let is_same = |view: &RewordingView| {
        view.pieces.iter().all(|piece| piece.change == "same") && view.rows.iter().all(|row| row.change == "same")
    };
    if out.iter().all(is_same) { Vec::new() } else { out }
}

/// What stands between two tables that both editions have: sentences, and tables that one of them lacks.
fn between(old: &[Passage], new: &[Passage], out: &mut Vec<RewordingView>) {
    let lines = |passages: &[Passage]| {
        let lines = passages.iter().filter_map(|passage| match passage {
            Passage::Lines(lines) => Some(lines.as_str()),
            Passage::Table(_) => None,
        });
        lines.collect::<Vec<&str>>().join("\n")
    };
    let pieces = pieces(&lines(old), &lines(new));
    if !pieces.is_empty() {
        out.push(RewordingView { pieces, rows: Vec::new() });
    }
    for (change, passages) in [("removed", old), ("added", new)] {
        let tables = passages.iter().filter(|passage| matches!(passage, Passage::Table(_)));
        out.extend(tables.map(|table| whole_passage(change, table)));
    }
}

fn pieces(old: &str, new: &str) -> Vec<PieceView> {
    let mut pieces: Vec<PieceView> = Vec::new();
    if old.is_empty() || new.is_empty() {
        pieces.extend(all("removed", old));
        pieces.extend(all("added", new));
        return pieces;
    }
    for piece in ledger::changes(old, new) {
        let (change, text) = match piece {
            Piece::Same(text) => ("same", text),
            Piece::Removed(text) => ("removed", text),
            Piece::Added(text) => ("added", text),
        };
        match pieces.last_mut().filter(|last| last.change == change) {
            Some(last) => last.text.push_str(text),
            None => pieces.push(PieceView { change, text: text.to_owned() }),
        }
    }
    pieces
}

/// The rows of a table with those that it had before, cell by cell: in columns of one heading.
fn rows(old: &[Vec<String>], new: &[Vec<String>]) -> Vec<RowChangeView> {
    let columns = columns(old, new);
    let likeness = |a: usize, b: usize| match (a, b) {
        (0, 0) => 3.0,
        (0, _) | (_, 0) => -1.0,
        (a, b) => row_likeness(&old[a], &new[b], &columns) - 0.35,
    };
    let mut out = Vec::new();
    let (mut from, mut until) = (0, 0);
    let ends = [(old.len(), new.len())];
    for (a, b) in pairs(old.len(), new.len(), likeness).into_iter().chain(ends) {
        out.extend((from..a).map(|at| row(Some(&old[at]), None, &columns, at == 0)));
        out.extend((until..b).map(|at| row(None, Some(&new[at]), &columns, at == 0)));
        if a < old.len() {
            out.push(row(Some(&old[a]), Some(&new[b]), &columns, b == 0));
        }
        (from, until) = (a + 1, b + 1);
    }
    out
}

/// A column of the compared table: its place before and now.
type Column = (Option<usize>, Option<usize>);

/// The columns of both tables in one order, by their headings; those of tables equally wide are each other's.
fn columns(old: &[Vec<String>], new: &[Vec<String>]) -> Vec<Column> {
    let none = Vec::new();
    let (before, after) = (old.first().unwrap_or(&none), new.first().unwrap_or(&none));
    if before.len() == after.len() {
        return (0..before.len()).map(|at| (Some(at), Some(at))).collect();
    }
    let likeness = |a: usize, b: usize| match before[a] == after[b] {
        true => 1.0,
        false => Marks::of(&before[a]).likeness(&Marks::of(&after[b])) - 0.5,
    };
    let mut out = Vec::new();
    let (mut from, mut until) = (0, 0);
    for (a, b) in pairs(before.len(), after.len(), likeness).into_iter().chain([(before.len(), after.len())]) {
        out.extend((from..a).map(|at| (Some(at), None)));
        out.extend((until..b).map(|at| (None, Some(at))));
        if a < before.len() {
            out.push((Some(a), Some(b)));
        }
        (from, until) = (a + 1, b + 1);
    }
    out
}

/// How alike two rows are, from 0 to 1: what stands first says what a row is about.
fn row_likeness(old: &[String], new: &[String], columns: &[Column]) -> f32 {
    let (mut sum, mut weights) = (0.0, 0.0);
    let both = columns.iter().filter_map(|(a, b)| Some((old.get((*a)?)?, new.get((*b)?)?)));
    for (at, (old, new)) in both.enumerate() {
        let weight = if at == 0 { 2.0 } else { 1.0 };
        weights += weight;
        sum += weight * if old == new { 1.0 } else { Marks::of(old).likeness(&Marks::of(new)) * 0.8 };
    }
    if weights > 0.0 { sum / weights } else { 0.0 }
}

/// How alike two tables are, from 0 to 1.
fn alike(old: &[Vec<String>], new: &[Vec<String>]) -> f32 {
    let columns = columns(old, new);
    let head = match (old.first(), new.first()) {
        (Some(old), Some(new)) => row_likeness(old, new, &columns),
        _ => 0.0,
    };
    let words = |rows: &[Vec<String>]| Marks::of(&rows.iter().flatten().cloned().collect::<Vec<_>>().join(" "));
    head.max(words(old).likeness(&words(new)))
}

fn cell(row: Option<&Vec<String>>, at: Option<usize>) -> Option<&str> {
    row?.get(at?).map(String::as_str)
}

fn row(old: Option<&Vec<String>>, new: Option<&Vec<String>>, columns: &[Column], head: bool) -> RowChangeView {
    let cells: Vec<CellChangeView> = columns
        .iter()
        .map(|&(a, b)| match (cell(old, a), cell(new, b)) {
            (Some(old), Some(new)) if old == new => CellChangeView { change: "same", pieces: all("same", new) },
            (Some(old), Some(new)) => CellChangeView { change: "reworded", pieces: pieces(old, new) },
            (Some(old), None) => CellChangeView { change: "removed", pieces: all("removed", old) },
            (None, Some(new)) => CellChangeView { change: "added", pieces: all("added", new) },
            (None, None) => CellChangeView { change: "same", pieces: Vec::new() },
        })
        .collect();
    let change = match (old, new) {
        (Some(_), None) => "removed",
        (None, Some(_)) => "added",
        _ if cells.iter().all(|cell| cell.change == "same") => "same",
        _ => "reworded",
    };
    RowChangeView { change, head, cells }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn table(rows: &[&str]) -> Said {
        let cells = |row: &&str| row.split('|').map(str::to_owned).collect();
        Said(vec![Passage::Lines("Fees.".into()), Passage::Table(rows.iter().map(cells).collect())])
    }

    fn told(old: &Said, new: &Said) -> Vec<String> {
        let piece = |piece: &PieceView| match piece.change {
            "added" => format!("+{}+", piece.text),
            "removed" => format!("-{}-", piece.text),
            _ => piece.text.clone(),
        };
        let cell = |cell: &CellChangeView| cell.pieces.iter().map(piece).collect::<String>();
        let views = reworded(old, new);
        let rows = views.iter().flat_map(|view| &view.rows);
        rows.map(|row| format!("{}: {}", row.change, row.cells.iter().map(cell).collect::<Vec<_>>().join("|")))
            .collect()
    }

    #[test]
    fn a_changed_cell_is_marked_in_its_row() {
        let old = table(&["Service|Price", "Translation|20 $", "Revision|15 $"]);
        let new = table(&["Service|Price", "Translation|25 $", "Revision|15 $"]);
        let marked = ["same: Service|Price", "reworded: Translation|-20 -+25 +$", "same: Revision|15 $"];
        assert_eq!(told(&old, &new), marked);
    }

    #[test]
    fn rows_and_columns_come_and_go() {
        let old = table(&["Service|Price", "Translation|20 $", "Revision|15 $"]);
        let new = table(&["Service|Unit|Price", "Translation|page|20 $", "Printing|sheet|1 $"]);
        let marked = [
            "reworded: Service|+Unit+|Price",
            "reworded: Translation|+page+|20 $",
            "removed: -Revision-||-15 $-",
            "added: +Printing+|+sheet+|+1 $+",
        ];
        assert_eq!(told(&old, &new), marked);
    }

    #[test]
    fn the_same_table_is_no_change() {
        let same = table(&["Service|Price", "Translation|20 $"]);
        assert!(reworded(&same, &same).is_empty());
    }
}
