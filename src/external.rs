//! Turns addresses into what their servers say of them: the only place that asks the network.
//!
//! It is polite (a pause between two requests to one host, as few bytes as will do, no cookies) and keeps to what is
//! public unless the settings say otherwise. What an answer means for a page is decided in [`crate::check::external`].

mod ask;

mod board;

mod errand;

mod page;

mod records;

mod target;

mod wire;

pub use ask::ask;
pub use errand::Errand;
pub use records::{Record, Records};

use crate::answers::Answers;
use crate::config::External;
use std::collections::{BTreeMap, BTreeSet};
use target::{Target, host, target};

/// Whether servers may be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Network {
    Online,
    /// Only what is on record counts, whatever its age.
    Offline,
}

/// What is to be done for a site's addresses.
pub struct Plan {
    pub errands: Vec<Errand>,
    /// How many hosts they ask.
    pub hosts: usize,
    /// How many resources need not be asked for again, or cannot be.
    pub on_record: usize,
    /// How many are on no record, and may not be asked for now.
    pub unknown: usize,
    /// How many are never asked for.
    pub skipped: usize,
}

/// What has to be asked at the time `now`, in seconds since 1970.
pub fn plan(
    addresses: &BTreeSet<Box<str>>,
    settings: &External,
    records: &Records,
    network: Network,
    now: i64,
) -> Plan {
    let mut plan = Plan { errands: Vec::new(), hosts: 0, on_record: 0, unknown: 0, skipped: 0 };
    let mut resources: BTreeMap<Box<str>, BTreeSet<Box<str>>> = BTreeMap::new();
    let mut skipped = BTreeSet::new();
    for address in addresses {
        match target(address, settings) {
            Target::Ask { resource, fragment } => resources.entry(resource).or_default().extend(fragment),
            Target::Skip { resource } => drop(skipped.insert(resource)),
            Target::Bad => {}
        }
    }
    plan.skipped = skipped.len();
    for (resource, fragments) in resources {
        let record = records.get(&resource);
        if record.is_some_and(|record| network == Network::Offline || record.is_fresh(&fragments, settings, now)) {
            plan.on_record += 1;
        } else if network == Network::Offline {
            plan.unknown += 1;
        } else {
            plan.errands.extend(Errand::new(&resource, fragments));
        }
    }
    plan.hosts = plan.errands.iter().map(|errand| host(&errand.url)).collect::<BTreeSet<String>>().len();
    plan
}

/// What the records say of the addresses.
pub fn answers(addresses: &BTreeSet<Box<str>>, settings: &External, records: &Records) -> Answers {
    let learnt = |address: &str| match target(address, settings) {
        Target::Ask { resource, fragment } => Some(records.get(&resource)?.learnt(fragment.as_deref())),
        Target::Skip { .. } => None,
        Target::Bad => Some(records::bad_address()),
    };
    addresses.iter().filter_map(|address| Some((address.clone(), learnt(address)?))).collect()
}
