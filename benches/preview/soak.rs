//! Turns a seed into thousands of edits of a site on the disk under a running preview, and holds the preview to a build from nothing.
//!
//! The preview is the real program: what a loop in memory would not show is what the watcher misses, what a file looks
//! like while it is being read, and what the process holds. It is looked at over HTTP, as a browser does. After a hundred
//! edits it has a few seconds to become, page for page and problem for problem, what the files on the disk make.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{self, BufRead, BufReader, Write};
use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread::sleep;
use std::time::{Duration, Instant};

use diglot::build::{Cache, Outcome, build};
use diglot::diag::Severity;
use diglot::load::{Choices, load};
use diglot::serve::Problem;
use serde_json::{Value, json};

use crate::disk::Disk;
use crate::generated::prose::Random;
use crate::server::{Server, free_port, get};

/// How many edits lie between two comparisons.
const STRETCH: usize = 100;

/// The memory at this edit is what the memory at the end is compared with.
const LEVEL: usize = 500;

const GROWTH: f64 = 0.10;

/// By then, after the last edit of a stretch, the preview must be right.
const PATIENCE: Duration = Duration::from_secs(20);

/// What the page of an event is; there is none, so that no page adds problems of its own.
const NO_PAGE: &str = "/__no-page";

pub struct Wish<'a> {
    pub program: &'a Path,
    pub folder: &'a Path,
    pub edits: usize,
    pub seed: u64,
    /// Files of the other branch, in each language.
    pub branch: usize,
}

/// What a soak that ended well has to tell.
#[derive(Default)]
pub struct Soaked {
    pub kinds: BTreeMap<&'static str, usize>,
    pub comparisons: usize,
    pub pages: usize,
    /// The longest time from the last edit of a stretch until everything was right.
    pub longest: Duration,
    /// After so many edits, so many bytes.
    pub memory: Vec<(usize, u64)>,
}

impl Soaked {
    /// How much more memory is held at the end than at the level; `None` if the soak was too short or nobody counts.
    pub fn growth(&self) -> Option<f64> {
        let (_, level) = self.memory.iter().find(|(edit, _)| *edit >= LEVEL)?;
        let (last, end) = self.memory.last()?;
        (*last > LEVEL).then(|| *end as f64 / *level as f64 - 1.0)
    }

    pub fn is_flat(&self) -> bool {
        self.growth().is_none_or(|growth| growth <= GROWTH)
    }
}

/// Edits, compares, and ends with the site as it was at first.
pub fn soak(wish: &Wish) -> Result<Soaked, String> {
    let told = |error: io::Error| format!("{}: {error}", wish.folder.display());
    let mut disk = Disk::write(wish.folder, wish.branch).map_err(told)?;
    let port = free_port();
    let mut command = Command::new(wish.program);
    command.args(["serve", "--as-of", &AS_OF.to_string(), "--lang", "en", "--port", &port.to_string(), "--root"]);
    command.arg(wish.folder);
    let mut server = Server::start(command, port)?;
    server.first_page("/fr/", "</html>")?;
    let mut random = Random::new(wish.seed, "soak", 0);
    let mut soaked = Soaked::default();
    let mut known = BTreeSet::new();
    for edit in 1..=wish.edits {
        let kind = match disk.edit(&mut random) {
            // There a file that somebody reads cannot always be moved: an editor would try again.
            Err(error) if cfg!(windows) && error.kind() == io::ErrorKind::PermissionDenied => "refused",
            done => done.map_err(told)?,
        };
        *soaked.kinds.entry(kind).or_default() += 1;
        // As fast as a script now and then, else as fast as a writer who saves all the time.
        match random.below(4) {
            0 => {}
            1 => sleep(Duration::from_millis(random.below(60) as u64)),
            _ => sleep(Duration::from_millis(random.below(12) as u64)),
        }
        let is_last = edit == wish.edits;
        if edit % STRETCH != 0 && !is_last {
            continue;
        }
        let is_level = is_last || edit == LEVEL || edit % (10 * LEVEL) == 0;
        if is_level {
            // Memory is compared between two times at which there is the same to hold.
            disk.restore_all().map_err(told)?;
        }
        let fault = |fault| format!("seed {}, edit {edit} ({kind}): {fault}", wish.seed);
        let (pages, time) = compare(&server, &disk, &mut known).map_err(fault)?;
        soaked.comparisons += 1;
        soaked.pages += pages;
        soaked.longest = soaked.longest.max(time);
        if !server.is_running() {
            return Err(fault(format!("the server ended:\n{}", server.last_words())));
        }
        if is_level {
            server.idle();
            soaked.memory.extend(server.memory().map(|bytes| (edit, bytes)));
        }
    }
    Ok(soaked)
}

const AS_OF: jiff::civil::Date = jiff::civil::date(2026, 3, 1);

