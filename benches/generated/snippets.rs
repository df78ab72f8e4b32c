//! Turns a page's number into fenced code blocks, no two of them alike in the whole corpus.
//!
//! A highlighter's cache by content is of no use on them within a run: each has names and numbers
//! of its own, and its comments and texts are in the language of the page. None contains two
//! braces in a row, which one generator or another would take for a variable.

use std::fmt::Write;

use super::prose::{Lang, Random};
use super::vocabulary::{CIRCUMSTANCES, OBJECTS, SUBJECTS};

const LANGUAGES: [fn(&mut Snippet); 7] = [rust, python, bash, yaml, json, toml, javascript];

/// Appends block number `block` (0 or 1) of the document.
pub fn write(out: &mut String, seed: u64, lang: Lang, document: usize, block: usize) {
    let mut choice = Random::new(seed, "snippet", document * 2 + block);
    let which = choice.below(LANGUAGES.len());
    let mut snippet = Snippet {
        out,
        lang,
        random: Random::new(seed, lang.code(), document * 2 + block),
        serial: document * 2 + block,
    };
    LANGUAGES[which](&mut snippet);
    out.push('\n');
}

struct Snippet<'a> {
    out: &'a mut String,
    lang: Lang,
    random: Random,
    serial: usize,
}

impl Snippet<'_> {
    fn line(&mut self, text: std::fmt::Arguments) {
        self.out.write_fmt(text).expect("writing to a String does not fail");
        self.out.push('\n');
    }

    fn name(&mut self) -> &'static str {
        let fr = [
            "dossier",
            "compte",
            "facture",
            "billet",
            "seuil",
            "registre",
            "envoi",
            "calendrier",
            "paquet",
            "titre",
            "courriel",
            "horaire",
            "adresse",
            "contrat",
            "lecteur",
            "rapport",
        ];
        let en = [
            "folder", "account", "invoice", "ticket", "limit", "register", "shipment", "calendar", "parcel", "title",
            "message", "schedule", "address", "contract", "reader", "report",
        ];
        match self.lang {
            Lang::Fr => self.random.pick(&fr),
            Lang::En => self.random.pick(&en),
        }
    }

    fn number(&mut self) -> usize {
        10 + self.random.below(99_000)
    }

    fn note(&mut self) -> String {
        format!("{}, {}", self.lang.of(self.random.pick(OBJECTS)), self.lang.of(self.random.pick(CIRCUMSTANCES)))
    }

    fn label(&mut self) -> &'static str {
        self.lang.of(self.random.pick(SUBJECTS))
    }

    fn steps(&mut self) -> usize {
        2 + self.random.below(2)
    }
}

fn rust(s: &mut Snippet) {
    let (name, other, serial) = (s.name(), s.name(), s.serial);
    let note = s.note();
    s.line(format_args!("```rust"));
    s.line(format_args!("/// {note}"));
    s.line(format_args!("#[derive(Debug, Clone)]"));
    s.line(format_args!("pub struct Etat{serial} {{\n    {name}: u64,\n    liste: Vec<String>,\n}}\n"));
    s.line(format_args!("impl Etat{serial} {{"));
    for step in 0..s.steps() {
        let (field, number, label) = (s.name(), s.number(), s.label());
        s.line(format_args!("    // {label}"));
        s.line(format_args!("    pub fn {field}_{step}(&self, {other}: &str) -> Option<u64> {{"));
        s.line(format_args!("        let total = self.{name} + {number} * {other}.len() as u64;"));
        s.line(format_args!("        (total > {serial}).then_some(total)\n    }}"));
    }
    s.line(format_args!("}}\n```"));
}

fn python(s: &mut Snippet) {
    let (name, serial, note) = (s.name(), s.serial, s.note());
    s.line(format_args!("```python"));
    s.line(format_args!("from dataclasses import dataclass, field\n\n"));
    s.line(format_args!("@dataclass\nclass Etat{serial}:\n    \"\"\"{note}\"\"\"\n"));
    s.line(format_args!("    {name}: list[str] = field(default_factory=list)"));
    for step in 0..s.steps() {
        let (method, number, label) = (s.name(), s.number(), s.label());
        s.line(format_args!("\n    def {method}_{step}(self, valeur: float = {number}.5) -> str:"));
        s.line(format_args!("        # {label}"));
        s.line(format_args!("        if valeur > {serial} and self.{name}:"));
        s.line(format_args!("            return f\"{method}: {{valeur:.2f}}\""));
        s.line(format_args!("        return \"{label}\""));
    }
    s.line(format_args!("```"));
}

