//! Turns an address that names an element of a drawing into what is wrong with it, if the drawing has no such element.
//!
//! A drawing that cannot be read lacks nothing: what is wrong with it is another question.

use super::site::Site;
use crate::diag::rules::links;
use crate::diag::{Finding, is_plain_slip, nearest};
use crate::parse::{ids_of_drawing, part_of_drawing};
use crate::source::Span;
use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;

/// The drawings of a site that were asked for: thousands of pages may show signs of one.
pub struct Drawings<'s> {
    site: &'s Site,
    ids: RefCell<HashMap<&'s str, Option<Rc<Vec<String>>>>>,
}

impl<'s> Drawings<'s> {
    pub fn new(site: &'s Site) -> Drawings<'s> {
        Drawings { site, ids: RefCell::default() }
    }

    /// What is wrong with a `fragment` that stands at `span`, if the file at `address` is a drawing without this id; `shown`
    /// is what the message calls it.
    pub fn lacks(&self, address: &str, fragment: &str, shown: &str, span: Span) -> Option<Finding> {
        let part = part_of_drawing(fragment)?;
        let ids = self.ids(address)?;
        if ids.iter().any(|id| *id == *part || *id == *fragment) {
            return None;
        }
        let finding = Finding::new(&links::BROKEN_ANCHOR, span).with("page", shown).with("anchor", &*part);
        let all = || ids.iter().map(String::as_str);
        Some(match nearest(&part, all()) {
            Some(near) => {
                let sure = is_plain_slip(&part, near, all());
                finding.with("suggestion", near).help("nearest").fix_if(sure && is_plain(near), near)
            }
            None => finding.help("drawing"),
        })
    }

    fn ids(&self, address: &str) -> Option<Rc<Vec<String>>> {
        let (address, asset) = self.site.assets.get_key_value(address)?;
        let is_drawing = address.rsplit_once('.').is_some_and(|(_, end)| end.eq_ignore_ascii_case("svg"));
        let read = || ids_of_drawing(std::str::from_utf8(&asset.bytes).ok()?).map(Rc::new);
        is_drawing.then(|| self.ids.borrow_mut().entry(address).or_insert_with(read).clone())?
    }
}

/// Whether an id can be typed in any address as it is.
fn is_plain(id: &str) -> bool {
    id.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'))
}
