//! Turns one reply after the other into what is known of a resource, or into the next request to make: the policy.
//!
//! It makes no request, waits for nothing and knows no clock, so every case can be tested.

use super::page::Page;
use super::records::Record;
use super::target::{Bar, barred, host};
use crate::answers::{Answer, Reason};
use crate::config::{External, Manner};
use std::collections::BTreeSet;
use std::time::Duration;
use url::Url;

/// More redirects than this lead nowhere.
const MOST_REDIRECTS: usize = 10;

/// A server that asks for more patience than this is not waited for.
const LONGEST_WAIT: Duration = Duration::from_secs(60);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    Head,
    Get,
}

/// What came back for one request.
#[derive(Clone, Debug, PartialEq)]
pub enum Reply {
    Answered(Response),
    Failed(Reason),
}

/// The part of a response that says something about the address.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Response {
    pub status: u16,
    pub location: Option<String>,
    pub retry_after: Option<Duration>,
    /// The response depends on the language that the client asks for.
    pub by_language: bool,
    pub sets_cookies: bool,
    /// What the page holds, if it was asked for and is HTML.
    pub page: Option<Page>,
}

/// What to do after a reply.
#[derive(Debug, PartialEq)]
pub enum Step {
    /// Make the errand's next request.
    Ask,
    /// Make it after a while.
    Wait {
        time: Duration,
        /// The whole host asked to be left alone.
        host: bool,
    },
    Done(Record),
}

/// The way to what one address leads to.
#[derive(Clone, Debug)]
pub struct Errand {
    pub resource: Box<str>,
    fragments: BTreeSet<Box<str>>,
    /// What to ask for next.
    pub url: Url,
    pub method: Method,
    /// Failed attempts at the present address.
    failures: u32,
    visited: Vec<Url>,
    /// Where the permanent redirects so far lead.
    moved: Option<Url>,
    /// A redirect on the way was temporary: where those after it lead may change any day.
    temporary: bool,
    sets_cookies: bool,
    /// Another host was put in the place of the one asked, for now: perhaps to sign in, or to consent.
    sidetracked: bool,
}

impl Errand {
    pub fn new(resource: &str, fragments: BTreeSet<Box<str>>) -> Option<Errand> {
        let url = Url::parse(resource).ok()?;
        let method = if fragments.is_empty() { Method::Head } else { Method::Get };
        Some(Errand {
            resource: resource.into(),
            fragments,
            url,
            method,
            failures: 0,
            visited: Vec::new(),
            moved: None,
            temporary: false,
            sets_cookies: false,
            sidetracked: false,
        })
    }

    /// Whether the text of the page matters.
    pub fn wants_page(&self) -> bool {
        !self.fragments.is_empty()
    }

    /// What a reply means.
    pub fn step(&mut self, reply: Reply, manner: &Manner, settings: &External) -> Step {
        let response = match reply {
            Reply::Answered(response) => response,
            Reply::Failed(reason) => return self.failed(reason, manner),
        };
        match response.status {
            status if (200..300).contains(&status) || manner.accept.contains(&status) => {
                self.arrived(&response, manner)
            }
            301 | 302 | 303 | 307 | 308 if response.location.is_some() => self.redirected(&response, settings),
            408 | 425 | 429 | 500 | 502 | 503 | 504 | 520..=529 => self.put_off(&response, manner),
            // Some servers answer HEAD wrongly, and none is harmed by one GET.
            _ if self.method == Method::Head => self.again_with_get(),
            status @ (404 | 410) => self.done(Answer::Missing(status)),
            status @ (401 | 402 | 403 | 405 | 406 | 407 | 451 | 999) => {
                self.done(Answer::Refused(Reason::Status(status)))
            }
            status => self.done(Answer::Trouble(Reason::Status(status))),
        }
    }

