//! Turns an author's raw HTML into the same with the addresses that `link` found, and images with the size of their file.
//!
//! It escapes addresses only: everything else is the author's own, but for the typography of the text in it.

use super::escape::escape;
use super::html::Writer;
use crate::parse::tree::{Html, HtmlAddress};
use crate::typography::{Edit, apply};
use std::fmt::Write;

impl Writer<'_> {
    pub(super) fn html(&mut self, html: &Html, edits: &[Edit]) {
        let mut from = 0;
        for &HtmlAddress { start, end, address, unsized_image } in &html.addresses {
            apply(&html.text[from..start as usize], from, edits, |part| self.out.push_str(part));
            from = end as usize;
            let Some(href) = self.hrefs.get(address as usize) else { continue };
            let unquoted = html.text[..start as usize].trim_end().ends_with('=');
            let value = escape(&href.href);
            match unquoted {
                true => {
                    let _ = write!(self.out, "\"{value}\"");
                }
                false => self.out.push_str(&value),
            }
            if let Some((width, height)) = href.size.filter(|_| unsized_image) {
                if !unquoted {
                    let quote = html.text[from..].chars().next().map_or(0, char::len_utf8);
                    self.out.push_str(&html.text[from..from + quote]);
                    from += quote;
                }
                let _ = write!(self.out, " width=\"{width}\" height=\"{height}\"");
            }
        }
        apply(&html.text[from..], from, edits, |part| self.out.push_str(part));
    }
}
