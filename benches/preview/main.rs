//! Times, in a real Chromium, how long after a save the preview of Diglot and of its peers shows it.
//!
//! It judges Diglot's own targets and does not fail when one is missed: a shared machine is no judge. It does fail when
//! an edit is never shown by Diglot, when a soak ends with another site than a build from nothing, or when a reader gets an error.

#[path = "../../tests/browser/chromium.rs"]
mod chromium;
#[path = "../../tests/browser/devtools.rs"]
#[allow(dead_code, reason = "the browser's tests do more")]
mod devtools;
#[path = "../generated/mod.rs"]
mod generated;
#[path = "../peers/hugo.rs"]
mod hugo;
#[path = "../peers/mdbook.rs"]
mod mdbook;

#[path = "../../tests/rebuild/lines.rs"]
mod lines;

mod disk;
mod edit;
mod load;
mod options;
mod report;
mod server;
mod sites;
mod soak;
mod viewer;

use std::fs;
use std::path::Path;
use std::process::{Command, ExitCode};
use std::time::Duration;

use edit::{Draw, Measured, Save, measure};
use generated::arguments;
use generated::corpus::{Corpus, Document};
use generated::diglot::Diglot;
use generated::prose::{LANGS, Lang, Random};
use hugo::Hugo;
use mdbook::Mdbook;
use options::{Options, Task};
use report::Starts;
use server::{Server, free_port};
use sites::{Kind, TEXTS, Tool, WIDE};
use viewer::Viewer;

fn main() -> ExitCode {
    arguments::main(options::HELP, Options::parse, run)
}

fn run(options: &Options) -> Result<(), String> {
    // A folder of its own, because it is emptied.
    let work = options.work.join("diglot-bench-preview");
    empty(&work)?;
    match options.task {
        Task::Latency => latency(options, &work)?,
        Task::Soak(edits) => soaked(options, &work, edits)?,
        Task::Load(seconds) => load::load(options, &work, seconds)?,
    }
    if options.keep { Ok(()) } else { empty(&work) }
}

/// Documents that the other branch of a soak has more; two languages make twice as many files.
const BRANCH: usize = 1000;

fn soaked(options: &Options, work: &Path, edits: usize) -> Result<(), String> {
    let folder = soak::folder(work);
    let wish = soak::Wish { program: &options.diglot, folder: &folder, edits, seed: options.seed, branch: BRANCH };
    let soaked = soak::soak(&wish)?;
    println!("{edits} random edits, seed {}: the preview is what a build from nothing is.\n", options.seed);
    let kinds: Vec<String> = soaked.kinds.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
    println!("Edits: {}.", kinds.join(", "));
    println!(
        "{} comparisons of {} addresses and of all problems; all was right {} after one began, at most.\n",
        soaked.comparisons,
        soaked.pages,
        report::ms(soaked.longest)
    );
    println!("| after edits | memory held |\n|---:|---:|");
    for (edit, bytes) in &soaked.memory {
        println!("| {edit} | {:.1} MB |", *bytes as f64 / 1e6);
    }
    match soaked.growth() {
        Some(growth) => {
            let said = if soaked.is_flat() { "met" } else { "MISSED" };
            println!("\nMemory since edit 500: {:+.1} % (at most 10): {said}", growth * 100.0);
        }
        None => println!("\nMemory: too few edits, or not counted on this system."),
    }
    Ok(())
}

/// How long an edit may take to be seen: Diglot's must be, a peer's is told of if it is not.
const OURS: Duration = Duration::from_secs(600);
const OF_A_PEER: Duration = Duration::from_secs(60);

fn latency(options: &Options, work: &Path) -> Result<(), String> {
    generated::corpus::check_headings();
    let corpus = Corpus::new(options.seed, options.pages);
    let before = load_average();
    let mut missing = Vec::new();
    let mut results = Vec::new();
    for tool in tools(options) {
        let name = tool.generator().name();
        if !tool.is_there() {
            missing.push(format!("{name} is not installed: `{}`", tool.generator().install()));
            continue;
        }
        let site = work.join(name.replace([',', ' '], "-"));
        tool.write(&corpus, &site).map_err(|error| format!("{}: {error}", site.display()))?;
        eprintln!("{name}: {} documents in each of 2 languages", options.pages);
        let mut session = Session { tool: &tool, corpus: &corpus, site: &site, servers: Vec::new() };
        let starts = match session.start() {
            Ok(starts) => starts,
            Err(error) if !matches!(tool, Tool::Diglot(_)) => {
                missing.push(format!("{name} was not measured: {}", error.lines().next().unwrap_or_default()));
                continue;
            }
            Err(error) => return Err(error),
        };
        let mut viewer = Viewer::open();
        let (measured, unseen) = session.edits(options, &mut viewer)?;
        missing.extend(unseen.into_iter().map(|line| format!("{name} did not show an edit: {line}")));
        results.push((name, starts, measured, viewer.error));
    }
    println!("{} documents in each of 2 languages, seed {}", options.pages, options.seed);
    println!("Load of the machine in the last minute: {before} at first, {} at the end\n", load_average());
    for line in missing {
        println!("{line}\n");
    }
    report::heading();
    for (name, _, measured, _) in &results {
        report::rows(name, measured);
    }
    println!(
        "\n| server | first page, nothing kept | end of that build | first page, warm cache |\n|---|---:|---:|---:|"
    );
    for (name, starts, ..) in &results {
        let shown = |time: Option<Duration>| time.map_or_else(String::new, report::ms);
        println!("| {name} | {} | {} | {} |", shown(starts.cold), shown(starts.cold_build), shown(starts.warm));
    }
    for (name, starts, measured, clocks) in &results {
        report::slowest(name, measured);
        report::accuracy(measured, *clocks);
        if name.starts_with("Diglot") {
            report::verdicts(measured, starts);
        }
    }
    Ok(())
}

