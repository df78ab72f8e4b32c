//! Turns the pages of one build into a file that the next one takes them from again, by the key of their bytes.
//!
//! What is on the shelf changes no byte of the output: a page is found by its key, and checked by its digest. A shelf that
//! is absent, damaged, foreign or older is an empty one, and two runs that share one may both lose what they put there.
//! Pages lie there as they are: compressing them took a tenth of a build, and reading them back no less time.

use crate::code;
use crate::output::{Class, Output, Rendered};
use crate::source::{Digest, DigestMap};
use serde::{Deserialize, Serialize};
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

const MAGIC: &[u8; 8] = b"diglot-p";

/// How many bytes of pages that no longer exist are kept at least before the file is made anew.
const LITTER: u64 = 4 << 20;

/// Where a page lies in the file of pages.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
struct Slot {
    offset: u64,
    length: u32,
    digest: Digest,
}

#[derive(Debug, Default, Serialize, Deserialize)]
struct Slots {
    /// How much of the file of pages is in use; what follows is of a run that was killed.
    end: u64,
    slots: DigestMap<Slot>,
}

/// Rendered pages of earlier builds, and room for those of this one.
pub struct Shelf {
    path: PathBuf,
    old: DigestMap<Slot>,
    file: OnceLock<Option<Open>>,
    end: u64,
}

struct Open {
    file: File,
    /// Where the next page goes.
    end: AtomicU64,
    new: Mutex<DigestMap<Slot>>,
}

impl Shelf {
    /// The shelf in a site's state folder. Its file of pages is opened when it is first needed.
    pub fn open(state_dir: &Path) -> Shelf {
        let path = state_dir.join("pages");
        let is_file = |path: &Path| fs::symlink_metadata(path).is_ok_and(|found| found.is_file());
        let index = path.with_extension("index");
        let bytes = if is_file(&index) { fs::read(&index).unwrap_or_default() } else { Vec::new() };
        let Slots { end, slots } = slots(&bytes).unwrap_or_default();
        Shelf { path, old: slots, file: OnceLock::new(), end }
    }

    /// The same output, whose pages are taken from the shelf, and put there when they are not.
    pub fn over(self: &Arc<Shelf>, output: &Output) -> Output {
        let (shelf, inner) = (self.clone(), output.clone());
        let render = move |address: &str| {
            let entry = inner.entries().get(address).expect("an output is asked for its own addresses");
            if entry.class == Class::Page
                && let Some(bytes) = shelf.take(entry.key)
            {
                return Rendered::plain(bytes.into());
            }
            let rendered = inner.render(address).expect("an address of the output");
            if entry.class == Class::Page && rendered.diagnostics.is_empty() {
                shelf.put(entry.key, &rendered.bytes);
            }
            rendered
        };
        Output::over(output.entries().clone(), Arc::new(render))
    }

    fn take(&self, key: Digest) -> Option<Vec<u8>> {
        let slot = *self.old.get(&key)?;
        let mut bytes = vec![0; slot.length as usize];
        read_at(&self.file()?.file, &mut bytes, slot.offset).ok()?;
        (Digest::of(&bytes) == slot.digest).then_some(bytes)
    }

    fn put(&self, key: Digest, bytes: &[u8]) {
        let Some(open) = self.file() else { return };
        let offset = open.end.fetch_add(bytes.len() as u64, Ordering::Relaxed);
        // A disk that is full keeps no page.
        if write_at(&open.file, bytes, offset).is_ok() {
            let slot = Slot { offset, length: bytes.len() as u32, digest: Digest::of(bytes) };
            open.new.lock().unwrap_or_else(PoisonError::into_inner).insert(key, slot);
        }
    }

