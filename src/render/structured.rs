//! Turns what a page shows into JSON-LD for search engines: the path to it and, of an FAQ, its questions and answers.
//!
//! It is made from the views that the template shows, so that both say the same.

use super::page::absolute;
use super::view::{EntryView, FaqView, LinkView, PageView, TextView};
use crate::link::Site;
use serde_json::{Value, json};

/// What stands in `<script type="application/ld+json">`; empty if there is nothing to tell.
pub fn structured(site: &Site, page: &PageView, text: &TextView) -> String {
    let path = (!page.breadcrumbs.is_empty() && page.template != "search").then(|| breadcrumbs(site, page));
    // A page in another language than its text is no translation, and search engines are sent to the original.
    let questions = text.faq.as_ref().filter(|faq| faq.count > 0 && page.fallback.is_none());
    let questions = questions.map(|faq| faq_page(site, page, faq));
    let all: Vec<Value> = path.into_iter().chain(questions).collect();
    if all.is_empty() {
        return String::new();
    }
    // `</script>` and `<!--` must not end the element that holds this.
    json!({"@context": "https://schema.org", "@graph": all}).to_string().replace('<', "\\u003c")
}

/// An address with scheme and host, if the site says which; search engines resolve any other against the page's.
fn address(site: &Site, url: &str) -> String {
    let absolute = absolute(site, url);
    if absolute.is_empty() { url.to_owned() } else { absolute }
}

fn breadcrumbs(site: &Site, page: &PageView) -> Value {
    let own = LinkView { title: page.title_text.clone(), url: page.url.clone() };
    let crumbs = page.breadcrumbs.iter().chain([&own]).zip(1..);
    let items = crumbs.map(|(crumb, at)| {
        json!({"@type": "ListItem", "position": at, "name": crumb.title, "item": address(site, &crumb.url)})
    });
    json!({"@type": "BreadcrumbList", "itemListElement": items.collect::<Vec<_>>()})
}

fn faq_page(site: &Site, page: &PageView, faq: &FaqView) -> Value {
    let entries = faq.categories.iter().flat_map(|category| &category.entries);
    let mut own = json!({
        "@type": "FAQPage",
        "url": address(site, &page.url),
        "name": page.title_text,
        "inLanguage": page.lang,
        "mainEntity": entries.map(|entry| question(site, page, entry)).collect::<Vec<_>>(),
    });
    if let Some(date) = &page.updated {
        own["dateModified"] = json!(date.iso);
    }
    own
}

fn question(site: &Site, page: &PageView, entry: &EntryView) -> Value {
    let url = address(site, &format!("{}#{}", page.url, entry.id));
    let mut answer = json!({"@type": "Answer", "text": entry.answer_text, "url": url});
    let mut own = json!({"@type": "Question", "url": url, "name": entry.question_text});
    if let Some(date) = &entry.updated {
        answer["dateModified"] = json!(date.iso);
    }
    if let Some(language) = &entry.lang_fallback {
        own["inLanguage"] = json!(language.lang);
        answer["inLanguage"] = json!(language.lang);
    }
    own["acceptedAnswer"] = answer;
    own
}
