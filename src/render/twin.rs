//! Turns what a page shows into one text in Markdown, the page's twin for programs, and says where it lies.
//!
//! The words are those of the page; menus and everything else around it are left out.

use super::markdown::{escaped, whole_address};
use super::view::{
    CardView, CellChangeView, ChangesView, EntryView, LinkView, PageView, PieceView, PlaceView, RewordingView,
    StandingView, TermView, TextView,
};
use crate::diag::fill;
use crate::lang::LangId;
use crate::link::{PageIx, Shows, Site};
use std::fmt::Write;

/// The address of a page's Markdown in the output. A page that shows a text of another language for want of its own has
/// none: that text has one.
pub fn markdown_address(site: &Site, page: PageIx) -> Option<String> {
    let shown = &site.pages[page];
    let is_text =
        !matches!(shown.shows, Shows::Root | Shows::NotFound | Shows::Search) && shown.foreign(site).is_none();
    let stem = shown.address.strip_suffix("index.html").filter(|_| is_text && site.config.outputs.markdown)?;
    Some(format!("{stem}index.md"))
}

/// The Markdown of a page.
pub fn write(site: &Site, page: PageIx, view: &PageView, text: &TextView) -> String {
    let twin = Twin { site, lang: site.pages[page].lang, url: &view.url };
    let mut out = String::with_capacity(text.content.len() + 1024);
    let label = if view.label.is_empty() { String::new() } else { format!("{} – ", escaped(&view.label)) };
    let _ = write!(out, "# {label}{}\n\n", text.title);
    if !view.description.is_empty() {
        let _ = write!(out, "> {}\n\n", escaped(&view.description));
    }
    twin.edition(view, &mut out);
    out.push_str(&text.content);
    for category in text.faq.iter().flat_map(|faq| &faq.categories) {
        let titled = !category.title.is_empty();
        if titled {
            let _ = write!(out, "## {}\n\n", escaped(&category.title));
        }
        category.entries.iter().for_each(|entry| twin.entry(entry, if titled { "###" } else { "##" }, &mut out));
    }
    if let Some(changes) = &text.changes {
        twin.changes(changes, &mut out);
    }
    for letter in text.glossary.iter().flatten() {
        let _ = write!(out, "## {}\n\n", letter.letter);
        letter.terms.iter().for_each(|term| twin.term(term, &mut out));
    }
    match &view.handbook {
        None => twin.cards(&view.children, "", &mut out),
        Some(book) if view.kind == "handbook" => {
            for part in &book.parts {
                let label = if part.label.is_empty() { String::new() } else { format!("{} – ", part.label) };
                let _ = writeln!(out, "- {}", twin.link(&format!("{label}{}", part.title), &part.url));
            }
        }
        Some(_) => {}
    }
    let end = out.trim_end().len();
    out.truncate(end);
    out.push('\n');
    out
}

/// Marks need their words without a space inside.
fn piece(piece: &PieceView) -> String {
    let words = piece.text.trim_end();
    let (rest, sign) = (&piece.text[words.len()..], if piece.change == "added" { "**" } else { "~~" });
    match piece.change {
        _ if words.is_empty() => piece.text.clone(),
        "same" => escaped(&piece.text),
        _ => format!("{sign}{}{sign}{rest}", escaped(words)),
    }
}

/// A passage with its changes marked; a table stays one.
fn rewording(view: &RewordingView) -> String {
    if view.rows.is_empty() {
        return view.pieces.iter().map(piece).collect();
    }
    let cell = |cell: &CellChangeView| {
        cell.pieces.iter().map(piece).collect::<String>().replace('|', "\\|").replace('\n', " ")
    };
    let mut out = String::from("\n\n");
    for (at, row) in view.rows.iter().enumerate() {
        let cells: Vec<String> = row.cells.iter().map(cell).collect();
        let _ = writeln!(out, "| {} |", cells.join(" | "));
        if at == 0 {
            let _ = writeln!(out, "|{}", " --- |".repeat(row.cells.len()));
        }
    }
    out + "\n"
}

struct Twin<'a> {
    site: &'a Site,
    lang: LangId,
    url: &'a str,
}

