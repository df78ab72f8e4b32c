//! Publishes small outputs into temporary directories and looks at what is on the disk, also after a kill at any step.

use diglot::diag::{Diagnostic, Finding, Severity, rules};
use diglot::output::{Class, Entry, Output, Rendered};
use diglot::source::{Digest, Source, Span};
use diglot::write::{Glance, How, MANIFEST, Published, Refused, publish};
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::SystemTime;
use tempfile::TempDir;

/// Files of a directory by address.
type Tree = BTreeMap<String, Vec<u8>>;

/// A site in a folder of its own, published to `public` in it.
struct Site {
    folder: TempDir,
    rendered: Arc<AtomicUsize>,
}

impl Site {
    fn new() -> Site {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("content")).unwrap();
        Site { folder, rendered: Arc::default() }
    }

    fn root(&self) -> PathBuf {
        self.folder.path().canonicalize().unwrap()
    }

    fn target(&self) -> PathBuf {
        self.root().join("public")
    }

    fn state(&self) -> PathBuf {
        self.root().join(".diglot")
    }

    fn file(&self, address: &str) -> PathBuf {
        self.target().join(address)
    }

    /// Puts a file there by another hand.
    fn put(&self, address: &str, text: &str) {
        fs::create_dir_all(self.file(address).parent().unwrap()).unwrap();
        fs::write(self.file(address), text).unwrap();
    }

    fn publish(&self, tree: &Tree) -> Result<Published, Refused> {
        self.publish_how(tree, &How::default())
    }

    fn publish_how(&self, tree: &Tree, how: &How) -> Result<Published, Refused> {
        self.publish_output(&self.output(tree), how)
    }

    fn publish_output(&self, output: &Output, how: &How) -> Result<Published, Refused> {
        let settled = AtomicUsize::new(0);
        let result = publish(output, &self.target(), &self.state(), how, &|more| {
            settled.fetch_add(more, Relaxed);
        });
        if result.is_ok() {
            assert_eq!(settled.into_inner(), output.entries().len());
        }
        result
    }

    fn output(&self, tree: &Tree) -> Output {
        output(tree, self.rendered.clone(), |_| Vec::new())
    }

    fn rendered(&self) -> usize {
        self.rendered.swap(0, Relaxed)
    }

    /// Names in the root and in the state folder, but for the lock: nothing may be left lying about.
    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> = [self.root(), self.state()]
            .iter()
            .flat_map(|folder| fs::read_dir(folder).into_iter().flatten())
            .map(|found| found.unwrap().file_name().into_string().unwrap())
            .map(|name| name.split_once('-').map_or(name.clone(), |(kind, _)| kind.to_owned()))
            .filter(|name| name != "lock")
            .collect();
        names.sort();
        names
    }
}

const AT_REST: [&str; 4] = [".diglot", "content", "public", "published"];

fn output(tree: &Tree, rendered: Arc<AtomicUsize>, say: fn(&str) -> Vec<Diagnostic>) -> Output {
    let class = |address: &str| match address {
        MANIFEST => Class::Manifest,
        _ if address.ends_with(".html") => Class::Page,
        _ => Class::Asset,
    };
    let entry = |(address, bytes): (&String, &Vec<u8>)| {
        let entry = Entry { key: Digest::of(bytes), class: class(address) };
        (address.as_str().into(), entry)
    };
    let bytes = tree.clone();
    let render = move |address: &str| {
        rendered.fetch_add(1, Relaxed);
        Rendered { diagnostics: say(address), ..Rendered::plain(bytes[address].as_slice().into()) }
    };
    Output::new(tree.iter().map(entry).collect(), Arc::new(render))
}

/// The tree of these files and of a manifest that lists them.
fn tree(files: &[(&str, &str)]) -> Tree {
    let mut tree: Tree = files.iter().map(|(address, text)| (address.to_string(), text.as_bytes().to_vec())).collect();
    let addresses: Vec<&str> = files.iter().map(|(address, _)| *address).collect();
    let manifest = serde_json::json!({"diglot": "1", "files": addresses});
    tree.insert(MANIFEST.to_owned(), manifest.to_string().into_bytes());
    tree
}

