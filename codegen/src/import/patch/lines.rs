//! A spec's text in, its lines and the pieces of it that belong together out.

/// A text's lines, each with its end.
pub(super) struct Lines<'t> {
    all: Vec<&'t str>,
    /// The byte at which each line starts, and the text's length.
    starts: Vec<usize>,
}

/// A part of a text, in lines: what stands above it, and what that is above.
#[derive(Clone, Copy)]
pub(super) struct Piece {
    /// Where the comments and empty lines above it start.
    pub(super) lead: usize,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'t> Lines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        let all: Vec<_> = text.split_inclusive('\n').collect();
        let ends = all.iter().scan(0, |end, line| {
            *end += line.len();
            Some(*end)
        });
        Self { starts: [0].into_iter().chain(ends).collect(), all }
    }

    pub(super) fn count(&self) -> usize {
        self.all.len()
    }

    /// The line of a byte, counted from 0.
    pub(super) fn at(&self, byte: usize) -> usize {
        let line = self.starts.partition_point(|start| *start <= byte).saturating_sub(1);
        line.min(self.count().saturating_sub(1))
    }

    /// The byte at which a line starts.
    pub(super) fn start(&self, line: usize) -> usize {
        self.starts[line.min(self.count())]
    }

    /// The first byte of a byte's line that is no space.
    pub(super) fn first(&self, byte: usize) -> usize {
        let line = self.all[self.at(byte)];
        self.start(self.at(byte)) + line.len() - line.trim_start().len()
    }

    pub(super) fn column(&self, byte: usize) -> usize {
        byte - self.start(self.at(byte))
    }

    /// Of the lines up to `end`, where the comments and empty lines start that belong to what follows.
    pub(super) fn lead(&self, from: usize, end: usize, indent: usize) -> usize {
        let is_lead = |line: &&str| {
            let trimmed = line.trim();
            trimmed.is_empty() || trimmed.starts_with('#') && line.len() - line.trim_start().len() <= indent
        };
        end - self.all[from..end].iter().rev().take_while(|line| is_lead(line)).count()
    }

    pub(super) fn text(&self, from: usize, to: usize) -> String {
        self.all[from.min(to)..to].concat()
    }

    /// The pieces between two lines that start at the given bytes.
    pub(super) fn pieces(&self, starts: &[usize], from: usize, end: usize) -> Vec<Piece> {
        let firsts: Vec<_> = starts.iter().map(|byte| self.at(*byte)).collect();
        let indent = starts.first().map_or(0, |byte| self.column(*byte));
        let mut lead = from;
        let mut pieces = Vec::new();
        for (at, start) in firsts.iter().enumerate() {
            let end = firsts.get(at + 1).map_or(end, |next| self.lead(*start, *next, indent));
            pieces.push(Piece { lead, start: *start, end });
            lead = end;
        }
        pieces
    }
}