fn bash(s: &mut Snippet) {
    let (name, serial, note) = (s.name(), s.serial, s.note());
    s.line(format_args!("```bash"));
    s.line(format_args!("#!/usr/bin/env bash\nset -euo pipefail\n"));
    s.line(format_args!("# {note}\nreadonly {}_{serial}=\"$HOME/{name}\"\n", name.to_uppercase()));
    for step in 0..s.steps() {
        let (function, number, label) = (s.name(), s.number(), s.label());
        s.line(format_args!("{function}_{step}() {{\n  local total=\"$1\""));
        s.line(format_args!("  if [[ \"$total\" -gt {number} ]]; then"));
        s.line(format_args!("    echo \"{label}: $total\" >&2\n    return 1\n  fi"));
        s.line(format_args!("  grep -c \"{label}\" \"${name}_{serial}.log\" | sort -n\n}}\n"));
    }
    s.line(format_args!("```"));
}

fn yaml(s: &mut Snippet) {
    let (name, serial, note) = (s.name(), s.serial, s.note());
    s.line(format_args!("```yaml"));
    s.line(format_args!("# {note}\n{name}_{serial}:\n  version: \"{}.4\"", serial % 97));
    for step in 0..s.steps() {
        let (key, number, label) = (s.name(), s.number(), s.label());
        let remark = s.note();
        s.line(format_args!("  {key}_{step}:\n    label: \"{label}\"\n    limit: {number}"));
        s.line(format_args!("    enabled: {}", number % 2 == 0));
        s.line(format_args!("    steps: [prepare, {key}, publish-{number}]"));
        s.line(format_args!("    note: >-\n      {remark}"));
    }
    s.line(format_args!("```"));
}

fn json(s: &mut Snippet) {
    let (name, serial, note) = (s.name(), s.serial, s.note());
    s.line(format_args!("```json"));
    s.line(format_args!("{{\n  \"id\": \"{name}-{serial}\",\n  \"note\": \"{note}\",\n  \"items\": ["));
    for step in 0..s.steps() {
        let (key, number, label) = (s.name(), s.number(), s.label());
        let comma = if step == 0 { "" } else { "    ,\n" };
        s.line(format_args!("{comma}    {{\n      \"{key}\": {number},\n      \"label\": \"{label}\","));
        s.line(format_args!("      \"ratio\": 0.{number},\n      \"active\": {},", number % 3 == 0));
        s.line(format_args!("      \"path\": \"/{key}/{serial}/{step}\"\n    }}"));
    }
    s.line(format_args!("  ],\n  \"total\": null\n}}\n```"));
}

fn toml(s: &mut Snippet) {
    let (name, serial, note) = (s.name(), s.serial, s.note());
    s.line(format_args!("```toml"));
    s.line(format_args!("# {note}\n[{name}-{serial}]\nedition = \"{}\"\n", 2000 + serial % 40));
    for step in 0..s.steps() {
        let (key, number, label) = (s.name(), s.number(), s.label());
        let remark = s.note();
        s.line(format_args!("[{name}-{serial}.{key}-{step}]\nlabel = \"{label}\""));
        s.line(format_args!("limit = {number}\nsince = 20{:02}-03-0{}", number % 30, 1 + number % 9));
        s.line(format_args!("paths = [\"{key}/\", \"archive/{number}/\"]\nstrict = true"));
        s.line(format_args!("remark = \"\"\"\n{remark}\"\"\"\n"));
    }
    s.line(format_args!("```"));
}

fn javascript(s: &mut Snippet) {
    let (name, serial, note) = (s.name(), s.serial, s.note());
    s.line(format_args!("```javascript"));
    s.line(format_args!("// {note}\nimport {{ {name} }} from \"./{name}-{serial}.js\";\n"));
    for step in 0..s.steps() {
        let (function, number, label) = (s.name(), s.number(), s.label());
        s.line(format_args!("export async function {function}{step}(items, limit = {number}) {{"));
        s.line(format_args!("  // {label}"));
        s.line(format_args!("  const kept = items.filter((item) => item.size < limit / {serial}.5);"));
        s.line(format_args!("  if (kept.length === 0) throw new Error(`{label}: ${{limit}}`);"));
        s.line(format_args!("  return {name}(await Promise.all(kept));\n}}\n"));
    }
    s.line(format_args!("```"));
}