/// How many processes wanted a processor; those of this benchmark among them.
fn load_average() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().filter(|number| !number.is_empty()).unwrap_or("?").to_owned()
}

fn tools(options: &Options) -> Vec<Tool> {
    let diglot = |&theme: &_| Tool::Diglot(Diglot { program: options.diglot.clone(), theme });
    let peers = options.peers.iter().map(|peer| match peer.as_str() {
        "hugo" => Tool::Hugo(Hugo::unwrapped(options.hugo.clone(), true)),
        _ => Tool::Mdbook(Mdbook { program: options.mdbook.clone() }),
    });
    options.themes.iter().map(diglot).chain(peers).collect()
}

/// A tool whose preview runs.
struct Session<'a> {
    tool: &'a Tool,
    corpus: &'a Corpus,
    site: &'a Path,
    /// One, or one for each language.
    servers: Vec<Server>,
}

impl Session<'_> {
    /// Starts the servers, Diglot's twice: with nothing kept and with what that run kept.
    fn start(&mut self) -> Result<Starts, String> {
        let mut starts = Starts { cold: Some(self.launch()?), ..Starts::default() };
        if matches!(self.tool, Tool::Diglot(_)) {
            let server = &self.servers[0];
            server.idle();
            // Where the site is, is said when the first build is published.
            let said = server.said.lock().expect("nothing panics while it is held");
            let published = said.iter().find(|(_, line)| line.contains("http://"));
            starts.cold_build = published.map(|(at, _)| at.saturating_duration_since(server.started));
            drop(said);
            self.servers.clear();
            starts.warm = Some(self.launch()?);
        }
        self.servers.iter().for_each(Server::idle);
        Ok(starts)
    }

    /// Starts the servers; the time until a page deep in the site is there.
    fn launch(&mut self) -> Result<Duration, String> {
        let document = Document::Guide(self.corpus.guides() / 2);
        let langs: &[Lang] = if matches!(self.tool, Tool::Mdbook(_)) { &LANGS } else { &[Lang::Fr] };
        let mut last = Duration::ZERO;
        for &lang in langs {
            let port = free_port();
            let mut server = Server::start(self.command(lang, port), port)?;
            let title = self.corpus.title(document, lang);
            let words = title.split(['\'', '’']).next_back().unwrap_or(&title).to_owned();
            last = server.first_page(&self.tool.address(document, lang), &words)?;
            self.servers.push(server);
        }
        Ok(last)
    }

    fn command(&self, lang: Lang, port: u16) -> Command {
        let (program, port) =
            (self.tool.generator().build(self.site, self.site, self.site).remove(0), port.to_string());
        let mut command = Command::new(program.get_program());
        match self.tool {
            Tool::Diglot(_) => {
                command.args(["serve", "--timings", "--lang", "en", "--port", &port, "--root"]).arg(self.site)
            }
            Tool::Hugo(_) => command
                .args(["server", "--bind", "127.0.0.1", "--port", &port])
                .arg("--source")
                .arg(self.site)
                .arg("--cacheDir")
                .arg(self.site.with_extension("cache"))
                .arg("--destination")
                .arg(self.site.with_extension("out")),
            Tool::Mdbook(_) => command
                .args(["serve", "--port", &port])
                .arg(self.site.join(lang.code()))
                .arg("--dest-dir")
                .arg(self.site.with_extension(lang.code())),
        };
        command
    }

    /// What was measured, and the edits that a peer did not show.
    fn edits(&self, options: &Options, viewer: &mut Viewer) -> Result<(Vec<Measured>, Vec<String>), String> {
        let is_ours = matches!(self.tool, Tool::Diglot(_));
        let texts = if is_ours { options.edits } else { options.peer_edits };
        let mut random = Random::new(options.seed, "edits", 0);
        let mut kinds: Vec<Kind> = (0..texts).map(|_| random.pick(&TEXTS)).collect();
        WIDE.iter().for_each(|&kind| kinds.extend(vec![kind; texts.div_ceil(10)]));
        let (mut measured, mut unseen) = (Vec::new(), Vec::new());
        for (number, kind) in kinds.into_iter().enumerate() {
            let save = random.pick(&[Save::InPlace, Save::ByRename]);
            let Some(edit) = self.tool.edit(self.corpus, self.site, kind, &mut random) else { continue };
            let server = &self.servers[if self.servers.len() > 1 { edit.lang as usize } else { 0 }];
            let draw = Draw {
                edit: &edit,
                save,
                marker: format!("xqz{number}x"),
                floor: is_ours.then(|| format!("xqz{}x", 1_000_000 + number)),
            };
            let patience = if is_ours { OURS } else { OF_A_PEER };
            let shown = measure(server, viewer, &draw, patience)?;
            let time = shown.as_ref().map_or_else(|| format!("not in {patience:?}"), |one| report::ms(one.total));
            let line = format!("{}, {}: {time}", kind.name(), edit.lang.code());
            eprintln!("{number}: {line}");
            match shown {
                Some(one) => measured.push(one),
                None if is_ours => return Err(format!("{}, {line}\n{}", edit.file.display(), server.last_words())),
                None => unseen.push(line),
            }
        }
        Ok((measured, unseen))
    }
}

fn empty(work: &Path) -> Result<(), String> {
    if !work.exists() {
        return Ok(());
    }
    fs::remove_dir_all(work).map_err(|error| format!("{}: {error}", work.display()))
}