fn first() -> Tree {
    tree(&[
        ("index.html", "needs style-1.css"),
        ("fr/index.html", "accueil needs style-1.css needs fr/logo-1.svg"),
        ("fr/logo-1.svg", "logo"),
        ("fr/guides/renouvellement/index.html", "renouvellement needs style-1.css"),
        ("en/index.html", "home needs style-1.css"),
        ("en/old/deep/index.html", "gone tomorrow needs style-1.css"),
        ("shape", "a file today"),
        ("form/index.html", "a folder today needs style-1.css"),
        ("style-1.css", "p{}"),
    ])
}

/// Differs from [`first`] in every way: changed, added, deleted, a file turned folder and a folder turned file.
fn second() -> Tree {
    tree(&[
        ("index.html", "needs style-2.css"),
        ("fr/index.html", "accueil needs style-2.css needs fr/logo-1.svg"),
        ("fr/logo-1.svg", "logo"),
        ("fr/guides/renouvellement/index.html", "renouvellement needs style-2.css"),
        ("en/index.html", "home needs style-2.css"),
        ("en/new/index.html", "new needs style-2.css"),
        ("shape/index.html", "a folder now needs style-2.css"),
        ("form", "a file now"),
        ("style-2.css", "p{color:red}"),
    ])
}

fn on_disk(folder: &Path) -> Tree {
    let files =
        walkdir::WalkDir::new(folder).into_iter().filter_map(Result::ok).filter(|found| found.file_type().is_file());
    files
        .map(|found| {
            let inside = found.path().strip_prefix(folder).unwrap();
            let parts: Vec<&str> = inside.iter().map(|part| part.to_str().unwrap()).collect();
            (parts.join("/"), fs::read(found.path()).unwrap())
        })
        .collect()
}

fn mtime(path: &Path) -> SystemTime {
    fs::symlink_metadata(path).unwrap().modified().unwrap()
}

fn set_mtime(path: &Path, time: SystemTime) {
    File::options().write(true).open(path).unwrap().set_modified(time).unwrap();
}

fn no_empty_folder(folder: &Path) {
    for found in walkdir::WalkDir::new(folder).min_depth(1) {
        let found = found.unwrap();
        assert!(
            !found.file_type().is_dir() || fs::read_dir(found.path()).unwrap().next().is_some(),
            "{found:?} is empty"
        );
    }
}

fn counts(published: &Published) -> (usize, usize, usize) {
    (published.written, published.unchanged, published.deleted)
}

#[test]
fn a_fresh_target_holds_the_output_and_nothing_is_left_beside_it() {
    let site = Site::new();
    let published = site.publish(&first()).unwrap();
    assert_eq!(counts(&published), (10, 0, 0));
    assert_eq!(published.bytes, first().values().map(|bytes| bytes.len() as u64).sum::<u64>());
    assert_eq!(on_disk(&site.target()), first());
    assert_eq!(site.names(), AT_REST);
}

#[test]
fn an_empty_target_and_a_target_in_missing_folders_are_fresh() {
    let site = Site::new();
    fs::create_dir(site.target()).unwrap();
    site.publish(&first()).unwrap();
    assert_eq!(on_disk(&site.target()), first());

    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join("a/b/../c");
    publish(&site.output(&first()), &target, &site.state(), &How::default(), &|_| {}).unwrap();
    assert_eq!(on_disk(&elsewhere.path().join("a/c")), first());
}

#[test]
fn an_unchanged_output_is_neither_rendered_nor_written() {
    let site = Site::new();
    site.publish(&first()).unwrap();
    let before: Vec<SystemTime> = first().keys().map(|address| mtime(&site.file(address))).collect();
    assert_eq!(site.rendered(), 10);
    for _ in 0..3 {
        assert_eq!(counts(&site.publish(&first()).unwrap()), (0, 10, 0));
        assert_eq!(site.rendered(), 0);
    }
    let after: Vec<SystemTime> = first().keys().map(|address| mtime(&site.file(address))).collect();
    assert_eq!(before, after);
    assert_eq!(site.names(), AT_REST);
}