/// Compares what is served with a build from nothing; says how many addresses that were and how long it took to be right.
fn compare(server: &Server, disk: &Disk, known: &mut BTreeSet<Box<str>>) -> Result<(usize, Duration), String> {
    let mut cold = cold(disk.root())?;
    if cold.diagnostics.iter().any(|found| Problem::from(found).stops) {
        // Over such faults the last good pages stay, whatever they were. They must be gone as soon as it is mended.
        disk.mend().map_err(|error| error.to_string())?;
        cold = self::cold(disk.root())?;
    }
    let problems = problems(&cold);
    let base = cold.site.config.base.path.clone();
    let base = base.trim_end_matches('/');
    known.extend(cold.output.entries().keys().cloned());
    let pages: BTreeMap<&str, Vec<u8>> = cold
        .output
        .entries()
        .keys()
        .filter_map(|address| Some((&**address, cold.output.render(address)?.bytes.to_vec())))
        .collect();
    let start = Instant::now();
    loop {
        // Looking at every page takes longer than becoming right.
        let time = start.elapsed();
        let fault = match difference(server, base, &pages, &problems, known) {
            None => return Ok((pages.len(), time)),
            Some(fault) => fault,
        };
        if start.elapsed() > PATIENCE {
            return Err(format!("{fault}\nThe server said last:\n{}", server.last_words()));
        }
        sleep(Duration::from_millis(50));
    }
}

fn cold(root: &Path) -> Result<Outcome, String> {
    // As the preview is started: without drafts.
    let choices = Choices { as_of: AS_OF, drafts: false, base_url: None, levels: Vec::new(), baseline: None };
    let inputs = load(root, &choices).map_err(|error| error.to_string())?;
    Ok(build(&inputs, &mut Cache::default()))
}

/// What is not as it should be; nothing if all is well.
fn difference(
    server: &Server,
    base: &str,
    pages: &BTreeMap<&str, Vec<u8>>,
    problems: &Value,
    known: &BTreeSet<Box<str>>,
) -> Option<String> {
    let told = match event(server.port) {
        Ok(told) => told,
        Err(error) => return Some(format!("no event: {error}")),
    };
    if told != *problems {
        let lists = [&told[1], &problems[1]].map(|list| list.as_array().map_or(&[][..], Vec::as_slice));
        let first = (0..).find(|&at| lists[0].get(at) != lists[1].get(at) || lists.iter().all(|list| at >= list.len()));
        let [one, other] = lists.map(|list| first.and_then(|at| list.get(at)).unwrap_or(&Value::Null));
        let counts = format!("{} instead of {}", told[0], problems[0]);
        return Some(format!("other problems ({counts}), first {one:#}\ninstead of {other:#}"));
    }
    for address in known {
        let wanted = pages.get(&**address).map(Vec::as_slice);
        let path = format!("{base}/{}", encoded(address));
        let (status, body) = match get(server.port, &path) {
            Ok(answer) => answer,
            Err(error) => return Some(format!("{path}: {error}")),
        };
        match wanted {
            None if status == 200 => return Some(format!("{path} is still there")),
            None => {}
            // No page can be made: what was there before, or word of it.
            Some([]) => {}
            Some(_) if status != 200 && !address.ends_with("404.html") => return Some(format!("{path}: {status}")),
            Some(bytes) if without_script(body.clone()) != *bytes => {
                let place = bytes.iter().zip(&body).take_while(|(one, other)| one == other).count();
                let near = |text: &[u8]| {
                    let part = &text[place.saturating_sub(80).min(text.len())..(place + 80).min(text.len())];
                    String::from_utf8_lossy(part).into_owned()
                };
                return Some(format!("{path}: other bytes:\n{}\ninstead of\n{}", near(&body), near(bytes)));
            }
            Some(_) => {}
        }
    }
    None
}

/// What the preview tells a page of the problems of the whole site.
fn problems(outcome: &Outcome) -> Value {
    let mut problems: Vec<Problem> = outcome.diagnostics.iter().map(Problem::from).collect();
    let count = |severity| problems.iter().filter(|problem| problem.severity == severity).count();
    let counts = [Severity::Error, Severity::Warning, Severity::Info].map(count);
    problems.sort_by_key(|problem| std::cmp::Reverse(problem.severity));
    problems.truncate(50);
    json!([counts, problems])
}

fn event(port: u16) -> io::Result<Value> {
    let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, port))?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(stream, "GET /__diglot/events?page={NO_PAGE} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n\r\n")?;
    for line in BufReader::new(stream).lines() {
        if let Some(data) = line?.strip_prefix("data:") {
            let data: Value = serde_json::from_str(data)?;
            return Ok(json!([[data["errors"], data["warnings"], data["infos"]], data["problems"]]));
        }
    }
    Err(io::ErrorKind::UnexpectedEof.into())
}

/// A page as the build makes it: without the line that the preview adds.
fn without_script(mut body: Vec<u8>) -> Vec<u8> {
    let (begin, end) = (b"<script src=\"/__diglot/".as_slice(), b"</script>\n".as_slice());
    let find = |text: &[u8], what: &[u8]| text.windows(what.len()).rposition(|window| window == what);
    if let Some(from) = find(&body, begin)
        && let Some(length) = body[from..].windows(end.len()).position(|window| window == end)
    {
        body.drain(from..from + length + end.len());
    }
    body
}

fn encoded(address: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"/-_.~".contains(&byte);
    address.bytes().map(|byte| if plain(byte) { char::from(byte).into() } else { format!("%{byte:02X}") }).collect()
}

/// Where a soak may work: a folder of its own, which is emptied.
pub fn folder(work: &Path) -> PathBuf {
    work.join("soak")
}
