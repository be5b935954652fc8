"""VADER: the terms as its dictionary. It gives a text a score and says neither what it found nor how often: what is counted
here are texts with a negative score. Terms of several words are never found."""

import sys

from vaderSentiment.vaderSentiment import SentimentIntensityAnalyzer

from shared import articles, terms


def main(terms_path, articles_path):
    vader = SentimentIntensityAnalyzer()
    vader.lexicon = {term: -2.0 for term in terms(terms_path)}
    scored = 0
    n_articles = 0
    for _, text in articles(articles_path):
        scored += vader.polarity_scores(text)["neg"] > 0
        n_articles += 1
    print(scored, n_articles)


if __name__ == "__main__":
    main(*sys.argv[1:])
