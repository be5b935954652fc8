"""flashtext: the longest term at each word."""

import sys

from flashtext import KeywordProcessor

from shared import count, terms


def main(terms_path, articles_path):
    processor = KeywordProcessor(case_sensitive=False)
    processor.add_keywords_from_list(terms(terms_path))
    count(articles_path, lambda text: len(processor.extract_keywords(text)))


if __name__ == "__main__":
    main(*sys.argv[1:])