    /// The file of pages, or `None` where it cannot be written or another run has it.
    fn file(&self) -> Option<&Open> {
        let open = || {
            fs::create_dir_all(self.path.parent()?).ok()?;
            let is_other = fs::symlink_metadata(&self.path).is_ok_and(|found| !found.is_file());
            if is_other {
                return None;
            }
            let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).open(&self.path).ok()?;
            file.try_lock().ok()?;
            Some(Open { file, end: AtomicU64::new(self.end), new: Mutex::default() })
        };
        self.file.get_or_init(open).as_ref()
    }

    /// Keeps what was put on the shelf; pages that `output` no longer has go when there are too many of them.
    ///
    /// # Errors
    /// When the state folder cannot be written.
    pub fn keep(&self, output: &Output) -> io::Result<()> {
        let Some(Some(open)) = self.file.get() else { return Ok(()) };
        let mut new = open.new.lock().unwrap_or_else(PoisonError::into_inner);
        if new.is_empty() {
            return Ok(());
        }
        let mut slots = self.old.clone();
        slots.extend(std::mem::take(&mut *new));
        let end = open.end.load(Ordering::Relaxed);
        let live = || output.entries().values().filter_map(|entry| Some((entry.key, *slots.get(&entry.key)?)));
        let size: u64 = live().map(|(_, slot)| u64::from(slot.length)).sum();
        let kept = match end > LITTER + size + size / 2 {
            true => compact(&open.file, live().collect())?,
            false => Slots { end, slots },
        };
        let body = postcard::to_stdvec(&kept).map_err(io::Error::other)?;
        let digest = Digest::of(&body).0.to_le_bytes();
        let index = self.path.with_extension("index");
        let new = self.path.with_extension("index.new");
        fs::write(&new, [MAGIC.as_slice(), &code::digest().0.to_le_bytes(), &digest, &body].concat())?;
        fs::rename(new, index)
    }
}

/// Moves the pages that still exist together. A kill on the way leaves pages that do not match their digests.
fn compact(file: &File, live: DigestMap<Slot>) -> io::Result<Slots> {
    let mut order: Vec<(Digest, Slot)> = live.into_iter().collect();
    order.sort_unstable_by_key(|(_, slot)| slot.offset);
    let mut kept = Slots::default();
    let mut bytes = Vec::new();
    for (key, slot) in order {
        bytes.resize(slot.length as usize, 0);
        read_at(file, &mut bytes, slot.offset)?;
        write_at(file, &bytes, kept.end)?;
        kept.slots.insert(key, Slot { offset: kept.end, ..slot });
        kept.end += u64::from(slot.length);
    }
    file.set_len(kept.end)?;
    Ok(kept)
}

/// Fills `bytes` from a place of a file that other threads may read and write elsewhere at the same time.
#[cfg(unix)]
fn read_at(file: &File, bytes: &mut [u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::read_exact_at(file, bytes, offset)
}

#[cfg(unix)]
fn write_at(file: &File, bytes: &[u8], offset: u64) -> io::Result<()> {
    std::os::unix::fs::FileExt::write_all_at(file, bytes, offset)
}

#[cfg(windows)]
fn read_at(file: &File, mut bytes: &mut [u8], mut offset: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let read = std::os::windows::fs::FileExt::seek_read(file, bytes, offset)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes = &mut bytes[read..];
        offset += read as u64;
    }
    Ok(())
}

#[cfg(windows)]
fn write_at(file: &File, mut bytes: &[u8], mut offset: u64) -> io::Result<()> {
    while !bytes.is_empty() {
        let written = std::os::windows::fs::FileExt::seek_write(file, bytes, offset)?;
        if written == 0 {
            return Err(io::ErrorKind::WriteZero.into());
        }
        bytes = &bytes[written..];
        offset += written as u64;
    }
    Ok(())
}

