//! Do two lists of figures have the same order?

/// Spearman's rank correlation, ties at their mean rank (Kendall & Gibbons 1990, *Rank Correlation Methods*, section
/// 3.8: Pearson's formula on the ranks). `None` under three pairs, or if all of one list are the same.
pub fn spearman(pairs: &[(f64, f64)]) -> Option<f64> {
    if pairs.len() < 3 {
        return None;
    }
    let x = ranks(pairs.iter().map(|pair| pair.0));
    let y = ranks(pairs.iter().map(|pair| pair.1));
    let mean = (pairs.len() as f64 + 1.0) / 2.0;
    let sum = |of: &dyn Fn(usize) -> f64| (0..pairs.len()).map(of).sum::<f64>();
    let covariance = sum(&|at| (x[at] - mean) * (y[at] - mean));
    let (x_square, y_square) = (sum(&|at| (x[at] - mean).powi(2)), sum(&|at| (y[at] - mean).powi(2)));
    let scale = (x_square * y_square).sqrt();
    (scale > 0.0).then(|| covariance / scale)
}

/// What a whole test would reach if its halves correlate so: 2r/(1+r) (Spearman 1910, Brown 1910). A negative
/// correlation of halves says only that there is no reliability to speak of; it stays as it is.
pub fn spearman_brown(halves: f64) -> f64 {
    if halves <= 0.0 { halves } else { 2.0 * halves / (1.0 + halves) }
}

fn ranks(values: impl Iterator<Item = f64>) -> Vec<f64> {
    let values: Vec<f64> = values.collect();
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|&a, &b| values[a].total_cmp(&values[b]));
    let mut ranks = vec![0.0; values.len()];
    let mut first = 0;
    for same in order.chunk_by(|&a, &b| values[a] == values[b]) {
        let rank = first as f64 + (same.len() as f64 + 1.0) / 2.0;
        same.iter().for_each(|&at| ranks[at] = rank);
        first += same.len();
    }
    ranks
}

/// Numbers that look random and are the same for the same seed: SplitMix64 (Steele, Lea & Flood 2014, *OOPSLA*).
#[derive(Clone, Copy, Debug)]
pub struct Seeded(u64);

impl Seeded {
    /// The numbers of a seed.
    pub fn new(seed: u64) -> Seeded {
        Seeded(seed)
    }

    /// Puts things into another order, each as likely as any other (Fisher & Yates; the bias of a remainder is under
    /// 2⁻³² here).
    pub fn shuffle<T>(&mut self, things: &mut [T]) {
        for at in (1..things.len()).rev() {
            let other = (self.next() % (at as u64 + 1)) as usize;
            things.swap(at, other);
        }
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        mixed(self.0)
    }
}

/// Every bit of the result depends on every bit given: the finalizer of SplitMix64.
pub(crate) fn mixed(bits: u64) -> u64 {
    let bits = (bits ^ (bits >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let bits = (bits ^ (bits >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    bits ^ (bits >> 31)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_correlation_of_ranks_with_and_without_ties() {
        // By hand: d² = 0, 1, 1, 0 of four: 1 − 6·2/(4·15) = .8.
        assert_eq!(spearman(&[(1.0, 10.0), (2.0, 30.0), (3.0, 20.0), (4.0, 40.0)]), Some(0.8));
        assert_eq!(spearman(&[(1.0, 3.0), (2.0, 2.0), (3.0, 1.0)]), Some(-1.0));
        // Ranks 1, 2.5, 2.5, 4 and 1, 2, 3, 4: 4.5/√(4.5·5) = .9487.
        let tied = spearman(&[(1.0, 1.0), (2.0, 2.0), (2.0, 3.0), (3.0, 4.0)]);
        assert!(tied.is_some_and(|tied| (tied - 0.948_683_298).abs() < 1e-9), "{tied:?}");
        assert_eq!(spearman(&[(1.0, 1.0), (1.0, 2.0), (1.0, 3.0)]), None);
        assert_eq!(spearman(&[(1.0, 1.0), (2.0, 2.0)]), None);
    }

    #[test]
    fn halves_say_what_the_whole_would_reach() {
        assert!((spearman_brown(0.5) - 2.0 / 3.0).abs() < 1e-12);
        assert_eq!(spearman_brown(-0.2), -0.2);
    }

    #[test]
    fn a_seed_is_one_order() {
        let order = |seed| {
            let mut things: Vec<u32> = (0..8).collect();
            Seeded::new(seed).shuffle(&mut things);
            things
        };
        assert_eq!(order(7), order(7));
        assert_ne!(order(7), order(8));
        // The first number of seed 0, as published with the generator.
        assert_eq!(Seeded::new(0).next(), 0xE220_A839_7B1D_CDAF);
    }
}