#[test]
fn only_what_changed_is_rendered_and_written() {
    let site = Site::new();
    site.publish(&first()).unwrap();
    site.rendered();
    let mut changed = first();
    changed.insert("en/index.html".into(), b"welcome".to_vec());
    let logo = mtime(&site.file("fr/logo-1.svg"));
    assert_eq!(counts(&site.publish(&changed).unwrap()), (1, 9, 0));
    assert_eq!(site.rendered(), 1);
    assert_eq!(on_disk(&site.target()), changed);
    assert_eq!(mtime(&site.file("fr/logo-1.svg")), logo);
}

#[test]
fn what_was_seen_at_a_glance_counts_only_where_it_is_what_was_published() {
    let site = Site::new();
    site.publish(&first()).unwrap();
    // What another hand changed or removed before the glance is seen by it, what came after it by its new time.
    site.put("en/index.html", "home needs style-X.css");
    fs::remove_file(site.file("fr/logo-1.svg")).unwrap();
    let glance = Glance::at(&site.target(), &site.state());
    let mut changed = first();
    changed.insert("fr/index.html".into(), b"bienvenue".to_vec());
    let how = How { glance: Some(&glance), ..How::default() };
    assert_eq!(counts(&site.publish_how(&changed, &how).unwrap()), (3, 7, 0));
    assert_eq!(on_disk(&site.target()), changed);
    // A glance that is older than a publication knows the files that stayed.
    let mut again = first();
    again.insert("en/index.html".into(), b"welcome".to_vec());
    assert_eq!(counts(&site.publish_how(&again, &how).unwrap()), (2, 8, 0));
    assert_eq!(on_disk(&site.target()), again);
}

#[test]
fn another_key_with_the_same_bytes_is_not_written() {
    let site = Site::new();
    site.publish(&first()).unwrap();
    let output = site.output(&first());
    let rekeyed = output
        .entries()
        .iter()
        .map(|(address, entry)| (address.clone(), Entry { key: Digest(entry.key.0 ^ 1), class: entry.class }));
    let bytes = first();
    let render = move |address: &str| Rendered::plain(bytes[address].as_slice().into());
    let rekeyed = Output::new(rekeyed.collect(), Arc::new(render));
    assert_eq!(counts(&site.publish_output(&rekeyed, &How::default()).unwrap()), (0, 10, 0));
}

#[test]
fn a_file_changed_behind_our_back_is_mended() {
    let site = Site::new();
    site.publish(&first()).unwrap();
    site.put("en/index.html", "home needs style-X.css");
    fs::remove_file(site.file("fr/logo-1.svg")).unwrap();
    assert_eq!(counts(&site.publish(&first()).unwrap()), (2, 8, 0));
    assert_eq!(on_disk(&site.target()), first());
}

#[test]
fn another_time_alone_is_no_change() {
    let site = Site::new();
    site.publish(&first()).unwrap();
    site.rendered();
    let long_ago = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
    set_mtime(&site.file("index.html"), long_ago);
    assert_eq!(counts(&site.publish(&first()).unwrap()), (0, 10, 0));
    assert_eq!(site.rendered(), 0, "the digest on record tells that the bytes are the same");
    assert_eq!(mtime(&site.file("index.html")), long_ago);
}

#[test]
fn size_and_time_are_not_trusted_within_the_tick_of_writing() {
    let site = Site::new();
    site.publish(&first()).unwrap();
    site.publish(&second()).unwrap();
    // The same size and the same time, as when another program writes in the same tick of the clock.
    let page = site.file("en/index.html");
    let written = mtime(&page);
    site.put("en/index.html", "HOME needs style-2.css");
    set_mtime(&page, written);
    assert_eq!(counts(&site.publish(&second()).unwrap()), (1, 9, 0));
    assert_eq!(on_disk(&site.target()), second());
}