/// The index that was written as `bytes` by this very version of Diglot.
fn slots(bytes: &[u8]) -> Option<Slots> {
    let (version, rest) = bytes.strip_prefix(MAGIC)?.split_at_checked(16)?;
    let (digest, body) = rest.split_at_checked(16)?;
    let same = *version == code::digest().0.to_le_bytes() && *digest == Digest::of(body).0.to_le_bytes();
    same.then(|| postcard::from_bytes(body).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::output::Entry;
    use std::collections::HashMap;
    use std::sync::atomic::AtomicUsize;

    /// An output of these pages, and how often one of them was rendered.
    fn output(pages: &[(&str, &str)]) -> (Output, Arc<AtomicUsize>) {
        let entry = |text: &str| Entry { key: Digest::of(text.as_bytes()), class: Class::Page };
        let entries = pages.iter().map(|(address, text)| (Box::from(*address), entry(text))).collect();
        let texts: HashMap<String, String> = pages.iter().map(|(a, t)| (a.to_string(), t.to_string())).collect();
        let count = Arc::new(AtomicUsize::new(0));
        let counted = count.clone();
        let render = move |address: &str| {
            counted.fetch_add(1, Ordering::Relaxed);
            Rendered::plain(texts[address].as_bytes().into())
        };
        (Output::new(entries, Arc::new(render)), count)
    }

    /// Builds with the shelf in `folder`, checks every page, and says how many were rendered.
    fn run(folder: &Path, pages: &[(&str, &str)]) -> usize {
        let (output, count) = output(pages);
        let shelf = Arc::new(Shelf::open(folder));
        let over = shelf.over(&output);
        for (address, text) in pages {
            assert_eq!(&*over.render(address).expect("a page").bytes, text.as_bytes(), "{address}");
        }
        shelf.keep(&output).expect("the folder can be written");
        count.load(Ordering::Relaxed)
    }

    #[test]
    fn a_page_is_rendered_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let pages = [("fr/a/index.html", "Un"), ("en/a/index.html", "One")];
        assert_eq!(run(folder.path(), &pages), 2);
        assert_eq!(run(folder.path(), &pages), 0);
        assert_eq!(run(folder.path(), &[("fr/a/index.html", "Deux"), pages[1]]), 1);
        assert_eq!(run(folder.path(), &pages), 0, "the earlier page is still there");
    }

    #[test]
    fn no_damage_changes_a_page() {
        let pages = [("fr/a/index.html", "Un, deux, trois"), ("en/a/index.html", "One, two, three")];
        for name in ["pages", "pages.index"] {
            let folder = tempfile::tempdir().expect("a folder");
            run(folder.path(), &pages);
            let whole = fs::read(folder.path().join(name)).expect("it was kept");
            for at in 0..whole.len() {
                let mut damaged = whole.clone();
                damaged[at] ^= 0x55;
                fs::write(folder.path().join(name), &damaged).expect("the folder can be written");
                run(folder.path(), &pages);
                fs::write(folder.path().join(name), &whole[..at]).expect("the folder can be written");
                run(folder.path(), &pages);
            }
        }
    }

    #[test]
    fn what_is_gone_goes_in_the_end() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut random = 1_u64;
        for round in 0..12 {
            let mut letter = || {
                random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                char::from(b'a' + (random >> 59) as u8 % 26)
            };
            let big: String = (0..2_000_000).map(|_| letter()).collect();
            assert_eq!(
                run(folder.path(), &[("fr/index.html", &big), ("en/index.html", "Small")]),
                1 + usize::from(round == 0)
            );
        }
        let size = fs::metadata(folder.path().join("pages")).expect("it was kept").len();
        assert!(size < 3 * LITTER, "{size}");
    }

    #[test]
    fn two_runs_at_once_lose_nothing_but_time() {
        let folder = tempfile::tempdir().expect("a folder");
        let pages = [("fr/a/index.html", "Un"), ("en/a/index.html", "One")];
        let (first, _) = output(&pages);
        let shelf = Arc::new(Shelf::open(folder.path()));
        let over = shelf.over(&first);
        over.render("fr/a/index.html");
        assert_eq!(run(folder.path(), &pages), 2, "the first run has the file");
        shelf.keep(&first).expect("the folder can be written");
        drop((over, shelf));
        assert_eq!(run(folder.path(), &pages), 1);
    }
}
