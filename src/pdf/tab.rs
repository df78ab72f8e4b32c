//! Turns one page of an output after the other into what a browser prints, and tells its contents where everything is.
//!
//! It does not look into a PDF.

use super::devtools::{DevTools, result};
use super::{Browser, Fault, Manner, NOWHERE, Paper, Printed};
use base64::prelude::{BASE64_STANDARD, Engine};
use percent_encoding::percent_decode_str;
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// The first Chromium whose styles reach the margins of a page, for running headers and page numbers (November 2024).
const OLDEST: u32 = 131;

/// What a page is made into before it is printed: all of it there, and called what the document is called. Links to a
/// site that has not said where it will be lead nowhere, and are none.
const PREPARE: &str = "(async nowhere => {
    await document.fonts.ready;
    await Promise.all([...document.images].map(image => {
        image.loading = 'eager';
        return image.decode().catch(() => {});
    }));
    const heading = document.querySelector('main h1');
    if (heading) document.title = heading.textContent.trim();
    for (const link of document.querySelectorAll('main a[href]')) {
        if (link.href.startsWith(nowhere) && !link.getAttribute('href').startsWith('#')) link.removeAttribute('href');
    }
})";

/// Fills the contents with pages, by the name of the place; says whether there are any contents.
const TELL: &str = "(pages => {
    const links = [...document.querySelectorAll('.print-contents a[href^=\"#\"]')];
    for (const link of links) {
        const page = pages[decodeURIComponent(link.hash.slice(1))];
        if (!page) continue;
        let number = link.querySelector('.page-number');
        if (!number) {
            const leader = document.createElement('span');
            leader.className = 'leader';
            number = document.createElement('span');
            number.className = 'page-number';
            link.append(leader, number);
        }
        number.textContent = page;
    }
    return links.length > 0;
})";

/// A tab of a browser that sees one site and nothing else.
pub struct Tab<'a> {
    pub site: &'a Printed<'a>,
    devtools: DevTools,
}

