"""What every peer is given and what it has to say."""

import collections
import json


def terms(path):
    """The terms, small letters and spaces, one a line."""
    with open(path, encoding="utf-8") as lines:
        return [line.rstrip("\n") for line in lines]


def articles(path):
    """Outlet and text of each article of a JSON Lines file."""
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            yield record.get("outlet"), record["text"]


def count(path, hits_of):
    """Adds up by outlet what `hits_of` a text is, and prints all hits and articles."""
    by_outlet = collections.Counter()
    n_articles = 0
    for outlet, text in articles(path):
        by_outlet[outlet] += hits_of(text)
        n_articles += 1
    print(sum(by_outlet.values()), n_articles)
