//! Turns the site's own style sheets and drawings into what they ask for: the files that they use, what is not there, and
//! what their authors allow of it.
//!
//! They are published as they are, so that an address in them is a browser's: from the file's own address, or from the
//! root of the server. Those of the theme are not looked at: nobody can mend them.

use super::{File, Inputs};
use crate::allow::Allowance;
use crate::check::external::Elsewhere;
use crate::config::Base;
use crate::diag::rules::links;
use crate::diag::{Diagnostic, Finding, Fix, folded, is_plain_slip, nearest};
use crate::finished::{Goes, Load, allowances, loads, may_load};
use crate::link::{Drawings, Site, encode_path, is_file_name, relative, scheme};
use crate::output::Output;
use crate::source::{DigestMap, Digester, LARGEST_TEXT, Source, Span};
use rayon::prelude::*;
use std::borrow::Cow;
use std::collections::HashSet;

/// What style sheets and drawings ask for.
#[derive(Default)]
pub(super) struct Loaded {
    /// The addresses of the files that they use.
    pub used: HashSet<Box<str>>,
    pub found: Vec<Diagnostic>,
    pub external: Vec<Elsewhere>,
    /// What their authors allow.
    pub allowances: Vec<(Source, Allowance)>,
}

/// The style sheets and drawings of `static/` and `content/` with wanted addresses, each with its own.
pub(crate) fn sheets<'i>(
    inputs: &'i Inputs,
    content_files: impl Iterator<Item = &'i str>,
    wanted: impl Fn(&str) -> bool + Copy,
) -> impl Iterator<Item = (Cow<'i, Source>, &'i str)> {
    let source = |path: String, bytes: &[u8]| {
        (bytes.len() <= LARGEST_TEXT).then(|| Cow::Owned(Source::new(path, bytes.to_vec())))
    };
    let content = content_files.filter(move |path| may_load(path) && wanted(path)).filter_map(move |path| {
        let file = match inputs.content.get(path)? {
            File::Text(known) => Cow::Borrowed(known),
            File::Bytes(bytes) => source(format!("content/{path}"), bytes)?,
        };
        Some((file, path))
    });
    let own = inputs.statics.iter().filter(move |(name, (_, built_in))| !built_in && may_load(name) && wanted(name));
    let own = own.filter_map(move |(name, (bytes, _))| Some((source(format!("static/{name}"), bytes)?, &**name)));
    content.chain(own).filter(|(source, _)| source.invalid_at().is_none())
}

/// Looks up everything that they ask for. Most drawings ask for nothing: those that `idle` knows are not read again.
pub(super) fn check(
    inputs: &Inputs,
    content_files: &[Box<str>],
    site: &Site,
    output: &Output,
    idle: &mut DigestMap<()>,
) -> Loaded {
    let key = |address: &str| {
        let asset = site.assets.get(address)?;
        Some(Digester::new().and(&asset.digest).and(&address.rsplit('.').next()).digest())
    };
    let is_wanted = |address: &str| key(address).is_none_or(|key| !idle.contains_key(&key));
    let files = content_files.iter().map(|path| &**path);
    let all: Vec<(Cow<'_, Source>, &str)> = sheets(inputs, files, is_wanted).collect();
    let read = |(source, address): &(Cow<'_, Source>, &str)| {
        (loads(address, source.text(), &site.config.base), allowances(address, source))
    };
    let read: Vec<(Vec<Load>, Vec<Allowance>)> = all.par_iter().map(read).collect();
    let (there, mut loaded) = (There { site, output, drawings: Drawings::new(site) }, Loaded::default());
    for ((source, address), (loads, allowances)) in all.iter().zip(read) {
        if loads.is_empty() && allowances.is_empty() {
            idle.extend(key(address).map(|key| (key, ())));
        }
        loaded.allowances.extend(allowances.into_iter().map(|allowance| (Source::clone(source), allowance)));
        loads.iter().for_each(|load| there.look_up(source, address, load, &mut loaded));
    }
    loaded
}

/// The files that are used, where nobody asks what is not there.
pub(super) fn used(inputs: &Inputs, content_files: &[Box<str>], base: &Base) -> HashSet<Box<str>> {
    let one = |(source, address): (Cow<'_, Source>, &str)| {
        let found = loads(address, source.text(), base).into_iter();
        let found = found.filter_map(|load| Some(Box::<str>::from(below(base, &path(&load)?)?)));
        found.filter(|used| **used != *address).collect::<Vec<_>>()
    };
    sheets(inputs, content_files.iter().map(|path| &**path), |_| true).flat_map(one).collect()
}

fn path(load: &Load) -> Option<String> {
    match &load.goes {
        Goes::Here { path, .. } => Some(path.clone()),
        Goes::Elsewhere => None,
    }
}

/// The address below the site's root.
fn below<'p>(base: &Base, path: &'p str) -> Option<&'p str> {
    path.strip_prefix(base.path.as_str())
}