#[test]
fn a_record_that_is_lost_foreign_or_damaged_changes_nothing() {
    let site = Site::new();
    site.publish(&first()).unwrap();
    let record = || {
        let mut paths = fs::read_dir(site.state()).unwrap().map(|found| found.unwrap().path());
        paths.find(|path| path.file_name().unwrap().to_str().unwrap().starts_with("published-")).unwrap()
    };
    let good = fs::read(record()).unwrap();
    let mut flipped = good.clone();
    *flipped.last_mut().unwrap() ^= 1;
    let long = [good.as_slice(), b"more"].concat();
    let path = record();
    for bad in [b"".as_slice(), b"foreign", &good[..good.len() / 2], &flipped, &long] {
        fs::write(&path, bad).unwrap();
        assert_eq!(counts(&site.publish(&first()).unwrap()), (0, 10, 0));
        assert_ne!(fs::read(record()).unwrap(), bad, "a good record is written again");
    }
    fs::remove_dir_all(site.state()).unwrap();
    assert_eq!(counts(&site.publish(&second()).unwrap()), (9, 1, 4));
    assert_eq!(on_disk(&site.target()), second());
    no_empty_folder(&site.target());
}

fn diagnostic(severity: Severity, address: &str) -> Vec<Diagnostic> {
    let mut diagnostic = Finding::new(rules::ALL[0], Span::new(0, 1)).at(&Source::new(address, b"text".to_vec()));
    diagnostic.severity = severity;
    vec![diagnostic]
}

#[test]
fn an_error_while_rendering_publishes_nothing_and_all_is_told() {
    let site = Site::new();
    let say = |address: &str| match address {
        "index.html" => diagnostic(Severity::Error, address),
        "en/index.html" => diagnostic(Severity::Warning, address),
        _ => Vec::new(),
    };
    let faulty = output(&second(), Arc::default(), say);
    let paths = |refused: Refused| match refused {
        Refused::Diagnostics(all) => all.iter().map(|one| one.source.path().to_owned()).collect::<Vec<_>>(),
        other => panic!("{other:?}"),
    };
    let refused = site.publish_output(&faulty, &How::default()).unwrap_err();
    assert_eq!(paths(refused), ["en/index.html", "index.html"]);
    assert_eq!(site.names(), [".diglot", "content"]);

    site.publish(&first()).unwrap();
    for swap in [false, true] {
        let how = How { swap: swap && cfg!(unix), ..How::default() };
        let refused = site.publish_output(&faulty, &how).unwrap_err();
        assert_eq!(paths(refused), ["en/index.html", "index.html"]);
        assert_eq!(on_disk(&site.target()), first());
        assert_eq!(site.names(), AT_REST);
    }

    // The same bytes as on the disk are no excuse.
    site.publish(&second()).unwrap();
    fs::remove_dir_all(site.state()).unwrap();
    assert!(matches!(site.publish_output(&faulty, &How::default()), Err(Refused::Diagnostics(_))));
}

#[test]
fn warnings_are_told_each_time() {
    let site = Site::new();
    let say = |address: &str| match address {
        "index.html" => diagnostic(Severity::Warning, address),
        _ => Vec::new(),
    };
    let output = output(&first(), Arc::default(), say);
    for _ in 0..3 {
        let published = site.publish_output(&output, &How::default()).unwrap();
        assert_eq!(published.warnings, diagnostic(Severity::Warning, "index.html"));
    }
}

#[test]
fn a_directory_of_others_is_refused_unless_forced() {
    let site = Site::new();
    site.put("notes.txt", "mine");
    site.put("index.html", "mine too");
    assert!(matches!(site.publish(&first()), Err(Refused::NotOurs { path }) if path == site.target()));
    assert_eq!(on_disk(&site.target()).len(), 2);

    site.put(MANIFEST, "{\"name\": \"another program's\"}");
    assert!(matches!(site.publish(&first()), Err(Refused::NotOurs { .. })));

    site.publish_how(&first(), &How { force: true, ..How::default() }).unwrap();
    let mut expected = first();
    expected.insert("notes.txt".into(), b"mine".to_vec());
    assert_eq!(on_disk(&site.target()), expected);
}

