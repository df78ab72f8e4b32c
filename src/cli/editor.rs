//! Turns the name of an editor, or a command with places to fill in, into a program that shows a line of a file.
//!
//! No shell is involved: what was typed is cut into arguments first, and a path fills in one of them, whatever it holds.
//! The settings of a site cannot name an editor, because then a cloned repository could name any program.

use super::terminal::Terminal;
use super::words as w;
use crate::serve::Place;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// What is typed after the name of a program that is known, by its name without suffix.
const KNOWN: &[(&[&str], &[&str])] = &[
    (&["code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"], &["--goto", "{file}:{line}:{column}"]),
    (
        &[
            "idea",
            "idea64",
            "pycharm",
            "pycharm64",
            "webstorm",
            "webstorm64",
            "phpstorm",
            "phpstorm64",
            "rustrover",
            "rustrover64",
            "rubymine",
            "rubymine64",
            "goland",
            "goland64",
            "clion",
            "clion64",
            "rider",
            "rider64",
        ],
        &["--line", "{line}", "--column", "{column}", "{file}"],
    ),
    (&["zed", "zeditor", "subl", "sublime_text"], &["{file}:{line}:{column}"]),
    (&["gvim", "mvim"], &["--remote-silent", "+{line}", "{file}"]),
    (&["emacsclient"], &["--no-wait", "+{line}:{column}", "{file}"]),
    (&["kate"], &["--line", "{line}", "--column", "{column}", "{file}"]),
    (&["gedit", "gnome-text-editor"], &["+{line}", "{file}"]),
    (&["notepad++"], &["-n{line}", "-c{column}", "{file}"]),
];

/// A program that opens files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editor {
    program: String,
    arguments: Vec<String>,
}

/// Why no editor is meant by what was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unclear {
    /// A quote without its end, or nothing.
    Malformed,
    /// Its arguments are not known; they must be typed.
    Unknown(String),
}

impl Editor {
    /// The editor that `typed` means: a name that is known, or a command that holds `{file}`.
    pub fn parse(typed: &str) -> Result<Editor, Unclear> {
        let mut words = split(typed).ok_or(Unclear::Malformed)?.into_iter();
        let program = words.next().ok_or(Unclear::Malformed)?;
        let mut arguments: Vec<String> = words.collect();
        if !arguments.iter().any(|argument| argument.contains("{file}")) {
            let known = known(&program).ok_or_else(|| Unclear::Unknown(program.clone()))?;
            arguments.extend(known.iter().map(|&argument| argument.to_owned()));
        }
        Ok(Editor { program, arguments })
    }

    /// The arguments that open a file.
    fn arguments(&self, file: &str, line: u32, column: u32) -> Vec<String> {
        let (line, column) = (line.max(1).to_string(), column.max(1).to_string());
        // The path last: what it holds is not filled in again.
        let fill =
            |argument: &String| argument.replace("{line}", &line).replace("{column}", &column).replace("{file}", file);
        self.arguments.iter().map(fill).collect()
    }

    /// Opens a place of the site at `root`; does not wait until the editor ends.
    pub fn open(&self, root: &Path, place: &Place, terminal: &Terminal) -> Result<(), String> {
        let file = inside(root, &place.path).ok_or_else(|| terminal.say(w::NO_SUCH_TEXT, &[("path", &place.path)]))?;
        let file = file.to_str().ok_or_else(|| terminal.say(w::NO_SUCH_TEXT, &[("path", &place.path)]))?;
        let mut command = Command::new(found(&self.program));
        command.args(self.arguments(file, place.line, place.column)).current_dir(root);
        command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let mut process = command.spawn().map_err(|error| {
            terminal.say(w::EDITOR_FAILED, &[("program", &self.program), ("error", &error.to_string())])
        })?;
        // A process that nobody waits for stays in the system's table.
        std::thread::spawn(move || process.wait());
        Ok(())
    }
}

/// The editor that a terminal belongs to, or that the user's other programs open, if it needs no terminal of its own.
pub fn usual(set: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let own = match set("TERM_PROGRAM").as_deref() {
        Some("vscode") => Some("code"),
        Some("zed") => Some("zed"),
        _ => None,
    };
    let named = ["VISUAL", "EDITOR"].into_iter().filter_map(set);
    let fits = |typed: &String| split(typed).and_then(|words| known(words.first()?).map(|_| ())).is_some();
    // `--wait` is for programs that wait for the text.
    let bare = |typed: String| split(&typed).and_then(|words| words.into_iter().next());
    own.map(str::to_owned).or_else(|| named.filter(fits).find_map(bare)).map(|program| quoted(&program))
}

fn quoted(program: &str) -> String {
    if program.contains(char::is_whitespace) { format!("\"{program}\"") } else { program.to_owned() }
}

