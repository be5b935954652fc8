#!/usr/bin/env python3
"""How long does `slantwise profile` take against what people use today, on the same articles with the same terms?

    cargo build --release
    python3 benches/peers/compare.py ARTICLES.jsonl

makes a virtual environment in target/peers, installs the peers into it, and prints the CPU seconds of whole processes, on
one thread, the median of five runs taken in turn. Each answer is checked before any figure is printed. ARTICLES is JSON
Lines with the fields `text` and `outlet`.
"""

import csv
import io
import json
import os
import pathlib
import re
import resource
import statistics
import subprocess
import sys
import venv

HERE = pathlib.Path(__file__).resolve().parent
TARGET = HERE.parent.parent / "target"
PROGRAM = TARGET / "release" / "slantwise"
PEERS = TARGET / "peers"
ROUNDS = 5
N_TERMS = 2000


def main(articles):
    python = environment()
    terms = PEERS / "terms.txt"
    words = plain_terms()
    terms.write_text("".join(f"{term}\n" for term in words), encoding="utf-8")
    lexicon = PEERS / "terms.toml"
    lexicon.write_text(lexicon_of(words), encoding="utf-8")
    megabytes = sum(len(json.loads(line)["text"].encode()) for line in open(articles, encoding="utf-8")) / 1e6
    profile = [PROGRAM, "profile", articles, "--threads", "1", "--quiet", "--format", "csv"]
    commands = {
        "slantwise, the same terms": [*profile, "--lexicon", lexicon, "--only", "terms"],
        "slantwise, all shipped lexicons": profile,
        "ahocorasick_rs and a word check": [python, HERE / "peer_ahocorasick_rs.py", terms, articles],
    }
    answers = {name: subprocess.run(command, check=True, capture_output=True, text=True).stdout for name, command in commands.items()}
    check(answers)
    seconds = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds[name].append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    ours = statistics.median(seconds["slantwise, the same terms"])
    print(f"{megabytes:.1f} MB of text, {len(words)} terms, CPU seconds of whole processes, median of {ROUNDS}")
    for name, runs in seconds.items():
        median = statistics.median(runs)
        print(f"{name:34} {median:7.2f} s {megabytes / median:7.1f} MB/s   {median / ours:5.2f} times ours (range {min(runs):.2f} to {max(runs):.2f})")


def environment():
    python = PEERS / "bin" / "python"
    if not python.exists():
        venv.create(PEERS, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "ahocorasick_rs"], check=True)
    return python


def plain_terms():
    """Forms of the shipped lexicons of small letters and spaces, spread evenly over all of them."""
    expanded = subprocess.run([PROGRAM, "lexicon", "expand"], check=True, capture_output=True, text=True).stdout
    forms = sorted({line.split("\t")[1].lower() for line in expanded.splitlines()})
    plain = [form for form in forms if re.fullmatch("[a-z]+( [a-z]+)*", form)]
    return plain[:: max(1, len(plain) // N_TERMS)][:N_TERMS]


def lexicon_of(terms):
    return f"""format = 1
[lexicon]
id = "terms"
version = "0.1.0"
language = "en"
[[entry]]
id = "terms"
category = "insult"
forms = {json.dumps(terms)}
intensity = 2
note = "For measuring speed."
"""


def check(answers):
    """Both read every article; the peer finds what we find in any voice, within what the word check cannot see."""
    rows = list(csv.DictReader(io.StringIO(answers["slantwise, the same terms"])))
    articles = sum(int(row["articles"]) for row in rows)
    hits, seen = map(int, answers["ahocorasick_rs and a word check"].split())
    assert seen >= articles > 0, (seen, articles)
    assert hits > sum(int(row["main_hits"]) for row in rows) > 0, "the same terms are found"


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(os.path.abspath(sys.argv[1]))
