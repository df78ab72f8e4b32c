//! Turns the faults of every file into diagnostics: what was typed, where, and what to write instead.
//!
//! It reads a file again only if it has a fault, or an anchor that a fault comes near to.

use super::address::{self, Goal, Odd};
use super::collect::{Collected, Work, value};
use super::found::{Fault, Trouble};
use super::nearest::{self, Meant, Shelf};
use super::page::{self, Facts, IdKind, Role, Use};
use super::scan::decoded;
use super::tree::{FileIx, Kind, folder};
use crate::diag::rules::site as rules;
use crate::diag::{Diagnostic, Finding, Spelling, folded};
use crate::link::encode_path;
use crate::source::{Source, Span};
use rayon::prelude::*;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock};

/// The ids of a page to which a broken anchor leads.
struct Target {
    source: Source,
    ids: Vec<String>,
    places: Vec<Span>,
    /// The ids as they are compared.
    spellings: Vec<Spelling>,
    /// What was compared before.
    answers: Mutex<HashMap<String, Option<usize>>>,
}

impl Target {
    fn nearest(&self, wanted: &str) -> Option<usize> {
        let mut answers = self.answers.lock().expect("nobody panics with it");
        *answers.entry(wanted.to_owned()).or_insert_with(|| nearest::id(wanted, &self.spellings))
    }
}

struct Say<'a> {
    work: &'a Work<'a>,
    all: &'a [Collected],
    shelf: OnceLock<Shelf<'a>>,
    targets: Mutex<HashMap<FileIx, Arc<Target>>>,
}

/// Every fault as a diagnostic, in order.
pub(super) fn diagnostics(work: &Work<'_>, all: &[Collected]) -> Vec<Diagnostic> {
    let say = Say { work, all, shelf: OnceLock::new(), targets: Mutex::default() };
    let faulty = (0..all.len()).into_par_iter().filter(|&at| !all[at].troubles.is_empty());
    let mut found: Vec<Diagnostic> = faulty.flat_map_iter(|at| say.file(at as FileIx)).collect();
    found.sort_by(Diagnostic::compare);
    found.dedup();
    found
}

/// One use, read again.
struct Read<'s> {
    at: FileIx,
    source: &'s Source,
    span: Span,
    role: Role,
    /// The address, decoded and trimmed.
    typed: String,
    /// Where it leads, below the root of the server; empty if it is no path.
    path: String,
    absolute: bool,
    fragment: Option<String>,
    has_base: bool,
}

