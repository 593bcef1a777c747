//! The keys that a request asks for, to be compared with those that are answered.

use std::collections::BTreeSet;

/// The keys that a request asks for. Generated code collects them.
///
/// A list that is absent or empty, and a thing in it without a key, ask for something without naming it, as
/// "the whole order" does. What is answered then may be about that, so no answer is called unasked; but something must be
/// answered beside what is named.
#[derive(Debug, Default)]
pub struct Asked {
    keys: Vec<String>,
    /// Something is asked for without a key.
    is_open: bool,
}

impl Asked {
    /// The things in a list, to be looked at one by one.
    #[must_use]
    pub fn each<'r, T>(&mut self, list: Option<&'r [T]>) -> &'r [T] {
        let list = list.unwrap_or_default();
        self.is_open |= list.is_empty();
        list
    }

    /// A key that is a text.
    pub fn text(&mut self, key: Option<&str>) {
        self.key(key.map(str::to_owned));
    }

    /// A key that is an integer.
    pub fn number(&mut self, key: Option<&i64>) {
        self.key(key.map(i64::to_string));
    }

    /// Whether something without a key is asked for beside things with one, and these are all that is answered.
    pub(super) fn is_left_open<'k>(&self, mut answered: impl Iterator<Item = Option<&'k str>>) -> bool {
        let is_named = |key: Option<&str>| key.is_some_and(|key| self.keys.iter().any(|known| known == key));
        self.is_open && !self.keys.is_empty() && answered.all(is_named)
    }

    fn key(&mut self, key: Option<String>) {
        self.is_open |= key.is_none();
        self.keys.extend(key);
    }

    /// The keys that were asked for and not answered, and those that were answered and not asked for: each once, in
    /// their order. Where no key was asked for, nothing is compared.
    pub(super) fn compared<'k>(self, answered: impl Iterator<Item = &'k str>) -> (Vec<String>, Vec<String>) {
        let Self { keys, is_open } = self;
        let answered: Vec<_> = answered.collect();
        let mut told: BTreeSet<&str> = keys.iter().map(String::as_str).collect();
        let is_comparable = !keys.is_empty() && !is_open;
        let unasked = answered.iter().filter(|key| is_comparable && told.insert(key));
        let unasked = unasked.map(|key| (*key).to_owned()).collect();

        let mut told: BTreeSet<&str> = answered.into_iter().collect();
        let missing = keys.iter().filter(|key| told.insert(key)).cloned().collect();
        (missing, unasked)
    }
}

#[cfg(test)]
mod tests {
    use super::Asked;

    fn asked(keys: &[Option<&str>]) -> Asked {
        let mut asked = Asked::default();
        for key in keys {
            asked.text(*key);
        }
        asked
    }

    fn compared(asked: Asked, answered: &[&str]) -> (Vec<String>, Vec<String>) {
        asked.compared(answered.iter().copied())
    }

    fn owned(keys: &[&str]) -> Vec<String> {
        keys.iter().map(|&key| key.to_owned()).collect()
    }

    #[test]
    fn keys_are_compared_as_sets_and_told_once_in_order() {
        let two = || asked(&[Some("b"), Some("a"), Some("b")]);
        assert_eq!(compared(two(), &["a", "b", "a"]), (owned(&[]), owned(&[])));
        assert_eq!(compared(two(), &["z", "a", "y", "z"]), (owned(&["b"]), owned(&["z", "y"])));
        assert_eq!(compared(two(), &[]), (owned(&["b", "a"]), owned(&[])));
    }

    #[test]
    fn nothing_is_compared_where_nothing_is_named() {
        assert_eq!(compared(Asked::default(), &["a"]), (owned(&[]), owned(&[])));
        assert_eq!(compared(asked(&[None]), &["a"]), (owned(&[]), owned(&[])));
        let mut empty = Asked::default();
        assert!(empty.each::<()>(Some(&[])).is_empty() && empty.each::<()>(None).is_empty());
        assert_eq!(compared(empty, &["a"]), (owned(&[]), owned(&[])));
    }

    #[test]
    fn what_a_request_does_not_name_may_be_answered_too() {
        let mixed = || asked(&[Some("a"), None]);
        assert_eq!(compared(mixed(), &["a", "b"]), (owned(&[]), owned(&[])));
        assert_eq!(compared(mixed(), &["b"]), (owned(&["a"]), owned(&[])));
    }

    #[test]
    fn an_integer_is_the_text_that_it_is_written_as() {
        let mut numbers = Asked::default();
        numbers.number(Some(&-7));
        assert_eq!(compared(numbers, &["-7"]), (owned(&[]), owned(&[])));
    }
}
