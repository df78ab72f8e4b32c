//! Turns folders into inputs: what is read, what is put off, and what is noticed when it changes meanwhile.

use diglot::build::{Cache, File, build};
use diglot::load::{Choices, Index, again, load, load_since};
use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime};

fn choices() -> Choices {
    Choices { as_of: jiff::civil::date(2026, 5, 1), drafts: false, base_url: None, levels: Vec::new(), baseline: None }
}

/// A small site whose files were written an hour ago.
fn site() -> tempfile::TempDir {
    let root = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = root.path().join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(&path, text).expect("a file");
        age(&path);
    };
    write("diglot.yaml", "title: {fr: Site, en: Site}\nlanguages: [fr, en]\n");
    write("content/a.fr.md", "# Un *titre* {{ x }}\n\n## Détails\n\nVoir [](b.md#suite).\n");
    write("content/a.en.md", "# A *title* {{ x }}\n\n## Details\n\nSee [](b.md#suite).\n");
    write("content/b.fr.md", "---\ntitle: B\nvariables: {x: y}\n---\n\n## Suite {#suite}\n\nTexte.\n");
    write("content/b.en.md", "---\ntitle: B\nvariables: {x: y}\n---\n\n## More {#suite}\n\nText.\n");
    root
}

fn age(path: &Path) {
    let hour_ago = SystemTime::now() - Duration::from_secs(3600);
    fs::File::options().write(true).open(path).and_then(|file| file.set_modified(hour_ago)).expect("a time");
}

fn digests(content: &std::collections::BTreeMap<Box<str>, File>) -> Vec<(String, String)> {
    let digest = |file: &File| match file {
        File::Text(source) => source.digest().short(32),
        _ => String::new(),
    };
    content.iter().map(|(path, file)| (path.to_string(), digest(file))).collect()
}

#[test]
fn what_is_put_off_makes_the_same_site() {
    let root = site();
    let first = load_since(root.path(), &choices(), &Index::default()).expect("a site");
    let bytes = first.index.to_bytes(&Index::default()).expect("an index");
    let mut cache = Cache::default();
    let cold = build(&first.inputs, &mut cache);
    let second = load_since(root.path(), &choices(), &Index::from_bytes(&bytes)).expect("a site");
    let warm = build(&second.inputs, &mut cache);
    assert_eq!(cold.output.entries(), warm.output.entries());
    assert_eq!(cold.diagnostics, warm.diagnostics);
    for address in cold.output.entries().keys() {
        let (cold, warm) = (cold.output.render(address), warm.output.render(address));
        assert_eq!(cold.expect("a file").bytes, warm.expect("a file").bytes, "{address}");
    }
    assert!(!second.is_torn());
    assert_eq!(second.index.to_bytes(&Index::from_bytes(&bytes)), None, "nothing new to keep");
}

#[test]
fn a_changed_file_is_read_at_once() {
    let root = site();
    let first = load_since(root.path(), &choices(), &Index::default()).expect("a site");
    fs::write(root.path().join("content/a.fr.md"), "# Autre\n").expect("a file");
    let second = load_since(root.path(), &choices(), &first.index).expect("a site");
    let whole = load(root.path(), &choices()).expect("a site");
    assert_eq!(digests(&second.inputs.content), digests(&whole.content));
    assert_ne!(digests(&first.inputs.content), digests(&whole.content));
}

#[test]
fn a_file_that_changes_before_it_is_read_is_noticed() {
    let root = site();
    let first = load_since(root.path(), &choices(), &Index::default()).expect("a site");
    let second = load_since(root.path(), &choices(), &first.index).expect("a site");
    let path = root.path().join("content/a.fr.md");
    fs::write(&path, "# Autre\n").expect("a file");
    let Some(File::Text(source)) = second.inputs.content.get("a.fr.md") else { panic!("a text") };
    assert!(!second.is_torn());
    assert_eq!(source.text(), "# Autre\n");
    assert!(second.is_torn());
    fs::remove_file(&path).expect("removed");
    let third = load_since(root.path(), &choices(), &first.index).expect("a site");
    assert!(!third.inputs.content.contains_key("a.fr.md"));
}

