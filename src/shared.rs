//! Turns a list into one whose copies share their elements, so that changing one element of twenty thousand copies one.

use rayon::prelude::*;
use std::ops::{Index, IndexMut};
use std::sync::Arc;

/// How many items of a list one thread takes at once where each costs many microseconds. Left alone, the pool cuts a list
/// into a few pieces, and the last thread works on its piece while all others wait.
pub const SHARE: usize = 8;

/// A list whose copies share their elements; an element is copied when it is changed and somebody else has it too.
#[derive(Debug)]
pub struct Shared<T>(Vec<Arc<T>>);

impl<T> Shared<T> {
    pub fn len(&self) -> usize {
        self.0.len()
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub fn get(&self, at: usize) -> Option<&T> {
        self.0.get(at).map(|element| &**element)
    }

    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &T> + ExactSizeIterator + Clone {
        self.0.iter().map(|element| &**element)
    }

    pub fn push(&mut self, element: T) {
        self.0.push(Arc::new(element));
    }

    /// Puts an element in the place of another, which is not copied.
    pub fn put(&mut self, at: usize, element: T) {
        self.0[at] = Arc::new(element);
    }

    /// As [`slice::binary_search_by`].
    pub fn binary_search_by(&self, compare: impl Fn(&T) -> std::cmp::Ordering) -> Result<usize, usize> {
        self.0.binary_search_by(|element| compare(element))
    }

    /// As [`slice::partition_point`].
    pub fn partition_point(&self, is_before: impl Fn(&T) -> bool) -> usize {
        self.0.partition_point(|element| is_before(element))
    }

    pub fn sort_by(&mut self, mut compare: impl FnMut(&T, &T) -> std::cmp::Ordering) {
        self.0.sort_by(|one, other| compare(one, other));
    }
}

impl<T: Sync + Send> Shared<T> {
    pub fn par_iter(&self) -> impl IndexedParallelIterator<Item = &T> {
        self.0.par_iter().map(|element| &**element)
    }
}

impl<T: Clone> Shared<T> {
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut T> {
        self.0.iter_mut().map(Arc::make_mut)
    }
}

impl<T: Clone + Sync + Send> Shared<T> {
    pub fn par_iter_mut(&mut self) -> impl IndexedParallelIterator<Item = &mut T> {
        self.0.par_iter_mut().map(Arc::make_mut)
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Shared<T> {
        Shared(self.0.clone())
    }
}

impl<T> Default for Shared<T> {
    fn default() -> Shared<T> {
        Shared(Vec::new())
    }
}

impl<T> Index<usize> for Shared<T> {
    type Output = T;

    fn index(&self, at: usize) -> &T {
        &self.0[at]
    }
}

impl<T: Clone> IndexMut<usize> for Shared<T> {
    fn index_mut(&mut self, at: usize) -> &mut T {
        Arc::make_mut(&mut self.0[at])
    }
}

impl<'a, T> IntoIterator for &'a Shared<T> {
    type Item = &'a T;
    type IntoIter = std::iter::Map<std::slice::Iter<'a, Arc<T>>, fn(&'a Arc<T>) -> &'a T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.iter().map(|element| &**element)
    }
}

impl<T> FromIterator<T> for Shared<T> {
    fn from_iter<I: IntoIterator<Item = T>>(elements: I) -> Shared<T> {
        Shared(elements.into_iter().map(Arc::new).collect())
    }
}

impl<T> From<Vec<T>> for Shared<T> {
    fn from(elements: Vec<T>) -> Shared<T> {
        elements.into_iter().collect()
    }
}

impl<T> Extend<T> for Shared<T> {
    fn extend<I: IntoIterator<Item = T>>(&mut self, elements: I) {
        self.0.extend(elements.into_iter().map(Arc::new));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_share_all_but_what_was_changed() {
        let first: Shared<String> = ["a", "b"].map(String::from).into_iter().collect();
        let mut second = first.clone();
        second[1].push('!');
        second.put(0, "c".into());
        assert_eq!(first.iter().collect::<Vec<_>>(), ["a", "b"]);
        assert_eq!(second.iter().collect::<Vec<_>>(), ["c", "b!"]);
        let third = second.clone();
        assert!(std::ptr::eq(&second[1], &third[1]));
    }
}
