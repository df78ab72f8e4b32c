//! Turns one edit of a running preview into times: one from the write of the file to the frame, and where it went.

use std::fs;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::generated::prose::Lang;
use crate::server::{Said, Server, contains, get};
use crate::sites::{Edit, Kind};
use crate::viewer::{Sight, Viewer};

/// mdBook builds a large book in minutes.
const PATIENCE: Duration = Duration::from_secs(600);

/// How a file is saved: half of the editors write into it, half put another in its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Save {
    InPlace,
    ByRename,
}

/// What one edit took.
pub struct Measured {
    pub kind: Kind,
    pub lang: Lang,
    pub save: Save,
    pub address: String,
    pub total: Duration,
    /// Whether the server says how its part is made up; else *watch* is all of it.
    pub split: bool,
    /// In the order of [`PARTS`].
    pub parts: [Duration; 5],
    /// The same change made in the page itself.
    pub floor: Option<Duration>,
    /// What the measurement may be too small by: it was certainly over when the benchmark heard of it.
    pub slack: Duration,
    pub visible: bool,
    /// Whether the page was told, or the server has no such message.
    pub told: bool,
    pub builds: usize,
}

pub const PARTS: [&str; 5] = ["watch", "load", "build", "transfer", "paint"];

pub struct Draw<'a> {
    pub edit: &'a Edit,
    pub save: Save,
    pub marker: String,
    /// Put into the page itself first, for the floor.
    pub floor: Option<String>,
}

/// Shows the page, saves the change, waits for the frame, and undoes the change.
///
/// `None`: the page does not show it within `patience`.
pub fn measure(
    server: &Server,
    viewer: &mut Viewer,
    draw: &Draw,
    patience: Duration,
) -> Result<Option<Measured>, String> {
    let Draw { edit, save, marker, .. } = draw;
    let (old, new) = edit.texts(marker)?;
    let (url, among) = (server.url(&edit.address), edit.kind.among());
    let path = edit.address.split('#').next().unwrap_or_default();
    viewer.load(&url, &edit.place, among)?;
    let mut floor = None;
    if let Some(marker) = &draw.floor {
        floor = viewer.floor(&edit.place, among, marker);
        // An address with a fragment would otherwise be a place in the page that is there.
        viewer.leave();
        viewer.load(&url, &edit.place, among)?;
    }
    server.idle();
    let first_line = server.said.lock().expect("nothing panics while it is held").len();
    let start = Instant::now();
    write(&edit.file, &new, *save)?;
    let sight = viewer.sees(marker, start, patience);
    server.idle();
    let laps = Laps::of(&server.said, first_line);
    write(&edit.file, &old, *save)?;
    gone(server, path, marker)?;
    server.idle();
    Ok(sight.map(|sight| measured(draw, &sight, start, floor, &laps)))
}

fn measured(draw: &Draw, sight: &Sight, start: Instant, floor: Option<Duration>, laps: &Laps) -> Measured {
    let total = sight.painted.saturating_duration_since(start);
    let told = sight.told.unwrap_or(sight.found);
    let until_told = told.saturating_duration_since(start);
    let (load, build) = (laps.load.min(until_told), laps.build.min(until_told.saturating_sub(laps.load)));
    let transfer = sight.found.saturating_duration_since(told);
    let watch = until_told - load - build;
    let paint = total.saturating_sub(until_told + transfer);
    Measured {
        kind: draw.edit.kind,
        lang: draw.edit.lang,
        save: draw.save,
        address: draw.edit.address.clone(),
        total,
        split: laps.builds > 0,
        parts: [watch, load, build, transfer, paint],
        floor,
        slack: sight.heard.saturating_duration_since(sight.painted),
        visible: sight.visible,
        told: sight.told.is_some(),
        builds: laps.builds,
    }
}

/// What Diglot says of its first build after the save (`--timings`).
#[derive(Default)]
struct Laps {
    load: Duration,
    build: Duration,
    builds: usize,
}

impl Laps {
    fn of(said: &Said, first_line: usize) -> Laps {
        let said = said.lock().expect("nothing panics while it is held");
        let mut laps = Laps::default();
        for (_, line) in &said[first_line.min(said.len())..] {
            let Some((number, what)) = line.trim().split_once(" ms  ") else { continue };
            let Ok(number) = number.parse::<f64>() else { continue };
            let time = Duration::from_secs_f64(number / 1e3);
            let is_load = what.starts_with("reading");
            laps.builds += usize::from(is_load);
            // Faults are looked for when the page has been told.
            let is_build = what.starts_with("parsing") || what.starts_with("rendering");
            match laps.builds {
                1 if is_load => laps.load = time,
                1 if is_build => laps.build += time,
                _ => {}
            }
        }
        laps
    }
}

pub fn write(path: &Path, text: &str, save: Save) -> Result<(), String> {
    let done = match save {
        Save::InPlace => fs::write(path, text),
        Save::ByRename => {
            let name = path.file_name().expect("a file has a name").to_string_lossy();
            let beside = path.with_file_name(format!(".{name}.swp"));
            fs::write(&beside, text).and_then(|()| fs::rename(&beside, path))
        }
    };
    done.map_err(|error| format!("{}: {error}", path.display()))
}

/// Waits until a page is without the marker again.
fn gone(server: &Server, path: &str, marker: &str) -> Result<(), String> {
    let deadline = Instant::now() + PATIENCE;
    while Instant::now() < deadline {
        if get(server.port, path).is_ok_and(|(status, body)| status == 200 && !contains(&body, marker.as_bytes())) {
            return Ok(());
        }
        sleep(Duration::from_millis(5));
    }
    Err(format!("{path} still shows {marker}:\n{}", server.last_words()))
}
