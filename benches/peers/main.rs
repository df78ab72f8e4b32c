//! Times whole builds of Diglot, Hugo and mdBook on one generated bilingual corpus and prints the figures.
//!
//! It judges the targets Diglot set itself and does not fail when one is missed: a shared machine
//! is no judge. It does fail when a site is not what was asked for.

#[path = "../generated/mod.rs"]
mod generated;
mod hugo;
mod mdbook;
mod measure;
mod options;
mod report;
mod rounds;
mod verify;

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode, Stdio};

use generated::arguments;
use generated::corpus::Corpus;
use generated::diglot::{Diglot, Theme};
use generated::generator::Generator;
use hugo::Hugo;
use mdbook::Mdbook;
use options::Options;
use rounds::{COLD, Contender};

/// Documents per language; two languages make twice as many pages.
const SCALES: [usize; 2] = [1_000, 10_000];

fn main() -> ExitCode {
    arguments::main(options::HELP, Options::parse, measured)
}

fn measured(options: &Options) -> Result<(), String> {
    generated::corpus::check_headings();
    let corpus = Corpus::new(options.seed, options.pages);
    if let Some(folder) = &options.corpus_only {
        for tool in tools(options) {
            let name = tool.name().replace([',', ' '], "-");
            let written = tool.write(&corpus, &folder.join(name));
            written.map_err(|error| format!("{}: {error}", folder.display()))?;
        }
        return Ok(());
    }
    // A folder of its own, because it is emptied.
    let work = options.work.join("diglot-bench");
    empty(&work)?;
    side_by_side(options, &corpus, &work)?;
    if options.scaling {
        empty(&work)?;
        scaling(options, &work)?;
    }
    if !options.keep {
        empty(&work)?;
    }
    Ok(())
}

fn tools(options: &Options) -> Vec<Box<dyn Generator>> {
    let mut tools: Vec<Box<dyn Generator>> = Vec::new();
    for &theme in &options.themes {
        let program = options.diglot.clone();
        tools.push(Box::new(Diglot { program, theme }));
    }
    for peer in &options.peers {
        tools.push(match peer.as_str() {
            "hugo" => Box::new(Hugo::unwrapped(options.hugo.clone(), true)),
            "hugo-plain" => Box::new(Hugo::unwrapped(options.hugo.clone(), false)),
            _ => Box::new(Mdbook { program: options.mdbook.clone() }),
        });
    }
    tools
}

fn side_by_side(options: &Options, corpus: &Corpus, work: &Path) -> Result<(), String> {
    let mut contenders = Vec::new();
    let mut missing = Vec::new();
    for tool in tools(options) {
        if !runs(tool.as_ref()) {
            missing.push(format!("{} is not installed: `{}`", tool.name(), tool.install()));
            continue;
        }
        let prepared = Contender::prepare(tool, corpus, work);
        contenders.push(prepared.map_err(|error| format!("{}: {error}", work.display()))?);
    }
    for line in &missing {
        println!("{line}\n");
    }
    if contenders.is_empty() {
        return Ok(());
    }
    let copies = rounds::run(&mut contenders, corpus, options.rounds)?;
    println!(
        "{} documents in each of 2 languages, seed {}, medians of {} rounds\n",
        options.pages, options.seed, options.rounds
    );
    report::figures(&contenders, &copies);
    let named = |name| contenders.iter().find(|one| one.tool.name() == name);
    if let (Some(diglot), Some(hugo)) = (named("Diglot"), named("Hugo")) {
        report::verdicts(diglot, hugo);
    } else {
        println!("\nNo verdict without both Diglot, with the common template, and Hugo.");
    }
    Ok(())
}

/// Whether the program starts at all.
fn runs(tool: &dyn Generator) -> bool {
    let nowhere = Path::new("");
    tool.build(nowhere, nowhere, nowhere).iter().all(|build| {
        let mut ask = Command::new(build.get_program());
        ask.arg("--help").stdout(Stdio::null()).stderr(Stdio::null());
        ask.status().is_ok_and(|status| status.success())
    })
}

fn scaling(options: &Options, work: &Path) -> Result<(), String> {
    let mut sizes = Vec::new();
    for documents in SCALES {
        let corpus = Corpus::new(options.seed, documents);
        let tool = Box::new(Diglot { program: options.diglot.clone(), theme: Theme::Minimal });
        let folder = work.join(documents.to_string());
        let contender = Contender::prepare(tool, &corpus, &folder);
        sizes.push((contender.map_err(|error| error.to_string())?, corpus));
    }
    for round in 0..options.rounds {
        for (contender, corpus) in &mut sizes {
            contender.time(corpus, round, COLD)?;
        }
    }
    let cold = |place: usize| {
        let (contender, _) = &sizes[place];
        (contender.figures[COLD].as_slice(), SCALES[place] * 2)
    };
    report::scaling(cold(0), cold(1));
    Ok(())
}

fn empty(work: &Path) -> Result<(), String> {
    if !work.exists() {
        return Ok(());
    }
    fs::remove_dir_all(work).map_err(|error| format!("{}: {error}", work.display()))
}
