//! Turns a report into one page that needs nothing else: both languages side by side, for the screen and for paper.
//!
//! It leaves out nothing but what would fill a page with the same fault a thousand times; the JSON has it all.

use super::report::{Answered, Both, Place, Report, Status};
use super::words::{self as w, about, status};
use crate::diag::{Tongue, Wording, fill};
use crate::lang::primary_subtag;
use crate::render::escape;
use crate::typography::{self, Table, table};
use std::fmt::Write as _;

const STYLE: &str = include_str!("report.css");

/// Places of one question that are shown.
const MOST: usize = 100;

/// The page.
pub fn html(report: &Report) -> String {
    let sides = sides(report);
    let mut out = String::new();
    let title = sides.map(|side| side.prose(report.title.get(side.tongue))).join(" · ");
    let lang = sides[0].code;
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    );
    head(report, sides, &mut out);
    out.push_str("<main>\n");
    summary(report, sides, &mut out);
    pages(report, sides, &mut out);
    let _ = write!(out, "<section>\n<h2>{}</h2>\n", both(w::QUESTIONS, sides, &[]));
    for (item, number) in report.items.iter().zip(1..) {
        question(item, number, sides, &mut out);
    }
    out.push_str("</section>\n</main>\n<footer>\n");
    for side in sides {
        let _ = writeln!(out, "<p lang=\"{}\">{}</p>", side.code, side.prose(w::NEUTRAL.get(side.tongue)));
    }
    out + "</footer>\n</body>\n</html>\n"
}

/// One language of the report.
#[derive(Clone, Copy)]
struct Side {
    tongue: Tongue,
    code: &'static str,
    table: Option<&'static Table>,
}

type Sides = [Side; 2];

/// The two languages of the report, that of the site's first language first, each printed as on the site.
fn sides(report: &Report) -> Sides {
    let side = |tongue: Tongue| {
        let code = match tongue {
            Tongue::French => "fr",
            Tongue::English => "en",
        };
        let tag = report.languages.iter().map(|language| &*language.tag).find(|tag| primary_subtag(tag) == code);
        Side { tongue, code, table: table(tag.unwrap_or(code)) }
    };
    let mut primaries = report.languages.iter().map(|language| primary_subtag(&language.tag));
    match primaries.find(|primary| ["fr", "en"].contains(primary)) {
        Some("en") => [Tongue::English, Tongue::French].map(side),
        _ => [Tongue::French, Tongue::English].map(side),
    }
}

fn head(report: &Report, sides: Sides, out: &mut String) {
    out.push_str("<header>\n<div class=\"both\">\n");
    for side in sides {
        let args = [("date", report.as_of.as_str()), ("version", report.diglot.as_str())];
        let _ = write!(
            out,
            "<div lang=\"{}\">\n<h1>{}</h1>\n<p class=\"lede\">{}</p>\n<p class=\"made\">{}</p>\n</div>\n",
            side.code,
            side.prose(report.title.get(side.tongue)),
            side.prose(report.introduction.get(side.tongue)),
            side.prose(&filled(w::MADE, side.tongue, &args)),
        );
    }
    out.push_str("</div>\n<ul class=\"site\">\n");
    for language in &report.languages {
        let (tag, title, name) = (escape(&language.tag), escape(&language.title), escape(&language.name));
        let _ = writeln!(out, "<li lang=\"{tag}\"><strong>{title}</strong> <span>{name} ({tag})</span></li>");
    }
    out.push_str("</ul>\n</header>\n");
}

fn summary(report: &Report, sides: Sides, out: &mut String) {
    let _ = write!(out, "<section>\n<h2>{}</h2>\n<ul class=\"summary\">\n", both(w::SUMMARY, sides, &[]));
    let counts = [
        (Status::Passed, report.summary.passed),
        (Status::Failed, report.summary.failed),
        (Status::Open, report.summary.open),
        (Status::NotApplicable, report.summary.not_applicable),
    ];
    for (answer, count) in counts {
        let _ = writeln!(
            out,
            "<li class=\"{}\"><strong>{count}</strong> {}</li>",
            class(answer),
            both(status(answer), sides, &[])
        );
    }
    out.push_str("</ul>\n</section>\n");
}

