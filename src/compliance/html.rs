//! Turns a report into one page that needs nothing else: both languages side by side, for the screen and for paper.
//!
//! It leaves out nothing but what would fill a page with the same fault a thousand times; the JSON has it all.

use super::report::{Answered, Both, Place, Report, Status};
use super::words::{self as w, about, status};
use crate::diag::{Tongue, Wording, fill};
use crate::lang::primary_subtag;
use crate::render::escape;
use std::fmt::Write as _;

const STYLE: &str = include_str!("report.css");

/// Places of one question that are shown.
const MOST: usize = 100;

/// The page.
pub fn html(report: &Report) -> String {
    let tongues = tongues(report);
    let mut out = String::new();
    let title = tongues.map(|tongue| escape(report.title.get(tongue))).join(" · ");
    let lang = code(tongues[0]);
    let _ = write!(
        out,
        "<!doctype html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n"
    );
    head(report, tongues, &mut out);
    out.push_str("<main>\n");
    summary(report, tongues, &mut out);
    pages(report, tongues, &mut out);
    let _ = write!(out, "<section>\n<h2>{}</h2>\n", both(w::QUESTIONS, tongues, &[]));
    for (item, number) in report.items.iter().zip(1..) {
        question(item, number, tongues, &mut out);
    }
    out.push_str("</section>\n</main>\n<footer>\n");
    for tongue in tongues {
        let _ = writeln!(out, "<p lang=\"{}\">{}</p>", code(tongue), escape(w::NEUTRAL.get(tongue)));
    }
    out + "</footer>\n</body>\n</html>\n"
}

/// The two languages of the report, that of the site's first language first.
fn tongues(report: &Report) -> [Tongue; 2] {
    let first = report.languages.iter().map(|language| primary_subtag(&language.tag));
    match first.into_iter().find(|primary| ["fr", "en"].contains(primary)) {
        Some("en") => [Tongue::English, Tongue::French],
        _ => [Tongue::French, Tongue::English],
    }
}

fn code(tongue: Tongue) -> &'static str {
    match tongue {
        Tongue::French => "fr",
        Tongue::English => "en",
    }
}

fn head(report: &Report, tongues: [Tongue; 2], out: &mut String) {
    out.push_str("<header>\n<div class=\"both\">\n");
    for tongue in tongues {
        let args = [("date", report.as_of.as_str()), ("version", report.diglot.as_str())];
        let _ = write!(
            out,
            "<div lang=\"{}\">\n<h1>{}</h1>\n<p class=\"lede\">{}</p>\n<p class=\"made\">{}</p>\n</div>\n",
            code(tongue),
            escape(report.title.get(tongue)),
            escape(report.introduction.get(tongue)),
            escape(&filled(w::MADE, tongue, &args)),
        );
    }
    out.push_str("</div>\n<ul class=\"site\">\n");
    for language in &report.languages {
        let (tag, title, name) = (escape(&language.tag), escape(&language.title), escape(&language.name));
        let _ = writeln!(out, "<li lang=\"{tag}\"><strong>{title}</strong> <span>{name} ({tag})</span></li>");
    }
    out.push_str("</ul>\n</header>\n");
}

fn summary(report: &Report, tongues: [Tongue; 2], out: &mut String) {
    let _ = write!(out, "<section>\n<h2>{}</h2>\n<ul class=\"summary\">\n", both(w::SUMMARY, tongues, &[]));
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
            both(status(answer), tongues, &[])
        );
    }
    out.push_str("</ul>\n</section>\n");
}

