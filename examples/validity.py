#!/usr/bin/env python3
"""Does the vocabulary an outlet uses order outlets as people who know them rate them?

    slantwise score ARTICLES.jsonl -o RUN --format jsonl
    python3 examples/validity.py RUN RATINGS.csv [--leave-out NAMES.txt] [--axis us-left-right] [--min-articles 100]

RATINGS is CSV with a header and the columns `outlet` and `rating` (a number: -1 left, 0 center, 1 right). For every outlet
with enough articles it takes the perspective index of the axis, log((b + 1/2) / (a + 1/2)) over hits in bodies, in own
voice and in quotations, and prints Spearman's rho of each with the rating, with a 95 % bootstrap interval over outlets
(2,000 draws, seed 1). Only the Python standard library is needed.
"""

import argparse
import collections
import csv
import json
import math
import pathlib
import random
import statistics
import sys

VOICES = {"own voice": {"own", "insertion"}, "quotations": {"direct"}}
DRAWS = 2000


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=pathlib.Path)
    parser.add_argument("ratings", type=pathlib.Path)
    parser.add_argument("--leave-out", type=pathlib.Path, help="names of outlets, or beginnings that end in *, one a line")
    parser.add_argument("--axis", default="us-left-right")
    parser.add_argument("--min-articles", type=int, default=100)
    arguments = parser.parse_args()
    ratings = {row["outlet"]: float(row["rating"]) for row in csv.DictReader(open(arguments.ratings, encoding="utf-8"))}
    left_out = arguments.leave_out.read_text(encoding="utf-8").splitlines() if arguments.leave_out else []
    articles = collections.Counter(row["outlet"] for row in rows(arguments.run / "articles.jsonl"))
    outlets = sorted(
        outlet
        for outlet, n in articles.items()
        if n >= arguments.min_articles and outlet in ratings and not any(is_meant(outlet, name) for name in left_out)
    )
    sides = sides_of(arguments.run, arguments.axis)
    hits = {voice: collections.defaultdict(collections.Counter) for voice in VOICES}
    for hit in rows(arguments.run / "hits.jsonl"):
        side = sides.get((hit["lexicon"], hit["entry"]))
        if side is None or hit["part"] != "body":
            continue
        for voice, of in VOICES.items():
            if hit["voice"] in of:
                hits[voice][hit["outlet"]][side] += 1
    print(f"{len(outlets)} outlets of {arguments.min_articles} articles and more; {len(sides)} entries with a mirror on {arguments.axis}")
    for voice in VOICES:
        pairs = [(index(hits[voice][outlet]), ratings[outlet]) for outlet in outlets]
        low, high = interval(pairs)
        print(f"{voice}: rho = {spearman(pairs):.2f} (95 % {low:.2f} to {high:.2f})")


def rows(path):
    with open(path, encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def is_meant(outlet, name):
    return outlet.startswith(name[:-1]) if name.endswith("*") else outlet == name.strip()


def sides_of(run, axis):
    """The side of each entry that is in the index, as the run has it."""
    catalog = json.load(open(run / "run.json", encoding="utf-8"))["catalog"]
    ends = next(({known["a"]: "a", known["b"]: "b"} for known in catalog["axes"] if known["id"] == axis), None)
    if ends is None:
        sys.exit(f"the run has no axis {axis}: it has {', '.join(known['id'] for known in catalog['axes'])}")
    entries = catalog["entries"]
    own = [{ends[of] for of in entry.get("perspective", []) if of in ends} for entry in entries]
    sides = {}
    for entry, side in zip(entries, own):
        # An entry without a counterpart on the other side is in no index.
        mirrored = any(len(own[mirror]) == 1 and own[mirror] != side for mirror in entry.get("mirror", []))
        if len(side) == 1 and mirrored:
            sides[entry["lexicon"], entry["id"]] = next(iter(side))
    return sides


def index(counts):
    return math.log((counts["b"] + 0.5) / (counts["a"] + 0.5))


def ranks(values):
    """From 1, ties shared."""
    order = sorted(range(len(values)), key=values.__getitem__)
    result = [0.0] * len(values)
    start = 0
    while start < len(order):
        end = start
        while end < len(order) and values[order[end]] == values[order[start]]:
            end += 1
        for place in order[start:end]:
            result[place] = (start + end + 1) / 2
        start = end
    return result


def spearman(pairs):
    one, other = (ranks(list(values)) for values in zip(*pairs))
    if len(set(one)) < 2 or len(set(other)) < 2:
        return 0.0
    return statistics.correlation(one, other)


def interval(pairs):
    draw = random.Random(1)
    found = sorted(spearman(draw.choices(pairs, k=len(pairs))) for _ in range(DRAWS))
    return found[int(0.025 * DRAWS)], found[int(0.975 * DRAWS)]


if __name__ == "__main__":
    main()
