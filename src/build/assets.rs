//! Turns files that are published as they are into assets with their addresses and, for images, their sizes.
//!
//! Files of the theme carry a digest in their names, so that browsers may keep them for ever.

use super::{File, Inputs, palette};
use crate::config::Config;
use crate::diag::rules::addresses;
use crate::diag::{Diagnostic, Finding};
use crate::link::{Asset, Site, encode_path, folded};
use crate::source::{Digest, Source, Span};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// The generated style sheet with the palette of the site's two colours.
const COLOURS: &str = "theme.css";

/// All assets by address in the output.
pub(super) fn assets(inputs: &Inputs, config: &Config, content_files: &[Box<str>]) -> BTreeMap<Box<str>, Asset> {
    let mut assets = BTreeMap::new();
    for path in content_files {
        if let Some(bytes) = content_bytes(inputs, path) {
            assets.insert(path.clone(), asset(path, bytes));
        }
    }
    for (name, (bytes, built_in)) in shown(inputs, config) {
        assets.insert(address(name, bytes, *built_in), asset(name, bytes.clone()));
    }
    let colours = colours(config);
    assets.insert(address(COLOURS, &colours, true), asset(COLOURS, colours));
    assets
}

/// Files of `content/` and `static/` whose address is a page's or another file's, or a folder's on the way to one.
pub(super) fn in_the_way(inputs: &Inputs, content_files: &[Box<str>], site: &Site) -> Vec<Diagnostic> {
    let content = content_files.iter().map(|path| (format!("content/{path}"), &**path));
    let own = inputs.statics.iter().filter(|(_, (_, built_in))| !built_in);
    let files: Vec<(String, &str)> = content.chain(own.map(|(name, _)| (format!("static/{name}"), &**name))).collect();
    if files.is_empty() {
        return Vec::new();
    }
    let mut report = Vec::new();
    let mut taken: HashMap<String, usize> = HashMap::new();
    let mut clash = |at: usize| {
        let (path, address): &(String, &str) = &files[at];
        let finding = Finding::new(&addresses::FILE_IN_THE_WAY, Span::default()).with("url", format!("/{address}"));
        report.push(finding.help("rename").at(&Source::new(path.as_str(), Vec::new())));
    };
    for (at, (_, address)) in files.iter().enumerate() {
        if taken.insert(folded(address), at).is_some() {
            clash(at);
        }
    }
    let pages = site.pages.iter().map(|page| &*page.address).chain(site.redirects.iter().map(|old| &*old.address));
    for address in pages {
        let address = folded(address);
        let folders = address.match_indices('/').map(|(at, _)| &address[..at]);
        folders.chain([&*address]).filter_map(|folder| taken.get(folder)).for_each(|at| clash(*at));
    }
    for address in site.assets.keys() {
        let address = folded(address);
        let folders = address.match_indices('/').map(|(at, _)| &address[..at]);
        folders.filter_map(|folder| taken.get(folder)).for_each(|at| clash(*at));
    }
    report
}

fn content_bytes(inputs: &Inputs, path: &str) -> Option<Arc<[u8]>> {
    match inputs.content.get(path)? {
        File::Bytes(bytes) => Some(bytes.clone()),
        File::Text(source) => Some(source.text().as_bytes().into()),
    }
}

/// The files of `static/` and the theme, without what the settings have no use for.
fn shown<'i>(inputs: &'i Inputs, config: &'i Config) -> impl Iterator<Item = (&'i Box<str>, &'i (Arc<[u8]>, bool))> {
    let wanted = |name: &str| config.search || !(name.starts_with("search") && name.ends_with(".js"));
    inputs.statics.iter().filter(move |(name, (_, built_in))| !built_in || wanted(name))
}

