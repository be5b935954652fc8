"""Python re: one alternation of all terms, the longest first."""

import re
import sys

from shared import count, terms


def main(terms_path, articles_path):
    longest_first = sorted(terms(terms_path), key=len, reverse=True)
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, longest_first)) + r")\b")
    count(articles_path, lambda text: sum(1 for _ in pattern.finditer(text.lower())))


if __name__ == "__main__":
    main(*sys.argv[1:])