impl Say<'_> {
    fn file(&self, at: FileIx) -> Vec<Diagnostic> {
        let Some(text) = self.work.text(at) else { return Vec::new() };
        let path = format!("{}{}", self.work.files.prefix, self.work.tree.address(at));
        let source = Source::new(path, text.into_bytes());
        let mut facts = Facts::default();
        if self.work.tree.kind(at) == Kind::Page {
            page::read(source.text(), &mut facts, &mut Vec::new());
        }
        let base = facts.base.clone().map(|range| decoded(&source.text()[range]).into_owned());
        let troubles = &self.all[at as usize].troubles;
        troubles.iter().map(|trouble| self.trouble(at, &source, base.as_deref(), trouble)).collect()
    }

    fn trouble(&self, at: FileIx, source: &Source, base: Option<&str>, trouble: &Trouble) -> Diagnostic {
        let span = Span { start: trouble.start, end: trouble.end };
        let used = Use { role: trouble.role, range: span.range(), marked: false };
        let value = value(source.text(), &used);
        let (typed, _) = address::trimmed(&value);
        let mut path = String::new();
        let from = self.work.from(at, base.map(Into::into), &mut path);
        let lead = address::lead(&typed, from.folder(), self.work.base, &mut path);
        if lead.goal == Goal::Same {
            // Only a `<base>` can make the page itself one that is not there.
            from.folder().clone_into(&mut path);
        }
        let read = Read {
            at,
            source,
            span,
            role: trouble.role,
            absolute: lead.absolute,
            fragment: lead.fragment.map(str::to_owned),
            typed: typed.to_string(),
            path,
            has_base: base.is_some(),
        };
        self.fault(&read, trouble.fault)
    }

    fn fault(&self, read: &Read<'_>, fault: Fault) -> Diagnostic {
        let finding = |rule| Finding::new(rule, read.span).with("target", printable(&read.typed));
        let instead = |finding: Finding, file: FileIx| {
            finding
                .with("suggestion", self.written(read, file, read.fragment.as_deref()))
                .help("nearest")
                .at(read.source)
        };
        let lang =
            |file: FileIx| self.all[file as usize].tongue.map_or_else(String::new, |tongue| tongue.name().to_owned());
        let shown = |file: FileIx| self.shown(file);
        match fault {
            Fault::Missing => self.missing(read),
            Fault::Prefix(file) => {
                let rule = if read.role == Role::Resource { &rules::DEAD_FILE } else { &rules::DEAD_ADDRESS };
                let suggestion = self.written(read, file, read.fragment.as_deref());
                let finding = finding(rule).with("path", self.work.base.path.as_str()).with("suggestion", suggestion);
                finding.help("prefix").at(read.source)
            }
            Fault::Anchor(to) => self.anchor(read, to),
            Fault::Id => self.id(read),
            Fault::Odd(odd) => odd_address(finding(&rules::ODD_ADDRESS), read, odd).at(read.source),
            Fault::FragmentLost(to) => {
                let anchor = read.fragment.clone().unwrap_or_default();
                let finding =
                    finding(&rules::REDIRECTED).with("anchor", anchor).with_words("reason", &["redirect-fragment"]);
                instead(finding, to)
            }
            Fault::Loop => {
                finding(&rules::REDIRECTED).with_words("reason", &["redirect-loop"]).help("end").at(read.source)
            }
            Fault::Chain(to) => instead(finding(&rules::REDIRECTED).with_words("reason", &["redirect-chain"]), to),
            Fault::Language(to) | Fault::Switch(to) => {
                let is_switch = matches!(fault, Fault::Switch(_));
                let led = self.all[read.at as usize].led.iter().find(|led| led.start == read.span.start);
                let finding = finding(&rules::OTHER_TONGUE)
                    .with("own", lang(read.at))
                    .with("lang", lang(led.map_or(to, |led| led.to)))
                    .with_words("reason", &[if is_switch { "language-switch" } else { "language-own" }]);
                // The id on the other page may be another one.
                let suggestion = self.written(read, to, None);
                finding.with("suggestion", suggestion).help("nearest").at(read.source)
            }
            Fault::OneWay(to) | Fault::OtherTongue(to) | Fault::TwoAlternates(to) => {
                let (word, help) = match fault {
                    Fault::OneWay(_) => ("alternate-one-way", "back"),
                    Fault::OtherTongue(_) => ("alternate-other", "lang"),
                    _ => ("alternate-two", "one"),
                };
                let finding =
                    Finding::new(&rules::ALTERNATES, read.span).with("tag", self.tag(read)).with("lang", lang(to));
                finding.with("target", shown(to)).with_words("reason", &[word]).help(help).at(read.source)
            }
            Fault::Tag => {
                let finding = Finding::new(&rules::ALTERNATES, read.span).with("tag", read.typed.as_str());
                finding.with("target", "").with_words("reason", &["alternate-tag"]).help("tag").at(read.source)
            }
            Fault::Canonical(better) => instead(finding(&rules::CANONICAL), better),
            Fault::Twice(first) => {
                let finding = Finding::new(&rules::ID_AGAIN, read.span).with("id", read.source.slice(read.span));
                finding.help("rename").at(read.source).also(read.source, first, "first")
            }
        }
    }

    /// Nothing answers.
    fn missing(&self, read: &Read<'_>) -> Diagnostic {
        let is_file = read.role == Role::Resource || read.role == Role::Symbol;
        let rule = if is_file { &rules::DEAD_FILE } else { &rules::DEAD_ADDRESS };
        let finding = Finding::new(rule, read.span).with("target", printable(&read.typed));
        if let Some(outside) = outside(&read.typed).filter(|_| !is_file) {
            return finding.with("suggestion", outside).help("nearest").at(read.source);
        }
        let path = read.path.strip_prefix(self.work.base.path.as_str()).unwrap_or(&read.path);
        let shelf = self.shelf.get_or_init(|| Shelf::new(self.work.tree));
        // A stylesheet or a frame may be asked for as well as an image: the extension tells.
        let of_page = super::tree::kind(path.trim_end_matches('/')) == Kind::Page;
        let name = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let page = of_page || (!is_file && (!name.contains('.') || name.ends_with(".md")));
        let finding = match shelf.path(path, &read.typed, read.at, page) {
            Some(Meant::Here(file)) => {
                finding.with("suggestion", self.written(read, file, read.fragment.as_deref())).help("nearest")
            }
            Some(Meant::Elsewhere(file)) if !is_file => {
                let lang = self.all[file as usize].tongue.map_or_else(String::new, |tongue| tongue.name().to_owned());
                let suggestion = self.written(read, file, read.fragment.as_deref());
                finding.with("lang", lang).with("suggestion", suggestion).help("elsewhere")
            }
            _ => finding.help("none"),
        };
        finding.at(read.source)
    }

    /// The page is there, the id is not.
    fn anchor(&self, read: &Read<'_>, to: FileIx) -> Diagnostic {
        let typed = read.fragment.as_deref().unwrap_or_default();
        let (_, wanted, _) = address::fragment(typed);
        let finding =
            Finding::new(&rules::DEAD_ANCHOR, read.span).with("page", self.shown(to)).with("anchor", &*wanted);
        let target = self.target(to);
        let Some(near) = target.nearest(&wanted) else { return finding.help("none").at(read.source) };
        let finding = finding.with("suggestion", target.ids[near].as_str()).help("nearest");
        let source = if to == read.at { read.source } else { &target.source };
        finding.at(read.source).also(source, target.places[near], "nearest")
    }

    fn id(&self, read: &Read<'_>) -> Diagnostic {
        let wanted = read.typed.strip_prefix('#').filter(|_| read.role == Role::Map).unwrap_or(&read.typed);
        let finding = Finding::new(&rules::DEAD_ID, read.span).with("id", wanted);
        let target = self.read_target(read.at);
        match target.nearest(wanted).filter(|_| read.role == Role::Ids) {
            Some(near) => finding.with("suggestion", target.ids[near].as_str()).help("nearest"),
            None => finding.help("none"),
        }
        .at(read.source)
    }

    fn target(&self, file: FileIx) -> Arc<Target> {
        let known = |targets: &HashMap<FileIx, Arc<Target>>| targets.get(&file).cloned();
        if let Some(target) = known(&self.targets.lock().expect("nobody panics with it")) {
            return target;
        }
        let target = Arc::new(self.read_target(file));
        self.targets.lock().expect("nobody panics with it").insert(file, target.clone());
        target
    }

    fn read_target(&self, file: FileIx) -> Target {
        let path = format!("{}{}", self.work.files.prefix, self.work.tree.address(file));
        let source = Source::new(path, self.work.text(file).unwrap_or_default().into_bytes());
        let mut facts = Facts::default();
        page::read(source.text(), &mut facts, &mut Vec::new());
        let real = facts.ids.iter().filter(|id| matches!(id.kind, IdKind::Id | IdKind::Name) && !id.range.is_empty());
        let read = |id: &page::Id| {
            (decoded(&source.text()[id.range.clone()]).into_owned(), Span::new(id.range.start, id.range.end))
        };
        let (ids, places): (Vec<String>, Vec<Span>) = real.map(read).unzip();
        let spellings = ids.iter().map(|id| Spelling::new(folded(id))).collect();
        Target { source, ids, places, spellings, answers: Mutex::default() }
    }

    /// The tag of an alternate; the use remembers only where its address is.
    fn tag(&self, read: &Read<'_>) -> String {
        let mut facts = Facts::default();
        page::read(read.source.text(), &mut facts, &mut Vec::new());
        let own = facts.uses.iter().position(|one| one.range == read.span.range());
        let found = facts.alternates.iter().find(|(at, _)| Some(*at) == own);
        found.map_or_else(String::new, |(_, tag)| decoded(&read.source.text()[tag.clone()]).into_owned())
    }

    /// The address of a file from the root of the server.
    fn shown(&self, file: FileIx) -> String {
        format!("{}{}", self.work.base.path, self.work.tree.shown(file))
    }

    /// The address of a file in the manner of the one that is there: whole, from the root, or from the page.
    fn written(&self, read: &Read<'_>, file: FileIx, fragment: Option<&str>) -> String {
        let shown = self.work.tree.shown(file);
        let below = encode_path(shown);
        let base = self.work.base;
        let written = match () {
            () if read.absolute => format!("{}{below}", base.url()),
            () if read.has_base || read.typed.starts_with(['/', '\\']) => format!("{}{below}", base.path),
            () => relative(folder(self.work.tree.address(read.at)), shown),
        };
        match fragment.filter(|fragment| !fragment.is_empty()) {
            Some(fragment) => format!("{written}#{fragment}"),
            None => written,
        }
    }
}

