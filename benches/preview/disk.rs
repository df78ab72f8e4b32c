//! Turns random numbers into what writers, editors and other programs do to the files of a site.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::Duration;

use crate::generated::prose::Random;
use crate::lines::{KEYS, MARKDOWN, TEMPLATE, WORDS};

/// The site that the edits begin with, a little of everything.
const SITE: &str = include_str!("../../tests/rebuild/site.txt");

/// The folder that only one of the two branches has.
const BRANCH: &str = "content/branch";

const GONE: [&str; 4] = ["content/guides", "content/book", "content/faq", "content/_snippets"];

pub struct Disk {
    root: PathBuf,
    original: BTreeMap<String, String>,
    branch: BTreeMap<String, String>,
    number: usize,
}

impl Disk {
    /// Writes the site; `branch` is how many documents the other branch has more.
    pub fn write(root: &Path, branch: usize) -> io::Result<Disk> {
        let mut original = site(SITE);
        // A template of the theme, so that edits find one that every page uses.
        original
            .insert("templates/partials/body.html".into(), include_str!("../../templates/partials/body.html").into());
        let branch = (0..branch).flat_map(|number| {
            ["fr", "en"].map(|lang| {
                let text =
                    format!("---\ntitle: Page {number} {lang}\n---\n\n[](../../guides/b.md)\n\n:::snippet hours\n");
                (format!("{BRANCH}/set-{}/page-{number}.{lang}.md", number % 20), text)
            })
        });
        let disk = Disk { root: root.to_owned(), branch: branch.collect(), original, number: 0 };
        disk.restore_all()?;
        Ok(disk)
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Makes the site what it was at first.
    pub fn restore_all(&self) -> io::Result<()> {
        for path in self.paths()? {
            if !self.original.contains_key(&path) {
                fs::remove_file(self.root.join(&path))?;
            }
        }
        for (path, text) in &self.original {
            self.put(path, text.as_bytes())?;
        }
        Ok(())
    }

    /// Makes the settings, the templates and the data that they name what they were at first.
    pub fn mend(&self) -> io::Result<()> {
        let concerned =
            |path: &String| path == "diglot.yaml" || path.starts_with("templates/") || path.starts_with("data/");
        for path in self.paths()?.iter().filter(|path| concerned(path) && !self.original.contains_key(*path)) {
            fs::remove_file(self.root.join(path))?;
        }
        let mut files = self.original.iter().filter(|(path, _)| concerned(path));
        files.try_for_each(|(path, text)| self.put(path, text.as_bytes()))
    }

    /// Does one thing and says what.
    pub fn edit(&mut self, random: &mut Random) -> io::Result<&'static str> {
        self.number += 1;
        // Early, so that the level of memory knows of it; then now and then.
        if self.number % 250 == 60 {
            return self.switch();
        }
        let paths: Vec<String> = self.paths()?.into_iter().filter(|path| !path.starts_with(BRANCH)).collect();
        if paths.is_empty() {
            self.restore_all()?;
            return Ok("everything restored");
        }
        let path = &paths[random.below(paths.len())];
        match random.below(28) {
            0..=7 => self.restore_one(&paths, random),
            8..=13 => self.add_line(path, random),
            14 | 15 => self.take_line(path, random),
            16..=18 => self.replace_word(path, random),
            19 => self.remove(path),
            20 => self.rename(path, random),
            21 => self.move_folder(random),
            22 => self.vanish(random),
            23 => self.asset(random),
            24 => self.same_length(path, random),
            25 => self.become_folder(path),
            26 => self.touch(path),
            _ => self.new_folder(random),
        }
    }

