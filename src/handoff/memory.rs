//! Turns a unit's texts that are said to agree into what each run and each sentence of one was translated by.
//!
//! It guesses nothing: only texts of one shape are compared, and a translation counts only if its codes are those of
//! its source.

use super::coded::{Code, Coded, Part};
use super::pieces::Pieces;
use super::sentences::sentences;
use std::collections::HashMap;

/// A translation whose codes are numbered as those of its source.
#[derive(Clone, Debug, PartialEq)]
pub struct Known {
    /// The source with the codes that it was translated with.
    pub source: Coded,
    pub target: Coded,
}

/// What is known of the translation of a unit.
#[derive(Default)]
pub struct Memory {
    /// By the words and codes of the source; then by its words and kinds of codes alone.
    sentences: HashMap<String, Vec<Option<Known>>>,
    runs: HashMap<String, Vec<Option<Translated>>>,
    /// How many of each were asked for.
    taken: HashMap<String, usize>,
    taken_sentences: HashMap<String, usize>,
    /// What a code of the source is in the translation, by how it is typed.
    codes: HashMap<(String, String), Code>,
}

/// A run with its translation, whole and in sentences.
#[derive(Clone, Debug)]
struct Translated {
    whole: Known,
    sentences: Option<Vec<Known>>,
}

impl Memory {
    /// Adds two texts that agree.
    pub fn add(&mut self, source: &Pieces, target: &Pieces, languages: (&str, &str)) {
        if source.shape != target.shape || source.runs.len() != target.runs.len() {
            return;
        }
        for (run, translation) in source.runs.iter().zip(&target.runs) {
            let Some(whole) = known(&run.coded, &translation.coded) else {
                // It keeps its turn among equal ones.
                keys(&run.coded).into_iter().for_each(|key| self.runs.entry(key).or_default().push(None));
                continue;
            };
            for (own, other) in whole.source.codes.iter().zip(&whole.target.codes) {
                self.codes.entry((own.open.clone(), own.close.clone())).or_insert_with(|| other.clone());
            }
            let (ones, others) = (sentences(&run.coded, languages.0), sentences(&translation.coded, languages.1));
            let pairs = (ones.len() == others.len()).then(|| {
                ones.iter().zip(&others).map(|(one, other)| known(one, other)).collect::<Option<Vec<Known>>>()
            });
            let pairs = pairs.flatten();
            for pair in pairs.iter().flatten() {
                for key in keys(&pair.source) {
                    self.sentences.entry(key).or_default().push(Some(pair.clone()));
                }
            }
            for key in keys(&whole.source) {
                let translated = Translated { whole: whole.clone(), sentences: pairs.clone() };
                self.runs.entry(key).or_default().push(Some(translated));
            }
        }
    }

    /// The sentences of a run, each with its translation if there is one; the run is one segment where its translation
    /// has other sentences. Runs are asked for in their order: the second of two equal ones was translated on its own.
    pub fn segments(&mut self, run: &Coded, language: &str) -> Vec<(Coded, Option<Coded>)> {
        let translated = next(&self.runs, &mut self.taken, run);
        if let Some(Translated { whole, sentences: None }) = &translated {
            return vec![(run.clone(), Some(self.renewed(run, whole)))];
        }
        let cut = sentences(run, language);
        let known: Vec<Option<Known>> =
            cut.iter().map(|sentence| next(&self.sentences, &mut self.taken_sentences, sentence)).collect();
        let pairs = translated.and_then(|translated| translated.sentences).filter(|pairs| pairs.len() == cut.len());
        let known = pairs.map_or(known, |pairs| pairs.into_iter().map(Some).collect());
        let target = |(sentence, known): (Coded, Option<Known>)| {
            let target = known.map(|known| self.renewed(&sentence, &known));
            (sentence, target)
        };
        cut.into_iter().zip(known).map(target).collect()
    }

    /// The codes of a text as its translation types them.
    pub fn localized(&self, codes: &[Code]) -> Vec<Code> {
        let own = |code: &Code| self.codes.get(&(code.open.clone(), code.close.clone())).unwrap_or(code).clone();
        codes.iter().map(own).collect()
    }

    /// A known translation with the codes of the source as it is now: what the source changed changes.
    fn renewed(&self, source: &Coded, known: &Known) -> Coded {
        let codes = source.codes.iter().zip(&known.source.codes).zip(&known.target.codes);
        let codes = codes.map(|((now, then), other)| match now == then {
            true => other.clone(),
            false => self.codes.get(&(now.open.clone(), now.close.clone())).unwrap_or(now).clone(),
        });
        Coded { parts: known.target.parts.clone(), codes: codes.collect() }
    }
}

