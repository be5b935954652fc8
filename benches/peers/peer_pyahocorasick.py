"""pyahocorasick: the text is lowercased, the longest terms are searched, and a match counts if no letter or digit stands
beside it."""

import sys

import ahocorasick

from shared import count, terms


def main(terms_path, articles_path):
    automaton = ahocorasick.Automaton()
    for term in terms(terms_path):
        automaton.add_word(term, len(term))
    automaton.make_automaton()

    def hits_of(text):
        text = text.lower()
        hits = 0
        for last, length in automaton.iter_long(text):
            start, end = last + 1 - length, last + 1
            before = start > 0 and text[start - 1].isalnum()
            after = end < len(text) and text[end].isalnum()
            hits += not before and not after
        return hits

    count(articles_path, hits_of)


if __name__ == "__main__":
    main(*sys.argv[1:])
