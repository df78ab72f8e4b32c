//! Turns the name of a folder into a small bilingual site in it, with the schemas that its files name.
//!
//! It changes nothing that exists: the folder is new or empty.

use super::terminal::Terminal;
use super::words as w;
use super::{Failure, Status, schema};
use crate::diag::Tongue;
use crate::schema as schemas;
use std::fs;
use std::io;
use std::path::Path;

const FILES: [(&str, &str); 8] = [
    ("diglot.yaml", include_str!("starter/diglot.yaml")),
    ("content/index.fr.md", include_str!("starter/index.fr.md")),
    ("content/index.en.md", include_str!("starter/index.en.md")),
    ("content/faq.yaml", include_str!("starter/faq.yaml")),
    ("content/guides/folder.yaml", include_str!("starter/folder.yaml")),
    ("content/guides/first.fr.md", include_str!("starter/first.fr.md")),
    ("content/guides/first.en.md", include_str!("starter/first.en.md")),
    (".gitignore", include_str!("starter/gitignore")),
];

pub fn new(dir: &Path, terminal: &Terminal) -> Result<Status, Failure> {
    refuse_used(dir, terminal)?;
    // Whoever reads French here writes French first.
    let source = match terminal.tongue() {
        Tongue::French => "fr",
        Tongue::English => "en",
    };
    let mut names = Vec::new();
    for (name, text) in FILES {
        write(dir, name, &text.replace("SOURCE", source), terminal)?;
        names.push(name.to_owned());
    }
    for kind in schemas::NAMES {
        let schema = schemas::schema(kind).expect("a name from the list");
        write(dir, &format!("schema/{kind}.json"), &schema::text(&schema), terminal)?;
    }
    names.push("schema/*.json".to_owned());
    terminal.answer(&conclusion(dir, &names, terminal))?;
    Ok(Status::Clean)
}

/// A folder that holds only Git's own is as good as empty.
fn refuse_used(dir: &Path, terminal: &Terminal) -> Result<(), Failure> {
    let path = dir.display().to_string();
    let refuse = |wording| Err(Failure::Usage(terminal.say(wording, &[("path", &path)])));
    match fs::read_dir(dir) {
        Ok(entries) => match entries.flatten().any(|entry| entry.file_name() != ".git") {
            true => refuse(w::NOT_EMPTY),
            false => Ok(()),
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        // What is said of a file differs by system; below a file there can be no folder either.
        Err(error) if error.kind() == io::ErrorKind::NotADirectory || dir.is_file() => refuse(w::NOT_A_FOLDER),
        Err(error) => Err(Failure::reading(dir, &error, terminal.tongue())),
    }
}

fn write(dir: &Path, name: &str, text: &str, terminal: &Terminal) -> Result<(), Failure> {
    let path = dir.join(name);
    let parent = path.parent().expect("a file of the site is in a folder");
    let written = fs::create_dir_all(parent).and_then(|()| fs::write(&path, text));
    written.map_err(|error| Failure::writing(&path, &error, terminal.tongue()))
}

fn conclusion(dir: &Path, names: &[String], terminal: &Terminal) -> String {
    let path = dir.display().to_string();
    let mut text = terminal.say(w::CREATED, &[("path", &path)]) + "\n";
    for name in names {
        text += &format!("  {name}\n");
    }
    text += &format!("\n{}\n", w::NEXT.get(terminal.tongue()));
    let root = if dir == Path::new(".") { String::new() } else { format!(" --root {path}") };
    for command in ["serve", "build"] {
        text += &format!("  {}\n", terminal.invocation(&format!("{command}{root}")));
    }
    text
}
