//! Turns figures into Markdown tables and a verdict for each target.

use std::time::Duration;

use crate::measure::{Figures, median};
use crate::rounds::{COLD, Contender, EDIT, KINDS, WARM};

/// What is compared, the most it may be of Hugo's, and what is aimed at.
const TARGETS: [(&str, usize, f64, &str); 3] = [
    ("cold, wall time", COLD, 5.0, "at most 1/5, aiming at 1/10"),
    ("warm cache, wall time", WARM, 10.0, "at most 1/10"),
    ("one page changed, wall time", EDIT, 50.0, "at most 1/50"),
];
const AIM: f64 = 10.0;
const MEMORY: f64 = 4.0;
const SCALING: f64 = 1.3;

pub fn figures(contenders: &[Contender], copies: &[Figures]) {
    println!("| generator | run | wall (least to most) | CPU | peak memory | wall ÷ copy |");
    println!("|---|---|---:|---:|---:|---:|");
    let floor = (!copies.is_empty()).then(|| median(copies).wall);
    for contender in contenders {
        for (kind, name) in KINDS.iter().enumerate() {
            row(contender.tool.name(), name, &contender.figures[kind], floor);
        }
    }
    match contenders.first() {
        Some(first) if !copies.is_empty() => {
            row(&format!("`cp -r` of {}'s site", first.tool.name()), "floor", copies, floor);
        }
        _ => println!("| `cp -r` | floor | no `cp` on this system | | | |"),
    }
    println!("\n| generator | pages | files | size |\n|---|---:|---:|---:|");
    for Contender { tool, tree, .. } in contenders {
        let size = megabytes(tree.bytes);
        println!("| {} | {} | {} | {size} |", tool.name(), tree.pages, tree.files);
    }
}

pub fn verdicts(diglot: &Contender, hugo: &Contender) {
    println!("\n| target | Diglot | Hugo | ratio | wanted | verdict |");
    println!("|---|---:|---:|---:|---|---|");
    for (name, kind, least, wanted) in TARGETS {
        let (ours, theirs) = (median(&diglot.figures[kind]), median(&hugo.figures[kind]));
        let times = theirs.wall.as_secs_f64() / ours.wall.as_secs_f64();
        verdict(name, &seconds(ours.wall), &seconds(theirs.wall), times, least, wanted);
    }
    let (ours, theirs) = (median(&diglot.figures[COLD]), median(&hugo.figures[COLD]));
    match (ours.peak, theirs.peak) {
        (Some(ours), Some(theirs)) => {
            let times = theirs as f64 / ours as f64;
            let (ours, theirs) = (megabytes(ours), megabytes(theirs));
            verdict("cold, peak memory", &ours, &theirs, times, MEMORY, "at most 1/4");
        }
        _ => println!("| cold, peak memory | not counted on this system | | | at most 1/4 | |"),
    }
}

pub fn scaling(small: (&[Figures], usize), large: (&[Figures], usize)) {
    println!("\n| Diglot, cold | pages | wall | CPU | wall per page | CPU per page | peak memory |");
    println!("|---|---:|---:|---:|---:|---:|---:|");
    let per_page = |(runs, pages): (&[Figures], usize)| {
        let middle = median(runs);
        let wall = middle.wall / pages as u32;
        let cpu = middle.cpu.map(|cpu| cpu / pages as u32);
        println!(
            "| | {pages} | {} | {} | {} µs | {} | {} |",
            seconds(middle.wall),
            middle.cpu.map_or("?".into(), seconds),
            wall.as_micros(),
            cpu.map_or("?".into(), |cpu| format!("{} µs", cpu.as_micros())),
            middle.peak.map_or("?".into(), megabytes),
        );
        (wall, cpu)
    };
    let (small, large) = (per_page(small), per_page(large));
    let wall = large.0.as_secs_f64() / small.0.as_secs_f64();
    let cpu = small.1.zip(large.1);
    let cpu = cpu.map(|(small, large)| large.as_secs_f64() / small.as_secs_f64());
    let worst = cpu.map_or(wall, |cpu| cpu.max(wall));
    let said = if worst <= SCALING { "met" } else { "MISSED" };
    let cpu = cpu.map_or("?".into(), |cpu| format!("{cpu:.2}"));
    println!("\nCost per page, large ÷ small: wall {wall:.2}, CPU {cpu} (at most {SCALING}): {said}");
}

fn row(generator: &str, kind: &str, runs: &[Figures], floor: Option<Duration>) {
    let middle = median(runs);
    let walls = || runs.iter().map(|run| run.wall);
    println!(
        "| {generator} | {kind} | {} ({} to {}) | {} | {} | {} |",
        seconds(middle.wall),
        seconds(walls().min().unwrap_or_default()),
        seconds(walls().max().unwrap_or_default()),
        middle.cpu.map_or("?".into(), seconds),
        middle.peak.map_or("?".into(), megabytes),
        floor.map_or("?".into(), |floor| { format!("{:.1}", middle.wall.as_secs_f64() / floor.as_secs_f64()) }),
    );
}

fn verdict(name: &str, ours: &str, theirs: &str, times: f64, least: f64, wanted: &str) {
    let said = match times >= least {
        true if wanted.contains("aiming") && times >= AIM => "met, and the aim",
        true => "met",
        false => "MISSED",
    };
    println!("| {name} | {ours} | {theirs} | 1/{times:.1} | {wanted} | {said} |");
}

fn seconds(time: Duration) -> String {
    format!("{:.3} s", time.as_secs_f64())
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}