#[test]
fn a_file_written_just_before_it_was_read_is_read_again() {
    let root = site();
    let path = root.path().join("content/a.fr.md");
    fs::write(&path, "# Un\n").expect("a file");
    let first = load_since(root.path(), &choices(), &Index::default()).expect("a site");
    // Same size, and on a coarse clock the same time.
    let time = fs::metadata(&path).and_then(|metadata| metadata.modified()).expect("a time");
    fs::write(&path, "# Si\n").expect("a file");
    fs::File::options().write(true).open(&path).and_then(|file| file.set_modified(time)).expect("a time");
    let second = load_since(root.path(), &choices(), &first.index).expect("a site");
    let Some(File::Text(source)) = second.inputs.content.get("a.fr.md") else { panic!("a text") };
    assert_eq!(source.text(), "# Si\n");
    assert!(!second.is_torn());
}

/// What an editor touches is read again by itself, and gives what reading everything would; anything else is refused.
#[test]
fn touched_files_are_read_again() {
    let root = site();
    let real = root.path().canonicalize().expect("a path");
    let write = |path: &str, text: &str| {
        let path = real.join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("a folder");
        fs::write(&path, text).expect("a file");
        path
    };
    for (path, text) in [
        ("templates/guide.html", "{{ page.title }}"),
        ("static/site.css", "a{}"),
        ("data/team.yaml", "- x"),
        ("translations/a.fr.jsonl", "{}"),
        ("content/img/plan.bin", "1"),
    ] {
        write(path, text);
    }
    let mut inputs = load(&real, &choices()).expect("a site");
    let changes = [
        ("content/a.fr.md", "# Autre\n"),
        ("content/img/plan.bin", "2"),
        ("templates/guide.html", "{{ page.url }}"),
        ("static/site.css", "b{}"),
        ("data/team.yaml", "- y"),
        ("translations/a.fr.jsonl", ""),
    ];
    for (path, text) in changes {
        let touched = [write(path, text), real.join("content/a.fr.md.tmp"), real.join("content/.a.fr.md.swp")];
        assert!(again(&mut inputs, &real, &touched), "{path}");
        let whole = load(&real, &choices()).expect("a site");
        assert_eq!(digests(&inputs.content), digests(&whole.content), "{path}");
        assert_eq!(bytes(&inputs), bytes(&whole), "{path}");
    }
    for (path, text) in [("content/c.fr.md", "# C\n"), ("diglot.yaml", "title: X\n"), ("templates/x.html", "")] {
        assert!(!again(&mut inputs, &real, &[write(path, text)]), "{path}");
    }
    fs::remove_file(real.join("content/b.fr.md")).expect("a file");
    assert!(!again(&mut inputs, &real, &[real.join("content/b.fr.md")]), "a file that is gone");
    assert!(!again(&mut inputs, &real, &[real.join("content")]), "a folder");
    assert!(
        !again(
            &mut inputs,
            &real,
            &[real.join("../elsewhere/a.fr.md"), Path::new("/elsewhere/content/a.fr.md").into()]
        ),
        "outside"
    );
}

/// Everything beside the texts of `content/`.
fn bytes(inputs: &diglot::build::Inputs) -> Vec<(String, Vec<u8>)> {
    let text = |source: &diglot::source::Source| (source.path().to_owned(), source.text().as_bytes().to_vec());
    let content = inputs.content.iter().filter_map(|(path, file)| match file {
        File::Bytes(bytes) => Some((path.to_string(), bytes.to_vec())),
        File::Text(_) => None,
    });
    let statics = inputs.statics.iter().map(|(name, (bytes, _))| (name.to_string(), bytes.to_vec()));
    let texts = inputs.templates.values().chain(inputs.records.values()).chain(&inputs.data).map(text);
    content.chain(statics).chain(texts).collect()
}
