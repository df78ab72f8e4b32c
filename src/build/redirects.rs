//! Turns the redirects of a site into files, in the forms that the settings ask for: pages, `_redirects`, nginx.
//!
//! An anchor never reaches a server, so where anchors went is told by pages alone.

use super::assets::asset_url;
use crate::config::RedirectForm;
use crate::link::{Goal, Redirect, Site, encode_path};
use crate::render::{escape, escaped_markdown, goal_title, goal_url, markdown_address};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use std::fmt::Write as _;

/// Every file, with its bytes.
pub(super) fn files(site: &Site) -> Vec<(String, Vec<u8>)> {
    let mut files = Vec::new();
    for form in &site.config.redirects {
        match form {
            RedirectForm::Html => {
                let pages = site.redirects.iter().map(|one| (one.address.to_string(), page(site, one).into_bytes()));
                files.extend(pages);
                files.extend(site.redirects.iter().filter_map(|one| twin_file(site, one)));
            }
            RedirectForm::Netlify => files.push(("_redirects".to_owned(), netlify(site).into_bytes())),
            RedirectForm::Nginx => files.push(("redirects.nginx.conf".to_owned(), nginx(site).into_bytes())),
        }
    }
    files
}

/// A page at an old address that leads to the new one, also without JavaScript and for search engines. A script, kept
/// in a file so that a strict policy lets it run, keeps the anchor that the reader came with, or sends it where it went.
fn page(site: &Site, redirect: &Redirect) -> String {
    let to = goal_url(site, &redirect.to);
    let title = goal_title(site, &redirect.to);
    let lang = match &redirect.to {
        Goal::Page { page, .. } => site.pages[*page].lang,
        Goal::Url(_) => {
            let segment = redirect.address.split('/').next().unwrap_or_default();
            site.config.languages.by_segment(segment).unwrap_or(crate::lang::LangId(0))
        }
    };
    let origin = match &redirect.to {
        Goal::Page { .. } => site.config.base.origin.as_deref().unwrap_or_default(),
        Goal::Url(_) => "",
    };
    let moved = site.moved.get(&redirect.address).map_or(&[][..], Vec::as_slice);
    let anchors: serde_json::Map<String, serde_json::Value> =
        moved.iter().map(|moved| (moved.id.to_string(), goal_url(site, &moved.to).into())).collect();
    let moved_to = match anchors.is_empty() {
        true => String::new(),
        false => format!(" data-moved=\"{}\"", escape(&serde_json::Value::from(anchors).to_string())),
    };
    let links: String = moved
        .iter()
        .map(|moved| {
            let (id, url) = (escape(&moved.id), escape(&goal_url(site, &moved.to)));
            format!("<p id=\"{id}\"><a href=\"{url}\">{}</a></p>\n", escape(&goal_title(site, &moved.to)))
        })
        .collect();
    let url = escape(&to);
    format!(
        "<!doctype html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <script src=\"{script}\" data-to=\"{url}\"{moved_to}></script>\n\
         <meta http-equiv=\"refresh\" content=\"0; url={url}\">\n<link rel=\"canonical\" href=\"{origin}{url}\">\n</head>\n\
         <body>\n<p><a href=\"{url}\">{title}</a></p>\n{links}</body>\n</html>\n",
        site.config.languages[lang].tag,
        title = escape(&title),
        script = escape(&asset_url(site, "redirect.js")),
    )
}

/// Where the Markdown of a page was before the page moved, and where it is now.
fn twin(site: &Site, redirect: &Redirect) -> Option<(String, String)> {
    let Goal::Page { page, .. } = &redirect.to else { return None };
    let stem = redirect.address.strip_suffix("index.html")?;
    let url = format!("{}{}", site.config.base.path, encode_path(&markdown_address(site, *page)?));
    Some((format!("{stem}index.md"), url))
}

/// What programs find at the old address of a page's Markdown.
fn twin_file(site: &Site, redirect: &Redirect) -> Option<(String, Vec<u8>)> {
    let (address, url) = twin(site, redirect)?;
    let origin = site.config.base.origin.as_deref().unwrap_or_default();
    let title = escaped_markdown(&goal_title(site, &redirect.to));
    Some((address, format!("# {title}\n\n- [{title}]({origin}{url})\n").into_bytes()))
}

/// The paths below the root at which readers ask for what was at an old address: a page with its last slash, a file
/// without one as well.
fn asked(redirect: &Redirect) -> impl Iterator<Item = &str> {
    let path = redirect.address.strip_suffix("index.html").unwrap_or(&redirect.address);
    let file = path.strip_suffix('/').filter(|path| names_a_file(path));
    std::iter::once(path).chain(file)
}

/// Whether a path ends as a file's does: `plan.png`, but not `v1.2`.
fn names_a_file(path: &str) -> bool {
    let extension = path.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map(|(_, extension)| extension);
    extension.is_some_and(|extension| extension.contains(|c: char| c.is_ascii_alphabetic()))
}

/// What no address holds as it is (RFC 3986); in `_redirects` a space would end it.
const FOREIGN: &AsciiSet =
    &CONTROLS.add(b' ').add(b'"').add(b'<').add(b'>').add(b'\\').add(b'^').add(b'`').add(b'{').add(b'|').add(b'}');

/// An address as a server sends it: a header holds ASCII, while ids keep their letters in pages.
fn in_header(url: &str) -> String {
    utf8_percent_encode(url, FOREIGN).to_string()
}

/// What a server answers with: browsers keep what has moved for good (RFC 9110, 15.4).
fn status(redirect: &Redirect) -> u16 {
    if redirect.lasting { 301 } else { 302 }
}

/// One line for each address (`_redirects` of Netlify and Cloudflare Pages).
fn netlify(site: &Site) -> String {
    let mut text = String::new();
    for redirect in &site.redirects {
        let status = status(redirect);
        for path in asked(redirect) {
            let to = in_header(&goal_url(site, &redirect.to));
            let _ = writeln!(text, "{}{} {to} {status}", site.config.base.path, encode_path(path));
        }
        if let Some((address, to)) = twin(site, redirect) {
            let _ = writeln!(text, "{}{} {to} {status}", site.config.base.path, encode_path(&address));
        }
    }
    text
}

/// One exact `location` for each address; nginx compares with the decoded one.
fn nginx(site: &Site) -> String {
    let mut text = String::new();
    let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
    let mut add = |path: &str, to: &str, status: u16| {
        let from = format!("{}{path}", site.config.base.path);
        // A dollar sign would begin a variable.
        let to = quoted(&in_header(to)).replace('$', "%24");
        let _ = writeln!(text, "location = \"{}\" {{ return {status} \"{to}\"; }}", quoted(&from));
    };
    for redirect in &site.redirects {
        asked(redirect).for_each(|path| add(path, &goal_url(site, &redirect.to), status(redirect)));
        if let Some((address, to)) = twin(site, redirect) {
            add(&address, &to, status(redirect));
        }
    }
    text
}
