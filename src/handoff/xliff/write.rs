//! Turns tasks into an XLIFF file: a `file` for each document and language, a `group` for each unit, a `trans-unit` for
//! each sentence.
//!
//! The skeleton is not in it: it is taken from the source again when the file comes back.

use crate::handoff::coded::{CodeKind, Coded, Part};
use crate::handoff::task::{Run, Segment, Standing, Task, Unit};
use crate::lang::Languages;
use crate::parse::facts::UnitKind;
use std::fmt::Write as _;

/// What the texts of a file say about how it was made.
pub const TOOL: &str = "diglot";

/// The XLIFF of these tasks; `wanted` tells the units that go into it.
pub fn write(tasks: &[Task<'_>], languages: &Languages, wanted: &dyn Fn(&Unit) -> bool) -> String {
    let mut out = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xliff version=\"1.2\" xmlns=\"urn:oasis:names:tc:xliff:document:1.2\">\n",
    );
    for task in tasks {
        let units: Vec<&Unit> =
            task.units.iter().filter(|unit| wanted(unit) && unit.segments().next().is_some()).collect();
        if units.is_empty() {
            continue;
        }
        file(task, &units, languages, &mut out);
    }
    out.push_str("</xliff>\n");
    out
}

fn file(task: &Task<'_>, units: &[&Unit], languages: &Languages, out: &mut String) {
    let source = task.source;
    let datatype = if source.source.path().ends_with(".md") { "x-markdown" } else { "x-yaml" };
    add(
        out,
        format_args!(
            "  <file original=\"{}\" source-language=\"{}\" target-language=\"{}\" datatype=\"{datatype}\" tool-id=\"{TOOL}\">\n",
            attribute(source.source.path()),
            attribute(&source.place.language.tag),
            attribute(&languages[task.into].tag),
        ),
    );
    let version = env!("CARGO_PKG_VERSION");
    add(
        out,
        format_args!(
            "    <header>\n      <tool tool-id=\"{TOOL}\" tool-name=\"Diglot\" tool-version=\"{version}\"/>\n    </header>\n    <body>\n"
        ),
    );
    units.iter().for_each(|unit| group(unit, out));
    out.push_str("    </body>\n  </file>\n");
}

fn group(unit: &Unit, out: &mut String) {
    let kind = match unit.kind {
        None => "x-head",
        Some(UnitKind::Section) => "x-section",
        Some(UnitKind::Clause) => "x-clause",
        Some(UnitKind::Entry) => "x-question",
        Some(UnitKind::Term) => "x-term",
    };
    let (source, target) = &unit.digests;
    let target = target.as_deref().unwrap_or("none");
    let id = attribute(&unit.id);
    add(
        out,
        format_args!(
            "      <group id=\"{id}\" restype=\"{kind}\" resname=\"{}\" extradata=\"source {source} target {target}\">\n",
            attribute(&unit.title),
        ),
    );
    for (name, run, segment) in unit.segments() {
        let name = attribute(&name);
        add(
            out,
            format_args!(
                "        <trans-unit id=\"{id}/{name}\" restype=\"{}\" xml:space=\"preserve\">\n",
                run.place.name(),
            ),
        );
        add(out, format_args!("          <source>{}</source>\n", content(&segment.source, &segment.source)));
        target_of(unit, segment, out);
        notes(run, segment, out);
        out.push_str("        </trans-unit>\n");
        for aside in &segment.asides {
            let (name, own) = (attribute(&aside.name(&name)), aside.segment());
            add(
                out,
                format_args!(
                    "        <trans-unit id=\"{id}/{name}\" restype=\"x-attribute\" xml:space=\"preserve\">\n"
                ),
            );
            add(out, format_args!("          <source>{}</source>\n", content(&own.source, &own.source)));
            target_of(unit, &own, out);
            out.push_str("        </trans-unit>\n");
        }
    }
    out.push_str("      </group>\n");
}

/// How far a segment is that has a translation.
pub fn state(standing: Standing) -> &'static str {
    match standing {
        Standing::Current => "final",
        Standing::Stale => "translated",
        Standing::Unsure => "needs-review-translation",
        Standing::Missing => "needs-translation",
    }
}

fn target_of(unit: &Unit, segment: &Segment, out: &mut String) {
    match &segment.known {
        // Something in this unit has changed, and it is no sentence: somebody has to look at all of them.
        Some(known) => {
            let all_known = unit.segments().all(|(_, _, segment)| segment.known.is_some());
            let state = match unit.standing {
                Standing::Stale if all_known => state(Standing::Unsure),
                standing => state(standing),
            };
            add(
                out,
                format_args!("          <target state=\"{state}\">{}</target>\n", content(known, &segment.source)),
            );
        }
        None => out.push_str("          <target state=\"needs-translation\"/>\n"),
    }
}

fn notes(run: &Run, segment: &Segment, out: &mut String) {
    // What is said of a run is said once.
    if !run.segments.first().is_some_and(|first| std::ptr::eq(first, segment)) {
        return;
    }
    for note in &run.notes {
        add(out, format_args!("          <note from=\"author\" annotates=\"source\">{}</note>\n", text(note)));
    }
}

/// The content of a `source` or `target`, with the codes as the source types them.
fn content(coded: &Coded, source: &Coded) -> String {
    let mut out = String::new();
    for part in &coded.parts {
        match part {
            Part::Text(words) => out.push_str(&text(words)),
            Part::Open(id) => {
                let code = &source.codes[*id as usize - 1];
                let kind = if code.kind == CodeKind::Image { "x-image" } else { code.kind.name() };
                let equal = attribute(&format!("{}…{}", code.open, code.close));
                add(&mut out, format_args!("<g id=\"{id}\" ctype=\"{kind}\" equiv-text=\"{equal}\">"));
            }
            Part::Close(_) => out.push_str("</g>"),
            Part::Alone(id) => {
                let code = &source.codes[*id as usize - 1];
                let kind = match code.kind {
                    CodeKind::Link => "x-link",
                    CodeKind::Emphasis | CodeKind::Strong => "x-emphasis",
                    kind => kind.name(),
                };
                add(
                    &mut out,
                    format_args!("<x id=\"{id}\" ctype=\"{kind}\" equiv-text=\"{}\"/>", attribute(&code.open)),
                );
            }
        }
    }
    out
}

fn add(out: &mut String, text: std::fmt::Arguments<'_>) {
    out.write_fmt(text).expect("a string takes everything");
}

/// Signs that XML cannot hold are in no text that Diglot publishes; they are left out here.
fn text(text: &str) -> String {
    let allowed = |c: char| (!c.is_control() || matches!(c, '\t' | '\n')) && !matches!(c, '\u{fffe}' | '\u{ffff}');
    let text: String = text.chars().filter(|&c| allowed(c)).collect();
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// Line ends in an attribute would be read as spaces.
fn attribute(value: &str) -> String {
    text(value).replace('"', "&quot;").replace('\n', "&#10;").replace('\t', "&#9;").replace('\r', "")
}
