//! Turns `folder.yaml` into what one language calls the folder, so that it has a record as documents have.
//!
//! Where the folder stands, and what is wrong with the file, is told by who puts the site together.

use super::document::{Body, Content, Place};
use super::own::Own;
use super::page::finish;
use super::record::typed;
use crate::records::FolderRecord;
use crate::source::Source;
use crate::yaml;

pub(super) fn read(source: &Source, place: &Place) -> (Content, Body) {
    let mut content = Content::default();
    let mut body = Body::default();
    let record = yaml::read::<FolderRecord>(source, source.span(), &mut Vec::new()).unwrap_or_default();
    content.meta.title = typed(&record.title, place).map(Into::into);
    content.meta.description = typed(&record.description, place).unwrap_or_default().into();
    content.title_span = record.title.get(&place.language).map_or(source.line(1), |title| title.span);
    body.own.push(Own::lead(&content.meta, None, []));
    finish(&mut content, &body.own, source);
    (content, body)
}
