//! Turns addresses that lead to a page by a detour, or by a part of them only, into diagnostics with the path to write.
//!
//! What leads nowhere is reported by `links`; what leads out of the site was judged by its form when it was read.

use super::typed::{Typed, folder, neutral, relative};
use super::uses::{Use, uses};
use crate::diag::rules::links;
use crate::diag::{Diagnostic, Finding};
use crate::link::{Site, Target, completions, normalise};
use crate::parse::facts::Purpose;
use std::collections::HashSet;

pub(super) fn check(site: &Site) -> Vec<Diagnostic> {
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for use_ in uses(site).filter(|use_| matches!(use_.target, Target::Page { .. } | Target::File { .. })) {
        let text = &*use_.address.text;
        // Nearly every address is the plain path of a source.
        if !is_plain(text) && seen.insert((use_.document.source.path(), use_.address.span)) {
            found.extend(weak_anchor(&use_).or_else(|| odd(site, &use_)));
        }
    }
    found
}

fn is_plain(text: &str) -> bool {
    let path = &text[..text.find(['#', '?']).unwrap_or(text.len())];
    let strange = |byte: u8| matches!(byte, b'\\' | b'\n' | b'\t' | b'\r' | b'%');
    let is_source =
        path.is_empty() || path.ends_with(".md") || (path.ends_with(".yaml") && !path.ends_with("folder.yaml"));
    is_source && !text.contains(":~:") && !path.starts_with('/') && !path.contains("//") && !path.bytes().any(strange)
}

/// An id that is not there, before a text to look for that may be.
fn weak_anchor(use_: &Use<'_>) -> Option<Diagnostic> {
    let typed = Typed::new(&use_.address.text);
    let (id, directive) = typed.fragment?.split_once(":~:")?;
    let Target::Page { fragment: Some(led), .. } = use_.target else { return None };
    if id.is_empty() || !led.starts_with(":~:") {
        return None;
    }
    let suggestion = typed.with(typed.path, Some(&format!(":~:{directive}")));
    let finding = Finding::new(&links::TOP_OF_TEXT, use_.address.span)
        .with("page", if typed.path.is_empty() { use_.document.source.path() } else { typed.path })
        .with("anchor", id)
        .with("suggestion", suggestion);
    Some(finding.help("remove").at(&use_.document.source))
}

/// What is odd about an address that works, and the path to write.
fn odd(site: &Site, use_: &Use<'_>) -> Option<Diagnostic> {
    let typed = Typed::new(&use_.address.text);
    let decoded = typed.decoded_path();
    let reason = reason(site, use_, typed.path, &decoded)?;
    let target = match use_.target {
        Target::File { address, .. } => address.to_string(),
        Target::Page { page, .. } => site.pages[*page].title.to_string(),
        _ => return None,
    };
    let path = straight(site, use_, &decoded)?;
    let suggestion = typed.with(&path, typed.fragment);
    let finding = Finding::new(&links::DETOUR, use_.address.span)
        .with("target", target)
        .with_words("reason", &[reason])
        .with("suggestion", suggestion.as_str());
    Some(finding.help("nearest").fix(suggestion).at(&use_.document.source))
}

fn reason(site: &Site, use_: &Use<'_>, typed: &str, path: &str) -> Option<&'static str> {
    let lower = typed.to_ascii_lowercase();
    if typed.contains(['\n', '\r', '\t']) {
        return Some("address-break");
    }
    if path.contains('\\') {
        return Some("address-backslash");
    }
    if lower.contains("%2f") {
        return Some("address-encoded");
    }
    if crate::link::scheme(typed).is_some() || typed.starts_with("//") {
        return None;
    }
    if path.contains("//") {
        return Some("address-slashes");
    }
    if let Some(absolute) = path.strip_prefix('/') {
        if absolute.starts_with("../") {
            return Some("address-above");
        }
        let is_source = [".md", ".yaml", ".yml"].iter().any(|extension| absolute.ends_with(extension));
        return (is_source && matches!(use_.target, Target::Page { .. })).then_some("address-root");
    }
    if path.is_empty() || use_.address.purpose != Purpose::Link {
        return None;
    }
    let known = normalise(folder(use_.document), path).is_none_or(|path| site.known_paths.contains_key(&*path));
    if known {
        return None;
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    match name {
        // A folder's own page has this name on every server.
        "index.html" | "index.htm" => None,
        "folder.yaml" => Some("address-record"),
        name if name.ends_with(".html") || name.ends_with(".htm") => Some("address-html"),
        _ => Some("address-extension"),
    }
}

/// The path of the source, or of the file, that an address leads to.
fn straight(site: &Site, use_: &Use<'_>, path: &str) -> Option<String> {
    let path: String = path.replace('\\', "/").chars().filter(|c| !matches!(c, '\n' | '\r' | '\t')).collect();
    if let Target::File { address, .. } = use_.target
        && path.starts_with('/')
    {
        return Some(format!("/{}", super::typed::encoded(address)));
    }
    let Some(absolute) = path.strip_prefix('/') else {
        let joined = normalise(folder(use_.document), &path)?;
        let known = |path: &String| site.known_paths.contains_key(path.as_str());
        let source = if known(&joined) { joined } else { completions(&joined).find(known)? };
        let bare = neutral(&source, &site.config.languages).filter(|(bare, _)| known(bare));
        let source = bare.map_or(source, |(bare, _)| bare);
        let is_folder = matches!(site.known_paths.get(&*source), Some(crate::link::Known::Folder(_)));
        let source = if is_folder { source + "/" } else { source };
        return Some(relative(folder(use_.document), &source));
    };
    let inside = normalise("", absolute.trim_start_matches("../"))?;
    let inside = inside.strip_prefix("content/").unwrap_or(&inside);
    match site.known_paths.contains_key(inside) {
        true => Some(relative(folder(use_.document), inside)),
        false => Some(format!("/{inside}{}", if path.ends_with('/') { "/" } else { "" })),
    }
}
