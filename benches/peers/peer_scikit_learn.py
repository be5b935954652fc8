"""scikit-learn: CountVectorizer with the terms as vocabulary. Terms within longer ones count too."""

import sys

from sklearn.feature_extraction.text import CountVectorizer

from shared import articles, terms


def main(terms_path, articles_path):
    vocabulary = terms(terms_path)
    longest = max(len(term.split()) for term in vocabulary)
    vectorizer = CountVectorizer(vocabulary=vocabulary, ngram_range=(1, longest), token_pattern=r"(?u)\b\w+\b")
    counts = vectorizer.transform(text for _, text in articles(articles_path))
    print(counts.sum(), counts.shape[0])


if __name__ == "__main__":
    main(*sys.argv[1:])