    fn arrived(&mut self, response: &Response, manner: &Manner) -> Step {
        // What is no page may give its fragments a meaning of its own, and a page to sign in has not those asked for.
        let page = response.page.clone().filter(|_| !self.sidetracked).unwrap_or_default();
        // A page that ended in the middle may come whole the next time.
        if page.is_torn() && !self.fragments.iter().all(|fragment| page.knows(fragment)) {
            return self.failed(Reason::Closed, manner);
        }
        let anchors = self.fragments.iter().map(|fragment| (fragment.clone(), page.anchor(fragment))).collect();
        match self.done(Answer::Found) {
            Step::Done(record) => Step::Done(Record { anchors, ..record }),
            other => other,
        }
    }

    fn redirected(&mut self, response: &Response, settings: &External) -> Step {
        let location = response.location.as_deref().unwrap_or_default();
        let Ok(to) = self.url.join(location.trim()) else {
            return self.or_get(Answer::Trouble(Reason::Garbage));
        };
        if !matches!(to.scheme(), "http" | "https") {
            return self.done(Answer::Found);
        }
        self.sets_cookies |= response.sets_cookies;
        self.temporary |= !matches!(response.status, 301 | 308) || response.by_language;
        self.sidetracked |= self.temporary && host(&to) != host(&self.url);
        if !self.temporary {
            self.moved = Some(to.clone());
        }
        let mut next = to;
        next.set_fragment(None);
        self.visited.push(self.url.clone());
        if self.visited.contains(&next) || self.visited.len() > MOST_REDIRECTS {
            let reason = if self.sets_cookies { Reason::Cookies } else { Reason::Redirects };
            return self.or_get(match reason {
                Reason::Cookies => Answer::Refused(reason),
                _ => Answer::Trouble(reason),
            });
        }
        match barred(&next, settings) {
            None => {}
            // What the settings leave out is taken on trust.
            Some(Bar::Settings) => return self.done(Answer::Found),
            Some(Bar::Private) => return self.done(Answer::Refused(Reason::NotPublic)),
        }
        self.url = next;
        self.failures = 0;
        Step::Ask
    }

    /// The server asks to come back.
    fn put_off(&mut self, response: &Response, manner: &Manner) -> Step {
        let wait = response.retry_after.filter(|_| matches!(response.status, 429 | 503));
        if wait.is_none_or(|wait| wait <= LONGEST_WAIT) && self.failures + 1 < manner.attempts {
            let time = self.pause().max(wait.unwrap_or_default());
            self.method = Method::Get;
            self.failures += 1;
            return Step::Wait { time, host: wait.is_some() };
        }
        self.done(match response.status {
            429 => Answer::Refused(Reason::Status(429)),
            status => Answer::Trouble(Reason::Status(status)),
        })
    }

    fn failed(&mut self, reason: Reason, manner: &Manner) -> Step {
        match reason {
            Reason::NotPublic => return self.done(Answer::Refused(reason)),
            Reason::Address | Reason::Certificate | Reason::Encryption => return self.done(Answer::Trouble(reason)),
            _ => {}
        }
        if self.failures + 1 >= manner.attempts {
            return self.done(Answer::Trouble(reason));
        }
        let time = self.pause();
        self.method = Method::Get;
        self.failures += 1;
        Step::Wait { time, host: false }
    }

    /// Twice as long after each failure.
    fn pause(&self) -> Duration {
        Duration::from_secs(1 << self.failures.min(5))
    }

    fn again_with_get(&mut self) -> Step {
        self.method = Method::Get;
        Step::Ask
    }

    /// Goes the whole way again by GET if it was HEAD that ended so.
    fn or_get(&mut self, answer: Answer) -> Step {
        if self.method == Method::Get {
            return self.done(answer);
        }
        if let Some(errand) = Errand::new(&self.resource, std::mem::take(&mut self.fragments)) {
            *self = errand;
        }
        self.again_with_get()
    }

    fn done(&self, answer: Answer) -> Step {
        let arrived = answer == Answer::Found;
        let moved = self.moved.as_ref().filter(|_| arrived).map(|url| url.as_str().into());
        Step::Done(Record { asked: 0, answer, moved, anchors: Default::default(), runs: 0 })
    }
}

#[cfg(test)]
mod tests;
