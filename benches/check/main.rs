//! Times Diglot's checks beside `hyperlink --check-anchors` on one generated site, and prints the figures and the ratios.
//!
//! The site is the corpus of the other benchmark with the template that all generators share. It judges Diglot's own
//! targets and does not fail when one is missed: a shared machine is no judge.

#[path = "../generated/mod.rs"]
mod generated;
#[path = "../peers/measure.rs"]
#[allow(dead_code, reason = "the other benchmark measures more")]
mod measure;

use generated::arguments::{self, number, themes};
use generated::corpus::Corpus;
use generated::diglot::{Diglot, Theme};
use generated::generator::Generator;
use measure::{Figures, median, run, settle};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

const HELP: &str = "\
Times `diglot check`, `diglot check --site` and `hyperlink --check-anchors` on the same site.

cargo bench --bench check -- [OPTIONS]

  --pages N          documents per language [1000]; the goals are set for 10000: 20,000 pages, 160,000 links
  --theme WHICH      minimal (the template all share), default (Diglot's own) or both [both]
  --rounds R         runs of each kind, interleaved; medians are printed [5]
  --hyperlink PATH   the program, if not the one of PATH (cargo install --locked hyperlink)
  --diglot PATH      the program, if not the one of this build
  --work DIR         where to build [a folder in Cargo's target directory]
";

struct Options {
    pages: usize,
    themes: Vec<Theme>,
    rounds: usize,
    hyperlink: PathBuf,
    diglot: PathBuf,
    work: PathBuf,
}

fn options(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options {
        pages: 1000,
        themes: vec![Theme::Minimal, Theme::Default],
        rounds: 5,
        hyperlink: "hyperlink".into(),
        diglot: env!("CARGO_BIN_EXE_diglot").into(),
        work: PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("check"),
    };
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().ok_or(format!("`{argument}` wants a value"));
        match argument.as_str() {
            // Cargo's own, to every benchmark.
            "--bench" => {}
            "--pages" => options.pages = number(&value()?, 2)?,
            "--theme" => options.themes = themes(&value()?)?,
            "--rounds" => options.rounds = number(&value()?, 2)?,
            "--hyperlink" => options.hyperlink = value()?.into(),
            "--diglot" => options.diglot = value()?.into(),
            "--work" => options.work = value()?.into(),
            _ => return Err(format!("unknown option `{argument}`")),
        }
    }
    Ok(options)
}

fn main() -> ExitCode {
    arguments::main(HELP, options, measured)
}

fn measured(options: &Options) -> Result<(), String> {
    // A folder of its own, because it is emptied.
    let work = options.work.join("diglot-bench-check");
    if work.exists() {
        fs::remove_dir_all(&work).map_err(|error| error.to_string())?;
    }
    let started = |command: &mut Command| command.arg("--version").output().is_ok();
    if !started(&mut Command::new(&options.hyperlink)) {
        return Err("`hyperlink` is missing: `cargo install --locked hyperlink`".to_owned());
    }
    println!("{} documents in each of 2 languages, medians of {} rounds", options.pages, options.rounds);
    options.themes.iter().try_for_each(|&theme| themed(options, theme, &work))
}

/// Measures a site with these templates.
fn themed(options: &Options, theme: Theme, work: &Path) -> Result<(), String> {
    let (name, title) = match theme {
        Theme::Minimal => ("minimal", "Templates of the site's own"),
        Theme::Default => ("default", "Diglot's own theme"),
    };
    let work = work.join(name);
    let (site, out, log) = (work.join("site"), work.join("out"), work.join("log"));
    let tool = Diglot { program: options.diglot.clone(), theme };
    tool.write(&Corpus::new(1, options.pages), &site).map_err(|error| error.to_string())?;
    let built = run(tool.build(&site, &out, &work), &log)?;
    let cache = site.join(".diglot");
    let mut runs: [Vec<Figures>; 4] = Default::default();
    for _ in 0..options.rounds {
        for (kind, figures) in runs.iter_mut().enumerate() {
            settle();
            let aside = work.join("cache");
            if kind == 0 {
                fs::rename(&cache, &aside).map_err(|error| error.to_string())?;
            }
            let ran = run(vec![command(options, kind, &site, &out)], &log);
            if kind == 0 {
                // What the cold run may have kept is not what the build kept.
                let _ = fs::remove_dir_all(&cache);
                fs::rename(&aside, &cache).map_err(|error| error.to_string())?;
            }
            figures.push(ran?);
        }
    }
    let medians = runs.map(|rounds| median(&rounds));
    println!("\n## {title}\n");
    report(built, &medians);
    Ok(())
}

const NAMES: [&str; 4] =
    ["diglot check, no cache", "diglot check, cache of the build", "diglot check --site", "hyperlink --check-anchors"];

fn command(options: &Options, kind: usize, site: &Path, out: &Path) -> Command {
    if kind == 3 {
        let mut command = Command::new(&options.hyperlink);
        command.arg("--check-anchors").arg(out);
        return command;
    }
    let mut command = Command::new(&options.diglot);
    command.arg("check").arg("--root").arg(site);
    if kind == 2 {
        command.arg("--site").arg(out);
    }
    command
}

fn report(built: Figures, medians: &[Figures; 4]) {
    let seconds = |figures: &Figures| figures.wall.as_secs_f64();
    println!("| | wall | CPU | peak memory | / hyperlink |\n|---|---:|---:|---:|---:|");
    let line = |name: &str, figures: &Figures| {
        let cpu = figures.cpu.map_or_else(String::new, |cpu| format!("{:.3} s", cpu.as_secs_f64()));
        let peak = figures.peak.map_or_else(String::new, |peak| format!("{} MB", peak / 1_000_000));
        let ratio = seconds(figures) / seconds(&medians[3]);
        println!("| {name} | {:.3} s | {cpu} | {peak} | {ratio:.2} |", seconds(figures));
    };
    line("diglot build, cold", &built);
    for (name, figures) in NAMES.iter().zip(medians) {
        line(name, figures);
    }
    println!();
    let verdict = |what: &str, value: f64, most: f64| {
        println!("{}: {what}: {value:.2} (at most {most})", if value <= most { "met" } else { "missed" });
    };
    let ratio = |one: usize, other: usize| seconds(&medians[one]) / seconds(&medians[other]);
    verdict("`check --site` / hyperlink", ratio(2, 3), 1.5);
    verdict("`check` after a build / hyperlink", ratio(1, 3), 1.0);
    verdict("`check` without a cache / hyperlink", ratio(0, 3), 1.0);
    // Reading and parsing are in it, which a build does once for both: checking alone costs less.
    verdict("`check` after a build / build", seconds(&medians[1]) / seconds(&built), 0.2);
}
