//! Turns the orders that pages of the preview give into another view, or into records of accepted translations.
//!
//! They come from the server's threads and are obeyed between two builds, on the thread that builds: what was seen is
//! compared with the files as they are then.

use crate::build::Inputs;
use crate::cli::accept::told;
use crate::cli::meant::SiteWish;
use crate::cli::site;
use crate::cli::terminal::Terminal;
use crate::cli::words as w;
use crate::diag::{Tongue, Wording, fill};
use crate::edit::accept::{Refusal, Seen, accept_seen};
use crate::link::Site;
use crate::serve::orders::{Accept, Job, Order, Reply};
use crate::serve::{Preview, View};
use crate::watch::Bell;
use crate::write::Refused;
use std::collections::VecDeque;
use std::sync::mpsc::{Receiver, channel};
use std::sync::{Arc, Mutex};

/// What pages asked for and nobody has done yet.
pub struct Orders {
    received: Receiver<Job>,
    /// Orders that write, one for each build: the next one must see what the one before wrote.
    waiting: VecDeque<Job>,
    /// Another view is shown once it is built.
    shown: Vec<Job>,
    usual: View,
    /// Wakes the follower, whatever watcher it has by then.
    bell: Arc<Mutex<Bell>>,
}

impl Orders {
    /// The orders of this preview's pages; each rings the bell.
    pub fn of(preview: &Preview, wish: &SiteWish, bell: Bell) -> Orders {
        let (sender, received) = channel();
        let bell = Arc::new(Mutex::new(bell));
        let own = bell.clone();
        preview.obeyed_by(move |job| {
            // Nobody obeys any more once the follower is gone, and the job's own answer says so.
            let _ = sender.send(job);
            own.lock().expect("nothing panics while it is held").ring();
        });
        Orders { received, waiting: VecDeque::new(), shown: Vec::new(), usual: view(wish), bell }
    }

    /// Rings another bell from now on.
    pub fn ring(&mut self, bell: Bell) {
        *self.bell.lock().expect("nothing panics while it is held") = bell;
    }

    /// The view that the server was started with.
    pub fn usual(&self) -> View {
        self.usual
    }

    /// Takes what has come, and chooses what the next build shows.
    pub fn take(&mut self, wish: &mut SiteWish) {
        for job in self.received.try_iter() {
            match job.order {
                Order::Accept(_) => {
                    self.waiting.push_back(job);
                    continue;
                }
                Order::Show { as_of, drafts } => {
                    wish.choices.as_of = as_of.unwrap_or(wish.choices.as_of);
                    wish.choices.drafts = drafts.unwrap_or(wish.choices.drafts);
                }
                Order::Usual => (wish.choices.as_of, wish.choices.drafts) = (self.usual.as_of, self.usual.drafts),
            }
            self.shown.push(job);
        }
    }

    /// Leaves everything undone: there is no site to do it with.
    pub fn fail(&mut self) {
        self.waiting.clear();
        self.shown.clear();
    }

    /// Answers those who asked for what is shown now, and does one thing of what is to be written; says whether there is
    /// more to do.
    pub fn obey(&mut self, wish: &SiteWish, inputs: &Inputs, site: &Site, terminal: &Terminal) -> bool {
        self.shown.drain(..).for_each(|job| job.reply(Reply::Shown));
        if let Some(job) = self.waiting.pop_front() {
            let reply = match &job.order {
                Order::Accept(asked) => accept(asked, wish, inputs, site, terminal),
                Order::Show { .. } | Order::Usual => Reply::Shown,
            };
            job.reply(reply);
        }
        !self.waiting.is_empty()
    }
}

/// What a wish shows.
pub fn view(wish: &SiteWish) -> View {
    View { as_of: wish.choices.as_of, drafts: wish.choices.drafts }
}

fn accept(asked: &Accept, wish: &SiteWish, inputs: &Inputs, site: &Site, terminal: &Terminal) -> Reply {
    let Some(lang) = site.config.languages.by_segment(&asked.lang) else {
        return both(|tongue| said(w::NO_EDITION, &asked.lang, tongue), Reply::refused);
    };
    let seen = Seen {
        document: asked.document.clone(),
        lang,
        unit: asked.unit.clone(),
        digest: asked.seen,
        waive: asked.waive.clone(),
    };
    let done = match accept_seen(inputs, site, seen) {
        Ok(done) => done,
        Err(refusal) => {
            let make = if matches!(refusal, Refusal::Changed(_)) { Reply::changed } else { Reply::refused };
            return both(|tongue| told(&refusal, tongue), make);
        }
    };
    if done.edits.is_empty() {
        return Reply::Accepted(0);
    }
    match site::apply(&done.edits, wish) {
        Ok(()) => {
            let unit = asked.unit.as_ref().map_or_else(String::new, |unit| format!("#{unit}"));
            let name = format!("{}{unit} ({})", asked.document, asked.lang);
            terminal.tell(&(terminal.say(w::ACCEPTED_HERE, &[("name", &name)]) + "\n"));
            Reply::Accepted(done.accepted)
        }
        Err(refused) => {
            let make = if matches!(refused, Refused::Changed { .. }) { Reply::changed } else { Reply::refused };
            both(|tongue| refused.message(tongue), make)
        }
    }
}

fn said(wording: Wording, name: &str, tongue: Tongue) -> String {
    fill(wording.get(tongue), |argument| (argument == "name").then_some(name))
}

fn both(words: impl Fn(Tongue) -> String, make: fn(String, String) -> Reply) -> Reply {
    make(words(Tongue::French), words(Tongue::English))
}

impl Reply {
    fn changed(fr: String, en: String) -> Reply {
        Reply::Changed { fr, en }
    }

    fn refused(fr: String, en: String) -> Reply {
        Reply::Refused { fr, en }
    }
}