#[test]
fn files_of_others_stay_and_are_not_replaced() {
    let site = Site::new();
    site.publish(&first()).unwrap();
    site.put("CNAME", "example.org");
    site.put("en/old/deep/mine.txt", "mine");
    site.put("en/new/index.html", "not ours");
    let before = on_disk(&site.target());
    let refused = site.publish(&second()).unwrap_err();
    assert!(matches!(&refused, Refused::Foreign { path } if *path == site.file("en/new/index.html")), "{refused:?}");
    assert_eq!(on_disk(&site.target()), before);
    assert_eq!(site.names(), AT_REST);

    site.put("en/new/index.html", "new needs style-2.css");
    site.publish(&second()).unwrap();
    let mut expected = second();
    expected.insert("CNAME".into(), b"example.org".to_vec());
    expected.insert("en/old/deep/mine.txt".into(), b"mine".to_vec());
    assert_eq!(on_disk(&site.target()), expected);
    site.publish(&tree(&[("index.html", "alone")])).unwrap();
    assert!(site.file("CNAME").exists() && site.file("en/old/deep/mine.txt").exists());
}

#[test]
fn force_replaces_a_file_of_others() {
    let site = Site::new();
    site.publish(&first()).unwrap();
    site.put("en/new/index.html", "not ours");
    site.publish_how(&second(), &How { force: true, ..How::default() }).unwrap();
    assert_eq!(on_disk(&site.target()), second());
}

#[test]
fn a_folder_of_others_never_gives_way_to_a_file() {
    let site = Site::new();
    site.publish(&first()).unwrap();
    site.put("form/notes.txt", "mine");
    let refused = site.publish_how(&second(), &How { force: true, ..How::default() }).unwrap_err();
    assert!(matches!(refused, Refused::Foreign { path } if path == site.file("form/notes.txt")));
    assert_eq!(fs::read(site.file("form/notes.txt")).unwrap(), b"mine");
    assert_eq!(site.names(), AT_REST);
}

#[test]
fn deletions_leave_no_empty_folder_of_ours() {
    let site = Site::new();
    site.publish(&first()).unwrap();
    fs::create_dir(site.file("empty")).unwrap();
    assert_eq!(counts(&site.publish(&second()).unwrap()), (9, 1, 4));
    assert_eq!(on_disk(&site.target()), second());
    assert!(!site.file("en/old").exists());
    assert!(site.file("empty").exists(), "an empty folder of others stays");
}

#[test]
fn a_manifest_deletes_nothing_outside_the_target() {
    let site = Site::new();
    fs::write(site.root().join("precious.txt"), "precious").unwrap();
    let evil =
        serde_json::json!({"diglot": 1, "files": ["../precious.txt", "a/../../precious.txt", "/", "", "old.html"]});
    site.put(MANIFEST, &evil.to_string());
    site.put("old.html", "old");
    site.publish(&first()).unwrap();
    assert_eq!(on_disk(&site.target()), first());
    assert!(site.root().join("precious.txt").exists());
}

#[test]
fn a_manifest_may_list_its_files_by_address() {
    let site = Site::new();
    site.put(MANIFEST, &serde_json::json!({"diglot": {"version": 1}, "files": {"old.html": {"size": 3}}}).to_string());
    site.put("old.html", "old");
    site.put("mine.html", "mine");
    assert_eq!(site.publish(&tree(&[("index.html", "new")])).unwrap().deleted, 1);
    assert!(site.file("mine.html").exists() && !site.file("old.html").exists());
}

#[test]
fn a_change_of_case_keeps_the_page() {
    let site = Site::new();
    site.publish(&tree(&[("Guide.html", "text"), ("\u{c9}t\u{e9}.html", "été")])).unwrap();
    let now = tree(&[("guide.html", "text"), ("e\u{301}te\u{301}.html", "été")]);
    site.publish(&now).unwrap();
    assert_eq!(on_disk(&site.target()), now);
}

#[cfg(unix)]
#[test]
fn nothing_is_written_or_deleted_through_a_link() {
    use std::os::unix::fs::symlink;
    let site = Site::new();
    site.publish(&first()).unwrap();
    let elsewhere = site.root().join("elsewhere");
    fs::rename(site.file("en"), &elsewhere).unwrap();
    symlink(&elsewhere, site.file("en")).unwrap();
    let outside = on_disk(&elsewhere);

    assert!(matches!(site.publish(&second()), Err(Refused::Foreign { path }) if path == site.file("en")));
    assert_eq!(on_disk(&elsewhere), outside);

    // `en/index.html` is the same behind the link, and has to be there without it too.
    let mut next = second();
    next.insert("en/index.html".into(), first()["en/index.html"].clone());
    site.publish_how(&next, &How { force: true, ..How::default() }).unwrap();
    assert_eq!(on_disk(&elsewhere), outside);
    assert_eq!(on_disk(&site.target()), next);
    assert!(!fs::symlink_metadata(site.file("en")).unwrap().is_symlink());
}

