//! Turns what a page and the settings say of a picture into what stands for the page where someone shares it.
//!
//! Such a picture is asked for by servers that know nothing of the page, so it needs a whole address: without the address of
//! the site there is none. That a file is missing is told elsewhere; here it is never named.

use super::view::ImageView;
use crate::link::{PageIx, Site, Target, encode_path};
use crate::parse::facts::Purpose;

/// The picture of a page: its own, else the one of the site in its language.
pub fn picture(site: &Site, page: PageIx) -> Option<ImageView> {
    // Nobody could ask for it.
    site.config.base.origin.as_ref()?;
    own(site, page).or_else(|| common(site, page))
}

/// The picture that the front matter of a page names.
fn own(site: &Site, page: PageIx) -> Option<ImageView> {
    let shown = &site.pages[page];
    let document = &site.documents[shown.edition?];
    let named = document.meta().image.as_deref()?;
    let said = site.printed(document, &document.meta().image_alt);
    let alt = if said.is_empty() { shown.title.to_string() } else { said };
    let addresses = &document.facts().addresses;
    let at = addresses.iter().position(|address| address.purpose == Purpose::Image && *address.text == *named)?;
    match shown.targets.get(at)? {
        Target::File { address, .. } => published(site, address, alt),
        Target::External => Some(ImageView { url: named.to_owned(), size: None, alt }),
        Target::Page { .. } | Target::Broken(_) => None,
    }
}

/// The picture that the settings name for the language of a page.
fn common(site: &Site, page: PageIx) -> Option<ImageView> {
    let lang = site.pages[page].lang;
    let language = &site.config.languages[lang];
    let path = site.config.image.get(language)?.trim_start_matches('/');
    let alt = site.config.image_alt.get(language).or_else(|| site.config.title.get(language));
    published(site, path, alt.map_or_else(String::new, |alt| site.printed_in(lang, alt)))
}

/// A file of the site.
fn published(site: &Site, path: &str, alt: String) -> Option<ImageView> {
    let (base, asset) = (&site.config.base, site.assets.get(path)?);
    let url = format!("{}{}{}", base.origin.as_ref()?, base.path, encode_path(path));
    Some(ImageView { url, size: asset.size, alt })
}
