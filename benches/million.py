#!/usr/bin/env python3
"""What does it take to score a million articles, from files to a run directory, on two cores?

    cargo build --release
    python3 benches/million.py ARTICLES.jsonl --to FOLDER [--articles 1000000] [--plain] [--copies 0.02] [--seed 1]

makes articles out of those given, writes them to FOLDER as ten files of JSON Lines (gzip unless --plain), scores them into
FOLDER/run, and prints wall and CPU time, peak memory, articles a second and the size of the run directory. With `--to -`
the articles go to standard output, and nothing is scored. The same arguments make the same articles.

An article has the paragraphs and lengths of one that was given. A quarter of its sentences are that one's, the others are
drawn from all articles, and half of the names within sentences are replaced by others. Id, URL, date and outlet are new. So
two articles have little in common, but the vocabulary, the quotations and the loaded words are those of news. A share of the
articles (--copies) are near-copies of one shortly before, as wire copy is: at another outlet, with a sentence left out or
its credit changed.
"""

import argparse
import collections
import gzip
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import time

HERE = pathlib.Path(__file__).resolve().parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", HERE.parent / "target"))
PROGRAM = TARGET / "release" / "slantwise"
FILES = 10
THREADS = 2
# The share of an article's sentences that are those of the article whose shape it has.
OWN = 0.25
# The share of names that are replaced.
RENAMED = 0.5
# Near-copies are made of one of so many articles before: wire copy is printed within days.
RECENT = 10_000
CREDITS = ["(Reuters) - ", "(AP) - ", "(AFP) - ", ""]

SENTENCE_END = re.compile(r"(?<=[.?!])(?<!\b[A-Z]\.)(?<!\b(?:Mr|Ms|Dr|St)\.)(?<!\bMrs\.)(?<!\b(?:Gen|Sen|Rep|Gov)\.) +(?=[A-Z])")
# A capitalized word that does not begin a sentence or a quotation.
NAME = re.compile(r"(?<=[a-z,] )([A-Z][a-z]{3,})\b")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", metavar="ARTICLES.jsonl", help="records with the fields text, title and outlet")
    parser.add_argument("--to", required=True, metavar="FOLDER", help="a new folder, or - for standard output")
    parser.add_argument("--articles", dest="n", type=int, default=1_000_000)
    parser.add_argument("--plain", action="store_true", help="files that are not compressed")
    parser.add_argument("--copies", type=float, default=0.02, help="share of near-copies")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    source = Source(options.articles)
    lines = source.varied(options.n, options.copies, random.Random(options.seed))
    if options.to == "-":
        for line in lines:
            sys.stdout.buffer.write(line)
        return
    folder = pathlib.Path(options.to)
    if folder.exists():
        sys.exit(f"{folder} is there already: name a new folder")
    if not PROGRAM.exists():
        sys.exit(f"{PROGRAM} is not there: cargo build --release")
    folder.mkdir(parents=True)
    started = time.monotonic()
    files = write(lines, options.n, folder, options.plain)
    print(f"{options.n:,} articles, {source.bytes / 1e9:.2f} GB of text, {source.copies:,} of them near-copies")
    print(f"written to {len(files)} files of {size(folder) / 1e9:.2f} GB in {time.monotonic() - started:.0f} s")
    score(files, folder / "run", options.n, source.bytes)