#[cfg(unix)]
#[test]
fn a_link_in_a_page_s_place_is_replaced_and_its_goal_left_alone() {
    use std::os::unix::fs::symlink;
    let site = Site::new();
    site.publish(&first()).unwrap();
    let goal = site.root().join("goal.html");
    fs::write(&goal, "precious").unwrap();
    fs::remove_file(site.file("index.html")).unwrap();
    symlink(&goal, site.file("index.html")).unwrap();
    symlink(&goal, site.file("form.html")).unwrap();
    site.publish(&first()).unwrap();
    assert_eq!(fs::read(&goal).unwrap(), b"precious");
    assert!(!fs::symlink_metadata(site.file("index.html")).unwrap().is_symlink());

    let mut more = first();
    more.insert("form.html".into(), b"precious".to_vec());
    assert!(matches!(site.publish(&more), Err(Refused::Foreign { path }) if path == site.file("form.html")));
}

#[test]
fn what_cannot_be_written_is_named_and_the_site_stays() {
    let site = Site::new();
    let file = site.root().join("file");
    fs::write(&file, "in the way").unwrap();
    for target in [file.join("public"), file.clone()] {
        let refused = publish(&site.output(&first()), &target, &site.state(), &How::default(), &|_| {}).unwrap_err();
        assert!(matches!(&refused, Refused::Io { path, .. } if path.starts_with(&file)), "{refused:?}");
    }
    assert_eq!(fs::read(&file).unwrap(), b"in the way");

    site.publish(&first()).unwrap();
    let unwritable = tree(&[("index.html", "new"), (&"long".repeat(100), "no disk takes such a name")]);
    let refused = site.publish(&unwritable).unwrap_err();
    assert!(matches!(refused, Refused::Io { .. }));
    assert_eq!(on_disk(&site.target()), first());
    assert_eq!(site.names(), [".diglot", "content", "file", "public", "published"]);
}

#[test]
fn targets_where_publishing_can_only_harm_are_refused() {
    let site = Site::new();
    let root = site.root();
    let targets = [
        root.clone(),
        root.join("content"),
        root.join("content/public"),
        root.join("templates"),
        root.join(".diglot/public"),
        root.join("public/.."),
        root.parent().unwrap().to_owned(),
        PathBuf::from("/"),
    ];
    for target in targets {
        let how = How { force: true, ..How::default() };
        let refused = publish(&site.output(&first()), &target, &site.state(), &how, &|_| {}).unwrap_err();
        assert!(matches!(refused, Refused::Inside { .. }), "{}: {refused:?}", target.display());
    }
    assert_eq!(on_disk(&root), Tree::new());
}

#[test]
fn an_address_outside_the_target_is_refused() {
    let site = Site::new();
    for address in ["../out.html", "a//b.html", "/etc/out.html", "a/./b.html", ""] {
        assert!(matches!(site.publish(&tree(&[(address, "out")])), Err(Refused::Io { .. })), "{address}");
    }
    assert_eq!(on_disk(&site.root()), Tree::new());
}

#[test]
fn refusals_have_words_in_both_languages() {
    use diglot::diag::Tongue::{English, French};
    let refused = Refused::NotOurs { path: "public".into() };
    assert!(refused.message(French).starts_with("`public` contient des fichiers"));
    assert!(refused.message(English).starts_with("`public` holds files"));
}

/// Every page on the disk has the assets it needs.
fn no_page_lacks_an_asset(target: &Path) {
    let tree = on_disk(target);
    for (address, bytes) in tree.iter().filter(|(address, _)| address.ends_with(".html")) {
        let text = std::str::from_utf8(bytes).unwrap();
        for asset in text.split("needs ").skip(1) {
            assert!(tree.contains_key(asset.trim()), "{address} lacks {asset}");
        }
    }
}