/// The address of every asset of `static/` and the theme, by name, as templates use it.
pub(super) fn names(inputs: &Inputs, config: &Config) -> BTreeMap<String, String> {
    let url = |name: &str, bytes: &[u8], built_in: bool| {
        format!("{}{}", config.base.path, encode_path(&address(name, bytes, built_in)))
    };
    let files = shown(inputs, config).map(|(name, (bytes, built_in))| (name.to_string(), url(name, bytes, *built_in)));
    files.chain([(COLOURS.to_owned(), url(COLOURS, &colours(config), true))]).collect()
}

/// The URL of a file of the theme, or of the site's own in its place.
pub(super) fn asset_url(site: &Site, name: &str) -> String {
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let first = format!("assets/{stem}.");
    let is_it = |address: &str| {
        address
            .strip_prefix(&first)
            .and_then(|rest| rest.strip_suffix(extension))
            .is_some_and(|digest| digest.len() == 9)
    };
    let later = site.assets.range(Box::from(&*first)..).map(|(address, _)| &**address);
    let mut built_in = later.take_while(|address| address.starts_with(&first));
    let found = match site.assets.contains_key(name) {
        true => name,
        false => built_in.find(|address| is_it(address)).unwrap_or(name),
    };
    format!("{}{}", site.config.base.path, encode_path(found))
}

/// `diglot.css` of the theme becomes `assets/diglot.1a2b3c4d.css`; other files keep their names.
fn address(name: &str, bytes: &[u8], built_in: bool) -> Box<str> {
    if !built_in {
        return name.into();
    }
    let digest = Digest::of(bytes).short(8);
    match name.rsplit_once('.') {
        Some((stem, extension)) => format!("assets/{stem}.{digest}.{extension}").into(),
        None => format!("assets/{name}.{digest}").into(),
    }
}

fn colours(config: &Config) -> Arc<[u8]> {
    let theme = &config.theme;
    palette::sheet(theme.brand.as_deref(), theme.accent.as_deref()).into_bytes().into()
}

fn asset(name: &str, bytes: Arc<[u8]>) -> Asset {
    Asset { digest: Digest::of(&bytes), size: image_size(name, &bytes), bytes }
}

/// Width and height of an image in pixels, from its bytes; for SVG from `width` and `height`, else from `viewBox`.
pub fn image_size(name: &str, bytes: &[u8]) -> Option<(u32, u32)> {
    let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
    match extension.as_str() {
        "png" | "jpg" | "jpeg" | "gif" | "webp" | "avif" | "bmp" | "ico" => {
            let size = imagesize::blob_size(bytes).ok()?;
            Some((size.width.try_into().ok()?, size.height.try_into().ok()?))
        }
        "svg" => svg_size(std::str::from_utf8(bytes).ok()?),
        _ => None,
    }
}

fn svg_size(text: &str) -> Option<(u32, u32)> {
    let tag = &text[text.find("<svg")?..];
    let tag = &tag[..tag.find('>')?];
    let attribute = |name: &str| {
        let at = tag.find(&format!(" {name}=")).or_else(|| tag.find(&format!("\n{name}=")))? + name.len() + 2;
        let quote = tag[at..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
        tag[at + 1..].split(quote).next()
    };
    let pixels = |value: &str| value.trim().trim_end_matches("px").parse::<f64>().ok().filter(|n| *n > 0.0);
    if let (Some(width), Some(height)) = (attribute("width").and_then(pixels), attribute("height").and_then(pixels)) {
        return Some((width.round() as u32, height.round() as u32));
    }
    let numbers: Vec<f64> = attribute("viewBox")?.split([' ', ',']).filter_map(|n| n.parse().ok()).collect();
    match numbers[..] {
        [_, _, width, height] if width > 0.0 && height > 0.0 => Some((width.round() as u32, height.round() as u32)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_of_svg() {
        let size = |svg: &str| image_size("a.svg", svg.as_bytes());
        assert_eq!(size("<svg width='20px' height=\"10\">"), Some((20, 10)));
        assert_eq!(size("<?xml?><svg xmlns='x' viewBox='0 0 300 150.4'>"), Some((300, 150)));
        assert_eq!(size("<svg width='100%' viewBox='0 0 3 2'>"), Some((3, 2)));
    }
}
