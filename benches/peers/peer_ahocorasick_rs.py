"""ahocorasick_rs: the text is lowercased, terms are searched leftmost-longest, and a match counts if no letter or digit
stands beside it."""

import sys

from ahocorasick_rs import AhoCorasick, MatchKind

from shared import count, terms


def main(terms_path, articles_path):
    automaton = AhoCorasick(terms(terms_path), matchkind=MatchKind.LeftmostLongest)

    def hits_of(text):
        text = text.lower()
        hits = 0
        for _, start, end in automaton.find_matches_as_indexes(text):
            before = start > 0 and text[start - 1].isalnum()
            after = end < len(text) and text[end].isalnum()
            hits += not before and not after
        return hits

    count(articles_path, hits_of)


if __name__ == "__main__":
    main(*sys.argv[1:])