impl Twin<'_> {
    fn word(&self, name: &str, key: &str, value: &str) -> String {
        let text = self.site.words[self.lang].get(name).map_or("", String::as_str);
        fill(text, |asked| (asked == key).then_some(value))
    }

    fn link(&self, title: &str, url: &str) -> String {
        format!("[{}]({})", escaped(title), whole_address(self.site, self.url, url))
    }

    /// Where the page is, which edition of a handbook it shows, and when it was changed.
    fn edition(&self, view: &PageView, out: &mut String) {
        let _ = writeln!(out, "- <{}>", whole_address(self.site, self.url, self.url));
        if let Some(book) = &view.handbook {
            if !book.version.is_empty() {
                let _ = writeln!(out, "- {}", escaped(&self.word("version", "version", &book.version)));
            }
            match (&book.standing, &book.effective) {
                (Some(standing), _) => self.standing(standing, out),
                (None, Some(date)) => {
                    let _ = writeln!(out, "- {}", self.word("effective_from", "date", &date.text));
                }
                (None, None) => {}
            }
        }
        if let Some(date) = &view.updated {
            let change = if view.change.is_empty() { String::new() } else { format!(" — {}", escaped(&view.change)) };
            let _ = writeln!(out, "- {}{change}", self.word("updated_on", "date", &date.text));
        }
        out.push('\n');
    }

    /// When an edition is in force, and the editions around it.
    fn standing(&self, standing: &StandingView, out: &mut String) {
        let _ = writeln!(out, "- {}", escaped(&standing.term));
        if let Some(next) = &standing.successor {
            let from = next.from.as_ref().map_or("", |date| &date.text);
            let word = self.word("edition_next", "date", from);
            let _ = writeln!(out, "- {} {}", escaped(&word), self.link(&next.name, &next.here));
        }
        if let Some(last) = &standing.predecessor {
            let _ = writeln!(out, "- {} {}", self.word("edition_before", "", ""), self.link(&last.name, &last.here));
        }
    }

    fn changes(&self, changes: &ChangesView, out: &mut String) {
        for row in changes.rows.iter().chain(&changes.renumbered) {
            let kinds: Vec<&str> = row.kinds.iter().map(|kind| kind.label.as_str()).collect();
            let place = |place: &PlaceView| {
                let gap = if place.label.is_empty() || place.title.is_empty() { "" } else { " – " };
                self.link(&format!("{}{gap}{}", place.label, place.title), &place.url)
            };
            let places: Vec<String> = row.old.iter().chain(&row.new).map(place).collect();
            let _ = write!(out, "- **{}** {}", escaped(&kinds.join(", ")), places.join(" → "));
            let said: String = row.wording.iter().map(rewording).collect();
            let _ = writeln!(
                out,
                "{}{}",
                if said.is_empty() { "" } else { "  \n  " },
                said.trim_end().replace('\n', "\n  ")
            );
        }
        if changes.rows.is_empty() && changes.renumbered.is_empty() {
            let _ = writeln!(out, "{}", self.word("changes_none", "", ""));
        }
    }

    fn entry(&self, entry: &EntryView, level: &str, out: &mut String) {
        let _ = write!(out, "{level} {}. {}\n\n{}", entry.number, entry.question, entry.answer);
        self.related(&entry.related, out);
    }

    fn term(&self, term: &TermView, out: &mut String) {
        let _ = write!(out, "### {}\n\n{}", escaped(&term.term), term.definition);
        if !term.aka.is_empty() {
            let _ = write!(out, "{}\n\n", escaped(&self.word("also_known_as", "terms", &term.aka.join(", "))));
        }
        for other in &term.others {
            let _ = writeln!(out, "- {}: *{}*", other.lang, escaped(&other.term));
        }
        if !term.others.is_empty() {
            out.push('\n');
        }
        self.related(&term.related, out);
    }

    fn related(&self, links: &[LinkView], out: &mut String) {
        if links.is_empty() {
            return;
        }
        let links: Vec<String> = links.iter().map(|link| self.link(&link.title, &link.url)).collect();
        let _ = write!(out, "{} {}\n\n", self.word("related", "", ""), links.join(", "));
    }

    fn cards(&self, cards: &[CardView], indent: &str, out: &mut String) {
        for card in cards {
            let number = if card.number.is_empty() { String::new() } else { format!("{} ", card.number) };
            let _ = write!(out, "{indent}- {}", self.link(&format!("{number}{}", card.title), &card.url));
            if !card.description.is_empty() {
                let _ = write!(out, ": {}", escaped(&card.description));
            }
            out.push('\n');
            self.cards(&card.children, &format!("{indent}  "), out);
        }
        if indent.is_empty() && !cards.is_empty() {
            out.push('\n');
        }
    }
}
