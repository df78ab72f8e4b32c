//! Turns the command line into an exit status.

use diglot::build::{Cache, build};
use diglot::load::{Choices, load};
use diglot::report::{Format, Look, render};
use diglot::write::{How, publish};

fn main() {
    let root = std::path::PathBuf::from(std::env::args().nth(1).unwrap_or(".".into()));
    let out = std::path::PathBuf::from(std::env::args().nth(2).unwrap_or("public".into()));
    let choices = Choices { as_of: jiff::civil::date(2026, 11, 22), drafts: false, base_url: None };
    let t = std::time::Instant::now();
    let inputs = load(&root, &choices).expect("load");
    eprintln!("load {:?}", t.elapsed());
    let state = root.join(".diglot");
    let read = |name: &str| std::fs::read(state.join(name)).unwrap_or_default();
    let mut cache = Cache::load(&read("documents"), &read("highlights"));
    eprintln!("cache {:?}", t.elapsed());
    let outcome = build(&inputs, &mut cache);
    eprintln!("build {:?}", t.elapsed());
    print!("{}", render(Format::Human, &outcome.diagnostics, Look::plain(diglot::diag::Tongue::English)));
    match publish(&outcome.output, &out, &state, &How::default(), &|_| {}) {
        Ok(published) => println!("{} written, {} unchanged, {} deleted", published.written, published.unchanged, published.deleted),
        Err(refused) => println!("{refused:?}"),
    }
    let _ = std::fs::create_dir_all(&state);
    if let Some(bytes) = cache.documents_to_bytes() { std::fs::write(state.join("documents"), bytes).expect("cache"); }
    if let Some(bytes) = cache.highlights_to_bytes() { std::fs::write(state.join("highlights"), bytes).expect("cache"); }
    eprintln!("write {:?}", t.elapsed());
}