    fn restore_one(&self, paths: &[String], random: &mut Random) -> io::Result<&'static str> {
        let strange = paths.iter().find(|path| !self.original.contains_key(*path));
        if let Some(path) = strange.filter(|_| random.below(3) == 0) {
            fs::remove_file(self.root.join(path))?;
            return Ok("restored");
        }
        let differs =
            |(path, text): &(&String, &String)| fs::read(self.root.join(path)).ok().as_deref() != Some(text.as_bytes());
        if let Some((path, text)) = self.original.iter().find(differs) {
            self.save(path, text.as_bytes(), random)?;
        }
        Ok("restored")
    }

    fn add_line(&self, path: &str, random: &mut Random) -> io::Result<&'static str> {
        let pool = match path {
            _ if path.ends_with(".html") => TEMPLATE,
            _ if path.ends_with(".md") && random.below(4) > 0 => MARKDOWN,
            _ => KEYS,
        };
        let text = self.text(path)?;
        let mut lines: Vec<&str> = text.lines().collect();
        let at = random.below(lines.len() + 1);
        lines.insert(at, pool[random.below(pool.len())]);
        self.save(path, lines.join("\n").as_bytes(), random)?;
        Ok(kind_of(path))
    }

    fn take_line(&self, path: &str, random: &mut Random) -> io::Result<&'static str> {
        let text = self.text(path)?;
        let mut lines: Vec<&str> = text.lines().collect();
        if !lines.is_empty() {
            lines.remove(random.below(lines.len()));
        }
        self.save(path, lines.join("\n").as_bytes(), random)?;
        Ok(kind_of(path))
    }

    fn replace_word(&self, path: &str, random: &mut Random) -> io::Result<&'static str> {
        let (from, to) = WORDS[random.below(WORDS.len())];
        let text = self.text(path)?.replacen(from, to, 1 + random.below(3));
        self.save(path, text.as_bytes(), random)?;
        Ok(kind_of(path))
    }

    fn remove(&self, path: &str) -> io::Result<&'static str> {
        fs::remove_file(self.root.join(path))?;
        Ok("deleted")
    }

    fn rename(&self, path: &str, random: &mut Random) -> io::Result<&'static str> {
        let ways = [("a.", "c."), (".fr.", ".en."), (".en.", ".fr."), ("b.", "index."), ("guides/", "book/")];
        let (from, to) = ways[random.below(ways.len())];
        let (old, new) = (self.root.join(path), self.root.join(path.replace(from, to)));
        if path != "diglot.yaml" && !new.is_dir() {
            self.clear(new.parent().expect("a file lies in a folder"))?;
            fs::rename(old, new)?;
        }
        Ok("renamed")
    }

    fn move_folder(&self, random: &mut Random) -> io::Result<&'static str> {
        let folder = GONE[random.below(GONE.len())];
        let (here, there) = (self.root.join(folder), self.root.join(format!("{folder}-moved")));
        match (here.is_dir(), there.is_dir()) {
            (true, false) => fs::rename(here, there)?,
            (false, true) => fs::rename(there, here)?,
            (true, true) => fs::remove_dir_all(there)?,
            (false, false) => {}
        }
        Ok("folder moved")
    }

    /// Files that are gone before anybody can have read them all.
    fn vanish(&self, random: &mut Random) -> io::Result<&'static str> {
        let paths: Vec<PathBuf> =
            (0..20).map(|number| self.root.join(format!("content/guides/brief-{number}.fr.md"))).collect();
        fs::create_dir_all(self.root.join("content/guides"))?;
        for path in &paths {
            fs::write(path, "---\ntitle: Bref\n---\n\nBref.\n")?;
        }
        sleep(Duration::from_millis(random.below(8) as u64));
        paths.iter().try_for_each(fs::remove_file)?;
        Ok("vanished")
    }

    fn asset(&self, random: &mut Random) -> io::Result<&'static str> {
        let paths =
            ["static/logo.svg", "static/extra.css", "content/guides/img/plan.fr.svg", "content/guides/img/new.png"];
        let size = 10 + random.below(90);
        let text = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{size}\" height=\"{size}\"></svg>\n");
        self.save(paths[random.below(paths.len())], text.as_bytes(), random)?;
        Ok("asset")
    }

    /// Another text of the same length, written at once after another: what sizes and coarse clocks do not tell apart.
    fn same_length(&self, path: &str, random: &mut Random) -> io::Result<&'static str> {
        let text = self.text(path)?;
        let turned: String = text
            .chars()
            .map(|c| match c {
                'a' => 'e',
                'e' => 'a',
                other => other,
            })
            .collect();
        self.save(path, text.as_bytes(), random)?;
        fs::write(self.root.join(path), turned)?;
        Ok("same length")
    }

    /// A folder where a file was, and back with the next restoring.
    fn become_folder(&self, path: &str) -> io::Result<&'static str> {
        if path == "diglot.yaml" {
            return Ok("nothing");
        }
        let path = self.root.join(path);
        fs::remove_file(&path)?;
        fs::create_dir(&path)?;
        fs::write(path.join("inner.fr.md"), "---\ntitle: Dedans\n---\n")?;
        Ok("folder for a file")
    }

    fn touch(&self, path: &str) -> io::Result<&'static str> {
        let path = self.root.join(path);
        let bytes = fs::read(&path)?;
        fs::write(&path, bytes)?;
        Ok("touched")
    }

    fn new_folder(&self, random: &mut Random) -> io::Result<&'static str> {
        let folder = self.root.join(format!("content/new-{}/deep", random.below(4)));
        if folder.exists() {
            fs::remove_dir_all(folder.parent().expect("it has one"))?;
            return Ok("folder deleted");
        }
        self.clear(&folder)?;
        for lang in ["fr", "en"] {
            fs::write(
                folder.join(format!("page.{lang}.md")),
                format!("---\ntitle: {lang}\n---\n\n[](../../guides/a.md)\n"),
            )?;
        }
        Ok("new folder")
    }

    /// Thousands of files at once, as version control does it: away or there, and the rest as it was.
    fn switch(&self) -> io::Result<&'static str> {
        let folder = self.root.join(BRANCH);
        if folder.exists() {
            fs::remove_dir_all(folder)?;
        } else {
            for (path, text) in &self.branch {
                self.put(path, text.as_bytes())?;
            }
        }
        Ok("branch switched")
    }

    fn text(&self, path: &str) -> io::Result<String> {
        Ok(String::from_utf8_lossy(&fs::read(self.root.join(path))?).into_owned())
    }

    /// Writes what differs, plainly.
    fn put(&self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let path = self.root.join(path);
        if path.is_dir() {
            fs::remove_dir_all(&path)?;
        }
        if fs::read(&path).is_ok_and(|there| there == bytes) {
            return Ok(());
        }
        self.clear(path.parent().expect("a file lies in a folder"))?;
        fs::write(path, bytes)
    }

    /// Makes a folder, also where a file took its place.
    fn clear(&self, folder: &Path) -> io::Result<()> {
        for above in folder.ancestors().take_while(|above| *above != self.root) {
            if above.is_file() {
                fs::remove_file(above)?;
            }
        }
        fs::create_dir_all(folder)
    }

    /// Saves as one of four kinds of editors does.
    fn save(&self, path: &str, bytes: &[u8], random: &mut Random) -> io::Result<()> {
        let path = self.root.join(path);
        if path.is_dir() {
            fs::remove_dir_all(&path)?;
        }
        self.clear(path.parent().expect("a file lies in a folder"))?;
        let name = path.file_name().expect("a file has a name").to_string_lossy().into_owned();
        match random.below(4) {
            0 => fs::write(&path, bytes),
            1 => {
                let beside = path.with_file_name(format!(".{name}.swp"));
                fs::write(&beside, bytes)?;
                fs::rename(beside, path)
            }
            2 => {
                let backup = path.with_file_name(format!("{name}~"));
                if path.exists() {
                    fs::rename(&path, &backup)?;
                }
                fs::write(&path, bytes)?;
                if backup.exists() { fs::remove_file(backup) } else { Ok(()) }
            }
            _ => {
                let mut file = fs::File::create(&path)?;
                let (first, second) = bytes.split_at(bytes.len() / 2);
                file.write_all(first)?;
                sleep(Duration::from_millis(random.below(8) as u64));
                file.write_all(second)
            }
        }
    }

    /// The paths of all files, with `/`.
    fn paths(&self) -> io::Result<Vec<String>> {
        let mut found = Vec::new();
        let mut folders = vec![self.root.clone()];
        while let Some(folder) = folders.pop() {
            let Ok(entries) = fs::read_dir(&folder) else { continue };
            for entry in entries {
                let path = entry?.path();
                if path.is_dir() {
                    if path.file_name().is_some_and(|name| name != ".diglot") {
                        folders.push(path);
                    }
                } else if let Ok(below) = path.strip_prefix(&self.root) {
                    found.push(below.to_string_lossy().replace('\\', "/"));
                }
            }
        }
        found.sort();
        Ok(found)
    }
}

fn kind_of(path: &str) -> &'static str {
    match path {
        "diglot.yaml" => "settings",
        "content/glossary.yaml" => "glossary",
        _ if path.starts_with("content/_snippets") => "snippet",
        _ if path.starts_with("content/faq") => "FAQ",
        _ if path.starts_with("content/book") => "handbook",
        _ if path.starts_with("templates/") => "template",
        _ if path.starts_with("translations/") => "record",
        _ if path.starts_with("data/words") => "words",
        _ if path.starts_with("data/") => "data",
        _ if path.ends_with("folder.yaml") => "navigation",
        _ if path.ends_with(".md") => "text",
        _ => "other file",
    }
}

/// The files of a site that is written as one text.
fn site(text: &str) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    let mut current = None;
    for line in text.split_inclusive('\n') {
        let name = line.trim_end().strip_prefix("--- ").and_then(|rest| rest.strip_suffix(" ---"));
        if let Some(name) = name {
            files.insert(name.to_owned(), String::new());
            current = Some(name.to_owned());
        } else if let Some(file) = current.as_ref().and_then(|name| files.get_mut(name)) {
            file.push_str(line);
        }
    }
    for file in files.values_mut() {
        file.truncate(file.trim_end().len());
        file.push('\n');
    }
    files
}
