//! Chance that comes out the same again: a seed in, numbers out (SplitMix64).

use std::sync::Mutex;
use std::time::Duration;

pub struct Chance(Mutex<u64>);

impl Chance {
    pub fn new(seed: u64) -> Self {
        Self(Mutex::new(seed))
    }

    pub fn number(&self) -> u64 {
        let mut state = self.0.lock().expect("no test panicked");
        *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (*state ^ (*state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&self, limit: u64) -> u64 {
        self.number() % limit
    }

    /// True so many times of a hundred.
    pub fn percent(&self, percent: u64) -> bool {
        self.below(100) < percent
    }

    pub fn milliseconds(&self, limit: u64) -> Duration {
        Duration::from_millis(self.below(limit))
    }

    pub fn one_of<'t, T>(&self, choices: &'t [T]) -> &'t T {
        let choices_there_are = u64::try_from(choices.len()).expect("it fits");
        &choices[usize::try_from(self.below(choices_there_are)).expect("it is below the length")]
    }
}