fn pages(report: &Report, sides: Sides, out: &mut String) {
    let _ = write!(
        out,
        "<section>\n<h2>{}</h2>\n<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">{}</th>",
        both(w::PAGES, sides, &[]),
        both(w::KIND, sides, &[])
    );
    for language in &report.languages {
        let (tag, name) = (escape(&language.tag), escape(&language.name));
        let _ = write!(out, "<th scope=\"col\" class=\"count\" lang=\"{tag}\">{name}</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (kind, counts) in &report.kinds {
        let _ = write!(out, "<tr><th scope=\"row\">{}</th>", kind_name(kind, sides));
        for language in &report.languages {
            let _ = write!(out, "<td class=\"count\">{}</td>", counts.get(&language.tag).copied().unwrap_or(0));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n</section>\n");
}

/// A kind in words; one of the author's own as it is called.
fn kind_name(kind: &str, sides: Sides) -> String {
    w::kind(kind).map_or_else(|| format!("<code>{}</code>", escape(kind)), |wording| both(wording, sides, &[]))
}

fn question(item: &Answered, number: usize, sides: Sides, out: &mut String) {
    let id = escape(&item.id);
    let _ = write!(
        out,
        "<article class=\"{}\" id=\"{id}\">\n<p class=\"verdict\"><span class=\"index\">{number}</span> {}</p>\n<div class=\"both\">\n",
        class(item.status),
        both(status(item.status), sides, &[])
    );
    for side in sides {
        let say = |wording: Wording| side.prose(wording.get(side.tongue));
        let _ = write!(out, "<div lang=\"{}\">\n<h3>{}</h3>\n", side.code, side.prose(item.question.get(side.tongue)));
        if let Some(check) = item.check {
            let (count, failed) = (item.concerned.to_string(), item.failures.len().to_string());
            let counts = filled(w::CONCERNED, side.tongue, &[("count", &count), ("failed", &failed)]);
            let _ = writeln!(
                out,
                "<p class=\"how\"><strong>{}</strong> – {} <span class=\"counts\">{}</span></p>",
                say(w::BY_CHECK),
                say(about(check)),
                side.prose(&counts)
            );
        }
        let who = [&item.who, &item.when].into_iter().flatten().map(|text| escape(text)).collect::<Vec<_>>();
        if !who.is_empty() {
            let _ = writeln!(out, "<p class=\"how\"><strong>{}</strong> – {}</p>", say(w::BY_HAND), who.join(", "));
        }
        if item.status == Status::Open {
            let _ = writeln!(out, "<p class=\"how\"><strong>{}</strong></p>", say(w::OPEN_HAND));
        }
        let note = item.note.get(side.tongue);
        if !note.is_empty() {
            let _ = writeln!(out, "<p class=\"note\">{}</p>", side.prose(note));
        }
        out.push_str("</div>\n");
    }
    out.push_str("</div>\n");
    places(&item.failures, w::FAILS, sides, out);
    places(&item.declared, w::DECLARED, sides, out);
    out.push_str("</article>\n");
}

fn places(places: &[Place], heading: Wording, sides: Sides, out: &mut String) {
    if places.is_empty() {
        return;
    }
    let compared = places.iter().any(|place| place.other.is_some());
    let told = places.iter().any(|place| !place.text.is_empty());
    let headings = [Some(w::WHERE), compared.then_some(w::OTHER), told.then_some(w::TEXT)];
    let _ = write!(out, "<div class=\"wide\"><table>\n<caption>{}</caption>\n<thead><tr>", both(heading, sides, &[]));
    for heading in headings.into_iter().flatten() {
        let _ = write!(out, "<th scope=\"col\">{}</th>", both(heading, sides, &[]));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for place in places.iter().take(MOST) {
        let source =
            place.source.as_ref().map_or_else(String::new, |source| format!("<small>{}</small>", escape(source)));
        let other = place.other.as_ref().map_or_else(String::new, |other| format!("<code>{}</code>", escape(other)));
        let cells = [compared.then_some(other), told.then(|| escape(&place.text))];
        let cells: String = cells.into_iter().flatten().map(|cell| format!("<td>{cell}</td>")).collect();
        let _ = writeln!(out, "<tr><td><code>{}</code>{source}</td>{cells}</tr>", escape(&place.page));
    }
    out.push_str("</tbody>\n</table></div>\n");
    if places.len() > MOST {
        let rest = (places.len() - MOST).to_string();
        let _ = writeln!(out, "<p class=\"how\">{}</p>", both(w::MORE, sides, &[("count", &rest)]));
    }
}

/// A wording in both languages, each marked as such.
fn both(wording: Wording, sides: Sides, args: &[(&str, &str)]) -> String {
    let texts = sides.map(|side| (side.code, side.prose(&filled(wording, side.tongue, args))));
    if texts[0].1 == texts[1].1 {
        return texts[0].1.clone();
    }
    texts.map(|(code, text)| format!("<span lang=\"{code}\">{text}</span>")).join(" <span class=\"sep\">·</span> ")
}

fn filled(wording: Wording, tongue: Tongue, args: &[(&str, &str)]) -> String {
    fill(wording.get(tongue), |name| args.iter().find(|(key, _)| *key == name).map(|(_, value)| *value))
}

impl Side {
    /// A text with the typography of its language, in which backticks set off code.
    fn prose(self, text: &str) -> String {
        let parts = text.split('`').enumerate().map(|(at, part)| match at % 2 {
            1 => format!("<code>{}</code>", escape(part)),
            _ => escape(&typography::set(self.table, part)),
        });
        parts.collect()
    }
}

fn class(status: Status) -> &'static str {
    match status {
        Status::Passed => "passed",
        Status::Failed => "failed",
        Status::NotApplicable => "idle",
        Status::Open => "open",
    }
}

impl Both {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.fr.is_empty() && self.en.is_empty()
    }
}