/// What stands as it should once stands so ever after.
fn nothing_is_undone(target: &Path, tree: &Tree, done: &mut Vec<String>) {
    let disk = on_disk(target);
    let right: Vec<String> = tree.keys().filter(|address| disk.get(*address) == tree.get(*address)).cloned().collect();
    let undone: Vec<&String> = done.iter().filter(|address| !right.contains(address)).collect();
    assert!(undone.is_empty(), "undone: {undone:?}");
    *done = right;
}

struct Killed;

/// Publishes until the given number of changes of the disk is made; `false` if it was done before.
fn publish_until(site: &Site, tree: &Tree, how: &How, changes: usize) -> bool {
    let made = AtomicUsize::new(0);
    let watch = |_: &Path| {
        if made.fetch_add(1, Relaxed) >= changes {
            resume_unwind(Box::new(Killed));
        }
    };
    let how = How { watch: Some(&watch), ..*how };
    match catch_unwind(AssertUnwindSafe(|| site.publish_how(tree, &how))) {
        Ok(result) => {
            result.unwrap();
            false
        }
        Err(payload) if payload.is::<Killed>() => true,
        Err(payload) => resume_unwind(payload),
    }
}

fn prepare(site: &Site, before: Option<&Tree>) {
    if let Some(before) = before {
        site.publish(before).unwrap();
        site.put("CNAME", "example.org");
    }
}

fn kill_at_every_step(before: Option<&Tree>, tree: &Tree, how: &How, next: &Tree) {
    for changes in 0.. {
        let site = Site::new();
        prepare(&site, before);
        let killed = publish_until(&site, tree, how, changes);
        no_page_lacks_an_asset(&site.target());
        let done = Mutex::new(Vec::new());
        let watch = |_: &Path| {
            no_page_lacks_an_asset(&site.target());
            if next == tree {
                nothing_is_undone(&site.target(), next, &mut done.lock().unwrap());
            }
        };
        site.publish_how(next, &How { watch: Some(&watch), ..*how }).unwrap();

        let mut expected = next.clone();
        if before.is_some() {
            expected.insert("CNAME".into(), b"example.org".to_vec());
        }
        assert_eq!(on_disk(&site.target()), expected, "after {changes} changes");
        no_empty_folder(&site.target());
        assert_eq!(site.names(), AT_REST, "after {changes} changes");
        if !killed {
            assert!(changes > 10, "only {changes} changes");
            return;
        }
    }
}

#[test]
fn a_kill_of_a_fresh_publication_is_completed() {
    kill_at_every_step(None, &first(), &How::default(), &first());
    kill_at_every_step(None, &first(), &How::default(), &second());
}

#[test]
fn a_kill_of_an_update_is_completed() {
    kill_at_every_step(Some(&first()), &second(), &How::default(), &second());
}

