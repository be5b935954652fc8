"""Empath: a category of the terms. Words end at blanks, so that punctuation hides a hit; terms of several words are never
found."""

import sys

from empath import Empath

from shared import count, terms


def main(terms_path, articles_path):
    empath = Empath()
    empath.cats["terms"] = terms(terms_path)
    count(articles_path, lambda text: int(empath.analyze(text, categories=["terms"])["terms"]))


if __name__ == "__main__":
    main(*sys.argv[1:])