fn pages(report: &Report, tongues: [Tongue; 2], out: &mut String) {
    let _ = write!(
        out,
        "<section>\n<h2>{}</h2>\n<div class=\"wide\"><table>\n<thead><tr><th scope=\"col\">{}</th>",
        both(w::PAGES, tongues, &[]),
        both(w::KIND, tongues, &[])
    );
    for language in &report.languages {
        let (tag, name) = (escape(&language.tag), escape(&language.name));
        let _ = write!(out, "<th scope=\"col\" class=\"count\" lang=\"{tag}\">{name}</th>");
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for (kind, counts) in &report.kinds {
        let _ = write!(out, "<tr><th scope=\"row\"><code>{}</code></th>", escape(kind));
        for language in &report.languages {
            let _ = write!(out, "<td class=\"count\">{}</td>", counts.get(&language.tag).copied().unwrap_or(0));
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n</section>\n");
}

fn question(item: &Answered, number: usize, tongues: [Tongue; 2], out: &mut String) {
    let id = escape(&item.id);
    let _ = write!(
        out,
        "<article class=\"{}\" id=\"{id}\">\n<p class=\"verdict\"><span class=\"index\">{number}</span> {}</p>\n<div class=\"both\">\n",
        class(item.status),
        both(status(item.status), tongues, &[])
    );
    for tongue in tongues {
        let _ = write!(out, "<div lang=\"{}\">\n<h3>{}</h3>\n", code(tongue), marked(item.question.get(tongue)));
        match item.check {
            Some(check) => {
                let (count, failed) = (item.concerned.to_string(), item.failures.len().to_string());
                let counts = filled(w::CONCERNED, tongue, &[("count", &count), ("failed", &failed)]);
                let _ = write!(
                    out,
                    "<p class=\"how\"><strong>{}</strong> – {} <span class=\"counts\">{}</span></p>\n",
                    escape(w::BY_CHECK.get(tongue)),
                    marked(about(check).get(tongue)),
                    escape(&counts)
                );
            }
            None if item.status == Status::Open => {
                let _ = writeln!(out, "<p class=\"how\"><strong>{}</strong></p>", escape(w::OPEN_HAND.get(tongue)));
            }
            None => {
                let who = [&item.who, &item.when].into_iter().flatten().map(|text| escape(text)).collect::<Vec<_>>();
                let by = escape(w::BY_HAND.get(tongue));
                let _ = writeln!(out, "<p class=\"how\"><strong>{by}</strong> – {}</p>", who.join(", "));
            }
        }
        if !item.note.get(tongue).is_empty() {
            let _ = writeln!(out, "<p class=\"note\">{}</p>", marked(item.note.get(tongue)));
        }
        out.push_str("</div>\n");
    }
    out.push_str("</div>\n");
    places(&item.failures, w::FAILS, tongues, out);
    places(&item.declared, w::DECLARED, tongues, out);
    out.push_str("</article>\n");
}

fn places(places: &[Place], heading: Wording, tongues: [Tongue; 2], out: &mut String) {
    if places.is_empty() {
        return;
    }
    let head = |wording| both(wording, tongues, &[]);
    let _ = write!(
        out,
        "<div class=\"wide\"><table>\n<caption>{}</caption>\n<thead><tr><th scope=\"col\">{}</th><th scope=\"col\">{}</th><th scope=\"col\">{}</th></tr></thead>\n<tbody>\n",
        head(heading),
        head(w::WHERE),
        head(w::OTHER),
        head(w::TEXT)
    );
    for place in places.iter().take(MOST) {
        let source =
            place.source.as_ref().map_or_else(String::new, |source| format!("<small>{}</small>", escape(source)));
        let _ = writeln!(
            out,
            "<tr><td><code>{}</code>{source}</td><td>{}</td><td>{}</td></tr>",
            escape(&place.page),
            place.other.as_ref().map_or_else(String::new, |other| format!("<code>{}</code>", escape(other))),
            escape(&place.text)
        );
    }
    out.push_str("</tbody>\n</table></div>\n");
    if places.len() > MOST {
        let rest = (places.len() - MOST).to_string();
        let _ = writeln!(out, "<p class=\"how\">{}</p>", both(w::MORE, tongues, &[("count", &rest)]));
    }
}

/// A wording in both languages, each marked as such.
fn both(wording: Wording, tongues: [Tongue; 2], args: &[(&str, &str)]) -> String {
    let texts = tongues.map(|tongue| (code(tongue), filled(wording, tongue, args)));
    if texts[0].1 == texts[1].1 {
        return escape(&texts[0].1);
    }
    texts
        .map(|(code, text)| format!("<span lang=\"{code}\">{}</span>", escape(&text)))
        .join(" <span class=\"sep\">·</span> ")
}

fn filled(wording: Wording, tongue: Tongue, args: &[(&str, &str)]) -> String {
    fill(wording.get(tongue), |name| args.iter().find(|(key, _)| *key == name).map(|(_, value)| *value))
}

/// A text in which backticks set off code.
fn marked(text: &str) -> String {
    let parts = text.split('`').enumerate().map(|(at, part)| match at % 2 {
        1 => format!("<code>{}</code>", escape(part)),
        _ => escape(part),
    });
    parts.collect()
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