#[test]
fn a_kill_of_an_update_is_completed_by_another_output() {
    kill_at_every_step(Some(&first()), &second(), &How::default(), &first());
    let third = tree(&[("form/index.html", "third"), ("shape", "third"), ("en/other.html", "third")]);
    kill_at_every_step(Some(&first()), &second(), &How::default(), &third);
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
#[test]
fn a_kill_of_a_swap_is_completed() {
    let how = How { swap: true, ..How::default() };
    kill_at_every_step(Some(&first()), &second(), &how, &second());
    kill_at_every_step(Some(&first()), &second(), &how, &first());
}

const CHILD: &str = "DIGLOT_TEST_PUBLISH_UNTIL";

/// The other process of the test below; alone it has nothing to do.
#[test]
fn child_that_dies_while_publishing() {
    let Some(order) = std::env::var_os(CHILD) else { return };
    let order = order.into_string().unwrap();
    let (changes, root) = order.split_once(' ').unwrap();
    let left = AtomicUsize::new(changes.parse().unwrap());
    let die = |_: &Path| {
        if left.fetch_update(Relaxed, Relaxed, |left| left.checked_sub(1)).is_err() {
            std::process::abort();
        }
    };
    let how = How { watch: Some(&die), ..How::default() };
    let root = Path::new(root);
    let output = output(&second(), Arc::default(), |_| Vec::new());
    publish(&output, &root.join("public"), &root.join(".diglot"), &how, &|_| {}).unwrap();
}

#[test]
fn a_process_killed_at_any_step_is_completed_by_another() {
    let mut killed = 0;
    loop {
        let site = Site::new();
        prepare(&site, Some(&first()));
        let status = std::process::Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "child_that_dies_while_publishing"])
            .env(CHILD, format!("{killed} {}", site.root().display()))
            .stdout(std::process::Stdio::null())
            .stderr(std::process::Stdio::null())
            .status()
            .unwrap();
        no_page_lacks_an_asset(&site.target());
        site.publish(&second()).unwrap();
        let mut expected = second();
        expected.insert("CNAME".into(), b"example.org".to_vec());
        assert_eq!(on_disk(&site.target()), expected, "after {killed} changes");
        assert_eq!(site.names(), AT_REST);
        if status.success() {
            break;
        }
        killed += 1;
    }
    assert!(killed > 20, "died {killed} times only");
}

#[cfg(any(target_os = "linux", target_os = "macos"))]
mod swap {
    use super::*;
    use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};

    const SWAP: How<'static> = How { swap: true, force: false, glance: None, watch: None };

    #[test]
    fn readers_see_the_old_tree_or_the_new_one() {
        let site = Site::new();
        site.publish(&first()).unwrap();
        let seen = AtomicUsize::new(0);
        let watch = |_: &Path| {
            let tree = on_disk(&site.target());
            assert!(tree == first() || tree == second());
            seen.fetch_add(1, Relaxed);
        };
        let published = site.publish_how(&second(), &How { watch: Some(&watch), ..SWAP }).unwrap();
        assert_eq!(counts(&published), (9, 1, 4));
        assert!(seen.into_inner() > 20);
        assert_eq!(on_disk(&site.target()), second());
        assert_eq!(site.names(), AT_REST);
        assert_eq!(counts(&site.publish_how(&second(), &SWAP).unwrap()), (0, 10, 0));
    }

    #[test]
    fn unchanged_files_are_the_same_and_those_of_others_come_along() {
        let site = Site::new();
        site.publish(&first()).unwrap();
        site.put("CNAME", "example.org");
        site.put("mine/deep/notes.txt", "mine");
        site.put("en/old/deep/mine.txt", "mine");
        fs::create_dir(site.file("empty")).unwrap();
        symlink("fr/index.html", site.file("accueil.html")).unwrap();
        fs::set_permissions(site.file("mine"), fs::Permissions::from_mode(0o700)).unwrap();
        let inode = |address: &str| fs::symlink_metadata(site.file(address)).unwrap().ino();
        let (logo, notes) = (inode("fr/logo-1.svg"), inode("mine/deep/notes.txt"));

        site.publish_how(&second(), &SWAP).unwrap();
        let mut expected = second();
        expected.insert("CNAME".into(), b"example.org".to_vec());
        expected.insert("mine/deep/notes.txt".into(), b"mine".to_vec());
        expected.insert("en/old/deep/mine.txt".into(), b"mine".to_vec());
        assert_eq!(on_disk(&site.target()), expected);
        assert_eq!((inode("fr/logo-1.svg"), inode("mine/deep/notes.txt")), (logo, notes));
        assert!(site.file("empty").is_dir());
        assert_eq!(fs::read_link(site.file("accueil.html")).unwrap(), Path::new("fr/index.html"));
        assert_eq!(fs::metadata(site.file("mine")).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn what_appears_during_the_swap_is_not_lost() {
        let site = Site::new();
        site.publish(&first()).unwrap();
        // The exchange is the first change of the target itself.
        let watch = |path: &Path| {
            if path == site.target() {
                site.put("late/upload.txt", "late");
            }
        };
        site.publish_how(&second(), &How { watch: Some(&watch), ..SWAP }).unwrap();
        assert_eq!(fs::read(site.file("late/upload.txt")).unwrap(), b"late");
    }
}
