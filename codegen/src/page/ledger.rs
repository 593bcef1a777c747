//! What became of each line of a page: nothing is dropped silently.

/// What a line turned out to be.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Fate {
    /// Nothing yet; in the end: nothing.
    Unread,
    /// A fact, or a part of one.
    Fact,
    /// A heading, a caption or a button.
    Layout,
    /// A part of the site around the page.
    Navigation,
}

/// The fate of every line, and what was not certain.
#[derive(Debug)]
pub(super) struct Ledger {
    fates: Vec<Fate>,
    pub(super) guesses: Vec<Remark>,
    pub(super) open: Vec<Remark>,
}

/// Something to be said about a line, or about what was made of it.
#[derive(Clone, Debug)]
pub(crate) struct Remark {
    /// Counted from 1; 0 if there is none.
    pub(crate) line: usize,
    /// The path of the fact, if it has one.
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Ledger {
    pub(super) fn new(lines: usize) -> Self {
        Self { fates: vec![Fate::Unread; lines + 1], guesses: Vec::new(), open: Vec::new() }
    }

    pub(super) fn fact(&mut self, line: usize) {
        self.set(line, Fate::Fact);
    }

    pub(super) fn layout(&mut self, line: usize) {
        self.set(line, Fate::Layout);
    }

    pub(super) fn navigation(&mut self, line: usize) {
        self.set(line, Fate::Navigation);
    }

    fn set(&mut self, line: usize, fate: Fate) {
        if let Some(known) = self.fates.get_mut(line) {
            *known = fate;
        }
    }

    /// What a line says is not certain, or not on the page: why it is said all the same.
    pub(super) fn guess(&mut self, line: usize, path: &str, text: String) {
        self.guesses.push(Remark { line, path: path.to_owned(), text });
    }

    /// What a person must decide, because the page does not say it.
    pub(super) fn decide(&mut self, line: usize, path: &str, text: String) {
        self.open.push(Remark { line, path: path.to_owned(), text });
    }

    /// What was open of a fact is not any more.
    pub(super) fn settle(&mut self, path: &str) {
        self.open.retain(|remark| remark.path != path);
    }

    pub(super) fn is_unread(&self, line: usize) -> bool {
        self.fates.get(line) == Some(&Fate::Unread)
    }

    /// The lines of the site around the page, as ranges.
    pub(super) fn navigated(&self) -> Vec<(usize, usize)> {
        let mut ranges: Vec<(usize, usize)> = Vec::new();
        for (line, _) in self.fates.iter().enumerate().filter(|(_, fate)| **fate == Fate::Navigation) {
            match ranges.last_mut() {
                Some((_, last)) if *last + 1 == line => *last = line,
                _ => ranges.push((line, line)),
            }
        }
        ranges
    }
}
