//! Which spans does a set of spans touch?

use crate::span::Span;

/// A set of spans, which may overlap each other, to be asked often.
#[derive(Clone, Debug, Default)]
pub(super) struct Cover {
    starts: Vec<u32>,
    /// The furthest end up to here.
    reach: Vec<u32>,
}

impl Cover {
    pub(super) fn of(spans: impl Iterator<Item = Span>) -> Cover {
        let mut spans: Vec<Span> = spans.collect();
        spans.sort_unstable();
        let mut cover = Cover::default();
        let mut furthest = 0;
        for span in spans {
            furthest = furthest.max(span.end);
            cover.starts.push(span.start);
            cover.reach.push(furthest);
        }
        cover
    }

    /// Whether any of them shares a byte with this one.
    pub(super) fn overlaps(&self, span: Span) -> bool {
        let before_end = self.starts.partition_point(|&start| start < span.end);
        before_end.checked_sub(1).and_then(|last| self.reach.get(last)).is_some_and(|&reach| span.start < reach)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_answers_as_asking_each_span_would() {
        let spans = [(0, 20), (2, 4), (25, 26), (30, 40), (31, 35)].map(|(start, end)| Span::new(start, end));
        let cover = Cover::of(spans.into_iter());
        for start in 0..45 {
            for end in start + 1..46 {
                let span = Span::new(start, end);
                assert_eq!(cover.overlaps(span), spans.iter().any(|other| other.overlaps(span)), "{span:?}");
            }
        }
        assert!(!Cover::default().overlaps(Span::new(0, 9)));
    }
}