fn odd_address(finding: Finding, read: &Read<'_>, odd: Odd) -> Finding {
    let finding = finding.with_words("reason", &[odd.word()]);
    let typed = &read.typed;
    let meant = match odd {
        Odd::Scheme => typed.split_once(':').and_then(|(scheme, rest)| {
            Some(format!("{}:{rest}", address::meant_scheme(&scheme.to_ascii_lowercase())?))
        }),
        Odd::OneSlash => {
            typed.split_once(':').map(|(scheme, rest)| format!("{scheme}://{}", rest.trim_start_matches(['/', '\\'])))
        }
        Odd::NoDomain => Some(typed.trim_start_matches(['/', '\\'])).map(|rest| format!("/{rest}")),
        Odd::Backslash => Some(typed.replace('\\', "/")),
        Odd::LineBreak => Some(typed.clone()),
        Odd::Percent => Some(encode_percent(typed)),
        Odd::PastRoot | Odd::DoubleSlash | Odd::EncodedSlash if !read.absolute => {
            let fragment = read.fragment.as_deref().map_or_else(String::new, |fragment| format!("#{fragment}"));
            Some(encode_path(&read.path) + &fragment)
        }
        _ => None,
    };
    match meant {
        Some(meant) => finding.with("suggestion", meant).help("nearest"),
        None => finding.help(match odd {
            Odd::Localhost => "code",
            Odd::Faint | Odd::Directive => "anchor",
            Odd::PastRoot | Odd::DoubleSlash | Odd::EncodedSlash => "rewrite",
            _ => "complete",
        }),
    }
}

