//! What counts as a change of the inputs, on a real disk.

use diglot::watch::Watcher;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;

const SOON: Duration = Duration::from_secs(5);
const NOTHING: Duration = Duration::from_millis(150);

fn site() -> (TempDir, PathBuf) {
    let dir = TempDir::new().expect("a temporary directory");
    let root = dir.path().to_owned();
    fs::create_dir_all(root.join("content/guides")).expect("folders");
    fs::write(root.join("content/guides/a.fr.md"), "un").expect("a file");
    fs::write(root.join("diglot.yaml"), "title: x").expect("a file");
    (dir, root)
}

fn watch(root: &Path) -> Watcher {
    let inputs = ["diglot.yaml", "content", "templates", "records/links"].map(PathBuf::from);
    let mut watcher = Watcher::new(root, &inputs, &[PathBuf::from("content/public")]).expect("a watcher");
    while watcher.wait_for(NOTHING) {}
    watcher
}

/// One change, and then silence: also after the second look that new folders ask for.
fn settles(watcher: &mut Watcher) {
    while watcher.wait_for(Duration::from_millis(400)) {}
}

#[test]
fn a_write_is_one_change() {
    let (_dir, root) = site();
    let mut watcher = watch(&root);
    let start = Instant::now();
    fs::write(root.join("content/guides/a.fr.md"), "deux").expect("a write");
    assert!(watcher.wait_for(SOON));
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    assert!(!watcher.wait_for(NOTHING));
}

#[test]
fn reading_is_no_change() {
    let (_dir, root) = site();
    let mut watcher = watch(&root);
    fs::read(root.join("content/guides/a.fr.md")).expect("a read");
    assert_eq!(fs::read_dir(root.join("content")).expect("a listing").count(), 1);
    assert!(!watcher.wait_for(NOTHING));
}

#[test]
fn a_save_by_rename_is_a_change_every_time() {
    let (_dir, root) = site();
    let mut watcher = watch(&root);
    for path in ["diglot.yaml", "content/guides/a.fr.md", "diglot.yaml", "content/guides/a.fr.md"] {
        let beside = root.join("content").join(".saving.swp");
        fs::write(&beside, "trois").expect("a write");
        fs::rename(&beside, root.join(path)).expect("a rename");
        assert!(watcher.wait_for(SOON), "{path}");
        settles(&mut watcher);
    }
}

/// As Vim saves: the file is away for a moment, and nobody may look then.
#[test]
fn a_save_through_a_backup_is_one_change_at_its_end() {
    let (_dir, root) = site();
    let mut watcher = watch(&root);
    let (path, backup) = (root.join("content/guides/a.fr.md"), root.join("content/guides/a.fr.md~"));
    for text in ["quatre", "cinq", "six"] {
        let saved = (path.clone(), backup.clone());
        let editor = std::thread::spawn(move || {
            fs::rename(&saved.0, &saved.1).expect("a rename");
            fs::write(&saved.0, text).expect("a write");
            fs::remove_file(&saved.1).expect("a removal");
        });
        assert!(watcher.wait_for(SOON), "{text}");
        assert_eq!(fs::read_to_string(&path).expect("the file is there"), text);
        editor.join().expect("a save");
        assert!(!watcher.wait_for(NOTHING), "{text}");
    }
}

#[test]
fn files_come_and_go() {
    let (_dir, root) = site();
    let mut watcher = watch(&root);
    fs::rename(root.join("content/guides/a.fr.md"), root.join("content/b.fr.md")).expect("a rename");
    assert!(watcher.wait_for(SOON));
    settles(&mut watcher);
    fs::remove_file(root.join("content/b.fr.md")).expect("a removal");
    assert!(watcher.wait_for(SOON));
}

#[test]
fn new_folders_are_watched() {
    let (_dir, root) = site();
    let mut watcher = watch(&root);
    fs::create_dir_all(root.join("content/new/deep")).expect("folders");
    assert!(watcher.wait_for(SOON));
    settles(&mut watcher);
    fs::write(root.join("content/new/deep/c.en.md"), "three").expect("a write");
    assert!(watcher.wait_for(SOON));
}

