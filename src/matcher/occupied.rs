//! Which words of a text belong to a hit already?

/// One bit for each word of a text.
#[derive(Debug, Default)]
pub(super) struct Occupied(Vec<u64>);

impl Occupied {
    /// Forgets the text before; the next one has so many words.
    pub(super) fn clear_for(&mut self, n_words: usize) {
        self.0.clear();
        self.0.resize(n_words / 64 + 1, 0);
    }

    pub(super) fn contains(&self, word: u32) -> bool {
        self.0[word as usize / 64] >> (word % 64) & 1 == 1
    }

    pub(super) fn insert(&mut self, word: u32) {
        self.0[word as usize / 64] |= 1 << (word % 64);
    }
}
