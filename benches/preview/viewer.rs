//! Turns a tab of a real Chromium into one instrument: at which moment a marker was on the screen.
//!
//! All times are of one clock, the monotonic one of the system. Chromium stamps its events with it and says when the
//! page's own clock began (`Performance.getMetrics`); where the two meet is measured by asking it the time and
//! halving the way ([`Viewer::error`]).

use serde_json::{Value, json};
use std::time::{Duration, Instant};

use crate::devtools::Tab;

const SCRIPT: &str = include_str!("viewer.js");

/// How often the clocks are compared; the fastest answer counts.
const COMPARISONS: usize = 50;

pub struct Viewer {
    tab: Tab,
    start: Instant,
    /// Chromium's seconds at `start`.
    offset: f64,
    /// Half of the way there and back: the clocks are compared no better than this.
    pub error: Duration,
}

/// What the page told of a marker.
#[derive(Clone, Copy, Debug)]
pub struct Sight {
    /// The last message of the server's before it: an event, or a frame of a web socket.
    pub told: Option<Instant>,
    /// When the text was in the document.
    pub found: Instant,
    /// When that frame was laid out and painted.
    pub painted: Instant,
    /// When the benchmark heard of it: certainly later.
    pub heard: Instant,
    /// Whether the place was in the window.
    pub visible: bool,
}

impl Viewer {
    pub fn open() -> Viewer {
        let mut tab = Tab::open();
        tab.call("Performance.enable", json!({}));
        tab.call("Runtime.addBinding", json!({"name": "benchmarkSees"}));
        tab.call("Page.addScriptToEvaluateOnNewDocument", json!({"source": SCRIPT}));
        let mut viewer = Viewer { tab, start: Instant::now(), offset: 0.0, error: Duration::MAX };
        viewer.compare_clocks();
        viewer
    }

    /// Loads a page, waits until it has settled, and brings the place of a text into the window.
    pub fn load(&mut self, url: &str, place: &str, among: &str) -> Result<(), String> {
        self.tab.load(url);
        self.tab.events();
        let shown = self.tab.value(&format!("benchmark.show({}, {})", json!(place), json!(among)));
        if shown == true { Ok(()) } else { Err(format!("{url} does not show `{place}` in {among}")) }
    }

    /// Goes to no page.
    pub fn leave(&mut self) {
        self.tab.load("about:blank");
    }

    /// Puts a text at a place of the page, without any server; says how long after the command it was on the screen.
    pub fn floor(&mut self, place: &str, among: &str, marker: &str) -> Option<Duration> {
        let start = Instant::now();
        let done = self.tab.value(&format!("benchmark.change({}, {}, {})", json!(place), json!(among), json!(marker)));
        let sight = (done == true).then(|| self.sees(marker, start, Duration::from_secs(10))).flatten()?;
        Some(sight.painted.saturating_duration_since(start))
    }

    /// Waits for a marker; `since` is the moment of the save.
    pub fn sees(&mut self, marker: &str, since: Instant, patience: Duration) -> Option<Sight> {
        let deadline = since + patience;
        let mut messages: Vec<Instant> = Vec::new();
        let mut early = self.tab.events().into_iter();
        loop {
            let event = match early.next() {
                Some(event) => event,
                None => self.tab.next(deadline)?,
            };
            let heard = Instant::now();
            let parameters = &event["params"];
            match event["method"].as_str().unwrap_or_default() {
                "Network.eventSourceMessageReceived" | "Network.webSocketFrameReceived" => {
                    messages.extend(parameters["timestamp"].as_f64().map(|seconds| self.instant(seconds)));
                }
                "Runtime.bindingCalled" => {
                    let told: Value = serde_json::from_str(parameters["payload"].as_str()?).ok()?;
                    if told["marker"] == marker {
                        return self.sight(&told, &messages, since, heard);
                    }
                }
                _ => {}
            }
        }
    }

    fn sight(&mut self, told: &Value, messages: &[Instant], since: Instant, heard: Instant) -> Option<Sight> {
        let origin = self.metric("NavigationStart")?;
        let at = |viewer: &Viewer, what: &str| Some(viewer.instant(origin + told[what].as_f64()? / 1e3));
        let found = at(self, "found")?;
        // What was on its way when the save began belongs to the one before.
        let own = messages.iter().copied().filter(|&at| at > since && at <= found);
        Some(Sight { told: own.max(), found, painted: at(self, "painted")?, heard, visible: told["visible"] == true })
    }

    fn compare_clocks(&mut self) {
        for _ in 0..COMPARISONS {
            let before = Instant::now();
            let Some(seconds) = self.metric("Timestamp") else { continue };
            let half = before.elapsed() / 2;
            if half < self.error {
                self.error = half;
                self.offset = seconds - (before + half - self.start).as_secs_f64();
            }
        }
    }

    fn instant(&self, seconds: f64) -> Instant {
        self.start + Duration::from_secs_f64((seconds - self.offset).max(0.0))
    }

    fn metric(&mut self, name: &str) -> Option<f64> {
        let metrics = self.tab.call("Performance.getMetrics", json!({}));
        metrics["metrics"].as_array()?.iter().find(|metric| metric["name"] == name)?["value"].as_f64()
    }
}