class Source:
    """The articles given, taken apart."""

    def __init__(self, path):
        self.shapes = []
        self.pool = []
        self.outlets = []
        names = collections.Counter()
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                paragraphs = [sentences(text) for text in record["text"].split("\n\n") if text.strip()]
                title = NAME.split(record.get("title") or "")
                self.shapes.append((title, paragraphs))
                self.outlets.append(record.get("outlet") or "unknown")
                for paragraph in paragraphs:
                    self.pool.extend(paragraph)
                    for sentence in paragraph:
                        names.update(sentence[1::2])
        # As many draws of a name as it is used, so that the common ones stay the common ones.
        self.names = list(names.elements())
        self.bytes = 0
        self.copies = 0

    def varied(self, n, share_of_copies, chance):
        """The lines of so many articles."""
        recent = collections.deque(maxlen=RECENT)
        for number in range(n):
            if recent and chance.random() < share_of_copies:
                title, paragraphs, date = copied(chance.choice(recent), chance)
                self.copies += 1
            else:
                title, paragraphs = self.made(chance)
                date = f"{chance.randrange(2014, 2025)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
                recent.append((title, paragraphs, date))
            outlet = chance.choice(self.outlets)
            text = "\n\n".join(paragraphs)
            self.bytes += len(text.encode())
            record = {
                "id": f"m-{number:07}",
                "outlet": outlet,
                "date": date,
                "title": title,
                "url": f"https://{re.sub('[^a-z]+', '-', outlet.lower()).strip('-') or 'outlet'}.example/{date}/{number}",
                "text": text,
            }
            yield json.dumps(record, ensure_ascii=False).encode() + b"\n"

    def made(self, chance):
        title, shape = chance.choice(self.shapes)
        draw, pool, n_pool = chance.random, self.pool, len(self.pool)
        paragraphs = []
        for paragraph in shape:
            drawn = (own if draw() < OWN else pool[int(draw() * n_pool)] for own in paragraph)
            paragraphs.append(" ".join(self.renamed(sentence, draw) for sentence in drawn))
        return self.renamed(title, draw), paragraphs

    def renamed(self, pieces, draw):
        if len(pieces) == 1:
            return pieces[0]
        names, n_names = self.names, len(self.names)
        pieces = list(pieces)
        for place in range(1, len(pieces), 2):
            if draw() < RENAMED:
                pieces[place] = names[int(draw() * n_names)]
        return "".join(pieces)


def sentences(paragraph):
    """The sentences, each as text, name, text, name … text. Where a quotation goes on over several, they stay one."""
    found = SENTENCE_END.split(paragraph.strip())
    is_closed = all(text.count('"') % 2 == 0 and text.count("“") == text.count("”") for text in found)
    return [NAME.split(text) for text in (found if is_closed else [paragraph.strip()])]


def copied(article, chance):
    """The article as another outlet prints it."""
    title, paragraphs, date = article
    paragraphs = list(paragraphs)
    if len(paragraphs) > 3:
        del paragraphs[chance.randrange(1, len(paragraphs))]
    paragraphs[0] = chance.choice(CREDITS) + paragraphs[0]
    return title, paragraphs, date


def write(lines, n, folder, plain):
    """Writes the files; the first are one article longer where it does not come out even."""
    files = []
    for index in range(min(FILES, n)):
        path = folder / f"articles-{index:02}.jsonl{'' if plain else '.gz'}"
        # Without the time in the head, so that the same articles are the same bytes.
        file = open(path, "wb") if plain else gzip.GzipFile(path, "wb", compresslevel=1, mtime=0)
        with file:
            for _ in range(n // FILES + (index < n % FILES)):
                file.write(next(lines))
        files.append(path)
    return files


def score(files, run, n, n_bytes):
    """Scores the files as a user would, and prints what it took."""
    command = [PROGRAM, "score", *files, "-o", run, "--threads", str(THREADS), "--quiet"]
    wall, cpu, peak = measured(command)
    totals = json.loads((run / "run.json").read_text(encoding="utf-8"))["totals"]
    if totals["articles"] != n:
        sys.exit(f"{totals['articles']} of {n} articles were scored: {totals}")
    print(
        f"score, {THREADS} threads: {wall:.1f} s, {cpu:.1f} CPU s, {peak:.0f} MB at most; "
        f"{n / wall:,.0f} articles/s, {n_bytes / 1e6 / wall:.0f} MB/s of text"
    )
    tables = ", ".join(f"{path.name} {path.stat().st_size / 1e6:,.1f} MB" for path in sorted(run.iterdir()) if path.is_file())
    print(f"run directory: {size(run) / 1e6:,.1f} MB ({tables})")
    wall, cpu, peak = measured([PROGRAM, "profile", run, "--quiet"])
    print(f"profile of the run: {wall:.1f} s, {cpu:.1f} CPU s, {peak:.0f} MB at most")


def measured(command):
    """Seconds from start to end, CPU seconds, and the largest resident set in megabytes.

    The set is looked at while the process runs: what wait4 says of it begins with that of this script."""
    started = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    status_file = pathlib.Path(f"/proc/{process.pid}/status")
    kilobytes = 0
    while True:
        ended, status, used = os.wait4(process.pid, os.WNOHANG)
        if ended:
            break
        found = re.search(r"VmHWM:\s+(\d+)", status_file.read_text(encoding="utf-8"))
        kilobytes = max(kilobytes, int(found[1]) if found else 0)
        time.sleep(0.02)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))} ended with {process.returncode}")
    return time.monotonic() - started, used.ru_utime + used.ru_stime, kilobytes / 1e3


def size(folder):
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


if __name__ == "__main__":
    main()
