//! How many of the next bytes are ASCII letters and digits?

use crate::bits::{BLOCK, marked};

/// One bit for each of 64 bytes of a text: whether it is an ASCII letter or digit.
#[derive(Debug)]
pub(super) struct Ahead {
    start: usize,
    alphanumeric: u64,
}

impl Ahead {
    /// Nothing has been looked at: the start is far from any byte of a text.
    pub(super) const NOTHING: Ahead = Ahead { start: usize::MAX / 2, alphanumeric: 0 };

    /// How many bytes from `at` on are ASCII letters or digits, if at most 16 are; else some number above.
    #[inline]
    pub(super) fn alphanumeric(&mut self, text: &[u8], at: usize) -> usize {
        let mut offset = at.wrapping_sub(self.start);
        if offset > BLOCK - 17 {
            self.look(text, at);
            offset = 0;
        }
        (self.alphanumeric >> offset).trailing_ones() as usize
    }

    fn look(&mut self, text: &[u8], at: usize) {
        self.start = at;
        let rest = text.get(at..).unwrap_or_default();
        self.alphanumeric = match rest.first_chunk::<BLOCK>() {
            Some(block) => alphanumeric(block),
            None => {
                let mut block = [0; BLOCK];
                block[..rest.len()].copy_from_slice(rest);
                alphanumeric(&block)
            }
        };
    }
}

fn alphanumeric(block: &[u8; BLOCK]) -> u64 {
    let small = |byte: u8| (byte | 0x20).wrapping_sub(b'a') < 26;
    let digit = |byte: u8| byte.wrapping_sub(b'0') < 10;
    marked(block, |byte| small(byte) | digit(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    proptest::proptest! {
        #[test]
        fn letters_and_digits_are_counted_wherever_one_looks(
            text in proptest::collection::vec(proptest::prop_oneof![9 => b'0'..b'z', 1 => 0..=u8::MAX], 0..200),
            steps in proptest::collection::vec(0_usize..40, 1..20),
        ) {
            let (mut ahead, mut at) = (Ahead::NOTHING, 0);
            for step in steps {
                at += step;
                let rest = text.get(at..).unwrap_or_default();
                let expected = rest.iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
                let counted = ahead.alphanumeric(&text, at);
                proptest::prop_assert!(counted == expected || counted > 16 && expected > 16, "{counted} for {expected}");
            }
        }
    }
}