struct There<'a> {
    site: &'a Site,
    output: &'a Output,
    drawings: Drawings<'a>,
}

impl There<'_> {
    fn look_up(&self, source: &Source, own: &str, load: &Load, loaded: &mut Loaded) {
        let Goes::Here { path, part } = &load.goes else {
            let is_web = load.typed.starts_with("//") || scheme(&load.typed).is_some_and(|one| one.starts_with("http"));
            if is_web {
                let (source, text) = (source.clone(), load.typed.as_str().into());
                loaded.external.push(Elsewhere { source, span: load.span, text });
            }
            return;
        };
        let base = &self.site.config.base;
        let Some(address) = below(base, path) else {
            // The root of the server is often meant for the site's; what is below another is another site.
            let meant = path.trim_start_matches('/');
            if self.answers(meant) {
                let right = format!("{}{}", base.path, encode_path(meant));
                loaded.found.push(missing(source, load, Some((right.as_str(), true))));
            }
            return;
        };
        if !self.answers(address) {
            let near = self.nearest(own, address, load);
            loaded.found.push(missing(source, load, near.as_ref().map(|(text, sure)| (text.as_str(), *sure))));
            return;
        }
        if address != own {
            loaded.used.insert(address.into());
        }
        if let Some(part) = part {
            let name = address.rsplit('/').next().unwrap_or(address);
            let start = source.slice(load.span).find('#').map_or(0, |at| at + 1);
            let place = Span { start: load.span.start + start as u32, ..load.span };
            loaded.found.extend(self.drawings.lacks(address, part, name, place).map(|finding| finding.at(source)));
        }
    }

    /// Whether something is published at an address.
    fn answers(&self, address: &str) -> bool {
        let entries = self.output.entries();
        let folder = address.trim_end_matches('/');
        entries.contains_key(address) || {
            let index = if folder.is_empty() { "index.html".to_owned() } else { format!("{folder}/index.html") };
            entries.contains_key(index.as_str())
        }
    }

    /// The file that was meant, as it is typed there, and whether nothing else can have been.
    fn nearest(&self, own: &str, address: &str, load: &Load) -> Option<(String, bool)> {
        let folder = |path: &str| path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
        let name = |path: &'_ str| path.rsplit('/').next().unwrap_or(path).to_owned();
        let all = self.site.assets.iter().filter(|(path, asset)| !asset.is_of_theme(path) && &***path != own);
        let all: Vec<&str> = all.map(|(path, _)| &**path).collect();
        let alike = alone(all.iter().filter(|path| folded(path) == folded(address)).collect());
        let elsewhere = || alone(all.iter().filter(|path| folded(&name(path)) == folded(&name(address))).collect());
        let (found, sure) = alike.or_else(elsewhere).map(|found| (found, true)).or_else(|| {
            let beside: Vec<String> =
                all.iter().filter(|path| folder(path) == folder(address)).map(|path| name(path)).collect();
            let near = nearest(&name(address), beside.iter().map(String::as_str))?.to_owned();
            let others = beside.iter().map(String::as_str).filter(|other| *other != near);
            let sure = is_plain_slip(&name(address), &near, others);
            let found = all.iter().find(|path| folder(path) == folder(address) && name(path) == near)?;
            Some((*found, sure))
        })?;
        let base = &self.site.config.base.path;
        let typed = match load.typed.starts_with('/') {
            true => format!("{base}{}", encode_path(found)),
            false => encode_path(&relative(&folder(own), found)),
        };
        Some((typed, sure))
    }
}

/// The only one there is.
fn alone<'s>(found: Vec<&&'s str>) -> Option<&'s str> {
    if let [one] = found[..] { Some(*one) } else { None }
}

/// The place of the path in an address, without what follows it.
fn path_place(source: &Source, load: &Load) -> Span {
    let typed = source.slice(load.span);
    let end = typed.find(['?', '#']).unwrap_or(typed.len());
    Span { end: load.span.start + end as u32, ..load.span }
}

fn missing(source: &Source, load: &Load, near: Option<(&str, bool)>) -> Diagnostic {
    let typed = load.typed.split(['?', '#']).next().unwrap_or_default();
    let place = path_place(source, load);
    let rule = if is_file_name(typed) { &links::MISSING_FILE } else { &links::BROKEN_PAGE };
    let finding = Finding::new(rule, place).with("target", typed);
    let Some((right, sure)) = near else {
        return if is_file_name(typed) { finding.help("none") } else { finding }.at(source);
    };
    let mut finding = finding.with("suggestion", right).help("nearest");
    // Signs that would end the address where it stands are encoded.
    let right = right.replace('(', "%28").replace(')', "%29").replace('\'', "%27").replace('&', "%26");
    finding.fix = sure.then_some(Fix { span: place, replacement: right });
    finding.at(source)
}