fn known(program: &str) -> Option<&'static [&'static str]> {
    let name = program.rsplit(['/', '\\']).next().unwrap_or(program).to_ascii_lowercase();
    let name = [".exe", ".cmd", ".bat"].iter().find_map(|suffix| name.strip_suffix(suffix)).unwrap_or(&name);
    KNOWN.iter().find(|(names, _)| names.contains(&name)).map(|(_, arguments)| *arguments)
}

/// Cuts a command into words; quotes of either kind hold spaces, and nothing else has a meaning.
fn split(command: &str) -> Option<Vec<String>> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    for c in command.chars() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => word.get_or_insert_default().push(c),
            None if c == '"' || c == '\'' => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            None if c.is_whitespace() => words.extend(word.take()),
            None => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    (quote.is_none() && !words.is_empty()).then_some(words)
}

/// The whole path of a regular file of the site; none if it is not there, or a link leads out of the root.
fn inside(root: &Path, path: &str) -> Option<PathBuf> {
    let root = fs::canonicalize(root).ok()?;
    let file = fs::canonicalize(root.join(path)).ok()?;
    let is_own = file.starts_with(&root) && file.is_file();
    // What the system puts before a long path, editors do not understand.
    is_own.then(|| dunce::simplified(&file).to_owned())
}

/// Windows looks for `code.exe` only, and editors come as `code.cmd`.
fn found(program: &str) -> PathBuf {
    let plain = PathBuf::from(program);
    if !cfg!(windows) || plain.components().count() > 1 || plain.extension().is_some() {
        return plain;
    }
    let folders = std::env::var_os("PATH").map(|path| std::env::split_paths(&path).collect::<Vec<_>>());
    let files = folders
        .into_iter()
        .flatten()
        .flat_map(|folder| ["exe", "cmd", "bat"].map(|suffix| folder.join(program).with_extension(suffix)));
    files.into_iter().find(|file| file.is_file()).unwrap_or(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arguments(typed: &str) -> Vec<String> {
        let editor = Editor::parse(typed).unwrap_or_else(|unclear| panic!("{typed}: {unclear:?}"));
        [vec![editor.program.clone()], editor.arguments("/a b/$(x);{line}.md", 3, 7)].concat()
    }

    #[test]
    fn a_known_name_needs_no_arguments() {
        let file = "/a b/$(x);{line}.md";
        let at = |end: &str| format!("{file}{end}");
        assert_eq!(arguments("code"), ["code".into(), "--goto".into(), at(":3:7")]);
        assert_eq!(
            arguments("/usr/bin/Code.exe -n"),
            ["/usr/bin/Code.exe".into(), "-n".into(), "--goto".into(), at(":3:7")]
        );
        assert_eq!(arguments("idea"), ["idea", "--line", "3", "--column", "7", file]);
        assert_eq!(arguments("emacsclient")[1..], ["--no-wait", "+3:7", file]);
    }

    #[test]
    fn a_command_is_cut_into_words_and_never_read_by_a_shell() {
        let file = "/a b/$(x);{line}.md";
        assert_eq!(arguments("kitty vim '+{line}' {file}"), ["kitty", "vim", "+3", file]);
        assert_eq!(arguments("\"/Program Files/x\" {file};rm"), ["/Program Files/x".to_owned(), format!("{file};rm")]);
        assert_eq!(Editor::parse("vim"), Err(Unclear::Unknown("vim".into())));
        assert_eq!(Editor::parse(" "), Err(Unclear::Malformed));
        assert_eq!(Editor::parse("code '"), Err(Unclear::Malformed));
    }

    #[test]
    fn the_usual_editor_is_one_that_needs_no_terminal() {
        let of = |set: &[(&str, &str)]| {
            usual(&|name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned()))
        };
        assert_eq!(of(&[]), None);
        assert_eq!(of(&[("EDITOR", "vim")]), None);
        assert_eq!(of(&[("VISUAL", "code --wait"), ("EDITOR", "vim")]).as_deref(), Some("code"));
        assert_eq!(of(&[("VISUAL", "vim"), ("EDITOR", "subl -w")]).as_deref(), Some("subl"));
        assert_eq!(of(&[("TERM_PROGRAM", "vscode"), ("EDITOR", "vim")]).as_deref(), Some("code"));
    }

    #[cfg(unix)]
    #[test]
    fn nothing_outside_the_root_is_opened() {
        let root = tempfile::tempdir().expect("a folder");
        let outside = tempfile::NamedTempFile::new().expect("a file elsewhere");
        fs::write(root.path().join("a.md"), "a").expect("a file");
        std::os::unix::fs::symlink(outside.path(), root.path().join("link.md")).expect("a link");
        assert!(inside(root.path(), "a.md").is_some());
        let elsewhere = outside.path().to_str().expect("UTF-8");
        for path in ["link.md", "../x", "b.md", ".", elsewhere] {
            assert_eq!(inside(root.path(), path), None, "{path}");
        }
    }
}
