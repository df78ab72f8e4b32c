//! Turns two hundred readers who never rest, and a writer who goes on saving, into errors and stalls: there must be none.
//!
//! The readers are `wrk`; what it counts as an error is any status but 2xx and 3xx, and any broken or late answer. Beside
//! them one more reader asks alone, so that a stall shows as one long answer and is not lost in a mean.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{scope, sleep};
use std::time::{Duration, Instant};

use crate::edit::{Save, write};
use crate::generated::corpus::{Corpus, Document};
use crate::generated::diglot::{Diglot, Theme};
use crate::generated::prose::{Lang, Random};
use crate::options::Options;
use crate::report::ms;
use crate::server::{Server, free_port, get};
use crate::sites::{TEXTS, Tool};

const CONNECTIONS: &str = "200";
const LONGEST: Duration = Duration::from_secs(1);
const BETWEEN_EDITS: Duration = Duration::from_millis(500);

/// Asks for one page after another, and says how many answers were no page.
const SCRIPT: &str = r#"
local paths = {PATHS}
local number = 0
request = function()
  number = number % #paths + 1
  return wrk.format("GET", paths[number])
end
done = function(summary, latency)
  local e = summary.errors
  print(string.format("RESULT %d %d %d", summary.requests, e.connect + e.read + e.write + e.status + e.timeout, latency.max))
end
"#;

pub fn load(options: &Options, work: &Path, seconds: u64) -> Result<(), String> {
    if Command::new(&options.wrk).arg("--version").output().is_err() {
        return Err("`wrk` is not installed: `apt-get install wrk`, `brew install wrk`".to_owned());
    }
    let corpus = Corpus::new(options.seed, options.pages);
    let tool = Tool::Diglot(Diglot { program: options.diglot.clone(), theme: Theme::Default });
    let site = work.join("load");
    tool.write(&corpus, &site).map_err(|error| format!("{}: {error}", site.display()))?;
    let port = free_port();
    let mut command = Command::new(&options.diglot);
    command.args(["serve", "--lang", "en", "--port", &port.to_string(), "--root"]).arg(&site);
    let mut server = Server::start(command, port)?;
    let paths: Vec<String> = (0..corpus.guides())
        .step_by(corpus.guides().div_ceil(50))
        .flat_map(|guide| [Lang::Fr, Lang::En].map(|lang| tool.address(Document::Guide(guide), lang)))
        .collect();
    server.first_page(&paths[0], "</html>")?;
    let script = work.join("paths.lua");
    let list = format!("{{\"{}\"}}", paths.join("\",\""));
    fs::write(&script, SCRIPT.replace("{PATHS}", &list)).map_err(|error| error.to_string())?;
    let over = AtomicBool::new(false);
    let (said, longest, edits) = scope(|scope| {
        let alone = scope.spawn(|| alone(&server, &paths, &over));
        let writer = scope.spawn(|| save(&tool, &corpus, &site, options.seed, &over));
        let mut wrk = Command::new(&options.wrk);
        wrk.args(["--threads", "1", "--connections", CONNECTIONS, "--timeout", "10s", "--duration"]);
        let said = wrk.arg(format!("{seconds}s")).arg("--script").arg(&script).arg(server.url("/")).output();
        over.store(true, Ordering::Relaxed);
        let longest = alone.join().expect("it panics nowhere");
        (said, longest, writer.join().expect("it panics nowhere"))
    });
    let said = said.map_err(|error| format!("wrk: {error}"))?;
    let said = String::from_utf8_lossy(&said.stdout).into_owned() + &String::from_utf8_lossy(&said.stderr);
    let (edits, longest) = (edits?, longest?);
    let result = said.lines().find_map(|line| line.strip_prefix("RESULT ")).ok_or(format!("wrk said:\n{said}"))?;
    let numbers: Vec<u64> = result.split(' ').filter_map(|number| number.parse().ok()).collect();
    let &[requests, errors, slowest] = &numbers[..] else { return Err(format!("wrk said:\n{said}")) };
    let slowest = Duration::from_micros(slowest);
    println!(
        "{CONNECTIONS} connections for {seconds} s on {} documents in each of 2 languages, during {edits} edits:\n",
        options.pages
    );
    println!("| | | wanted |\n|---|---:|---:|");
    println!("| requests | {requests}, {} a second | |", requests / seconds);
    println!("| errors | {errors} | 0 |");
    println!("| slowest answer to one of them | {} | < {} |", ms(slowest), ms(LONGEST));
    println!("| slowest answer to a reader beside them | {} | < {} |", ms(longest), ms(LONGEST));
    if !server.is_running() {
        return Err(format!("the server ended:\n{}", server.last_words()));
    }
    if errors > 0 {
        return Err(format!("{errors} answers were no page:\n{said}"));
    }
    let said = if slowest.max(longest) < LONGEST { "met" } else { "MISSED" };
    println!("\nNo error, and no answer after more than a second: {said}");
    Ok(())
}

/// The longest time that one answer took.
fn alone(server: &Server, paths: &[String], over: &AtomicBool) -> Result<Duration, String> {
    let mut longest = Duration::ZERO;
    for path in paths.iter().cycle() {
        if over.load(Ordering::Relaxed) {
            break;
        }
        let start = Instant::now();
        let (status, _) = get(server.port, path).map_err(|error| format!("{path}: {error}"))?;
        if status != 200 {
            return Err(format!("{path}: {status}"));
        }
        longest = longest.max(start.elapsed());
        sleep(Duration::from_millis(20));
    }
    Ok(longest)
}

fn save(tool: &Tool, corpus: &Corpus, site: &Path, seed: u64, over: &AtomicBool) -> Result<usize, String> {
    let mut random = Random::new(seed, "load", 0);
    let mut edits = 0;
    while !over.load(Ordering::Relaxed) {
        let Some(edit) = tool.edit(corpus, site, random.pick(&TEXTS), &mut random) else { continue };
        let (old, new) = edit.texts(&format!("xqz{edits}x"))?;
        for text in [&new, &old] {
            write(&edit.file, text, random.pick(&[Save::InPlace, Save::ByRename]))?;
            edits += 1;
            sleep(BETWEEN_EDITS);
        }
    }
    Ok(edits)
}
