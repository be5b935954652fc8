"""What a word counter does with ahocorasick_rs: python peer_ahocorasick_rs.py TERMS ARTICLES prints hits and articles.

The text is lowercased, all terms are searched leftmost-longest, and a match counts if no letter or digit stands beside it.
It knows neither voice nor sense, and counts no words.
"""

import collections
import json
import sys

from ahocorasick_rs import AhoCorasick, MatchKind


def main(terms_path, articles_path):
    with open(terms_path, encoding="utf-8") as lines:
        terms = [line.rstrip("\n") for line in lines]
    automaton = AhoCorasick(terms, matchkind=MatchKind.LeftmostLongest)
    hits = collections.defaultdict(collections.Counter)
    articles = 0
    with open(articles_path, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            text = record["text"].lower()
            of_outlet = hits[record.get("outlet")]
            articles += 1
            for term, start, end in automaton.find_matches_as_indexes(text):
                before = start > 0 and text[start - 1].isalnum()
                after = end < len(text) and text[end].isalnum()
                if not before and not after:
                    of_outlet[term] += 1
    print(sum(sum(counts.values()) for counts in hits.values()), articles)


if __name__ == "__main__":
    main(*sys.argv[1:])