#[test]
fn a_new_folder_is_looked_at_twice() {
    let (_dir, root) = site();
    let mut watcher = watch(&root);
    fs::create_dir(root.join("content/new")).expect("a folder");
    assert!(watcher.wait_for(SOON));
    assert!(watcher.wait_for(SOON), "what was written before the folder was watched is seen");
    assert!(!watcher.wait_for(NOTHING));
}

#[test]
fn inputs_that_did_not_exist_are_watched_from_their_birth() {
    let (_dir, root) = site();
    let mut watcher = watch(&root);
    for input in ["templates", "records/links"] {
        fs::create_dir_all(root.join(input)).expect("folders");
        assert!(watcher.wait_for(SOON), "{input}");
        settles(&mut watcher);
        fs::write(root.join(input).join("x.html"), "x").expect("a write");
        assert!(watcher.wait_for(SOON), "{input}");
        settles(&mut watcher);
    }
}

#[test]
fn a_folder_that_is_exchanged_stays_watched() {
    let (_dir, root) = site();
    let mut watcher = watch(&root);
    fs::rename(root.join("content"), root.join("old")).expect("a rename");
    assert!(watcher.wait_for(SOON));
    fs::create_dir_all(root.join("content/guides")).expect("folders");
    assert!(watcher.wait_for(SOON));
    settles(&mut watcher);
    fs::write(root.join("content/guides/a.fr.md"), "quatre").expect("a write");
    assert!(watcher.wait_for(SOON));
    settles(&mut watcher);
    fs::write(root.join("old/guides/a.fr.md"), "cinq").expect("a write");
    assert!(!watcher.wait_for(NOTHING), "the old folder is no input any more");
}

#[test]
fn thousands_of_files_at_once_are_a_change_and_then_silence() {
    let (_dir, root) = site();
    let mut watcher = watch(&root);
    for number in 0..3000 {
        let folder = root.join(format!("content/f{}", number % 50));
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(format!("{number}.fr.md")), "x").expect("a write");
    }
    assert!(watcher.wait_for(SOON));
    settles(&mut watcher);
    fs::write(root.join("content/f49/49.fr.md"), "y").expect("a write");
    assert!(watcher.wait_for(SOON));
}

#[test]
fn droppings_of_editors_and_files_of_others_are_no_change() {
    let (_dir, root) = site();
    for folder in ["content/public", "content/.diglot", ".git", "elsewhere"] {
        fs::create_dir_all(root.join(folder)).expect("folders");
    }
    let mut watcher = watch(&root);
    let ignored = [
        "content/4913",
        "content/guides/a.fr.md~",
        "content/guides/.a.fr.md.swp",
        "content/.#a.fr.md",
        "content/#a.fr.md#",
        "content/a.fr.md___jb_tmp___",
        "content/.diglot/cache",
        "content/public/index.html",
        ".git/index",
        "elsewhere/x",
        "README.md",
    ];
    for path in ignored {
        fs::write(root.join(path), "x").expect("a write");
        assert!(!watcher.wait_for(NOTHING), "{path}");
        fs::remove_file(root.join(path)).expect("a removal");
        assert!(!watcher.wait_for(NOTHING), "{path}, removed");
    }
}

#[test]
fn polling_sees_the_same() {
    let (_dir, root) = site();
    let inputs = [PathBuf::from("diglot.yaml"), PathBuf::from("content")];
    let mut watcher = Watcher::polling(&root, &inputs, &[]).expect("a watcher");
    assert!(watcher.notice().is_none());
    for path in ["content/guides/a.fr.md", "diglot.yaml", "content/new.en.md"] {
        // The second look that a change may ask for is over when nothing came for longer than a round.
        while watcher.wait_for(Duration::from_millis(1000)) {}
        fs::write(root.join(path), "another length").expect("a write");
        assert!(watcher.wait_for(SOON), "{path}");
    }
}
