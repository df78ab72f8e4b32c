//! Turns the addresses that a site leads to into answers for its rules, and keeps what was learnt.
//!
//! The clock is read here: how old an answer is has nothing to do with the date that a site is built for.

use super::Failure;
use super::site;
use super::terminal::Terminal;
use super::words as w;
use crate::answers::{Answer, Answers, Reason};
use crate::config::External;
use crate::external::{Network, Plan, Records, answers, ask, plan};
use jiff::Timestamp;
use std::collections::BTreeSet;
use std::path::Path;
use std::time::{Duration, Instant};

/// The file of the state folder that keeps the answers.
const FILE: &str = "external";

/// When so many hosts are asked and none can be reached, it is the network of this machine that fails.
const NO_NETWORK_FROM: usize = 3;

/// So often, while answers come in, they are kept: a run that is broken off is not lost.
const KEEP_EVERY: Duration = Duration::from_secs(10);

/// Asks for what has to be asked, and says how much that was.
pub fn learn(
    addresses: &BTreeSet<Box<str>>,
    settings: &External,
    root: &Path,
    network: Network,
    terminal: &Terminal,
) -> Result<Answers, Failure> {
    let now = Timestamp::now().as_second();
    let mut records = Records::from_bytes(&site::kept(root, FILE));
    let plan = plan(addresses, settings, &records, network, now);
    let summary = summary(&plan, terminal);
    if !plan.errands.is_empty() {
        let bar = terminal.slow_bar(w::ASKING, plan.errands.len());
        let mut last = Instant::now();
        let before = records.clone();
        let mut reached = false;
        ask(plan.errands, settings, |resource, record| {
            reached |= !matches!(record.answer, Answer::Trouble(Reason::Name | Reason::Connection | Reason::Timeout));
            records.note(resource, now, record);
            bar.inc(1);
            if last.elapsed() > KEEP_EVERY {
                // What is wrong with the disk is said at the end.
                let _ = keep(root, &records);
                last = Instant::now();
            }
        });
        bar.finish_and_clear();
        let cut_off = !reached && plan.hosts >= NO_NETWORK_FROM;
        if cut_off {
            // No link is at fault: this run does not count.
            records = before;
        }
        records.prune(now);
        if let Err(error) = keep(root, &records) {
            terminal.tell(&(terminal.say(w::CANNOT_KEEP, &[("error", &error.to_string())]) + "\n"));
        }
        if cut_off {
            return Err(Failure::Io(w::NO_NETWORK.get(terminal.tongue()).to_owned()));
        }
    }
    terminal.tell(&summary);
    Ok(answers(addresses, settings, &records))
}

fn keep(root: &Path, records: &Records) -> std::io::Result<()> {
    site::keep(root, FILE, Some(records.to_bytes()))
}

fn summary(plan: &Plan, terminal: &Terminal) -> String {
    let counts = [
        (plan.errands.len(), w::ASKED_ONE, w::ASKED),
        (plan.on_record, w::ON_RECORD_ONE, w::ON_RECORD),
        (plan.unknown, w::UNKNOWN_ONE, w::UNKNOWN),
        (plan.skipped, w::SKIPPED_ONE, w::SKIPPED),
    ];
    let said = counts.into_iter().filter(|(count, ..)| *count > 0);
    let said: Vec<String> = said.map(|(count, one, many)| terminal.count(count, one, many)).collect();
    let said = if said.is_empty() { w::NONE_FOUND.get(terminal.tongue()).to_owned() } else { said.join(", ") };
    terminal.say(w::EXTERNAL, &[("counts", &said)]) + "\n"
}
