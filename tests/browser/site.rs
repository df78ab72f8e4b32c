//! Turns inputs into a site that a browser on this machine can read, through the preview's own server.
//!
//! It writes nothing: the site is built and served in memory, below a path so that nothing can rely on being at the root.

use diglot::build::{Cache, File, Inputs, build};
use diglot::diag::{Severity, Tongue};
use diglot::link::Site as Linked;
use diglot::load::{Choices, load};
use diglot::output::Output;
use diglot::report::{Format, Look, render};
use diglot::serve::{Build, Hosts, Preview, bind};
use diglot::source::Source;
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::JoinHandle;

/// A site of one test; its server stops with it.
pub struct Site {
    pub linked: Arc<Linked>,
    output: Output,
    /// Scheme, host and port.
    pub origin: String,
    preview: Preview,
    server: Option<JoinHandle<()>>,
}

impl Site {
    /// Diglot's own manual.
    pub fn manual() -> Site {
        Site::of(inputs(Path::new(env!("CARGO_MANIFEST_DIR"))))
    }

    /// A site with every construct, in both languages, and colours that nobody can read as they are.
    pub fn torture() -> Site {
        Site::of(inputs(&torture()))
    }

    /// The same with this at the beginning of the head of every page.
    pub fn strict(head: &str) -> Site {
        let mut inputs = inputs(&torture());
        let name = "partials/head.html";
        let text = format!("{head}{}", inputs.templates[name].text());
        inputs.templates.insert(name.into(), Source::new(format!("templates/{name}"), text.into_bytes()));
        Site::of(inputs)
    }

    /// A site of these files and the built-in theme, by path below its root.
    pub fn with(files: &[(&str, &str)]) -> Site {
        let empty = tempfile::tempdir().expect("a temporary folder");
        let mut inputs = inputs(empty.path());
        for &(path, text) in files {
            let source = Source::new(path, text.as_bytes().to_vec());
            match path.strip_prefix("content/") {
                Some(name) => drop(inputs.content.insert(name.into(), File::Text(source))),
                None if path.starts_with("data/") => inputs.data.push(source),
                None if path == "redirects.yaml" => drop(inputs.records.insert(path.into(), source)),
                None => inputs.settings = Some(source),
            }
        }
        Site::of(inputs)
    }

    fn of(mut inputs: Inputs) -> Site {
        let server = bind(IpAddr::V4(Ipv4Addr::LOCALHOST), 0, Hosts::Own).expect("a free port");
        let origin = format!("http://{}", server.address());
        inputs.base_url = Some(format!("{origin}/docs/"));
        let outcome = build(&inputs, &mut Cache::default());
        let faults = outcome.diagnostics.iter().any(|diagnostic| diagnostic.severity >= Severity::Error);
        assert!(!faults, "{}", render(Format::Human, &outcome.diagnostics, Look::plain(Tongue::English)));
        let preview = Preview::new(Tongue::English);
        let base_path = outcome.site.config.base.path.clone();
        preview.publish(Build {
            output: Some(outcome.output.clone()),
            base_path,
            problems: Vec::new(),
            site: None,
            drafts: false,
            desk: None,
        });
        let shared = preview.clone();
        let server = std::thread::spawn(move || server.run(&shared).expect("the server runs"));
        Site { linked: outcome.site, output: outcome.output, origin, preview, server: Some(server) }
    }

    /// What is published.
    pub fn output(&self) -> &Output {
        &self.output
    }

    /// The whole address of a path such as `fr/guides/`.
    pub fn url(&self, path: &str) -> String {
        format!("{}/docs/{path}", self.origin)
    }

    /// The whole addresses of all pages.
    pub fn pages(&self) -> Vec<String> {
        self.linked.pages.iter().map(|page| format!("{}{}", self.origin, page.url)).collect()
    }
}

impl Drop for Site {
    fn drop(&mut self) {
        self.preview.stop();
        let ended = self.server.take().expect("dropped once").join();
        assert!(ended.is_ok() || std::thread::panicking());
    }
}

fn torture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/torture")
}

fn inputs(root: &Path) -> Inputs {
    let as_of = jiff::civil::date(2026, 11, 22);
    let choices = Choices { as_of, drafts: false, base_url: None, levels: Vec::new(), baseline: None };
    load(root, &choices).expect("a folder that can be read")
}