/// The text with `%25` for every `%` that begins no encoding.
fn encode_percent(typed: &str) -> String {
    let digits = |rest: &str| rest.len() >= 2 && rest.as_bytes()[..2].iter().all(u8::is_ascii_hexdigit);
    let mut parts = typed.split('%');
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |out, rest| out + if digits(rest) { "%" } else { "%25" } + rest)
}

/// What a message shows of an address: a long one shortened, a `data:` URL above all.
fn printable(typed: &str) -> String {
    const MOST: usize = 160;
    match typed.char_indices().nth(MOST) {
        Some((at, _)) => format!("{}…", &typed[..at]),
        None => typed.to_owned(),
    }
}

/// The address outside the site that was meant by a path without its scheme, or with a wrong sign in it.
fn outside(typed: &str) -> Option<String> {
    for scheme in ["https", "http"] {
        let rest =
            typed.trim_start_matches('/').strip_prefix(scheme).and_then(|rest| rest.strip_prefix([';', ',', '.', ':']));
        let meant = rest.and_then(|rest| rest.strip_prefix("//")).map(|rest| format!("{scheme}://{rest}"));
        if let Some(meant) = meant.filter(|meant| meant != typed) {
            return Some(meant);
        }
    }
    if typed.starts_with("www.") {
        return Some(format!("https://{typed}"));
    }
    let (name, host) = typed.split_once('@')?;
    let is_mail = !name.is_empty() && host.contains('.') && !typed.contains('/');
    is_mail.then(|| format!("mailto:{typed}"))
}

/// The path from a folder to a file, both from the root.
fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split_terminator('/').collect(), to.split('/').collect());
    let shared = from.iter().zip(&to[..to.len() - 1]).take_while(|(one, other)| one == other).count();
    let up = "../".repeat(from.len() - shared);
    let down = encode_path(&to[shared..].join("/"));
    let written = up + &down;
    if written.is_empty() { "./".to_owned() } else { written }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn relative_paths_lead_from_folder_to_file() {
        let cases = [
            ("fr/guide/", "fr/guide/a.html", "a.html"),
            ("fr/guide/", "fr/autre/", "../autre/"),
            ("fr/guide/", "fr/guide/", "./"),
            ("", "fr/é/", "fr/%C3%A9/"),
            ("a/b/", "c.html", "../../c.html"),
        ];
        for (from, to, expected) in cases {
            assert_eq!(relative(from, to), expected);
        }
    }

    #[test]
    fn other_sites_are_recognised() {
        assert_eq!(outside("https;//x.org").as_deref(), Some("https://x.org"));
        assert_eq!(outside("www.x.org/a").as_deref(), Some("https://www.x.org/a"));
        assert_eq!(outside("a@x.org").as_deref(), Some("mailto:a@x.org"));
        assert_eq!(outside("guide/"), None);
    }
}
