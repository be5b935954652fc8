"""spaCy: PhraseMatcher on lowercased tokens of the blank English pipeline. Terms within longer ones count too."""

import sys

import spacy
from spacy.matcher import PhraseMatcher

from shared import count, terms


def main(terms_path, articles_path):
    english = spacy.blank("en")
    # It refuses longer texts because of its parser, which is not in this pipeline.
    english.max_length = 1 << 30
    matcher = PhraseMatcher(english.vocab, attr="LOWER")
    matcher.add("terms", [english.make_doc(term) for term in terms(terms_path)])
    count(articles_path, lambda text: len(matcher(english.make_doc(text))))


if __name__ == "__main__":
    main(*sys.argv[1:])
