#!/usr/bin/env python3
"""How long does `slantwise profile` take against what people use today, on the same articles with the same terms?

    cargo build --profile dist
    python3 benches/peers/compare.py ARTICLES.jsonl [PEER …]

runs the program that was built last, with `--profile dist` or `--release`. It makes a virtual environment in target/peers
and installs the peers of table.py into it, each in the version that is named there. It prints the CPU seconds of whole
processes on one thread, medians of runs taken in turn. ARTICLES is JSON Lines with the fields `text` and `outlet`. PEER is
the beginning of a name: then only these are run.

A slow peer is given the first articles only. What it takes to start is measured apart, and the rest is scaled to the
articles that the others have. Every count is checked against ours, or else it is said why it differs.
"""

import json
import os
import pathlib
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv

from table import FEWER, MORE, NOT_RUN, PEERS, SAME

HERE = pathlib.Path(__file__).resolve().parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent.parent / "target"))
PROGRAMS = [TARGET / profile / "slantwise" for profile in ("dist", "release")]
# What was built last.
PROGRAM = max(filter(pathlib.Path.exists, PROGRAMS), key=lambda program: program.stat().st_mtime, default=None)
FOLDER = TARGET / "peers"
PYTHON = FOLDER / "bin" / "python"
ROUNDS = 5
ROUNDS_OF_SLOW = 3
N_TERMS = 2000
# Peers see no word over a line break or with a soft hyphen in it, and some take a compound or an abbreviation apart.
CLOSE = 0.05
# One thread, for those that would take more.
ENVIRONMENT = os.environ | {"POLARS_MAX_THREADS": "1", "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}


def main(articles, wanted):
    if not PROGRAM:
        sys.exit(f"{PROGRAMS[0]} is not there: cargo build --profile dist")
    make_environment()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        terms = plain_terms()
        corpus = Corpus(articles, folder)
        corpus.write_terms(terms)
        n = corpus.n_articles
        print(f"{n} articles, {corpus.megabytes(n):.1f} MB of text, {len(terms)} terms, CPU seconds of whole processes, {PROGRAM}")
        profile, with_all = medians([corpus.profile(n), corpus.profile(n, all_lexicons=True)], ROUNDS)
        print(line("slantwise profile, these terms", profile, corpus))
        print(line("slantwise profile, all shipped lexicons", with_all, corpus), flush=True)
        for peer in PEERS:
            if wanted and not any(peer.name.lower().startswith(name.lower()) for name in wanted):
                continue
            missing = install(peer)
            if missing:
                print(f"{peer.name:40} not run: {missing}")
                continue
            run(peer, corpus)
        for name, why in NOT_RUN.items():
            print(f"{name:40} not run: {why}")


class Corpus:
    """The articles in whole and in part, and the terms, as files."""

    def __init__(self, path, folder):
        self.path = path
        self.folder = folder
        with open(path, encoding="utf-8") as lines:
            self.lines = [line for line in lines if line.strip()]
        self.texts = [json.loads(line)["text"] for line in self.lines]
        self.n_articles = len(self.lines)

    def megabytes(self, n):
        return sum(len(text.encode()) for text in self.texts[:n]) / 1e6

    def write_terms(self, terms):
        self.terms = self.folder / "terms.txt"
        self.terms.write_text("".join(f"{term}\n" for term in terms), encoding="utf-8")
        longest_first = sorted(terms, key=len, reverse=True)
        (self.folder / "longest_first.txt").write_text("".join(f"{term}\n" for term in longest_first), encoding="utf-8")
        self.lexicon = self.folder / "terms.toml"
        self.lexicon.write_text(lexicon_of(terms), encoding="utf-8")

    def part(self, n):
        """The first articles as JSON Lines."""
        if n == self.n_articles:
            return self.path
        path = self.folder / f"{n}.jsonl"
        path.write_text("".join(self.lines[:n]), encoding="utf-8")
        return path

    def texts_of(self, n):
        """The texts of the first articles, one a line."""
        path = self.folder / f"{n}.txt"
        path.write_text("".join(re.sub(r"\s", " ", text) + "\n" for text in self.texts[:n]), encoding="utf-8")
        return path

    def profile(self, n, all_lexicons=False):
        profile = [PROGRAM, "profile", self.part(n), "--threads", "1", "--quiet", "--format", "csv"]
        return profile if all_lexicons else [*profile, "--lexicon", self.lexicon, "--only", "terms"]

    def command(self, peer, n):
        if peer.script == "peer_ripgrep.py":
            return [PYTHON, HERE / peer.script, ripgrep(), self.folder / "longest_first.txt", self.texts_of(n), *peer.options]
        return [PYTHON, HERE / peer.script, self.terms, self.part(n)]

    def our_hits(self, n):
        """Uses of the terms in bodies, in any voice."""
        run = self.folder / f"run-{n}"
        if not run.exists():
            score = [PROGRAM, "score", self.part(n), "--quiet", "--format", "jsonl", "--lexicon", self.lexicon]
            subprocess.run([*score, "--only", "terms", "-o", run], check=True)
        with open(run / "hits.jsonl", encoding="utf-8") as rows:
            hits = map(json.loads, rows)
            return sum(hit["part"] == "body" and hit["lexicon"] == "terms" for hit in hits)


def run(peer, corpus):
    """Checks the answer of a peer, and prints its line: ours is run in turn with it."""
    n = min(peer.articles or corpus.n_articles, corpus.n_articles)
    command, ours, starting = corpus.command(peer, n), corpus.profile(corpus.n_articles), corpus.command(peer, 0)
    hits, n_articles = map(int, output_of(command).split())
    assert n_articles == n, f"{peer.name} read {n_articles} of {n} articles"
    checked = check(peer, hits, corpus.our_hits(n))
    if n == corpus.n_articles:
        seconds, of_ours = medians([command, ours], ROUNDS)
    else:
        seconds, of_ours, start = medians([command, ours, starting], ROUNDS_OF_SLOW)
        scale = corpus.megabytes(corpus.n_articles) / corpus.megabytes(n)
        seconds = start + max(seconds - start, 0) * scale
        checked += f"; from {n} articles"
    ratio = f"ours is {seconds / of_ours:7.1f} times as fast (bar {peer.bar})"
    print(f"{line(peer.name, seconds, corpus)}   {ratio}; {checked}", flush=True)


def medians(commands, rounds):
    """The medians of some rounds, in each of which every command is run once."""
    seconds = [[cpu_seconds(command) for command in commands] for _ in range(rounds)]
    return [statistics.median(of_one) for of_one in zip(*seconds)]


def line(name, seconds, corpus):
    return f"{name:40} {seconds:8.2f} s {corpus.megabytes(corpus.n_articles) / seconds:7.2f} MB/s"


def check(peer, hits, ours):
    """What the count says, or an error where it is not what it should be."""
    shown = f"{hits} hits, ours {ours}"
    if peer.hits == SAME:
        assert abs(hits - ours) <= CLOSE * ours, f"{peer.name}: {shown}: they should be nearly the same"
    elif peer.hits == MORE:
        assert hits >= (1 - CLOSE) * ours, f"{peer.name}: {shown}: it should be more"
    elif peer.hits == FEWER:
        assert 0 < hits <= (1 + CLOSE) * ours, f"{peer.name}: {shown}: it should be fewer"
    return f"{shown} ({peer.because})" if peer.because else shown


def cpu_seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def output_of(command):
    return subprocess.run(command, check=True, capture_output=True, text=True, env=ENVIRONMENT).stdout


def make_environment():
    if not PYTHON.exists():
        venv.create(FOLDER, with_pip=True)


def pip(*arguments):
    return subprocess.run([PYTHON, "-m", "pip", "--quiet", *arguments], capture_output=True, text=True)


def install(peer):
    """Installs a peer; says what is missing, or nothing."""
    if peer.script == "peer_ripgrep.py":
        return None if ripgrep() else "no rg was found: install ripgrep"
    if not peer.packages:
        return None
    done = FOLDER / "installed" / "+".join(peer.packages)
    if done.exists():
        return None
    result = pip("install", *peer.packages)
    if result.returncode != 0:
        return f"{' '.join(peer.packages)} cannot be installed: {result.stderr.strip().splitlines()[-1:]}"
    done.parent.mkdir(exist_ok=True)
    done.touch()
    return None


def ripgrep():
    """The rg of the machine, or else the one that pip builds."""
    ours = FOLDER / "bin" / "rg"
    found = shutil.which("rg")
    if not found and not ours.exists():
        pip("install", "ripgrep==15.1.0")
    return found or (ours if ours.exists() else None)


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


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(os.path.abspath(sys.argv[1]), sys.argv[2:])