/// What is known of a text that is asked for once more; of more than were known, the last.
fn next<T: Clone>(
    all: &HashMap<String, Vec<Option<T>>>,
    taken: &mut HashMap<String, usize>,
    coded: &Coded,
) -> Option<T> {
    let mut found = None;
    for key in keys(coded) {
        let Some(known) = all.get(&key) else { continue };
        let count = taken.entry(key).or_insert(0);
        let one = known.get(*count).or(known.last()).cloned().flatten();
        *count += 1;
        found = found.or(one);
    }
    found
}

fn keys(coded: &Coded) -> [String; 2] {
    let bare = Coded {
        parts: coded.parts.clone(),
        codes: coded
            .codes
            .iter()
            .map(|code| Code { kind: code.kind, open: String::new(), close: String::new() })
            .collect(),
    };
    [coded.key(), bare.key()]
}

/// A translation with its codes numbered as in its source; none if they are of other kinds, or stand otherwise.
fn known(source: &Coded, target: &Coded) -> Option<Known> {
    if source.codes.len() != target.codes.len() {
        return None;
    }
    let mut numbers: Vec<Option<u32>> = vec![None; target.codes.len()];
    let mut free: Vec<usize> = (0..source.codes.len()).collect();
    let mut take = |numbers: &mut Vec<Option<u32>>, fits: &dyn Fn(&Code, &Code) -> bool| {
        for (at, code) in target.codes.iter().enumerate() {
            if numbers[at].is_some() {
                continue;
            }
            if let Some(place) = free.iter().position(|&own| fits(&source.codes[own], code)) {
                numbers[at] = Some(free.remove(place) as u32 + 1);
            }
        }
    };
    take(&mut numbers, &|own, other| own == other);
    take(&mut numbers, &|own, other| own.kind == other.kind && own.close.is_empty() == other.close.is_empty());
    let numbers: Vec<u32> = numbers.into_iter().collect::<Option<_>>()?;
    let new = |id: &u32| numbers[*id as usize - 1];
    let parts = target.parts.iter().map(|part| match part {
        Part::Text(text) => Part::Text(text.clone()),
        Part::Open(id) => Part::Open(new(id)),
        Part::Close(id) => Part::Close(new(id)),
        Part::Alone(id) => Part::Alone(new(id)),
    });
    let mut codes = target.codes.clone();
    for (at, number) in numbers.iter().enumerate() {
        codes[*number as usize - 1] = target.codes[at].clone();
    }
    Some(Known { source: source.clone(), target: Coded { parts: parts.collect(), codes } })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(memory: &mut Memory, text: &str) -> Vec<(String, Option<String>)> {
        let pieces = Pieces::of(text);
        let typed = |coded: &Coded| coded.typed(&|text| text.to_owned());
        let segments: Vec<_> = pieces.runs.iter().flat_map(|run| memory.segments(&run.coded, "en")).collect();
        segments.iter().map(|(source, target)| (typed(source), target.as_ref().map(typed))).collect()
    }

    #[test]
    fn equal_texts_keep_their_own_translations() {
        let mut memory = Memory::default();
        memory.add(&Pieces::of("Order.\n\nOrder."), &Pieces::of("Ordre.\n\nCommande."), ("en", "fr"));
        let some = |target: &str| ("Order.".to_owned(), Some(target.to_owned()));
        assert_eq!(
            told(&mut memory, "Order.\n\nOrder.\n\nOrder."),
            [some("Ordre."), some("Commande."), some("Commande.")]
        );
    }

    #[test]
    fn what_is_unchanged_keeps_its_translation() {
        let mut memory = Memory::default();
        let en = "## Fees\n\nPay *now*. See [the list](fees.en.md). It is short.\n\nOne. Two.\n";
        let fr = "## Frais\n\nPayez *vite*. Voir [la liste](fees.fr.md). Elle est courte.\n\nUn et deux.\n";
        memory.add(&Pieces::of(en), &Pieces::of(fr), ("en", "fr"));
        let some = |source: &str, target: &str| (source.to_owned(), Some(target.to_owned()));
        let none = |source: &str| (source.to_owned(), None);
        let expected = [
            some("Fees", "Frais"),
            some("Pay *now*.", "Payez *vite*."),
            some("See [the list](fees.en.md).", "Voir [la liste](fees.fr.md)."),
            none("It is long."),
            some("One. Two.", "Un et deux."),
            none("See [x](y.md)."),
            some("See [the list](new.md).", "Voir [la liste](new.md)."),
        ];
        let now = "## Fees\n\nPay *now*. See [the list](fees.en.md). It is long.\n\nOne. Two.\n\nSee [x](y.md). See [the list](new.md).\n";
        assert_eq!(told(&mut memory, now), expected);
        let mut memory = Memory::default();
        memory.add(&Pieces::of("One *two*."), &Pieces::of("Un deux."), ("en", "fr"));
        memory.add(&Pieces::of("One."), &Pieces::of("Un.\n\nDeux."), ("en", "fr"));
        assert_eq!(told(&mut memory, "One *two*.\n\nOne."), [none("One *two*."), none("One.")]);
    }
}