impl<'a> Tab<'a> {
    pub fn open(site: &'a Printed<'a>, manner: &Manner) -> Result<Tab<'a>, Fault> {
        let mut devtools = DevTools::connect(Browser::start(manner)?, manner)?;
        let version = devtools.call("Browser.getVersion", json!({}))?;
        let product = version["product"].as_str().unwrap_or_default();
        let number = product.split('/').nth(1).and_then(|version| version.split('.').next()?.parse::<u32>().ok());
        if number.is_some_and(|number| number < OLDEST) {
            return Err(Fault::TooOld { version: product.to_owned() });
        }
        devtools.open_tab()?;
        devtools.call("Page.enable", json!({}))?;
        // Before the network: what is not of the site fails there and then.
        devtools.call("Fetch.enable", json!({"patterns": [{"urlPattern": "*"}]}))?;
        // Paper is white whatever the reader's system prefers.
        let light = json!({"name": "prefers-color-scheme", "value": "light"});
        devtools.call("Emulation.setEmulatedMedia", json!({"features": [light]}))?;
        Ok(Tab { site, devtools })
    }

    /// Loads the page at a path, and waits until it and everything it asked for is there.
    pub fn load(&mut self, url: &str) -> Result<(), Fault> {
        self.devtools.take_time();
        let url = format!("{}{url}", self.origin());
        let number = self.devtools.send("Page.navigate", json!({"url": url}))?;
        loop {
            let event = self.devtools.event()?;
            if event["id"] == number {
                let answer = result(event, "Page.navigate")?;
                if let Some(reason) = answer["errorText"].as_str() {
                    return Err(Fault::Refused { command: url, reason: reason.to_owned() });
                }
                continue;
            }
            match event["method"].as_str() {
                Some("Fetch.requestPaused") => self.answer(&event["params"])?,
                Some("Page.loadEventFired") => break,
                _ => {}
            }
        }
        self.value(PREPARE, json!(NOWHERE)).map(drop)
    }

    /// Prints the page that is there.
    pub fn print(&mut self, paper: Paper) -> Result<Vec<u8>, Fault> {
        let (width, height) = paper.inches();
        let asked = json!({
            "paperWidth": width,
            "paperHeight": height,
            "printBackground": true,
            "generateTaggedPDF": true,
            "generateDocumentOutline": true,
        });
        let answer = self.while_answering("Page.printToPDF", asked)?;
        let bytes = answer["data"].as_str().and_then(|text| BASE64_STANDARD.decode(text).ok());
        bytes.filter(|bytes| bytes.starts_with(b"%PDF-")).ok_or_else(|| Fault::Gone("Page.printToPDF".to_owned()))
    }

    /// Fills the contents of the page with these pages; false if it has no contents.
    pub fn tell_places(&mut self, places: &[(String, usize)]) -> Result<bool, Fault> {
        let pages: Map<String, Value> = places.iter().map(|(name, page)| (name.clone(), json!(page))).collect();
        Ok(self.value(TELL, Value::Object(pages))? == true)
    }

    fn origin(&self) -> &'a str {
        self.site.origin.unwrap_or(NOWHERE)
    }

    /// What a function in the page makes of an argument.
    fn value(&mut self, function: &str, argument: Value) -> Result<Value, Fault> {
        let expression = format!("{function}({argument})");
        let asked = json!({"expression": expression, "awaitPromise": true, "returnByValue": true});
        let mut answer = self.while_answering("Runtime.evaluate", asked)?;
        if !answer["exceptionDetails"].is_null() {
            let reason = answer["exceptionDetails"]["exception"]["description"].as_str().unwrap_or_default().to_owned();
            return Err(Fault::Refused { command: "Runtime.evaluate".to_owned(), reason });
        }
        Ok(answer["result"]["value"].take())
    }

    /// Runs a command during which the page may still ask for files.
    fn while_answering(&mut self, command: &str, parameters: Value) -> Result<Value, Fault> {
        let number = self.devtools.send(command, parameters)?;
        loop {
            let event = self.devtools.event()?;
            if event["method"] == "Fetch.requestPaused" {
                self.answer(&event["params"])?;
            } else if event["id"] == number {
                return result(event, command);
            }
        }
    }

    /// Gives the page a file of the site, or nothing.
    fn answer(&mut self, request: &Value) -> Result<(), Fault> {
        let id = &request["requestId"];
        let url = request["request"]["url"].as_str().unwrap_or_default();
        let Some((address, bytes)) = self.file(url) else {
            let refused = json!({"requestId": id, "errorReason": "AddressUnreachable"});
            return self.devtools.send("Fetch.failRequest", refused).map(drop);
        };
        let kind = mime_guess::from_path(&address).first_or_octet_stream();
        let kind = if kind.type_() == "text" { format!("{kind}; charset=utf-8") } else { kind.to_string() };
        let given = json!({
            "requestId": id,
            "responseCode": 200,
            "responseHeaders": [{"name": "Content-Type", "value": kind}],
            "body": BASE64_STANDARD.encode(&bytes),
        });
        self.devtools.send("Fetch.fulfillRequest", given).map(drop)
    }

    /// The file of the site at a whole address, and its address in the output.
    fn file(&self, url: &str) -> Option<(String, Arc<[u8]>)> {
        let path = url.strip_prefix(self.origin())?.split(['?', '#']).next()?;
        let path = percent_decode_str(path).decode_utf8().ok()?;
        let base = percent_decode_str(self.site.base_path).decode_utf8().ok()?;
        let inside = path.strip_prefix(&*base)?;
        let address =
            if inside.is_empty() || inside.ends_with('/') { format!("{inside}index.html") } else { inside.to_owned() };
        let rendered = self.site.output.render(&address)?;
        Some((address, rendered.bytes))
    }
}
