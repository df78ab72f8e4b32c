//! Turns measured edits into Markdown tables and a verdict for each target.

use std::time::Duration;

use crate::edit::{Measured, PARTS};
use crate::sites::{Kind, TEXTS, WIDE};

const MEDIAN: f64 = 40.0;
const PERCENTILE: f64 = 80.0;
const WIDE_MEDIAN: f64 = 300.0;
const FIRST_PAGE: f64 = 1000.0;

/// When the first page was there, counted from the start of the process.
#[derive(Default)]
pub struct Starts {
    /// Nothing kept from an earlier run: the page, and the end of the whole first build.
    pub cold: Option<Duration>,
    pub cold_build: Option<Duration>,
    pub warm: Option<Duration>,
}

pub fn heading() {
    println!("| server | edit | n | median | p95 | most | floor | {} |", PARTS.join(" | "));
    println!("|---|---|---:|---:|---:|---:|---:|{}", "---:|".repeat(PARTS.len()));
}

pub fn rows(server: &str, measured: &[Measured]) {
    let texts = || measured.iter().filter(|one| TEXTS.contains(&one.kind));
    row(server, "**all texts**", texts());
    for kind in TEXTS.into_iter().chain(WIDE) {
        row(server, kind.name(), measured.iter().filter(|one| one.kind == kind));
    }
}

fn row<'a>(server: &str, name: &str, chosen: impl Iterator<Item = &'a Measured>) {
    let chosen: Vec<&Measured> = chosen.collect();
    if chosen.is_empty() {
        return;
    }
    let totals: Vec<Duration> = chosen.iter().map(|one| one.total).collect();
    let floors: Vec<Duration> = chosen.iter().filter_map(|one| one.floor).collect();
    let part = |place: usize| match place {
        // The server does not say.
        1 | 2 if !chosen.iter().any(|one| one.split) => String::from("↤"),
        _ => ms(share(&chosen.iter().map(|one| one.parts[place]).collect::<Vec<_>>(), 0.5)),
    };
    let parts: Vec<String> = (0..PARTS.len()).map(part).collect();
    println!(
        "| {server} | {name} | {} | {} | {} | {} | {} | {} |",
        chosen.len(),
        ms(share(&totals, 0.5)),
        ms(share(&totals, 0.95)),
        ms(share(&totals, 1.0)),
        if floors.is_empty() { String::new() } else { ms(share(&floors, 0.5)) },
        parts.join(" | ")
    );
}

/// The slowest five, each with the part that took longest.
pub fn slowest(server: &str, measured: &[Measured]) {
    let mut texts: Vec<&Measured> = measured.iter().filter(|one| TEXTS.contains(&one.kind)).collect();
    texts.sort_by_key(|one| std::cmp::Reverse(one.total));
    println!("\nSlowest five edits of texts, {server}:\n");
    println!("| time | edit | page | save | longest part | builds |\n|---:|---|---|---|---|---:|");
    for one in texts.into_iter().take(5) {
        let longest = (0..PARTS.len()).max_by_key(|&place| one.parts[place]).expect("there are parts");
        println!(
            "| {} | {}, {} | {} | {:?} | {} {} | {} |",
            ms(one.total),
            one.kind.name(),
            one.lang.code(),
            one.address,
            one.save,
            PARTS[longest],
            ms(one.parts[longest]),
            one.builds
        );
    }
}

/// How far the figures can be trusted.
pub fn accuracy(measured: &[Measured], clocks: Duration) {
    let slack: Vec<Duration> = measured.iter().map(|one| one.slack).collect();
    let unseen = measured.iter().filter(|one| !one.visible).count();
    let untold = measured.iter().filter(|one| !one.told).count();
    println!(
        "\nClocks compared to within {}; the benchmark heard of the frame {} (median) after it. Place out of the \
         window: {unseen} of {}. Changed without a message: {untold}.",
        ms(clocks),
        ms(share(&slack, 0.5)),
        measured.len()
    );
}

pub fn verdicts(measured: &[Measured], starts: &Starts) {
    let of = |kinds: &[Kind], place: f64| {
        let totals: Vec<Duration> =
            measured.iter().filter(|one| kinds.contains(&one.kind)).map(|one| one.total).collect();
        (!totals.is_empty()).then(|| share(&totals, place))
    };
    println!("\n| target | Diglot | wanted | verdict |\n|---|---:|---:|---|");
    verdict("text edit, median", of(&TEXTS, 0.5), MEDIAN);
    verdict("text edit, 95th percentile", of(&TEXTS, 0.95), PERCENTILE);
    verdict("template, slowest", of(&[Kind::Template], 1.0), WIDE_MEDIAN);
    verdict("title in a menu, slowest", of(&[Kind::MenuTitle], 1.0), WIDE_MEDIAN);
    verdict("first page, warm cache", starts.warm, FIRST_PAGE);
    match (starts.cold, starts.cold_build) {
        (Some(page), Some(build)) => {
            let said = if page < build { "met" } else { "MISSED" };
            println!(
                "| requested page before the first build ends | {} of {} | earlier | {said} |",
                ms(page),
                ms(build)
            );
        }
        _ => println!("| requested page before the first build ends | not measured | earlier | |"),
    }
}

fn verdict(name: &str, value: Option<Duration>, most: f64) {
    let Some(value) = value else { return };
    let said = if value.as_secs_f64() * 1e3 < most { "met" } else { "MISSED" };
    println!("| {name} | {} | < {most} ms | {said} |", ms(value));
}

/// The value below which this share of the values lies (nearest rank).
pub fn share(values: &[Duration], share: f64) -> Duration {
    let mut values = values.to_vec();
    values.sort();
    let rank = (share * values.len() as f64).ceil() as usize;
    values.get(rank.saturating_sub(1)).copied().unwrap_or_default()
}

pub fn ms(time: Duration) -> String {
    let ms = time.as_secs_f64() * 1e3;
    if ms < 100.0 { format!("{ms:.1} ms") } else { format!("{ms:.0} ms") }
}
